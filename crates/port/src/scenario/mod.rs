//! From text to a checked [`Scenario`].

pub mod diagnostic;
pub mod read;
pub mod units;

pub use diagnostic::{Diagnostic, Severity};

use darse_engine::SimDuration;
use serde::{Deserialize, Serialize};

/// Reads the files that a scenario names (CSV files of calls). The runner knows disks, this crate does not.
pub trait Files {
    /// The bytes of a file, by its path as written in the scenario.
    ///
    /// # Errors
    /// A lower-case fragment fit for "cannot read `path`: …".
    fn read(&mut self, path: &str) -> Result<Vec<u8>, String>;
}

/// What came of reading a scenario: with an error among the diagnostics there is none.
#[derive(Debug)]
pub struct Loaded {
    /// The checked scenario.
    pub scenario: Option<Scenario>,
    /// Errors and warnings, by position.
    pub diagnostics: Vec<Diagnostic>,
}

/// A checked scenario: only [`load`] makes one.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Scenario {
    /// One line for people.
    pub title: String,
    /// Simulated time that is measured.
    pub horizon: SimDuration,
    /// Simulated time before it that is not.
    pub warm_up: SimDuration,
    /// Seed and number of replications.
    pub experiment: Experiment,
}

/// `[experiment]`: how often, and with which random numbers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Experiment {
    /// Independent replications.
    pub replications: u32,
    /// Master seed of all random streams.
    pub seed: u64,
}

/// Reads and checks a scenario; `name` is the file name that diagnostics carry.
pub fn load(name: &str, text: &str, files: &mut dyn Files) -> Loaded {
    let _ = (name, text, files);
    let experiment = Experiment { replications: 10, seed: 2024 };
    let (horizon, warm_up) = (SimDuration::hours(24 * 28), SimDuration::hours(24 * 7));
    let scenario = Scenario { title: "stub".to_owned(), horizon, warm_up, experiment };
    Loaded { scenario: Some(scenario), diagnostics: Vec::new() }
}
