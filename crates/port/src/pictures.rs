//! What the plots draw, and how it comes out of the meters.

mod hours;
mod recovery;

use crate::kpi::{Meter, Meters};
use crate::port::Port;
use crate::scenario::{Pattern, Scenario};
use darse_engine::{SimDuration, SimTime};
pub use hours::{FacilityHours, KindHours};
pub use recovery::{RecoveryPicture, RecoverySeries};
use serde::{Deserialize, Serialize};

/// What the plots draw, already reduced to a size that does not grow with the run.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Pictures {
    /// One a container terminal.
    pub terminals: Vec<TerminalPicture>,
    /// Where its places lie.
    pub plan: PlanPicture,
    /// A disrupted run beside its twin.
    pub recovery: Option<RecoveryPicture>,
    /// What the hours of ships, boxes, trucks, trains and cars went to, at each facility.
    pub hours: Vec<FacilityHours>,
}

/// Places that say where they lie, and the roads between them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PlanPicture {
    /// The places.
    pub places: Vec<PlannedPlace>,
    /// The roads, with their ends among these places.
    pub roads: Vec<PlannedRoad>,
    /// The quays of facilities whose trucks come in at one of these places; which way they face, no scenario says.
    pub quays: Vec<PlannedQuay>,
}

/// A quay on the plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlannedQuay {
    /// The facility's name.
    pub name: String,
    /// Where its trucks come in, as a place of the plan.
    pub place: usize,
    /// How long it is [m].
    pub length_m: f64,
}

/// A place on the plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlannedPlace {
    /// Its name.
    pub name: String,
    /// Metres to the east and to the north of the origin.
    pub at: [f64; 2],
}

/// A road on the plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlannedRoad {
    /// Its name.
    pub name: String,
    /// One end, as a place of the plan.
    pub from: usize,
    /// The other.
    pub to: usize,
    /// Trucks that set out on it, both ways, mean a day.
    pub trucks_a_day: f64,
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
    /// How it came into its stride.
    pub course: Course,
}

/// Three series over the whole run, from the beginning of the warm-up to the end, in equal steps: whether the warm-up is long
/// enough is seen in them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Course {
    /// Length of a step [h].
    pub step_h: u32,
    /// Mean share of the quay occupied, each step [0–1].
    pub berth_occupancy: Vec<f64>,
    /// Mean number of vessels waiting for a berth, each step.
    pub vessels_waiting: Vec<f64>,
    /// Mean share of yard slots filled, each step [0–1].
    pub yard_occupancy: Vec<f64>,
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

/// Steps of a [`Course`] at most.
const STEPS: u64 = 1000;

/// The pictures of a run that has ended.
pub fn draw(scenario: &Scenario, meters: &Meters, twin: Option<&Meters>, port: &Port) -> Pictures {
    let terminals = meters.terminals.iter().zip(&scenario.terminals);
    let terminals = terminals.map(|(meter, plan)| draw_terminal(&plan.name, meter, scenario, port)).collect();
    let (plan, hours) = (draw_plan(meters, scenario), hours::draw(scenario, meters));
    Pictures { terminals, plan, recovery: twin.and_then(|twin| recovery::draw(meters, twin)), hours }
}

fn draw_plan(meters: &Meters, scenario: &Scenario) -> PlanPicture {
    let plan = &scenario.roads;
    let placed: Vec<usize> = (0..plan.places.len()).filter(|place| plan.at[*place].is_some()).collect();
    let place = |index: &usize| Some(PlannedPlace { name: plan.places[*index].clone(), at: plan.at[*index]? });
    let end = |place: usize| placed.iter().position(|it| *it == place);
    let days = meters.window.hours() / 24.0;
    let roads = plan.roads.iter().zip(&meters.roads).filter_map(|(road, meter)| {
        let (from, to) = (end(road.from)?, end(road.to)?);
        Some(PlannedRoad { name: road.name.clone(), from, to, trucks_a_day: meter.trucks as f64 / days })
    });
    let quays = quays(scenario)
        .into_iter()
        .filter_map(|(name, road, length_m)| Some(PlannedQuay { name: name.to_owned(), place: end(road?)?, length_m }));
    PlanPicture { places: placed.iter().filter_map(place).collect(), roads: roads.collect(), quays: quays.collect() }
}

/// The quays of all facilities with trucks: whose, where these come in, how long [m].
fn quays(scenario: &Scenario) -> Vec<(&str, Option<usize>, f64)> {
    let terminals = scenario.terminals.iter().map(|it| (it.name.as_str(), it.gate.road, it.quay.length_m));
    let ferries = scenario.ferry_ports.iter().map(|it| (it.name.as_str(), it.road, it.quay.length_m));
    let cars = scenario.car_terminals.iter().map(|it| (it.name.as_str(), it.road, it.quay.length_m));
    let tanks = scenario.tank_farms.iter().map(|it| (it.name.as_str(), it.road, it.quay.length_m));
    let bulk = scenario.bulk_terminals.iter().map(|it| (it.name.as_str(), it.road, it.quay.length_m));
    terminals.chain(ferries).chain(cars).chain(tanks).chain(bulk).collect()
}

fn draw_terminal(name: &str, meter: &Meter, scenario: &Scenario, port: &Port) -> TerminalPicture {
    let days = Steps { from: meter.window.from, length: SimDuration::hours(24), count: meter.teu_by_day.len() };
    let (metres, waiting) = at_the_quay(meter, days);
    let filled = stacked(meter, meter.stacked_in_window().chunks(24));
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
        yard_occupancy_by_day: filled,
        crane_rates: ended.filter(|it| it.boxes > 0 && it.crane_time.0 > 0).map(|it| rate(it.boxes, it.crane_time)).collect(),
        truck_minutes_histogram,
        berths: stays(meter, scenario, port),
        course: course(meter),
    }
}

fn course(meter: &Meter) -> Course {
    let hour = SimDuration::hours(1).0;
    let step_h = step_hours(meter.window.to.0 / hour);
    let count = (meter.window.to.0 / (step_h * hour)) as usize;
    let steps = Steps { from: SimTime::ZERO, length: SimDuration::hours(step_h), count };
    let (berth_occupancy, vessels_waiting) = at_the_quay(meter, steps);
    let mut yard_occupancy = stacked(meter, meter.stacked_hourly.chunks_exact(step_h as usize));
    yard_occupancy.truncate(count);
    Course { step_h: step_h as u32, berth_occupancy, vessels_waiting, yard_occupancy }
}

/// Hours of a step, so that there are no more than [`STEPS`]: a divisor of a day, or whole days.
fn step_hours(hours: u64) -> u64 {
    let divisors = [1, 2, 3, 4, 6, 8, 12].into_iter();
    divisors.chain((1..).map(|days| 24 * days)).find(|step| hours / step <= STEPS).unwrap_or(24)
}

/// Equal lengths of time, one after the other.
#[derive(Clone, Copy)]
struct Steps {
    from: SimTime,
    length: SimDuration,
    count: usize,
}

impl Steps {
    /// Steps since the first began, negative before.
    fn place(&self, at: SimTime) -> f64 {
        (at.0 as f64 - self.from.0 as f64) / self.length.0 as f64
    }

    /// Adds `value` × the share of each step that lies between two instants.
    fn spread(&self, sums: &mut [f64], from: SimTime, to: SimTime, value: f64) {
        let (from, to) = (self.place(from).max(0.0), self.place(to).min(self.count as f64));
        let mut at = from;
        while at < to {
            let step = at as usize;
            let end = ((step + 1) as f64).min(to);
            sums[step] += value * (end - at);
            at = end;
        }
    }
}

/// Each step: mean share of the quay that is occupied, mean number of vessels that wait for a berth.
fn at_the_quay(meter: &Meter, steps: Steps) -> (Vec<f64>, Vec<f64>) {
    let (mut occupied, mut waiting) = (vec![0.0; steps.count], vec![0.0; steps.count]);
    for visit in meter.ships.visits.values() {
        let until = |at: Option<SimTime>| at.unwrap_or(meter.window.to);
        let first_line = visit.berthed.map(|(at, ..)| at);
        steps.spread(&mut waiting, visit.arrived, until(first_line), 1.0);
        if let Some((at, from, to, _)) = visit.berthed {
            let share = (f64::from(to - from) + meter.ships.gap_m) / meter.ships.quay_m;
            steps.spread(&mut occupied, at, until(visit.sailed), share);
        }
    }
    (occupied, waiting)
}

/// Mean share of yard slots filled, of each chunk of hourly samples.
fn stacked<'a>(meter: &Meter, chunks: impl Iterator<Item = &'a [u32]>) -> Vec<f64> {
    let mean = |hours: &[u32]| hours.iter().map(|teu| f64::from(*teu)).sum::<f64>() / hours.len() as f64;
    chunks.map(|hours| mean(hours) / meter.sizes.slots_teu).collect()
}

fn stays(meter: &Meter, scenario: &Scenario, port: &Port) -> Vec<BerthStay> {
    let end = meter.window.day(meter.window.to);
    let stay = |(id, visit): (crate::ids::CallId, &crate::kpi::Visit)| {
        let (at, from, to, _) = visit.berthed?;
        let left = visit.sailed.map_or(end, |at| meter.window.day(at));
        let service = &scenario.services[visit.service.index()];
        let label = match &service.pattern {
            Pattern::File(calls) => calls[port.calls[id].nth as usize].name.clone(),
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
