//! The scenarios that come with Darse, whole.

use crate::folder::{ROOT, load_scenario};
use crate::july_2021;
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
    all.extend(july_2021::month().map(|folder| ("july-2021.toml".to_owned(), july_2021::scenario(folder))));
    all
}
