//! KPIs of warehouses of the free zone.

use super::definition::{Definition, WarehouseKpi};
use super::warehouse_meter::WarehouseMeter;
use darse_engine::{Sample, TimeWeighted};

fn sample(values: &[(f32, f32)], of: fn(&(f32, f32)) -> f32) -> Sample {
    let mut sample = Sample::default();
    values.iter().for_each(|it| sample.observe(f64::from(of(it))));
    sample
}
fn mean(values: &[(f32, f32)], of: fn(&(f32, f32)) -> f32) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().map(|it| f64::from(of(it))).sum::<f64>() / values.len() as f64)
}
fn first(it: &(f32, f32)) -> f32 {
    it.0
}
fn second(it: &(f32, f32)) -> f32 {
    it.1
}
fn share_of_docks(taken: &TimeWeighted, docks: u32, meter: &WarehouseMeter) -> Option<f64> {
    Some(100.0 * taken.mean(meter.window.to) / f64::from(docks))
}

pub(super) const KPIS: &[WarehouseKpi] = &[
    WarehouseKpi {
        definition: Definition {
            id: "containers_unstuffed",
            name: "Containers unstuffed",
            unit: "containers",
            formula: "number of containers emptied at the docks",
            population: "containers emptied in the measured time",
            censoring: "counted when they are empty",
            source: "Darse",
        },
        statistics: &[("", |m| Some(m.unstuffed.len() as f64))],
    },
    WarehouseKpi {
        definition: Definition {
            id: "container_delay",
            name: "Discharge to unstuffed",
            unit: "h",
            formula: "lifted off the ship → emptied at the warehouse; p90 over the containers of a replication",
            population: "containers emptied in the measured time",
            censoring: "those not yet emptied at the end are counted in the next window",
            source: "Darse",
        },
        statistics: &[("", |m| mean(&m.unstuffed, second)), ("p90", |m| sample(&m.unstuffed, second).told_quantile(0.9))],
    },
    WarehouseKpi {
        definition: Definition {
            id: "dock_wait",
            name: "Wait for a dock",
            unit: "min",
            formula: "truck with a container at the warehouse → at a dock",
            population: "containers emptied in the measured time",
            censoring: "those not yet emptied at the end are counted in the next window",
            source: "Darse",
        },
        statistics: &[("", |m| mean(&m.unstuffed, first).map(|it| 60.0 * it))],
    },
    WarehouseKpi {
        definition: Definition {
            id: "dock_utilisation",
            name: "Docks taken",
            unit: "%",
            formula: "time docks are taken / (docks × time): those for containers, and (.out) those for dispatch",
            population: "the measured time",
            censoring: "time within the measured time, whenever a stay began or ends",
            source: "general",
        },
        statistics: &[
            ("", |m| share_of_docks(&m.docked[0], m.docks.0, m)),
            ("out", |m| share_of_docks(&m.docked[1], m.docks.1, m)),
        ],
    },
    WarehouseKpi {
        definition: Definition {
            id: "pallets_in",
            name: "Pallets into storage",
            unit: "pallets",
            formula: "number of pallets put into storage",
            population: "pallets put away in the measured time",
            censoring: "counted with the last pallet of a container",
            source: "Darse",
        },
        statistics: &[("", |m| Some(m.pallets.0 as f64))],
    },
    WarehouseKpi {
        definition: Definition {
            id: "pallets_out",
            name: "Pallets dispatched",
            unit: "pallets",
            formula: "number of pallets on trucks that left",
            population: "pallets that left in the measured time",
            censoring: "counted when the truck leaves",
            source: "Darse",
        },
        statistics: &[("", |m| Some(m.pallets.1 as f64))],
    },
    WarehouseKpi {
        definition: Definition {
            id: "storage_occupancy",
            name: "Storage occupancy",
            unit: "%",
            formula: "pallets in storage / pallet places, averaged over time",
            population: "the measured time",
            censoring: "none",
            source: "general",
        },
        statistics: &[
            ("", |m| Some(100.0 * m.stored.mean(m.window.to) / f64::from(m.places))),
            ("max", |m| Some(100.0 * m.stored.max() as f64 / f64::from(m.places))),
        ],
    },
    WarehouseKpi {
        definition: Definition {
            id: "dispatch_time",
            name: "Order to departure",
            unit: "h",
            formula: "order of a truck load → its truck leaves",
            population: "truck loads that left in the measured time",
            censoring: "those still there at the end are counted in the next window",
            source: "Darse",
        },
        statistics: &[("", |m| mean(&m.dispatched, first)), ("p90", |m| sample(&m.dispatched, first).told_quantile(0.9))],
    },
    WarehouseKpi {
        definition: Definition {
            id: "dispatch_lateness",
            name: "Dispatch lateness",
            unit: "h",
            formula: "departure after the promised time, 0 if before it",
            population: "truck loads that left in the measured time",
            censoring: "those still there at the end are counted in the next window",
            source: "Darse",
        },
        statistics: &[("", |m| mean(&m.dispatched, second))],
    },
];

/// Of a warehouse with a cross-dock.
pub(super) const CROSS_DOCK: &[WarehouseKpi] = &[WarehouseKpi {
    definition: Definition {
        id: "pallets_crossed",
        name: "Pallets that crossed the dock",
        unit: "pallets",
        formula: "number of pallets carried from dock to dock that were never stored",
        population: "pallets of containers emptied in the measured time",
        censoring: "counted with the last pallet of a container",
        source: "Darse",
    },
    statistics: &[("", |m| Some(m.crossed as f64))],
}];
