//! The one place that knows the disk: what is read for a scenario, and how a run's folder is written whole or not at all.

mod folder;
mod read;

pub use folder::{FolderError, MANIFEST, MANIFEST_HEAD, may_replace, may_save, write_folder, write_new_file, write_saved};
pub use read::{DataFile, DataFiles, ReadError, read_saved, read_scenario, sha256_hex};
