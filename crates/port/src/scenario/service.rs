//! `[service.NAME]`: where vessel calls come from: a liner service, tramp arrivals, or a file of calls.

use super::Files;
use super::calls_file::{self, FileCall};
use super::read::{DateTime, Table};
use super::units::Dimension;
use super::vessel::VesselClass;
use darse_engine::{SimDuration, Variate};
use serde::{Deserialize, Serialize};

/// When calls come.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Pattern {
    /// At a fixed interval, as planned, and more or less late.
    Liner {
        /// Index of the vessel class.
        class: usize,
        /// First planned arrival, since Monday 00:00 of the first week.
        first: SimDuration,
        /// From one planned arrival to the next.
        every: SimDuration,
        /// Actual minus planned arrival; negative: early [s].
        deviation: Variate,
        /// Share of calls that are left out.
        blank: f64,
    },
    /// One after another, unplanned.
    Tramp {
        /// Index of the vessel class.
        class: usize,
        /// From one arrival to the next.
        between: Variate,
    },
    /// Calls read from a CSV file, by planned arrival.
    File(Vec<FileCall>),
}

/// One source of vessel calls.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Service {
    /// Its name in the scenario.
    pub name: String,
    /// Index of the terminal it calls at.
    pub terminal: usize,
    /// Lower moors first under the berth policy by priority.
    pub priority: u32,
    /// Boxes discharged at a call, all flows.
    pub discharge: Variate,
    /// Boxes that come by land for a call.
    pub exports: Variate,
    /// Share of the discharged boxes that change to another ship.
    pub transhipment: f64,
    /// Ports where the ship discharges what it loads here: 1 to 8.
    pub ports_of_discharge: u32,
    /// Onward bookings choose a call within this time after the earliest possible; 0: the first call.
    pub booking_window: SimDuration,
    /// When calls come.
    pub pattern: Pattern,
}

/// What services need to know of the rest of the scenario.
pub struct Context<'a> {
    /// Names of the terminals.
    pub terminals: &'a [String],
    /// The vessel classes.
    pub classes: &'a [VesselClass],
    /// Midnight of time 0.
    pub start: DateTime,
}

#[derive(Clone, Copy)]
enum Kind {
    Liner,
    Tramp,
    File,
}

impl Service {
    /// Reads the table of one service.
    pub fn read(name: &str, t: &mut Table<'_>, context: &Context<'_>, files: &mut dyn Files) -> Self {
        t.require(&["terminal"]);
        let kinds = [("liner", Kind::Liner), ("tramp", Kind::Tramp), ("file", Kind::File)];
        let kind = t.choice("kind", &kinds, "A liner service, tramp arrivals, or a file of calls.");
        let class_names: Vec<&str> = context.classes.iter().map(|class| class.name.as_str()).collect();
        let about_class = "The class of its ships.";
        let pattern = match kind {
            Kind::Liner => {
                t.require(&["class"]);
                Pattern::Liner {
                    class: t.name_among("class", &class_names, "vessel class", about_class),
                    first: t.moment("first", "Planned arrival of its first call in the first week."),
                    every: t.duration("every", "1 h"..="365 days", "From one planned arrival to the next."),
                    deviation: t.signed_variate("deviation", Dimension::Time, "Actual minus planned arrival."),
                    blank: t.share("blank-sailings", "Share of planned calls that are left out."),
                }
            }
            Kind::Tramp => {
                t.require(&["class"]);
                Pattern::Tramp {
                    class: t.name_among("class", &class_names, "vessel class", about_class),
                    between: t.variate("between", Dimension::Time, "From one arrival to the next."),
                }
            }
            Kind::File => {
                t.require(&["file"]);
                Pattern::File(calls_file::read(t, context, &class_names, files))
            }
        };
        Service {
            name: name.to_owned(),
            terminal: t.name_among("terminal", context.terminals, "terminal", "The terminal it calls at."),
            priority: t.count("priority", 0..=1000, "Lower moors first, under the berth policy `priority`."),
            discharge: t.variate("discharge", Dimension::Number, "Boxes discharged at a call."),
            exports: t.variate("exports", Dimension::Number, "Boxes brought by land for a call."),
            transhipment: t.share("transhipment", "Share of the discharged boxes that change to another ship."),
            ports_of_discharge: t.count("ports-of-discharge", 1..=8, "Ports among which its loads are divided."),
            booking_window: t.duration(
                "booking-window",
                "0 h"..="60 days",
                "Onward bookings choose a call within this time; 0: the first that can be reached.",
            ),
            pattern,
        }
    }

    /// Mean number of boxes discharged at a call.
    pub fn discharge_mean(&self) -> f64 {
        match &self.pattern {
            Pattern::File(calls) if !calls.is_empty() => {
                calls.iter().map(|call| call.discharge.map_or(self.discharge.mean(), f64::from)).sum::<f64>() / calls.len() as f64
            }
            Pattern::File(_) | Pattern::Liner { .. } | Pattern::Tramp { .. } => self.discharge.mean(),
        }
    }

    /// Mean number of calls in an hour, if there is one.
    pub fn calls_per_hour(&self) -> Option<f64> {
        match &self.pattern {
            Pattern::Liner { every, blank, .. } => Some((1.0 - blank) * 3600.0 / every.as_seconds_f64()),
            Pattern::Tramp { between, .. } => Some(3600.0 / between.mean()),
            Pattern::File(calls) => {
                let last = calls.iter().map(|call| call.planned.0).max()?;
                Some(calls.len() as f64 * 3.6e9 / last.max(1) as f64)
            }
        }
    }
}
