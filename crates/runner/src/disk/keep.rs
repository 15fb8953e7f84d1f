//! Files that somebody else put into a folder of results: they go over into the run that takes its place.

use super::belongings::{Belongings, lies_in};
use super::error::{FolderError, system};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A folder that takes the place of another.
pub(super) struct Keeper<'a> {
    /// The folder as it is.
    old: &'a Path,
    /// The one beside it that is to take its place.
    new: &'a Path,
    ours: Belongings,
    written: BTreeSet<&'a str>,
    /// What was kept, for people to read.
    kept: Vec<String>,
}

/// Brings what is not ours from one folder into another that has our files already: a second name of the same file, so that nothing is
/// read, copied or missed that is being written to. What has the name of a file of ours gets a name of its own. Says what was kept.
///
/// # Errors
/// What the system says.
pub(super) fn keep(old: &Path, new: &Path, files: &[(String, Vec<u8>)]) -> Result<Vec<String>, FolderError> {
    let written = files.iter().map(|(name, _)| name.as_str()).collect();
    let mut keeper = Keeper { old, new, ours: Belongings::of(old), written, kept: Vec::new() };
    keeper.folder("")?;
    Ok(keeper.kept)
}

impl Keeper<'_> {
    /// What lies in a folder that has files of ours.
    fn folder(&mut self, within: &str) -> Result<(), FolderError> {
        for entry in entries(&self.old.join(within))? {
            let Some(last) = entry.file_name().map(|it| it.to_string_lossy().into_owned()) else { continue };
            let name = if within.is_empty() { last } else { format!("{within}/{last}") };
            let is_folder = is_folder(&entry);
            let is_anew = self.written.contains(name.as_str());
            if is_folder && (self.ours.has_folder(&name) || self.written.iter().any(|file| lies_in(file, &name))) {
                self.folder(&name)?;
            } else if is_folder || !self.ours.has(self.old, &name, is_anew) {
                let place = self.place(&name, &entry)?;
                bring(&entry, &place)?;
                let called = place.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
                let renamed = if name.ends_with(&called) { String::new() } else { format!(" as `{called}`") };
                self.kept.push(format!("`{name}{}`{renamed}", if is_folder { "/" } else { "" }));
            }
        }
        Ok(())
    }

    /// Where it goes: to its own name, or to the next that neither folder has.
    fn place(&self, name: &str, entry: &Path) -> Result<PathBuf, FolderError> {
        let own = self.new.join(entry.strip_prefix(self.old).unwrap_or(Path::new(name)));
        let folder = own.parent().unwrap_or(self.new);
        fs::create_dir_all(folder).map_err(system("make the folder", folder))?;
        let other = |nth: u32| if nth == 1 { format!("{name}.kept") } else { format!("{name}.kept-{nth}") };
        let names = (1..).map(other).find(|it| !is_there(&self.old.join(it)) && !is_there(&self.new.join(it)));
        Ok(if is_there(&own) { names.map_or(own, |it| self.new.join(it)) } else { own })
    }
}

fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_dir())
}

/// What lies in a folder, by name.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, FolderError> {
    let read = |entry: std::io::Result<fs::DirEntry>| entry.map(|entry| entry.path());
    let mut all: Vec<PathBuf> =
        fs::read_dir(folder).and_then(|entries| entries.map(read).collect()).map_err(system("read", folder))?;
    all.sort();
    Ok(all)
}

/// A file, or a folder with all in it, under a second name; a copy where the system has no second names.
fn bring(from: &Path, to: &Path) -> Result<(), FolderError> {
    if !is_folder(from) {
        return fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(drop)).map_err(system("keep", from));
    }
    fs::create_dir(to).map_err(system("make the folder", to))?;
    for entry in entries(from)? {
        bring(&entry, &to.join(entry.file_name().unwrap_or_default()))?;
    }
    Ok(())
}
