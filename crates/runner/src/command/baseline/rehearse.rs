//! `darse baseline rehearse`: what a baseline's checks are worth, by checks dealt out of pools of replications.

use super::{From, comparable, read, values};
use crate::batch;
use crate::command::job::{BatchArgs, Job, SampleArgs};
use crate::command::scenarios;
use crate::console::Console;
use crate::edit::Override;
use crate::exit::{Exit, Failure};
use crate::gate::FALSE_ALARM;
use crate::gate::baseline::{Baseline, Values};
use crate::gate::rehearsal::{Deal, Ended, Rehearsal, allowed_alarms, gates, words};
use crate::message::MessageFormat;
use crate::model::Model;
use crate::source::Source;
use std::path::PathBuf;

/// Replications run between two signs of life; what they leave besides values is not kept.
const AT_ONCE: u32 = 256;

#[derive(clap::Args, Debug)]
pub(super) struct RehearseArgs {
    /// The baseline: its gate KPIs, tolerances, looks; its values are not used
    file: PathBuf,

    /// The scenario [default: the one the baseline names]
    scenario: Option<PathBuf>,

    #[command(flatten)]
    batch: BatchArgs,

    /// Where a data folder is on this machine, as it was given to `record`; repeatable
    #[arg(long, value_name = "PATH=VALUE")]
    set: Vec<Override>,

    /// Replications of the pool
    #[arg(long, value_name = "N", default_value_t = 2_048)]
    pool: u32,

    /// Checks
    #[arg(long, value_name = "N", default_value_t = 30_000, value_parser = clap::value_parser!(u32).range(1..))]
    checks: u32,

    /// Change a value on the side of the code that is checked; repeatable, all changes together
    #[arg(long, value_name = "PATH=VALUE")]
    with: Vec<Override>,

    /// Give both sides the same random numbers, as a check does [default: all are others]
    #[arg(long, requires = "with")]
    in_pairs: bool,
}

pub(super) fn run(args: &RehearseArgs, model: &Model, console: &mut Console) -> Result<Exit, Failure> {
    let baseline = read(&args.file)?;
    let from = From { file: &args.file, scenario: args.scenario.as_deref(), set: &args.set, check: args.batch.check };
    let job = comparable(&baseline, &from, model, console)?;
    let changed = if args.with.is_empty() { None } else { Some(changed(&job, args, model, console)?) };
    let as_it_is = pool(job, &baseline, args, model, console)?;
    let as_changed = changed.map(|job| pool(job, &baseline, args, model, console)).transpose()?;
    let pools = [as_it_is.clone(), as_changed.unwrap_or(as_it_is)];
    let deal = if args.in_pairs { Deal::InPairs } else { Deal::Apart };
    let seed = baseline.head.seed.parse().map_err(|_| Failure::invalid("the baseline's seed is no number"))?;
    let rehearsal = Rehearsal::new(&baseline, pools.clone(), deal, seed)
        .map_err(|needed| Failure::invalid(format!("--pool: these checks need {needed} replications or more")))?;
    let ended = checks(&rehearsal, args, console)?;
    let alarms = ended.iter().filter(|it| it.alarms()).count();
    if args.batch.json {
        console.out(&format!("{:#}\n", words::document(&baseline, &pools[0], &ended)));
    } else if !args.batch.quiet {
        console.out(&words::table(&baseline, &pools[0], &ended, args.with.is_empty()));
    }
    let keeps = !args.with.is_empty() || alarms <= allowed_alarms(FALSE_ALARM, ended.len());
    Ok(if keeps { Exit::Success } else { Exit::Internal })
}

/// The same job with the values changed.
fn changed(job: &Job, args: &RehearseArgs, model: &Model, console: &mut Console) -> Result<Job, Failure> {
    let overrides: Vec<Override> = job.source.overrides.iter().chain(&args.with).cloned().collect();
    let source = Source::read(&job.source.path, &overrides)?;
    let checked = source.load(model);
    if scenarios::refused(&checked) {
        scenarios::report(&checked.diagnostics, MessageFormat::Human, false, console);
        return Err(Failure::invalid("the scenario with its changes has errors"));
    }
    let sample = SampleArgs { replications: Some(args.pool), seed: Some(job.run.seed) };
    Job::new(sample, args.batch.check, source, checked)
}

fn pool(
    mut job: Job,
    baseline: &Baseline,
    args: &RehearseArgs,
    model: &Model,
    console: &mut Console,
) -> Result<Vec<Values>, Failure> {
    let frame = Baseline { kpis: gates(baseline), ..baseline.clone() };
    let mut all = Vec::new();
    for from in (0..args.pool).step_by(AT_ONCE as usize) {
        job.numbers = (from..args.pool.min(from + AT_ONCE)).collect();
        all.extend(values(&job, &frame, &args.batch, model, console)?);
    }
    Ok(all)
}

/// All checks, in their order.
fn checks(rehearsal: &Rehearsal, args: &RehearseArgs, console: &mut Console) -> Result<Vec<Ended>, Failure> {
    let numbers: Vec<u32> = (0..args.checks).collect();
    let tasks: Vec<&[u32]> = numbers.chunks(100).collect();
    let work = |task: &&[u32]| task.iter().map(|number| rehearsal.check(*number)).collect::<Vec<Ended>>();
    let done = batch::each(&tasks, args.batch.threads(tasks.len()), console.progress && !args.batch.quiet, work)
        .map_err(|why| Failure::internal(format!("no threads to run on: {why}")))?;
    let done: Result<Vec<Vec<Ended>>, String> = done.into_iter().collect();
    Ok(done.map_err(|words| Failure::internal(format!("a check panicked at {words}")))?.concat())
}
