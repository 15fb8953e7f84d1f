//! Every policy of every decision does something of its own, and nothing where there is nothing to decide.

use crate::workbench::{delivered, edited, scenario, value};
use darse_port::policy::{Described, Standing, catalogue};
use darse_port::simulate;
use std::collections::BTreeMap;

/// The scenario of the policy table for some days, without warm-up.
fn strained(days: u32) -> String {
    let text = edited(&delivered("policies"), r#"horizon = "4 weeks""#, &format!(r#"horizon = "{days} days""#));
    edited(&text, r#"warm-up = "2 weeks""#, r#"warm-up = "0 h""#)
}

/// The line of the scenario that names the usual policy, with another one.
fn with(text: &str, decision: &Described, policy: &str) -> String {
    let usual = decision.policies.iter().find(|it| it.standing == Standing::Usual).unwrap().name;
    let (table, key) = decision.key.rsplit_once('.').unwrap();
    let at = text.find(&format!("[{}]", table.replace('*', "T"))).unwrap();
    let line = format!("{key} = \"{usual}\"");
    let found = at + text[at..].find(&line).unwrap_or_else(|| panic!("the scenario does not say `{line}`"));
    format!("{}{key} = \"{policy}\"{}", &text[..found], &text[found + line.len()..])
}

/// One by which all policies part within two weeks: with most it takes up to six.
const SEED: u64 = 4;

fn traces(text: &str, decision: &Described) -> BTreeMap<&'static str, u64> {
    let trace =
        |policy: &'static str| (policy, simulate(&scenario(&with(text, decision, policy)), SEED, 0, true).unwrap().trace_hash);
    decision.policies.iter().map(|it| trace(it.name)).collect()
}

fn decision(key: &str) -> Described {
    catalogue().into_iter().find(|it| it.key == key).unwrap()
}

/// Of any two policies of a decision, one lets the same terminal do something else.
fn differ(key: &str, text: &str) {
    let decision = decision(key);
    let traces = traces(text, &decision);
    for (one, trace) in &traces {
        let same: Vec<_> = traces.iter().filter(|(other, it)| *other != one && *it == trace).collect();
        assert!(same.is_empty(), "{key}: {one} does what {same:?} do");
    }
}

/// All policies of a decision do the same in this scenario.
fn coincide(key: &str, text: &str) {
    let traces = traces(text, &decision(key));
    let first = traces.values().next().unwrap();
    assert!(traces.values().all(|it| it == first), "{key}: {traces:?}");
}

#[test]
fn of_two_policies_for_ships_one_does_something_else() {
    differ("marine.dispatch", &strained(21));
    differ("terminal.*.quay.policy", &strained(14));
    differ("terminal.*.cranes.policy", &strained(7));
}

#[test]
fn of_two_policies_for_vehicles_one_does_something_else() {
    differ("terminal.*.transport.dispatching", &strained(4));
    differ("terminal.*.transport.battery.policy", &strained(4));
}

#[test]
fn of_two_policies_of_the_yard_one_does_something_else() {
    differ("terminal.*.yard.block-choice", &strained(4));
    differ("terminal.*.yard.stacking", &strained(14));
    differ("terminal.*.yard.job-order", &strained(4));
}

#[test]
fn of_two_policies_for_trucks_one_does_something_else() {
    differ("terminal.*.gate.appointments", &strained(10));
    differ("terminal.*.gate.lane-choice", &strained(7));
}

#[test]
fn with_a_tug_and_a_pilot_for_everybody_all_dispatch_alike() {
    let text = edited(&edited(&strained(5), "tugs = 4  ", "tugs = 100  "), "pilots = 3", "pilots = 100");
    coincide("marine.dispatch", &text);
}

#[test]
fn batteries_that_never_run_down_are_never_charged() {
    coincide("terminal.*.transport.battery.policy", &edited(&strained(4), r#"range = "40 km""#, r#"range = "1000 km""#));
}

#[test]
fn a_gate_with_one_lane_each_way_has_no_lanes_to_choose() {
    let text = edited(&strained(4), "lanes-in = 2\nlanes-out = 2", "lanes-in = 1\nlanes-out = 1");
    coincide("terminal.*.gate.lane-choice", &text);
}

#[test]
fn quotas_that_are_never_reached_bind_nobody() {
    let text = edited(&strained(4), "appointments-per-hour = 45", "appointments-per-hour = 10000");
    let traces = traces(&text, &decision("terminal.*.gate.appointments"));
    assert_eq!(traces["first-free"], traces["at-will"]);
    assert_ne!(traces["first-free"], traces["levelled"], "it levels below the quota, too");
}

/// The page shows how a policy is written by one that is there: word for word.
#[test]
fn the_worked_example_of_the_page_is_the_policy_that_runs() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let page = std::fs::read_to_string(format!("{root}/docs/policies.md")).unwrap();
    let file = std::fs::read_to_string(format!("{root}/crates/port/src/policy/crane_assignment/shortest_left.rs")).unwrap();
    let list = std::fs::read_to_string(format!("{root}/crates/port/src/policy/crane_assignment.rs")).unwrap();
    assert!(page.contains(&file), "docs/policies.md does not show shortest_left.rs as it is");
    for line in ["mod shortest_left;", "shortest_left::POLICY"] {
        assert!(page.contains(line) && list.contains(line), "{line}");
    }
}

/// The page names every decision and every policy, with its source.
#[test]
fn the_page_has_every_policy() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/policies.md")).unwrap();
    for decision in catalogue() {
        assert!(page.contains(&format!("`{}`", decision.key)), "{}", decision.key);
        for it in decision.policies {
            let line = format!("| `{}` | {} | {} | {} |", it.name, it.standing.word(), it.about, it.source);
            assert!(page.contains(&line), "docs/policies.md lacks the line\n{line}");
        }
    }
}

/// 300 m of quay, six hours alongside for everybody, nothing else that takes time. Each Monday a feeder of 100 m comes at ten, and a liner of 250 m is planned for noon, with
/// a window of three hours before and after.
const WINDOWS: &str = r#"
horizon = "8 weeks"
warm-up = "1 week"
weather.wind = "0 m/s"
marine = { pilots = 50, tugs = 50, inbound = "0 s", outbound = "0 s", channel-depth = "30 m" }
vessel-class.feeder = { loa = "100 m", draught = "6 m" }
vessel-class.liner = { loa = "250 m", draught = "10 m" }

[berth.B.quay]
length = "300 m"
policy = "windows"
mooring = "0 s"
unmooring = "0 s"
end = "0 s"
service-time = "6 h"

[service.feeder]
terminal = "B"
class = "feeder"
first = "Mon 10:00"
every = "7 days"
deviation = "0 h"

[service.liner]
terminal = "B"
class = "liner"
berth-window = "3 h"
first = "Mon 12:00"
every = "7 days"
deviation = "0 h"
"#;

/// Mean wait of both [h], by hand. In time, the liner finds its quay, and the feeder waits from ten to six; or, first come, the liner from noon to four. Five hours
/// late, it has lost its window at three: the feeder waits until then, and the liner from five to nine; first come, nobody waits.
#[test]
fn a_berth_window_keeps_quay_until_it_is_over() {
    let late = edited(
        WINDOWS,
        "first = \"Mon 12:00\"\nevery = \"7 days\"\ndeviation = \"0 h\"",
        "first = \"Mon 12:00\"\nevery = \"7 days\"\ndeviation = \"5 h\"",
    );
    for (text, kept, first_fit) in [(WINDOWS, (8.0 + 0.0) / 2.0, (0.0 + 4.0) / 2.0), (late.as_str(), (5.0 + 4.0) / 2.0, 0.0)] {
        for (policy, expected) in [("windows", kept), ("first-fit", first_fit)] {
            let outcome = simulate(&scenario(&edited(text, "\"windows\"", &format!("\"{policy}\""))), 1, 0, true).unwrap();
            let wait = value(&outcome, "b/vessel_wait");
            assert!((wait - expected).abs() < 1e-6, "{policy}: {wait} h, by hand {expected} h");
        }
    }
}
