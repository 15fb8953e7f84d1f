//! `failures`: how often a machine breaks down while it works, and for how long.

use super::read::Table;
use super::units::Dimension;
use darse_engine::Variate;
use serde::{Deserialize, Serialize};

/// Breakdowns of one kind of machine, counted in its own working time.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Failures {
    /// Working time between breakdowns.
    pub between: Variate,
    /// Time to repair.
    pub repair: Variate,
}

impl Failures {
    /// Reads the table.
    pub fn read(t: &mut Table<'_>) -> Self {
        Failures {
            between: t.variate("between", Dimension::Time, "Working time between breakdowns."),
            repair: t.variate("repair", Dimension::Time, "Time to repair."),
        }
    }
}
