//! `darse compare`.

use crate::workbench::{SYNTHETIC, Said, Workbench, execute};
use darse_runner::exit::Exit;
use darse_runner::model::Model;

fn compare(bench: &Workbench, model: &Model, scenarios: &[&str], more: &[&str]) -> Said {
    let scenarios: Vec<String> = scenarios.iter().map(|name| bench.arg(name)).collect();
    let out = bench.arg("comparison");
    let mut args = vec!["compare", "--out", &out];
    args.extend(scenarios.iter().map(String::as_str));
    args.extend(more);
    execute(model, &args)
}

#[test]
fn a_change_that_changes_nothing_is_the_same_in_every_pair() {
    let bench = Workbench::new();
    let short = ["--horizon", "4 days", "--warm-up", "1 day", "-n", "3"];
    let said =
        compare(&bench, &Model::PORT, &["hello.toml"], &[&short[..], &["--with", "terminal.Hello.cranes.count=3"]].concat());
    assert_eq!(said.exit, Exit::Success, "{}", said.err);
    assert!(said.out.contains("Nothing is shown to differ") && said.out.contains("\n0 not shown to differ, "), "{}", said.out);
    let names: Vec<String> = bench.files("comparison").into_keys().collect();
    let expected = [
        "comparison.csv",
        "comparison.json",
        "comparison.md",
        "manifest.toml",
        "plots/differences.png",
        "plots/differences.svg",
        "replications.csv",
    ];
    assert_eq!(names, expected);
}

#[test]
fn a_slower_crane_is_seen_and_the_files_do_not_depend_on_threads() {
    let bench = Workbench::new();
    let slower = ["--horizon", "1 week", "--warm-up", "1 day", "-n", "8", "--with", "terminal.Hello.cranes.cycle=200 s"];
    let mut files = Vec::new();
    for threads in ["1", "2"] {
        let said = compare(&bench, &Model::PORT, &["hello.toml"], &[&slower[..], &["--threads", threads]].concat());
        assert_eq!(said.exit, Exit::Success, "{}", said.err);
        assert!(said.out.contains("Gross crane rate is ") && said.out.contains(" lower with terminal.Hello.cranes.cycle=200 s"));
        files.push(bench.files("comparison"));
    }
    assert_eq!(files[0], files[1]);
}

#[test]
fn several_scenarios_stand_beside_the_first() {
    let bench = Workbench::new();
    bench.write("other.toml", crate::workbench::HELLO);
    bench.write("third.toml", crate::workbench::HELLO);
    let said = compare(&bench, &SYNTHETIC, &["hello.toml", "other.toml", "third.toml"], &["-n", "12", "--json"]);
    assert_eq!(said.exit, Exit::Success, "{}", said.err);
    let document: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    let names: Vec<&str> = document["others"].as_array().unwrap().iter().map(|it| it["scenario"].as_str().unwrap()).collect();
    assert_eq!((document["first"].as_str(), names), (Some("hello"), vec!["other", "third"]));
    assert!(bench.path("comparison/plots/differences-2.svg").is_file());
}

#[test]
fn what_cannot_be_compared_is_refused_before_anything_runs() {
    let bench = Workbench::new();
    bench.write("long.toml", &crate::workbench::HELLO.replace("horizon = \"4 weeks\"", "horizon = \"5 weeks\""));
    for (scenarios, more, why) in [
        (&["hello.toml"][..], &[][..], "one scenario is nothing to compare"),
        (&["hello.toml", "long.toml"], &[], "`hello.toml` measures 4 weeks after 3 weeks, `long.toml` 5 weeks after 3 weeks"),
        (&["hello.toml", "long.toml"], &["--with", "a=1"], "--with changes one scenario"),
        (&["hello.toml"], &["--with", "terminal.Hello.cranes.count=-1"], "the scenario has errors with --with"),
        (&["hello.toml"], &["--with", "terminal.Hello.cranes.count=4", "--kpi", "speed"], "`speed` is no KPI"),
    ] {
        let said = compare(&bench, &SYNTHETIC, scenarios, more);
        assert_eq!(said.exit, Exit::Invalid, "{said:?}");
        assert!(said.err.contains(why), "{why}: {}", said.err);
        assert!(!bench.path("comparison").exists());
    }
}
