//! What is rare and has to go well all the same.

use crate::workbench::{EXACT, diagnostics, edited, scenario, value};
use darse_port::simulate;

/// The ship comes a day early and no other ever comes; its export boxes come after it has left, or while it is alongside with
/// its list closed. They go back by road.
#[test]
fn boxes_that_miss_the_last_ship_leave_by_road() {
    let text =
        edited(EXACT, "deviation = \"0 h\"\ndischarge = 6\nexports = 0", "deviation = \"-24 h\"\ndischarge = 1\nexports = 12");
    let text = edited(&text, "first = \"Mon 06:00\"", "first = \"Thu 06:00\"");
    let text = edited(
        &text,
        "export-lead = \"3 days\"",
        "export-lead = \"0 h\"\ncut-off = \"0 h\"\nhours = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]",
    );
    let text = edited(&text, "horizon = \"3 days\"", "horizon = \"3 weeks\"");
    for seed in 0..10 {
        let outcome = simulate(&scenario(&text), seed, 0, true).unwrap();
        let (visits, rolled) = (value(&outcome, "t/truck_visits"), value(&outcome, "t/rolled_share"));
        // A share of 13 boxes that came. Each truck brings or takes one; the import box is fetched too.
        let missed = (rolled * 13.0 / 100.0).round();
        assert!(missed >= 6.0, "seed {seed}: {missed} boxes missed the ship");
        assert!((visits - (12.0 + 1.0 + missed)).abs() < 1e-9, "seed {seed}: {visits} visits, {missed} boxes missed the ship");
        assert!((value(&outcome, "t/throughput_quay_teu") - 2.0 * (13.0 - missed)).abs() < 1e-9);
    }
}

#[test]
fn a_plain_service_time_moves_no_boxes() {
    let text = edited(EXACT, "start = \"20 min\"", "start = \"20 min\"\nservice-time = \"10 h\"");
    let text = edited(&text, "discharge = 6\nexports = 0", "discharge = 6\nexports = 20");
    let outcome = simulate(&scenario(&edited(&text, "52 weeks", "1 day")), 1, 0, true).unwrap();
    assert!((value(&outcome, "t/gross_berth_hours") - (0.5 + 10.0 + 20.0 / 60.0 + 0.5)).abs() < 1e-9);
    assert!(value(&outcome, "t/throughput_quay_teu").abs() < 1e-9 && value(&outcome, "t/truck_visits").abs() < 1e-9);
    assert!(value(&outcome, "calls_served") > 1.0);
}

/// Where no yard crane is, a straddle carrier serves the truck, 90 s a box: 66 s to the block, where the carrier still stands,
/// 90 for the box, 66 to the gate, 30 checked.
#[test]
fn straddle_carriers_serve_trucks() {
    let text =
        edited(EXACT, "kind = \"terminal-tractor\"", "kind = \"straddle-carrier\"\npick-up = \"30 s\"\nstacking = \"90 s\"");
    let text = edited(&text, "horizon = \"3 days\"", "horizon = \"3 weeks\"");
    let outcome = simulate(&scenario(&edited(&text, "discharge = 6", "discharge = 1")), 1, 0, true).unwrap();
    assert!((value(&outcome, "t/truck_visits") - 1.0).abs() < 1e-9);
    let minutes = value(&outcome, "t/truck_terminal_time");
    assert!((minutes - 252.0 / 60.0).abs() < 1e-6, "{minutes}");
}

#[test]
fn what_would_wait_for_ever_is_refused() {
    let gangs =
        edited(EXACT, "kind = \"terminal-tractor\"\ncount = 1", "kind = \"terminal-tractor\"\ncount = 1\nuse = \"dedicated\"");
    assert!(diagnostics(&edited(&gangs, "[terminal.T.cranes]\ncount = 1", "[terminal.T.cranes]\ncount = 2")).contains("vehicle"));
    let tugs = edited(EXACT, "bays = 1\n", "bays = 1\ntugs = 9\n");
    assert!(diagnostics(&tugs).contains("tugs"));
}
