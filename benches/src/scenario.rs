//! Scenarios to be measured.

use darse_port::scenario::Files;
use darse_port::{Scenario, load};

struct NoFiles;

impl Files for NoFiles {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, String> {
        Err(format!("`{path}`: scenarios with data files are not measured here"))
    }
}

/// A scenario from its text.
///
/// # Errors
/// What is wrong with it.
pub fn scenario(text: &str) -> Result<Scenario, String> {
    let loaded = load("measured.toml", text, &mut NoFiles);
    loaded.scenario.ok_or_else(|| loaded.diagnostics.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
}
