//! What KPIs count, and when: time at the edges of the measured time, and no more and no less than their definitions say.

use crate::workbench::{delivered, edited, scenario, value};
use darse_port::{Outcome, simulate};

fn run(text: &str) -> Outcome {
    simulate(&scenario(text), 5, 0, true).unwrap()
}

fn measured(text: &str, horizon: &str, warm_up: &str) -> Outcome {
    let head: Vec<&str> = text.lines().filter(|line| line.starts_with("horizon = ") || line.starts_with("warm-up = ")).collect();
    let text = edited(text, head[0], &format!("horizon = \"{horizon}\""));
    run(&edited(&text, head[1], &format!("warm-up = \"{warm_up}\"")))
}

/// What is an average over time is the same of two weeks as on average of either: nobody's stay is cut off at their edge. Ships,
/// cranes at them, and containers at docks stay for hours, some for days.
#[test]
fn two_halves_average_to_the_whole() {
    let reference = delivered("reference");
    let crowded = edited(&delivered("free-zone"), "shifts = [9, 6, 2]", "shifts = [4, 0, 0]");
    let of_reference = [
        "conventional/crane_utilisation",
        "conventional/berth_occupancy",
        "conventional/yard_occupancy",
        "dry/grab_utilisation",
        "port_closed",
    ];
    let of_free_zone = ["automotive/dock_utilisation", "automotive/dock_utilisation.out", "automotive/storage_occupancy"];
    for (text, columns) in [(&reference, &of_reference[..]), (&crowded, &of_free_zone[..])] {
        let [whole, first, second] = [("2 weeks", "2 weeks"), ("1 week", "2 weeks"), ("1 week", "3 weeks")]
            .map(|(horizon, warm_up)| measured(text, horizon, warm_up));
        for column in columns {
            let halves = (value(&first, column) + value(&second, column)) / 2.0;
            let whole = value(&whole, column);
            assert!((halves - whole).abs() <= 1e-9 * whole, "{column}: {whole}, of its halves {halves}");
        }
    }
}

/// Stackers on the overflow ground are no yard cranes: with a yard that is too small, cranes are not busy for more than all their time.
#[test]
fn stackers_on_the_overflow_ground_are_no_yard_cranes() {
    let small = edited(&delivered("factory"), "yard = { blocks = 8 }", "yard = { blocks = 2, bays = 12 }");
    let outcome = measured(&small, "2 weeks", "2 weeks");
    assert!(value(&outcome, "port/yard_overflow") > 30.0);
    assert!(value(&outcome, "port/yard_crane_utilisation") < 100.0, "{}", value(&outcome, "port/yard_crane_utilisation"));
}

/// Whoever keeps pilots away, ships wait for them.
#[test]
fn a_strike_of_pilots_is_a_wait_for_pilots() {
    let strike =
        "\n[disruption.strike]\nof = [\"marine.pilots\"]\nat = \"30 days\"\nlasting = \"10 days\"\nleft = 0\nwhy = \"strike\"\n";
    let (calm, struck) = (run(&delivered("bulk")), run(&format!("{}{strike}", delivered("bulk"))));
    let wait = |outcome: &Outcome| value(outcome, "dry/marine_wait.tugs");
    assert!(wait(&struck) > wait(&calm) + 1.0, "{} h, without the strike {} h", wait(&struck), wait(&calm));
}

/// A ferry that takes no trucks sails all the same, and leaves none behind.
#[test]
fn a_ferry_without_a_truck_deck_sails() {
    let others = "[service.others]                        # 9.7 a day: Tarifa, Motril, Sète, Genoa, Barcelona, Valencia …";
    let text = edited(&delivered("ferry"), others, "[service.others]\ntruck-capacity = 0");
    let outcome = measured(&text, "1 week", "1 week");
    let (sailings, calls) = (value(&outcome, "ferries/ferry_sailings"), value(&outcome, "ferries/calls_served"));
    assert!(
        (sailings - calls).abs() <= 2.0,
        "{sailings} sailings of {calls} calls: those that are under way at either end apart"
    );
}

/// Cranes that the wind stops do not wait for a place or for the hopper.
#[test]
fn wind_is_no_wait_for_the_hopper() {
    let windy = format!("{}\n[weather]\nwind = \"9 m/s\"\n", delivered("bulk"));
    let windy =
        edited(&windy, "[bulk-terminal.Dry.quay]", "[bulk-terminal.Dry]\nwind-limit = \"12 m/s\"\n\n[bulk-terminal.Dry.quay]");
    let (calm, windy) = (run(&delivered("bulk")), run(&windy));
    assert!(value(&windy, "dry/grab_utilisation") > 1.2 * value(&calm, "dry/grab_utilisation"), "the wind stops them");
    assert!(value(&windy, "dry/grab_waiting") < 1.0, "{}", value(&windy, "dry/grab_waiting"));
}
