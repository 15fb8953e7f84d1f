//! KPIs of car terminals.

use super::car_meter::CarMeter;
use super::definition::{Definition, FacilityKpi, ZoneKpi};
use super::window::hours;
use crate::cargo::cars::CarFlow;
use darse_engine::{Sample, Tally};

/// Of each car terminal, and of the zone.
const NEW_VEHICLES: Definition = Definition {
    id: "new_vehicles",
    name: "New vehicles over the quay",
    unit: "cars",
    formula: "imported and transhipped cars that came off ships + exported cars that were loaded: each car once, a transhipped one when it comes",
    population: "cars that came off a ship, or were loaded, in the measured time",
    censoring: "counted when the convoy sets out from the ship, or arrives on board",
    source: "Tanger Med, annual figures",
};

/// Of the zone, if it has a car terminal.
pub(super) const ZONE: &[ZoneKpi] =
    &[ZoneKpi { definition: NEW_VEHICLES, value: |zone| Some(zone.cars.iter().map(|meter| meter.over_the_quay() as f64).sum()) }];

fn mean_h(of: &Tally) -> Option<f64> {
    (of.count() > 0).then(|| of.mean_seconds() / 3600.0)
}
fn mean_min(of: &Tally) -> Option<f64> {
    mean_h(of).map(|it| 60.0 * it)
}
fn all(of: &[u64; 4]) -> Option<f64> {
    Some(of.iter().sum::<u64>() as f64)
}

pub(super) const KPIS: &[FacilityKpi<CarMeter>] = &[
    FacilityKpi { definition: NEW_VEHICLES, statistics: &[("", |m| Some(m.over_the_quay() as f64))] },
    FacilityKpi {
        definition: Definition {
            id: "cars_in",
            name: "Cars in",
            unit: "cars",
            formula: "number of cars that came: from trains and trucks for ships (.by_train, .by_truck), off ships for trucks (.import) and for other ships (.transhipment)",
            population: "cars that came in the measured time",
            censoring: "counted when they come off the ship, train or truck",
            source: "general",
        },
        statistics: &[
            ("", |m| all(&m.came)),
            ("by_train", |m| Some(m.came[CarFlow::ByTrain as usize] as f64)),
            ("by_truck", |m| Some(m.came[CarFlow::ByTruck as usize] as f64)),
            ("import", |m| Some(m.came[CarFlow::Import as usize] as f64)),
            ("transhipment", |m| Some(m.came[CarFlow::Transhipment as usize] as f64)),
        ],
    },
    FacilityKpi {
        definition: Definition {
            id: "cars_out",
            name: "Cars out",
            unit: "cars",
            formula: "number of cars that left, by the way they pass the terminal: see cars_in",
            population: "cars that left in the measured time",
            censoring: "counted when they are on board, or their truck leaves",
            source: "general",
        },
        statistics: &[
            ("", |m| all(&m.went)),
            ("by_train", |m| Some(m.went[CarFlow::ByTrain as usize] as f64)),
            ("by_truck", |m| Some(m.went[CarFlow::ByTruck as usize] as f64)),
            ("import", |m| Some(m.went[CarFlow::Import as usize] as f64)),
            ("transhipment", |m| Some(m.went[CarFlow::Transhipment as usize] as f64)),
        ],
    },
    FacilityKpi {
        definition: Definition {
            id: "car_stock",
            name: "Spaces taken",
            unit: "%",
            formula: "spaces taken / spaces, averaged over time; max: the greatest",
            population: "the measured time",
            censoring: "none; a space counts as taken from when its car sets out for it until the car is driven off",
            source: "general",
        },
        statistics: &[
            ("", |m| Some(100.0 * m.stock.mean(m.window.to) / f64::from(m.spaces))),
            ("max", |m| Some(100.0 * m.stock.max() as f64 / f64::from(m.spaces))),
        ],
    },
    FacilityKpi {
        definition: Definition {
            id: "car_dwell",
            name: "Dwell of cars",
            unit: "d",
            formula: "off the ship, train or truck → on board, or on a truck that leaves; p95 over the cars of a replication",
            population: "cars that left in the measured time",
            censoring: "those still there at the end are counted in the next window",
            source: "general",
        },
        statistics: &[
            ("", |m| mean_h(&m.dwell).map(|it| it / 24.0)),
            ("p95", |m| (m.dwell_days.count() as usize >= Sample::least_for(0.95)).then(|| m.dwell_days.quantile(0.95))),
        ],
    },
    FacilityKpi {
        definition: Definition {
            id: "cars_per_berth_hour",
            name: "Cars an hour of ships alongside",
            unit: "cars/h",
            formula: "cars driven on and off ships / time ships are alongside, first line to last line (ratio of totals)",
            population: "the measured time",
            censoring: "none",
            source: "general",
        },
        statistics: &[("", |m| Some(m.moves() as f64 / m.alongside_h))],
    },
    FacilityKpi {
        definition: Definition {
            id: "driver_utilisation",
            name: "Drivers busy",
            unit: "%",
            formula: "time gangs drive convoys or ride back / (gangs × time)",
            population: "the measured time",
            censoring: "rounds that go on at the end are not in it",
            source: "general",
        },
        statistics: &[("", |m| Some(100.0 * hours(m.gang_busy) / (f64::from(m.gangs) * m.window.hours())))],
    },
    FacilityKpi {
        definition: Definition {
            id: "mixed_rows",
            name: "Cars in rows of others",
            unit: "%",
            formula: "cars put into a row begun for another service, because no other space was left / all cars put into rows",
            population: "cars that took a space in the measured time",
            censoring: "counted when they set out for it",
            source: "Darse",
        },
        statistics: &[("", |m| Some(100.0 * m.placed.1 as f64 / m.placed.0 as f64))],
    },
    FacilityKpi {
        definition: Definition {
            id: "space_wait",
            name: "Wait for spaces",
            unit: "min",
            formula: "a convoy or truck asks for spaces → has them, mean",
            population: "convoys and trucks that found spaces in the measured time",
            censoring: "those that still wait at the end are counted in the next window",
            source: "Darse",
        },
        statistics: &[("", |m| mean_min(&m.space_wait))],
    },
    FacilityKpi {
        definition: Definition {
            id: "pdi_wait",
            name: "Wait for inspection",
            unit: "h",
            formula: "a car to be inspected is parked → has a bay, mean",
            population: "cars inspected in the measured time",
            censoring: "those that still wait at the end are counted in the next window",
            source: "Darse",
        },
        statistics: &[("", |m| mean_h(&m.inspection_wait))],
    },
    FacilityKpi {
        definition: Definition {
            id: "pdi_utilisation",
            name: "Inspection bays taken",
            unit: "%",
            formula: "time bays are taken / (bays × time)",
            population: "the measured time",
            censoring: "inspections that go on at the end are not in it",
            source: "general",
        },
        statistics: &[("", |m| Some(100.0 * hours(m.inspecting) / (f64::from(m.pdi_bays) * m.window.hours())))],
    },
    FacilityKpi {
        definition: Definition {
            id: "car_train_wait",
            name: "Trains waiting for a track",
            unit: "h",
            formula: "arrival → on a track, mean",
            population: "trains with cars that left in the measured time",
            censoring: "those still there at the end are counted in the next window",
            source: "general",
        },
        statistics: &[("", |m| mean_h(&m.train_wait))],
    },
    FacilityKpi {
        definition: Definition {
            id: "car_train_stay",
            name: "Trains on their track",
            unit: "h",
            formula: "on a track → off it, shunting included, mean",
            population: "trains with cars that left in the measured time",
            censoring: "those still there at the end are counted in the next window",
            source: "general",
        },
        statistics: &[("", |m| mean_h(&m.train_stay)), ("trains", |m| Some(m.train_stay.count() as f64))],
    },
    FacilityKpi {
        definition: Definition {
            id: "car_truck_time",
            name: "Truck visit",
            unit: "min",
            formula: "arrival at the terminal → gone, mean; wait: of it, before a bay",
            population: "trucks with cars that left in the measured time",
            censoring: "those still there at the end are counted in the next window",
            source: "general",
        },
        statistics: &[("", |m| mean_min(&m.truck_time)), ("wait", |m| mean_min(&m.truck_wait))],
    },
];
