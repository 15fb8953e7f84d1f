//! KPIs of the whole zone: totals over its terminals.

use super::definition::{Definition, ZoneKpi};
use super::meter::Meters;

pub(super) const KPIS: &[ZoneKpi] = &[
    ZoneKpi {
        definition: Definition {
            id: "throughput_quay_teu",
            name: "Quay throughput",
            unit: "TEU",
            formula: "Σ TEU lifted over all quays, both directions",
            population: "lifts in the measured time",
            censoring: "counted at the lift",
            source: "TIC 4.0 QTpT",
        },
        value: |zone: &Meters| Some(zone.terminals.iter().map(|meter| meter.lifted.1 as f64).sum()),
    },
    ZoneKpi {
        definition: Definition {
            id: "vessel_calls",
            name: "Vessel calls",
            unit: "calls",
            formula: "number of calls that arrived at the port",
            population: "calls that arrived in the measured time",
            censoring: "counted at arrival",
            source: "World Bank PS-6 1993",
        },
        value: |zone: &Meters| {
            let arrived = |meter: &super::Meter| meter.visits.values().filter(|visit| zone.window.has(visit.arrived)).count();
            Some(zone.terminals.iter().map(arrived).sum::<usize>() as f64)
        },
    },
    ZoneKpi {
        definition: Definition {
            id: "calls_served",
            name: "Calls served",
            unit: "calls",
            formula: "number of calls that have left the port",
            population: "calls that left in the measured time",
            censoring: "those still there at the end are not counted",
            source: "Darse",
        },
        value: |zone: &Meters| {
            let left = |meter: &super::Meter| {
                meter.visits.values().filter(|visit| visit.left.is_some_and(|at| zone.window.has(at))).count()
            };
            Some(zone.terminals.iter().map(left).sum::<usize>() as f64)
        },
    },
];
