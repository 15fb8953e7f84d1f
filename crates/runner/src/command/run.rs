//! `darse run`: scenario → replications → results → a folder, a table.

use super::course::{Course, CourseArgs, Resumed};
use super::delivery::{deliver, ready};
use super::job::{BatchArgs, Job, SampleArgs};
use super::known::known;
use super::precise::{self, PrecisionArgs};
use super::scenarios::ScenarioArgs;
use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::export::summary_json::{self, warnings};
use crate::export::timings::{self, Timings};
use crate::model::Model;
use crate::number::grouped;
use crate::precision::Asked;
use crate::results::Results;
use crate::source::{Checked, Source};
use crate::{export, plot, table};
use std::path::PathBuf;

#[derive(clap::Args, Debug)]
#[command(mut_arg("json", |json| json.help("Print results as JSON instead of a table; of several scenarios, as a list")))]
pub(super) struct Args {
    #[command(flatten)]
    scenarios: ScenarioArgs,

    #[command(flatten)]
    sample: SampleArgs,

    #[command(flatten)]
    precision: PrecisionArgs,

    #[command(flatten)]
    batch: BatchArgs,

    /// Run only this replication, numbered from 0: what a failed one's message asks for
    #[arg(long, value_name = "R", conflicts_with = "replications")]
    only: Option<u32>,

    #[command(flatten)]
    course: CourseArgs,

    /// Folder for the results; of several scenarios, each gets a folder in it [default: outputs/<scenario>]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Everything is checked before anything runs, and the first failure decides the exit code.
pub(super) fn run(args: &Args, model: &Model, console: &mut Console) -> Result<Exit, Failure> {
    let asked = args.precision.asked(args.sample.replications)?;
    let mut exit = Exit::Success;
    let jobs = jobs(args, asked.as_ref(), model, console)?;
    let several = jobs.len() > 1;
    let mut all = Vec::new();
    for (job, folder) in jobs {
        let (results, timings) = match &asked {
            Some(asked) => precise::run(job, asked, &args.batch, model, console)?,
            None => {
                let done = job.run(&args.batch, model, console)?;
                job.course.keep()?;
                done
            }
        };
        let mut files = export::files(&results);
        files.extend(plot::files(&results));
        deliver(&folder, files, timings::export(&timings), args.batch.quiet, console)?;
        if !args.batch.json && !args.batch.quiet {
            console.out(&table::render(&results, (model.catalogue)()));
        }
        note(&folder, &results, &timings, &args.batch, console);
        if exit == Exit::Success {
            exit = exit_of(&results);
        }
        if args.batch.json {
            all.push(results);
        }
    }
    match all.as_slice() {
        [] => {}
        [one] if !several => console.out_bytes(&summary_json::export(one)),
        all => console.out_bytes(&summary_json::list(all)),
    }
    Ok(exit)
}

fn exit_of(results: &Results) -> Exit {
    match &results.precision {
        _ if !results.failed.is_empty() => Exit::FailedReplications,
        Some(precision) if !precision.reached => Exit::Budget,
        _ => Exit::Success,
    }
}

/// Every scenario with the folder for its results.
fn jobs(args: &Args, asked: Option<&Asked>, model: &Model, console: &mut Console) -> Result<Vec<(Job, PathBuf)>, Failure> {
    let loaded = args.scenarios.load_all(args.batch.quiet, model, console)?;
    let several = loaded.len() > 1;
    if several && args.course.is_given() {
        return Err(Failure::invalid("--save-at and --resume are for one scenario"));
    }
    let mut resumed = args.course.resumed()?;
    let mut jobs: Vec<(Job, PathBuf)> = Vec::new();
    for (source, checked) in loaded {
        let job = job(args, source, checked, resumed.take())?;
        known("--kpi", asked.iter().flat_map(|it| &it.kpis), &[&job.scenario], model)?;
        let folder = folder(args, &job, several);
        if let Some((other, _)) = jobs.iter().find(|(_, other)| *other == folder) {
            let (a, b) = (other.source.path.display(), job.source.path.display());
            return Err(Failure::invalid(format!("`{a}` and `{b}` would both be written to `{}`", folder.display())));
        }
        ready(&folder, args.batch.quiet, console)?;
        jobs.push((job, folder));
    }
    Ok(jobs)
}

/// All replications, one of them, or one from a saved state.
fn job(args: &Args, source: Source, checked: Checked, resumed: Option<Resumed>) -> Result<Job, Failure> {
    let mut job = Job::new(args.sample, args.batch.check, source, checked)?;
    if let Some(resumed) = resumed {
        job.run.seed = resumed.head.seed;
        job.numbers = vec![resumed.head.replication];
        resumed.belongs_to(&job.run, &job.source.path)?;
        job.course = Course::Resumed(Box::new(resumed));
        return Ok(job);
    }
    if let Some(replication) = args.only {
        job.numbers = vec![replication];
    }
    job.course = args.course.saving(&job.scenario, job.numbers.len())?.map_or(Course::Whole, Course::Saved);
    Ok(job)
}

fn folder(args: &Args, job: &Job, several: bool) -> PathBuf {
    let name = match (job.numbers.as_slice(), args.only) {
        ([replication], Some(_)) => format!("{}-replication-{replication}", job.source.stem()),
        ([replication], None) if *replication > 0 => format!("{}-replication-{replication}", job.source.stem()),
        _ => job.source.stem(),
    };
    match &args.out {
        Some(folder) if several => folder.join(name),
        Some(folder) => folder.clone(),
        None => PathBuf::from("outputs").join(name),
    }
}

/// What is to be known of a run besides its results.
fn note(folder: &std::path::Path, results: &Results, timings: &Timings, args: &BatchArgs, console: &mut Console) {
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
        folder.display()
    ));
}
