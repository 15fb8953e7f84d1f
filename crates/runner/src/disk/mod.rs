//! The one place that knows the disk: what is read for a scenario, and how a run's folder is written whole or not at all.

mod folder;
mod log;
mod read;

pub use folder::{
    FolderError, MANIFEST, MANIFEST_HEAD, may_replace, may_replace_file, may_save, write_folder, write_new_file, write_replaced,
    write_saved,
};
pub use log::{Log, program_hash};
pub use read::{DataFile, DataFiles, ReadError, read_saved, read_scenario, read_text, sha256_hex};
