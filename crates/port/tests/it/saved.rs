//! A replication saved at any instant, loaded, and run on is the same replication, byte for byte.

use crate::july_2021;
use crate::workbench::{delivered, scenario};
use darse_engine::{SimTime, Stream, Streams};
use darse_port::{Replication, Scenario, simulate};

const INSTANTS: usize = 100;

/// All states of one replication at random instants of its run; from each to the next, it is loaded and run on. If every such
/// piece ends in the state that the undisturbed run passes through, then so does a run continued from any of them to the end.
fn is_the_same_from_any_instant(name: &str, scenario: &Scenario) {
    let mut whole = Replication::new(scenario, 11, 2);
    let mut draw = Streams::new(1, 0).of(Stream::named("instants"), 0, 0);
    let mut instants: Vec<SimTime> = (0..INSTANTS).map(|_| SimTime((draw.unit() * whole.end().0 as f64) as u64)).collect();
    instants.push(whole.end());
    instants.sort_unstable();
    let mut saved = whole.to_bytes();
    for (nth, instant) in instants.into_iter().enumerate() {
        let mut resumed = Replication::from_bytes(&saved).unwrap();
        resumed.run_until(instant, false).unwrap();
        whole.run_until(instant, false).unwrap();
        saved = whole.to_bytes();
        assert!(resumed.to_bytes() == saved, "{name}: state {nth}, at {instant:?}, is another when loaded and run on");
    }
    let undisturbed = simulate(scenario, 11, 2, false).unwrap();
    assert_eq!(Replication::from_bytes(&saved).unwrap().finish(false).unwrap(), undisturbed, "{name}");
}

/// The text with `horizon` and `warm-up` replaced.
fn lasting(text: &str, warm_up: &str, horizon: &str) -> String {
    let lines = text.lines().filter(|line| !line.starts_with("horizon =") && !line.starts_with("warm-up ="));
    format!("horizon = \"{horizon}\"\nwarm-up = \"{warm_up}\"\n{}", lines.collect::<Vec<_>>().join("\n"))
}

const SHIPPED: [&str; 7] = [
    "hello",
    "reference",
    "tanger-med-tc3",
    "tanger-med-tc4",
    "tanger-med-tc4-published",
    "automation-what-if",
    "free-zone-warehouse",
];

#[test]
fn every_shipped_scenario_goes_on_from_any_instant() {
    for name in SHIPPED {
        is_the_same_from_any_instant(name, &scenario(&lasting(&delivered(name), "4 days", "10 days")));
    }
}

#[test]
fn the_real_month_goes_on_from_any_instant() {
    let Some(folder) = july_2021::month() else { return };
    is_the_same_from_any_instant("july-2021", &july_2021::scenario(folder));
}

#[test]
#[ignore = "a year of every scenario takes minutes: `cargo test --release -p darse-port --test it -- --ignored saved`"]
fn every_shipped_scenario_goes_on_from_any_instant_of_a_year() {
    for name in SHIPPED {
        is_the_same_from_any_instant(name, &scenario(&lasting(&delivered(name), "4 weeks", "48 weeks")));
    }
}

#[test]
fn a_branch_does_not_disturb_what_it_was_taken_from() {
    let hello = scenario(&delivered("hello"));
    let mut parent = Replication::new(&hello, 5, 0);
    parent.run_until(SimTime(parent.end().0 / 2), false).unwrap();
    let before = parent.to_bytes();
    let branch = parent.clone();
    let of_branch = branch.finish(false).unwrap();
    assert!(parent.to_bytes() == before, "running a branch changed its parent");
    assert_eq!(parent.finish(false).unwrap(), of_branch);
}

#[test]
fn bytes_that_are_no_state_are_refused() {
    let hello = scenario(&delivered("hello"));
    let bytes = Replication::new(&hello, 5, 0).to_bytes();
    assert!(Replication::from_bytes(&bytes[..bytes.len() / 2]).is_err());
    assert!(Replication::from_bytes(&[bytes.as_slice(), &[0]].concat()).is_err());
}
