//! What one replication gives.

use crate::kpi::Column;
pub use crate::pictures::{
    BerthStay, Course, FacilityHours, KindHours, Pictures, PlanPicture, PlannedPlace, PlannedQuay, PlannedRoad, RecoveryPicture,
    RecoverySeries, TerminalPicture,
};
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
