//! Dry bulk and general cargo: a case by hand, mass to the kilogram, full stores, a queue, Little's law.

use crate::workbench::{agree, delivered, diagnostics, each, edited, outcomes, scenario, value, values, warnings};
use darse_port::{Outcome, simulate};

/// Without chance: one ship, one crane, 100 t in lifts of 10 t, trucks of 20 t.
const EXACT: &str = r#"
horizon = "2 days"
warm-up = "0 h"
marine = { inbound = "40 min", outbound = "30 min", channel-depth = "30 m" }
weather.wind = "0 m/s"
vessel-class.ship = { loa = "200 m", draught = "9 m" }

[bulk-terminal.B]
grabs = 1
grabs-per-ship = 1
grab-load = "10 t"
cycle = "3 min"
conveyor-rate = "1000 t/h"
hopper = "10 t"

[bulk-terminal.B.quay]
length = "250 m"
berths = ["250 m"]
mooring = "30 min"
unmooring = "30 min"
start = "20 min"
end = "20 min"

[bulk-terminal.B.commodity.grain]
kind = "bulk"
store = "silo"
capacity = "1000 t"
truck-load = "20 t"
truck-bays = 10
truck-loading = "30 min"
dwell = "10 h"

[service.S]
terminal = "B"
class = "ship"
commodity = "grain"
first = "Mon 06:00"
every = "52 weeks"
deviation = "0 h"
unload = "100 t"
"#;

fn run(text: &str) -> Outcome {
    simulate(&scenario(text), 1, 0, true).unwrap_or_else(|violation| panic!("{}", violation.0))
}

fn exactly(outcome: &Outcome, column: &str, expected: f64) {
    let found = value(outcome, column);
    assert!((found - expected).abs() < 1e-6 * expected.abs().max(1.0), "{column}: found {found}, expected {expected}");
}

/// ```text
/// 06:00 ship   07:10 all fast   07:30 ready   07:33, 07:36, … 08:00 ten lifts   08:20 ready to sail   08:50 last line
/// truck loads at 07:36, 07:42, … 08:00, each gone 10 h 30 min later
/// ```
#[test]
fn ten_grabs_and_five_trucks() {
    let outcome = run(EXACT);
    exactly(&outcome, "b/ship_turnaround", 170.0 / 60.0);
    exactly(&outcome, "dry_bulk_t", 100.0);
    exactly(&outcome, "b-grain/dry_bulk_t.in", 100.0);
    exactly(&outcome, "b-grain/bulk_trucks", 5.0);
    exactly(&outcome, "b-grain/bulk_truck_time", 30.0);
    exactly(&outcome, "b/grab_utilisation", 100.0 * 30.0 / (48.0 * 60.0));
    exactly(&outcome, "b/grab_waiting", 0.0);
    // Half of the lifts stand 10 h 30 min, half of them three minutes longer.
    exactly(&outcome, "b-grain/store_level", 100.0 * 100.0 * (10.5 + 1.5 / 60.0) / 48.0 / 1000.0);
    exactly(&outcome, "b-grain/store_level.max", 10.0);
}

/// At 100 t/h the conveyor takes 6 min a grab, and the hopper holds one: the first grab is down at 07:33, each of the other nine
/// six minutes after the one before it, the last at 08:27.
#[test]
fn the_conveyor_binds() {
    let outcome = run(&edited(EXACT, "conveyor-rate = \"1000 t/h\"", "conveyor-rate = \"100 t/h\""));
    exactly(&outcome, "b/ship_turnaround", 197.0 / 60.0);
    exactly(&outcome, "b/grab_waiting", 100.0 * 27.0 / 57.0);
}

/// Two cranes halve the time.
#[test]
fn two_cranes_work_together() {
    let text = edited(EXACT, "grabs = 1\ngrabs-per-ship = 1", "grabs = 2\ngrabs-per-ship = 2");
    exactly(&run(&edited(&text, "hopper = \"10 t\"", "hopper = \"20 t\"")), "b/ship_turnaround", 155.0 / 60.0);
}

/// A silo of 40 t is full at 07:42; the ship waits until trucks have gone, at 18:06, 18:12, and so on: the fifth lift is down at
/// 18:09.
#[test]
fn a_full_store_keeps_the_ship() {
    let outcome = run(&edited(EXACT, "capacity = \"1000 t\"", "capacity = \"40 t\""));
    exactly(&outcome, "b-grain/store_level.max", 100.0);
    assert!(value(&outcome, "b/grab_waiting") > 90.0);
    // Lifts 5 and 6 begin at 18:06 and 18:09, 7 and 8 at 18:12 and 18:15, down by 18:18; the next place is free at 28:39.
    exactly(&outcome, "b/dry_bulk_t", 100.0);
}

/// Pieces go by the hook, past the conveyor; what trucks bring is what ships find.
#[test]
fn pieces_are_lifted_onto_a_ship() {
    let text = edited(
        EXACT,
        "kind = \"bulk\"\nstore = \"silo\"",
        "kind = \"general\"\nstore = \"shed\"\npiece = \"20 t\"\npiece-cycle = \"12 min\"\ntrucks-per-day = 1000",
    );
    let outcome = run(&edited(&text, "unload = \"100 t\"", "load = \"60 t\""));
    exactly(&outcome, "b-grain/dry_bulk_t.out", 60.0);
    exactly(&outcome, "b/ship_turnaround", (140.0 + 36.0) / 60.0);
}

#[test]
fn without_chance_all_replications_are_alike() {
    let exact = scenario(EXACT);
    assert_eq!(simulate(&exact, 1, 0, false).unwrap().values, simulate(&exact, 99, 17, false).unwrap().values);
}

/// The tonnes of 2024, in the mean of some years; each of them checked for mass.
#[test]
fn tonnes_of_2024() {
    let text = edited(&delivered("bulk"), "horizon = \"8 weeks\"", "horizon = \"52 weeks\"");
    run(&text);
    let years = outcomes(&scenario(&text), 24);
    agree("tonnes", &each(&years, "dry_bulk_t"), 584_945.0, 0.03);
    let occupancy = each(&years[..4], "dry/berth_occupancy").iter().sum::<f64>() / 4.0;
    assert!(occupancy > 10.0 && occupancy < 25.0, "{occupancy} %");
}

/// In store = tonnes an hour × the stay: the drawn dwell, and the truck's visit.
#[test]
fn the_store_is_rate_times_stay() {
    let text = edited(&delivered("bulk"), "horizon = \"8 weeks\"", "horizon = \"104 weeks\"");
    let outcome = simulate(&scenario(&text), 1, 0, false).unwrap();
    for (commodity, dwell_days, capacity) in [("cereals", 5.0, 30_000.0), ("coils", 7.0, 20_000.0)] {
        let column = |kpi: &str| value(&outcome, &format!("dry-{commodity}/{kpi}"));
        let days = dwell_days + column("bulk_truck_time") / 1440.0;
        let expected = column("dry_bulk_t.in") / 728.0 * days;
        let stored = column("store_level") / 100.0 * capacity;
        assert!((stored / expected - 1.0).abs() < 0.06, "{commodity}: {stored} t, {expected} t by Little's law");
        let trucks = column("bulk_trucks") * 28.0;
        assert!((trucks / column("dry_bulk_t.in") - 1.0).abs() < 0.05, "{commodity}: {trucks} t on trucks");
    }
}

#[test]
fn the_factor_on_bulk_moves_all_of_it() {
    let text = edited(&delivered("bulk"), "horizon = \"8 weeks\"", "horizon = \"52 weeks\"");
    let total = |factor: &str| {
        let text = format!("{text}\n[demand]\nbulk = {factor}\n");
        value(&simulate(&scenario(&text), 2, 0, false).unwrap(), "dry_bulk_t")
    };
    let (less, usual, more) = (total("0.9"), total("1.0"), total("1.1"));
    assert!((less / usual - 0.9).abs() < 0.02 && (more / usual - 1.1).abs() < 0.02, "{less} {usual} {more}");
}

/// One crane for both berths: ships stay longer, in every one of four pairs.
#[test]
fn ships_share_the_cranes() {
    let text = edited(&delivered("bulk"), "horizon = \"8 weeks\"", "horizon = \"52 weeks\"");
    let one = scenario(&edited(&text, "[bulk-terminal.Dry.quay]", "[bulk-terminal.Dry]\ngrabs = 1\n\n[bulk-terminal.Dry.quay]"));
    for (few, enough) in values(&one, 4, "dry/gross_berth_hours").iter().zip(values(&scenario(&text), 4, "dry/gross_berth_hours"))
    {
        assert!(*few > 1.3 * enough, "{few} h with one crane, {enough} h with two");
    }
}

#[test]
fn what_could_wait_for_ever_is_refused() {
    let said = diagnostics(&edited(EXACT, "capacity = \"1000 t\"", "capacity = \"25 t\""));
    assert!(said.contains("wait for ever"), "{said}");
    let said = diagnostics(&edited(EXACT, "kind = \"bulk\"", "kind = \"general\""));
    assert!(said.contains("silo"), "{said}");
}

/// Trucks bring what ships bring, too: what trucks leave to ships keeps both going. Without it the store is full of exports when a
/// ship comes that has to unload first, and `check` says so.
#[test]
fn exports_leave_room_for_ships_to_unload() {
    let both_ways = |kept: &str| {
        format!(
            r#"
horizon = "26 weeks"
warm-up = "4 weeks"
weather.wind = "0 m/s"
vessel-class.ship = {{ loa = "150 m", draught = "8 m" }}
[bulk-terminal.B]
quay = {{ length = "440 m", berths = ["220 m", "220 m"] }}
[bulk-terminal.B.commodity.steel]
kind = "general"
capacity = "2500 t"
kept-for-ships = "{kept}"
piece = "20 t"
trucks-per-day = 8
[service.S]
terminal = "B"
class = "ship"
every = "21 days"
commodity = "steel"
unload = "1000 t"
load = "5000 t"
"#
        )
    };
    for replication in 0..3 {
        let outcome =
            simulate(&scenario(&both_ways("1000 t")), 1, replication, true).unwrap_or_else(|broken| panic!("{}", broken.0));
        assert!(value(&outcome, "b/calls_served") >= 8.0, "{} calls", value(&outcome, "b/calls_served"));
    }
    let stuck = simulate(&scenario(&both_ways("0 t")), 1, 0, true).unwrap_or_else(|broken| panic!("{}", broken.0));
    assert!(value(&stuck, "b/calls_served") <= 3.0);
    assert!(warnings(&both_ways("0 t")).contains("kept-for-ships") && !warnings(&both_ways("1000 t")).contains("kept-for-ships"));
}
