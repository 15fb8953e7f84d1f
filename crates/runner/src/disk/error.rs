//! Why something could not be written.

use super::belongings::MANIFEST;
use std::fmt;
use std::path::{Path, PathBuf};

/// Why a folder or file could not be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FolderError {
    /// Something stands at the folder's place that is not a run of ours.
    NotOurs(PathBuf),
    /// Whoever gave the command stands in it.
    StoodIn(PathBuf),
    /// A file system of its own begins here, which cannot be put aside.
    Mounted(PathBuf),
    /// Everything was written, and could not be put in its place: where it is, and why.
    Beside(PathBuf, Box<FolderError>),
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
            FolderError::StoodIn(path) => write!(
                f,
                "`{}` is, or holds, the folder you stand in, which cannot be replaced under your feet: name a folder in it by --out, \
                 or give the command from outside",
                path.display()
            ),
            FolderError::Mounted(path) => {
                let path = path.display();
                write!(
                    f,
                    "`{path}` is where a file system is mounted, and cannot be replaced: name a folder in it, e.g. --out {path}/run"
                )
            }
            FolderError::Beside(left, why) => write!(f, "{why}; the results are whole, in `{}`", left.display()),
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

/// What the system said of something that was tried on a path.
pub(super) fn system(what: &'static str, path: &Path) -> impl Fn(std::io::Error) -> FolderError {
    move |error| FolderError::System(what, path.to_path_buf(), error.to_string())
}
