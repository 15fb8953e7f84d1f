//! The scenarios that come with Darse, whole.

use crate::folder::{ROOT, load_scenario};
use darse_port::Scenario;
use std::path::PathBuf;

/// The whole zone, as much work as all others together: a test of its own, beside theirs.
pub const ZONE: &str = "tanger-med.toml";

/// Each with its name; the one of real calls only where these are.
pub fn shipped() -> Vec<(String, Scenario)> {
    let mut names: Vec<String> = std::fs::read_dir(format!("{ROOT}/scenarios"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".toml") && name != "july-2021.toml")
        .collect();
    names.sort();
    let mut all: Vec<(String, Scenario)> = names
        .into_iter()
        .map(|name| {
            let scenario = load_scenario(&name, PathBuf::from(format!("{ROOT}/scenarios"))).scenario.unwrap();
            (name, scenario)
        })
        .collect();
    all.extend(month().map(|folder| ("july-2021.toml".to_owned(), of_calls(folder))));
    all
}

/// The files of the real month, where they are at hand.
pub fn month() -> Option<PathBuf> {
    let folder = PathBuf::from(format!("{ROOT}/../shared/data/conflowgen/CTA_2021"));
    if !folder.is_dir() {
        eprintln!("left out: there is no ../shared/data/conflowgen/CTA_2021");
    }
    folder.is_dir().then_some(folder)
}

/// The month as a scenario, its calls in this folder.
pub fn of_calls(folder: PathBuf) -> Scenario {
    let loaded = load_scenario("july-2021.toml", folder);
    assert_eq!(loaded.diagnostics, []);
    loaded.scenario.unwrap()
}
