//! `[service.NAME]`: where vessel calls come from: a liner service, tramp arrivals, or a file of calls.

use super::Files;
use super::bulk_terminal::BulkTerminalPlan;
use super::call_cargo::CallCargo;
use super::calls_file::{self, FileCall};
use super::diagnostic::{Code, grouped};
use super::ferry_port::Ferry;
use super::quay::QuayOwner;
use super::read::{DateTime, Table};
use super::season::Season;
use super::tank_farm::TankFarmPlan;
use super::units::Dimension;
use super::vessel::VesselClass;
use crate::ids::QuayId;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, SimTime, Variate};

/// When calls come.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
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
        /// By month, which share of the calls of the busiest month is planned; none: all of them all year.
        season: Option<Season>,
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
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Service {
    /// Its name in the scenario.
    pub name: String,
    /// Where it calls.
    pub quay: QuayId,
    /// Lower moors first under the berth policy by priority.
    pub priority: u32,
    /// Quay is kept for its ships from so long before their planned arrival until so long after it, under the berth policy by windows.
    pub berth_window: Option<SimDuration>,
    /// Boxes discharged at a call, all flows; none where its quay is of no container terminal.
    pub discharge: Variate,
    /// Boxes that come by land for a call.
    pub exports: Variate,
    /// Share of the discharged boxes that change to another ship.
    pub transhipment: f64,
    /// Ports where the ship discharges what it loads here: 1 to 8.
    pub ports_of_discharge: u32,
    /// Onward bookings choose a call within this time after the earliest possible; 0: the first call.
    pub booking_window: SimDuration,
    /// What its ships bring and take, where it calls at a ferry port.
    pub ferry: Option<Ferry>,
    /// What a call brings and takes where its quay is of no container terminal.
    pub cargo: CallCargo,
    /// When calls come.
    pub pattern: Pattern,
}

/// What services need to know of the rest of the scenario.
pub struct Context<'a> {
    /// Names of all that have a quay, container terminals first.
    pub quays: &'a [String],
    /// Whose these quays are.
    pub owners: &'a [QuayOwner],
    /// Tank farms, with their products.
    pub tank_farms: &'a [TankFarmPlan],
    /// Bulk terminals, with their commodities.
    pub bulk_terminals: &'a [BulkTerminalPlan],
    /// The vessel classes.
    pub classes: &'a [VesselClass],
    /// Midnight of time 0.
    pub start: DateTime,
    /// Folder of files of calls.
    pub folder: &'a str,
    /// Names of the services whose calls come from files.
    pub file_services: &'a [String],
}

/// No call discharges or loads more boxes: the largest ships carry about 24,000 TEU.
pub const MOST_BOXES: u32 = 20_000;

#[derive(Clone, Copy)]
enum Kind {
    Liner,
    Tramp,
    File,
}

impl Service {
    /// Reads the table of one service.
    pub fn read(name: &str, t: &mut Table<'_>, context: &Context<'_>, files: &mut dyn Files) -> Self {
        let kinds = [("liner", Kind::Liner), ("tramp", Kind::Tramp), ("file", Kind::File)];
        let kind = t.choice("kind", &kinds, "A liner service, tramp arrivals, or a file of calls.");
        let class_names: Vec<&str> = context.classes.iter().map(|class| class.name.as_str()).collect();
        let about_class = "The class of its ships.";
        let quay =
            t.name_required("terminal", context.quays, "terminal", "Where it calls: a terminal, a berth, or a ferry port.");
        let boxes = match context.owners.get(quay) {
            Some(QuayOwner::Terminal(_)) => Boxes::read(t),
            Some(_) | None => Boxes::none(),
        };
        let ferry = matches!(context.owners.get(quay), Some(QuayOwner::FerryPort(_))).then(|| Ferry::read(t));
        let cargo = CallCargo::read(t, context.owners.get(quay), context);
        let pattern = match kind {
            Kind::Liner => Pattern::Liner {
                class: t.name_required("class", &class_names, "vessel class", about_class),
                first: t.moment("first", "Planned arrival of its first call in the first week."),
                every: t.duration("every", "10 min"..="365 days", "From one planned arrival to the next."),
                deviation: t.signed_variate("deviation", Dimension::Time, "Actual minus planned arrival."),
                blank: t.share("blank-sailings", "Share of planned calls that are left out."),
                season: t.maybe("months", |t| {
                    let about =
                        "Weights of the twelve months: `every` is the interval in the busiest, the others have fewer calls.";
                    Season::read(t, "months", about, context.start)
                }),
            },
            Kind::Tramp => Pattern::Tramp {
                class: t.name_required("class", &class_names, "vessel class", about_class),
                between: t.positive_variate("between", Dimension::Time, "From one arrival to the next."),
            },
            Kind::File => {
                t.require_like("file", "\"calls.csv\"");
                let (discharge, exports) = (&boxes.discharge, &boxes.exports);
                let service = calls_file::Service { name, discharge, exports, transhipment: boxes.transhipment };
                Pattern::File(calls_file::read(t, &service, context, files))
            }
        };
        check_pattern(t, &pattern);
        Service {
            name: name.to_owned(),
            quay: QuayId(quay as u16),
            priority: t.count("priority", 0..=1000, "Lower moors first, under the berth policy `priority`."),
            berth_window: t.maybe("berth-window", |t| {
                t.duration(
                    "berth-window",
                    "0 h"..="14 days",
                    "Quay is kept from so long before a planned arrival until so long after it, under the berth policy `windows`.",
                )
            }),
            discharge: boxes.discharge,
            exports: boxes.exports,
            transhipment: boxes.transhipment,
            ports_of_discharge: boxes.ports_of_discharge,
            booking_window: boxes.booking_window,
            ferry,
            cargo,
            pattern,
        }
    }

    /// The classes of its ships.
    pub fn classes(&self) -> Vec<usize> {
        match &self.pattern {
            Pattern::Liner { class, .. } | Pattern::Tramp { class, .. } => vec![*class],
            Pattern::File(calls) => calls.iter().map(|call| call.class).collect(),
        }
    }

    /// Mean number of boxes discharged at a call.
    pub fn discharge_mean(&self) -> f64 {
        match &self.pattern {
            Pattern::File(calls) if !calls.is_empty() => {
                calls.iter().map(|call| call.discharge.mean()).sum::<f64>() / calls.len() as f64
            }
            Pattern::File(_) | Pattern::Liner { .. } | Pattern::Tramp { .. } => self.discharge.mean(),
        }
    }

    /// Calls at this time of the year, relative to the mean of the year.
    pub fn season_at(&self, at: SimTime) -> f64 {
        match &self.pattern {
            Pattern::Liner { season: Some(season), .. } => season.factor(at),
            Pattern::Liner { season: None, .. } | Pattern::Tramp { .. } | Pattern::File(_) => 1.0,
        }
    }

    /// Mean number of calls in an hour, if there is one.
    pub fn calls_per_hour(&self) -> Option<f64> {
        match &self.pattern {
            Pattern::Liner { every, blank, season, .. } => {
                let planned = season.as_ref().map_or(1.0, |season| 1.0 / season.peak());
                Some((1.0 - blank) * planned * 3600.0 / every.as_seconds_f64())
            }
            Pattern::Tramp { between, .. } => Some(3600.0 / between.mean()),
            Pattern::File(calls) => {
                let last = calls.iter().map(|call| call.planned.0).max()?;
                Some(calls.len() as f64 * 3.6e9 / last.max(SHORTEST_FILE.0) as f64)
            }
        }
    }
}

/// What a service that calls at a container terminal says of its boxes.
struct Boxes {
    discharge: Variate,
    exports: Variate,
    transhipment: f64,
    ports_of_discharge: u32,
    booking_window: SimDuration,
}

impl Boxes {
    fn read(t: &mut Table<'_>) -> Self {
        Boxes {
            discharge: read_boxes(t, "discharge", "Boxes discharged at a call."),
            exports: read_boxes(t, "exports", "Boxes brought by land for a call."),
            transhipment: t.share("transhipment", "Share of the discharged boxes that change to another ship."),
            ports_of_discharge: t.count("ports-of-discharge", 1..=8, "Ports among which its loads are divided."),
            booking_window: t.duration(
                "booking-window",
                "0 h"..="60 days",
                "Onward bookings choose a call within this time; 0: the first that can be reached.",
            ),
        }
    }

    /// Where no boxes are moved.
    fn none() -> Self {
        let zero = Variate::Constant(0.0);
        let (ports_of_discharge, booking_window) = (1, SimDuration::ZERO);
        Boxes { discharge: zero.clone(), exports: zero, transhipment: 0.0, ports_of_discharge, booking_window }
    }
}

/// A number of boxes of a call, small enough to be simulated one by one.
pub(super) fn read_boxes(t: &mut Table<'_>, key: &'static str, about: &str) -> Variate {
    let boxes = t.variate(key, Dimension::Number, about);
    let (mean, sd) = (boxes.mean(), boxes.variance().sqrt());
    if mean > f64::from(MOST_BOXES) {
        let message =
            format!("`{key}` is {} boxes a call: no ship carries more than {}", grouped(mean), grouped(f64::from(MOST_BOXES)));
        t.error(key, Code::TooBig, message, "it counts boxes, not TEU or tonnes");
    } else if mean + 6.0 * sd > 3.0 * f64::from(MOST_BOXES) {
        let message = format!(
            "`{key}` scatters so widely (standard deviation {}) that single calls would have over {} boxes",
            grouped(sd),
            grouped(3.0 * f64::from(MOST_BOXES))
        );
        t.error(key, Code::TooBig, message, "lower its deviation, or cut it with a `max`");
    }
    boxes
}

/// What each value allows and both together do not.
fn check_pattern(t: &Table<'_>, pattern: &Pattern) {
    match pattern {
        Pattern::Liner { every, deviation, blank, .. } => {
            let off = deviation.mean().abs();
            if off > every.as_seconds_f64() {
                let [off, every] = [off, every.as_seconds_f64()].map(|it| Dimension::Time.show(it));
                let message =
                    format!("ships are {off} off their plan on average, more than the {every} from one call to the next");
                t.warn("deviation", Code::Unusual, message, "calls then come in another order than planned");
            }
            if *blank >= 1.0 {
                t.warn("blank-sailings", Code::Unused, "every call is left out", "");
            }
        }
        Pattern::Tramp { between, .. } if between.mean() > 0.0 && between.mean() < SHORTEST_BETWEEN => {
            let message = format!("ships of one source come every {} on average", Dimension::Time.show(between.mean()));
            t.error("between", Code::TooBig, message, "write at least 1 min, and mind the unit");
        }
        Pattern::Tramp { .. } | Pattern::File(_) => {}
    }
}

/// Calls of a file count as those of a week at least: a single one is no stream.
const SHORTEST_FILE: SimDuration = SimDuration::hours(7 * 24);

/// Calls of one source come at least so far apart on average [s].
const SHORTEST_BETWEEN: f64 = 60.0;
