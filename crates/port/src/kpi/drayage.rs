//! KPIs of pools of trucks that several share.

use super::definition::{Definition, FacilityKpi};
use super::drayage_meter::DrayageMeter;
use darse_engine::Sample;

fn sample(waits: &[f32]) -> Sample {
    let mut sample = Sample::default();
    waits.iter().for_each(|it| sample.observe(f64::from(*it)));
    sample
}
fn mean(waits: &[f32]) -> Option<f64> {
    (!waits.is_empty()).then(|| waits.iter().map(|it| f64::from(*it)).sum::<f64>() / waits.len() as f64)
}

pub(super) const KPIS: &[FacilityKpi<DrayageMeter>] = &[
    FacilityKpi {
        definition: Definition {
            id: "drayage_utilisation",
            name: "Drayage trucks on a job",
            unit: "%",
            formula: "trucks on a job / trucks, averaged over time; a job is from the start of the truck until its container is empty",
            population: "the measured time, hours without drivers in it",
            censoring: "none",
            source: "general",
        },
        statistics: &[("", |m| Some(100.0 * m.out.mean(m.window.to) / f64::from(m.trucks)))],
    },
    FacilityKpi {
        definition: Definition {
            id: "drayage_jobs",
            name: "Drayage jobs",
            unit: "jobs",
            formula: "number of containers brought",
            population: "jobs that ended in the measured time",
            censoring: "counted when the truck is free again",
            source: "Darse",
        },
        statistics: &[("", |m| Some(m.done as f64))],
    },
    FacilityKpi {
        definition: Definition {
            id: "drayage_wait",
            name: "Wait for a drayage truck",
            unit: "min",
            formula: "container ready to be fetched → a truck sets out for it",
            population: "jobs that began in the measured time",
            censoring: "those still waiting at the end are counted in the next window",
            source: "Darse",
        },
        statistics: &[("", |m| mean(&m.waits)), ("p95", |m| sample(&m.waits).told_quantile(0.95))],
    },
    FacilityKpi {
        definition: Definition {
            id: "drayage_waiting",
            name: "Jobs that wait for a drayage truck",
            unit: "jobs",
            formula: "jobs that wait for a truck, averaged over time, and most at once",
            population: "the measured time",
            censoring: "none",
            source: "Darse",
        },
        statistics: &[("", |m| Some(m.waiting.mean(m.window.to))), ("max", |m| Some(m.waiting.max() as f64))],
    },
];
