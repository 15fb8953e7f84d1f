//! A replication saved at any instant, loaded, and run on is the same replication, byte for byte.

use crate::folder::{Folder, ROOT};
use crate::shipped::{ZONE, shipped};
use darse_engine::{SimDuration, SimTime, Stream, Streams};
use darse_port::{Replication, Scenario, load, simulate};
use darse_state::{from_bytes, to_bytes};
use std::path::PathBuf;

/// The smallest shipped scenario, with more behind it.
fn hello(more: &str) -> Scenario {
    let folder = PathBuf::from(format!("{ROOT}/scenarios"));
    let text = std::fs::read_to_string(folder.join("hello.toml")).unwrap() + more;
    load("hello.toml", &text, &mut Folder(folder)).scenario.unwrap()
}

const INSTANTS: usize = 100;

/// Of so many instants one is compared at: a state that has once been another stays another.
const COMPARED: usize = 10;

/// One replication saved at random instants of its run, loaded at each, and run on to the next; beside it one that nothing disturbs. At
/// every tenth instant, and at the end, both are in the same state, byte for byte.
fn is_the_same_from_any_instant(name: &str, scenario: &Scenario) {
    let (mut whole, mut resumed) = (Replication::new(scenario, 11, 2), Replication::new(scenario, 11, 2));
    let mut draw = Streams::new(1, 0).of(Stream::named("instants"), 0, 0);
    let mut instants: Vec<SimTime> = (0..INSTANTS).map(|_| SimTime((draw.unit() * whole.end().0 as f64) as u64)).collect();
    instants.push(whole.end());
    instants.sort_unstable();
    for (nth, instant) in instants.into_iter().enumerate() {
        resumed.run_until(instant, false).unwrap();
        let saved = to_bytes(&resumed);
        if nth % COMPARED == 0 {
            whole.run_until(instant, false).unwrap();
            assert!(to_bytes(&whole) == saved, "{name}: state {nth}, at {instant:?}, is another when loaded and run on");
        }
        resumed = from_bytes(&saved).unwrap();
    }
    assert_eq!(resumed.finish(false).unwrap(), whole.finish(false).unwrap(), "{name}");
}

/// Those whose name is chosen, over so long; the real month as long as it is.
fn go_on_from_any_instant(chosen: impl Fn(&str) -> bool, warm_up: SimDuration, horizon: SimDuration) {
    for (name, mut scenario) in shipped().into_iter().filter(|(name, _)| chosen(name)) {
        if name != "july-2021.toml" {
            (scenario.warm_up, scenario.horizon) = (warm_up, horizon);
        }
        is_the_same_from_any_instant(&name, &scenario);
    }
}

const FOUR_DAYS: SimDuration = SimDuration::hours(4 * 24);
const TEN_DAYS: SimDuration = SimDuration::hours(10 * 24);

#[test]
fn the_zone_goes_on_from_any_instant() {
    go_on_from_any_instant(|name| name == ZONE, FOUR_DAYS, TEN_DAYS);
}

#[test]
fn every_other_shipped_scenario_goes_on_from_any_instant() {
    go_on_from_any_instant(|name| name != ZONE, FOUR_DAYS, TEN_DAYS);
}

#[test]
#[ignore = "a year of every scenario takes long: `cargo test --release -p darse-state -- --ignored`"]
fn every_shipped_scenario_goes_on_from_any_instant_of_a_year() {
    go_on_from_any_instant(|_| true, SimDuration::weeks(4), SimDuration::weeks(48));
}

#[test]
fn a_branch_does_not_disturb_what_it_was_taken_from() {
    let hello = hello("");
    let mut parent = Replication::new(&hello, 5, 0);
    parent.run_until(SimTime(parent.end().0 / 2), false).unwrap();
    let before = to_bytes(&parent);
    let branch = parent.clone();
    let of_branch = branch.finish(false).unwrap();
    assert!(to_bytes(&parent) == before, "running a branch changed its parent");
    assert_eq!(parent.finish(false).unwrap(), of_branch);
    assert_eq!(of_branch, simulate(&hello, 5, 0, false).unwrap(), "a run that stops on its way is the run that does not");
}

#[test]
fn bytes_that_are_no_state_are_refused() {
    let hello = hello("");
    let bytes = to_bytes(&Replication::new(&hello, 5, 0));
    assert!(from_bytes(&bytes[..bytes.len() / 2]).is_err());
    assert!(from_bytes(&[bytes.as_slice(), &[0]].concat()).is_err());
}

/// A disrupted run that is saved and loaded on the way goes on to the same end, its twin with it.
#[test]
fn a_disrupted_run_is_saved_with_its_twin() {
    let table = "\n[disruption.quay]\nof = [\"terminal.Hello.quay\"]\nat = \"3 days\"\nlasting = \"2 days\"\nleft = 0\n\
                 recovery = \"2 days\"\nsteps = 2\n";
    let scenario = hello(table);
    let mut saved = Replication::new(&scenario, 5, 0);
    for day in [10, 24, 25, 27] {
        saved.run_until(SimTime::ZERO + SimDuration::days(day), false).unwrap();
        saved = from_bytes(&to_bytes(&saved)).unwrap();
    }
    assert_eq!(saved.finish(false).unwrap(), simulate(&scenario, 5, 0, false).unwrap());
}
