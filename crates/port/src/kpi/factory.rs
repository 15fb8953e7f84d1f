//! KPIs of just-in-time factories, and of each of their families of parts.

use super::definition::{Definition, FacilityKpi};
use super::factory_meter::{FactoryMeter, PartMeter};
use super::window::hours;
use darse_engine::SimDuration;

fn minutes(it: SimDuration) -> f64 {
    60.0 * hours(it)
}

/// Also of the zone.
pub(super) const CARS_MADE: Definition = Definition {
    id: "cars_made",
    name: "Cars made",
    unit: "cars",
    formula: "number of cars that came off the line",
    population: "cars finished in the measured time",
    censoring: "counted when they are finished",
    source: "Darse",
};

pub(super) const KPIS: &[FacilityKpi<FactoryMeter>] = &[
    FacilityKpi { definition: CARS_MADE, statistics: &[("", |m| Some(m.made as f64))] },
    FacilityKpi {
        definition: Definition {
            id: "cars_left",
            name: "Cars that left the factory",
            unit: "cars",
            formula: "number of cars in batches that left",
            population: "batches that left in the measured time",
            censoring: "counted when the batch is complete",
            source: "Darse",
        },
        statistics: &[("", |m| Some(m.left as f64))],
    },
    FacilityKpi {
        definition: Definition {
            id: "line_stop",
            name: "Line stopped",
            unit: "min",
            formula: "working time in which the line stood: parts missing, faults and services of the line, disruptions on it",
            population: "working time of the line in the measured time",
            censoring: "a stop counts for as long as it lies in the measured time",
            source: "Darse",
        },
        statistics: &[("", |m| Some(minutes(m.stopped.sum)))],
    },
    FacilityKpi {
        definition: Definition {
            id: "line_stop_share",
            name: "Line stopped, share of its hours",
            unit: "%",
            formula: "working time in which the line stood: parts missing, faults and services of the line, disruptions on it / working time",
            population: "working time of the line in the measured time",
            censoring: "a stop counts for as long as it lies in the measured time",
            source: "Darse",
        },
        statistics: &[("", |m| Some(100.0 * hours(m.stopped.sum) / hours(m.scheduled)))],
    },
    FacilityKpi {
        definition: Definition {
            id: "line_stops",
            name: "Stops of the line",
            unit: "stops",
            formula: "how often the line came to a stop: parts missing, faults and services of the line, disruptions on it",
            population: "stops that began in the measured time",
            censoring: "counted when they begin",
            source: "Darse",
        },
        statistics: &[("", |m| Some(m.stops as f64))],
    },
    FacilityKpi {
        definition: Definition {
            id: "factory_dock_time",
            name: "Time at the factory's docks",
            unit: "min",
            formula: "truck at the factory → unloaded, the wait for a dock in it",
            population: "containers and suppliers' trucks unloaded in the measured time",
            censoring: "those not yet unloaded at the end are counted in the next window",
            source: "Darse",
        },
        statistics: &[("", |m| (m.at_docks.0 > 0).then(|| minutes(m.at_docks.1) / m.at_docks.0 as f64))],
    },
];

/// Of each family, whose name stands behind the id.
pub(super) const PARTS: &[FacilityKpi<PartMeter>] = &[
    FacilityKpi {
        definition: Definition {
            id: "part_stock",
            name: "Stock of parts",
            unit: "cars",
            formula: "units in stock / units in a car, averaged over time; _min: fewest at once",
            population: "the measured time",
            censoring: "none",
            source: "general",
        },
        statistics: &[
            ("", |m| Some(m.stock.mean(m.window.to) / f64::from(m.per_car))),
            ("min", |m| Some(m.least as f64 / f64::from(m.per_car))),
        ],
    },
    FacilityKpi {
        definition: Definition {
            id: "part_below_safety",
            name: "Below the safety stock",
            unit: "%",
            formula: "time with fewer units in stock than the safety stock / time",
            population: "the measured time",
            censoring: "none",
            source: "general",
        },
        statistics: &[("", |m| Some(100.0 * hours(m.below_safety) / m.window.hours()))],
    },
    FacilityKpi {
        definition: Definition {
            id: "part_missing",
            name: "Line stopped for want of a part",
            unit: "min",
            formula: "working time in which the line waited for this family; where it waits for two, it counts for both",
            population: "working time of the line in the measured time",
            censoring: "a stop counts for as long as it lies in the measured time",
            source: "Darse",
        },
        statistics: &[("", |m| Some(minutes(m.missing.sum)))],
    },
    FacilityKpi {
        definition: Definition {
            id: "part_deliveries",
            name: "Containers or trucks with parts",
            unit: "deliveries",
            formula: "number of containers, or of suppliers' trucks, that were unloaded",
            population: "those unloaded in the measured time",
            censoring: "counted when they are empty",
            source: "Darse",
        },
        statistics: &[("", |m| Some(m.unloaded as f64))],
    },
    FacilityKpi {
        definition: Definition {
            id: "part_age",
            name: "Time of parts in stock",
            unit: "h",
            formula: "unloaded → built in, averaged over units",
            population: "units built in in the measured time",
            censoring: "those in stock at the end are counted in the next window",
            source: "general",
        },
        statistics: &[("", |m| (m.used.0 > 0).then(|| hours(m.used.1) / m.used.0 as f64))],
    },
];

/// Of families that come in containers.
pub(super) const SHIPPED_PARTS: &[FacilityKpi<PartMeter>] = &[FacilityKpi {
    definition: Definition {
        id: "ship_to_line",
        name: "Ship to line",
        unit: "h",
        formula: "container lifted off the ship → its parts built in, averaged over units",
        population: "units built in in the measured time that came by ship: not those of the stock at the start",
        censoring: "those in stock at the end are counted in the next window",
        source: "Darse",
    },
    statistics: &[("", |m| (m.shipped.0 > 0).then(|| m.shipped.1 / m.shipped.0 as f64))],
}];
