//! Why it is late: the bottleneck of terminals that have one by construction, and the day of one entity.

use crate::workbench::{Said, Workbench, execute};
use darse_runner::exit::Exit;
use darse_runner::model::Model;
use serde_json::Value;

/// What is waited for most at the terminal of `hello.toml`, with these changes.
fn bottleneck(changes: &[&str]) -> Value {
    let bench = Workbench::new();
    let mut more = vec!["-n", "2", "--horizon", "3 weeks", "--json"];
    changes.iter().for_each(|change| more.extend(["--set", *change]));
    let said = bench.run(&Model::PORT, "hello.toml", "out", &more);
    assert_eq!(said.exit, Exit::Success, "{}", said.err);
    let document: Value = serde_json::from_str(&said.out).unwrap();
    document["bottlenecks"]["Hello"].clone()
}

fn names(changes: &[&str], resource: &str) {
    let found = bottleneck(changes);
    assert_eq!(found["resource"], resource, "{changes:?}: {found}");
    assert!(found["share"].as_f64().unwrap() > 0.15, "a good part of their time, {changes:?}: {found}");
}

#[test]
fn one_crane_is_the_bottleneck() {
    names(&["terminal.Hello.cranes.count=1"], "crane");
}

#[test]
fn few_vehicles_are_the_bottleneck() {
    names(&["terminal.Hello.transport.count=2"], "vehicle");
}

#[test]
fn slow_yard_cranes_are_the_bottleneck() {
    names(&["terminal.Hello.yard.crane.cycle=\"7 min\""], "yard-crane");
}

#[test]
fn one_slow_lane_of_the_gate_is_the_bottleneck() {
    names(&["terminal.Hello.gate.lanes-in=1", "terminal.Hello.gate.check-in=\"40 min\""], "gate");
}

#[test]
fn one_pilot_with_a_long_way_is_the_bottleneck() {
    let long =
        ["marine.pilots=1", "marine.inbound=\"12 h\"", "marine.outbound=\"12 h\"", "terminal.Hello.quay.length=\"1200 m\""];
    names(&long, "pilot");
}

#[test]
fn a_terminal_that_has_little_to_do_waits_for_demand() {
    let found = bottleneck(&["demand.volume=0.05", "terminal.Hello.transport.count=30"]);
    assert_eq!(found, Value::Null);
}

fn why(args: &[&str]) -> Said {
    let bench = Workbench::new();
    let scenario = bench.arg("hello.toml");
    execute(&Model::PORT, &[&["why", &scenario, "--horizon", "1 week", "--warm-up", "2 weeks"][..], args].concat())
}

#[test]
fn the_day_of_the_ship_that_lost_most_is_told() {
    let said = why(&[]);
    assert_eq!(said.exit, Exit::Success, "{}", said.err);
    for part in ["ship ", " lost of ", "By cause", "work", "day "] {
        assert!(said.out.contains(part), "`{part}` is missing:\n{}", said.out);
    }
    assert_eq!(said.out, why(&["--vessel"]).out, "a vessel is what is told of if nothing else is asked for");
}

/// What it went to while it was worked are sums: of no use in an order of chance.
#[test]
fn the_time_alongside_is_told_by_cause_the_longest_first() {
    let said = why(&["--vessel", "--json"]);
    let document: Value = serde_json::from_str(&said.out).unwrap();
    let rows = document["spent"].as_array().unwrap();
    let length = |row: &Value| row["to_us"].as_u64().unwrap() - row["from_us"].as_u64().unwrap();
    let by_cranes = ["vehicle", "yard-crane", "rehandle", "crane", "shift-change", "breakdown"];
    let of_cranes: Vec<u64> = rows.iter().filter(|row| by_cranes.contains(&row["cause"].as_str().unwrap())).map(length).collect();
    assert!(of_cranes.len() > 2 && of_cranes.is_sorted_by(|a, b| a >= b), "{document}");
    assert!(why(&["--vessel"]).out.contains("in one piece, whenever it was, the longest first."));
}

#[test]
fn what_is_told_adds_up_to_the_microsecond() {
    for whose in [&["--vessel", "north"][..], &["--box"], &["--truck", "3"]] {
        let said = why(&[whose, &["--json"][..]].concat());
        assert_eq!(said.exit, Exit::Success, "{whose:?}: {}", said.err);
        let document: Value = serde_json::from_str(&said.out).unwrap();
        let number = |value: &Value| value.as_u64().unwrap();
        let lived = number(&document["ended_us"]) - number(&document["began_us"]);
        let causes = document["by_cause_us"].as_object().unwrap();
        assert_eq!(causes.values().map(number).sum::<u64>(), lived, "{document}");
        let mut upto = number(&document["began_us"]);
        for spent in document["spent"].as_array().unwrap() {
            assert_eq!(number(&spent["from_us"]), upto, "no gap: {document}");
            upto = number(&spent["to_us"]);
        }
        assert_eq!(upto, number(&document["ended_us"]));
    }
}

#[test]
fn who_is_not_there_is_said_to_be_not_there() {
    let said = why(&["--vessel", "Flying Dutchman"]);
    assert_eq!(said.exit, Exit::Invalid);
    assert!(said.err.contains("there is no ship `Flying Dutchman`: give a name, e.g. `"), "{}", said.err);
    let said = why(&["--truck", "999999"]);
    assert!(said.exit == Exit::Invalid && said.err.contains("there is no truck 999999: this replication has "), "{}", said.err);
    let said = why(&["--train"]);
    assert!(said.exit == Exit::Invalid && said.err.contains("no train "), "{}", said.err);
    let said = why(&["--truck", "--box"]);
    assert_eq!(said.exit, Exit::Invalid, "one at a time");
}
