//! `darse sensitivity`: which of some keys matter, and how much.

use super::delivery::{deliver, ready};
use super::job::{BatchArgs, SampleArgs};
use super::jobs::{Ledger, exit_of, run_all};
use super::known::known;
use super::points::{Space, VaryArgs, jobs};
use super::scenarios::OneScenarioArgs;
use crate::console::Console;
use crate::design::{Kpi, Point, Responses, drawn};
use crate::exit::{Exit, Failure};
use crate::export::{sensitivity as export, timings};
use crate::model::Model;
use crate::naming::facility_and_name;
use crate::number::{counted, decimals_for, grouped};
use crate::results::Results;
use crate::sensitivity::study::Sensitivity;
use crate::sensitivity::{morris, sobol};
use crate::{plot, table};
use darse_port::scenario::{Factor, MOST_POINTS};
use std::path::PathBuf;

/// Trajectories if nothing else is asked for: Morris (1991) and most studies since take 4 to 10.
const TRAJECTORIES: u32 = 10;

#[derive(clap::Args, Debug)]
pub(super) struct Args {
    #[command(flatten)]
    scenario: OneScenarioArgs,

    #[command(flatten)]
    vary: VaryArgs,

    /// Screen with R trajectories: R x (keys + 1) points [default: 10, unless --sobol is given]
    #[arg(long, value_name = "R", value_parser = clap::value_parser!(u32).range(2..=10_000))]
    morris: Option<u32>,

    /// Levels of the trajectories, an even number
    #[arg(long, value_name = "P", default_value = "4", value_parser = even)]
    levels: u32,

    /// Shares of the variance from N base points, best a power of two: N x (keys + 2) points
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(2..=65_536))]
    sobol: Option<u32>,

    #[command(flatten)]
    sample: SampleArgs,

    #[command(flatten)]
    batch: BatchArgs,

    /// Show only this KPI, by its id with or without the facility; repeatable
    #[arg(long, value_name = "KPI")]
    kpi: Vec<String>,

    /// Folder for the results [default: outputs/sensitivity-<scenario>]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

fn even(typed: &str) -> Result<u32, String> {
    let levels = typed.parse().ok().filter(|levels: &u32| (2..=64).contains(levels) && levels.is_multiple_of(2));
    levels.ok_or_else(|| "an even number from 2 to 64 is wanted".to_owned())
}

pub(super) fn run(args: &Args, model: &Model, console: &mut Console) -> Result<Exit, Failure> {
    let (source, checked) = args.scenario.load(args.batch.quiet, model, console)?;
    let factors = args.vary.factors(checked.sweep.as_ref().map(|it| it.factors.as_slice()))?;
    let scenario = checked.scenario.as_ref().ok_or_else(|| Failure::internal("a scenario without errors is missing"))?;
    let seed = args.sample.seed.unwrap_or(scenario.experiment.seed);
    let mut study = Sensitivity {
        paths: factors.iter().map(|factor| factor.path().to_owned()).collect(),
        trajectories: args.morris.unwrap_or(if args.sobol.is_some() { 0 } else { TRAJECTORIES }),
        base: args.sobol.unwrap_or(0),
        ..Sensitivity::default()
    };
    let screened = screened(&factors, study.trajectories, args.levels, seed);
    let decomposed = drawn(&factors, &sobol::rows(factors.len(), study.base, seed).map_err(Failure::invalid)?);
    let points: Vec<Point> = screened.iter().chain(&decomposed).cloned().collect();
    if points.len() > MOST_POINTS as usize {
        return Err(Failure::invalid(format!("{} points are more than {MOST_POINTS}", points.len())));
    }
    let folder = args.out.clone().unwrap_or_else(|| PathBuf::from("outputs").join(format!("sensitivity-{}", source.stem())));
    ready(&folder, args.batch.quiet, console)?;
    let space = Space { source: &source, checked: &checked, factors: &factors, points: &points };
    let jobs = jobs(&space, args.sample, &args.batch, args.scenario.reading.message_format, model, console)?;
    known("--kpi", &args.kpi, &jobs.iter().map(|job| &job.scenario).collect::<Vec<_>>(), model)?;
    let mut ledger = Ledger::beside(&folder, console)?;
    let (results, laps) = run_all(&jobs, &args.batch, Some(&mut ledger), model, console)?;
    let exit = exit_of(&results);
    let all = Responses { factors, points, results };
    let kpis = all.kpis(&args.kpi);
    study.replications = all.replications();
    let (of_screening, of_shares) = parted(&all, screened.len());
    study.screen(&of_screening, &kpis, seed);
    study.decompose(&of_shares, &kpis, seed);
    let mut files = export::files(&study, &all, &kpis);
    files.extend(plot::of_sensitivity(&study, (model.catalogue)()));
    deliver(&folder, files, timings::export(&laps), args.batch.quiet, console)?;
    ledger.close()?;
    if args.batch.json {
        console.out_bytes(&export::document(&study));
    } else if !args.batch.quiet {
        console.out(&render(&study, &all, model));
    }
    if !args.batch.quiet {
        console.note(&format!("results in {}", folder.display()));
    }
    Ok(exit)
}

/// The points of the trajectories: of each factor the level nearest to its position.
fn screened(factors: &[Factor], trajectories: u32, levels: u32, seed: u64) -> Vec<Point> {
    let rows = morris::trajectories(factors.len(), trajectories, levels, seed);
    let point = |row: &Vec<f64>| Point { levels: factors.iter().zip(row).map(|(it, at)| it.level_near(*at)).collect() };
    rows.iter().map(point).collect()
}

/// The first points, and the others.
fn parted(all: &Responses, first: usize) -> (Responses, Responses) {
    let part = |points: &[Point], results: &[Results]| Responses {
        factors: all.factors.clone(),
        points: points.to_vec(),
        results: results.to_vec(),
    };
    (part(&all.points[..first], &all.results[..first]), part(&all.points[first..], &all.results[first..]))
}

/// What the terminal shows: for each KPI its factors, those that matter most first.
fn render(study: &Sensitivity, all: &Responses, model: &Model) -> String {
    let Some(run) = all.results.first().map(|first| &first.run) else { return String::new() };
    let (points, n) = (all.points.len(), study.replications);
    let mut text = format!(
        "{}\n{points} points, {} of {} at each, after a warm-up of {}; seed {}\n",
        crate::escape::printable(&run.title),
        counted(n, "replication"),
        table::duration(run.horizon_us),
        table::duration(run.warm_up_us),
        run.seed
    );
    text += &all.factors.iter().map(|factor| format!("  {factor}\n")).collect::<String>();
    let name = |kpi: &Kpi| {
        let (facility, name) = facility_and_name(&kpi.id, &kpi.definition, (model.catalogue)());
        if facility.is_empty() { name } else { format!("{facility}  {name}") }
    };
    // What each factor does to a KPI, the strongest first.
    let ranked = |mut of: Vec<(f64, String)>| {
        of.sort_by(|a, b| b.0.total_cmp(&a.0));
        of.into_iter().map(|(_, words)| words).collect::<Vec<_>>().join(", ")
    };
    if !study.screenings.is_empty() {
        text += &format!(
            "\nMorris, {} trajectories: mean absolute effect ± 95 % of a key over its range, in units of the KPI\n",
            study.trajectories
        );
        let row = |it: &crate::sensitivity::study::Screening| {
            let effects = study.paths.iter().zip(&it.effects).filter_map(|(path, effect)| {
                let effect = (*effect)?;
                let decimals = decimals_for(effect.half_width.max(0.01 * effect.mu_star), 2);
                let number = |value: f64| grouped(value, decimals);
                Some((effect.mu_star, format!("{path} {} ± {}", number(effect.mu_star), number(effect.half_width))))
            });
            [name(&it.kpi), it.kpi.unit.clone(), ranked(effects.collect())]
        };
        text += &table::aligned(&study.screenings.iter().map(row).collect::<Vec<_>>(), &[true, true, true]);
    }
    if !study.decompositions.is_empty() {
        text += &format!("\nSobol, {} base points: total share of the variance ± 95 % (and alone)\n", study.base);
        let row = |it: &crate::sensitivity::study::Decomposition| {
            let shares = study.paths.iter().zip(&it.indices).map(|(path, it)| {
                let [total, half, first] = [it.total, it.total_half_width, it.first].map(|share| grouped(share, 2));
                (it.total, format!("{path} {total} ± {half} ({first})"))
            });
            [name(&it.kpi), ranked(shares.collect())]
        };
        text += &table::aligned(&study.decompositions.iter().map(row).collect::<Vec<_>>(), &[true, true]);
    }
    if !study.left_out.is_empty() {
        text += &format!("\nLeft out, without a value at some point: {}\n", study.left_out.join(", "));
    }
    text
}
