//! KPIs of haulage between container terminals: of scenarios that have it.

use super::definition::{Definition, ZoneKpi};
use super::haulage_meter::HaulageMeter;
use super::window::hours;
use darse_engine::SimDuration;

const POPULATION: &str = "boxes whose haul ended in the measured time";
const CENSORING: &str = "hauls that have not ended are counted in the next window";

/// Mean of so many times [min]; not finite where there are none.
fn mean_min(sum: SimDuration, count: u64) -> f64 {
    sum.as_seconds_f64() / 60.0 / count as f64
}

pub(super) const KPIS: &[ZoneKpi] = &[
    ZoneKpi {
        definition: Definition {
            id: "hauled_boxes",
            name: "Boxes hauled between terminals",
            unit: "boxes",
            formula: "number of boxes that changed terminals",
            population: POPULATION,
            censoring: CENSORING,
            source: "Darse",
        },
        value: |zone| zone.haulage.as_ref().map(|it| it.hauls as f64),
    },
    ZoneKpi {
        definition: Definition {
            id: "haul_wait",
            name: "Wait for a tractor between terminals",
            unit: "min",
            formula: "mean time from the release of a box to having a tractor",
            population: POPULATION,
            censoring: CENSORING,
            source: "Darse",
        },
        value: |zone| zone.haulage.as_ref().map(|it| mean_min(it.waited, it.hauls)),
    },
    ZoneKpi {
        definition: Definition {
            id: "haul_time",
            name: "Haul between terminals",
            unit: "min",
            formula: "mean time from the release of a box until its tractor has left the other terminal",
            population: POPULATION,
            censoring: CENSORING,
            source: "Darse",
        },
        value: |zone| zone.haulage.as_ref().map(|it| mean_min(it.lasting, it.hauls)),
    },
    ZoneKpi {
        definition: Definition {
            id: "tractor_utilisation",
            name: "Tractors between terminals at work",
            unit: "%",
            formula: "Σ time tractors haul / (tractors × period)",
            population: "hauls in the measured time",
            censoring: "time within the measured time; of a haul that goes on at the end it is not counted",
            source: "Darse",
        },
        value: |zone| {
            let share = |it: &HaulageMeter| 100.0 * hours(it.busy) / (f64::from(it.tractors) * zone.window.hours());
            zone.haulage.as_ref().map(share)
        },
    },
];
