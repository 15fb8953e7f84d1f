//! The one way from text to a scenario.

use super::diagnostic::{Diagnostic, Severity};
use super::read::Document;
use super::{Scenario, Sweep};

/// Every key with its default, unit and source: where defaults come from.
pub const REFERENCE: &str = include_str!("../../../../scenarios/reference.toml");

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
    /// What it asks `darse sweep` to vary.
    pub sweep: Option<Sweep>,
    /// Errors and warnings, by position.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads and checks a scenario; `name` is the file name that diagnostics carry.
pub fn load(name: &str, text: &str, files: &mut dyn Files) -> Loaded {
    let document = Document::parse(name, text, REFERENCE);
    let (scenario, sweep) = Scenario::read(&document, files);
    let diagnostics = document.finish();
    let sound = diagnostics.iter().all(|it| it.severity != Severity::Error);
    Loaded { scenario: sound.then_some(scenario), sweep, diagnostics }
}

/// The JSON Schema of a scenario.
pub fn json_schema() -> String {
    let document = Document::describe(REFERENCE);
    Scenario::read(&document, &mut NoFiles);
    super::read::json_schema(&document.descriptions())
}

/// A scenario that names no files.
struct NoFiles;

impl Files for NoFiles {
    fn read(&mut self, _: &str) -> Result<Vec<u8>, String> {
        Err("the reference names no files".to_owned())
    }
}
