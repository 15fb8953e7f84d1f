//! What in a folder of results is ours: its manifest ends with a list of the files that were written with it, each with its
//! hash. What is not listed, or no longer as it was written, is somebody else's.

use super::read::sha256_hex;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use toml_edit::{DocumentMut, Item, Table, value};

/// The file by which a folder of ours is known.
pub const MANIFEST: &str = "manifest.toml";

/// How that file begins.
pub const MANIFEST_HEAD: &str = "# Made by darse";

/// The one file that differs from run to run: the list has no hash of it, for the manifest is the same.
pub const TIMINGS: &str = "timings.json";

/// Before the list.
const LIST_HEAD: &str = "\n# What darse wrote here, with its SHA-256. All else in this folder stays when the run is made anew.\n";

/// Before the hash of the manifest itself, which closes the list.
const CLOSING: &str = "# All above: ";

/// A manifest with the list of the files that are written with it.
pub(super) fn with_list(manifest: &[u8], files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let others = files.iter().filter(|(name, _)| name != MANIFEST);
    let hash = |(name, bytes): &(String, Vec<u8>)| if name == TIMINGS { String::new() } else { sha256_hex(bytes) };
    let list: Table = others.map(|it| (it.0.as_str(), value(hash(it)))).collect();
    let mut document = DocumentMut::new();
    document["files"] = Item::Table(list);
    let mut whole = manifest.to_vec();
    whole.extend(LIST_HEAD.bytes());
    whole.extend(document.to_string().bytes());
    let closing = format!("{CLOSING}{}\n", sha256_hex(&whole));
    whole.extend(closing.bytes());
    whole
}

/// The files that a folder's manifest lists as ours.
pub(super) struct Belongings {
    /// Name and hash; nothing where a manifest has no list, as those of early versions.
    listed: Option<BTreeMap<String, String>>,
    manifest_is_ours: bool,
}

impl Belongings {
    /// Of a folder.
    pub(super) fn of(folder: &Path) -> Belongings {
        let manifest = fs::read_to_string(folder.join(MANIFEST)).unwrap_or_default();
        let document = manifest.parse::<DocumentMut>().ok();
        let listed = document.as_ref().and_then(|it| it.get("files")).and_then(Item::as_table).map(|table| {
            let hash = |item: &Item| item.as_str().unwrap_or_default().to_owned();
            table.iter().map(|(name, item)| (name.to_owned(), hash(item))).collect()
        });
        let closed = manifest.rsplit_once(CLOSING).is_some_and(|(above, hash)| hash.trim() == sha256_hex(above.as_bytes()));
        Belongings { manifest_is_ours: closed || listed.is_none(), listed }
    }

    /// Is this file of the folder as we wrote it? Without a list it is ours if it has the name of one that is written anew.
    pub(super) fn has(&self, folder: &Path, name: &str, is_written_anew: bool) -> bool {
        let path = folder.join(name);
        if !fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.is_file()) {
            return false;
        }
        match &self.listed {
            _ if name == MANIFEST => self.manifest_is_ours,
            None => is_written_anew,
            Some(listed) => listed
                .get(name)
                .is_some_and(|hash| hash.is_empty() || fs::read(&path).is_ok_and(|bytes| sha256_hex(&bytes) == *hash)),
        }
    }

    /// Did we make this folder in it?
    pub(super) fn has_folder(&self, name: &str) -> bool {
        self.listed.iter().flat_map(BTreeMap::keys).any(|file| lies_in(file, name))
    }
}

/// Does a file lie in a folder, or in one of its own?
pub(super) fn lies_in(file: &str, folder: &str) -> bool {
    file.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}
