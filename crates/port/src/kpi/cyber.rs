//! KPIs of systems that may be lost.

use super::cyber_meter::AssetMeter;
use super::definition::{Definition, FacilityKpi};

pub(super) const KPIS: &[FacilityKpi<AssetMeter>] = &[
    FacilityKpi {
        definition: Definition {
            id: "asset_unnoticed",
            name: "Loss that nobody has noticed",
            unit: "h",
            formula: "time from when an attack reaches the system until it is noticed",
            population: "the measured time",
            censoring: "none",
            source: "Darse",
        },
        statistics: &[("", |m| Some(m.unnoticed.mean(m.window.to) * m.window.hours()))],
    },
    FacilityKpi {
        definition: Definition {
            id: "asset_degraded",
            name: "Work without the system",
            unit: "h",
            formula: "time from when the loss is noticed until all is as before",
            population: "the measured time",
            censoring: "none",
            source: "Darse",
        },
        statistics: &[("", |m| Some(m.degraded.mean(m.window.to) * m.window.hours()))],
    },
];
