//! A quay of 200 m, one block of one bay, and one rail crane behind it: all distances lie on one line.
//!
//! ```text
//! y [m]   60 parked ── 76 block ── 132 rail crane        2 m/s: 36 s from parking to rail, 28 s between block and rail
//! ```

use darse_engine::SimDuration;
use darse_port::trial::{Onward, Record, Trial, clock};

/// Monday's train comes five minutes late, and is shunted for ten. A box takes the rail crane 60 s, for 20 s of which a
/// vehicle stands below it.
fn trial(vehicles: &str, rail: &str) -> Trial {
    Trial::of(&format!(
        r#"
        title = "A train"
        horizon = "1 week"
        warm-up = "0 h"
        boxes = {{ twenty-foot = 0, reefer = 0, dangerous = 0, empty = 0 }}
        weather = {{ wind = "0 m/s" }}
        vessel-class = {{ ship = {{ loa = "100 m", draught = "6 m" }} }}
        service = {{ S = {{ terminal = "T", class = "ship", first = "Sun 12:00", every = "7 days", deviation = "0 h", discharge = 10, exports = 0 }} }}
        [terminal.T]
        quay = {{ length = "200 m" }}
        cranes = {{ count = 1 }}
        transport = {{ speed-empty = "2 m/s", speed-laden = "2 m/s", detour = 1.0, delay = "0 s", {vehicles} }}
        rail = {{ lateness = "5 min", shunting = "10 min", cranes = 1, cycle = "60 s", hand-over = "20 s", distance = "50 m", dwell = "0 h", {rail} }}
        [terminal.T.yard]
        blocks = 1
        bays = 2
        rows = 4
        tiers = 3
        reefer-bays = 0
        dangerous-bays = 0
        row-width = "3 m"
        aisle = "20 m"
        apron = "60 m"
        crane = {{ cycle = "60 s", failures = {{ between = "400 days" }} }}
        "#
    ))
}

fn box_in(record: &Record) -> bool {
    matches!(record, Record::BoxIn { .. })
}
fn box_out(record: &Record) -> bool {
    matches!(record, Record::BoxOut { .. })
}
fn stacked(record: &Record) -> bool {
    matches!(record, Record::Stacked { .. })
}
fn left(record: &Record) -> bool {
    matches!(record, Record::TrainLeft { .. })
}

#[test]
fn tractors_wait_below_the_rail_crane() {
    let mut it = trial(r#"kind = "terminal-tractor", count = 3"#, r#"trains = ["Mon 01:00"], brings = 2"#);
    it.stack(Onward::Train, 1);
    it.until(clock(6, 0, 0));
    assert_eq!(it.when(|it| matches!(it, Record::TrainCame { .. })), [clock(1, 5, 0)]);
    // Work begins at 01:15. Two tractors are there after 36 s; the crane sets its boxes down after 60 s and 120 s.
    assert_eq!(it.when(box_in), [clock(1, 16, 0), clock(1, 17, 0)]);
    // 28 s later at the block, 60 s for the yard crane. The third tractor stands there after 128 s, so its box comes
    // between: 88 + 60, 148 + 60 (retrieved), 208 + 60.
    assert_eq!(it.when(stacked), [clock(1, 17, 28), clock(1, 19, 28)]);
    // It is at the rail crane at 208 + 28 s, and its box on the train 60 s later.
    assert_eq!(it.when(box_out), [clock(1, 19, 56)]);
    assert_eq!(it.when(left), [clock(1, 29, 56)]);
    let stay = SimDuration::minutes(24) + SimDuration::seconds(56);
    let whole = |it: &Record| matches!(it, Record::TrainLeft { waited: SimDuration::ZERO, stayed, brought: 2, took: 1, left_behind: 0, .. } if *stayed == stay);
    assert_eq!(it.when(whole).len(), 1);
}

#[test]
fn straddle_carriers_find_boxes_on_the_ground_and_stack_them() {
    let vehicles = r#"kind = "straddle-carrier", count = 3, pick-up = "10 s", stacking = "30 s", buffer = 1"#;
    let mut it = trial(vehicles, r#"trains = ["Mon 01:00"], brings = 2"#);
    it.stack(Onward::Train, 1);
    it.until(clock(6, 0, 0));
    // The second box hangs from 100 s until the first is taken up, at 36 + 60 + 10 s; then 20 s to set it down.
    assert_eq!(it.when(box_in), [clock(1, 16, 0), clock(1, 17, 6)]);
    // 106 + 28 + 30 s; 126 + 36 + 10 + 28 + 30 s.
    assert_eq!(it.when(stacked), [clock(1, 17, 44), clock(1, 18, 50)]);
    // Sent for after 126 s: 8 s to the block, 30 s to unstack, 28 s, 10 s to set down, 60 s for the crane.
    assert_eq!(it.when(box_out), [clock(1, 19, 22)]);
    assert_eq!(it.when(left), [clock(1, 29, 22)]);
}

#[test]
fn every_kind_of_vehicle_serves_a_train() {
    for kind in ["terminal-tractor", "agv", "lift-agv", "shuttle-carrier", "straddle-carrier"] {
        for (count, cranes) in [(1, 1), (2, 2), (5, 3)] {
            let rail = r#"trains = ["Mon 01:00", "Mon 01:30", "Mon 12:00"], brings = 2, capacity = 3"#.to_owned();
            let rail = rail + &format!(", tracks = {cranes}");
            let mut it = trial(&format!(r#"kind = "{kind}", count = {count}, use = "dedicated""#), &rail);
            it.stack(Onward::Train, 5);
            it.until(clock(20, 0, 0));
            let sum = |of: fn(&Record) -> u16| it.records.iter().map(|(_, record)| of(record)).sum::<u16>();
            let took = sum(|it| if let Record::TrainLeft { took, .. } = it { *took } else { 0 });
            let brought = sum(|it| if let Record::TrainLeft { brought, .. } = it { *brought } else { 0 });
            assert_eq!((it.when(left).len(), took, brought), (3, 5, 6), "{count} {kind}");
            assert_eq!((it.when(box_in).len(), it.when(box_out).len(), it.when(stacked).len()), (6, 5, 6), "{count} {kind}");
        }
    }
}

#[test]
fn a_train_takes_what_has_been_ready_for_longest_and_leaves_the_rest() {
    let mut it = trial("", r#"trains = ["Mon 01:00", "Mon 03:00"], brings = 0, capacity = 2"#);
    it.stack(Onward::Train, 5);
    it.until(clock(6, 0, 0));
    let loads =
        |it: &Record| if let Record::TrainLeft { took, left_behind, .. } = it { Some((*took, *left_behind)) } else { None };
    let loads: Vec<(u16, u16)> = it.records.iter().filter_map(|(_, record)| loads(record)).collect();
    assert_eq!(loads, [(2, 3), (2, 1)]);
}

#[test]
fn a_train_waits_for_a_track() {
    let mut it = trial("", r#"trains = ["Mon 01:00", "Mon 01:10"], brings = 0, tracks = 1"#);
    it.until(clock(6, 0, 0));
    assert_eq!(it.when(left), [clock(1, 25, 0), clock(1, 45, 0)]);
    let ten = SimDuration::minutes(10);
    assert_eq!(it.when(|it| matches!(it, Record::TrainLeft { waited, .. } if *waited == ten)), [clock(1, 45, 0)]);
}

#[test]
fn boxes_by_rail_go_on_their_ship() {
    let mut it = trial("", r#"trains = ["Mon 01:00"], brings = 3"#);
    it.until(clock(24 * 6 + 23, 59, 0));
    let exported = |it: &Record| matches!(it, Record::BoxOut { flow: darse_port::trial::Flow::Export, .. });
    assert!(it.when(exported).len() >= 3, "those of the train, and those that trucks brought");
}

#[test]
fn the_timetable_repeats_from_the_first_midnight() {
    // Tuesday 2024-01-02 is the first day: Monday's train comes after Wednesday's.
    let it = trial("", r#"trains = ["Mon 01:00", "Wed 06:00"]"#);
    let plan = it.run.world.scenario.terminals[0].rail.clone().expect("there is a rail yard");
    let hours: Vec<u64> = (0..4).map(|nth| plan.planned(nth, 24).0 / SimDuration::hours(1).0).collect();
    assert_eq!(hours, [30, 145, 198, 313]);
}
