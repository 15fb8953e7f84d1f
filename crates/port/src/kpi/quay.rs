//! KPIs of the quay and its cranes.

use super::definition::{Definition, TerminalKpi};
use super::ship_meter::Visit;
use super::ships::BERTH_OCCUPANCY;
use super::terminal_meter::Meter;
use super::window::hours;
use crate::hours::DelayCause;

fn sailed(meter: &Meter) -> impl Iterator<Item = &Visit> {
    meter.ships.sailed()
}

/// In per cent of the crane hours assigned.
fn lost(meter: &Meter, cause: DelayCause) -> Option<f64> {
    Some(100.0 * meter.crane_share(&[cause]))
}

/// Of each terminal, and of the zone.
pub(super) const THROUGHPUT_QUAY_TEU: Definition = Definition {
    id: "throughput_quay_teu",
    name: "Quay throughput",
    unit: "TEU",
    formula: "Σ TEU lifted over the quay, both directions; a transhipped box counts twice",
    population: "lifts in the measured time",
    censoring: "counted at the lift",
    source: "TIC 4.0 QTpT",
};

/// Of each container terminal, and of each class of its ships.
pub(super) const CRANES_PER_SHIP: Definition = Definition {
    id: "crane_time_intensity",
    name: "Cranes per ship",
    unit: "cranes",
    formula: "Σ crane hours assigned / Σ (last lift − first lift) (ratio of totals); also class by class",
    population: "calls that sailed in the measured time",
    censoring: "as population",
    source: "TIC 4.0 CTI",
};

/// Cranes at each of these from its first lift to its last.
pub(super) fn cranes_per_ship<'a, I: Iterator<Item = &'a Visit>>(visits: impl Fn() -> I) -> Option<f64> {
    let worked: f64 = visits().filter_map(|visit| visit.lifts.map(|(first, last)| hours(last - first))).sum();
    Some(visits().map(|visit| hours(visit.crane_time)).sum::<f64>() / worked)
}

pub(super) const KPIS: &[TerminalKpi] = &[
    TerminalKpi { definition: THROUGHPUT_QUAY_TEU, statistics: &[("", |m| Some(m.lifted.1 as f64))] },
    TerminalKpi {
        definition: Definition {
            id: "throughput_density_quay",
            name: "Quay throughput per metre and year",
            unit: "TEU/m/y",
            formula: "quay throughput / quay length, scaled to 8,760 h",
            population: "lifts in the measured time",
            censoring: "counted at the lift",
            source: "TIC 4.0 QTpTD",
        },
        statistics: &[("", |m| Some(m.lifted.1 as f64 / m.ships.quay_m * 8760.0 / m.window.hours()))],
    },
    TerminalKpi { definition: BERTH_OCCUPANCY, statistics: &[("", |m| Some(m.ships.occupancy()))] },
    TerminalKpi {
        definition: Definition {
            id: "berth_working_ratio",
            name: "Working share of time alongside",
            unit: "%",
            formula: "Σ (last lift − first lift) / Σ time alongside (ratio of totals)",
            population: "calls that sailed in the measured time",
            censoring: "as population",
            source: "TIC 4.0",
        },
        statistics: &[("", |m| {
            let worked: f64 = sailed(m).filter_map(|visit| visit.lifts.map(|(first, last)| hours(last - first))).sum();
            let alongside: f64 = sailed(m).filter_map(|visit| Some(hours(visit.sailed? - visit.berthed?.0))).sum();
            Some(100.0 * worked / alongside)
        })],
    },
    TerminalKpi {
        definition: Definition {
            id: "berth_productivity",
            name: "Berth productivity",
            unit: "moves/h",
            formula: "Σ boxes / Σ time alongside (ratio of totals)",
            population: "calls that sailed in the measured time",
            censoring: "as population",
            source: "JOC gross moves per hour of a call; TIC 4.0",
        },
        statistics: &[("", |m| {
            let boxes: f64 = sailed(m).map(|visit| f64::from(visit.boxes)).sum();
            let alongside: f64 = sailed(m).filter_map(|visit| Some(hours(visit.sailed? - visit.berthed?.0))).sum();
            Some(boxes / alongside)
        })],
    },
    TerminalKpi {
        definition: Definition {
            id: "crane_rate_gross",
            name: "Gross crane rate",
            unit: "moves/h",
            formula: "boxes lifted / crane hours assigned to ships, delays included (ratio of totals)",
            population: "lifts and crane hours in the measured time",
            censoring: "time within the measured time, whenever the assignment began or ends",
            source: "TIC 4.0 Productivity",
        },
        statistics: &[("", |m| Some(m.lifted.0 as f64 / m.crane_time()))],
    },
    TerminalKpi {
        definition: Definition {
            id: "crane_rate_net",
            name: "Net crane rate",
            unit: "moves/h",
            formula: "boxes lifted / (crane hours assigned, less the shares lost to breakdown, shift change, weather and waiting for the ship)",
            population: "lifts and crane hours in the measured time",
            censoring: "hours as of the gross rate; the shares are those of `crane_lost`",
            source: "TIC 4.0 Productivity Net",
        },
        statistics: &[("", |m| Some(m.lifted.0 as f64 / (m.crane_time() * (1.0 - m.crane_lost()))))],
    },
    TerminalKpi {
        definition: Definition {
            id: "crane_net_over_gross",
            name: "Net over gross crane rate",
            unit: "–",
            formula: "net crane rate / gross crane rate",
            population: "as of `crane_lost`",
            censoring: "as of `crane_lost`",
            source: "Darse",
        },
        statistics: &[("", |m| Some(1.0 / (1.0 - m.crane_lost())))],
    },
    TerminalKpi {
        definition: Definition {
            id: "crane_cycle",
            name: "Crane cycle",
            unit: "s",
            formula: "Σ time a crane moves for a lift, without waits for yard, vehicle or load / lifts, of one box or two (ratio of totals)",
            population: "lifts in the measured time",
            censoring: "counted at the end of the lift",
            source: "Darse: the crane's own part of a TIC 4.0 cycle; hatch covers, travel and breakdowns are not in it",
        },
        statistics: &[("", |m| Some(m.lifts.1.as_seconds_f64() / m.lifts.0 as f64))],
    },
    TerminalKpi {
        definition: Definition {
            id: "crane_lost",
            name: "Crane hours lost",
            unit: "%",
            formula: "crane hours lost to breakdowns (repair), shift changes (pause), weather (wind), waiting for the ship (ship) / crane hours assigned; where a vehicle, a yard crane or power is waited for that is down or stopped by wind, to that (docs/why.md)",
            population: "assignments that ended in the measured time",
            censoring: "the whole assignment, whenever it began; one that has not ended is counted in the next window",
            source: "TIC 4.0: what net productivity leaves out",
        },
        statistics: &[
            ("repair", |m| lost(m, DelayCause::Breakdown)),
            ("pause", |m| lost(m, DelayCause::ShiftChange)),
            ("wind", |m| lost(m, DelayCause::Weather)),
            ("ship", |m| lost(m, DelayCause::Upstream)),
        ],
    },
    TerminalKpi {
        definition: Definition {
            id: "crane_waits",
            name: "Crane hours waited",
            unit: "%",
            formula: "crane hours spent waiting for a vehicle, a yard crane, boxes that lie above a load, room in the yard, power, a gang, or through a closure or strike, or a cyber incident / crane hours assigned; what is waited for because of one of the last two, or of a breakdown or weather, is theirs (docs/why.md)",
            population: "assignments that ended in the measured time",
            censoring: "the whole assignment, whenever it began; one that has not ended is counted in the next window",
            source: "TIC 4.0: gross cycle less its own moves; docs/why.md",
        },
        statistics: &[
            ("vehicle", |m| lost(m, DelayCause::Vehicle)),
            ("yard_crane", |m| lost(m, DelayCause::YardCrane)),
            ("rehandle", |m| lost(m, DelayCause::Rehandle)),
            ("yard_room", |m| lost(m, DelayCause::YardRoom)),
            ("power", |m| lost(m, DelayCause::Power)),
            ("labour", |m| lost(m, DelayCause::Labour)),
            ("closure", |m| lost(m, DelayCause::Closure)),
            ("cyber", |m| lost(m, DelayCause::Cyber)),
        ],
    },
    TerminalKpi {
        definition: Definition {
            id: "crane_utilisation",
            name: "Crane hours used",
            unit: "%",
            formula: "crane hours assigned / (cranes × period)",
            population: "assignments in the measured time",
            censoring: "time within the measured time, whenever the assignment began or ends",
            source: "TIC 4.0",
        },
        statistics: &[("", |m| Some(100.0 * m.crane_time() / (f64::from(m.sizes.cranes) * m.window.hours())))],
    },
    TerminalKpi { definition: CRANES_PER_SHIP, statistics: &[("", |m| cranes_per_ship(|| sailed(m)))] },
];
