//! KPIs of pools of gangs.

use super::definition::{Definition, FacilityKpi};
use super::labour_meter::LabourMeter;

pub(super) const KPIS: &[FacilityKpi<LabourMeter>] = &[
    FacilityKpi {
        definition: Definition {
            id: "gang_utilisation",
            name: "Gangs with a crane",
            unit: "%",
            formula: "gangs with a crane / gangs, averaged over time, from the crane's first bay of a ship until it leaves her",
            population: "the measured time, shifts off in it",
            censoring: "none",
            source: "general",
        },
        statistics: &[("", |m| Some(100.0 * m.out.mean(m.window.to) / f64::from(m.gangs)))],
    },
    FacilityKpi {
        definition: Definition {
            id: "gang_jobs",
            name: "Cranes manned",
            unit: "jobs",
            formula: "number of times a crane was given a gang",
            population: "jobs that began in the measured time",
            censoring: "counted when the gang comes",
            source: "Darse",
        },
        statistics: &[("", |m| Some(m.begun.0 as f64))],
    },
    FacilityKpi {
        definition: Definition {
            id: "gang_wait",
            name: "Wait for a gang",
            unit: "min",
            formula: "mean time from a crane's readiness to work a ship to having a gang",
            population: "jobs that began in the measured time",
            censoring: "cranes still waiting at the end are counted in the next window",
            source: "Darse",
        },
        statistics: &[("", |m| (m.begun.0 > 0).then(|| m.begun.1.as_seconds_f64() / 60.0 / m.begun.0 as f64))],
    },
    FacilityKpi {
        definition: Definition {
            id: "cranes_unmanned",
            name: "Cranes that wait for a gang",
            unit: "cranes",
            formula: "cranes that wait for a gang, averaged over time, and most at once",
            population: "the measured time",
            censoring: "none",
            source: "Darse",
        },
        statistics: &[("", |m| Some(m.waiting.mean(m.window.to))), ("max", |m| Some(m.waiting.max() as f64))],
    },
];
