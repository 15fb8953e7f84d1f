//! One replication: what it gives, and the function that makes it.

use crate::build::build;
use crate::invariants;
use crate::kind::Kind;
use crate::kpi::{self, Column, Meters};
use crate::pictures;
use crate::scenario::Scenario;
use darse_engine::{SimDuration, SimTime, Simulation, Streams};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What one replication gives. All a later stage ever sees of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// The columns, the same for every replication of a scenario.
    pub columns: Vec<Column>,
    /// One value a column; `None` where the population was empty.
    pub values: Vec<Option<f64>>,
    /// Calendar pops that were not cancelled.
    pub events: u64,
    /// Hash of everything that happened, in order.
    pub trace_hash: u64,
    /// What the plots draw.
    pub pictures: Pictures,
}

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

/// A broken invariant found by `--check`: a bug of ours, never of the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation(pub String);

/// Runs one replication: a pure function of its arguments. With `checked`, invariants are verified every simulated hour.
///
/// # Errors
/// A [`Violation`] if `checked` and an invariant does not hold.
pub fn simulate(scenario: &Scenario, seed: u64, replication: u32, checked: bool) -> Result<Outcome, Violation> {
    let scenario = Arc::new(scenario.clone());
    let mut meters = Meters::new(&scenario);
    let mut run = build(scenario.clone(), Streams::new(seed, replication));
    let window = meters.window;
    advance(&mut run, window.from, &mut meters, checked)?;
    meters.begin();
    advance(&mut run, window.to, &mut meters, checked)?;
    meters.end();
    Ok(Outcome {
        columns: kpi::columns(&scenario),
        values: kpi::values(&meters),
        events: run.sim().events(),
        trace_hash: run.sim().trace_hash(),
        pictures: pictures::draw(&scenario, &meters, &run.world),
    })
}

fn advance(run: &mut Simulation<Kind>, end: SimTime, meters: &mut Meters, checked: bool) -> Result<(), Violation> {
    while checked && run.sim().now() + SimDuration::hours(1) < end {
        run.run_until(run.sim().now() + SimDuration::hours(1), meters);
        invariants::check(&run.world).map_err(|what| Violation(format!("at {} h: {what}", run.sim().now().0 / 3_600_000_000)))?;
    }
    run.run_until(end, meters);
    Ok(())
}
