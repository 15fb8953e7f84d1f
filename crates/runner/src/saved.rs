//! A saved run: a head that people can read, and the state behind it. Pure: bytes to bytes.
//!
//! The head is TOML; it says what was saved and how long the state is, with its SHA-256, so that a file cut short or altered
//! is refused before anything is made of it.

use crate::disk::sha256_hex;
use crate::results::Run;
use darse_port::{Replication, STATE_FORMAT};
use toml_edit::{Array, DocumentMut, value};

/// How such a file begins.
pub const SAVED_HEAD: &str = "# Made by darse: a saved run";

/// The line between head and state.
const DIVIDER: &str = "\n# The state follows.\n";

/// What is known of a saved run before its state is loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// SHA-256 of the scenario's effective text.
    pub scenario: String,
    /// SHA-256 of its data files, in the order in which they were read.
    pub data: Vec<String>,
    /// Master seed.
    pub seed: u64,
    /// Which replication.
    pub replication: u32,
}

/// Why a file is not continued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It was not made by `--save-at`.
    NotSaved,
    /// Its state has another shape than this program's.
    Format(i64),
    /// It is cut short or altered; the fragment says where it was seen.
    Broken(String),
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Fault::NotSaved => write!(f, "it is no saved run of darse: `--save-at TIME FILE` makes one"),
            Fault::Format(format) => write!(
                f,
                "its state has format {format}, this darse ({}) reads format {STATE_FORMAT}: save it again, or continue it with the darse that saved it",
                env!("CARGO_PKG_VERSION")
            ),
            Fault::Broken(how) => write!(f, "it is damaged: {how}"),
        }
    }
}

impl Head {
    /// What a run of this replication must agree with to be continued.
    pub fn of(run: &Run, replication: u32) -> Head {
        let data = run.data.iter().map(|file| file.sha256.clone()).collect();
        Head { scenario: run.sha256.clone(), data, seed: run.seed, replication }
    }
}

/// A replication under way as a file.
pub fn write(head: &Head, title: &str, replication: &Replication) -> Vec<u8> {
    let state = darse_state::to_bytes(replication);
    let mut document = DocumentMut::new();
    document["format"] = value(i64::from(STATE_FORMAT));
    document["darse"] = value(env!("CARGO_PKG_VERSION"));
    document["title"] = value(title);
    document["at"] = value(format!("{} h", crate::number::shortest(replication.now().0 as f64 / 3600e6)));
    document["replication"] = value(i64::from(head.replication));
    document["seed"] = value(head.seed.to_string());
    document["scenario"] = value(head.scenario.as_str());
    document["data"] = value(head.data.iter().map(String::as_str).collect::<Array>());
    document["bytes"] = value(i64::try_from(state.len()).unwrap_or(i64::MAX));
    document["sha256"] = value(sha256_hex(&state));
    let mut file = format!("{SAVED_HEAD}; `darse run SCENARIO --resume FILE` continues it.\n{document}{DIVIDER}").into_bytes();
    file.extend(state);
    file
}

/// The head of a file, and its state still as bytes.
///
/// # Errors
/// A [`Fault`] if it is none of ours, of another format, or damaged.
pub fn read(file: &[u8]) -> Result<(Head, &[u8]), Fault> {
    if !file.starts_with(SAVED_HEAD.as_bytes()) {
        return Err(Fault::NotSaved);
    }
    let broken = |how: &str| Fault::Broken(how.to_owned());
    let divider = DIVIDER.as_bytes();
    let head_end =
        file.windows(divider.len()).position(|window| window == divider).ok_or_else(|| broken("its head has no end"))?;
    let (head, state) = (&file[..head_end], &file[head_end + divider.len()..]);
    let head = std::str::from_utf8(head).ok().and_then(|text| text.parse::<DocumentMut>().ok());
    let head = head.ok_or_else(|| broken("its head is no TOML"))?;
    let format = head.get("format").and_then(toml_edit::Item::as_integer).ok_or_else(|| broken("its head names no format"))?;
    if format != i64::from(STATE_FORMAT) {
        return Err(Fault::Format(format));
    }
    let text = |key: &str| head.get(key).and_then(|item| item.as_str()).map(str::to_owned);
    let number = |key: &str| head.get(key).and_then(toml_edit::Item::as_integer);
    let parsed = || {
        let data = head.get("data")?.as_array()?.iter().map(|it| it.as_str().map(str::to_owned)).collect::<Option<Vec<_>>>()?;
        let replication = u32::try_from(number("replication")?).ok()?;
        Some(Head { scenario: text("scenario")?, data, seed: text("seed")?.parse().ok()?, replication })
    };
    let parsed = parsed().ok_or_else(|| broken("its head is incomplete"))?;
    if number("bytes") != i64::try_from(state.len()).ok() {
        return Err(Fault::Broken(format!("its state has {} bytes, not as many as its head says", state.len())));
    }
    if text("sha256") != Some(sha256_hex(state)) {
        return Err(broken("its state is not the one that its head describes"));
    }
    Ok((parsed, state))
}

#[cfg(test)]
mod tests {
    use super::*;
    use darse_port::scenario::Files;
    use darse_port::{Scenario, load};

    struct NoFiles;
    impl Files for NoFiles {
        fn read(&mut self, path: &str) -> Result<Vec<u8>, String> {
            Err(format!("{path}: no files here"))
        }
    }

    fn hello() -> Scenario {
        load("hello.toml", include_str!("../../../scenarios/hello.toml"), &mut NoFiles).scenario.unwrap()
    }

    fn head() -> Head {
        Head { scenario: "ab".repeat(32), data: vec!["cd".repeat(32)], seed: u64::MAX, replication: 3 }
    }

    fn file() -> Vec<u8> {
        let mut replication = Replication::new(&hello(), u64::MAX, 3);
        replication.run_until(darse_engine::SimTime(3_600_000_000 * 30), false).unwrap();
        write(&head(), "Hello", &replication)
    }

    #[test]
    fn what_was_written_is_read() {
        let file = file();
        let (read_head, state) = read(&file).unwrap();
        assert_eq!(read_head, head());
        let replication = darse_state::from_bytes(state).unwrap();
        assert_eq!(write(&head(), "Hello", &replication), file);
        assert!(String::from_utf8_lossy(&file).contains("at = \"30 h\""));
    }

    #[test]
    fn other_files_other_formats_and_damage_are_told_apart() {
        let file = file();
        assert_eq!(read(b"[terminal]"), Err(Fault::NotSaved));
        let text = String::from_utf8_lossy(&file[..600]).replace(&format!("format = {STATE_FORMAT}"), "format = 99");
        assert_eq!(read(&[text.as_bytes(), &file[600..]].concat()), Err(Fault::Format(99)));
        assert!(matches!(read(&file[..file.len() - 1]), Err(Fault::Broken(how)) if how.contains("bytes")));
        let mut altered = file.clone();
        *altered.last_mut().unwrap() ^= 1;
        assert!(matches!(read(&altered), Err(Fault::Broken(how)) if how.contains("describes")));
        assert!(matches!(read(&file[..100]), Err(Fault::Broken(_))));
    }
}
