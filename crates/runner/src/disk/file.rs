//! Single files: made but never over another, or put in the place of an earlier one, whole or not at all.

use super::error::{FolderError, system};
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

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

/// Writes a file and the folders it lies in; it outlives a crash of the machine.
pub(super) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), FolderError> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(system("make the folder", parent))?;
    }
    let mut file = fs::File::create(path).map_err(system("make", path))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(system("write", path))
}

/// A hidden name in the same folder, so that a rename stays on one file system.
pub(super) fn beside(folder: &Path, why: &str) -> PathBuf {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    folder.with_file_name(format!(".{name}.{why}-{}", std::process::id()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
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
