//! From what is varied to jobs that can run: `--vary`, the points of a design, and one checked scenario for each.

use super::job::{BatchArgs, Job, SampleArgs};
use super::scenarios::{refused, report};
use crate::console::Console;
use crate::design::Point;
use crate::exit::Failure;
use crate::message::MessageFormat;
use crate::model::Model;
use crate::source::{Checked, Source};
use darse_port::scenario::{Diagnostic, Factor, Severity, diagnostic, written_twice};
use std::collections::BTreeMap;

/// What varies.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct VaryArgs {
    /// Vary a key of the scenario; repeatable. Levels are listed or between two ends, numbers or quantities or words:
    /// `terminal.TC3.cranes.count=6..10`, `demand.volume=0.8,1.0,1.2`, `terminal.TC3.transport.speed-laden=20 km/h..30 km/h by 5 km/h`
    #[arg(long, value_name = "PATH=LEVELS")]
    vary: Vec<Factor>,
}

impl VaryArgs {
    /// The factors of the command line; without them those of the scenario's `[sweep]`.
    ///
    /// # Errors
    /// If there are none, or they cannot vary together.
    pub(super) fn factors(&self, of_the_scenario: Option<&[Factor]>) -> Result<Vec<Factor>, Failure> {
        let factors = if self.vary.is_empty() { of_the_scenario.unwrap_or_default().to_vec() } else { self.vary.clone() };
        if factors.is_empty() {
            return Err(Failure::invalid(
                "nothing is varied: give `--vary path.to.key=levels`, or a [sweep] table in the scenario",
            ));
        }
        if let Some(twice) = written_twice(&factors) {
            return Err(Failure::invalid(format!("`{twice}` is varied twice: give all its levels in one `--vary`")));
        }
        Ok(factors)
    }
}

/// A scenario and the points that it is to be run at.
pub(super) struct Space<'a> {
    pub(super) source: &'a Source,
    /// What came of loading it; said already.
    pub(super) checked: &'a Checked,
    pub(super) factors: &'a [Factor],
    pub(super) points: &'a [Point],
}

/// Keys that are the same at all points.
const FIXED: [&str; 4] = ["experiment", "sweep", "horizon", "warm-up"];

/// One job for each point, all with the same seed and replications. Every scenario is read and checked first; all that is wrong
/// with any is reported.
///
/// # Errors
/// If a point is refused.
pub(super) fn jobs(
    space: &Space<'_>,
    sample: SampleArgs,
    batch: &BatchArgs,
    format: MessageFormat,
    model: &Model,
    console: &mut Console,
) -> Result<Vec<Job>, Failure> {
    let mut said = Said::default();
    let mut jobs = Vec::new();
    for (diagnostic, _) in &space.checked.diagnostics {
        said.known(diagnostic);
    }
    for point in space.points {
        let words = point.in_words(space.factors);
        let overrides = point.overrides(space.factors).map_err(|error| Failure::invalid(format!("--vary: {error}")))?;
        if let Some(own) = overrides.iter().find(|it| FIXED.contains(&it.first_key())) {
            let why = "all points have the same horizon, warm-up, seed, replications and design";
            return Err(Failure::invalid(format!("`{}` cannot be varied: {why}", own.first_key())));
        }
        let source = space.source.with(&overrides)?;
        let checked = source.load(model);
        for (diagnostic, _) in &checked.diagnostics {
            said.at(diagnostic, &words);
        }
        if !refused(&checked) {
            jobs.push(Job::new(sample, batch.check, source, checked)?);
        }
    }
    let wrong = space.points.len() - jobs.len();
    if wrong > 0 || !batch.quiet {
        report(&said.notes(wrong > 0), format, false, console);
    }
    match wrong {
        0 => Ok(jobs),
        _ => {
            Err(Failure::invalid(format!("the scenario has errors at {wrong} of {} points; nothing was run", space.points.len())))
        }
    }
}

/// What was found wrong, each thing but once, with the points at which it was.
#[derive(Default)]
struct Said {
    /// By what makes a finding another than the rest: an error by its words, a warning by its place.
    places: BTreeMap<(&'static str, String, u32, u32, String), usize>,
    /// The finding, the first point, and how many more.
    findings: Vec<(Diagnostic, String, usize)>,
}

impl Said {
    fn key(it: &Diagnostic) -> (&'static str, String, u32, u32, String) {
        let words = if it.severity == Severity::Error { it.message.clone() } else { String::new() };
        (it.code, it.file.clone(), it.at.0, it.at.1, words)
    }

    /// Remembers what has been said of the scenario itself.
    fn known(&mut self, diagnostic: &Diagnostic) {
        self.places.insert(Said::key(diagnostic), usize::MAX);
    }

    fn at(&mut self, diagnostic: &Diagnostic, point: &str) {
        match self.places.get(&Said::key(diagnostic)) {
            Some(&usize::MAX) => {}
            Some(&earlier) => self.findings[earlier].2 += 1,
            None => {
                self.places.insert(Said::key(diagnostic), self.findings.len());
                self.findings.push((diagnostic.clone(), point.to_owned(), 0));
            }
        }
    }

    /// For the reader, by place in the text, with where in the design it was found; errors alone if there are any.
    fn notes(&self, errors_alone: bool) -> Vec<(Diagnostic, Option<String>)> {
        let shown = |it: &&(Diagnostic, String, usize)| !errors_alone || it.0.severity == Severity::Error;
        let with_note = |(diagnostic, point, more): &(Diagnostic, String, usize)| {
            let more = match more {
                0 => String::new(),
                1 => "; and at another point".to_owned(),
                more => format!("; and at {more} other points"),
            };
            (diagnostic.clone(), Some(format!("this is the text with {point}{more}")))
        };
        let mut findings: Vec<_> = self.findings.iter().filter(shown).collect();
        findings.sort_by(|(a, ..), (b, ..)| (&a.file, a.at).cmp(&(&b.file, b.at)));
        findings.into_iter().take(diagnostic::CAP).map(with_note).collect()
    }
}
