//! `darse baseline accept`: the only way to move a baseline, and a reason is needed.

use super::{From, comparable, read, values};
use crate::command::job::BatchArgs;
use crate::console::Console;
use crate::disk::write_saved;
use crate::edit::Override;
use crate::exit::{Exit, Failure};
use crate::gate::baseline::{Accepted, Move, mean_of};
use crate::gate::class::Class;
use crate::gate::file::{self, BASELINE_HEAD};
use crate::gate::judge::judge;
use crate::gate::{Verdict, report};
use crate::model::Model;
use std::path::PathBuf;

#[derive(clap::Args, Debug)]
pub(super) struct AcceptArgs {
    /// The baseline
    file: PathBuf,

    /// The scenario [default: the one the baseline names]
    scenario: Option<PathBuf>,

    #[command(flatten)]
    batch: BatchArgs,

    /// Where a data folder is on this machine, as it was given to `record`; repeatable
    #[arg(long, value_name = "PATH=VALUE")]
    set: Vec<Override>,

    /// Why the KPIs may move
    #[arg(long, value_name = "TEXT", required = true)]
    reason: String,

    /// Add drifts up from the new values, not from the old anchor
    #[arg(long)]
    anchor: bool,
}

pub(super) fn run(args: &AcceptArgs, model: &Model, console: &mut Console) -> Result<Exit, Failure> {
    let mut baseline = read(&args.file)?;
    if args.reason.trim().is_empty() {
        return Err(Failure::invalid("--reason is empty: say why the KPIs may move"));
    }
    let from = From { file: &args.file, scenario: args.scenario.as_deref(), set: &args.set, check: args.batch.check };
    let job = comparable(&baseline, &from, model, console)?;
    let fresh = values(&job, &baseline, &args.batch, model, console)?;
    let judgement = judge(&baseline, &fresh, 1);
    let mut moved = Vec::new();
    for judged in &judgement.kpis {
        let kpi = &mut baseline.kpis[judged.kpi];
        let new = mean_of(&fresh, judged.kpi);
        if kpi.class != Class::Watch && judged.verdict != Verdict::Identical {
            moved.push(Move { kpi: kpi.id.clone(), old: judged.old, new });
        }
        // What was seen to change, and is accepted, is where drifts begin anew.
        if args.anchor || kpi.class == Class::Watch || matches!(judged.verdict, Verdict::Changed | Verdict::Improved) {
            kpi.anchor = new;
        }
    }
    if args.batch.json {
        console.out(&format!("{:#}\n", report::document(&baseline, &judgement)));
    } else if !args.batch.quiet {
        console.out(&report::terminal(&baseline, &judgement));
    }
    if judgement.verdict == Verdict::Identical {
        console.note("nothing to accept: the baseline is as it was");
        return Ok(Exit::Success);
    }
    baseline.replications = fresh;
    baseline.head.darse = env!("CARGO_PKG_VERSION").to_owned();
    baseline.ledger.push(Accepted {
        reason: args.reason.clone(),
        darse: env!("CARGO_PKG_VERSION").to_owned(),
        verdict: judgement.verdict.word().to_owned(),
        anchored: args.anchor,
        moved,
    });
    write_saved(&args.file, BASELINE_HEAD, file::write(&baseline).as_bytes())
        .map_err(|error| Failure::input_output(error.to_string()))?;
    console.note(&format!("accepted into {}: {}", args.file.display(), args.reason));
    Ok(Exit::Success)
}
