//! The whole zone: totals are flows through capacity, and what its parts share binds all of them. Eight days after two.

use crate::workbench::{delivered, edited, mean_and_error, scenario, value};
use darse_port::{Outcome, Scenario, simulate};
use std::sync::OnceLock;

fn zone(edits: &[(&str, &str)]) -> Scenario {
    let mut text = edited(&delivered("tanger-med"), "horizon = \"366 days\"", "horizon = \"8 days\"");
    text = edited(&text, "warm-up = \"4 weeks\"", "warm-up = \"2 days\"");
    for (from, to) in edits {
        text = edited(&text, from, to);
    }
    scenario(&text)
}

/// So many replications of a change are paired with those of the zone as it is delivered.
const PAIRS: u32 = 4;
/// Where few ships come, as to the cruise berth.
const MORE_PAIRS: u32 = 7;

fn run(scenario: &Scenario, replications: u32) -> Vec<Outcome> {
    (0..replications).map(|replication| simulate(scenario, 2024, replication, false).unwrap()).collect()
}

/// As it is delivered.
fn usual() -> &'static [Outcome] {
    static USUAL: OnceLock<Vec<Outcome>> = OnceLock::new();
    USUAL.get_or_init(|| run(&zone(&[]), MORE_PAIRS))
}

/// The mean of a KPI is larger than usual by at least so much, or smaller if it is negative, by 99 % of the paired differences.
fn differs(changed: &[Outcome], kpi: &str, least: f64) {
    let differences: Vec<f64> =
        changed.iter().zip(usual()).map(|(changed, usual)| value(changed, kpi) - value(usual, kpi)).collect();
    let (mean, error) = mean_and_error(&differences);
    let student = if changed.len() == PAIRS as usize { 4.541 } else { 3.143 }; // one side, 3 or 6 degrees of freedom
    let edge = mean.abs() - student * error;
    assert!(
        mean.signum() == least.signum() && edge > least.abs(),
        "{kpi}: {mean} +- {error} (one standard error), {least} at least"
    );
}

/// `[disruption.closed]` over the whole time.
fn closed(of: &str) -> (&'static str, String) {
    const BEFORE: &str = "[marine]\n";
    (BEFORE, format!("[disruption.closed]\nof = [{of}]\nat = \"0 h\"\nlasting = \"10 weeks\"\nleft = 0\n\n{BEFORE}"))
}

/// A tenth more of a key raises its total by this share of it at least, and no other; with a tenth less of every key all fall.
#[test]
fn totals_are_flows_through_capacity() {
    let title = "title = \"Tanger Med 2024: the whole zone\"";
    let demand = |key: &str| (title.to_owned(), [1.1, 0.9].map(|factor| format!("{title}\ndemand.{key} = {factor}")));
    let rate = |key: &str, usual: f64| {
        (format!("{key} = {usual}"), [1.1, 0.9].map(|factor| format!("{key} = {}", (usual * factor).round())))
    };
    let rows = [
        ("throughput_quay_teu", 0.04, demand("volume")),
        ("tir_trucks", 0.03, rate("trucks-per-day", 586.0)),
        ("new_vehicles", 0.02, demand("cars")),
        ("liquid_bulk_t", 0.07, demand("liquid")),
        ("dry_bulk_t", 0.05, demand("bulk")),
        ("passengers", 0.02, rate("cars-per-day", 1110.0)),
        (
            "vessel_calls",
            0.025,
            ("every = \"45.5 min\"".to_owned(), ["every = \"41.4 min\"", "every = \"50.6 min\""].map(str::to_owned)),
        ),
    ];
    let usual = &usual()[0];
    let ratio = |it: &Outcome, kpi: &str| value(it, kpi) / value(usual, kpi);
    for (total, least, (from, [more, _])) in &rows {
        let more = run(&zone(&[(from, more)]), 1).remove(0);
        assert!(ratio(&more, total) > 1.0 + least, "{total}: {} of what is usual", ratio(&more, total));
        // More ferries bring more trucks and passengers, too.
        for (other, ..) in rows.iter().filter(|(other, ..)| other != total && *total != "vessel_calls") {
            let moved = ratio(&more, other);
            assert!((moved - 1.0).abs() < 0.02, "{total}: {other} moves to {moved}");
        }
    }
    let less: Vec<(&str, &str)> = rows.iter().map(|(_, _, (from, [_, less]))| (from.as_str(), less.as_str())).collect();
    let less = run(&zone(&less), 1).remove(0);
    for (total, least, _) in &rows {
        assert!(ratio(&less, total) < 1.0 - least, "{total}: {} of what is usual", ratio(&less, total));
    }
}

/// With a terminal closed its ships are not served, and its total falls.
#[test]
fn a_closed_terminal_serves_nobody() {
    let (before, tc3) = closed("\"terminal.TC3.quay\"");
    let tc3 = run(&zone(&[(before, &tc3)]), 1).remove(0);
    let (before, others) = closed("\"ferry-port.Ferries.quay\", \"car-terminal.Cars.quay\", \"tank-farm.Oil.quay\"");
    let others = run(&zone(&[(before, &others)]), 1).remove(0);
    let ratio = |it: &Outcome, kpi: &str| value(it, kpi) / value(&usual()[0], kpi);
    let teu = ratio(&tc3, "throughput_quay_teu");
    assert!((0.7..0.9).contains(&teu), "{teu}: TC3 handles a fifth");
    assert!(ratio(&tc3, "calls_served") < 0.97);
    for total in ["tir_trucks", "passengers", "new_vehicles", "liquid_bulk_t"] {
        assert!(ratio(&others, total) < 0.05, "{total}: {}", value(&others, total));
    }
    assert!(ratio(&others, "calls_served") < 0.5);
}

/// With half the pilots ships of every kind that takes one wait longer for their team, and ferries, which take none, no longer.
#[test]
fn pilots_are_of_all_ships() {
    let half = run(&zone(&[("pilots = 8 ", "pilots = 4 ")]), MORE_PAIRS);
    for kpi in ["team_wait", "tc1/marine_wait.tugs", "tc2/marine_wait.tugs", "tc3/marine_wait.tugs", "tc4/marine_wait.tugs"] {
        differs(&half, kpi, 0.01);
    }
    for kpi in ["cruise/marine_wait.tugs", "cars/marine_wait.tugs", "oil/marine_wait.tugs"] {
        differs(&half, kpi, 0.01);
    }
    for (half, usual) in half.iter().zip(usual()) {
        assert!(value(half, "ferries/marine_wait.tugs") + value(usual, "ferries/marine_wait.tugs") < 1e-9);
    }
}

/// With a feeder at half its limit reefers and ships that plug in there wait for power, and ships run their engines.
#[test]
fn a_feeder_is_of_all_that_draw_on_it() {
    let half = run(&zone(&[("limit = \"24 MW\"", "limit = \"12 MW\"")]), PAIRS);
    differs(&half, "grid-2/power_wait.ships", 100.0);
    differs(&half, "grid-2/power_wait.reefers", 100.0);
    differs(&half, "shore_power_share", -5.0);
    assert!(half.iter().all(|it| value(it, "grid-2/feeder_load.max") <= 100.0 + 1e-9));
}

/// With half the drayage trucks containers of all warehouses and of the factory wait, and its stock of engines falls.
#[test]
fn drayage_is_of_warehouses_and_the_factory() {
    let half = run(&zone(&[("trucks = 14\nshifts = [14, 14, 7]", "trucks = 7\nshifts = [7, 7, 4]")]), PAIRS);
    differs(&half, "zone/drayage_wait", 10.0);
    differs(&half, "melloussa/part_stock.engines", -10.0);
    for house in ["medhub", "distribution", "express"] {
        differs(&half, &format!("{house}/container_delay"), 1.0);
    }
}

/// Trucks for ferries, with export boxes and of warehouses pass the same zone: with one scanner of three all of them take longer.
#[test]
fn the_access_zone_is_of_all_that_export() {
    let one = run(&zone(&[("[access-zone.Export]\n", "[access-zone.Export]\nscanners = 1\n")]), PAIRS);
    differs(&one, "export/access_transit", 10.0);
    let users = [
        ("access-zone = \"Export\"\ntrucks-per-day", "trucks-per-day"),
        ("road = \"medhub\"\naccess-zone = \"Export\"", "road = \"medhub\""),
        (", access-zone = \"Export\" }", " }"),
    ];
    let trucks = |outcome: &Outcome| value(outcome, "export/access_trucks");
    for user in users {
        let its = trucks(&usual()[0]) - trucks(&run(&zone(&[user]), 1)[0]);
        assert!(its > 5.0, "{}: {its} trucks in eight days", user.0);
    }
}
