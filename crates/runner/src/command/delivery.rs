//! Where a command's files go: asked before anything runs, written when all is done.

use crate::console::Console;
use crate::disk::{TIMINGS, may_replace, remove_partial, write_folder};
use crate::exit::Failure;
use std::path::Path;

/// So many of the names that were kept are said.
const SAID: usize = 8;

/// Is there room for results in this folder? What killed processes left half-written beside it is removed, and that is said.
///
/// # Errors
/// If something that is no run of ours is there, or the disk refuses.
pub(super) fn ready(folder: &Path, quiet: bool, console: &mut Console) -> Result<(), Failure> {
    may_replace(folder).map_err(|error| Failure::input_output(error.to_string()))?;
    let removed: Vec<String> = remove_partial(folder).iter().map(|path| format!("`{}`", path.display())).collect();
    if !quiet && !removed.is_empty() {
        console.note(&format!("removed what a process that was killed left half-written: {}", removed.join(", ")));
    }
    Ok(())
}

/// Writes the files of a command and how long it took; says what of an earlier run's folder was not ours and stays.
///
/// # Errors
/// If the disk refuses.
pub(super) fn deliver(
    folder: &Path,
    mut files: Vec<(String, Vec<u8>)>,
    timings: Vec<u8>,
    quiet: bool,
    console: &mut Console,
) -> Result<(), Failure> {
    files.push((TIMINGS.to_owned(), timings));
    let kept = write_folder(folder, &files).map_err(|error| Failure::input_output(error.to_string()))?;
    if !quiet && !kept.is_empty() {
        let more = kept.len().saturating_sub(SAID);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let names = kept[..kept.len().min(SAID)].join(", ");
        console.note(&format!("kept in {}, as darse did not write it: {names}{more}", folder.display()));
    }
    Ok(())
}
