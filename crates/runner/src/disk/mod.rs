//! The one place that knows the disk: what is read for a scenario, and how a run's folder is written whole or not at all.

mod belongings;
mod error;
mod file;
mod folder;
mod keep;
mod log;
mod partial;
mod read;

pub use belongings::{MANIFEST, MANIFEST_HEAD, TIMINGS};
pub use error::FolderError;
pub use file::{may_replace_file, may_save, write_new_file, write_replaced, write_saved};
pub use folder::{may_replace, write_folder};
pub use log::{Log, program_hash};
pub use partial::remove_partial;
pub use read::{DataFile, DataFiles, ReadError, read_saved, read_scenario, read_text, sha256_hex};
