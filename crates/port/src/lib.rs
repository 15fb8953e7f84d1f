//! A port-industrial zone as a discrete-event model.
//!
//! ```text
//! text ─ scenario::load ─▶ Scenario ─ simulate ─▶ Port (state) ─▶ Records ─▶ KPIs: an Outcome
//! ```
//!
//! `scenario` turns text into a checked [`Scenario`]; nothing else makes one. `simulate` is a pure function of scenario,
//! seed and replication. This crate knows no thread, no disk and no wall clock.

pub mod kpi;
pub mod outcome;
pub mod scenario;

pub use outcome::{Outcome, simulate};
pub use scenario::{Scenario, load};
