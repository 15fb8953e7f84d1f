//! `darse run`: scenario → replications → results → a folder, a table.

use super::course::{Course, CourseArgs, Resumed};
use super::scenarios::{ScenarioArgs, refused, report, verdict};
use crate::batch::{self, Ended};
use crate::clock::Stopwatch;
use crate::console::Console;
use crate::disk::{may_replace, write_folder};
use crate::exit::{Exit, Failure};
use crate::export::manifest::quoted;
use crate::export::summary_json::warnings;
use crate::export::timings::{self, Timings};
use crate::model::Model;
use crate::number::grouped;
use crate::results::{Replication, Results, Run};
use crate::source::Checked;
use crate::source::Source;
use crate::{export, plot, table};
use darse_port::Scenario;
use std::num::NonZeroUsize;
use std::path::PathBuf;

#[derive(clap::Args, Debug)]
pub(super) struct Args {
    #[command(flatten)]
    scenarios: ScenarioArgs,

    /// Independent replications [default: the scenario's]
    #[arg(short = 'n', long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    replications: Option<u32>,

    /// Run only this replication, numbered from 0: what a failed one's message asks for
    #[arg(long, value_name = "R", conflicts_with = "replications")]
    only: Option<u32>,

    #[command(flatten)]
    course: CourseArgs,

    /// Master seed of all random numbers, any 64-bit number [default: the scenario's]
    #[arg(long, value_name = "S")]
    seed: Option<u64>,

    /// Threads; results do not depend on them [default: all cores]
    #[arg(long, value_name = "T")]
    threads: Option<NonZeroUsize>,

    /// Folder for the results; of several scenarios, each gets a folder in it [default: outputs/<scenario>]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// Verify the model's invariants as it runs: slower, and ends with code 5 if one does not hold
    #[arg(long)]
    check: bool,

    /// Print the summary as JSON instead of a table
    #[arg(long)]
    json: bool,

    /// Print no table, no warnings, no progress
    #[arg(long, short)]
    quiet: bool,
}

/// Everything is checked before anything runs, and the first failure decides the exit code.
pub(super) fn run(args: &Args, model: &Model, console: &mut Console) -> Result<Exit, Failure> {
    let jobs = jobs(args, model, console)?;
    let mut exit = Exit::Success;
    for job in &jobs {
        let ended = job.run(args, model, console)?;
        if exit == Exit::Success {
            exit = ended;
        }
    }
    Ok(exit)
}

/// One scenario, ready to run.
struct Job {
    source: Source,
    scenario: Scenario,
    run: Run,
    /// Numbers of the replications.
    numbers: Vec<u32>,
    course: Course,
    folder: PathBuf,
}

fn jobs(args: &Args, model: &Model, console: &mut Console) -> Result<Vec<Job>, Failure> {
    let loaded = args.scenarios.load(model)?;
    let any_refused = loaded.iter().any(|(_, checked)| refused(checked));
    for (source, checked) in &loaded {
        if any_refused || !args.quiet {
            report(&checked.diagnostics, args.scenarios.message_format, false, console);
        }
        if refused(checked) {
            console.note(&format!("{}: {}; nothing was run", source.path.display(), verdict(checked)));
        }
    }
    if any_refused {
        return Err(Failure::invalid("a scenario has errors"));
    }
    let several = loaded.len() > 1;
    let mut resumed = args.course.resumed()?;
    if several && args.course.is_given() {
        return Err(Failure::invalid("--save-at and --resume are for one scenario"));
    }
    let mut jobs: Vec<Job> = Vec::new();
    for (source, checked) in loaded {
        let job = Job::new(args, source, checked, several, resumed.take())?;
        if let Some(other) = jobs.iter().find(|other| other.folder == job.folder) {
            let (a, b) = (other.source.path.display(), job.source.path.display());
            return Err(Failure::invalid(format!("`{a}` and `{b}` would both be written to `{}`", job.folder.display())));
        }
        may_replace(&job.folder).map_err(|error| Failure::input_output(error.to_string()))?;
        jobs.push(job);
    }
    Ok(jobs)
}

impl Job {
    fn new(args: &Args, source: Source, checked: Checked, several: bool, resumed: Option<Resumed>) -> Result<Job, Failure> {
        let mut scenario = checked.scenario.ok_or_else(|| Failure::internal("a scenario without errors is missing"))?;
        scenario.experiment.seed = args.seed.unwrap_or(scenario.experiment.seed);
        scenario.experiment.replications = args.replications.unwrap_or(scenario.experiment.replications);
        if let Some(resumed) = &resumed {
            scenario.experiment.seed = resumed.head.seed;
        }
        let only = resumed.as_ref().map(|resumed| resumed.head.replication).filter(|it| *it > 0).or(args.only);
        let numbers: Vec<u32> = match (only, &resumed) {
            (Some(replication), _) => vec![replication],
            (None, Some(_)) => vec![0],
            (None, None) => (0..scenario.experiment.replications).collect(),
        };
        let name = match only {
            None => source.stem(),
            Some(replication) => format!("{}-replication-{replication}", source.stem()),
        };
        let folder = match &args.out {
            Some(folder) if several => folder.join(name),
            Some(folder) => folder.clone(),
            None => PathBuf::from("outputs").join(name),
        };
        let run = Run {
            title: scenario.title.clone(),
            file: source.file_name(),
            sha256: source.sha256.clone(),
            overrides: source.overrides.iter().map(|change| change.portable().to_string()).collect(),
            data: checked.data,
            seed: scenario.experiment.seed,
            horizon_us: scenario.horizon.0,
            warm_up_us: scenario.warm_up.0,
            checked: args.check,
        };
        let course = match resumed {
            Some(resumed) => {
                resumed.belongs_to(&run, &source.path)?;
                Course::Resumed(Box::new(resumed))
            }
            None => args.course.saving(&scenario, numbers.len())?.map_or(Course::Whole, Course::Saved),
        };
        Ok(Job { source, scenario, run, numbers, course, folder })
    }

    fn run(&self, args: &Args, model: &Model, console: &mut Console) -> Result<Exit, Failure> {
        let numbers = &self.numbers;
        let threads = args.threads.map_or_else(batch::default_threads, usize::from).min(numbers.len().max(1));
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
        let (done, failed, broken) = self.sort_out(ended, args, console);
        if broken {
            return Ok(Exit::Internal);
        }
        if done.is_empty() {
            return Err(Failure {
                exit: Exit::FailedReplications,
                message: "every replication failed; nothing was written".into(),
            });
        }
        let results = Results::new(self.run.clone(), done, failed)
            .map_err(|why| Failure::internal(format!("bug in the model: {why}; nothing was written")))?;
        let timings = Timings::new(lap, results.events(), threads, numbers.len());
        self.course.keep()?;
        self.write(&results, &timings)?;
        self.show(&results, &timings, args, model, console);
        Ok(if results.failed.is_empty() { Exit::Success } else { Exit::FailedReplications })
    }

    /// The replications that are done, those that failed, and whether one broke an invariant; says what went wrong.
    fn sort_out(&self, ended: Vec<(u32, Ended)>, args: &Args, console: &mut Console) -> (Vec<Replication>, Vec<u32>, bool) {
        let (mut done, mut failed, mut broken) = (Vec::new(), Vec::new(), false);
        for (number, ended) in ended {
            let what = match ended {
                Ended::Done(outcome) => {
                    done.push(Replication { number, outcome: *outcome });
                    continue;
                }
                Ended::Broken(violation) => {
                    broken = true;
                    format!("replication {number} violates an invariant: {}; nothing is written", violation.0)
                }
                Ended::Panicked(words) => {
                    failed.push(number);
                    format!("replication {number} panicked at {words}")
                }
            };
            let replay = self.replay(number, args.check);
            console.failure(&Failure::internal(format!(
                "{}: {what}\n  this is a bug of ours; replay it with: {replay}",
                self.run.file
            )));
        }
        (done, failed, broken)
    }

    /// The command that runs one replication again.
    fn replay(&self, replication: u32, check: bool) -> String {
        let path = self.source.path.to_string_lossy();
        let mut command = format!("darse run {} --seed {} --only {replication}", quoted(&path), self.run.seed);
        for change in &self.source.overrides {
            command += &format!(" --set {}", quoted(&change.to_string()));
        }
        command + if check { " --check" } else { "" }
    }

    fn write(&self, results: &Results, timings: &Timings) -> Result<(), Failure> {
        let mut files = export::files(results);
        files.extend(plot::files(results));
        files.push(("timings.json".to_owned(), timings::export(timings)));
        write_folder(&self.folder, &files).map_err(|error| Failure::input_output(error.to_string()))
    }

    fn show(&self, results: &Results, timings: &Timings, args: &Args, model: &Model, console: &mut Console) {
        if args.json {
            console.out_bytes(&export::summary_json::export(results));
        } else if !args.quiet {
            console.out(&table::render(results, (model.catalogue)()));
        }
        if args.quiet {
            return;
        }
        for warning in warnings(results) {
            console.warning(&warning);
        }
        let rate = grouped(timings.events_per_second / 1e6, 2);
        console.note(&format!(
            "{} events in {} s ({rate} M events/s), trace {}, results in {}",
            grouped(timings.events as f64, 0),
            grouped(timings.wall_seconds, 2),
            results.trace_hash(),
            self.folder.display()
        ));
    }
}
