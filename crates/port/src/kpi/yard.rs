//! KPIs of the yard, of boxes and of vehicles.

use super::definition::{Definition, TerminalKpi};
use super::terminal_meter::Meter;
use super::window::hours;
use crate::cargo::Flow;
use darse_engine::Sample;

fn dwell(meter: &Meter, flow: Flow) -> Option<f64> {
    let days = &meter.dwell_days[flow as usize];
    (!days.is_empty()).then(|| days.iter().map(|it| f64::from(*it)).sum::<f64>() / days.len() as f64)
}
fn dwell_p90(meter: &Meter, flow: Flow) -> Option<f64> {
    let mut sample = Sample::default();
    meter.dwell_days[flow as usize].iter().for_each(|it| sample.observe(f64::from(*it)));
    sample.told_quantile(0.9)
}
fn came(meter: &Meter) -> (u64, u64) {
    meter.came.iter().fold((0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.1))
}

pub(super) const KPIS: &[TerminalKpi] = &[
    TerminalKpi {
        definition: Definition {
            id: "throughput_terminal_teu",
            name: "Terminal throughput",
            unit: "TEU",
            formula: "Σ TEU that came in, by ship, road and rail; each passes the terminal once",
            population: "boxes that came in the measured time",
            censoring: "counted at entry",
            source: "TIC 4.0 Throughput",
        },
        statistics: &[("", |m| Some(came(m).1 as f64))],
    },
    TerminalKpi {
        definition: Definition {
            id: "yard_occupancy",
            name: "Yard occupancy",
            unit: "%",
            formula: "TEU in the stacks, overflow ground included / TEU slots of the yard, averaged over time; p95 over the full hours",
            population: "the stacks in the measured time",
            censoring: "none",
            source: "PIANC; Quist and Wijdeven 2014",
        },
        statistics: &[
            ("", |m| Some(100.0 * m.stacked_teu.mean(m.window.to) / m.sizes.slots_teu)),
            ("p95", |m| {
                let mut sample = Sample::default();
                m.stacked_in_window().iter().for_each(|teu| sample.observe(f64::from(*teu)));
                sample.told_quantile(0.95).map(|teu| 100.0 * teu / m.sizes.slots_teu)
            }),
        ],
    },
    TerminalKpi {
        definition: Definition {
            id: "yard_overflow",
            name: "Boxes stacked outside the yard",
            unit: "%",
            formula: "boxes stacked on overflow ground because the yard was full / boxes that came in",
            population: "boxes stacked, and boxes that came in, in the measured time",
            censoring: "counted when stacked",
            source: "Darse",
        },
        statistics: &[("", |m| Some(100.0 * m.overflowed as f64 / came(m).0 as f64))],
    },
    TerminalKpi {
        definition: Definition {
            id: "misplaced_share",
            name: "Reefers, dangerous goods out of place",
            unit: "%",
            formula: "reefers and dangerous goods stacked among general cargo because their bays were full / boxes that came in",
            population: "boxes stacked, and boxes that came in, in the measured time",
            censoring: "counted when stacked",
            source: "Darse",
        },
        statistics: &[("", |m| Some(100.0 * m.misplaced as f64 / came(m).0 as f64))],
    },
    TerminalKpi {
        definition: Definition {
            id: "dwell_time",
            name: "Dwell time",
            unit: "d",
            formula: "check-out − check-in, by flow",
            population: "boxes that left in the measured time",
            censoring: "those still there at the end are counted in the next window",
            source: "IFI H-97; ConFlowGen",
        },
        statistics: &[
            ("transhipment", |m| dwell(m, Flow::Transhipment)),
            ("transhipment_p90", |m| dwell_p90(m, Flow::Transhipment)),
            ("import", |m| dwell(m, Flow::Import)),
            ("export", |m| dwell(m, Flow::Export)),
            ("empty", |m| dwell(m, Flow::Empty)),
        ],
    },
    TerminalKpi {
        definition: Definition {
            id: "rolled_share",
            name: "Boxes that missed their ship",
            unit: "%",
            formula: "boxes moved to a later call than the one they were booked on / boxes that came in",
            population: "boxes that came in, and roll-overs, in the measured time",
            censoring: "counted when it happens; a box that misses twice counts twice",
            source: "Darse",
        },
        statistics: &[("", |m| Some(100.0 * m.rolled as f64 / came(m).0 as f64))],
    },
    TerminalKpi {
        definition: Definition {
            id: "rehandle_ratio",
            name: "Rehandles per productive move",
            unit: "–",
            formula: "yard moves of boxes that lay above another / productive yard moves (into and out of a stack)",
            population: "yard moves in the measured time",
            censoring: "counted when the job ends",
            source: "Kim 1997",
        },
        statistics: &[("", |m| Some(m.yard_moves.2 as f64 / (m.yard_moves.1 - m.yard_moves.2) as f64))],
    },
    TerminalKpi {
        definition: Definition {
            id: "rehandles_per_retrieval",
            name: "Rehandles per retrieval",
            unit: "–",
            formula: "yard moves of boxes that lay above another / boxes retrieved",
            population: "yard moves in the measured time",
            censoring: "counted when the job ends",
            source: "capacity arithmetic of the scenarios",
        },
        statistics: &[("", |m| Some(m.yard_moves.2 as f64 / m.yard_moves.0 as f64))],
    },
    TerminalKpi {
        definition: Definition {
            id: "yard_moves_per_box",
            name: "Yard moves per box",
            unit: "moves",
            formula: "all yard moves / boxes that came in",
            population: "yard moves and boxes in the measured time",
            censoring: "counted when it happens",
            source: "OpenTISim",
        },
        statistics: &[("", |m| Some(m.yard_moves.1 as f64 / came(m).0 as f64))],
    },
    TerminalKpi {
        definition: Definition {
            id: "yard_crane_utilisation",
            name: "Yard cranes busy",
            unit: "%",
            formula: "time with a job / (yard cranes × period)",
            population: "yard crane jobs in the measured time, stackers on the overflow ground apart; none where vehicles stack",
            censoring: "time within the measured time, whenever it began; of what goes on at the end it is not counted, some minutes a machine",
            source: "TIC 4.0 TNOT",
        },
        statistics: &[("", |m| {
            Some(100.0 * hours(m.yard_busy) / (f64::from(m.sizes.yard_cranes) * m.window.hours())).filter(|it| *it > 0.0)
        })],
    },
    TerminalKpi {
        definition: Definition {
            id: "yard_crane_cycle",
            name: "Yard crane cycle",
            unit: "s",
            formula: "Σ time with a job / moves of yard cranes, rehandles among them (ratio of totals)",
            population: "yard crane jobs that ended in the measured time, stackers on the overflow ground apart; none where vehicles stack",
            censoring: "counted when the job ends",
            source: "Darse: busy time of TIC 4.0 by move",
        },
        statistics: &[("", |m| Some(3600.0 * hours(m.yard_busy) / m.yard_crane_moves as f64).filter(|it| *it > 0.0))],
    },
    TerminalKpi {
        definition: Definition {
            id: "vehicle_utilisation",
            name: "Vehicles busy",
            unit: "%",
            formula: "time with an order / (vehicles × period)",
            population: "orders in the measured time",
            censoring: "time within the measured time, whenever it began; of what goes on at the end it is not counted, some minutes a machine",
            source: "TIC 4.0 TNOT",
        },
        statistics: &[("", |m| Some(100.0 * hours(m.vehicle_busy) / (f64::from(m.sizes.vehicles) * m.window.hours())))],
    },
    TerminalKpi {
        definition: Definition {
            id: "empty_travel_ratio",
            name: "Vehicles' empty travel",
            unit: "%",
            formula: "distance without a box / distance",
            population: "orders that ended in the measured time",
            censoring: "as population",
            source: "general",
        },
        statistics: &[("", |m| Some(100.0 * m.driven_m.0 / (m.driven_m.0 + m.driven_m.1)))],
    },
];
