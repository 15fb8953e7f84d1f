//! A replication saved at any instant, loaded, and run on is the same replication, byte for byte.

use crate::july_2021;
use crate::workbench::{delivered, scenario};
use darse_engine::{SimTime, Stream, Streams};
use darse_port::{Replication, Scenario, simulate};

const INSTANTS: usize = 100;

/// One replication saved at random instants of its run, loaded at each, and run on to the next; beside it one that nothing disturbs. At
/// every instant, and at the end, both are in the same state, byte for byte.
fn is_the_same_from_any_instant(name: &str, scenario: &Scenario) {
    let (mut whole, mut resumed) = (Replication::new(scenario, 11, 2), Replication::new(scenario, 11, 2));
    let mut draw = Streams::new(1, 0).of(Stream::named("instants"), 0, 0);
    let mut instants: Vec<SimTime> = (0..INSTANTS).map(|_| SimTime((draw.unit() * whole.end().0 as f64) as u64)).collect();
    instants.push(whole.end());
    instants.sort_unstable();
    for (nth, instant) in instants.into_iter().enumerate() {
        resumed.run_until(instant, false).unwrap();
        whole.run_until(instant, false).unwrap();
        let saved = resumed.to_bytes();
        assert!(whole.to_bytes() == saved, "{name}: state {nth}, at {instant:?}, is another when loaded and run on");
        resumed = Replication::from_bytes(&saved).unwrap();
    }
    assert_eq!(resumed.finish(false).unwrap(), whole.finish(false).unwrap(), "{name}");
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
    assert_eq!(of_branch, simulate(&hello, 5, 0, false).unwrap(), "a run that stops on its way is the run that does not");
}

#[test]
fn bytes_that_are_no_state_are_refused() {
    let hello = scenario(&delivered("hello"));
    let bytes = Replication::new(&hello, 5, 0).to_bytes();
    assert!(Replication::from_bytes(&bytes[..bytes.len() / 2]).is_err());
    assert!(Replication::from_bytes(&[bytes.as_slice(), &[0]].concat()).is_err());
}
