//! A file that is only ever added to, line by line, by one process at a time; and removed when it has served.

use super::error::{FolderError, system};
use std::fs::{File, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// So many additions may be lost if the machine goes down; none if the process does.
const UNSYNCED: u32 = 64;

/// An open log.
#[derive(Debug)]
pub struct Log {
    path: PathBuf,
    file: File,
    unsynced: u32,
}

impl Log {
    /// Opens a log or makes it; and what stands in it.
    ///
    /// # Errors
    /// If another process has it open, or the system refuses.
    pub fn open(path: &Path) -> Result<(Log, Vec<u8>), FolderError> {
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(system("make the folder", parent))?;
        }
        let mut file = File::options().read(true).append(true).create(true).open(path).map_err(system("open", path))?;
        file.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => FolderError::Busy(path.to_path_buf()),
            TryLockError::Error(error) => system("lock", path)(error),
        })?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(system("read", path))?;
        Ok((Log { path: path.to_path_buf(), file, unsynced: 0 }, bytes))
    }

    /// Cuts off everything behind so many bytes.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn cut(&mut self, bytes: usize) -> Result<(), FolderError> {
        let cut = self.file.set_len(bytes as u64).and_then(|()| self.file.seek(SeekFrom::End(0)));
        cut.map(|_| ()).map_err(system("cut", &self.path))
    }

    /// Adds lines: they outlive the process at once, and a crash of the machine but for the last few.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn add(&mut self, lines: &str) -> Result<(), FolderError> {
        self.file.write_all(lines.as_bytes()).map_err(system("write", &self.path))?;
        self.unsynced += 1;
        if self.unsynced >= UNSYNCED {
            self.unsynced = 0;
            self.file.sync_data().map_err(system("write", &self.path))?;
        }
        Ok(())
    }

    /// Removes the file.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn remove(self) -> Result<(), FolderError> {
        std::fs::remove_file(&self.path).map_err(system("remove", &self.path))
    }
}

/// A hash of the running program's own file, by which it is known that the very same one wrote a log; nothing where it cannot be read.
pub fn program_hash() -> String {
    let own = std::env::current_exe().and_then(std::fs::read);
    own.map(|bytes| super::sha256_hex(&bytes)[..16].to_owned()).unwrap_or_default()
}
