//! One ship or one truck, every duration constant: what comes out is computed by hand, to the second.

use crate::workbench::{EXACT, edited, scenario, value};
use darse_port::simulate;

fn measured(text: &str, column: &str) -> f64 {
    value(&simulate(&scenario(text), 1, 0, true).unwrap(), column)
}

fn exactly(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-6, "found {found}, expected {expected}");
}

/// In seconds after arrival:
/// ```text
/// 2400  at the quay (40 min)     4200  all fast (30 min)     5400  ready (20 min)     5640  hatch open (4 min)
/// 5640  the tractor is called: 60 m at 5 m/s, below the crane at 5652; the crane hoists for 100 s and lowers for 20 s
/// 5760  1st box down; the tractor drives 15 s, waits 60 s for the yard crane, is back at 5850, before the next box (5860)
/// 6360  6th box down: the crane never waits, 120 s a box
/// 6600  hatch closed     7800  ready to sail (20 min)     9600  last line released (30 min)
/// ```
#[test]
fn six_boxes_by_a_tractor_that_keeps_up() {
    exactly(measured(EXACT, "t/ship_turnaround"), 9600.0 / 3600.0);
    exactly(measured(EXACT, "t/gross_berth_hours"), 7200.0 / 3600.0);
    exactly(measured(EXACT, "t/cargo_ops_hours"), 5.0 * 120.0 / 3600.0);
    exactly(measured(EXACT, "t/vessel_wait"), 0.0);
    exactly(measured(EXACT, "t/throughput_quay_teu"), 12.0);
    // The crane is assigned when the ship is all fast: 20 min of waiting, two hatches, six cycles; only the first is lost.
    exactly(measured(EXACT, "t/crane_rate_gross"), 6.0 / (2400.0 / 3600.0));
    exactly(measured(EXACT, "t/crane_rate_net"), 6.0 / (1200.0 / 3600.0));
    exactly(measured(EXACT, "t/crane_cycle"), 120.0);
    exactly(measured(EXACT, "t/crane_lost.ship"), 50.0);
    exactly(measured(EXACT, "t/crane_lost.pause"), 0.0);
    exactly(measured(EXACT, "t/yard_crane_cycle"), 60.0);
}

/// An hour after it a smaller ship comes with one box, waits for the berth, and then has to lie there for five boxes, 600 s, less.
#[test]
fn two_classes_are_told_apart() {
    let (small, at_seven) =
        ("\n[vessel-class.\"Small one\"]\nloa = \"190 m\"\n", edited("first = \"Mon 06:00\"", "06:00", "07:00"));
    let (before, service) = EXACT.split_once("[service.S]").unwrap();
    let second = edited(&edited(service, "class = \"ship\"", "class = \"Small one\""), "discharge = 6", "discharge = 1");
    let second = edited(&second, "first = \"Mon 06:00\"", &at_seven);
    let class = EXACT.split_once("[vessel-class.ship]").unwrap().1.split_once("\n[").unwrap().0;
    let small = format!("{small}{}", edited(class, "loa = \"200 m\"\n", ""));
    let outcome = simulate(&scenario(&format!("{before}[service.S]{service}{small}[service.U]{second}")), 1, 0, true).unwrap();
    let of = |column: &str| value(&outcome, &format!("t/{column}"));
    exactly(of("ship_turnaround.ship"), 9600.0 / 3600.0);
    exactly(of("wait_service_ratio.ship"), 0.0);
    exactly(of("crane_time_intensity.ship"), 2400.0 / 600.0);
    let waited = of("ship_turnaround.small-one") * 3600.0 - 2400.0 - 6600.0;
    assert!(waited > 3600.0, "{waited} s");
    exactly(of("wait_service_ratio.small-one"), waited / 6600.0);
    exactly(of("wait_service_ratio"), waited / (7200.0 + 6600.0));
    exactly(2.0 * of("ship_turnaround"), of("ship_turnaround.ship") + of("ship_turnaround.small-one"));
    // One box: its first lift is its last, and nothing to divide by.
    let cranes = outcome.columns.iter().position(|it| it.id == "t/crane_time_intensity.small-one").unwrap();
    assert_eq!(outcome.values[cranes], None);
    exactly(of("crane_time_intensity"), (2400.0 + 1800.0) / 600.0);
}

/// The same ship: the crane is assigned from 4200 to 6600 s after arrival, at 06:00, and sets boxes down from 5760 s on, every 120 s.
#[test]
fn a_crane_counts_for_as_long_as_it_is_measured() {
    let of = |start: &str, warm_up: &str, horizon: &str| {
        let lasting = format!("horizon = \"{horizon}\"\nwarm-up = \"{warm_up}\"");
        let text = edited(EXACT, "horizon = \"3 days\"\nwarm-up = \"0 h\"", &lasting);
        let text = edited(&text, "\nstart = \"20 min\"", &format!("\nstart = \"{start}\""));
        (measured(&text, "t/crane_utilisation"), measured(&text, "t/crane_rate_gross"))
    };
    let check = |(used, rate): (f64, f64), assigned_s: f64, boxes: f64, measured_s: f64| {
        exactly(used, 100.0 * assigned_s / measured_s);
        exactly(rate, boxes * 3600.0 / assigned_s);
    };
    check(of("20 min", "0 h", "3 days"), 2400.0, 6.0, 259_200.0);
    check(of("20 min", "435 min", "65 min"), 2100.0, 6.0, 3900.0); // from 4500 s on: it came before
    check(of("20 min", "0 h", "459 min"), 1740.0, 2.0, 27_540.0); // until 5940 s: it leaves after
    check(of("3 h", "435 min", "64 min"), 3840.0, 0.0, 3840.0); // it stands there all the while, and waits for the ship
}

/// At 1 m/s the tractor is called at 5640, is there at 5700 and has the 1st box at 5760 as before. Then it drives 75 s,
/// waits 60 s, drives 75 s back, and the crane, which has waited, lowers for 20 s: 230 s a box. The 6th is down at
/// 5760 + 5 × 230 = 6910, and the ship sails 240 + 1200 + 1800 s later.
#[test]
fn six_boxes_by_a_tractor_that_does_not() {
    let slow = edited(EXACT, "\"5 m/s\"\nspeed-laden = \"5 m/s\"", "\"1 m/s\"\nspeed-laden = \"1 m/s\"");
    exactly(measured(&slow, "t/ship_turnaround"), 10_150.0 / 3600.0);
    // What the crane waits for is no part of its cycle.
    exactly(measured(&slow, "t/crane_cycle"), 120.0);
}

/// Decoupled: room for two boxes under the crane, which lifts for 120 s without waiting for a vehicle. A shuttle at 1 m/s is
/// called when a box is down, takes 30 s to lift and 30 s to set down: 75 + 30 + 75 + 30 = 210 s a box.
/// ```text
/// box            1      2      3      4      5      6
/// crane begins   5640   5760   5880   6060*  6270*  6480*      * waited for room
/// put down       5760   5880   6000   6180   6390   6600
/// shuttle has it 5850   6060   6270   6480 (called at 5760: 60 m, then 30 s; then every 210 s)
/// ```
/// The ship sails 240 + 1200 + 1800 s after the last: 9840 s after arrival.
#[test]
fn six_boxes_by_one_shuttle_carrier() {
    let text = edited(EXACT, "\"5 m/s\"\nspeed-laden = \"5 m/s\"", "\"1 m/s\"\nspeed-laden = \"1 m/s\"");
    let text = edited(
        &text,
        "kind = \"terminal-tractor\"",
        "kind = \"shuttle-carrier\"\npick-up = \"30 s\"\nbuffer = 2\ntransfer-points = 2",
    );
    exactly(measured(&text, "t/ship_turnaround"), 9840.0 / 3600.0);
    exactly(measured(&text, "t/crane_cycle"), 120.0);
}

/// The second ship comes on day 14 and its one export box about day 10; the box that the first ship discharged is due for
/// collection on day 12, so the truck takes it along.
const ONE_TRUCK: [(&str, &str); 5] = [
    ("horizon = \"3 days\"\nwarm-up = \"0 h\"", "horizon = \"3 days\"\nwarm-up = \"9 days\""),
    ("every = \"52 weeks\"", "every = \"14 days\""),
    ("discharge = 6\nexports = 0", "discharge = 1\nexports = 1"),
    ("import-dwell = \"5 days\"", "import-dwell = \"12 days\""),
    ("dual-share = 0", "dual-share = 1\ndual-within = \"30 days\""),
];

/// In seconds after the gate: 66 to the block (30 m at 5 m/s, 60 s lost), 60 unloaded by the yard crane, 60 lost on the way
/// to the next place in the same block, 60 loaded, 66 to the gate, 30 checked: 342. Before it 60 s are checked: no queue.
#[test]
fn one_truck_brings_a_box_and_takes_one() {
    let text = ONE_TRUCK.iter().fold(EXACT.to_owned(), |text, (from, to)| edited(&text, from, to));
    exactly(measured(&text, "t/truck_visits"), 1.0);
    exactly(measured(&text, "t/truck_queue_time"), 1.0);
    exactly(measured(&text, "t/truck_terminal_time"), 342.0 / 60.0);
    exactly(measured(&text, "t/truck_drive"), (66.0 + 60.0 + 66.0) / 60.0);
    exactly(measured(&text, "t/rehandles_per_retrieval"), 0.0);
}

/// The export box stands in the yard from the start. Where boxes go to the nearest pile, the discharged box is put on it, and
/// has to be moved once before the export box can be loaded.
#[test]
fn one_box_has_to_be_dug_out() {
    let text = edited(EXACT, "discharge = 6\nexports = 0", "discharge = 1\nexports = 1");
    exactly(measured(&text, "t/rehandles_per_retrieval"), 0.0);
    let text = edited(&text, "stacking = \"segregated\"", "stacking = \"nearest\"");
    exactly(measured(&text, "t/rehandles_per_retrieval"), 1.0);
    exactly(measured(&text, "t/throughput_quay_teu"), 4.0);
}

/// High water every 12 h from midnight on, and the ship needs the mean level: it may pass within 3 h of high water. At 06:00
/// it waits until 09:00; at 02:00 it does not wait.
#[test]
fn a_ship_waits_for_the_tide() {
    let tide = "channel-depth = \"10.5 m\"\nunder-keel = \"1 m\"\ntide-mean = \"0.5 m\"\ntide-amplitude = \"1 m\"\ntide-period = \"12 h\"";
    let text = edited(EXACT, "channel-depth = \"30 m\"", tide);
    exactly(measured(&text, "t/vessel_wait"), 3.0);
    exactly(measured(&text, "t/ship_turnaround"), 3.0 + 9600.0 / 3600.0);
    exactly(measured(&text, "t/marine_wait.tide"), 3.0);
    exactly(measured(&text, "t/marine_wait.tugs"), 0.0);
    exactly(measured(&edited(&text, "Mon 06:00", "Mon 02:00"), "t/vessel_wait"), 0.0);
}

/// Two ships come together to two such terminals, and there is one tug. It makes the first fast at 4200 s, then the second at
/// 8400 s, for which the first waits 600 s when it is ready to sail at 7800 s. The second is ready at 12,000 s, when the tug is back
/// from the sea: 30 min to cast off, 30 min out.
#[test]
fn a_ship_waits_for_the_tug() {
    let (before, there) = EXACT.split_once("[terminal.T.quay]").unwrap();
    let there = format!("[terminal.T.quay]{there}");
    let other = there.replace("terminal.T.", "terminal.U.").replace("terminal = \"T\"", "terminal = \"U\"");
    let other = other.replace("[service.S]", "[service.Z]");
    let text = format!("{}{there}{other}", edited(before, "channel-depth", "tugs = 1\nchannel-depth"));
    exactly(measured(&text, "t/marine_wait.tugs"), 600.0 / 3600.0);
    exactly(measured(&text, "u/marine_wait.tugs"), 4200.0 / 3600.0);
    exactly(measured(&text, "u/marine_wait.wind"), 0.0);
}

/// Two ships, one berth, one hour apart: the second waits until the first has cast off, 9600 s after its arrival.
#[test]
fn a_ship_waits_for_the_berth() {
    let other = EXACT.split("[service.S]").nth(1).unwrap().replace("06:00", "07:00");
    let text = format!("{EXACT}\n[service.Z]\n{other}");
    let last = 9600.0 - 3600.0;
    exactly(measured(&text, "t/vessel_wait"), last / 2.0 / 3600.0);
    exactly(measured(&text, "t/delayed_share"), 0.0);
}
