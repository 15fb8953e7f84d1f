//! Reading scenarios and the data files that they name.

use darse_port::scenario::Files;
use sha2::{Digest, Sha256};
use std::fmt;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

/// A scenario larger than this is refused [bytes].
const SCENARIO_LIMIT: u64 = 4 << 20;

/// A data file larger than this is refused [bytes].
const DATA_LIMIT: u64 = 256 << 20;

/// A saved run larger than this is refused [bytes].
const SAVED_LIMIT: u64 = 4 << 30;

/// Why a file could not be read: a fragment fit for "cannot read `path`: …".
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// There is no such file.
    Missing,
    /// It is a folder, a pipe or a device.
    NotAFile,
    /// It holds more than the limit [bytes].
    TooLarge(u64),
    /// It is not UTF-8 from this byte on.
    NotText(usize),
    /// The system's own words.
    System(String),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadError::Missing => f.write_str("no such file"),
            ReadError::NotAFile => f.write_str("it is not a regular file"),
            ReadError::TooLarge(limit) => write!(f, "it is larger than {} MiB", limit >> 20),
            ReadError::NotText(byte) => write!(f, "it is not UTF-8 text (byte {byte})"),
            ReadError::System(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for ReadError {}

/// The text of a scenario.
///
/// # Errors
/// If it is missing, too large, no text, or the system refuses.
pub fn read_scenario(path: &Path) -> Result<String, ReadError> {
    text(read_up_to(path, SCENARIO_LIMIT)?)
}

/// The text of a file of ours, e.g. a baseline.
///
/// # Errors
/// If it is missing, too large, no text, or the system refuses.
pub fn read_text(path: &Path) -> Result<String, ReadError> {
    text(read_up_to(path, DATA_LIMIT)?)
}

fn text(bytes: Vec<u8>) -> Result<String, ReadError> {
    String::from_utf8(bytes).map_err(|error| ReadError::NotText(error.utf8_error().valid_up_to()))
}

/// A saved run.
///
/// # Errors
/// If it is missing, too large, or the system refuses.
pub fn read_saved(path: &Path) -> Result<Vec<u8>, ReadError> {
    read_up_to(path, SAVED_LIMIT)
}

fn read_up_to(path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
    let system = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => ReadError::Missing,
        ErrorKind::PermissionDenied => ReadError::System("permission denied".to_owned()),
        _ => ReadError::System(error.to_string()),
    };
    if !std::fs::metadata(path).map_err(system)?.is_file() {
        return Err(ReadError::NotAFile);
    }
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(system)?;
    file.take(limit + 1).read_to_end(&mut bytes).map_err(system)?;
    if bytes.len() as u64 > limit { Err(ReadError::TooLarge(limit)) } else { Ok(bytes) }
}

/// A data file that a scenario was read with, for the manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataFile {
    /// Its path as the scenario writes it; of an absolute one the last part alone.
    pub name: String,
    /// SHA-256 of its bytes, in hex.
    pub sha256: String,
}

/// The data files of one scenario. A relative path is looked for in the scenario's folder, then in the current one.
#[derive(Clone, Debug)]
pub struct DataFiles {
    folder: PathBuf,
    /// Every file read so far, in the order in which it was read first.
    pub read: Vec<DataFile>,
}

impl DataFiles {
    /// Those of the scenario at this path.
    pub fn beside(scenario: &Path) -> DataFiles {
        let folder = scenario.parent().map(Path::to_path_buf).unwrap_or_default();
        DataFiles { folder, read: Vec::new() }
    }

    /// Where a file that was read is, for who stands where the program does.
    pub fn place(&self, path: &str) -> PathBuf {
        let beside = self.folder.join(path);
        let is_read = self.read.iter().any(|file| file.name == path);
        if is_read && beside.is_file() { beside } else { PathBuf::from(path) }
    }
}

impl Files for DataFiles {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, String> {
        let written = Path::new(path);
        let bytes = match read_up_to(&self.folder.join(written), DATA_LIMIT) {
            Err(ReadError::Missing) if written.is_relative() => read_up_to(written, DATA_LIMIT),
            other => other,
        };
        let bytes = bytes.map_err(|error| error.to_string())?;
        let last = written.file_name().map(|name| name.to_string_lossy().into_owned());
        let name = last.filter(|_| written.is_absolute()).unwrap_or_else(|| path.to_owned());
        let file = DataFile { name, sha256: sha256_hex(&bytes) };
        if !self.read.contains(&file) {
            self.read.push(file);
        }
        Ok(bytes)
    }
}

/// SHA-256 in hex, as `sha256sum` prints it.
pub fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_data_file_is_looked_for_beside_the_scenario() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("data")).unwrap();
        std::fs::write(folder.path().join("data/calls.csv"), "abc").unwrap();
        let mut files = DataFiles::beside(&folder.path().join("port.toml"));
        assert_eq!(files.read("data/calls.csv").unwrap(), b"abc");
        let absolute = folder.path().join("data/calls.csv");
        assert_eq!(files.read(absolute.to_str().unwrap()).unwrap(), b"abc");
        let names: Vec<&str> = files.read.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["data/calls.csv", "calls.csv"]);
        assert_eq!(files.read[0].sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn a_relative_path_falls_back_to_the_current_folder() {
        let folder = tempfile::tempdir().unwrap();
        let mut files = DataFiles::beside(&folder.path().join("port.toml"));
        assert!(files.read("Cargo.toml").is_ok(), "tests run in the crate's folder");
    }

    #[test]
    fn what_cannot_be_read_is_said_in_a_fragment() {
        let folder = tempfile::tempdir().unwrap();
        let mut files = DataFiles::beside(&folder.path().join("port.toml"));
        assert_eq!(files.read("nothing.csv"), Err("no such file".to_owned()));
        assert_eq!(files.read("."), Err("it is not a regular file".to_owned()));
        let latin1 = folder.path().join("latin1.toml");
        std::fs::write(&latin1, b"title = \"M\xe9d\"").unwrap();
        assert_eq!(read_scenario(&latin1), Err(ReadError::NotText(10)));
        let large = folder.path().join("large.toml");
        std::fs::File::create(&large).unwrap().set_len(SCENARIO_LIMIT + 1).unwrap();
        assert_eq!(read_scenario(&large).unwrap_err().to_string(), "it is larger than 4 MiB");
    }
}
