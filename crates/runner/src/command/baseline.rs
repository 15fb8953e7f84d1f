//! `darse baseline`: KPIs kept, so that a change of the code that changes them is noticed.

use super::job::{BatchArgs, Job, SampleArgs, load_all};
use super::scenarios::ScenarioArgs;
use crate::console::Console;
use crate::disk::{may_replace_file, read_text, write_new_file, write_replaced};
use crate::edit::Override;
use crate::exit::{Exit, Failure};
use crate::gate::baseline::{Accepted, Baseline, Head, Kpi, Move, Values, mean_of, values_of};
use crate::gate::class::{Class, better, usual, usual_tolerance};
use crate::gate::file::{self, BASELINE_HEAD, FORMAT, Fault};
use crate::gate::judge::{Judgement, judge};
use crate::gate::{Verdict, looks, report};
use crate::model::Model;
use crate::results::Results;
use crate::source::Source;
use crate::summary::Summary;
use darse_port::kpi::Definition;
use std::path::{Component, Path, PathBuf};
use std::str::FromStr;

/// Replications of a baseline unless another number is given: the last look.
const REPLICATIONS: u32 = 256;

#[derive(clap::Args, Debug)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand, Debug)]
enum What {
    /// Run a scenario and keep its KPIs, replication by replication
    Record(RecordArgs),
    /// Run the replications of a baseline again: has a KPI changed?
    Check(CheckArgs),
    /// Take what comes out now as the baseline, and say why
    Accept(AcceptArgs),
    /// What was accepted, and when drifts began to add up
    Log(LogArgs),
}

#[derive(clap::Args, Debug)]
struct RecordArgs {
    #[command(flatten)]
    scenarios: ScenarioArgs,

    #[command(flatten)]
    sample: SampleArgs,

    #[command(flatten)]
    batch: BatchArgs,

    /// Gate this KPI (with or without its facility), and no others than those named; repeatable. A change within the tolerance
    /// does not matter: `crane_rate_gross=0.3%` [default: twelve KPIs, each with a tolerance by its noise, 0.2 % or more]
    #[arg(long, value_name = "KPI[=TOLERANCE]")]
    gate: Vec<Gated>,

    /// This KPI must stay the same to the bit; repeatable
    #[arg(long, value_name = "KPI")]
    exact: Vec<String>,

    /// The baseline's file [default: baselines/<scenario>.jsonl beside the scenario]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(clap::Args, Debug)]
struct CheckArgs {
    /// The baseline
    file: PathBuf,

    /// The scenario [default: the one the baseline names]
    scenario: Option<PathBuf>,

    #[command(flatten)]
    batch: BatchArgs,

    /// Where a data folder is on this machine, as it was given to `record`; repeatable
    #[arg(long, value_name = "PATH=VALUE")]
    set: Vec<Override>,

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

#[derive(clap::Args, Debug)]
struct AcceptArgs {
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

#[derive(clap::Args, Debug)]
struct LogArgs {
    /// The baseline
    file: PathBuf,
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

pub(super) fn run(args: &Args, model: &Model, console: &mut Console) -> Result<Exit, Failure> {
    match &args.what {
        What::Record(args) => record(args, model, console),
        What::Check(args) => check(args, model, console),
        What::Accept(args) => accept(args, model, console),
        What::Log(args) => log(args, console),
    }
}

// ---- record ----

fn record(args: &RecordArgs, model: &Model, console: &mut Console) -> Result<Exit, Failure> {
    let mut loaded = load_all(&args.scenarios, args.batch.quiet, model, console)?;
    let (Some((source, checked)), true) = (loaded.pop(), loaded.is_empty()) else {
        return Err(Failure::invalid("a baseline is of one scenario"));
    };
    let sample = SampleArgs { replications: Some(args.sample.replications.unwrap_or(REPLICATIONS)), ..args.sample };
    let job = Job::new(sample, args.batch.check, source, checked)?;
    let beside = || job.source.path.parent().unwrap_or(Path::new("")).join("baselines");
    let file = args.out.clone().unwrap_or_else(|| beside().join(format!("{}.jsonl", job.source.stem())));
    if file.exists() {
        let how = "`darse baseline accept` moves it, with a reason";
        return Err(Failure::input_output(format!("`{}` is there already: nothing was run; {how}", file.display())));
    }
    let named = args.gate.iter().map(|it| &it.kpi).chain(&args.exact);
    let is_known = |kpi: &String| {
        let id = kpi.rsplit('/').next().and_then(|id| id.split('.').next());
        (model.catalogue)().iter().any(|definition| Some(definition.id) == id)
    };
    if let Some(unknown) = named.clone().find(|kpi| !is_known(kpi)) {
        return Err(Failure::invalid(format!("`{unknown}` is no KPI: `darse kpis` lists them")));
    }
    let (results, _) = job.run(&args.batch, model, console)?;
    whole(&results)?;
    let kpis = kpis(args, &results, (model.catalogue)());
    if let Some(unknown) = named.clone().find(|named| kpis.iter().all(|kpi| !is_named(&kpi.id, named))) {
        return Err(Failure::invalid(format!("`{unknown}` is no KPI of this scenario; nothing was written")));
    }
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
        if args.exact.iter().any(|named| is_named(&summary.kpi, named)) {
            return (Class::Exact, 0.0);
        }
        match args.gate.iter().find(|gated| is_named(&summary.kpi, &gated.kpi)) {
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

/// By its id, or by the part behind the facility.
fn is_named(id: &str, named: &str) -> bool {
    id == named || id.rsplit_once('/').is_some_and(|(_, short)| short == named)
}

fn head_of(job: &Job, file: &Path) -> Head {
    Head {
        format: FORMAT,
        darse: env!("CARGO_PKG_VERSION").to_owned(),
        scenario: relative(&job.source.path, file.parent().unwrap_or(Path::new(""))),
        sha256: job.run.sha256.clone(),
        data: job.run.data.iter().map(|data| format!("{} {}", data.name, data.sha256)).collect(),
        overrides: job.run.overrides.clone(),
        seed: job.run.seed.to_string(),
        replications: job.numbers.len(),
        horizon_hours: job.run.horizon_us as f64 / 3600e6,
        warm_up_hours: job.run.warm_up_us as f64 / 3600e6,
    }
}

/// The way from a folder to a file, with `/` between; both as the user wrote them.
fn relative(file: &Path, folder: &Path) -> String {
    let parts = |path: &Path| -> Vec<String> {
        let named = path.components().filter(|part| *part != Component::CurDir);
        named.map(|part| part.as_os_str().to_string_lossy().into_owned()).collect()
    };
    let (file, folder) = (parts(file), parts(folder));
    let common = file.iter().zip(&folder).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..".to_owned(), folder.len() - common);
    up.chain(file[common..].iter().cloned()).collect::<Vec<_>>().join("/")
}

/// A baseline has no gaps.
fn whole(results: &Results) -> Result<(), Failure> {
    match results.failed.is_empty() {
        true => Ok(()),
        false => Err(Failure { exit: Exit::FailedReplications, message: "replications failed: nothing was written".into() }),
    }
}

// ---- check ----

fn check(args: &CheckArgs, model: &Model, console: &mut Console) -> Result<Exit, Failure> {
    let baseline = read(&args.file)?;
    let from = From { file: &args.file, scenario: args.scenario.as_deref(), set: &args.set, check: args.batch.check };
    let job = comparable(&baseline, &from, model, console)?;
    for report in [&args.markdown, &args.junit].into_iter().flatten() {
        may_replace_file(report).map_err(|error| Failure::input_output(error.to_string()))?;
    }
    let judgement = look(&baseline, job, &args.batch, model, console)?;
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
fn look(
    baseline: &Baseline,
    mut job: Job,
    batch: &BatchArgs,
    model: &Model,
    console: &mut Console,
) -> Result<Judgement, Failure> {
    let looks = looks(baseline.replications.len());
    let mut fresh: Vec<Values> = Vec::new();
    let mut judged = None;
    for look in &looks {
        job.numbers = (fresh.len() as u32..*look as u32).collect();
        fresh.extend(values(&job, baseline, batch, model, console)?);
        let judgement = judge(baseline, &fresh, looks.len());
        let is_open = judgement.is_open;
        judged = Some(judgement);
        if !is_open {
            break;
        }
    }
    judged.ok_or_else(|| Failure::invalid("the baseline has no replications"))
}

fn values(
    job: &Job,
    baseline: &Baseline,
    batch: &BatchArgs,
    model: &Model,
    console: &mut Console,
) -> Result<Vec<Values>, Failure> {
    let (results, _) = job.run(batch, model, console)?;
    whole(&results)?;
    values_of(&results, &baseline.kpis).map_err(not_comparable)
}

fn not_comparable(what: impl std::fmt::Display) -> Failure {
    Failure { exit: Exit::NotComparable, message: format!("not comparable: {what}; record a new baseline") }
}

fn read(path: &Path) -> Result<Baseline, Failure> {
    let refused = |why: String| Failure::invalid(format!("cannot use `{}`: {why}", path.display()));
    let text = read_text(path).map_err(|error| refused(error.to_string()))?;
    file::read(&text).map_err(|fault| match fault {
        Fault::Format(format) => not_comparable(format!("`{}` has format {format}, this darse reads {FORMAT}", path.display())),
        Fault::Damaged(how) => refused(how),
    })
}

/// Where a baseline and its scenario are on this machine.
struct From<'a> {
    file: &'a Path,
    scenario: Option<&'a Path>,
    set: &'a [Override],
    check: bool,
}

/// The job that the baseline describes, if the scenario is still the same.
fn comparable(baseline: &Baseline, from: &From<'_>, model: &Model, console: &mut Console) -> Result<Job, Failure> {
    let named = from.file.parent().unwrap_or(Path::new("")).join(&baseline.head.scenario);
    let path = from.scenario.map_or(named, Path::to_path_buf);
    let recorded = baseline.head.overrides.iter().map(|it| it.parse());
    let recorded: Vec<Override> =
        recorded.collect::<Result<_, _>>().map_err(|error: crate::edit::EditError| Failure::invalid(error.to_string()))?;
    let overrides: Vec<Override> = recorded.iter().chain(from.set).cloned().collect();
    let source = Source::read(&path, &overrides)?;
    if source.sha256 != baseline.head.sha256 {
        return Err(not_comparable(format!("`sha256`: the text of `{}` was changed since", path.display())));
    }
    let checked = source.load(model);
    if super::scenarios::refused(&checked) {
        super::scenarios::report(&checked.diagnostics, crate::message::MessageFormat::Human, false, console);
        return Err(Failure::invalid("the scenario has errors"));
    }
    let seed = baseline.head.seed.parse().map_err(|_| Failure::invalid("the baseline's seed is no number"))?;
    let sample = SampleArgs { replications: u32::try_from(baseline.head.replications).ok(), seed: Some(seed) };
    let job = Job::new(sample, from.check, source, checked)?;
    let now = head_of(&job, from.file);
    for (field, same) in [
        ("data", now.data == baseline.head.data),
        ("horizon_hours", now.horizon_hours.to_bits() == baseline.head.horizon_hours.to_bits()),
        ("warm_up_hours", now.warm_up_hours.to_bits() == baseline.head.warm_up_hours.to_bits()),
    ] {
        if !same {
            return Err(not_comparable(format!("`{field}` is another than in `{}`", from.file.display())));
        }
    }
    Ok(job)
}

// ---- accept, log ----

fn accept(args: &AcceptArgs, model: &Model, console: &mut Console) -> Result<Exit, Failure> {
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
    if !args.batch.quiet {
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
    crate::disk::write_saved(&args.file, BASELINE_HEAD, file::write(&baseline).as_bytes())
        .map_err(|error| Failure::input_output(error.to_string()))?;
    console.note(&format!("accepted into {}: {}", args.file.display(), args.reason));
    Ok(Exit::Success)
}

fn log(args: &LogArgs, console: &mut Console) -> Result<Exit, Failure> {
    let baseline = read(&args.file)?;
    let number = |value: Option<f64>| value.map_or("–".to_owned(), crate::number::shortest);
    let mut text = format!("{}: {} replications\n", baseline.head.scenario, baseline.replications.len());
    for (nth, entry) in baseline.ledger.iter().enumerate() {
        let anchored = if entry.anchored { ", anchored anew" } else { "" };
        text += &format!("\n{}. {} (darse {}{anchored}): {}\n", nth + 1, entry.verdict, entry.darse, entry.reason);
        for it in &entry.moved {
            text += &format!("   {}  {} → {}\n", it.kpi, number(it.old), number(it.new));
        }
    }
    if baseline.ledger.is_empty() {
        text += "nothing was accepted since it was recorded\n";
    }
    let drifts = baseline.kpis.iter().enumerate().filter(|(_, kpi)| kpi.class == Class::Gate).filter_map(|(at, kpi)| {
        let (anchor, now) = (kpi.anchor?, baseline.mean(at, usize::MAX)?);
        let drift = if anchor == 0.0 { 0.0 } else { (now - anchor) / anchor.abs() };
        (drift != 0.0).then(|| {
            let red = if drift.abs() > kpi.tolerance { "  RED" } else { "" };
            format!("   {}  {:+.3} % of ± {} %{red}\n", kpi.id, 100.0 * drift, crate::number::shortest(100.0 * kpi.tolerance))
        })
    });
    let drifts: String = drifts.collect();
    if !drifts.is_empty() {
        text += &format!("\nDrifts since the anchors:\n{drifts}");
    }
    console.out(&crate::escape::printable(&text));
    Ok(Exit::Success)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_from_the_baseline_to_its_scenario() {
        for (file, folder, expected) in [
            ("scenarios/hello.toml", "scenarios/baselines", "../hello.toml"),
            ("hello.toml", "baselines", "../hello.toml"),
            ("./a/hello.toml", "a", "hello.toml"),
            ("a/hello.toml", "", "a/hello.toml"),
        ] {
            assert_eq!(relative(Path::new(file), Path::new(folder)), expected);
        }
    }

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
