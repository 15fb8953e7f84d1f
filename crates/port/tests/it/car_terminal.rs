//! Car terminals: a case by hand, nothing lost, Little's law, a queue, and what is shared.

use crate::workbench::{agree, delivered, diagnostics, each, edited, outcomes, scenario, value, values};
use darse_port::{Outcome, simulate};

/// Without chance: one ship, one train, one gang of four.
const EXACT: &str = r#"
horizon = "3 days"
warm-up = "0 h"
marine = { inbound = "40 min", outbound = "30 min", channel-depth = "30 m" }
weather.wind = "0 m/s"
vessel-class.carrier = { loa = "200 m", draught = "9 m" }

[car-terminal.T]
kept-for-ships = 0
drivers = 4
gang = 4
ship-gangs = 1
train-gangs = 1
drive = "6 min"
shuttle = "4 min"
pdi-share = 0
dwell = "2 days"
trucks-per-day = 0
cars-per-truck = 5
truck-bays = 2
truck-handling = "30 min"
tracks = 1
shunting = "10 min"

[car-terminal.T.quay]
length = "240 m"
berths = ["240 m"]
mooring = "30 min"
unmooring = "30 min"
start = "20 min"
end = "20 min"

[car-terminal.T.compound.main]
rows = 2
row-length = 20

[[car-terminal.T.train]]
trains = ["Mon 00:30"]
cars = 7
lateness = "0 min"

[service.S]
terminal = "T"
class = "carrier"
first = "Mon 06:00"
every = "52 weeks"
deviation = "0 h"
unload = 10
load = 100
"#;

fn run(text: &str) -> Outcome {
    simulate(&scenario(text), 1, 0, true).unwrap_or_else(|violation| panic!("{}", violation.0))
}

fn exactly(outcome: &Outcome, column: &str, expected: f64) {
    let found = value(outcome, column);
    assert!((found - expected).abs() < 1e-6 * expected.abs().max(1.0), "{column}: found {found}, expected {expected}");
}

/// ```text
/// 00:30 train    00:40 shunted in    00:40, 00:50 convoys of 4 and 3, ten minutes each    01:10 shunted out
/// 06:00 ship     06:40 at the quay   07:10 all fast   07:30 ready
/// 07:30, 07:40, 07:50 convoys of 4, 4 and 2 off the ship    08:00, 08:10 convoys of 4 and 3 on board, there at 08:10 and 08:20
/// 08:40 ready to sail    09:10 last line
/// imports are parked at 07:36, 07:46, 07:56 and ready two days later: the fifth at 07:46 is fetched by 08:16, the tenth by 08:26
/// ```
#[test]
fn one_train_and_one_ship() {
    let outcome = run(EXACT);
    exactly(&outcome, "t/ship_turnaround", 190.0 / 60.0);
    exactly(&outcome, "t/car_train_stay", 40.0 / 60.0);
    exactly(&outcome, "t/new_vehicles", 17.0);
    exactly(&outcome, "new_vehicles", 17.0);
    exactly(&outcome, "t/cars_per_berth_hour", 17.0 / 2.5);
    exactly(&outcome, "t/driver_utilisation", 100.0 * 70.0 / (72.0 * 60.0));
    // Exports stand 7.5 h; imports 48 h 46 min (7 of them) and 48 h 36 min (3).
    let imports_h = 48.0 + (7.0 * 46.0 + 3.0 * 36.0) / 600.0;
    exactly(&outcome, "t/car_dwell", (7.0 * 7.5 + 10.0 * imports_h) / 17.0 / 24.0);
    exactly(&outcome, "t/car_truck_time", 30.0);
    exactly(&outcome, "t/mixed_rows", 0.0);
    exactly(&outcome, "t/car_stock.max", 100.0 * 17.0 / 40.0);
    exactly(&outcome, "t/cars_out.import", 10.0);
    exactly(&outcome, "t/cars_out.by_train", 7.0);
}

/// With one row, the ten imports stand among the seven exports.
#[test]
fn one_row_holds_cars_for_two() {
    exactly(&run(&edited(EXACT, "rows = 2", "rows = 1")), "t/mixed_rows", 100.0 * 10.0 / 17.0);
}

/// Twelve spaces: seven cars of the train, then four of the ship; the second convoy waits until the first imports leave, after two
/// days, and the ship with it.
#[test]
fn a_full_compound_keeps_the_ship() {
    let text = edited(&edited(EXACT, "rows = 2", "rows = 1"), "row-length = 20", "row-length = 12");
    let outcome = run(&edited(&text, "cars-per-truck = 5", "cars-per-truck = 4"));
    // Four imports are ready 48 h after 07:36, and their places free when they are driven off, at once.
    let waited = 48.0 * 60.0 - 4.0;
    exactly(&outcome, "t/space_wait", waited / 4.0); // of four convoys that found spaces; the last one waits on
}

#[test]
fn without_chance_all_replications_are_alike() {
    let exact = scenario(EXACT);
    assert_eq!(simulate(&exact, 1, 0, false).unwrap().values, simulate(&exact, 99, 17, false).unwrap().values);
}

fn shorter(text: &str, horizon: &str, warm_up: &str) -> String {
    let text = edited(text, "horizon = \"8 weeks\"", &format!("horizon = \"{horizon}\""));
    edited(&text, "warm-up = \"4 weeks\"", &format!("warm-up = \"{warm_up}\""))
}

/// Every car is in one place, also where there are more cars than spaces.
#[test]
fn nothing_is_lost() {
    let text = shorter(&delivered("car-terminal"), "4 weeks", "1 week");
    assert!(value(&run(&text), "cars/new_vehicles") > 35_000.0);
    let full = run(&format!("{text}\n[demand]\ncars = 1.6\n"));
    assert!(value(&full, "cars/car_stock.max") > 99.0 && value(&full, "cars/mixed_rows") > 0.0);
    // It does not come to a stand: ships find the spaces that are kept for them, and take away what waits.
    assert!(value(&full, "cars/new_vehicles") > 40_000.0);
}

/// Spaces taken = cars an hour × their dwell, less the last drive. Six months, so that what is there at both ends counts for little.
#[test]
fn stock_is_rate_times_dwell() {
    let text = shorter(&delivered("car-terminal"), "26 weeks", "6 weeks");
    let outcome = simulate(&scenario(&text), 1, 0, false).unwrap();
    let stock = value(&outcome, "cars/car_stock") / 100.0 * 8760.0;
    let per_day = value(&outcome, "cars/cars_out") / (26.0 * 7.0);
    let expected = per_day * (value(&outcome, "cars/car_dwell") - 7.7 / 1440.0);
    assert!((stock / expected - 1.0).abs() < 0.02, "{stock} cars, {expected} by Little's law");
    // All that come leave, but for what the stock has changed.
    let (came, went) = (value(&outcome, "cars/cars_in"), value(&outcome, "cars/cars_out"));
    assert!((came - went).abs() < 3_000.0, "{came} came, {went} went");
}

/// Trucks come by chance, once an hour, to one bay that takes half an hour on average: M/M/1 at one half, a wait of half an hour.
#[test]
fn trucks_at_a_bay_are_a_queue() {
    let text = edited(EXACT, "horizon = \"3 days\"\nwarm-up = \"0 h\"", "horizon = \"52 weeks\"\nwarm-up = \"2 weeks\"");
    let text = edited(&text, "trucks-per-day = 0", "trucks-per-day = 24");
    let text = edited(&text, "truck-handling = \"30 min\"", "truck-handling = { exponential = { mean = \"30 min\" } }");
    let text = edited(&edited(&text, "truck-bays = 2", "truck-bays = 1"), "rows = 2", "rows = 200");
    let text = edited(&text, "every = \"52 weeks\"", "every = \"1 day\"");
    let text = edited(&edited(&text, "unload = 10", "unload = 0"), "load = 100", "load = 1000");
    agree("M/M/1", &values(&scenario(&text), 20, "t/car_truck_time.wait"), 30.0, 0.02);
}

#[test]
fn the_factor_on_cars_moves_all_of_them() {
    let text = shorter(&delivered("car-terminal"), "16 weeks", "4 weeks");
    let text = edited(&text, "car-park = { rows = 40,", "car-park = { rows = 200,"); // the four decks: 4,000 spaces more, or the peaks bind
    let total = |factor: &str| {
        let text = format!("{text}\n[demand]\ncars = {factor}\n");
        value(&simulate(&scenario(&text), 2, 0, false).unwrap(), "new_vehicles")
    };
    let (less, usual, more) = (total("0.9"), total("1.0"), total("1.1"));
    assert!((less / usual - 0.9).abs() < 0.01 && (more / usual - 1.1).abs() < 0.01, "{less} {usual} {more}");
}

/// Trains and ships share the drivers: with a third of them, both stay longer, in every one of four pairs.
#[test]
fn trains_and_ships_share_the_drivers() {
    let text = shorter(&delivered("car-terminal"), "4 weeks", "2 weeks");
    let few = outcomes(&scenario(&edited(&text, "drivers = 48", "drivers = 24")), 4);
    let many = outcomes(&scenario(&text), 4);
    for column in ["cars/car_train_stay", "cars/gross_berth_hours"] {
        for (few, many) in each(&few, column).iter().zip(each(&many, column)) {
            assert!(*few > 1.05 * many, "{column}: {few} h with few drivers, {many} h with enough");
        }
    }
}

/// A compound more and the order of tables change nothing of what they do not touch.
#[test]
fn what_is_not_needed_changes_nothing() {
    let text = shorter(&delivered("car-terminal"), "2 weeks", "1 week");
    let usual = simulate(&scenario(&text), 1, 0, false).unwrap();
    let compound = edited(&text, "car-park = {", "zz-spare = { rows = 9, row-length = 9 }\ncar-park = {");
    let spare = simulate(&scenario(&compound), 1, 0, false).unwrap();
    for column in ["new_vehicles", "cars/car_dwell", "cars/car_train_stay", "cars/vessel_wait", "cars/driver_utilisation"] {
        assert!((value(&usual, column) - value(&spare, column)).abs() < 1e-12, "{column}");
    }
    let common = "common-user = { rows = 118, row-length = 20 }\n";
    let other_order = edited(&edited(&text, common, ""), "car-park = {", &format!("{common}car-park = {{"));
    let lines: Vec<&str> = other_order.lines().collect();
    let first = lines.iter().position(|line| line.starts_with("monday-a")).unwrap();
    let mut turned = lines.clone();
    turned[first..first + 15].reverse();
    let turned = simulate(&scenario(&turned.join("\n")), 1, 0, false).unwrap();
    assert_eq!(usual.values, turned.values);
}

#[test]
fn cars_that_no_ship_takes_are_refused() {
    let said = diagnostics(&edited(EXACT, "load = 100", "load = 0"));
    assert!(said.contains("no service takes any"), "{said}");
    let said = diagnostics(&edited(EXACT, "load = 100", "load = 100\ntranshipped = 0.5"));
    assert!(said.contains("no other service takes"), "{said}");
    let said = diagnostics(&edited(EXACT, "drivers = 4", "drivers = 3"));
    assert!(said.contains("less than a gang"), "{said}");
}
