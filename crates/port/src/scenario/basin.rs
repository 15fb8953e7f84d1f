//! `[basin.NAME]`: a part of the port behind an entrance of its own.

use super::read::Table;
use super::units::Dimension;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, Variate};

/// One basin.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct BasinPlan {
    /// Its name in the scenario.
    pub name: String,
    /// To pass its entrance alone.
    pub passage: Variate,
    /// Ships up to this length may meet in the entrance [m].
    pub meet_up_to_m: f64,
    /// From one ship to the next of the same direction, bow to bow.
    pub separation: SimDuration,
}

impl BasinPlan {
    /// Reads the table.
    pub fn read(name: &str, t: &mut Table<'_>) -> Self {
        BasinPlan {
            name: name.to_owned(),
            passage: t.variate("passage", Dimension::Time, "To pass the entrance alone."),
            meet_up_to_m: t.metres("meet-up-to", "0 m"..="500 m", "Ships up to this length may meet in the entrance."),
            separation: t.duration("separation", "0 s"..="2 h", "Between two ships of the same direction."),
        }
    }
}
