//! `darse baseline record`: a scenario is run, and its KPIs are kept.

use super::{head_of, whole};
use crate::command::job::{BatchArgs, Job, SampleArgs};
use crate::command::known::known;
use crate::command::scenarios::OneScenarioArgs;
use crate::console::Console;
use crate::disk::write_new_file;
use crate::exit::{Exit, Failure};
use crate::gate::baseline::{Baseline, Kpi, values_of};
use crate::gate::class::{Class, better, usual, usual_tolerance};
use crate::gate::file;
use crate::model::Model;
use crate::naming::is_called;
use crate::results::Results;
use crate::summary::Summary;
use darse_port::kpi::Definition;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// Replications of a baseline unless another number is given: the last look.
const REPLICATIONS: u32 = 256;

#[derive(clap::Args, Debug)]
#[command(mut_arg("replications", |it| it.help("Independent replications [default: 256]")), mut_arg("json", |it| it.hide(true)))]
pub(super) struct RecordArgs {
    #[command(flatten)]
    scenario: OneScenarioArgs,

    #[command(flatten)]
    sample: SampleArgs,

    #[command(flatten)]
    batch: BatchArgs,

    /// Gate this KPI (with or without its facility), and no others than those named; repeatable. A change within the tolerance
    /// does not matter: `crane_rate_gross=0.3%` [default: nineteen KPIs of each terminal, each with a tolerance by its noise, 0.2 % or more]
    #[arg(long, value_name = "KPI[=TOLERANCE]")]
    gate: Vec<Gated>,

    /// This KPI must stay the same to the bit; repeatable
    #[arg(long, value_name = "KPI")]
    exact: Vec<String>,

    /// The baseline's file [default: baselines/<scenario>.jsonl beside the scenario]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// `crane_rate_gross=0.3%`
#[derive(Clone, Debug)]
struct Gated {
    kpi: String,
    tolerance: Option<f64>,
}

impl FromStr for Gated {
    type Err = String;

    fn from_str(text: &str) -> Result<Gated, String> {
        let Some((kpi, written)) = text.split_once('=') else {
            return Ok(Gated { kpi: text.to_owned(), tolerance: None });
        };
        let percent = written.trim().strip_suffix('%').and_then(|it| it.trim().parse::<f64>().ok());
        match percent.filter(|percent| *percent > 0.0 && *percent < 100.0) {
            Some(percent) => Ok(Gated { kpi: kpi.to_owned(), tolerance: Some(percent / 100.0) }),
            None => Err(format!("`{written}` is no tolerance: write a percentage above 0, e.g. `{kpi}=0.5%`")),
        }
    }
}

pub(super) fn run(args: &RecordArgs, model: &Model, console: &mut Console) -> Result<Exit, Failure> {
    if args.batch.json {
        return Err(Failure::invalid("--json: `baseline record` shows no results; its file is lines of JSON"));
    }
    let (source, checked) = args.scenario.load(args.batch.quiet, model, console)?;
    let sample = SampleArgs { replications: Some(args.sample.replications.unwrap_or(REPLICATIONS)), ..args.sample };
    let job = Job::new(sample, args.batch.check, source, checked)?;
    let beside = || job.source.path.parent().unwrap_or(Path::new("")).join("baselines");
    let file = args.out.clone().unwrap_or_else(|| beside().join(format!("{}.jsonl", job.source.stem())));
    if file.exists() {
        let how = "`darse baseline accept` moves it, with a reason";
        return Err(Failure::input_output(format!("`{}` is there already: nothing was run; {how}", file.display())));
    }
    known("--gate", args.gate.iter().map(|it| &it.kpi), &[&job.scenario], model)?;
    known("--exact", &args.exact, &[&job.scenario], model)?;
    let (results, _) = job.run(&args.batch, model, console)?;
    whole(&results)?;
    let kpis = kpis(args, &results, (model.catalogue)());
    let replications = values_of(&results, &kpis).map_err(Failure::internal)?;
    let head = head_of(&job, &file);
    let mut baseline = Baseline { head, kpis, replications, ledger: Vec::new() };
    for at in 0..baseline.kpis.len() {
        baseline.kpis[at].anchor = baseline.mean(at, usize::MAX);
    }
    write_new_file(&file, file::write(&baseline).as_bytes()).map_err(|error| Failure::input_output(error.to_string()))?;
    let gates = baseline.kpis.iter().filter(|kpi| kpi.class == Class::Gate).count();
    console.note(&format!("{} replications, {gates} gate KPIs, in {}", baseline.replications.len(), file.display()));
    Ok(Exit::Success)
}

/// The KPIs by id, with what each means to the gate.
fn kpis(args: &RecordArgs, results: &Results, catalogue: &[Definition]) -> Vec<Kpi> {
    let class = |summary: &Summary| {
        let noise = summary.sd.zip(summary.mean).map_or(0.0, |(sd, mean)| if mean == 0.0 { 0.0 } else { sd / mean.abs() });
        let by_noise = usual_tolerance(noise);
        if args.exact.iter().any(|named| is_called(&summary.kpi, named)) {
            return (Class::Exact, 0.0);
        }
        match args.gate.iter().find(|gated| is_called(&summary.kpi, &gated.kpi)) {
            Some(gated) => (Class::Gate, gated.tolerance.unwrap_or(by_noise)),
            None if args.gate.is_empty() => (usual(&summary.kpi), by_noise),
            None => (Class::Watch, by_noise),
        }
    };
    let kpi = |summary: &Summary| {
        let (class, tolerance) = class(summary);
        let formula = catalogue.iter().find(|it| it.id == summary.definition).map_or("", |it| it.formula);
        Kpi {
            id: summary.kpi.clone(),
            unit: summary.unit.clone(),
            estimand: format!("mean over replications of: {formula}"),
            class,
            better: better(&summary.definition),
            tolerance,
            anchor: None,
        }
    };
    let mut kpis: Vec<Kpi> = results.summaries.iter().map(kpi).collect();
    kpis.sort_by(|a, b| a.id.cmp(&b.id));
    kpis
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tolerances_are_percentages() {
        let parsed = |text: &str| text.parse::<Gated>().map(|it| (it.kpi, it.tolerance));
        assert_eq!(parsed("vessel_wait"), Ok(("vessel_wait".to_owned(), None)));
        assert_eq!(parsed("tc3/vessel_wait=0.5%"), Ok(("tc3/vessel_wait".to_owned(), Some(0.005))));
        for wrong in ["x=0.5", "x=-1%", "x=nan%", "x=0%", "x="] {
            assert!(parsed(wrong).is_err(), "{wrong}");
        }
    }
}
