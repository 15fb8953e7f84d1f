//! KPIs of rail lines.

use super::definition::{Definition, FacilityKpi};
use super::rail_line_meter::{RailLineMeter, Wait};
use super::window::hours;
use darse_engine::Sample;

fn mean(waits: &[Wait], of: fn(&Wait) -> f32) -> Option<f64> {
    (!waits.is_empty()).then(|| waits.iter().map(|it| f64::from(of(it))).sum::<f64>() / waits.len() as f64)
}
fn sample(waits: &[Wait]) -> Sample {
    let mut sample = Sample::default();
    waits.iter().for_each(|it| sample.observe(f64::from(it.all)));
    sample
}

pub(super) const KPIS: &[FacilityKpi<RailLineMeter>] = &[
    FacilityKpi {
        definition: Definition {
            id: "line_trains",
            name: "Trains on the rail line",
            unit: "trains",
            formula: "number of trains that set out on it, both directions",
            population: "trains that set out in the measured time",
            censoring: "counted when they set out",
            source: "Darse",
        },
        statistics: &[("", |m| Some(m.waits.len() as f64))],
    },
    FacilityKpi {
        definition: Definition {
            id: "line_wait",
            name: "Wait for the rail line",
            unit: "min",
            formula: "train ready → it sets out: to the port for a track of the yard there (.yard), for a locomotive (.locomotive), for trains that come towards it, for a path",
            population: "trains that set out in the measured time",
            censoring: "those still waiting at the end are counted in the next window",
            source: "Darse",
        },
        statistics: &[
            ("", |m| mean(&m.waits, |it| it.all)),
            ("p95", |m| sample(&m.waits).told_quantile(0.95)),
            ("yard", |m| mean(&m.waits, |it| it.yard)),
            ("locomotive", |m| mean(&m.waits, |it| it.locomotive)),
        ],
    },
    FacilityKpi {
        definition: Definition {
            id: "line_waiting",
            name: "Trains that wait for the rail line",
            unit: "trains",
            formula: "trains that wait for a track of the yard, a locomotive or a path, averaged over time, and most at once",
            population: "the measured time",
            censoring: "none",
            source: "Darse",
        },
        statistics: &[("", |m| Some(m.waiting.mean(m.window.to))), ("max", |m| Some(m.waiting.max() as f64))],
    },
    FacilityKpi {
        definition: Definition {
            id: "rail_yard_taken",
            name: "Tracks of the rail yard taken",
            unit: "%",
            formula: "tracks of the yard at the port that are kept for trains on the way or taken by those that wait for a terminal / tracks, averaged over time, and most at once",
            population: "the measured time",
            censoring: "none",
            source: "general",
        },
        statistics: &[
            ("", |m| Some(100.0 * m.yard.mean(m.window.to) / f64::from(m.yard_tracks))),
            ("max", |m| Some(100.0 * m.yard.max() as f64 / f64::from(m.yard_tracks))),
        ],
    },
    FacilityKpi {
        definition: Definition {
            id: "path_utilisation",
            name: "Paths used",
            unit: "%",
            formula: "trains that set out / paths of the timetable, both directions",
            population: "the measured time",
            censoring: "none",
            source: "general",
        },
        statistics: &[("", |m| Some(100.0 * m.waits.len() as f64 / m.paths))],
    },
    FacilityKpi {
        definition: Definition {
            id: "locomotive_utilisation",
            name: "Locomotives with a train",
            unit: "%",
            formula: "time locomotives have a train, the wait for a path and shunting in it / (locomotives × time)",
            population: "the measured time",
            censoring: "trains that are on their way at the end are not in it",
            source: "general",
        },
        statistics: &[("", |m| Some(100.0 * hours(m.drawn) / (f64::from(m.locomotives) * m.window.hours())))],
    },
];
