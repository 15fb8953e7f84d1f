//! `darse verify`: oracles against the engine and the port.

use crate::batch::default_threads;
use crate::clock::Stopwatch;
use crate::console::Console;
use crate::disk::read_scenario;
use crate::exit::{Exit, Failure};
use crate::verify::coverage::{Coverage, EXPERIMENTS, POOL};
use crate::verify::{Case, Extent, Pool, Stopped, matches, own, read, verify};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Every family, in under 3 minutes on 2 cores [default]
    #[arg(long, conflicts_with = "full")]
    quick: bool,

    /// Every case: much longer
    #[arg(long)]
    full: bool,

    /// Run the cases of this file instead of the project's own
    #[arg(long, value_name = "FILE.json", conflicts_with_all = ["quick", "full"])]
    cases: Option<PathBuf>,

    /// Only cases whose name or family matches, e.g. 'MMc*'
    #[arg(long, value_name = "GLOB")]
    only: Option<String>,

    /// How often 95 % intervals hold the truth, by ten thousand experiments, instead of any case
    #[arg(long, conflicts_with_all = ["quick", "full", "cases", "only"])]
    coverage: bool,

    /// Threads; results do not depend on them [default: all cores]
    #[arg(long, value_name = "T")]
    threads: Option<NonZeroUsize>,

    /// Print the lines as JSON instead of a table
    #[arg(long)]
    json: bool,
}

/// Code 5 if a line fails or is too vague.
pub(super) fn run(args: &Args, console: &mut Console) -> Result<Exit, Failure> {
    if args.coverage {
        return coverage(args, console);
    }
    let mut cases = match &args.cases {
        Some(path) => from_file(path)?,
        None => own(if args.full { Extent::Full } else { Extent::Quick }).map_err(Failure::internal)?,
    };
    if let Some(pattern) = &args.only {
        cases.retain(|case| matches(pattern, &case.id) || matches(pattern, &case.family));
        if cases.is_empty() {
            return Err(Failure::invalid(format!("no case and no family matches `{pattern}`")));
        }
    }
    let watch = Stopwatch::start();
    let threads = args.threads.map_or_else(default_threads, NonZeroUsize::get);
    let report = verify(&cases, threads, console.progress).map_err(|stopped| match stopped {
        Stopped::Input(fault) => Failure::invalid(match &args.cases {
            Some(path) => format!("`{}`: {fault}", path.display()),
            None => fault,
        }),
        Stopped::Bug(words) => Failure::internal(words),
    })?;
    console.out(&if args.json { report.json() } else { report.table() });
    console.note(&format!("verified in {:.1} s on {threads} threads", watch.lap().wall_s));
    Ok(if report.passed() { Exit::Success } else { Exit::Internal })
}

/// Code 5 if an interval holds the truth too seldom or too often.
fn coverage(args: &Args, console: &mut Console) -> Result<Exit, Failure> {
    let watch = Stopwatch::start();
    let threads = args.threads.map_or_else(default_threads, NonZeroUsize::get);
    let pool = Pool::run(POOL, threads, console.progress).map_err(Failure::internal)?;
    let coverage = Coverage::of(&pool, EXPERIMENTS, threads).map_err(Failure::internal)?;
    console.out(&if args.json { coverage.json() } else { coverage.table() });
    console.note(&format!("measured in {:.1} s on {threads} threads", watch.lap().wall_s));
    Ok(if coverage.passed() { Exit::Success } else { Exit::Internal })
}

fn from_file(path: &Path) -> Result<Vec<Case>, Failure> {
    let said = |why: String| Failure::invalid(format!("cannot read `{}`: {why}", path.display()));
    let cases = read(&read_scenario(path).map_err(|error| said(error.to_string()))?).map_err(said)?;
    if cases.is_empty() { Err(said("it holds no case".to_owned())) } else { Ok(cases) }
}
