//! The reference scenario: every key, its default, and the JSON Schema made of it.

use crate::folder::{Folder, ROOT, load_scenario};
use darse_port::scenario::read::Document;
use darse_port::scenario::{REFERENCE, Scenario, json_schema};
use std::path::PathBuf;

#[test]
fn every_key_stands_in_the_reference_and_nothing_else_does() {
    let document = Document::describe(REFERENCE);
    Scenario::read(&document, &mut Folder(PathBuf::new()));
    assert_eq!(document.unread_reference_keys(), [""; 0], "nobody reads these keys of reference.toml");
    assert_eq!(document.keys_missing_from_reference(), [""; 0], "these keys are not in reference.toml");
    assert_eq!(document.finish(), []);
}

/// After a change of keys: `DARSE_WRITE_SCHEMA=1 cargo test -p darse-port schema`.
#[test]
fn the_schema_beside_the_scenarios_is_up_to_date() {
    let path = format!("{ROOT}/schema/scenario.json");
    if std::env::var_os("DARSE_WRITE_SCHEMA").is_some() {
        std::fs::write(&path, json_schema()).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == json_schema(), "write it anew: DARSE_WRITE_SCHEMA=1 cargo test -p darse-port schema");
}

#[test]
fn scenarios_of_the_repository_are_sound() {
    for entry in std::fs::read_dir(format!("{ROOT}/scenarios")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name.ends_with(".toml") && name != "july-2021.toml" {
            let loaded = load_scenario(&name, PathBuf::from(format!("{ROOT}/scenarios")));
            let unexpected = loaded.diagnostics.iter().filter(|it| it.code != "W0602").count();
            assert!(loaded.scenario.is_some() && unexpected == 0, "{name}: {:?}", loaded.diagnostics);
        }
    }
}
