//! KPIs of terminals for dry bulk and general cargo, and of each commodity.

use super::bulk_meter::{BulkMeter, CommodityMeter};
use super::definition::{Definition, FacilityKpi, ZoneKpi};
use super::meter::Meters;
use super::window::hours;

/// Of each terminal, of each commodity, and of the zone.
const DRY_BULK_T: Definition = Definition {
    id: "dry_bulk_t",
    name: "Dry bulk and general cargo over the quay",
    unit: "t",
    formula: "tonnes off ships + tonnes onto ships",
    population: "lifts in the measured time",
    censoring: "counted lift by lift",
    source: "Tanger Med, annual figures",
};

/// Of the zone, if it has such a terminal.
pub(super) const ZONE: &[ZoneKpi] = &[ZoneKpi {
    definition: DRY_BULK_T,
    value: |zone: &Meters| Some(zone.bulk.iter().map(BulkMeter::kg).sum::<u64>() as f64 / 1000.0),
}];

/// Of a terminal.
pub(super) const KPIS: &[FacilityKpi<BulkMeter>] = &[
    FacilityKpi { definition: DRY_BULK_T, statistics: &[("", |m| Some(m.kg() as f64 / 1000.0))] },
    FacilityKpi {
        definition: Definition {
            id: "grab_utilisation",
            name: "Cranes at ships",
            unit: "%",
            formula: "time cranes are at a ship / (cranes × time)",
            population: "cranes at ships in the measured time",
            censoring: "time within the measured time, whenever a crane came or leaves",
            source: "general",
        },
        statistics: &[("", |m| Some(100.0 * m.cranes_on.mean(m.window.to) / f64::from(m.grabs)))],
    },
    FacilityKpi {
        definition: Definition {
            id: "grab_waiting",
            name: "Cranes waiting at ships",
            unit: "%",
            formula: "time cranes at a ship wait for a place in store or for the hopper / time they are at a ship",
            population: "cranes that left a ship in the measured time",
            censoring: "those still at a ship at the end are counted in the next window",
            source: "Darse",
        },
        statistics: &[("", |m| Some(100.0 * hours(m.crane_time.1) / hours(m.crane_time.0)))],
    },
];

/// Of a commodity.
pub(super) const COMMODITY: &[FacilityKpi<CommodityMeter>] = &[
    FacilityKpi {
        definition: DRY_BULK_T,
        statistics: &[
            ("", |m| Some(m.kg() as f64 / 1000.0)),
            ("in", |m| Some(m.lifted.0 as f64 / 1000.0)),
            ("out", |m| Some(m.lifted.1 as f64 / 1000.0)),
        ],
    },
    FacilityKpi {
        definition: Definition {
            id: "store_level",
            name: "Store full",
            unit: "%",
            formula: "tonnes in store / what it holds, averaged over time; max: the greatest",
            population: "the measured time",
            censoring: "none; places kept for a lift under way are not in it",
            source: "general",
        },
        statistics: &[
            ("", |m| Some(100.0 * m.stored.mean(m.window.to) / m.capacity as f64)),
            ("max", |m| Some(100.0 * m.stored.max() as f64 / m.capacity as f64)),
        ],
    },
    FacilityKpi {
        definition: Definition {
            id: "bulk_trucks",
            name: "Trucks",
            unit: "trucks",
            formula: "number of trucks that left, with a load or without the one they brought",
            population: "trucks that left in the measured time",
            censoring: "counted when they leave",
            source: "general",
        },
        statistics: &[("", |m| Some(m.truck_time.count() as f64))],
    },
    FacilityKpi {
        definition: Definition {
            id: "bulk_truck_time",
            name: "Truck visit",
            unit: "min",
            formula: "arrival at the terminal → gone, mean",
            population: "trucks that left in the measured time",
            censoring: "those still there at the end are counted in the next window",
            source: "general",
        },
        statistics: &[("", |m| (m.truck_time.count() > 0).then(|| m.truck_time.mean_seconds() / 60.0))],
    },
];
