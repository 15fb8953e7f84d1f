//! A folder of results appears whole or not at all: it is written beside its place under another name, then changes places with the
//! earlier one there. What is not ours in the earlier one goes over into it first.

use super::belongings::{MANIFEST, MANIFEST_HEAD, with_list};
use super::error::{FolderError, system};
use super::file::{beside, write_file};
use super::keep::keep;
use super::partial::Partial;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

/// Whether results may be written here: nothing is there yet, or an empty folder, or an earlier run of ours. A run that was put aside
/// when a process was killed is put back.
///
/// # Errors
/// If not, or what the system says.
pub fn may_replace(folder: &Path) -> Result<(), FolderError> {
    put_back(folder);
    let metadata = match fs::metadata(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return may_be_made(folder),
        other => other.map_err(system("look at", folder))?,
    };
    let ours = || fs::read_to_string(folder.join(MANIFEST)).is_ok_and(|text| text.starts_with(MANIFEST_HEAD));
    if !metadata.is_dir() {
        return Err(FolderError::NotOurs(folder.to_path_buf()));
    }
    let empty = fs::read_dir(folder).map_err(system("read", folder))?.next().is_none();
    if !empty && !ours() {
        return Err(FolderError::NotOurs(folder.to_path_buf()));
    }
    let place = fs::canonicalize(folder).map_err(system("look at", folder))?;
    let here = std::env::current_dir().and_then(fs::canonicalize);
    if here.is_ok_and(|here| here.starts_with(&place)) {
        return Err(FolderError::StoodIn(folder.to_path_buf()));
    }
    if is_mounted(&place) { Err(FolderError::Mounted(folder.to_path_buf())) } else { may_be_made(&place) }
}

/// Does the system let us make a folder at this place? It is tried where the first of those that are there already is, so that nobody waits
/// for results that cannot be written.
fn may_be_made(folder: &Path) -> Result<(), FolderError> {
    let named = |path: &&Path| !path.as_os_str().is_empty();
    let there = folder.ancestors().skip(1).filter(named).find(|path| path.exists()).unwrap_or(Path::new("."));
    let probe = beside(&there.join("darse"), "probe");
    match fs::create_dir(&probe) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()), // another of this number tries just now, and can
        made => made.and_then(|()| fs::remove_dir(&probe)).map_err(system("make a folder in", there)),
    }
}

/// Writes the files, whose paths are relative to the folder, and puts the folder in its place; the manifest among them gets a list of
/// all. Of an earlier run there what is ours is gone then, and what is not is kept: its names are returned, for people to read.
///
/// # Errors
/// If the folder may not be replaced or the system refuses; then an earlier run is untouched, and nothing is left behind but files that
/// were whole already, whose place is said.
pub fn write_folder(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<Vec<String>, FolderError> {
    may_replace(folder)?;
    // Through a link, to where it leads: the link stays.
    let place = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf());
    let parent = place.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(system("make the folder", parent))?;
    let partial = Partial::make(&place)?;
    // The manifest last: a folder that has one is whole.
    let (manifest, others): (Vec<_>, Vec<_>) = files.iter().partition(|(name, _)| name == MANIFEST);
    for (name, bytes) in others {
        write_file(&partial.path.join(name), bytes)?;
    }
    for (name, bytes) in manifest {
        write_file(&partial.path.join(name), &with_list(bytes, files))?;
    }
    let replaces = place.exists();
    let put = if replaces { keep(&place, &partial.path, files) } else { Ok(Vec::new()) }.and_then(|kept| {
        sync_folders(&partial.path);
        swap(&partial.path, &place, replaces).map_err(system("put in place", folder))?;
        Ok(kept)
    });
    if put.is_ok() {
        let _ = fs::File::open(parent).and_then(|directory| directory.sync_all());
    }
    put.map_err(|error| FolderError::Beside(partial.leave(), Box::new(error)))
}

/// Puts a new folder into the place of an old one, which is then under the new one's name or gone.
fn swap(new: &Path, place: &Path, replaces: bool) -> std::io::Result<()> {
    if !replaces {
        return fs::rename(new, place);
    }
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        if renameat_with(CWD, new, CWD, place, RenameFlags::EXCHANGE).is_ok() {
            return Ok(());
        }
    }
    // Where two folders cannot change places at once, a process that is killed between these leaves the old one beside its place.
    let earlier = beside(place, EARLIER);
    fs::rename(place, &earlier)?;
    let put = fs::rename(new, place);
    match put {
        Ok(()) => drop(fs::remove_dir_all(&earlier)),
        Err(_) => fs::rename(&earlier, place)?,
    }
    put
}

/// What an earlier run is called for a moment.
const EARLIER: &str = "earlier";

/// Puts an earlier run back that lost its place, if nothing has taken it.
fn put_back(folder: &Path) {
    let Some(name) = folder.file_name().filter(|_| fs::symlink_metadata(folder).is_err()) else { return };
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let head = format!(".{}.{EARLIER}-", name.to_string_lossy());
    let Ok(entries) = fs::read_dir(parent) else { return };
    let mut found = entries.filter_map(Result::ok).filter(|entry| entry.file_name().to_string_lossy().starts_with(&head));
    if let Some(earlier) = found.next() {
        let _ = fs::rename(earlier.path(), folder);
    }
}

/// Does another file system begin here? Such a folder cannot be put aside.
#[cfg(unix)]
fn is_mounted(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| fs::metadata(path).ok().map(|metadata| metadata.dev());
    folder.parent().is_some_and(|parent| device(parent) != device(folder))
}

#[cfg(not(unix))]
fn is_mounted(_: &Path) -> bool {
    false
}

/// What is in a folder outlives a crash of the machine; files are synced one by one as they are written.
fn sync_folders(folder: &Path) {
    let _ = fs::File::open(folder).and_then(|directory| directory.sync_all());
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir())).for_each(|entry| sync_folders(&entry.path()));
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

    fn text(path: &Path) -> String {
        fs::read_to_string(path).unwrap()
    }

    #[test]
    fn of_an_earlier_run_what_is_ours_goes_and_what_is_not_stays() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("deep/er/hello");
        let mut first = files("first");
        first.push(("plots/recovery.svg".to_owned(), b"first".to_vec()));
        first.push(("summary.csv".to_owned(), b"first".to_vec()));
        assert_eq!(write_folder(&folder, &first), Ok(Vec::new()));
        fs::create_dir(folder.join("notebooks")).unwrap();
        let theirs = ["notes.md", "notebooks/one.ipynb", "plots/mine.png"];
        theirs.iter().for_each(|name| fs::write(folder.join(name), "days of work").unwrap());
        fs::write(folder.join("summary.csv"), "first, and a column of mine").unwrap();
        let mut second = files("second");
        second.push(("summary.csv".to_owned(), b"second".to_vec()));
        let kept = write_folder(&folder, &second).unwrap();
        assert_eq!(kept, ["`notebooks/`", "`notes.md`", "`plots/mine.png`", "`summary.csv` as `summary.csv.kept`"]);
        theirs.iter().for_each(|name| assert_eq!(text(&folder.join(name)), "days of work"));
        assert_eq!(names(&folder), [MANIFEST, "notebooks", "notes.md", "plots", "summary.csv", "summary.csv.kept"]);
        assert_eq!(names(&folder.join("plots")), ["mine.png", "yard.svg"], "what no longer belongs to the run is gone");
        assert_eq!(text(&folder.join("plots/yard.svg")), "second");
        assert_eq!(text(&folder.join("summary.csv.kept")), "first, and a column of mine");
        // And again: what was kept once is kept, and nothing takes its name.
        fs::write(folder.join("summary.csv"), "another column").unwrap();
        write_folder(&folder, &files("third")).unwrap();
        write_folder(&folder, &second).unwrap();
        assert_eq!(text(&folder.join("summary.csv.kept")), "first, and a column of mine");
        assert_eq!(text(&folder.join("summary.csv.kept-2")), "another column");
        assert_eq!(names(folder.parent().unwrap()), ["hello"]);
    }

    #[test]
    fn a_manifest_that_was_written_into_stays_and_one_without_a_list_says_nothing_of_other_files() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("hello");
        write_folder(&folder, &files("first")).unwrap();
        let manifest = text(&folder.join(MANIFEST)) + "# run for chapter 3\n";
        fs::write(folder.join(MANIFEST), &manifest).unwrap();
        assert_eq!(write_folder(&folder, &files("second")).unwrap(), ["`manifest.toml` as `manifest.toml.kept`"]);
        assert_eq!(text(&folder.join("manifest.toml.kept")), manifest);
        fs::remove_file(folder.join("manifest.toml.kept")).unwrap();
        fs::write(folder.join(MANIFEST), format!("{MANIFEST_HEAD}\n")).unwrap();
        fs::write(folder.join("notes.md"), "days of work").unwrap();
        assert_eq!(write_folder(&folder, &files("third")).unwrap(), ["`notes.md`"]);
        assert_eq!(text(&folder.join("plots/yard.svg")), "third");
    }

    #[test]
    fn a_run_that_lost_its_place_to_a_kill_is_put_back() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("hello");
        write_folder(&folder, &files("first")).unwrap();
        fs::rename(&folder, root.path().join(".hello.earlier-1")).unwrap();
        fs::create_dir(beside(&folder, "partial")).unwrap();
        fs::write(root.path().join(".hello.earlier-1/notes.md"), "days of work").unwrap();
        may_replace(&folder).unwrap();
        assert_eq!(write_folder(&folder, &files("second")).unwrap(), ["`notes.md`"]);
        assert_eq!(text(&folder.join("plots/yard.svg")), "second");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_a_folder_stays_and_links_in_it_do_too() {
        let root = tempfile::tempdir().unwrap();
        let (folder, link) = (root.path().join("disk/hello"), root.path().join("hello"));
        write_folder(&folder, &files("first")).unwrap();
        std::os::unix::fs::symlink(&folder, &link).unwrap();
        std::os::unix::fs::symlink("nowhere", folder.join("data")).unwrap();
        assert_eq!(write_folder(&link, &files("second")).unwrap(), ["`data`"]);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink() && fs::read_link(folder.join("data")).is_ok());
        assert_eq!(text(&folder.join("plots/yard.svg")), "second");
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
}
