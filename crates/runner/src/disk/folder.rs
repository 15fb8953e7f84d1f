//! A run's folder appears whole or not at all: it is written beside its place under another name, then renamed into it.

use std::fmt;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// The file by which a folder of ours is known.
pub const MANIFEST: &str = "manifest.toml";

/// How that file begins.
pub const MANIFEST_HEAD: &str = "# Made by darse";

/// Why a folder or file could not be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FolderError {
    /// Something stands at the folder's place that is not a run of ours.
    NotOurs(PathBuf),
    /// A file that was to be made is there already.
    Exists(PathBuf),
    /// A file that was to be replaced is none of ours.
    NotSaved(PathBuf),
    /// Another process is writing it.
    Busy(PathBuf),
    /// The system refused: what was tried, on what, and its words.
    System(&'static str, PathBuf, String),
}

impl fmt::Display for FolderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FolderError::NotOurs(path) => write!(
                f,
                "`{}` is there and is not a run of darse (it is not empty and has no {MANIFEST} of ours): \
                 nothing was written; name another folder with --out, or remove it",
                path.display()
            ),
            FolderError::Exists(path) => write!(f, "`{}` is there already: nothing was written", path.display()),
            FolderError::NotSaved(path) => {
                write!(f, "`{}` is there and is no saved run of darse: nothing was saved; name another file", path.display())
            }
            FolderError::Busy(path) => {
                write!(f, "`{}` is being written by another darse: wait for it, or name another --out", path.display())
            }
            FolderError::System(what, path, why) => write!(f, "cannot {what} `{}`: {why}", path.display()),
        }
    }
}

impl std::error::Error for FolderError {}

/// Whether a run may be written here: nothing is there yet, or an empty folder, or an earlier run of ours.
///
/// # Errors
/// [`FolderError::NotOurs`] if not, or what the system says.
pub fn may_replace(folder: &Path) -> Result<(), FolderError> {
    let metadata = match fs::metadata(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        other => other.map_err(system("look at", folder))?,
    };
    let ours = || fs::read_to_string(folder.join(MANIFEST)).is_ok_and(|text| text.starts_with(MANIFEST_HEAD));
    if !metadata.is_dir() {
        return Err(FolderError::NotOurs(folder.to_path_buf()));
    }
    let empty = fs::read_dir(folder).map_err(system("read", folder))?.next().is_none();
    if empty || ours() { Ok(()) } else { Err(FolderError::NotOurs(folder.to_path_buf())) }
}

/// Writes the files, whose paths are relative to the folder, and puts the folder in its place. An earlier run there is
/// replaced as a whole.
///
/// # Errors
/// If the folder may not be replaced or the system refuses; then nothing is left behind and an earlier run is untouched.
pub fn write_folder(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), FolderError> {
    may_replace(folder)?;
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(system("make the folder", parent))?;
    let partial = Temporary::make(folder, "partial")?;
    for (name, bytes) in files {
        write_file(&partial.0.join(name), bytes)?;
    }
    let earlier = Temporary(beside(folder, "earlier"));
    let replaces = folder.exists();
    if replaces {
        fs::rename(folder, &earlier.0).map_err(system("replace", folder))?;
    }
    if let Err(error) = fs::rename(&partial.0, folder) {
        if replaces {
            let _ = fs::rename(&earlier.0, folder);
        }
        return Err(system("put in place", folder)(error));
    }
    let _ = fs::File::open(parent).and_then(|directory| directory.sync_all());
    Ok(())
}

/// Writes a file that is not there yet.
///
/// # Errors
/// If it is there, or the system refuses.
pub fn write_new_file(path: &Path, bytes: &[u8]) -> Result<(), FolderError> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(system("make the folder", parent))?;
    }
    let made = fs::OpenOptions::new().write(true).create_new(true).open(path);
    let mut file = match made {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            return Err(FolderError::Exists(path.to_path_buf()));
        }
        other => other.map_err(system("make", path))?,
    };
    file.write_all(bytes).map_err(|error| {
        let _ = fs::remove_file(path);
        system("write", path)(error)
    })
}

/// Whether the state of a run may be written here: nothing is there yet, or a file that begins with `head`, as a state does.
///
/// # Errors
/// If something else is there, or the system refuses.
pub fn may_save(path: &Path, head: &str) -> Result<(), FolderError> {
    let file = match fs::File::open(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        other => other.map_err(system("look at", path))?,
    };
    let mut start = Vec::new();
    let read = file.take(head.len() as u64).read_to_end(&mut start);
    if read.is_ok() && start == head.as_bytes() { Ok(()) } else { Err(FolderError::NotSaved(path.to_path_buf())) }
}

/// Writes the state of a run, whole or not at all; see [`may_save`].
///
/// # Errors
/// If something else is there, or the system refuses.
pub fn write_saved(path: &Path, head: &str, bytes: &[u8]) -> Result<(), FolderError> {
    may_save(path, head)?;
    put_in_place(path, bytes)
}

/// Whether a report may be written here: nothing is there yet, or a file.
///
/// # Errors
/// If a folder is there, or the system refuses.
pub fn may_replace_file(path: &Path) -> Result<(), FolderError> {
    match fs::metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Ok(metadata) if metadata.is_file() => Ok(()),
        Ok(_) => Err(FolderError::System("write", path.to_path_buf(), "it is not a regular file".to_owned())),
        Err(error) => Err(system("look at", path)(error)),
    }
}

/// Writes a report, whole or not at all, in the place of an earlier one.
///
/// # Errors
/// See [`may_replace_file`].
pub fn write_replaced(path: &Path, bytes: &[u8]) -> Result<(), FolderError> {
    may_replace_file(path)?;
    put_in_place(path, bytes)
}

/// Writes beside the place, then renames into it.
fn put_in_place(path: &Path, bytes: &[u8]) -> Result<(), FolderError> {
    let partial = beside(path, "partial");
    let written = write_file(&partial, bytes).and_then(|()| fs::rename(&partial, path).map_err(system("put in place", path)));
    if written.is_err() {
        let _ = fs::remove_file(&partial);
    }
    written
}

fn write_file(path: &Path, bytes: &[u8]) -> Result<(), FolderError> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(system("make the folder", parent))?;
    }
    let mut file = fs::File::create(path).map_err(system("make", path))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(system("write", path))
}

/// A folder that is removed when it goes out of scope, if it is still under this name.
struct Temporary(PathBuf);

impl Temporary {
    fn make(folder: &Path, why: &str) -> Result<Temporary, FolderError> {
        let path = beside(folder, why);
        fs::create_dir(&path).map_err(system("make the folder", &path))?;
        Ok(Temporary(path))
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A hidden name in the same folder, so that a rename stays on one file system.
fn beside(folder: &Path, why: &str) -> PathBuf {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    folder.with_file_name(format!(".{name}.{why}-{}", std::process::id()))
}

pub(super) fn system(what: &'static str, path: &Path) -> impl Fn(std::io::Error) -> FolderError {
    move |error| FolderError::System(what, path.to_path_buf(), error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(mark: &str) -> Vec<(String, Vec<u8>)> {
        vec![
            (MANIFEST.to_owned(), format!("{MANIFEST_HEAD}\nmark = \"{mark}\"\n").into_bytes()),
            ("plots/yard.svg".to_owned(), mark.as_bytes().to_vec()),
        ]
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn an_earlier_run_is_replaced_as_a_whole() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("deep/er/hello");
        write_folder(&folder, &files("first")).unwrap();
        fs::write(folder.join("stale.txt"), "left from before").unwrap();
        write_folder(&folder, &files("second")).unwrap();
        assert_eq!(names(&folder), [MANIFEST, "plots"]);
        assert_eq!(fs::read_to_string(folder.join("plots/yard.svg")).unwrap(), "second");
        assert_eq!(names(folder.parent().unwrap()), ["hello"]);
    }

    #[test]
    fn an_empty_folder_is_taken_and_a_strange_one_left_alone() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("results");
        fs::create_dir(&folder).unwrap();
        may_replace(&folder).unwrap();
        fs::write(folder.join("thesis.tex"), "years of work").unwrap();
        assert_eq!(write_folder(&folder, &files("x")), Err(FolderError::NotOurs(folder.clone())));
        fs::write(folder.join(MANIFEST), "name = \"another program's\"").unwrap();
        assert_eq!(may_replace(&folder), Err(FolderError::NotOurs(folder.clone())));
        assert_eq!(names(root.path()), ["results"]);
        assert_eq!(names(&folder), [MANIFEST, "thesis.tex"]);
        let file = folder.join("thesis.tex");
        assert_eq!(may_replace(&file), Err(FolderError::NotOurs(file)));
    }

    #[test]
    fn a_failure_leaves_nothing_and_keeps_the_earlier_run() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("hello");
        write_folder(&folder, &files("first")).unwrap();
        let mut broken = files("second");
        broken.push((format!("{}.svg", "n".repeat(400)), Vec::new()));
        assert!(matches!(write_folder(&folder, &broken), Err(FolderError::System("make", _, _))));
        assert_eq!(names(root.path()), ["hello"]);
        assert_eq!(fs::read_to_string(folder.join("plots/yard.svg")).unwrap(), "first");
    }

    #[test]
    fn a_state_replaces_a_state_and_nothing_else() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("ten-days.darse");
        write_saved(&path, "# ours", b"# ours: first").unwrap();
        write_saved(&path, "# ours", b"# ours: second").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"# ours: second");
        fs::write(&path, "years of work").unwrap();
        assert_eq!(write_saved(&path, "# ours", b"# ours"), Err(FolderError::NotSaved(path.clone())));
        assert_eq!(
            (fs::read(&path).unwrap(), names(root.path())),
            (b"years of work".to_vec(), vec!["ten-days.darse".to_owned()])
        );
    }

    #[test]
    fn a_new_file_never_overwrites() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("port.toml");
        write_new_file(&path, b"first").unwrap();
        assert_eq!(write_new_file(&path, b"second"), Err(FolderError::Exists(path.clone())));
        assert_eq!(fs::read(&path).unwrap(), b"first");
    }
}
