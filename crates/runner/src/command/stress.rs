//! `darse stress`: raises a demand until a limit is passed, and says what gives first.

mod climb;
mod range;

use super::delivery::{deliver, ready};
use super::job::{BatchArgs, MOST_REPLICATIONS};
use super::scenarios::OneScenarioArgs;
use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::export::stress::{document, files};
use crate::export::timings;
use crate::model::Model;
use crate::plot;
use crate::stress::limit::Limit;
use crate::stress::words;
use climb::Climb;
use range::{DEMAND, Range};
use std::path::PathBuf;

#[derive(clap::Args, Debug)]
pub(super) struct Args {
    #[command(flatten)]
    scenario: OneScenarioArgs,

    /// The key to raise
    #[arg(long, value_name = "PATH", default_value = DEMAND.0)]
    key: String,

    /// Its first value, which is within all limits; a unit is kept, e.g. "14 days" [default: 0.5 for demand.volume]
    #[arg(long, value_name = "VALUE")]
    from: Option<String>,

    /// Its last; may be smaller, as for an interval between ships [default: 2 for demand.volume]
    #[arg(long, value_name = "VALUE")]
    to: Option<String>,

    /// What must not be passed, in the KPI's unit, e.g. `truck_visit_time=60`, `"crane_rate_gross<22"`; repeatable
    ///
    /// [default: wait_service_ratio=0.3 (UNCTAD), yard_occupancy=80 (upper end of Quist and Wijdeven 2014), truck_visit_time=60
    /// (assumption)]. That 95 % of the calls that come are served is always a limit.
    #[arg(long, value_name = "KPI=BOUND")]
    limit: Vec<Limit>,

    /// A crossing known to this share of the way from first to last is known well enough
    #[arg(long, value_name = "SHARE", default_value_t = 0.04)]
    resolution: f64,

    /// Replications of a level at most
    #[arg(short = 'n', long, value_name = "N", default_value_t = 32, value_parser = clap::value_parser!(u32).range(2..=MOST_REPLICATIONS))]
    replications: u32,

    /// Master seed of all random numbers, any 64-bit number [default: the scenario's]
    #[arg(long, value_name = "S")]
    seed: Option<u64>,

    /// Do not try what more of each station would help
    #[arg(long)]
    no_relief: bool,

    #[command(flatten)]
    batch: BatchArgs,

    /// Folder for the results [default: outputs/stress-<scenario>]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub(super) fn run(args: &Args, model: &Model, console: &mut Console) -> Result<Exit, Failure> {
    let (source, _) = args.scenario.load(args.batch.quiet, model, console)?;
    let range = Range::of(&args.key, args.from.as_deref(), args.to.as_deref())?;
    if !(args.resolution > 0.0 && args.resolution < 1.0) {
        return Err(Failure::invalid("--resolution is a share, above 0 and below 1"));
    }
    let folder = args.out.clone().unwrap_or_else(|| PathBuf::from("outputs").join(format!("stress-{}", source.stem())));
    ready(&folder, args.batch.quiet, console)?;
    let mut climb = Climb { args, source, range, model, console, timings: Vec::new(), failed: false };
    let stress = climb.search()?;
    let Climb { timings, failed, console, .. } = climb;
    let mut written = files(&stress);
    written.extend(plot::of_stress(&stress));
    deliver(&folder, written, timings::export(&timings), args.batch.quiet, console)?;
    if args.batch.json {
        console.out_bytes(&document(&stress));
    } else if !args.batch.quiet {
        console.out(&words::render(&stress));
    }
    if !args.batch.quiet {
        console.note(&format!("results in {}", folder.display()));
    }
    Ok(if failed { Exit::FailedReplications } else { Exit::Success })
}
