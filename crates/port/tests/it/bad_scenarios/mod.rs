//! A page of bad scenarios. Each is a file of this folder, some with a CSV file of the same name; its first lines say what
//! its diagnostics point at, one line each, in their order:
//!
//! ```toml
//! # points at: crnes
//! ```
//!
//! The messages are in one snapshot, `snapshots/it__bad_scenarios__page.snap`, to be read like a page. To add a case: a
//! file here, then `INSTA_UPDATE=always cargo test -p darse-port bad_scenarios`, and read what it says.

use crate::folder::{Folder, ROOT};
use darse_port::scenario::read::decode;
use darse_port::scenario::{Diagnostic, Severity, load};
use std::path::PathBuf;

/// As the issue asks.
const LEAST: usize = 45;

struct Case {
    name: String,
    text: String,
    found: Vec<Diagnostic>,
}

fn folder() -> PathBuf {
    PathBuf::from(format!("{ROOT}/crates/port/tests/it/bad_scenarios"))
}

fn cases() -> Vec<Case> {
    let names = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name.ends_with(".toml")).collect();
    names.sort();
    names.into_iter().map(case).collect()
}

fn case(name: String) -> Case {
    let bytes = std::fs::read(folder().join(&name)).unwrap();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let found = match decode(&name, bytes) {
        Ok(text) => {
            let loaded = load(&name, &text, &mut Folder(folder()));
            let errors = loaded.diagnostics.iter().filter(|it| it.severity == Severity::Error).count();
            assert_eq!(loaded.scenario.is_none(), errors > 0, "{name}: a scenario with an error is none");
            loaded.diagnostics
        }
        Err(fault) => vec![*fault],
    };
    Case { name, text, found }
}

impl Case {
    /// What its first lines say.
    fn expected(&self) -> Vec<&str> {
        self.text.lines().map_while(|line| line.strip_prefix("# points at:")).map(str::trim).collect()
    }

    /// The first line of the text under each diagnostic.
    fn pointed_at(&self) -> Vec<String> {
        let token = |it: &Diagnostic| {
            let text = if it.file == self.name { self.text.clone() } else { text_of(&it.file) };
            text.get(it.span.clone()).unwrap_or_default().lines().next().unwrap_or_default().to_owned()
        };
        self.found.iter().map(token).collect()
    }

    /// The scenario without its first lines, and its messages.
    fn shown(&self) -> String {
        let lines = self.text.lines().skip_while(|line| line.starts_with("# points at:")).map(|line| format!("{line}\n"));
        let mut page = format!("## {}\n\n{}", self.name.trim_end_matches(".toml"), lines.collect::<String>());
        let csv = self.name.replace(".toml", ".csv");
        if folder().join(&csv).is_file() {
            page += &format!("\n{csv}:\n{}", printable(&text_of(&csv)));
        }
        let messages: Vec<String> = self.found.iter().map(ToString::to_string).collect();
        format!("{page}\n{}\n", messages.join("\n"))
    }
}

/// Control characters escaped, so that the page is text.
fn printable(text: &str) -> String {
    let shown = |c: char| if c.is_control() && c != '\n' { c.escape_default().to_string() } else { c.to_string() };
    text.chars().map(shown).collect()
}

fn text_of(csv: &str) -> String {
    String::from_utf8_lossy(&std::fs::read(folder().join(csv)).unwrap()).into_owned()
}

#[test]
fn each_points_at_the_token() {
    for case in cases() {
        assert!(!case.found.is_empty(), "{} has no fault", case.name);
        assert_eq!(case.pointed_at(), case.expected(), "{}:\n{}", case.name, case.shown());
    }
}

#[test]
fn page() {
    let cases = cases();
    assert!(cases.len() >= LEAST, "{} cases", cases.len());
    let page: Vec<String> = cases.iter().map(Case::shown).collect();
    insta::assert_snapshot!(page.join("\n"));
}
