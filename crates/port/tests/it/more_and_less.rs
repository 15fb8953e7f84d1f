//! If one thing is changed, the result moves the way it must.

use crate::workbench::{delivered, edited, scenario, value, values};
use darse_port::{Scenario, simulate};

fn hello() -> String {
    delivered("hello")
}

/// Hello with constants for all its distributions: chance is left only in where boxes come from and go to.
fn mean(scenario: &Scenario, column: &str) -> f64 {
    values(scenario, 4, column).iter().sum::<f64>() / 4.0
}

#[test]
fn without_chance_all_replications_are_alike() {
    let exact = scenario(crate::workbench::EXACT);
    let first = simulate(&exact, 1, 0, false).unwrap();
    let other = simulate(&exact, 99, 17, false).unwrap();
    assert_eq!((first.values, first.pictures), (other.values, other.pictures));
}

#[test]
fn more_cranes_never_lower_the_throughput_of_a_quay_that_is_short_of_them() {
    let throughput = |cranes: u32| {
        let text = edited(&hello(), "cranes = { count = 3 }", &format!("cranes = {{ count = {cranes} }}\ngate.dual-share = 0.5"));
        let text = edited(&text, "count = 12", "count = 24");
        mean(&scenario(&format!("{text}\n[demand]\nvolume = 2.5\n")), "hello/throughput_quay_teu")
    };
    let by_cranes: Vec<f64> = (1..=4).map(throughput).collect();
    assert!(by_cranes.windows(2).all(|pair| pair[1] >= 0.995 * pair[0]), "{by_cranes:?}");
    assert!(by_cranes[1] > 1.5 * by_cranes[0], "one crane is too few: {by_cranes:?}");
}

#[test]
fn a_cycle_twice_as_long_keeps_ships_longer_alongside() {
    let alongside = |cycle: &str| {
        let text = edited(&hello(), "cranes = { count = 3 }", &format!("cranes = {{ count = 3, cycle = \"{cycle}\" }}"));
        mean(&scenario(&text), "hello/gross_berth_hours")
    };
    let (short, long) = (alongside("90 s"), alongside("180 s"));
    assert!(long > 1.3 * short && long < 2.0 * short, "{short} h, {long} h");
}

#[test]
fn twice_the_demand_is_twice_the_boxes() {
    let text = edited(&hello(), "cranes = { count = 3 }", "cranes = { count = 4 }");
    let text = edited(&text, "yard = { blocks = 4 }", "yard = { blocks = 10 }");
    let text = edited(&text, "count = 12", "count = 24");
    let throughput = |volume: f64| {
        values(&scenario(&format!("{text}\n[demand]\nvolume = {volume}\n")), 8, "hello/throughput_quay_teu").iter().sum::<f64>()
    };
    let ratio = throughput(1.6) / throughput(0.8);
    assert!((ratio - 2.0).abs() < 0.04, "{ratio}");
}

#[test]
fn a_longer_quay_than_is_needed_changes_nothing_of_the_wait() {
    let wait = |metres: u32| {
        let text = edited(&hello(), "length = \"310 m\"", &format!("length = \"{metres} m\""));
        let outcome = simulate(&scenario(&text), 3, 0, false).unwrap();
        (value(&outcome, "hello/vessel_calls"), value(&outcome, "hello/vessel_wait"))
    };
    let (short, long, longer) = (wait(310), wait(900), wait(1200));
    assert!(long.1 <= short.1 && (long.1 - longer.1).abs() < 0.01, "{short:?} {long:?} {longer:?}");
    assert!((short.0 - long.0).abs() < f64::EPSILON && (long.0 - longer.0).abs() < f64::EPSILON);
}

#[test]
fn slower_vehicles_and_fewer_of_them_lower_the_crane_rate() {
    let rates = |count: u32, speed: &str| {
        let vehicles = format!("count = {count}, speed-laden = \"{speed}\"");
        values(&scenario(&edited(&hello(), "count = 12", &vehicles)), 8, "hello/crane_rate_gross")
    };
    let (many, few, slow) = (rates(15, "18 km/h"), rates(5, "18 km/h"), rates(15, "5 km/h"));
    // The same random numbers: the crane rate falls in every one of eight replications, not only on average.
    for ((many, few), slow) in many.iter().zip(&few).zip(&slow) {
        assert!(*few < 0.9 * many && slow < many, "{many} {few} {slow}");
    }
}
