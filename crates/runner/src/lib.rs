//! The command line of Darse, as a library.
//!
//! ```text
//! file ─ source ─▶ Scenario ─ batch ─▶ Outcomes ─ results ─▶ Summary ┬ export ─▶ bytes ─ disk ─▶ run folder
//!                                                                    ├ plot ───▶ bytes ─┘
//!                                                                    └ table ──▶ console
//! ```
//! One module each knows threads (`batch`), the disk (`disk`), the clock (`clock`) and the terminal (`console`); everything
//! between is a pure function. No stage reaches back.

pub mod batch;
pub mod clock;
pub mod command;
pub mod comparison;
pub mod console;
pub mod design;
pub mod disk;
pub mod edit;
pub mod escape;
pub mod exit;
pub mod export;
pub mod gate;
pub mod journal;
pub mod message;
pub mod model;
pub mod naming;
pub mod number;
pub mod plot;
pub mod precision;
pub mod results;
pub mod saved;
pub mod selection;
pub mod sensitivity;
pub mod source;
pub mod statistics;
pub mod stress;
pub mod summary;
#[cfg(test)]
mod synthetic;
pub mod table;
pub mod verify;
pub mod warm_up;
pub mod why;
