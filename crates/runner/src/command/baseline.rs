//! `darse baseline`: KPIs kept, so that a change of the code that changes them is noticed. Here is what its commands share: from a
//! baseline's file to the job that it describes.

mod accept;
mod check;
mod log;
mod record;
mod rehearse;

use super::job::{BatchArgs, Job, SampleArgs};
use crate::console::Console;
use crate::disk::read_text;
use crate::edit::Override;
use crate::exit::{Exit, Failure};
use crate::gate::baseline::{Baseline, Head, Values, values_of};
use crate::gate::file::{self, FORMAT, Fault};
use crate::model::Model;
use crate::results::Results;
use crate::source::Source;
use std::path::{Component, Path};

#[derive(clap::Args, Debug)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand, Debug)]
enum What {
    /// Run a scenario and keep its KPIs, replication by replication
    Record(record::RecordArgs),
    /// Run the replications of a baseline again: has a KPI changed?
    Check(check::CheckArgs),
    /// Take what comes out now as the baseline, and say why
    Accept(accept::AcceptArgs),
    /// What was accepted, and when drifts began to add up
    Log(log::LogArgs),
    /// Rehearse checks by the ten thousand: how often is it a false alarm, how often is a change seen?
    Rehearse(rehearse::RehearseArgs),
}

pub(super) fn run(args: &Args, model: &Model, console: &mut Console) -> Result<Exit, Failure> {
    match &args.what {
        What::Record(args) => record::run(args, model, console),
        What::Check(args) => check::run(args, model, console),
        What::Accept(args) => accept::run(args, model, console),
        What::Log(args) => log::run(args, console),
        What::Rehearse(args) => rehearse::run(args, model, console),
    }
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
}
