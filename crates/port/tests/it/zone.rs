//! The whole zone: totals are flows through capacity, and what its parts share binds all of them. Five days after five.

use crate::workbench::{delivered, edited, scenario, value};
use darse_port::{Outcome, simulate};
use std::sync::OnceLock;

fn zone(edits: &[(&str, &str)]) -> Outcome {
    let mut text = edited(&delivered("tanger-med"), "horizon = \"366 days\"", "horizon = \"5 days\"");
    text = edited(&text, "warm-up = \"4 weeks\"", "warm-up = \"5 days\"");
    for (from, to) in edits {
        text = edited(&text, from, to);
    }
    simulate(&scenario(&text), 2024, 0, false).unwrap()
}

/// As it is delivered.
fn usual() -> &'static Outcome {
    static USUAL: OnceLock<Outcome> = OnceLock::new();
    USUAL.get_or_init(|| zone(&[]))
}

fn ratio(more: &Outcome, usual: &Outcome, kpi: &str) -> f64 {
    value(more, kpi) / value(usual, kpi)
}

/// A tenth more of a key moves its total by about a tenth and no other; with a terminal's services gone its total falls by theirs.
#[test]
fn totals_are_flows_through_capacity() {
    let usual = usual();
    let trucks = zone(&[("trucks-per-day = 586", "trucks-per-day = 645")]);
    let out = ratio(&trucks, usual, "ferries/ferry_trucks.out");
    assert!((out - 1.083).abs() < 0.03, "{out}: a tenth more trucks, as many trailers");
    assert!((ratio(&trucks, usual, "passengers") - 1.0).abs() < 0.01);
    let boxes = zone(&[("title = \"Tanger Med 2024: the whole zone\"", "title = \"more boxes\"\ndemand.volume = 1.1")]);
    let teu = ratio(&boxes, usual, "throughput_quay_teu");
    assert!(teu > 1.04 && teu < 1.13, "{teu}");
    let closed = zone(&[("every = \"18.3 h\"", "every = \"18.3 h\"\nblank-sailings = 1")]);
    assert!(ratio(&closed, usual, "liquid_bulk_t") < 0.6, "without bunkers half of the liquids is left");
    let cars = zone(&[("takt = \"73.5 s\"", "takt = \"147 s\"")]);
    let made = ratio(&cars, usual, "cars/cars_in.by_train");
    assert!(made > 0.5 && made < 0.85, "{made}: half of the cars of one of two plants");
}

/// With a third of the pilots ships of every kind that takes one wait longer for their team, and ferries, which take none, no longer.
#[test]
fn pilots_are_of_all_ships() {
    let (few, usual) = (zone(&[("pilots = 8 ", "pilots = 3 ")]), usual());
    assert!(value(&few, "team_wait") > value(usual, "team_wait") + 5.0);
    for quay in ["tc1", "tc4", "cars", "oil"] {
        let kpi = format!("{quay}/marine_wait.tugs");
        assert!(value(&few, &kpi) > value(usual, &kpi) + 0.05, "{quay}: {} h, {} h", value(&few, &kpi), value(usual, &kpi));
    }
    assert!(value(&few, "ferries/marine_wait.tugs") < 1e-9);
}

/// With a feeder at half its limit ships that plug in there wait for power and run their engines.
#[test]
fn a_feeder_is_of_all_that_draw_on_it() {
    let (half, usual) = (zone(&[("limit = \"24 MW\"", "limit = \"12 MW\"")]), usual());
    assert!(value(&half, "grid-2/power_wait.ships") > value(usual, "grid-2/power_wait.ships") + 100.0);
    assert!(value(&half, "shore_power_share") < value(usual, "shore_power_share") - 5.0);
    assert!(value(&half, "grid-2/feeder_load.max") <= 100.0 + 1e-9);
}

/// With an eighth of the drayage trucks containers of all warehouses and of the factory wait, and its stock of engines falls.
#[test]
fn drayage_is_of_warehouses_and_the_factory() {
    let few = zone(&[("trucks = 40\nshifts = [40, 40, 20]", "trucks = 5\nshifts = [5, 5, 3]")]);
    let usual = usual();
    assert!(value(&few, "zone/drayage_wait") > value(usual, "zone/drayage_wait") + 10.0);
    let stock = "melloussa/part_stock.engines";
    assert!(value(&few, stock) < value(usual, stock) - 10.0, "{} cars, {} cars", value(&few, stock), value(usual, stock));
}
