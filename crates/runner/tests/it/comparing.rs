//! `darse compare`.

use crate::workbench::{SYNTHETIC, Said, Workbench, execute};
use darse_port::kpi::Column;
use darse_port::outcome::{Pictures, Violation};
use darse_port::{Outcome, Scenario};
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
fn one_pair_is_a_pair_and_long_names_are_shown_whole() {
    let bench = Workbench::new();
    let model = Model {
        catalogue: || &[],
        simulate: |scenario, _, replication, _| {
            let mut outcome = calls(scenario, u64::from(replication))?;
            outcome.columns[0].id = "hello/Calls of all classes, from the arrival at the anchorage to the departure".to_owned();
            Ok(outcome)
        },
        ..Model::PORT
    };
    let change = ["--with", "terminal.Hello.cranes.count=4"];
    let said = compare(&bench, &model, &["hello.toml"], &[&change[..], &["-n", "1"]].concat());
    assert!(said.out.starts_with("1 pair of "), "{}", said.out);
    let said = compare(&bench, &model, &["hello.toml"], &[&change[..], &["-n", "3"]].concat());
    assert_eq!(said.exit, Exit::Success, "{}", said.err);
    let svg = String::from_utf8(bench.files("comparison")["plots/differences.svg"].clone()).unwrap();
    assert!(svg.contains("from the arrival at the anchorage to the departure\n"), "{svg}");
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

/// A call for each crane in every replication, whose traces tell whether that is luck or law.
fn calls(scenario: &Scenario, trace_hash: u64) -> Result<Outcome, Violation> {
    let id = "hello/vessel_calls".to_owned();
    let columns = vec![Column { id, unit: "calls".to_owned(), definition: "vessel_calls".to_owned() }];
    let values = vec![Some(f64::from(scenario.terminals[0].cranes.count))];
    Ok(Outcome { columns, values, events: 1, trace_hash, pictures: Pictures::default() })
}

#[test]
fn whole_numbers_that_happen_to_be_equal_are_told_from_what_is_not_random() {
    let luck = Model { simulate: |scenario, _, replication, _| calls(scenario, u64::from(replication)), ..Model::PORT };
    let law = Model { simulate: |scenario, _, _, _| calls(scenario, 7), ..Model::PORT };
    for more in [&[][..], &["--independent"]] {
        for (model, n, verdict, p, low) in [
            (&luck, "2", "open", None, None),
            (&luck, "12", "higher", None, Some(1.0)),
            (&law, "2", "higher", Some(0.0), Some(1.0)),
        ] {
            let bench = Workbench::new();
            let change = ["-n", n, "--json", "--with", "terminal.Hello.cranes.count=4"];
            let said = compare(&bench, model, &["hello.toml"], &[&change[..], more].concat());
            assert_eq!(said.exit, Exit::Success, "{}", said.err);
            let document: serde_json::Value = serde_json::from_str(&said.out).unwrap();
            let row = &document["others"][0]["kpis"][0];
            assert_eq!(
                (row["verdict"].as_str(), row["ci_low"].as_f64(), row["ci_high"].as_f64()),
                (Some(verdict), low, low),
                "{row}"
            );
            assert!(p.is_none_or(|p| row["p"].as_f64() == Some(p)), "{row}");
        }
    }
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
