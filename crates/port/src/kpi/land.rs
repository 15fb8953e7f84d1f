//! KPIs of the gate: trucks.

use super::definition::{Definition, TerminalKpi};
use super::terminal_meter::Meter;
use darse_engine::Sample;

fn minutes(meter: &Meter, of: impl Fn(&(f32, f32)) -> f32) -> Sample {
    let mut sample = Sample::default();
    meter.trucks.iter().for_each(|visit| sample.observe(f64::from(of(visit))));
    sample
}
fn mean(sample: &Sample) -> Option<f64> {
    (sample.count() > 0).then(|| sample.values().iter().sum::<f64>() / sample.count() as f64)
}
fn queue(visit: &(f32, f32)) -> f32 {
    visit.0
}
fn inside(visit: &(f32, f32)) -> f32 {
    visit.1
}
fn whole(visit: &(f32, f32)) -> f32 {
    visit.0 + visit.1
}

pub(super) const KPIS: &[TerminalKpi] = &[
    TerminalKpi {
        definition: Definition {
            id: "truck_visits",
            name: "Truck visits",
            unit: "trucks",
            formula: "number of trucks that passed the gate outward",
            population: "trucks that left in the measured time",
            censoring: "counted at the way out",
            source: "METRIS glossary 2011",
        },
        statistics: &[("", |m| Some(m.trucks.len() as f64))],
    },
    TerminalKpi {
        definition: Definition {
            id: "truck_queue_time",
            name: "Truck queue time",
            unit: "min",
            formula: "arrival in the queue → through the gate after all checks; quantiles over the trucks of a replication",
            population: "trucks that left in the measured time",
            censoring: "those still there at the end are counted in the next window",
            source: "METRIS glossary 2011",
        },
        statistics: &[
            ("", |m| mean(&minutes(m, queue))),
            ("p50", |m| minutes(m, queue).told_quantile(0.5)),
            ("p95", |m| minutes(m, queue).told_quantile(0.95)),
        ],
    },
    TerminalKpi {
        definition: Definition {
            id: "truck_terminal_time",
            name: "Truck terminal time",
            unit: "min",
            formula: "through the gate inward → through it outward; quantiles over the trucks of a replication",
            population: "trucks that left in the measured time",
            censoring: "those still there at the end are counted in the next window",
            source: "METRIS glossary 2011; TIC 4.0",
        },
        statistics: &[
            ("", |m| mean(&minutes(m, inside))),
            ("p50", |m| minutes(m, inside).told_quantile(0.5)),
            ("p90", |m| minutes(m, inside).told_quantile(0.9)),
        ],
    },
    TerminalKpi {
        definition: Definition {
            id: "truck_drive",
            name: "Truck driving time",
            unit: "min",
            formula: "time a truck drives within the terminal, delays on the way in it, waits and hand-overs not",
            population: "trucks that left in the measured time",
            censoring: "those still there at the end are counted in the next window",
            source: "Darse: the moving part of the terminal time",
        },
        statistics: &[("", |m| (!m.trucks.is_empty()).then(|| m.trucks_drove.as_seconds_f64() / 60.0 / m.trucks.len() as f64))],
    },
    TerminalKpi {
        definition: Definition {
            id: "truck_visit_time",
            name: "Truck turn time",
            unit: "min",
            formula: "queue time + terminal time; p95 over the trucks of a replication",
            population: "trucks that left in the measured time",
            censoring: "those still there at the end are counted in the next window",
            source: "METRIS; PierPASS",
        },
        statistics: &[("", |m| mean(&minutes(m, whole))), ("p95", |m| minutes(m, whole).told_quantile(0.95))],
    },
    TerminalKpi {
        definition: Definition {
            id: "gate_queue_len",
            name: "Trucks before the gate",
            unit: "trucks",
            formula: "number of trucks that wait or are being checked, averaged over time",
            population: "the measured time",
            censoring: "none",
            source: "general",
        },
        statistics: &[("", |m| Some(m.gate_queue.mean(m.window.to))), ("max", |m| Some(m.gate_queue.max() as f64))],
    },
];
