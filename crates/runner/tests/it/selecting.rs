//! `darse select`.

use crate::workbench::{HELLO, SYNTHETIC, Said, Workbench, execute};
use darse_runner::exit::Exit;
use darse_runner::model::Model;

fn select(bench: &Workbench, model: &Model, scenarios: &[&str], more: &[&str]) -> Said {
    let scenarios: Vec<String> = scenarios.iter().map(|name| bench.arg(name)).collect();
    let out = bench.arg("selection");
    let mut args = vec!["select", "--out", &out];
    args.extend(scenarios.iter().map(String::as_str));
    args.extend(more);
    execute(model, &args)
}

const SHORT: [&str; 4] = ["--horizon", "1 week", "--warm-up", "1 day"];

#[test]
fn the_fastest_crane_is_found_by_both_procedures() {
    let bench = Workbench::new();
    let changes = ["--with", "terminal.Hello.cranes.cycle=100 s", "--with", "terminal.Hello.cranes.cycle=200 s"];
    for (procedure, file) in [(["--delta", "0.5"], "guaranteed"), (["--budget", "45"], "about")] {
        let kpi = ["--kpi", "crane_rate_gross", "--json"];
        let said = select(&bench, &Model::PORT, &["hello.toml"], &[&SHORT[..], &changes, &kpi, &procedure].concat());
        assert_eq!(said.exit, Exit::Success, "{}", said.err);
        let document: serde_json::Value = serde_json::from_str(&said.out).unwrap();
        assert_eq!(document["best"], "terminal.Hello.cranes.cycle=100 s");
        assert_eq!((document["goal"].as_str(), document["assurance"]["kind"].as_str()), (Some("largest"), Some(file)));
        let systems = document["systems"].as_array().unwrap();
        let spent: u64 = systems.iter().map(|it| it["replications"].as_u64().unwrap()).sum();
        assert_eq!((systems.len(), systems[2]["scenario"].as_str()), (3, Some("terminal.Hello.cranes.cycle=200 s")));
        assert!(if file == "about" { spent == 45 } else { spent >= 30 }, "{document}");
    }
    let names: Vec<String> = bench.files("selection").into_keys().collect();
    let expected = [
        "manifest.toml",
        "plots/means.png",
        "plots/means.svg",
        "replications.csv",
        "selection.csv",
        "selection.json",
        "selection.txt",
    ];
    assert_eq!(names, expected);
}

#[test]
fn the_files_do_not_depend_on_threads() {
    let bench = Workbench::new();
    let more = ["--with", "terminal.Hello.transport.count=10", "--kpi", "crane_rate_gross", "--delta", "1"];
    let mut files = Vec::new();
    for threads in ["1", "2"] {
        let said = select(&bench, &Model::PORT, &["hello.toml"], &[&SHORT[..], &more, &["--threads", threads]].concat());
        assert_eq!(said.exit, Exit::Success, "{}", said.err);
        files.push(bench.files("selection"));
    }
    assert_eq!(files[0], files[1]);
}

#[test]
fn what_cannot_be_told_apart_is_inconclusive() {
    let bench = Workbench::new();
    let said = select(
        &bench,
        &Model::PORT,
        &["hello.toml"],
        &[
            &SHORT[..],
            &["--with", "terminal.Hello.transport.count=13", "--kpi", "crane_rate_gross", "--delta", "0.0001", "--cap", "12"],
        ]
        .concat(),
    );
    assert_eq!(said.exit, Exit::Inconclusive, "{said:?}");
    assert!(said.out.contains("Not decided with 12 replications of each"), "{}", said.out);
}

#[test]
fn what_makes_no_sense_is_refused_before_anything_is_written() {
    let bench = Workbench::new();
    bench.write("other.toml", HELLO);
    let both = &["hello.toml", "other.toml"][..];
    for (scenarios, more, why) in [
        (&["hello.toml"][..], &["--kpi", "vessel_wait", "--delta", "1"][..], "one scenario is nothing to compare"),
        (both, &["--kpi", "speed", "--delta", "1"], "`speed` is no KPI"),
        (both, &["--kpi", "vessel_wait"], "--delta"),
        (both, &["--kpi", "vessel_wait", "--delta", "0"], "a difference above 0"),
        (both, &["--kpi", "vessel_wait", "--delta", "1", "--alpha", "0.7"], "--alpha is a chance"),
        (both, &["--kpi", "vessel_wait", "--budget", "5"], "2 scenarios need 6 replications"),
        (both, &["--kpi", "yard_occupancy", "--delta", "1"], "say --smallest or --largest"),
    ] {
        let said = select(&bench, &Model::PORT, scenarios, more);
        assert_eq!(said.exit, Exit::Invalid, "{said:?}");
        assert!(said.err.contains(why), "{why}: {}", said.err);
    }
    let said = select(&bench, &SYNTHETIC, both, &["--kpi", "vessel_wait", "--delta", "1"]);
    assert!(said.err.contains("has it at several facilities: name one of tc3/vessel_wait, tc4/vessel_wait"), "{}", said.err);
    assert!(!bench.path("selection").exists());
}
