//! Several scenarios side by side under the same random numbers: several files, or one with changes.

use super::job::{BatchArgs, Job, SampleArgs};
use super::scenarios::{ScenarioArgs, refused, report};
use crate::console::Console;
use crate::edit::Override;
use crate::exit::Failure;
use crate::model::Model;
use crate::results::Run;
use crate::table;

/// Which scenarios are named.
pub(super) struct Beside<'a> {
    pub(super) scenarios: &'a ScenarioArgs,
    pub(super) sample: SampleArgs,
    pub(super) batch: &'a BatchArgs,
    /// Changes of the one scenario; each set makes another.
    pub(super) changes: Vec<Vec<Override>>,
}

impl Beside<'_> {
    /// The scenarios in order, each with its name; all with the seed and the number of replications of the first.
    ///
    /// # Errors
    /// If there is nothing to set side by side, a scenario has errors, or they measure different lengths of time.
    pub(super) fn jobs(&self, model: &Model, console: &mut Console) -> Result<Vec<(String, Job)>, Failure> {
        let mut loaded = self.scenarios.load_all(self.batch.quiet, model, console)?;
        match (loaded.len(), self.changes.is_empty()) {
            (1, true) => {
                return Err(Failure::invalid("one scenario is nothing to compare: name another, or a change by --with"));
            }
            (1, false) | (_, true) => {}
            (_, false) => return Err(Failure::invalid("--with changes one scenario, to compare it with itself: name one")),
        }
        for changes in &self.changes {
            let source = loaded[0].0.with(changes)?;
            let checked = source.load(model);
            report(&checked.diagnostics, self.scenarios.reading.message_format, false, console);
            if refused(&checked) {
                return Err(Failure::invalid(format!("the scenario has errors with --with {}", in_words(changes))));
            }
            loaded.push((source, checked));
        }
        let mut jobs: Vec<(String, Job)> = Vec::new();
        for (source, checked) in loaded {
            let mut job = Job::new(self.sample, self.batch.check, source, checked)?;
            if let Some((_, first)) = jobs.first() {
                (job.run.seed, job.numbers) = (first.run.seed, first.numbers.clone());
                same_time(&first.run, &job.run)?;
            }
            let changed = jobs.len().checked_sub(1).and_then(|at| self.changes.get(at));
            let name = changed.map_or_else(|| job.source.stem(), |changes| in_words(changes));
            let twins = jobs.iter().filter(|(other, _)| *other == name).count();
            jobs.push((if twins > 0 { format!("{name} ({})", twins + 1) } else { name }, job));
        }
        Ok(jobs)
    }

    /// What a folder of results is called.
    pub(super) fn stem(&self, jobs: &[(String, Job)]) -> String {
        let names: Vec<String> = jobs.iter().map(|(_, job)| job.source.stem()).collect();
        if self.changes.is_empty() { names.join("-") } else { names[0].clone() }
    }
}

fn same_time(a: &Run, b: &Run) -> Result<(), Failure> {
    if (a.horizon_us, a.warm_up_us) == (b.horizon_us, b.warm_up_us) {
        return Ok(());
    }
    let lasts = |run: &Run| format!("{} after {}", table::duration(run.horizon_us), table::duration(run.warm_up_us));
    Err(Failure::invalid(format!(
        "`{}` measures {}, `{}` {}: give both the same, e.g. --horizon \"4 weeks\" --warm-up \"4 weeks\"",
        a.file,
        lasts(a),
        b.file,
        lasts(b)
    )))
}

fn in_words(changes: &[Override]) -> String {
    changes.iter().map(|change| change.portable().to_string()).collect::<Vec<_>>().join(", ")
}
