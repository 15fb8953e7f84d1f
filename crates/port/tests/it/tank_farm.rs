//! Tank farms: a case by hand, mass to the kilogram, the interlock, queues, and what is shared.

use crate::workbench::{agree, delivered, edited, scenario, value, values};
use darse_port::{Outcome, simulate};

/// Without chance: two tanks of 1,000 t, a ship that brings 1,500 t, one that takes 400 t.
const EXACT: &str = r#"
horizon = "2 days"
warm-up = "0 h"
marine = { inbound = "40 min", outbound = "30 min", channel-depth = "30 m" }
weather.wind = "0 m/s"
vessel-class.tanker = { loa = "200 m", draught = "9 m" }

[tank-farm.F]
density = 1.0
arms = 2
ship-rate = "250 m3/h"
pump-rate = "100 m3/h"
lines = 2
settling = "6 h"
parcel = "100 t"
patience = "10 days"
trucks-per-day = 0

[tank-farm.F.quay]
length = "500 m"
berths = ["250 m", "250 m"]
mooring = "30 min"
unmooring = "30 min"
start = "20 min"
end = "20 min"

[tank-farm.F.tank]
a = { product = "oil", capacity = "1000 m3", initial = 0 }
b = { product = "oil", capacity = "1000 m3", initial = 0 }

[service.S]
terminal = "F"
class = "tanker"
product = "oil"
first = "Mon 06:00"
every = "52 weeks"
deviation = "0 h"
unload = "1500 t"

[service.T]
terminal = "F"
class = "tanker"
product = "oil"
first = "Mon 08:00"
every = "52 weeks"
deviation = "0 h"
load = "400 t"
"#;

fn run(text: &str) -> Outcome {
    simulate(&scenario(text), 1, 0, true).unwrap_or_else(|violation| panic!("{}", violation.0))
}

fn exactly(outcome: &Outcome, column: &str, expected: f64) {
    let found = value(outcome, column);
    assert!((found - expected).abs() < 1e-6 * expected.abs().max(1.0), "{column}: found {found}, expected {expected}");
}

/// ```text
/// S: 07:30 ready    09:30 1,000 t in tank a (500 t/h)    10:30 500 t in tank b    10:50 ready to sail    11:20 last line
/// a settles until 15:30
/// T: 09:30 ready; waits for a until 15:30 (b is filled, then settles until 16:30)    17:30 400 t on board (200 t/h)    18:20 last line
/// ```
/// By time: a holds 1,000 t from 08:30 (half of the parcel), 600 t from 16:30; b holds 500 t from 10:00.
#[test]
fn one_ship_in_and_one_ship_out() {
    let outcome = run(EXACT);
    exactly(&outcome, "f/ship_turnaround", (320.0 + 620.0) / 2.0 / 60.0);
    exactly(&outcome, "f/tank_wait", 6.0 / 2.0);
    exactly(&outcome, "f/liquid_in", 1500.0);
    exactly(&outcome, "f/liquid_out", 400.0);
    exactly(&outcome, "liquid_bulk_t", 1900.0);
    let (a, b) = (1000.0 * 8.0 + 600.0 * 31.5, 500.0 * 38.0);
    exactly(&outcome, "f/tank_level", 100.0 * (a + b) / 48.0 / 2000.0);
    exactly(&outcome, "f/tank_low", 100.0 * (8.5 + 10.0) / 96.0);
    exactly(&outcome, "f/berth_occupancy", 100.0 * (280.0 + 580.0) / 60.0 / 96.0);
}

/// A ship that is out of patience leaves with what it has: it waited two hours for nothing.
#[test]
fn a_ship_gives_up() {
    let outcome = run(&edited(EXACT, "patience = \"10 days\"", "patience = \"2 h\""));
    exactly(&outcome, "f/liquid_short", 400.0);
    exactly(&outcome, "f/liquid_short.calls", 1.0);
    exactly(&outcome, "f/tank_wait", 2.0 / 2.0);
}

/// With one line, a tanker whose tank is free waits for the other to have pumped: from 09:00 until 10:30.
#[test]
fn ships_share_the_lines() {
    let text = edited(EXACT, "b = { product", "c = { product = \"gas\", capacity = \"1000 m3\", initial = 1 }\nb = { product");
    let text = edited(&text, "product = \"oil\"\nfirst = \"Mon 08:00\"", "product = \"gas\"\nfirst = \"Mon 07:45\"");
    let turnaround = |text: &str| value(&run(text), "f/ship_turnaround");
    let (two, one) = (turnaround(&text), turnaround(&edited(&text, "lines = 2", "lines = 1")));
    // T is ready at 09:15; S pumps its first parcel until 09:30 and then asks again, behind T.
    assert!(((one - two) - (15.0 + 120.0) / 60.0 / 2.0).abs() < 1e-6, "{one} h, {two} h");
}

#[test]
fn without_chance_all_replications_are_alike() {
    let exact = scenario(EXACT);
    assert_eq!(simulate(&exact, 1, 0, false).unwrap().values, simulate(&exact, 99, 17, false).unwrap().values);
}

/// The year of the facts, in proportion: 7.64 Mt, and what came is what went and what is inside.
#[test]
fn tonnes_of_2024() {
    let text = edited(&delivered("tank-farm"), "horizon = \"8 weeks\"", "horizon = \"52 weeks\"");
    let outcome = run(&text);
    let (total, came, went) =
        (value(&outcome, "liquid_bulk_t"), value(&outcome, "oil/liquid_in"), value(&outcome, "oil/liquid_out"));
    assert!((total / 7_640_524.0 - 1.0).abs() < 0.02, "{total} t");
    assert!((came - went).abs() < 431_800.0, "{came} t came, {went} t went: more than the tanks hold lies between");
    let occupancy = value(&outcome, "oil/berth_occupancy");
    assert!(occupancy > 35.0 && occupancy < 50.0, "{occupancy} %");
}

/// A farm that nothing leaves is filled to the brim, and its ships give up; one that nothing reaches runs dry.
#[test]
fn full_and_dry_farms_lose_nothing() {
    let text = delivered("tank-farm");
    let bunkers = text.lines().find(|line| line.starts_with("bunkers")).unwrap();
    let imports = text.lines().find(|line| line.starts_with("imports")).unwrap();
    let full = run(&edited(&text, bunkers, &bunkers.replace("8000 t", "800 t")));
    assert!(value(&full, "oil/tank_level") > 90.0 && value(&full, "oil/liquid_short") > 0.0);
    let dry = run(&edited(&text, imports, &imports.replace("35000 t", "3500 t")));
    assert!(value(&dry, "oil/tank_low") > 50.0 && value(&dry, "oil/tank_wait") > 1.0);
}

/// Trucks come by chance to one bay: M/M/1 at one half, a visit of twice the loading.
#[test]
fn trucks_at_a_bay_are_a_queue() {
    let text = edited(EXACT, "horizon = \"2 days\"\nwarm-up = \"0 h\"", "horizon = \"20 weeks\"\nwarm-up = \"1 week\"");
    let text = edited(
        &text,
        "trucks-per-day = 0",
        "trucks-per-day = 24\ntruck-bays = 1\ntruck-load = \"1 t\"\ntruck-loading = { exponential = { mean = \"30 min\" } }",
    );
    let text = edited(
        &text,
        "b = { product = \"oil\", capacity = \"1000 m3\", initial = 0 }",
        "b = { product = \"oil\", capacity = \"90000 m3\", initial = 1 }",
    );
    let text = edited(&edited(&text, "unload = \"1500 t\"", "unload = \"100 t\""), "load = \"400 t\"", "load = \"100 t\"");
    agree("M/M/1", &values(&scenario(&text), 30, "f/tank_truck_time"), 60.0, 0.03);
}

#[test]
fn the_factor_on_liquids_moves_all_of_them() {
    let total = |factor: &str| {
        let text = format!("{}\n[demand]\nliquid = {factor}\n", delivered("tank-farm"));
        value(&simulate(&scenario(&text), 2, 0, false).unwrap(), "liquid_bulk_t")
    };
    let (less, usual, more) = (total("0.9"), total("1.0"), total("1.1"));
    assert!((less / usual - 0.9).abs() < 0.02 && (more / usual - 1.1).abs() < 0.02, "{less} {usual} {more}");
}

/// The order of tanks and services, and a third jetty where two are never both wanted by more, change nothing.
#[test]
fn what_is_not_needed_changes_nothing() {
    let usual = run(EXACT);
    let jetty = run(&edited(&edited(EXACT, "500 m", "750 m"), "[\"250 m\", \"250 m\"]", "[\"250 m\", \"250 m\", \"250 m\"]"));
    for column in ["f/ship_turnaround", "f/tank_wait", "f/tank_level", "liquid_bulk_t"] {
        assert!((value(&usual, column) - value(&jetty, column)).abs() < 1e-12, "{column}");
    }
    let a = "a = { product = \"oil\", capacity = \"1000 m3\", initial = 0 }\n";
    let turned =
        edited(&edited(EXACT, a, ""), "b = { product", "b= { product").replace("\n\n[service.S]", &format!("\n{a}\n[service.S]"));
    assert_eq!(usual.values, run(&turned.replace("b= {", "b = {")).values);
}
