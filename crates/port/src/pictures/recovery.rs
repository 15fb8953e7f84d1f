//! What a disruption does to the zone and how it comes back: the disrupted run beside its undisturbed twin.

use super::step_hours;
use crate::kpi::{Flow, Level, Meters, Pulse};
use serde::{Deserialize, Serialize};

/// Series of a disrupted run and of its twin.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RecoveryPicture {
    /// When the first disruption begins and the last is over [days of the measured time]; to the end if it is not over then.
    pub disrupted: (f64, f64),
    /// Length of a step of the series [h].
    pub step_h: u32,
    /// From the cause on.
    pub series: Vec<RecoverySeries>,
}

/// One thing, step by step through the measured time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecoverySeries {
    /// What, with its unit.
    pub name: String,
    /// What came in each step, to be added up over a day; else a state at the end of each.
    pub is_flow: bool,
    /// Of the disrupted run.
    pub here: Vec<f32>,
    /// Of its twin.
    pub twin: Vec<f32>,
}

/// Draws the two runs, which have ended; none if they have no pulse or nothing happened.
pub fn draw(meters: &Meters, twin: &Meters) -> Option<RecoveryPicture> {
    let (here, there) = (meters.pulse.as_ref()?, twin.pulse.as_ref()?);
    let disrupted = (meters.window.day(here.began?), meters.window.day(here.over.unwrap_or(meters.window.to)));
    let step = step_hours(meters.window.hours() as u64);
    let level = |name: &str, level: Level| {
        let of = |pulse: &Pulse| pulse.level(level).chunks_exact(step as usize).map(last).collect();
        RecoverySeries { name: name.to_owned(), is_flow: false, here: of(here), twin: of(there) }
    };
    let flow = |name: &str, flow: Flow| {
        let of = |pulse: &Pulse| pulse.flow(flow).chunks_exact(step as usize).map(sum).collect();
        RecoverySeries { name: name.to_owned(), is_flow: true, here: of(here), twin: of(there) }
    };
    let series = vec![
        level("Ships that have come and are not alongside", Level::Ships),
        level("Trucks in access zones and on the road before them", Level::AtZones),
        level("Trucks that wait for room on a road", Level::OnRoads),
        level("Trucks that wait anywhere", Level::Trucks),
        level("Cars before ferries and in their lanes", Level::Cars),
        level("TEU in the yards", Level::Teu),
        flow("Deliveries of parts to factories, a day", Flow::Parts),
        flow("Vehicles left behind by ferries, a day", Flow::LeftBehind),
        flow("Minutes that lines stood, a day", Flow::LineStop),
        flow("TEU moved at the quays, a day", Flow::Teu),
        flow("Trucks served, a day", Flow::Trucks),
    ];
    Some(RecoveryPicture { disrupted, step_h: step as u32, series })
}

fn last(hours: &[f64]) -> f32 {
    hours.last().copied().unwrap_or_default() as f32
}
fn sum(hours: &[f64]) -> f32 {
    hours.iter().sum::<f64>() as f32
}
