//! One replication under way: it can be run on to any instant, cloned, and (by `darse_state`) saved and loaded.

use crate::build::build;
use crate::invariants;
use crate::kind::Kind;
use crate::kpi::{self, Meters};
use crate::outcome::{Outcome, Violation};
use crate::pictures;
use crate::scenario::Scenario;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, SimTime, Simulation, Streams};
use std::sync::Arc;

/// Which shape a saved state has; raised with every change of what it consists of.
pub const STATE_FORMAT: u32 = 14;

/// The port, its processes, and what was measured so far.
#[derive(Clone, BorshSerialize, BorshDeserialize)]
pub struct Replication {
    run: Simulation<Kind>,
    meters: Meters,
    /// The warm-up is over.
    measuring: bool,
    /// The same without disruptions, with the same random numbers, beside a run that has any.
    twin: Option<Box<Replication>>,
}

impl Replication {
    /// A replication at time zero: a pure function of its arguments.
    pub fn new(scenario: &Scenario, seed: u64, replication: u32) -> Self {
        if !scenario.is_disrupted() {
            return Self::alone(scenario.clone(), Meters::new(scenario), seed, replication);
        }
        let meters = || Meters::new(scenario).with_pulse(scenario);
        let twin = Self::alone(scenario.undisrupted(), meters(), seed, replication);
        Replication { twin: Some(Box::new(twin)), ..Self::alone(scenario.clone(), meters(), seed, replication) }
    }

    fn alone(scenario: Scenario, meters: Meters, seed: u64, replication: u32) -> Self {
        let run = build(Arc::new(scenario), Streams::new(seed, replication));
        Replication { run, meters, measuring: false, twin: None }
    }

    /// From now on, what happens at one instant happens in an order drawn from this seed, not in the documented one.
    pub fn permute_ties(&mut self, seed: u64) {
        self.run.intervene(|_, sim| sim.permute_ties(seed));
        if let Some(twin) = &mut self.twin {
            twin.permute_ties(seed);
        }
    }

    /// The present instant, counted from the beginning of the warm-up.
    pub fn now(&self) -> SimTime {
        self.run.sim().now()
    }

    /// When it ends.
    pub fn end(&self) -> SimTime {
        self.meters.window.to
    }

    /// Runs up to and at `to`, not beyond its end. With `checked`, invariants are verified every simulated hour.
    ///
    /// # Errors
    /// A [`Violation`] if `checked` and an invariant does not hold.
    pub fn run_until(&mut self, to: SimTime, checked: bool) -> Result<(), Violation> {
        if let Some(twin) = &mut self.twin {
            twin.run_until(to, checked)?;
        }
        let to = to.min(self.end());
        let begin = self.meters.window.from;
        if !self.measuring && to >= begin {
            self.advance(begin, checked)?;
            self.meters.begin();
            self.measuring = true;
        }
        self.advance(to, checked)
    }

    /// Runs to the end: what came of it.
    ///
    /// # Errors
    /// A [`Violation`] if `checked` and an invariant does not hold.
    pub fn finish(mut self, checked: bool) -> Result<Outcome, Violation> {
        self.run_until(self.end(), checked)?;
        self.meters.end();
        if let Some(twin) = &mut self.twin {
            twin.meters.end();
            self.meters.compare_with(&twin.meters);
        }
        let scenario = &self.run.world.scenario;
        Ok(Outcome {
            columns: kpi::columns(scenario),
            values: kpi::values(&self.meters),
            events: self.run.sim().events(),
            trace_hash: self.run.sim().trace_hash(),
            pictures: pictures::draw(scenario, &self.meters, self.twin.as_ref().map(|it| &it.meters), &self.run.world),
        })
    }

    fn advance(&mut self, to: SimTime, checked: bool) -> Result<(), Violation> {
        while checked && self.now() + SimDuration::hours(1) < to {
            self.run.run_until(self.now() + SimDuration::hours(1), &mut self.meters);
            let at = || self.now().0 / SimDuration::hours(1).0;
            invariants::check(&self.run).map_err(|what| Violation(format!("at {} h: {what}", at())))?;
        }
        self.run.run_until(to, &mut self.meters);
        Ok(())
    }
}

/// Runs one replication: a pure function of its arguments. With `checked`, invariants are verified every simulated hour.
///
/// # Errors
/// A [`Violation`] if `checked` and an invariant does not hold.
pub fn simulate(scenario: &Scenario, seed: u64, replication: u32, checked: bool) -> Result<Outcome, Violation> {
    Replication::new(scenario, seed, replication).finish(checked)
}
