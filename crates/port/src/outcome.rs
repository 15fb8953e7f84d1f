//! One replication: what it gives, and the function that makes it.

use crate::build::build;
use crate::invariants;
use crate::kind::Kind;
use crate::kpi::{self, Column, Meters};
use crate::pictures;
pub use crate::pictures::{BerthStay, Pictures, TerminalPicture};
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
