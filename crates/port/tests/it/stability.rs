//! What stations are asked for, before anything runs.

use crate::workbench::{delivered, scenario};
use darse_port::scenario::{PartOfYear, REFERENCE, all_loads, loads};
use std::collections::BTreeSet;

fn shares(volume: &str) -> Vec<(&'static str, f64)> {
    let scenario = scenario(&format!("{}\n[demand]\nvolume = {volume}\n", delivered("tanger-med-tc3")));
    loads(&scenario, 0).into_iter().map(|load| (load.station, load.share)).collect()
}

/// What the simulation of TC3 gives, in the table of docs/capacity.md. Vehicles are not compared: they are busy while they
/// wait below cranes, which is no demand on them.
#[test]
fn the_arithmetic_agrees_with_the_simulation() {
    let expected = [("yard", 0.48), ("quay cranes", 0.52), ("quay", 0.66), ("yard cranes", 0.26)];
    for ((station, share), (name, simulated)) in shares("1.0").into_iter().zip(expected) {
        assert_eq!(station, name);
        assert!(share > 0.85 * simulated && share < 1.1 * simulated, "{station}: {share} against {simulated}");
    }
}

#[test]
fn twice_the_demand_is_named_before_it_is_run() {
    let over: Vec<&str> = shares("2.0").into_iter().filter(|(_, share)| *share >= 1.0).map(|(station, _)| station).collect();
    assert!(over.contains(&"quay") || over.contains(&"quay cranes"), "{over:?}, {:?}", shares("2.0"));
}

/// The published yard of TC4 holds what is asked of it on average, and not at the peak: it is named, and nothing else is.
#[test]
fn a_yard_is_named_before_it_is_full() {
    let scenario = scenario(&delivered("tanger-med-tc4-published"));
    let tight: Vec<_> = loads(&scenario, 0).into_iter().filter(|load| load.share >= load.tight_from).collect();
    assert!(matches!(tight.as_slice(), [yard] if yard.station == "yard" && yard.share < 0.95), "{tight:?}");
}

#[test]
fn every_kind_of_the_reference_has_stations() {
    let reference = scenario(REFERENCE);
    let all = all_loads(&reference, PartOfYear::Whole);
    let kinds: BTreeSet<_> = all.iter().map(|it| it.kind).collect();
    assert_eq!(kinds.len(), 11, "{kinds:?}");
    for it in &all {
        assert!(!it.loads.is_empty() && it.loads.iter().all(|load| load.share.is_finite()), "{it:?}");
    }
}

/// Car decks are asked for as much more as cars of that month are more.
#[test]
fn the_busiest_month_asks_for_more_than_the_year() {
    let ferries = scenario(&delivered("ferry"));
    let cars = |part| {
        let port = all_loads(&ferries, part).into_iter().find(|it| it.kind == "ferry-port").expect("it is one");
        port.loads.into_iter().find(|load| load.station == "car decks").expect("ferries have one").share
    };
    let peak = ferries.ferry_ports[0].season.peak();
    assert!(peak > 1.2, "{peak}");
    assert!((cars(PartOfYear::BusiestMonth) / cars(PartOfYear::Whole) - peak).abs() < 1e-9);
}
