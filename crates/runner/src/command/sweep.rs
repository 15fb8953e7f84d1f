//! `darse sweep`: a scenario at the points of a design, under the same random numbers.

use super::delivery::{deliver, ready};
use super::job::{BatchArgs, SampleArgs};
use super::jobs::{Ledger, exit_of, run_all};
use super::known::known;
use super::points::{Space, VaryArgs, jobs};
use super::scenarios::OneScenarioArgs;
use crate::console::Console;
use crate::design::{Kpi, Responses, layout};
use crate::exit::{Exit, Failure};
use crate::export::{sweep as export, timings};
use crate::model::Model;
use crate::naming::facility_and_name;
use crate::number::{counted, grouped};
use crate::{plot, table};
use darse_port::scenario::{Design, Factor};
use std::path::PathBuf;

#[derive(clap::Args, Debug)]
pub(super) struct Args {
    #[command(flatten)]
    scenario: OneScenarioArgs,

    #[command(flatten)]
    vary: VaryArgs,

    #[command(flatten)]
    layout: LayoutArgs,

    #[command(flatten)]
    sample: SampleArgs,

    #[command(flatten)]
    batch: BatchArgs,

    /// Show only this KPI, by its id with or without the facility; repeatable
    #[arg(long, value_name = "KPI")]
    kpi: Vec<String>,

    /// Folder for the results [default: outputs/sweep-<scenario>]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// How the points are laid out.
#[derive(clap::Args, Clone, Copy, Debug)]
struct LayoutArgs {
    /// A Latin hypercube of N points instead of every level with every other
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(2..=65_536))]
    latin: Option<u32>,

    /// The first N points of a scrambled Sobol sequence, N best a power of two
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(2..=65_536), conflicts_with = "latin")]
    sobol: Option<u32>,
}

impl LayoutArgs {
    /// What the flags ask for; without them what the scenario does, if its factors are those that vary.
    fn design(self, of_the_scenario: Option<Design>) -> Design {
        let flag = self.latin.map(Design::LatinHypercube).or(self.sobol.map(Design::Sobol));
        flag.or(of_the_scenario).unwrap_or(Design::Grid)
    }
}

pub(super) fn run(args: &Args, model: &Model, console: &mut Console) -> Result<Exit, Failure> {
    let (source, checked) = args.scenario.load(args.batch.quiet, model, console)?;
    let factors = args.vary.factors(checked.sweep.as_ref().map(|it| it.factors.as_slice()))?;
    let own = checked.sweep.as_ref().filter(|it| it.factors == factors).map(|it| it.design);
    let design = args.layout.design(own);
    let scenario = checked.scenario.as_ref().ok_or_else(|| Failure::internal("a scenario without errors is missing"))?;
    let seed = args.sample.seed.unwrap_or(scenario.experiment.seed);
    let points = layout(design, &factors, seed).map_err(Failure::invalid)?;
    let folder = args.out.clone().unwrap_or_else(|| PathBuf::from("outputs").join(format!("sweep-{}", source.stem())));
    ready(&folder, args.batch.quiet, console)?;
    let space = Space { source: &source, checked: &checked, factors: &factors, points: &points };
    let jobs = jobs(&space, args.sample, &args.batch, args.scenario.reading.message_format, model, console)?;
    known("--kpi", &args.kpi, &jobs.iter().map(|job| &job.scenario).collect::<Vec<_>>(), model)?;
    let mut ledger = Ledger::beside(&folder, console)?;
    let (results, laps) = run_all(&jobs, &args.batch, Some(&mut ledger), model, console)?;
    let exit = exit_of(&results);
    let responses = Responses { factors, points, results };
    let kpis = responses.kpis(&args.kpi);
    let mut files = export::files(&responses, design, &kpis);
    files.extend(plot::of_sweep(&responses, &kpis, (model.catalogue)()));
    deliver(&folder, files, timings::export(&laps), args.batch.quiet, console)?;
    ledger.close()?;
    if args.batch.json {
        console.out_bytes(&export::document(&responses, design, &kpis));
    } else if !args.batch.quiet {
        console.out(&render(&responses, &kpis, model));
    }
    if !args.batch.quiet {
        console.note(&format!("results in {}", folder.display()));
    }
    Ok(exit)
}

/// What the terminal shows: for each KPI where it is least and where it is greatest.
fn render(responses: &Responses, kpis: &[Kpi], model: &Model) -> String {
    let Some(run) = responses.results.first().map(|first| &first.run) else { return String::new() };
    let (points, n) = (responses.points.len(), responses.replications());
    let mut text = format!(
        "{}\n{points} points, {} of {} at each, after a warm-up of {}; seed {}\n",
        crate::escape::printable(&run.title),
        counted(n, "replication"),
        table::duration(run.horizon_us),
        table::duration(run.warm_up_us),
        run.seed
    );
    text += &responses.factors.iter().map(|factor: &Factor| format!("  {factor}\n")).collect::<String>();
    let head = ["", "", "least ± 95 %", "at", "greatest ± 95 %", "at"].map(str::to_owned);
    let mut rows = vec![head];
    let mut same = 0;
    for kpi in kpis {
        if !responses.varies(kpi) {
            same += 1;
            continue;
        }
        let (facility, name) = facility_and_name(&kpi.id, &kpi.definition, (model.catalogue)());
        let name = if facility.is_empty() { name } else { format!("{facility}  {name}") };
        let summaries = responses.of(kpi);
        let mut means: Vec<(usize, f64)> =
            responses.means(kpi).into_iter().enumerate().filter_map(|(at, mean)| Some((at, mean?))).collect();
        means.sort_by(|a, b| a.1.total_cmp(&b.1));
        let (Some((low, _)), Some((high, _))) = (means.first(), means.last()) else { continue };
        let number = |at: usize| summaries[at].map(table::mean_and_half_width).unwrap_or_default();
        let place = |at: usize| {
            let levels = responses.points[at].levels.iter().map(|level| level.text.clone());
            levels.collect::<Vec<_>>().join(", ")
        };
        rows.push([name, kpi.unit.clone(), number(*low), place(*low), number(*high), place(*high)]);
    }
    text += "\n";
    text += &table::aligned(&rows, &[true, true, false, true, false, true]);
    if same > 0 {
        text += &format!("\n{} the same at every point\n", grouped(f64::from(same), 0));
    }
    text
}
