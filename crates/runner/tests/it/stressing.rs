//! `darse stress`.

use crate::synthetic::Noise;
use crate::workbench::{Said, Workbench, execute};
use darse_port::kpi::Column;
use darse_port::outcome::{Pictures, Violation};
use darse_port::{Outcome, Scenario};
use darse_runner::exit::Exit;
use darse_runner::model::Model;

/// A terminal made of a formula: waiting over service is 0.1 / (1.85 − v), less the more quay cranes there are (three in the
/// scenario), and meets 0.3 at v = 1.5167. From v = 1.9 on nothing sails, and no wait is counted.
const FORMULA: Model = Model { simulate: formula, ..Model::PORT };

fn formula(scenario: &Scenario, seed: u64, replication: u32, _checked: bool) -> Result<Outcome, Violation> {
    let (v, cranes) = (scenario.demand, f64::from(scenario.terminals[0].cranes.count));
    let luck = Noise::new(seed, replication).normal(1.0, 0.1);
    let wait = if v < 1.9 { 0.1 / (1.85 - v).max(0.05) * luck * (3.0 / cranes) * (3.0 / cranes) } else { 0.0 };
    let values = [
        ("wait_service_ratio", "–", wait),
        ("yard_occupancy", "%", 40.0 * v),
        ("truck_visit_time", "min", 30.0 + v),
        ("throughput_quay_teu", "TEU", 10_000.0 * v),
        ("vessel_calls", "calls", 100.0),
        ("calls_served", "calls", if v < 1.9 { 100.0 } else { 10.0 }),
    ];
    let column = |(kpi, unit, _): &(&str, &str, f64)| Column {
        id: format!("hello/{kpi}"),
        unit: (*unit).to_owned(),
        definition: (*kpi).to_owned(),
    };
    let (columns, values) = (values.iter().map(column).collect(), values.iter().map(|it| Some(it.2)).collect());
    Ok(Outcome { columns, values, events: 1, trace_hash: u64::from(replication), pictures: Pictures::default() })
}

fn stress(bench: &Workbench, model: &Model, more: &[&str]) -> Said {
    let (scenario, out) = (bench.arg("hello.toml"), bench.arg("stress"));
    let mut args = vec!["stress", scenario.as_str(), "--out", out.as_str()];
    args.extend(more);
    execute(model, &args)
}

#[test]
fn the_first_limit_that_is_passed_is_found_with_its_bottleneck() {
    let bench = Workbench::new();
    let said = stress(&bench, &FORMULA, &["--json"]);
    assert_eq!(said.exit, Exit::Success, "{}", said.err);
    let document: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!((document["ended"].as_str(), document["limits"].as_array().map(Vec::len)), (Some("crossed"), Some(4)));
    let crossing = &document["crossing"];
    let number = |key: &str| crossing[key].as_f64().unwrap();
    // 0.1 / (1.85 - v) = 0.3
    let truth = 1.85 - 1.0 / 3.0;
    assert_eq!(crossing["kpi"], "hello/wait_service_ratio");
    assert!(number("low") < truth && truth < number("high") && number("high") - number("low") < 0.1, "{crossing}");
    assert!((number("estimate") - truth).abs() < 0.02, "{crossing}");
    // 10,000 TEU a unit in four weeks are 130,357 a year.
    let capacity = crossing["teu_a_year"]["mean"].as_f64().unwrap();
    assert!((capacity / 130_357.0 / number("estimate") - 1.0).abs() < 1e-3, "{capacity}");
    let stations = document["stations"].as_array().unwrap();
    assert_eq!((stations[0]["station"].as_str(), stations[0]["more"]["helps"].as_bool()), (Some("quay cranes"), Some(true)));
    assert!(stations[1..].iter().all(|it| it["more"]["helps"] != true), "{stations:?}");
    let names: Vec<String> = bench.files("stress").into_keys().collect();
    let expected = [
        "manifest.toml",
        "plots/stress.png",
        "plots/stress.svg",
        "replications.csv",
        "stations.csv",
        "stress.csv",
        "stress.json",
        "stress.txt",
    ];
    assert_eq!(names, expected);
}

#[test]
fn a_terminal_at_a_stand_is_beyond_its_limits_though_nobody_waits() {
    let bench = Workbench::new();
    let ranges = ["--from", "1.5", "--to", "3", "--limit", "wait_service_ratio=100", "--no-relief"];
    let said = stress(&bench, &FORMULA, &ranges);
    assert_eq!(said.exit, Exit::Success, "{}", said.err);
    assert!(said.out.contains("hello: Calls served of those that came passes 95 % between demand.volume=1.8"), "{}", said.out);
}

/// The first ships come at v = 0.7: until then there is no wait to judge. It is judged all the same where they come.
#[test]
fn levels_to_which_no_ship_comes_are_not_judged_and_said_not_to_be() {
    fn from_07(scenario: &Scenario, seed: u64, replication: u32, checked: bool) -> Result<Outcome, Violation> {
        let mut outcome = formula(scenario, seed, replication, checked)?;
        if scenario.demand < 0.7 {
            outcome.values[0] = None;
            (outcome.values[4], outcome.values[5]) = (Some(0.0), Some(0.0));
        }
        Ok(outcome)
    }
    let bench = Workbench::new();
    let said = stress(&bench, &Model { simulate: from_07, ..Model::PORT }, &["--from", "0.1", "--to", "2", "--no-relief"]);
    assert_eq!(said.exit, Exit::Success, "{}", said.err);
    assert!(said.out.contains("hello: Waiting over service passes 0.3 between demand.volume=1."), "{}", said.out);
    let not_judged = "hello: Waiting over service is not judged at demand.volume=0.1, ";
    assert!(said.out.contains(not_judged) && said.out.contains(": no ship came."), "{}", said.out);
    let rows = String::from_utf8(bench.files("stress")["stress.csv"].clone()).unwrap();
    assert!(rows.contains("demand.volume,0.1,hello/wait_service_ratio,–,0.3,above,16,0,,,,not judged\n"), "{rows}");
}

/// No coaster comes, and no truck leaves in any replication: neither says that a limit is passed.
#[test]
fn what_has_no_value_is_listed_as_not_judged() {
    fn without(scenario: &Scenario, seed: u64, replication: u32, checked: bool) -> Result<Outcome, Violation> {
        let mut outcome = formula(scenario, seed, replication, checked)?;
        outcome.values[2] = None;
        for (kpi, value) in [("wait_service_ratio.coaster", None), ("vessel_calls.coaster", Some(0.0))] {
            let definition = kpi.split('.').next().unwrap().to_owned();
            outcome.columns.push(Column { id: format!("hello/{kpi}"), unit: "–".to_owned(), definition });
            outcome.values.push(value);
        }
        Ok(outcome)
    }
    let bench = Workbench::new();
    let limits = ["--limit", "wait_service_ratio.coaster=0.3", "--limit", "truck_visit_time=60", "--limit", "yard_occupancy=60"];
    let model = Model { simulate: without, ..Model::PORT };
    let refused = stress(&bench, &model, &[&limits[..], &["--no-relief"]].concat());
    assert!(refused.err.contains("this scenario has no KPI `truck_visit_time` with values"), "{}", refused.err);
    let said = stress(&bench, &model, &["--no-relief", "--json"]);
    assert_eq!(said.exit, Exit::Success, "{}", said.err);
    let document: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(document["left_out"][0]["kpi"], "hello/truck_visit_time", "{document}");
    let listed = "hello: Truck turn time is not judged: it has no value at demand.volume=0.5, where the search begins.";
    let words = document["words"].as_array().unwrap();
    assert!(words.iter().any(|it| it == listed), "{words:?}");
    let said =
        stress(&bench, &model, &["--no-relief", "--limit", "wait_service_ratio.coaster=0.3", "--limit", "yard_occupancy=60"]);
    assert_eq!(said.exit, Exit::Success, "{}", said.err);
    assert!(said.out.contains("hello: Yard occupancy passes 60 %"), "{}", said.out);
    assert!(said.out.contains("hello: Waiting over service, coaster is not judged at demand.volume=0.5, "), "{}", said.out);
}

#[test]
fn where_no_limit_is_passed_that_is_said() {
    let bench = Workbench::new();
    let said = stress(&bench, &FORMULA, &["--to", "1", "--limit", "yard_occupancy=80"]);
    assert_eq!(said.exit, Exit::Success, "{}", said.err);
    assert!(said.out.contains("No limit is shown to be passed up to demand.volume=1."), "{}", said.out);
    let said = stress(&bench, &FORMULA, &["--from", "1.6"]);
    assert!(said.out.contains("At demand.volume=1.6, where the search begins, the limit is passed already"), "{}", said.out);
}

#[test]
fn a_key_that_falls_is_said_to() {
    let bench = Workbench::new();
    let said = stress(&bench, &FORMULA, &["--from", "1", "--to", "0.5"]);
    assert_eq!(said.exit, Exit::Success, "{}", said.err);
    assert!(said.out.contains("\ndemand.volume lowered; ") && said.out.contains("down to demand.volume=0.5."), "{}", said.out);
    let said = stress(&bench, &FORMULA, &["--from", "1.8", "--to", "1.7"]);
    assert!(said.out.contains("passed already") && said.out.contains("give a higher --from"), "{}", said.out);
    let svg = String::from_utf8(bench.files("stress")["plots/stress.svg"].clone()).unwrap();
    assert!(svg.contains("demand.volume lowered; ") && svg.contains("\n1.80\n"), "the only level stands at the axis");
}

#[test]
fn a_real_terminal_breaks_and_the_files_do_not_depend_on_threads() {
    let bench = Workbench::new();
    let mut files = Vec::new();
    for threads in ["1", "2"] {
        let short = ["--horizon", "1 week", "--warm-up", "1 week", "-n", "6", "--to", "5", "--resolution", "0.2"];
        let said = stress(&bench, &Model::PORT, &[&short[..], &["--threads", threads]].concat());
        assert_eq!(said.exit, Exit::Success, "{}", said.err);
        assert!(said.out.contains("hello: Yard occupancy passes 80 % between"), "{}", said.out);
        assert!(said.out.contains("Capacity by this limit: "), "{}", said.out);
        files.push(bench.files("stress"));
    }
    assert_eq!(files[0], files[1]);
}

#[test]
fn what_makes_no_sense_is_refused_before_anything_is_written() {
    let bench = Workbench::new();
    for (more, why) in [
        (&["--limit", "speed=3"][..], "--limit: `speed` is no KPI: `darse kpis` lists them"),
        (&["--limit", "yard_occupancy"], "is no limit"),
        (&["--key", "terminal.Hello.cranes.count"], "say where `terminal.Hello.cranes.count` begins and ends"),
        (&["--from", "1", "--to", "1"], "two values with the same unit"),
        (&["--from", "much"], "`much` is no number"),
        (&["--resolution", "2"], "--resolution is a share"),
        (&["--to", "1000"], "the scenario has errors with demand.volume="),
    ] {
        let said = stress(&bench, &FORMULA, more);
        assert_eq!(said.exit, Exit::Invalid, "{more:?}: {said:?}");
        assert!(said.err.contains(why), "{why}: {}", said.err);
        assert!(!bench.path("stress").exists());
    }
}

/// A key that nothing of a scenario listens to vouches for nothing.
#[test]
fn a_key_without_effect_is_refused() {
    let bench = Workbench::new();
    let deaf = Model {
        simulate: |scenario, seed, replication, checked| {
            formula(&Scenario { demand: 1.0, ..scenario.clone() }, seed, replication, checked)
        },
        ..Model::PORT
    };
    let said = stress(&bench, &deaf, &["-n", "4"]);
    assert_eq!(said.exit, Exit::Invalid);
    assert!(said.err.contains("`demand.volume` changes no KPI"), "{}", said.err);
    let late = Model {
        simulate: |scenario, seed, replication, checked| {
            formula(&Scenario { demand: scenario.demand.max(1.2), ..scenario.clone() }, seed, replication, checked)
        },
        ..Model::PORT
    };
    let said = stress(&bench, &late, &["-n", "4"]);
    assert_eq!(said.exit, Exit::Success, "it binds at the last levels: {}", said.err);
}
