//! A folder that is being written: hidden, beside the place that it is to take; and those that killed processes left there.

use super::belongings::MANIFEST;
use super::error::{FolderError, system};
use super::file::beside;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// What such a folder is called.
const PARTIAL: &str = "partial";

/// A folder that is removed when it goes out of scope, if it is still under this name.
pub(super) struct Partial {
    pub(super) path: PathBuf,
    /// Says that somebody writes it, to those too that do not see the process; nothing where the system cannot.
    _held: Option<fs::File>,
}

impl Partial {
    /// Beside another. One that a killed process left behind is not in the way.
    pub(super) fn make(folder: &Path) -> Result<Partial, FolderError> {
        let path = beside(folder, PARTIAL);
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut tried = (0..100).map(|nth| if nth == 0 { path.clone() } else { path.with_file_name(format!("{name}-{nth}")) });
        let made = tried.find_map(|path| match fs::create_dir(&path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => None,
            made => Some(made.map(|()| path)),
        });
        let made = made.unwrap_or_else(|| Err(ErrorKind::AlreadyExists.into())).map_err(system("make the folder", &path))?;
        Ok(Partial { _held: held(&made), path: made })
    }

    /// It stays, and this is where.
    pub(super) fn leave(self) -> PathBuf {
        let place = self.path.clone();
        std::mem::forget(self);
        place
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// Removes what killed processes left half-written beside this folder, and says what. Nothing is removed that somebody writes, nor a folder
/// that is whole: results that could not be put in their place were said to be there.
///
/// A process that is not seen is not therefore dead: it may be of another machine or container, or hidden from us. Nothing is removed
/// that cannot be locked.
pub fn remove_partial(folder: &Path) -> Vec<PathBuf> {
    let place = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf());
    let Some(name) = place.file_name() else { return Vec::new() };
    let head = format!(".{}.{PARTIAL}-", name.to_string_lossy());
    let parent = place.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let entries = fs::read_dir(parent).into_iter().flatten().filter_map(Result::ok);
    let is_left = |entry: &fs::DirEntry| {
        let writer = entry.file_name().to_str().and_then(|name| writer(name.strip_prefix(&head)?));
        writer.is_some_and(is_dead) && entry.file_type().is_ok_and(|kind| kind.is_dir()) && !entry.path().join(MANIFEST).exists()
    };
    let mut left: Vec<PathBuf> = entries.filter(is_left).map(|entry| entry.path()).collect();
    left.sort();
    left.retain(|path| held(path).is_some_and(|_held| fs::remove_dir_all(path).is_ok()));
    left
}

/// The process that a name ends with: `123`, or `123-1` where that was taken.
fn writer(end: &str) -> Option<u32> {
    let (process, nth) = end.split_once('-').unwrap_or((end, "0"));
    let number = |text: &str| text.bytes().all(|it| it.is_ascii_digit()).then(|| text.parse().ok()).flatten();
    number(process).filter(|_| number(nth).is_some())
}

/// The folder locked, until this is dropped.
fn held(folder: &Path) -> Option<fs::File> {
    fs::File::open(folder).ok().filter(|folder| folder.try_lock().is_ok())
}

/// Is there no process of this number?
#[cfg(target_os = "linux")]
fn is_dead(process: u32) -> bool {
    let seen = |process: &str| Path::new("/proc").join(process).exists();
    seen("self") && !seen(&process.to_string())
}

/// Elsewhere nobody says.
#[cfg(not(target_os = "linux"))]
fn is_dead(_: u32) -> bool {
    false
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use super::*;

    /// No process has this number: Linux gives none above 2^22.
    const NOBODY: u32 = 1 << 30;

    #[test]
    fn what_a_killed_process_left_half_written_is_removed_and_nothing_else() {
        let root = tempfile::tempdir().unwrap();
        let make = |name: &str| fs::create_dir_all(root.path().join(name)).unwrap();
        let left = [format!(".hello.partial-{NOBODY}"), format!(".hello.partial-{NOBODY}-1")];
        left.iter().for_each(|name| make(&format!("{name}/plots")));
        let stay = [
            format!(".hello.partial-{}", std::process::id()),
            format!(".other.partial-{NOBODY}"),
            format!(".hello.partial-{NOBODY}-mine"),
            format!(".hello.partial-+{NOBODY}"),
            ".hello.partial-".to_owned(),
            format!(".hello.earlier-{NOBODY}"),
            format!("hello.partial-{NOBODY}"),
        ];
        stay.iter().for_each(|name| make(name));
        let whole = format!(".hello.partial-{NOBODY}-2");
        make(&whole);
        fs::write(root.path().join(&whole).join(MANIFEST), "").unwrap();
        let file = format!(".hello.partial-{NOBODY}-3");
        fs::write(root.path().join(&file), "").unwrap();
        let link = format!(".hello.partial-{NOBODY}-4");
        std::os::unix::fs::symlink(root.path(), root.path().join(&link)).unwrap();
        let writing = format!(".hello.partial-{NOBODY}-5");
        make(&writing);
        let held = held(&root.path().join(&writing)).unwrap();
        let removed = remove_partial(&root.path().join("hello"));
        assert_eq!(removed, left.map(|name| fs::canonicalize(root.path()).unwrap().join(name)));
        let there = |name: &String| fs::symlink_metadata(root.path().join(name)).is_ok();
        assert!(stay.iter().chain([&whole, &file, &link, &writing]).all(there));
        drop(held);
        assert_eq!(remove_partial(&root.path().join("hello")).len(), 1, "its writer has let go");
    }

    #[test]
    fn one_that_is_being_written_is_held() {
        let root = tempfile::tempdir().unwrap();
        let partial = Partial::make(&root.path().join("hello")).unwrap();
        assert!(held(&partial.path).is_none());
        let path = partial.path.clone();
        drop(partial);
        assert!(!path.exists());
    }
}
