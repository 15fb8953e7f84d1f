//! KPIs of the rail yard, for terminals that have one.

use super::definition::{Definition, TerminalKpi};
use super::terminal_meter::{Meter, TrainVisit};

fn of_trains(meter: &Meter, of: fn(&TrainVisit) -> f32) -> Option<f64> {
    let trains = &meter.trains;
    (!trains.is_empty()).then(|| trains.iter().map(|it| f64::from(of(it))).sum::<f64>() / trains.len() as f64)
}

pub(super) const KPIS: &[TerminalKpi] = &[
    TerminalKpi {
        definition: Definition {
            id: "rail_turnaround",
            name: "Train turn time",
            unit: "h",
            formula: "arrival on the track → departure",
            population: "trains that left in the measured time",
            censoring: "those still there at the end are counted in the next window",
            source: "TIC 4.0",
        },
        statistics: &[("", |m| of_trains(m, |it| it.stayed_h))],
    },
    TerminalKpi {
        definition: Definition {
            id: "train_wait",
            name: "Train waiting time",
            unit: "h",
            formula: "arrival at the terminal → on a track",
            population: "trains that left in the measured time",
            censoring: "those still there at the end are counted in the next window",
            source: "Darse",
        },
        statistics: &[("", |m| of_trains(m, |it| it.waited_h))],
    },
    TerminalKpi {
        definition: Definition {
            id: "trains",
            name: "Trains",
            unit: "trains",
            formula: "number of trains that left the terminal",
            population: "trains that left in the measured time",
            censoring: "counted at departure",
            source: "Darse",
        },
        statistics: &[("", |m| Some(m.trains.len() as f64))],
    },
    TerminalKpi {
        definition: Definition {
            id: "rail_boxes",
            name: "Boxes by rail",
            unit: "boxes",
            formula: "boxes that trains brought and took; .in brought for ships, .out taken inland",
            population: "trains that left in the measured time",
            censoring: "counted at departure",
            source: "Darse",
        },
        statistics: &[
            ("", |m| Some(m.trains.iter().map(|it| f64::from(it.brought) + f64::from(it.took)).sum())),
            ("in", |m| Some(m.trains.iter().map(|it| f64::from(it.brought)).sum())),
            ("out", |m| Some(m.trains.iter().map(|it| f64::from(it.took)).sum())),
        ],
    },
    TerminalKpi {
        definition: Definition {
            id: "rail_left_behind",
            name: "Boxes left behind by trains",
            unit: "boxes",
            formula: "boxes that were ready for a train and for which it had no room, mean a train",
            population: "trains that left in the measured time",
            censoring: "counted at departure",
            source: "Darse",
        },
        statistics: &[("", |m| of_trains(m, |it| f32::from(it.left_behind)))],
    },
];
