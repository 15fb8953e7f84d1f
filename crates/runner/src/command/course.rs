//! What `darse run` does with a replication: the whole of it, the whole with its state saved on the way, or the rest of a saved one.

use crate::disk::{may_save, read_saved, write_saved};
use crate::exit::Failure;
use crate::model::Model;
use crate::results::Run;
use crate::saved::{self, Head, SAVED_HEAD};
use darse_engine::{SimDuration, SimTime};
use darse_port::outcome::Violation;
use darse_port::scenario::units::{self, Dimension};
use darse_port::{Outcome, Replication, Scenario};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

#[derive(clap::Args, Debug)]
pub(super) struct CourseArgs {
    /// Save the state of one replication at this simulated time, warm-up included, and run on; e.g. `--save-at "10 days" s.darse`
    #[arg(long, num_args = 2, value_names = ["TIME", "FILE"])]
    save_at: Option<Vec<String>>,

    /// Go on from a saved state, which says which replication it is and of which seed
    #[arg(long, value_name = "FILE", conflicts_with_all = ["save_at", "replications", "only", "seed"])]
    resume: Option<PathBuf>,
}

impl CourseArgs {
    /// Is either asked for?
    pub(super) fn is_given(&self) -> bool {
        self.save_at.is_some() || self.resume.is_some()
    }

    /// The file to go on from, and what it says of itself.
    ///
    /// # Errors
    /// If it cannot be read or is none that can be continued.
    pub(super) fn resumed(&self) -> Result<Option<Resumed>, Failure> {
        let Some(path) = &self.resume else { return Ok(None) };
        let refused = |why: String| Failure::invalid(format!("cannot resume `{}`: {why}", path.display()));
        let file = read_saved(path).map_err(|error| refused(error.to_string()))?;
        let (head, state) = saved::read(&file).map_err(|fault| refused(fault.to_string()))?;
        let replication = darse_state::from_bytes(state).map_err(refused)?;
        Ok(Some(Resumed { path: path.clone(), head, replication }))
    }

    /// When and where to save.
    ///
    /// # Errors
    /// If the time is none, or beyond the end.
    pub(super) fn saving(&self, scenario: &Scenario, replications: usize) -> Result<Option<Saving>, Failure> {
        let Some([time, path]) = self.save_at.as_deref() else { return Ok(None) };
        let seconds = units::parse(time, Dimension::Time)
            .map_err(|_| Failure::invalid(format!("--save-at: `{time}` is no time: write it with its unit, e.g. \"10 days\"")))?;
        let (at, end) = (SimDuration::from_seconds_f64(seconds), scenario.warm_up + scenario.horizon);
        if seconds < 0.0 || at > end {
            let end = Dimension::Time.show(end.as_seconds_f64());
            return Err(Failure::invalid(format!(
                "--save-at: `{time}` is not within the run, which ends at {end}, warm-up included"
            )));
        }
        if replications != 1 {
            return Err(Failure::invalid("--save-at saves one replication: add `--only R`, or `--replications 1`"));
        }
        let (at, path) = (SimTime(at.0), PathBuf::from(path));
        may_save(&path, SAVED_HEAD).map_err(|error| Failure::input_output(error.to_string()))?;
        Ok(Some(Saving { at, path, state: OnceLock::new() }))
    }
}

/// A state to go on from.
pub(super) struct Resumed {
    path: PathBuf,
    /// Whose it is.
    pub(super) head: Head,
    replication: Replication,
}

impl Resumed {
    /// Is it a state of this very scenario?
    ///
    /// # Errors
    /// If not: its numbers would be those of neither.
    pub(super) fn belongs_to(&self, run: &Run, scenario: &Path) -> Result<(), Failure> {
        if self.head == Head::of(run, self.head.replication) {
            return Ok(());
        }
        let (state, scenario) = (self.path.display(), scenario.display());
        let what = "give the same file, data, --set, --horizon and --warm-up as when it was saved";
        Err(Failure::invalid(format!(
            "cannot resume `{state}`: it was saved from another scenario than `{scenario}` is now; {what}"
        )))
    }
}

/// A state to be saved on the way.
pub(super) struct Saving {
    at: SimTime,
    path: PathBuf,
    state: OnceLock<Vec<u8>>,
}

/// What is done with each replication.
pub(super) enum Course {
    Whole,
    Saved(Saving),
    Resumed(Box<Resumed>),
}

impl Course {
    /// One replication.
    pub(super) fn run(&self, scenario: &Scenario, run: &Run, replication: u32, model: &Model) -> Result<Outcome, Violation> {
        match self {
            Course::Whole => (model.simulate)(scenario, run.seed, replication, run.checked),
            Course::Resumed(resumed) => resumed.replication.clone().finish(run.checked),
            Course::Saved(saving) => {
                let mut it = Replication::new(scenario, run.seed, replication);
                it.run_until(saving.at, run.checked)?;
                let file = saved::write(&Head::of(run, replication), &run.title, &it);
                saving.state.get_or_init(|| file);
                it.finish(run.checked)
            }
        }
    }

    /// Puts what was saved on the way into its file.
    ///
    /// # Errors
    /// If the disk refuses, or something else than a saved run is there.
    pub(super) fn keep(&self) -> Result<(), Failure> {
        let Course::Saved(saving) = self else { return Ok(()) };
        let Some(file) = saving.state.get() else { return Ok(()) };
        write_saved(&saving.path, SAVED_HEAD, file).map_err(|error| Failure::input_output(error.to_string()))
    }
}
