//! `darse baseline check`: the replications of a baseline again, look after look, until all is settled.

use super::{From, comparable, read, values};
use crate::command::job::{BatchArgs, Job};
use crate::console::Console;
use crate::disk::{may_replace_file, write_replaced};
use crate::edit::Override;
use crate::exit::{Exit, Failure};
use crate::gate::baseline::{Baseline, Values};
use crate::gate::judge::{Judgement, judge};
use crate::gate::{Verdict, looks, report};
use crate::model::Model;
use std::path::{Path, PathBuf};

#[derive(clap::Args, Debug)]
pub(super) struct CheckArgs {
    /// The baseline
    file: PathBuf,

    /// The scenario [default: the one the baseline names]
    scenario: Option<PathBuf>,

    #[command(flatten)]
    batch: BatchArgs,

    /// Where a data folder is on this machine, as it was given to `record`; repeatable
    #[arg(long, value_name = "PATH=VALUE")]
    set: Vec<Override>,

    /// Run no more than the first so many replications: sees whether any bit is another, and judges what is by less
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    first: Option<u32>,

    /// An improvement is no failure
    #[arg(long)]
    allow_improved: bool,

    /// Write the report as Markdown, fit for a comment on a pull request
    #[arg(long, value_name = "FILE")]
    markdown: Option<PathBuf>,

    /// Write the report as JUnit XML
    #[arg(long, value_name = "FILE")]
    junit: Option<PathBuf>,
}

pub(super) fn run(args: &CheckArgs, model: &Model, console: &mut Console) -> Result<Exit, Failure> {
    let baseline = read(&args.file)?;
    let from = From { file: &args.file, scenario: args.scenario.as_deref(), set: &args.set, check: args.batch.check };
    let job = comparable(&baseline, &from, model, console)?;
    for report in [&args.markdown, &args.junit].into_iter().flatten() {
        may_replace_file(report).map_err(|error| Failure::input_output(error.to_string()))?;
    }
    let judgement = look(&baseline, job, args, model, console)?;
    let file = |path: &Path, text: String| {
        write_replaced(path, text.as_bytes()).map_err(|error| Failure::input_output(error.to_string()))
    };
    if let Some(path) = &args.markdown {
        file(path, report::markdown(&baseline, &judgement))?;
    }
    if let Some(path) = &args.junit {
        file(path, report::junit(&baseline, &judgement).map_err(Failure::internal)?)?;
    }
    if args.batch.json {
        console.out(&format!("{:#}\n", report::document(&baseline, &judgement)));
    } else if !args.batch.quiet {
        console.out(&report::terminal(&baseline, &judgement));
    }
    Ok(match judgement.verdict {
        Verdict::Changed => Exit::Changed,
        Verdict::Improved if !args.allow_improved => Exit::Changed,
        Verdict::Inconclusive => Exit::Inconclusive,
        _ if judgement.is_red => Exit::Changed,
        _ => Exit::Success,
    })
}

/// Runs look after look, until all is settled.
fn look(baseline: &Baseline, mut job: Job, args: &CheckArgs, model: &Model, console: &mut Console) -> Result<Judgement, Failure> {
    let all = baseline.replications.len();
    let looks = looks(args.first.map_or(all, |first| all.min(first as usize)));
    let mut fresh: Vec<Values> = Vec::new();
    let mut judged = None;
    for look in &looks {
        job.numbers = (fresh.len() as u32..*look as u32).collect();
        fresh.extend(values(&job, baseline, &args.batch, model, console)?);
        let judgement = judge(baseline, &fresh, looks.len());
        let is_open = judgement.is_open;
        judged = Some(judgement);
        if !is_open {
            break;
        }
    }
    judged.ok_or_else(|| Failure::invalid("the baseline has no replications"))
}
