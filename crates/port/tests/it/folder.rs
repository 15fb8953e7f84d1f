//! A folder that data files are read from.

use darse_port::scenario::{Files, Loaded, load};
use std::path::PathBuf;

/// The repository.
pub const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// Reads files as they are written in a scenario, from this folder.
pub struct Folder(pub PathBuf);

impl Files for Folder {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, String> {
        std::fs::read(self.0.join(path)).map_err(|_| "no such file".to_owned())
    }
}

/// A scenario of the repository, its data files in a folder.
pub fn load_scenario(name: &str, data: PathBuf) -> Loaded {
    let text = std::fs::read_to_string(format!("{ROOT}/scenarios/{name}")).unwrap();
    load(name, &text, &mut Folder(data))
}
