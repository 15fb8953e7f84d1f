//! Level after level: which replications are run, what is read of them, and the stations at the crossing.

use super::Args;
use super::range::Range;
use crate::command::job::{Job, SampleArgs};
use crate::command::known::known;
use crate::command::scenarios::{refused, report};
use crate::console::Console;
use crate::edit::Override;
use crate::exit::Failure;
use crate::export::timings::Timings;
use crate::model::Model;
use crate::results::Results;
use crate::source::Source;
use crate::stress::level::{Level, read};
use crate::stress::limit::{Watched, usual};
use crate::stress::search::{Next, Search};
use crate::stress::{End, MOST_LEVELS, Stress, Verdict, crossing, looks, miss, stations};
use darse_port::Scenario;
use std::collections::BTreeMap;

/// Steps of the first climb.
const STEPS: u32 = 6;

/// Replications with which stations are looked at, if there may be so many.
const RELIEVED: u32 = 32;

/// What came of each station that was made larger, with the changes.
type Relieved = BTreeMap<&'static str, (Vec<String>, Results)>;

/// Has every KPI the same values in the replications that both have?
fn is_same(one: &Results, other: &Results) -> bool {
    let mut pairs = one.replications.iter().zip(&other.replications).peekable();
    pairs.peek().is_some() && pairs.all(|(a, b)| a.outcome.values == b.outcome.values)
}

/// The replications of a stress test, level by level.
pub(super) struct Climb<'a, 'b> {
    pub(super) args: &'a Args,
    pub(super) source: Source,
    pub(super) range: Range,
    pub(super) model: &'a Model,
    pub(super) console: &'a mut Console<'b>,
    pub(super) timings: Vec<Timings>,
    pub(super) failed: bool,
}

impl Climb<'_, '_> {
    /// Runs what the search asks for, to its end.
    ///
    /// # Errors
    /// If a level is refused, a limit is of no KPI, or replications cannot be run.
    pub(super) fn search(&mut self) -> Result<Stress, Failure> {
        let search = Search { steps: STEPS, resolution: self.args.resolution, most: MOST_LEVELS };
        let (mut limits, mut left_out): (Vec<Watched>, Vec<Watched>) = (Vec::new(), Vec::new());
        let mut levels: Vec<Level> = Vec::new();
        let ended = loop {
            let seen: Vec<(f64, Verdict)> = levels.iter().map(|level| (level.at, level.verdict())).collect();
            let Next::Try(place) = search.next(&seen) else { break search.next(&seen) };
            let level = self.level(place, (&mut limits, &mut left_out))?;
            let at = levels.partition_point(|other| other.at < place);
            levels.insert(at, level);
        };
        // Judged by all levels: a key may bind only at the last of them.
        if let [first, others @ ..] = levels.as_slice()
            && !others.is_empty()
            && others.iter().all(|level| is_same(&first.results, &level.results))
        {
            let key = &self.args.key;
            let message = format!(
                "`{key}` changes no KPI of this scenario: name the key to raise by --key, and its range by --from and --to"
            );
            return Err(Failure::invalid(message));
        }
        let end = match ended {
            Next::Between(low, high) => {
                let number = |place: f64| levels.iter().position(|level| level.at.total_cmp(&place).is_eq()).unwrap_or(0);
                End::Crossed(crossing(&limits, &levels, number(low), number(high)))
            }
            Next::AtOnce => End::AtOnce,
            Next::Never | Next::Try(_) => End::Never,
        };
        let most = self.args.replications;
        let (key, is_rising) = (self.args.key.clone(), self.range.is_rising());
        let mut stress = Stress { key, is_rising, limits, left_out, levels, most, end, stations: Vec::new(), looked_at: None };
        self.look_at_stations(&mut stress)?;
        Ok(stress)
    }

    /// Replications at one level until all limits are told, or there are enough.
    fn level(&mut self, place: f64, (limits, left_out): (&mut Vec<Watched>, &mut Vec<Watched>)) -> Result<Level, Failure> {
        let (value, text) = self.range.at(place);
        let mut job = self.job(&[format!("{}={text}", self.args.key)])?;
        if limits.is_empty() {
            known("--limit", self.args.limit.iter().map(|it| &it.kpi), &[&job.scenario], self.model)?;
        }
        let looks = looks(self.args.replications);
        let mut results: Option<Results> = None;
        let mut level = None;
        let mut run = 0;
        for look in &looks {
            let more = self.more(&mut job, results.take(), run..*look)?;
            run = *look;
            if limits.is_empty() {
                (*limits, *left_out) = self.limits(&more)?;
            }
            let miss = miss(limits.len(), looks.len());
            let readings = limits.iter().map(|limit| read(limit, &more, miss)).collect();
            let now = Level { at: place, value, text: text.clone(), results: more, readings };
            let told = now.verdict() != Verdict::Open;
            results = (!told && look != &looks[looks.len() - 1]).then(|| now.results.clone());
            level = Some(now);
            if told {
                break;
            }
        }
        level.ok_or_else(|| Failure::internal("a level without a look"))
    }

    /// The limits, at every facility that has a value for them at the first level, or to which no ship comes there; and at those that have none.
    fn limits(&self, first: &Results) -> Result<(Vec<Watched>, Vec<Watched>), Failure> {
        let columns = first.replications.first().map(|it| it.outcome.columns.as_slice()).unwrap_or_default();
        let catalogue = (self.model.catalogue)();
        let has_values = |watched: &Watched| {
            let mut all = first.replications.iter().map(|it| it.outcome.values.as_slice());
            all.clone().any(|it| watched.value(it).is_some()) || all.all(|it| watched.is_idle(it))
        };
        let (mut all, mut left_out) = (Vec::new(), Vec::new());
        let named = !self.args.limit.is_empty();
        for limit in if named { self.args.limit.clone() } else { usual() } {
            let (found, others): (Vec<_>, Vec<_>) = Watched::at(&limit, columns, catalogue).into_iter().partition(&has_values);
            if found.is_empty() && named {
                return Err(Failure::invalid(format!("--limit {limit}: this scenario has no KPI `{}` with values", limit.kpi)));
            }
            all.extend(found);
            left_out.extend(others);
        }
        all.extend(Watched::steady(columns).into_iter().filter(&has_values));
        let none = || Failure::invalid("this scenario has none of the usual KPIs: name a --limit");
        if all.is_empty() { Err(none()) } else { Ok((all, left_out)) }
    }

    /// The scenario with further changes, checked.
    fn job(&mut self, changes: &[String]) -> Result<Job, Failure> {
        let change = |typed: &String| typed.parse::<Override>().map_err(|error| Failure::invalid(format!("--key: {error}")));
        let changes: Vec<Override> = changes.iter().map(change).collect::<Result<_, _>>()?;
        let overrides: Vec<Override> = self.source.overrides.iter().chain(&changes).cloned().collect();
        let source = Source::read(&self.source.path, &overrides)?;
        let checked = source.load(self.model);
        if refused(&checked) {
            report(&checked.diagnostics, self.args.scenario.reading.message_format, false, self.console);
            let texts: Vec<String> = changes.iter().map(Override::to_string).collect();
            return Err(Failure::invalid(format!("the scenario has errors with {}", texts.join(", "))));
        }
        let sample = SampleArgs { replications: Some(self.args.replications), seed: self.args.seed };
        Job::new(sample, self.args.batch.check, source, checked)
    }

    /// The replications so far and those with these numbers.
    fn more(&mut self, job: &mut Job, so_far: Option<Results>, numbers: std::ops::Range<u32>) -> Result<Results, Failure> {
        let (mut replications, mut failed) = so_far.map(|results| (results.replications, results.failed)).unwrap_or_default();
        job.numbers = numbers.collect();
        let (results, lap) = job.run(&self.args.batch, self.model, self.console)?;
        self.timings.push(lap);
        self.failed |= !results.failed.is_empty();
        failed.extend(results.failed);
        let without_pictures = results.replications.into_iter().map(|mut it| {
            it.outcome.pictures = darse_port::outcome::Pictures::default();
            it
        });
        replications.extend(without_pictures);
        Results::new(results.run, replications, failed).map_err(|why| Failure::internal(format!("bug in the model: {why}")))
    }

    /// What gives first, at the level nearest to the crossing.
    fn look_at_stations(&mut self, stress: &mut Stress) -> Result<(), Failure> {
        let End::Crossed(crossing) = &stress.end else { return Ok(()) };
        let distance = |level: &usize| (stress.levels[*level].value - crossing.estimate).abs();
        let bracket =
            (crossing.low..=crossing.high).filter(|level| stress.levels[*level].readings[crossing.limit].mean.is_some());
        let Some(nearest) = bracket.min_by(|a, b| distance(a).total_cmp(&distance(b))) else { return Ok(()) };
        let level = &stress.levels[nearest];
        let limit = &stress.limits[crossing.limit];
        let here = format!("{}={}", self.args.key, level.text);
        let mut job = self.job(std::slice::from_ref(&here))?;
        let Some(terminal) = stations::terminal(&job.scenario, &limit.facility) else { return Ok(()) };
        let mut as_it_is = level.results.clone();
        let mut relieved = BTreeMap::new();
        if !self.args.no_relief {
            let run = (as_it_is.replications.len() + as_it_is.failed.len()) as u32;
            let enough = RELIEVED.min(self.args.replications);
            if run < enough {
                as_it_is = self.more(&mut job, Some(as_it_is), run..enough)?;
            }
            relieved = self.relieve(&here, (&job.scenario, terminal), run.max(enough))?;
        }
        stress.stations = stations::stations((&job.scenario, terminal), limit, &as_it_is, relieved);
        stress.looked_at = Some(nearest);
        Ok(())
    }

    /// Each station made larger, with as many replications as the scenario as it is.
    fn relieve(&mut self, here: &str, (scenario, terminal): (&Scenario, usize), replications: u32) -> Result<Relieved, Failure> {
        let plan = &scenario.terminals[terminal];
        let name = toml_edit::Key::new(plan.name.as_str());
        let mut relieved = BTreeMap::new();
        for load in darse_port::scenario::loads(scenario, terminal) {
            let changes: Vec<String> = stations::enlarged(load.station, plan)
                .into_iter()
                .map(|(key, value)| format!("terminal.{}.{key}={value}", name.display_repr()))
                .collect();
            if changes.is_empty() {
                continue;
            }
            let with: Vec<String> = std::iter::once(here.to_owned()).chain(changes.iter().cloned()).collect();
            // A scenario may not allow more of something, as five cranes on a block: then that is not tried.
            if self.allowed(&with)? {
                let mut job = self.job(&with)?;
                let results = self.more(&mut job, None, 0..replications)?;
                relieved.insert(load.station, (changes, results));
            }
        }
        Ok(relieved)
    }

    fn allowed(&self, changes: &[String]) -> Result<bool, Failure> {
        let changes = changes.iter().filter_map(|typed| typed.parse::<Override>().ok());
        let overrides: Vec<Override> = self.source.overrides.iter().cloned().chain(changes).collect();
        Ok(!refused(&Source::read(&self.source.path, &overrides)?.load(self.model)))
    }
}
