//! `[terminal.NAME.rail]`: trains on a timetable.

use super::read::Table;
use super::units::Dimension;
use darse_engine::{SimDuration, Variate};
use serde::{Deserialize, Serialize};

/// The rail yard of a terminal.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RailPlan {
    /// Arrivals of trains, each week, as time since Monday 00:00.
    pub trains: Vec<SimDuration>,
    /// Late arrival.
    pub lateness: Variate,
    /// Tracks in the terminal.
    pub tracks: u32,
    /// Boxes that a train takes away at most, and brings on average.
    pub capacity: u32,
    /// Boxes a train brings.
    pub brings: Variate,
    /// Rail cranes or reach stackers.
    pub cranes: u32,
    /// To move one box between train and vehicle.
    pub cycle: Variate,
    /// Shunting and papers, before and after.
    pub shunting: Variate,
    /// Share of import boxes that leave by rail.
    pub import_share: f64,
}

impl RailPlan {
    /// Reads the table.
    pub fn read(t: &mut Table<'_>) -> Self {
        RailPlan {
            trains: t.moments("trains", "Arrivals of trains in each week."),
            lateness: t.variate("lateness", Dimension::Time, "How late trains come."),
            tracks: t.count("tracks", 1..=50, "Tracks in the terminal."),
            capacity: t.count("capacity", 1..=500, "Boxes a train takes away at most."),
            brings: t.variate("brings", Dimension::Number, "Boxes a train brings for ships."),
            cranes: t.count("cranes", 1..=50, "Rail cranes or reach stackers."),
            cycle: t.variate("cycle", Dimension::Time, "To move one box between train and vehicle."),
            shunting: t.variate("shunting", Dimension::Time, "Shunting and papers, before and again after."),
            import_share: t.share("import-share", "Share of import boxes that leave by rail."),
        }
    }
}
