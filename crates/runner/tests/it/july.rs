//! The real month on the command line: its folder is given by `--set`.

use crate::workbench::{Workbench, execute};
use darse_runner::exit::Exit;
use darse_runner::model::Model;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

fn july() -> String {
    format!("{ROOT}/scenarios/july-2021.toml")
}

#[test]
fn without_its_folder_it_says_what_to_set() {
    let bench = Workbench::new();
    let said = execute(&Model::PORT, &["run", &july(), "--out", &bench.arg("out")]);
    assert_eq!(said.exit, Exit::Invalid);
    assert_eq!(said.err.matches("error[E0401]: cannot read `").count(), 3, "{}", said.err);
    assert!(said.err.contains("--set calls.folder=FOLDER"), "{}", said.err);
    assert!(!bench.path("out").exists());
}

#[test]
fn with_its_folder_it_is_sound_and_names_no_path_of_this_machine() {
    let folder = format!("{ROOT}/../shared/data/conflowgen/CTA_2021");
    if !std::path::Path::new(&folder).is_dir() {
        eprintln!("left out: there is no ../shared/data/conflowgen/CTA_2021");
        return;
    }
    let bench = Workbench::new();
    let folder = std::fs::canonicalize(folder).unwrap().to_str().unwrap().to_owned();
    let (set, out) = (format!("calls.folder={folder}"), bench.arg("out"));
    let said = execute(&Model::PORT, &["run", &july(), "--set", &set, "-n", "1", "-q", "--out", &out]);
    assert_eq!((said.exit, said.err.as_str()), (Exit::Success, ""));
    let manifest = std::fs::read_to_string(bench.path("out/manifest.toml")).unwrap();
    assert!(manifest.contains("deep_sea_vessel_input.csv") && !manifest.contains(&folder), "{manifest}");
    let values = std::fs::read_to_string(bench.path("out/summary.csv")).unwrap();
    assert!(
        values.lines().any(|line| line.starts_with("CTA/calls_served,") || line.starts_with("cta/calls_served,")),
        "{values}"
    );
}
