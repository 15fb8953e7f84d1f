//! A port-industrial zone as a discrete-event model.
//!
//! ```text
//! text ─ scenario::load ─▶ Scenario ─ simulate ─▶ Port (state) ─▶ Records ─▶ KPIs: an Outcome
//! ```
//!
//! `scenario` turns text into a checked [`Scenario`]; nothing else makes one. `simulate` is a pure function of scenario,
//! seed and replication. This crate knows no thread, no disk and no wall clock.

mod build;
mod calls;
pub mod canary;
mod cargo;
mod connections;
mod facility;
pub mod hours;
mod ids;
mod invariants;
mod kind;
pub mod kpi;
pub mod outcome;
mod pictures;
pub mod policy;
mod port;
mod process;
mod record;
mod replication;
pub mod scenario;
mod streams;
#[doc(hidden)]
pub mod trial;
pub mod why;

pub use outcome::Outcome;
pub use replication::{Replication, STATE_FORMAT, simulate};
pub use scenario::{Scenario, load};
