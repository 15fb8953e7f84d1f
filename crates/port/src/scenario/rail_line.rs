//! `[rail-line.NAME]`: a line between the port and inland that trains share.

use super::diagnostic::Code;
use super::read::Table;
use super::units::Dimension;
use super::upkeep::Upkeep;
pub use crate::facility::rail_line::RailLinePlan;

impl RailLinePlan {
    /// Reads the table of one line.
    pub fn read(name: &str, t: &mut Table<'_>) -> Self {
        let plan = RailLinePlan {
            name: name.to_owned(),
            tracks: t.count("tracks", 1..=2, "1: trains of opposite direction exclude each other; 2: they do not."),
            headway: t.duration(
                "headway",
                "1 min"..="24 h",
                "From one path to the next; of each direction where there are two tracks.",
            ),
            opens: t.time_of_day("opens", "Time of day of the first path."),
            closes: t.time_of_day("closes", "Time of day from which there is no path any more; as `opens`: paths all day."),
            running: t.positive_variate("running", Dimension::Time, "From one end to the other."),
            yard_tracks: t.count("yard-tracks", 1..=200, "Tracks of the yard at the port, on which trains wait for a terminal."),
            locomotives: t.count("locomotives", 1..=200, "Locomotives, of which each train takes one."),
            upkeep: Upkeep::read(t),
            shunting: t.variate("shunting", Dimension::Time, "After its run, until the locomotive is free again."),
        };
        if plan.open_each_day() < plan.headway {
            let message = "the line has not one path a day";
            t.error(
                "headway",
                Code::Inconsistent,
                message,
                "open it for longer, or shorten `headway`: trains would wait for ever",
            );
        }
        plan
    }
}
