//! One replication: what it gives, and the function that makes it.

use crate::kpi::Column;
pub use crate::pictures::{BerthStay, Pictures, TerminalPicture};
use crate::replication::Replication;
use crate::scenario::Scenario;
use serde::{Deserialize, Serialize};

/// What one replication gives. All a later stage ever sees of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// The columns, the same for every replication of a scenario.
    pub columns: Vec<Column>,
    /// One value a column; `None` where the population was empty.
    pub values: Vec<Option<f64>>,
    /// Calendar pops that were not cancelled.
    pub events: u64,
    /// Hash of everything that happened, in order.
    pub trace_hash: u64,
    /// What the plots draw.
    pub pictures: Pictures,
}

/// A broken invariant found by `--check`: a bug of ours, never of the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation(pub String);

/// Runs one replication: a pure function of its arguments. With `checked`, invariants are verified every simulated hour.
///
/// # Errors
/// A [`Violation`] if `checked` and an invariant does not hold.
pub fn simulate(scenario: &Scenario, seed: u64, replication: u32, checked: bool) -> Result<Outcome, Violation> {
    Replication::new(scenario, seed, replication).finish(checked)
}
