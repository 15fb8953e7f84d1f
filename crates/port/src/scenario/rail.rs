//! `[terminal.NAME.rail]`: trains on a timetable.

use super::diagnostic::Code;
use super::read::Table;
use super::units::Dimension;
use super::upkeep::Upkeep;
use super::weekly::nth_of_week;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, SimTime, Variate};

/// The rail yard of a terminal.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct RailPlan {
    /// The line its trains come over, if others share it.
    pub line: Option<usize>,
    /// Arrivals of trains, each week, as time since Monday 00:00.
    pub trains: Vec<SimDuration>,
    /// Late arrival.
    pub lateness: Variate,
    /// Tracks in the terminal.
    pub tracks: u32,
    /// Boxes that a train carries at most, each way.
    pub capacity: u32,
    /// Boxes a train brings.
    pub brings: Variate,
    /// Rail cranes or reach stackers.
    pub cranes: u32,
    /// To move one box between train and vehicle.
    pub cycle: Variate,
    /// Of it, the time a vehicle stands below the crane.
    pub hand_over: SimDuration,
    /// From the last block to the tracks [m].
    pub distance_m: f64,
    /// Shunting and papers, before and after.
    pub shunting: Variate,
    /// Share of import boxes that leave by rail.
    pub import_share: f64,
    /// From discharge until such a box may go on a train.
    pub dwell: Variate,
    /// What takes a rail crane out of service.
    pub upkeep: Upkeep,
    /// Gust above which no move begins [m/s].
    pub wind_limit_m_s: f64,
}

impl RailPlan {
    /// Reads the table.
    pub fn read(t: &mut Table<'_>, lines: &[String]) -> Self {
        let about = "The line its trains come and go over, which others may share; unwritten: they come and go by themselves.";
        let plan = RailPlan {
            line: t.maybe("line", |t| t.name_among("line", lines, "rail-line", about)),
            trains: t.moments("trains", "Arrivals of trains in each week."),
            lateness: t.variate("lateness", Dimension::Time, "How late trains come."),
            tracks: t.count("tracks", 1..=50, "Tracks in the terminal."),
            capacity: t.count("capacity", 1..=500, "Boxes a train carries at most, each way."),
            brings: t.variate("brings", Dimension::Number, "Boxes a train brings for ships, beside those that trucks bring."),
            cranes: t.count("cranes", 1..=50, "Rail cranes or reach stackers."),
            upkeep: Upkeep::read(t),
            wind_limit_m_s: t.speed("wind-limit", "1 m/s"..="100 m/s", "Gust above which no move begins."),
            cycle: t.variate("cycle", Dimension::Time, "To move one box between train and vehicle."),
            hand_over: t.duration("hand-over", "0 s"..="10 min", "Of the cycle, the time a vehicle stands below the crane."),
            distance_m: t.metres("distance", "0 m"..="5 km", "From the last block to the tracks."),
            shunting: t.variate("shunting", Dimension::Time, "Shunting and papers, before and again after."),
            import_share: t.share("import-share", "Share of import boxes that leave by rail."),
            dwell: t.variate("dwell", Dimension::Time, "From discharge until such a box may go on a train: papers and customs."),
        };
        if plan.trains.is_empty() {
            t.error("trains", Code::Inconsistent, "no train ever comes", "give a moment of the week, or leave `rail` out");
        }
        plan
    }

    /// Planned arrival of train `nth`; time 0 lies so many hours after Monday 00:00.
    pub fn planned(&self, nth: u32, start_hour_of_week: u64) -> SimTime {
        nth_of_week(&self.trains, nth, start_hour_of_week)
    }
}
