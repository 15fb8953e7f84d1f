//! The real month: 261 calls from three files.

use crate::folder::load_scenario;
use crate::shipped::{month, of_calls};
use darse_port::simulate;
use std::collections::BTreeMap;

/// The vessels of a file, by name.
fn vessels(folder: &std::path::Path) -> BTreeMap<String, usize> {
    let mut vessels = BTreeMap::new();
    for file in ["deep_sea_vessel_input.csv", "feeder_input.csv", "barge_input.csv"] {
        let text = std::fs::read_to_string(folder.join(file)).unwrap();
        for line in text.lines().skip(1).filter(|line| !line.is_empty()) {
            *vessels.entry(line.split(',').nth(1).unwrap().to_owned()).or_default() += 1;
        }
    }
    vessels
}

#[test]
fn all_calls_of_the_month_are_served_and_drawn() {
    let Some(folder) = month() else { return };
    let scenario = of_calls(folder.clone());
    let outcome = simulate(&scenario, 2021, 0, true).unwrap();
    let value = |id: &str| {
        let at = outcome.columns.iter().position(|column| column.id == id).unwrap_or_else(|| panic!("there is a KPI {id}"));
        outcome.values[at]
    };
    assert_eq!((value("cta/calls_served"), value("cta/vessel_calls")), (Some(261.0), Some(261.0)));
    let mut drawn = BTreeMap::new();
    for stay in &outcome.pictures.terminals[0].berths {
        assert!(stay.berthed < stay.left && stay.left < 35.0, "{stay:?} has left");
        *drawn.entry(stay.label.clone()).or_default() += 1;
    }
    assert_eq!(drawn, vessels(&folder));
    let occupancy = value("cta/berth_occupancy").unwrap();
    assert!((35.0..60.0).contains(&occupancy), "berth occupancy {occupancy} %");
}

#[test]
fn without_its_folder_the_month_says_what_is_missing() {
    let loaded = load_scenario("july-2021.toml", "nowhere".into());
    assert!(loaded.scenario.is_none());
    assert_eq!(loaded.diagnostics.len(), 3);
    for found in loaded.diagnostics {
        assert!(found.code == "E0401" && found.help.unwrap().contains("--set calls.folder=FOLDER"), "{}", found.message);
    }
}
