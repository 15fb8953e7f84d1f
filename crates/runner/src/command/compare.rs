//! `darse compare`: scenarios beside the first of them, under the same random numbers.

use super::beside::Beside;
use super::delivery::{deliver, ready};
use super::job::{BatchArgs, SampleArgs};
use super::known::known;
use super::scenarios::ScenarioArgs;
use crate::comparison::words::{sentence, texts};
use crate::comparison::{Comparison, Side, Verdict};
use crate::console::Console;
use crate::edit::Override;
use crate::exit::{Exit, Failure};
use crate::export::comparison::{document, files};
use crate::export::timings;
use crate::model::Model;
use crate::naming::facility_and_name;
use crate::number::{counted, grouped};
use crate::results::Results;
use crate::{plot, table};
use std::path::PathBuf;

#[derive(clap::Args, Debug)]
pub(super) struct Args {
    #[command(flatten)]
    scenarios: ScenarioArgs,

    #[command(flatten)]
    sample: SampleArgs,

    #[command(flatten)]
    batch: BatchArgs,

    /// Change a value of one scenario, to compare it with itself as it is; repeatable, all changes together
    #[arg(long, value_name = "PATH=VALUE")]
    with: Vec<Override>,

    /// Compare only this KPI, by its id with or without the facility; repeatable. Fewer KPIs give narrower intervals
    #[arg(long, value_name = "KPI")]
    kpi: Vec<String>,

    /// Give each scenario random numbers of its own: Welch's test instead of pairs, to see what the same numbers are worth
    #[arg(long)]
    independent: bool,

    /// Folder for the results [default: outputs/compare-<scenarios>]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub(super) fn run(args: &Args, model: &Model, console: &mut Console) -> Result<Exit, Failure> {
    let changes = if args.with.is_empty() { Vec::new() } else { vec![args.with.clone()] };
    let beside = Beside { scenarios: &args.scenarios, sample: args.sample, batch: &args.batch, changes };
    let mut jobs = beside.jobs(model, console)?;
    if args.independent {
        let others = jobs.iter_mut().skip(1).zip(1..);
        others.for_each(|((_, job), nth)| job.run.seed = job.run.seed.wrapping_add(nth));
    }
    known("--kpi", &args.kpi, &jobs.iter().map(|(_, job)| &job.scenario).collect::<Vec<_>>(), model)?;
    let folder = args.out.clone().unwrap_or_else(|| PathBuf::from("outputs").join(format!("compare-{}", beside.stem(&jobs))));
    ready(&folder, args.batch.quiet, console)?;
    let mut all: Vec<(String, Results)> = Vec::new();
    let mut laps = Vec::new();
    for (name, job) in &jobs {
        let (results, lap) = job.run(&args.batch, model, console)?;
        all.push((name.clone(), results));
        laps.push(lap);
    }
    let others: Vec<(String, &Results)> = all[1..].iter().map(|(name, results)| (name.clone(), results)).collect();
    let comparison = Comparison::of((&all[0].0, &all[0].1), &others, &args.kpi);
    let named: Vec<(&str, &Results)> = all.iter().map(|(name, results)| (name.as_str(), results)).collect();
    let mut written = files(&comparison, &named, (model.catalogue)());
    written.extend(plot::of_comparison(&comparison, (model.catalogue)()));
    deliver(&folder, written, timings::export(&laps), args.batch.quiet, console)?;
    if args.batch.json {
        console.out_bytes(&document(&comparison, &named));
    } else if !args.batch.quiet {
        console.out(&render(&comparison, &all[0].1, model));
    }
    if !args.batch.quiet {
        console.note(&format!("results in {}", folder.display()));
    }
    let failed = all.iter().any(|(_, results)| !results.failed.is_empty());
    Ok(if failed { Exit::FailedReplications } else { Exit::Success })
}

/// What the terminal shows: a table for each of the others, then what differs, in words.
fn render(comparison: &Comparison, first: &Results, model: &Model) -> String {
    let n = first.replications.len();
    let mut text = format!(
        "{} of {}, after a warm-up of {}; seed {}\n",
        if comparison.is_paired() {
            counted(n, "pair")
        } else {
            format!("{} each, with seeds of their own,", counted(n, "replication"))
        },
        table::duration(first.run.horizon_us),
        table::duration(first.run.warm_up_us),
        first.run.seed
    );
    for side in &comparison.sides {
        text += &format!("\n{} beside {}\n", side.name, comparison.first);
        text += &lines(side, model);
        let differ = side.rows.iter().filter(|row| matches!(row.verdict, Verdict::Higher | Verdict::Lower));
        let sentences: Vec<String> = differ
            .map(|row| {
                let (facility, name) = facility_and_name(&row.kpi, &row.definition, (model.catalogue)());
                let name = if facility.is_empty() { name } else { format!("{facility}: {name}") };
                format!("  {}\n", sentence(row, &name, &side.name))
            })
            .collect();
        let same = side.rows.iter().filter(|row| row.verdict == Verdict::Same).count();
        text += if sentences.is_empty() { "\nNothing is shown to differ.\n" } else { "\nWhat differs:\n" };
        text += &sentences.concat();
        let open = side.rows.len() - same - sentences.len();
        text += &format!(
            "\n{open} not shown to differ, {same} the same in every pair. Half-widths hold for all rows together with 95 %.\n"
        );
        if !side.left_out.is_empty() {
            text += &format!("Left out, without two pairs of values: {}\n", grouped(side.left_out.len() as f64, 0));
        }
    }
    text
}

fn lines(side: &Side, model: &Model) -> String {
    let head = ["", "", "first", "other", "difference ± 95 %", "", "gain", ""].map(str::to_owned);
    let mut rows = vec![head];
    for row in side.rows.iter().filter(|row| row.verdict != Verdict::Same) {
        let (facility, name) = facility_and_name(&row.kpi, &row.definition, (model.catalogue)());
        let it = texts(row);
        let name = if facility.is_empty() { name } else { format!("{facility}  {name}") };
        rows.push([name, row.unit.clone(), it.first, it.second, it.difference, it.relative, it.gain, it.verdict.to_owned()]);
    }
    table::aligned(&rows, &[true, true, false, false, false, false, false, true])
}
