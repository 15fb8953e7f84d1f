//! `darse select`: the best of some scenarios in one KPI.

use super::beside::Beside;
use super::delivery::{deliver, ready};
use super::job::{BatchArgs, Job, MOST_REPLICATIONS, SampleArgs};
use super::known::known;
use super::scenarios::ScenarioArgs;
use crate::console::Console;
use crate::edit::Override;
use crate::exit::{Exit, Failure};
use crate::export::selection::{document, files};
use crate::export::timings::{self, Timings};
use crate::gate::class::{Better, better};
use crate::model::Model;
use crate::naming::{facility_and_name, is_called};
use crate::plot;
use crate::results::Results;
use crate::selection::{Assurance, Goal, Procedure, Selection, System, select, words};
use darse_port::Scenario;
use darse_port::kpi::Column;
use std::path::PathBuf;

#[derive(clap::Args, Debug)]
pub(super) struct Args {
    #[command(flatten)]
    scenarios: ScenarioArgs,

    /// A change of the one scenario that is named, as a scenario to choose from beside it as it is; repeatable, each a scenario of
    /// its own
    #[arg(long, value_name = "PATH=VALUE")]
    with: Vec<Override>,

    /// The KPI that decides, by its id with or without the facility
    #[arg(long, value_name = "KPI")]
    kpi: String,

    /// The smallest mean is the best [default: for KPIs of which less is better, as waits]
    #[arg(long, conflicts_with = "largest")]
    smallest: bool,

    /// The largest mean is the best [default: for KPIs of which more is better, as rates]
    #[arg(long)]
    largest: bool,

    /// The least difference that matters, in the KPI's unit: KN goes on until the best is told from all that differ by so much
    #[arg(long, value_name = "D", required_unless_present = "budget", conflicts_with = "budget")]
    delta: Option<f64>,

    /// Chance of a wrong choice that KN may have
    #[arg(long, value_name = "A", default_value_t = 0.05)]
    alpha: f64,

    /// Replications of a scenario after which KN gives up
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(2..=MOST_REPLICATIONS))]
    cap: u32,

    /// Spend this many replications in all, where they tell most (OCBA), instead of going on until it is sure
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=MOST_REPLICATIONS))]
    budget: Option<u32>,

    /// Master seed of all random numbers, any 64-bit number [default: the first scenario's]
    #[arg(long, value_name = "S")]
    seed: Option<u64>,

    #[command(flatten)]
    batch: BatchArgs,

    /// Folder for the results [default: outputs/select-<scenarios>]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub(super) fn run(args: &Args, model: &Model, console: &mut Console) -> Result<Exit, Failure> {
    let changes = args.with.iter().map(|change| vec![change.clone()]).collect();
    let sample = SampleArgs { replications: Some(1), seed: args.seed };
    let beside = Beside { scenarios: &args.scenarios, sample, batch: &args.batch, changes };
    let jobs = beside.jobs(model, console)?;
    known("--kpi", [&args.kpi], &jobs.iter().map(|(_, job)| &job.scenario).collect::<Vec<_>>(), model)?;
    let columns: Vec<Column> =
        jobs.iter().map(|(name, job)| chosen(&args.kpi, name, &job.scenario, model)).collect::<Result<_, _>>()?;
    let goal = goal(args)?;
    let procedure = procedure(args, jobs.len())?;
    let folder = args.out.clone().unwrap_or_else(|| PathBuf::from("outputs").join(format!("select-{}", beside.stem(&jobs))));
    ready(&folder, args.batch.quiet, console)?;
    let names: Vec<String> = jobs.iter().map(|(name, _)| name.clone()).collect();
    let kpi = columns[0].clone();
    let mut runs = Runs { args, jobs, columns, all: Vec::new(), timings: Vec::new(), model, console };
    let (values, best, out_at, assurance) = select(names.len(), goal, procedure, &mut |asked| runs.run(asked))?;
    let Runs { all, timings, console, .. } = runs;
    let systems = names.into_iter().zip(values).zip(out_at).map(|((name, values), out_at)| System { name, values, out_at });
    let selection = Selection {
        kpi_name: facility_and_name(&kpi.id, &kpi.definition, (model.catalogue)()).1,
        kpi: kpi.id,
        unit: kpi.unit,
        goal,
        procedure,
        systems: systems.collect(),
        best,
        assurance,
    };
    let named: Vec<(&str, &Results)> = selection.systems.iter().map(|it| it.name.as_str()).zip(&all).collect();
    let mut written = files(&selection, &named);
    written.extend(plot::of_selection(&selection));
    deliver(&folder, written, timings::export(&timings), args.batch.quiet, console)?;
    if args.batch.json {
        console.out_bytes(&document(&selection));
    } else if !args.batch.quiet {
        console.out(&words::render(&selection));
    }
    if !args.batch.quiet {
        console.note(&format!("results in {}", folder.display()));
    }
    Ok(if matches!(selection.assurance, Assurance::Capped(_)) { Exit::Inconclusive } else { Exit::Success })
}

fn goal(args: &Args) -> Result<Goal, Failure> {
    let definition = args.kpi.rsplit('/').next().and_then(|short| short.split('.').next()).unwrap_or_default();
    match (args.smallest, args.largest, better(definition)) {
        (true, ..) | (_, false, Better::Lower) => Ok(Goal::Smallest),
        (_, true, _) | (.., Better::Higher) => Ok(Goal::Largest),
        (.., Better::Neither) => {
            Err(Failure::invalid(format!("is more or less of `{}` better? say --smallest or --largest", args.kpi)))
        }
    }
}

fn procedure(args: &Args, k: usize) -> Result<Procedure, Failure> {
    match (args.budget, args.delta) {
        (Some(budget), _) if (budget as usize) < 3 * k => {
            Err(Failure::invalid(format!("--budget: {k} scenarios need {} replications or more, 3 each", 3 * k)))
        }
        (Some(budget), _) => Ok(Procedure::Ocba { budget }),
        (None, Some(delta)) if delta > 0.0 && delta.is_finite() => {
            if !(args.alpha > 0.0 && args.alpha < 0.5) {
                return Err(Failure::invalid("--alpha is a chance, above 0 and below 0.5"));
            }
            Ok(Procedure::Kn { alpha: args.alpha, delta, most: args.cap })
        }
        _ => Err(Failure::invalid("--delta is a difference above 0, in the unit of the KPI")),
    }
}

/// The KPI that decides, in a scenario: the one of that very id, else the one of that name at some facility.
fn chosen(kpi: &str, name: &str, scenario: &Scenario, model: &Model) -> Result<Column, Failure> {
    let mut meant: Vec<Column> = (model.columns)(scenario).into_iter().filter(|column| is_called(&column.id, kpi)).collect();
    if let Some(exact) = meant.iter().position(|column| column.id == kpi) {
        return Ok(meant.swap_remove(exact));
    }
    match meant.as_slice() {
        [one] => Ok(one.clone()),
        [] => Err(Failure::invalid(format!("--kpi {kpi}: `{name}` has no such KPI; nothing was run"))),
        several => {
            let ids: Vec<&str> = several.iter().map(|column| column.id.as_str()).collect();
            let ids = ids.join(", ");
            Err(Failure::invalid(format!("--kpi {kpi}: `{name}` has it at several facilities: name one of {ids}")))
        }
    }
}

/// The KPI of this id in each replication.
fn values_of(kpi: &str, name: &str, results: &Results) -> Result<Vec<f64>, Failure> {
    let place = results.summaries.iter().position(|summary| summary.kpi == kpi);
    let place = place.ok_or_else(|| Failure::internal(format!("bug in the model: a run of `{name}` has no `{kpi}`")))?;
    let value = |it: &crate::results::Replication| {
        it.outcome.values[place].ok_or_else(|| {
            let number = it.number;
            Failure::invalid(format!("--kpi {kpi}: replication {number} of `{name}` has no value of it; nothing was written"))
        })
    };
    results.replications.iter().map(value).collect()
}

/// The replications run so far.
struct Runs<'a, 'b> {
    args: &'a Args,
    jobs: Vec<(String, Job)>,
    /// The KPI that decides, in each.
    columns: Vec<Column>,
    all: Vec<Results>,
    timings: Vec<Timings>,
    model: &'a Model,
    console: &'a mut Console<'b>,
}

impl Runs<'_, '_> {
    /// Runs so many more of each, and returns the KPI's values in them.
    fn run(&mut self, asked: &[(usize, u32)]) -> Result<Vec<Vec<f64>>, Failure> {
        let mut values = Vec::new();
        for &(at, more) in asked {
            let (name, job) = &mut self.jobs[at];
            let so_far = self.all.get(at).map_or(0, |results| results.replications.len() as u32);
            job.numbers = (so_far..so_far + more).collect();
            let (results, lap) = job.run(&self.args.batch, self.model, self.console)?;
            if !results.failed.is_empty() {
                let message = format!("replications of `{name}` failed: a choice needs all; nothing was written");
                return Err(Failure { exit: Exit::FailedReplications, message });
            }
            values.push(values_of(&self.columns[at].id, name, &results)?);
            self.timings.push(lap);
            self.keep(at, results)?;
        }
        Ok(values)
    }

    /// Puts new replications behind those there are, without pictures.
    fn keep(&mut self, at: usize, new: Results) -> Result<(), Failure> {
        let without_pictures = new.replications.into_iter().map(|mut it| {
            it.outcome.pictures = darse_port::outcome::Pictures::default();
            it
        });
        let bug = |why| Failure::internal(format!("bug in the model: {why}"));
        if at == self.all.len() {
            self.all.push(Results::new(new.run.clone(), without_pictures.collect(), Vec::new()).map_err(bug)?);
        } else {
            let mut replications = std::mem::take(&mut self.all[at].replications);
            replications.extend(without_pictures);
            self.all[at] = Results::new(new.run, replications, Vec::new()).map_err(bug)?;
        }
        Ok(())
    }
}
