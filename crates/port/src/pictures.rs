//! What the plots draw, and how it comes out of the meters.

use crate::kpi::{Meter, Meters};
use crate::port::Port;
use crate::scenario::{Pattern, Scenario};
use darse_engine::{SimDuration, SimTime};
use serde::{Deserialize, Serialize};

/// What the plots draw, already reduced to a size that does not grow with the run.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Pictures {
    /// One a container terminal.
    pub terminals: Vec<TerminalPicture>,
}

/// The pictures of one container terminal. Days count from the start of the measured horizon.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TerminalPicture {
    /// Its name.
    pub name: String,
    /// Quay length [m].
    pub quay_m: f64,
    /// Quay throughput of each day [TEU].
    pub teu_by_day: Vec<f64>,
    /// Mean share of the quay occupied, each day [0–1].
    pub berth_occupancy_by_day: Vec<f64>,
    /// Mean number of vessels waiting for a berth, each day.
    pub vessels_waiting_by_day: Vec<f64>,
    /// Mean share of yard slots filled, each day [0–1].
    pub yard_occupancy_by_day: Vec<f64>,
    /// Gross crane rate of each call that left [moves/crane-h].
    pub crane_rates: Vec<f64>,
    /// Truck visit time, queue and terminal, counts in bins of 2 min, the last bin open.
    pub truck_minutes_histogram: Vec<u64>,
    /// Calls alongside, for the Gantt chart.
    pub berths: Vec<BerthStay>,
}

/// One bar of the berth Gantt chart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BerthStay {
    /// The vessel or service.
    pub label: String,
    /// Class of the vessel.
    pub class: String,
    /// First and last metre of quay.
    pub metres: (f64, f64),
    /// Arrival at the port, first line fast, last line released [days]; open at the end of the run.
    pub arrived: f64,
    /// First line fast [days].
    pub berthed: f64,
    /// Last line released [days].
    pub left: f64,
}

/// Minutes of one bin of the histogram of truck visits, and the number of bins; the last is open.
const BIN_MIN: f32 = 2.0;
const BINS: usize = 90;

/// The pictures of a run that has ended.
pub fn draw(scenario: &Scenario, meters: &Meters, port: &Port) -> Pictures {
    let terminals = meters.terminals.iter().zip(&scenario.terminals);
    Pictures { terminals: terminals.map(|(meter, plan)| draw_terminal(&plan.name, meter, scenario, port)).collect() }
}

fn draw_terminal(name: &str, meter: &Meter, scenario: &Scenario, port: &Port) -> TerminalPicture {
    let days = meter.teu_by_day.len();
    let (mut metres, mut waiting) = (vec![0.0; days], vec![0.0; days]);
    for visit in meter.ships.visits.values() {
        let until = |at: Option<SimTime>| at.unwrap_or(meter.window.to);
        let first_line = visit.berthed.map(|(at, ..)| at);
        spread(&mut waiting, meter, visit.arrived, until(first_line), 1.0);
        if let Some((at, from, to, _)) = visit.berthed {
            let share = (f64::from(to - from) + meter.ships.gap_m) / meter.ships.quay_m;
            spread(&mut metres, meter, at, until(visit.sailed), share);
        }
    }
    let by_day = |hourly: &[u32]| -> Vec<f64> {
        hourly.chunks(24).map(|day| day.iter().map(|teu| f64::from(*teu)).sum::<f64>() / day.len() as f64).collect()
    };
    let mut truck_minutes_histogram = vec![0; BINS];
    for (queue, inside) in &meter.trucks {
        truck_minutes_histogram[(((queue + inside) / BIN_MIN) as usize).min(BINS - 1)] += 1;
    }
    let rate = |boxes: u32, time: SimDuration| f64::from(boxes) / (time.as_seconds_f64() / 3600.0);
    let ended = meter.ships.visits.values().filter(|visit| visit.sailed.is_some_and(|at| meter.window.has(at)));
    TerminalPicture {
        name: name.to_owned(),
        quay_m: meter.ships.quay_m,
        teu_by_day: meter.teu_by_day.iter().map(|teu| f64::from(*teu)).collect(),
        berth_occupancy_by_day: metres,
        vessels_waiting_by_day: waiting,
        yard_occupancy_by_day: by_day(&meter.stacked_hourly).into_iter().map(|teu| teu / meter.sizes.slots_teu).collect(),
        crane_rates: ended.filter(|it| it.boxes > 0 && it.crane_time.0 > 0).map(|it| rate(it.boxes, it.crane_time)).collect(),
        truck_minutes_histogram,
        berths: stays(meter, scenario, port),
    }
}

/// Adds `value` × the share of each day that lies between two instants.
fn spread(days: &mut [f64], meter: &Meter, from: SimTime, to: SimTime, value: f64) {
    let (from, to) = (meter.window.day(from).max(0.0), meter.window.day(to).min(days.len() as f64));
    let mut at = from;
    while at < to {
        let day = at as usize;
        let end = ((day + 1) as f64).min(to);
        days[day] += value * (end - at);
        at = end;
    }
}

fn stays(meter: &Meter, scenario: &Scenario, port: &Port) -> Vec<BerthStay> {
    let end = meter.window.day(meter.window.to);
    let stay = |(id, visit): (&crate::ids::CallId, &crate::kpi::Visit)| {
        let (at, from, to, _) = visit.berthed?;
        let left = visit.sailed.map_or(end, |at| meter.window.day(at));
        let service = &scenario.services[visit.service.index()];
        let label = match &service.pattern {
            Pattern::File(calls) => calls[port.calls[*id].nth as usize].name.clone(),
            Pattern::Liner { .. } | Pattern::Tramp { .. } => service.name.clone(),
        };
        (left >= 0.0).then(|| BerthStay {
            label,
            class: scenario.classes[usize::from(visit.class)].name.clone(),
            metres: (f64::from(from), f64::from(to)),
            arrived: meter.window.day(visit.arrived),
            berthed: meter.window.day(at),
            left,
        })
    };
    meter.ships.visits.iter().filter_map(stay).collect()
}
