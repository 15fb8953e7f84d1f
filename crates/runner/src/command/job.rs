//! One scenario to be run: what is asked of it, its replications on all cores, and what is said of those that fail.

use super::course::Course;
use crate::batch::{self, Ended};
use crate::clock::Stopwatch;
use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::export::manifest::quoted;
use crate::export::timings::Timings;
use crate::model::Model;
use crate::results::{Replication, Results, Run};
use crate::source::{Checked, Source};
use crate::warm_up::judge;
use darse_port::Scenario;
use darse_port::scenario::{FacilityLoads, PartOfYear, all_loads};
use std::num::NonZeroUsize;

/// As many as a scenario may ask for.
pub(super) const MOST_REPLICATIONS: i64 = 1_000_000;

/// Which replications are run.
#[derive(clap::Args, Clone, Copy, Debug, Default)]
pub(super) struct SampleArgs {
    /// Independent replications [default: the scenario's]
    #[arg(short = 'n', long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=MOST_REPLICATIONS))]
    pub(super) replications: Option<u32>,

    /// Master seed of all random numbers, any 64-bit number [default: the scenario's]
    #[arg(long, value_name = "S")]
    pub(super) seed: Option<u64>,
}

/// How replications are run, whatever is made of them.
#[derive(clap::Args, Debug)]
pub(super) struct BatchArgs {
    /// Threads; results do not depend on them [default: all cores]
    #[arg(long, value_name = "T")]
    threads: Option<NonZeroUsize>,

    /// Verify the model's invariants as it runs: slower, and ends with code 5 if one does not hold
    #[arg(long)]
    pub(super) check: bool,

    /// Print results as JSON instead of a table
    #[arg(long)]
    pub(super) json: bool,

    /// Print no table, no warnings, no progress
    #[arg(long, short)]
    pub(super) quiet: bool,
}

impl BatchArgs {
    /// How many threads run so many replications.
    pub(super) fn threads(&self, replications: usize) -> usize {
        self.threads.map_or_else(batch::default_threads, usize::from).min(replications.max(1))
    }
}

/// One scenario, ready to run.
pub(super) struct Job {
    pub(super) source: Source,
    pub(super) scenario: Scenario,
    pub(super) run: Run,
    /// Numbers of the replications.
    pub(super) numbers: Vec<u32>,
    pub(super) course: Course,
}

impl Job {
    /// All replications of a scenario that was checked.
    ///
    /// # Errors
    /// Only if the loader lied.
    pub(super) fn new(sample: SampleArgs, check: bool, source: Source, checked: Checked) -> Result<Job, Failure> {
        let mut scenario = checked.scenario.ok_or_else(|| Failure::internal("a scenario without errors is missing"))?;
        scenario.experiment.seed = sample.seed.unwrap_or(scenario.experiment.seed);
        scenario.experiment.replications = sample.replications.unwrap_or(scenario.experiment.replications);
        let run = Run {
            title: scenario.title.clone(),
            file: source.file_name(),
            sha256: source.sha256.clone(),
            overrides: source.overrides.iter().map(|change| change.portable().to_string()).collect(),
            data: checked.data,
            seed: scenario.experiment.seed,
            horizon_us: scenario.horizon.0,
            warm_up_us: scenario.warm_up.0,
            checked: check,
        };
        let numbers = (0..scenario.experiment.replications).collect();
        Ok(Job { source, scenario, run, numbers, course: Course::Whole })
    }

    /// Runs the replications: their results, and how long they took.
    ///
    /// # Errors
    /// If none is left to show, an invariant did not hold, or there are no threads.
    pub(super) fn run(&self, args: &BatchArgs, model: &Model, console: &mut Console) -> Result<(Results, Timings), Failure> {
        let numbers = &self.numbers;
        let threads = args.threads(numbers.len());
        let first = numbers.first().copied();
        let trial = |replication: u32| {
            let mut outcome = self.course.run(&self.scenario, &self.run, replication, model)?;
            if Some(replication) != first {
                // Only the first one's berths are drawn.
                outcome.pictures.terminals.iter_mut().for_each(|terminal| terminal.berths = Vec::new());
            }
            Ok(outcome)
        };
        let watch = Stopwatch::start();
        let ended = batch::run(numbers, threads, console.progress && !args.quiet, trial)
            .map_err(|why| Failure::internal(format!("no threads to run on: {why}")))?;
        let lap = watch.lap();
        let results = self.results(ended, console)?;
        let timings = Timings::new(lap, results.events(), threads, numbers.len());
        Ok((results, timings))
    }

    /// The results out of how each replication ended; says what went wrong.
    ///
    /// # Errors
    /// If none is left to show or an invariant did not hold.
    pub(super) fn results(&self, ended: Vec<(u32, Ended)>, console: &mut Console) -> Result<Results, Failure> {
        let (done, failed) = self.sort_out(ended, console)?;
        if done.is_empty() {
            return Err(Failure {
                exit: Exit::FailedReplications,
                message: "every replication failed; nothing was written".into(),
            });
        }
        self.judged(done, failed)
    }

    /// Two batches of replications as one.
    ///
    /// # Errors
    /// Only if the model has a bug.
    pub(super) fn together(&self, mut first: Results, then: Results) -> Result<Results, Failure> {
        first.replications.extend(then.replications);
        first.failed.extend(then.failed);
        self.judged(first.replications, first.failed)
    }

    /// Put together, with what their course says of the warm-up.
    fn judged(&self, done: Vec<Replication>, failed: Vec<u32>) -> Result<Results, Failure> {
        let mut results = Results::new(self.run.clone(), done, failed)
            .map_err(|why| Failure::internal(format!("bug in the model: {why}; nothing was written")))?;
        results.warm_up = judge(&results, overloaded(&self.scenario));
        Ok(results)
    }

    /// The replications that are done and those that failed; says what went wrong. An error if an invariant was broken.
    fn sort_out(&self, ended: Vec<(u32, Ended)>, console: &mut Console) -> Result<(Vec<Replication>, Vec<u32>), Failure> {
        let (mut done, mut failed, mut broken) = (Vec::new(), Vec::new(), None);
        for (number, ended) in ended {
            let what = match ended {
                Ended::Done(outcome) => {
                    done.push(Replication { number, outcome: *outcome });
                    continue;
                }
                Ended::Broken(violation) => {
                    format!("replication {number} violates an invariant: {}; nothing is written", violation.0)
                }
                Ended::Panicked(words) => {
                    failed.push(number);
                    format!("replication {number} panicked at {words}")
                }
            };
            let said = Failure::internal(format!(
                "{}: {what}\n  this is a bug of ours, or of a policy of your own; replay it with: {}",
                self.run.file,
                self.replay(number)
            ));
            let said = if failed.last() == Some(&number) { Some(said) } else { broken.replace(said) };
            said.iter().for_each(|said| console.failure(said));
        }
        broken.map_or(Ok((done, failed)), Err)
    }

    /// The command that runs one replication again.
    fn replay(&self, replication: u32) -> String {
        let path = self.source.path.to_string_lossy();
        let mut command = format!("darse run {} --seed {} --only {replication}", quoted(&path), self.run.seed);
        for change in &self.source.overrides {
            command += &format!(" --set {}", quoted(&change.to_string()));
        }
        command + if self.run.checked { " --check" } else { "" }
    }
}

/// Stations that are offered more than they can do, all year round: `the quay of TC3 (112 %)`.
fn overloaded(scenario: &Scenario) -> Vec<String> {
    let beyond = |it: FacilityLoads<'_>| -> Vec<String> {
        let beyond = it.loads.into_iter().filter(|load| load.share >= 1.0);
        beyond.map(|load| format!("the {} of {} ({:.0} %)", load.station, it.name, 100.0 * load.share)).collect()
    };
    all_loads(scenario, PartOfYear::Whole).into_iter().flat_map(beyond).collect()
}
