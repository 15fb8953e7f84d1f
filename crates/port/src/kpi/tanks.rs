//! KPIs of tank farms.

use super::definition::{Definition, FacilityKpi, ZoneKpi};
use super::meter::Meters;
use super::tank_meter::TankMeter;
use crate::record::LiquidWay;

/// Of each tank farm, and of the zone.
const LIQUID_BULK_T: Definition = Definition {
    id: "liquid_bulk_t",
    name: "Liquid bulk over the jetties",
    unit: "t",
    formula: "tonnes off ships + tonnes onto ships: what only passes through counts twice",
    population: "parcels in the measured time",
    censoring: "a parcel counts when half of the time of pumping it is over",
    source: "Tanger Med, annual figures",
};

const OVER_THE_JETTIES: [LiquidWay; 2] = [LiquidWay::Unloaded, LiquidWay::Loaded];
const OUT: [LiquidWay; 3] = [LiquidWay::Loaded, LiquidWay::Pipeline, LiquidWay::Truck];

/// Moved in one of these ways [t]. Kilograms are added up first, so that no order of theirs counts.
fn tonnes<'a>(farms: impl IntoIterator<Item = &'a TankMeter>, ways: &[LiquidWay]) -> f64 {
    farms.into_iter().map(|farm| farm.kg(ways)).sum::<u64>() as f64 / 1000.0
}

/// Of the zone, if it has a tank farm.
pub(super) const ZONE: &[ZoneKpi] =
    &[ZoneKpi { definition: LIQUID_BULK_T, value: |zone: &Meters| Some(tonnes(&zone.tanks, &OVER_THE_JETTIES)) }];

pub(super) const KPIS: &[FacilityKpi<TankMeter>] = &[
    FacilityKpi { definition: LIQUID_BULK_T, statistics: &[("", |m| Some(tonnes([m], &OVER_THE_JETTIES)))] },
    FacilityKpi {
        definition: Definition {
            id: "liquid_in",
            name: "Liquid in",
            unit: "t",
            formula: "tonnes off ships",
            population: "parcels in the measured time",
            censoring: "a parcel counts when half of the time of pumping it is over",
            source: "general",
        },
        statistics: &[("", |m| Some(tonnes([m], &[LiquidWay::Unloaded])))],
    },
    FacilityKpi {
        definition: Definition {
            id: "liquid_out",
            name: "Liquid out",
            unit: "t",
            formula: "tonnes out of the tanks: all, onto ships (.ships), through the pipeline (.pipeline), on trucks (.trucks)",
            population: "parcels in the measured time",
            censoring: "a parcel counts when half of the time of pumping it is over",
            source: "general",
        },
        statistics: &[
            ("", |m| Some(tonnes([m], &OUT))),
            ("ships", |m| Some(tonnes([m], &[LiquidWay::Loaded]))),
            ("pipeline", |m| Some(tonnes([m], &[LiquidWay::Pipeline]))),
            ("trucks", |m| Some(tonnes([m], &[LiquidWay::Truck]))),
        ],
    },
    FacilityKpi {
        definition: Definition {
            id: "tank_turns",
            name: "Turns of the tanks",
            unit: "1/year",
            formula: "tonnes out / capacity of all tanks, for 8,760 h",
            population: "the measured time",
            censoring: "none",
            source: "general",
        },
        statistics: &[("", |m| Some(tonnes([m], &OUT) / m.capacity() * 8760.0 / m.window.hours()))],
    },
    FacilityKpi {
        definition: Definition {
            id: "tank_level",
            name: "Tanks full",
            unit: "%",
            formula: "content of all tanks / their capacity, averaged over time",
            population: "the measured time",
            censoring: "none; a parcel moves at half of its time",
            source: "general",
        },
        statistics: &[("", |m| {
            let content: f64 = m.tanks.iter().map(|tank| tank.content.mean(m.window.to) / 1000.0).sum();
            Some(100.0 * content / m.capacity())
        })],
    },
    FacilityKpi {
        definition: Definition {
            id: "tank_low",
            name: "Tanks nearly empty",
            unit: "%",
            formula: "time that a tank is below a tenth of its capacity / time, averaged over the tanks",
            population: "the measured time",
            censoring: "none",
            source: "Darse",
        },
        statistics: &[("", |m| {
            let low: f64 = m.tanks.iter().map(|tank| tank.low.mean(m.window.to)).sum();
            Some(100.0 * low / m.tanks.len() as f64)
        })],
    },
    FacilityKpi {
        definition: Definition {
            id: "tank_wait",
            name: "Wait for tanks",
            unit: "h",
            formula: "time a ship alongside waits for a tank that can be filled, or drawn from, all its parcels together; mean over calls",
            population: "calls whose cargo ended in the measured time",
            censoring: "those still at it at the end are counted in the next window",
            source: "Darse",
        },
        statistics: &[("", |m| (m.tank_wait.count() > 0).then(|| m.tank_wait.mean_seconds() / 3600.0))],
    },
    FacilityKpi {
        definition: Definition {
            id: "liquid_short",
            name: "Liquid left undone",
            unit: "t",
            formula: "tonnes that ships out of patience did not unload or load; calls: how many these were",
            population: "calls that gave up in the measured time",
            censoring: "counted when they give up",
            source: "Darse",
        },
        statistics: &[("", |m| Some(m.short.0 as f64 / 1000.0)), ("calls", |m| Some(m.short.1 as f64))],
    },
    FacilityKpi {
        definition: Definition {
            id: "tank_truck_time",
            name: "Tank truck visit",
            unit: "min",
            formula: "arrival at the farm → gone, mean",
            population: "trucks that left in the measured time",
            censoring: "those still there at the end are counted in the next window",
            source: "general",
        },
        statistics: &[("", |m| (m.truck_time.count() > 0).then(|| m.truck_time.mean_seconds() / 60.0))],
    },
];
