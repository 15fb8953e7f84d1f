//! `[haulage]`: boxes that change ships change terminals, too, over the roads of the port.

use super::read::Table;
use super::units::Dimension;
use super::upkeep::Upkeep;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::Variate;

/// Haulage between container terminals.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct HaulagePlan {
    /// Share of the boxes that change ships whose onward ship calls at another terminal.
    pub share: f64,
    /// Tractors of the port that haul them.
    pub tractors: u32,
    /// What takes a tractor out of service.
    pub upkeep: Upkeep,
    /// From the stacking of a box until a tractor may fetch it.
    pub release: Variate,
    /// From gate to gate, where not both stand on roads.
    pub drive: Variate,
}

impl HaulagePlan {
    /// Reads the table.
    pub fn read(t: &mut Table<'_>) -> Self {
        HaulagePlan {
            share: t.share("share", "Share of the boxes that change ships whose onward ship calls at another terminal."),
            tractors: t.count("tractors", 1..=1000, "Tractors that haul boxes between terminals."),
            upkeep: Upkeep::read(t),
            release: t.variate("release", Dimension::Time, "From the stacking of a box until a tractor may fetch it."),
            drive: t.variate("drive", Dimension::Time, "From gate to gate, where not both stand on roads."),
        }
    }
}
