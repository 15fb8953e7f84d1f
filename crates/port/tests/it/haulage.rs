//! Boxes that change terminals: none is lost, as many come as go, and tractors bind.

use crate::workbench::{each, edited, outcomes, scenario, value};
use darse_port::{Outcome, simulate};

/// Two terminals alike, of four services each; all boxes change ships, half of them terminals.
const TWINS: &str = r#"
horizon = "8 weeks"
warm-up = "2 weeks"
weather.wind = "0 m/s"
vessel-class.ship = { loa = "160 m", draught = "9 m" }

[haulage]
share = 0.5
tractors = 30
release = "2 h"
drive = "15 min"

[terminal.A]
quay = { length = "800 m" }
cranes = { count = 6 }
transport = { count = 30 }
yard = { blocks = 16 }
[terminal.B]
quay = { length = "800 m" }
cranes = { count = 6 }
transport = { count = 30 }
yard = { blocks = 16 }

[service]
a1 = { terminal = "A", class = "ship", first = "Mon 00:00", every = "2 days", discharge = 100, transhipment = 1.0, exports = 0 }
a2 = { terminal = "A", class = "ship", first = "Mon 12:00", every = "2 days", discharge = 100, transhipment = 1.0, exports = 0 }
a3 = { terminal = "A", class = "ship", first = "Tue 00:00", every = "2 days", discharge = 100, transhipment = 1.0, exports = 0 }
b1 = { terminal = "B", class = "ship", first = "Mon 06:00", every = "2 days", discharge = 100, transhipment = 1.0, exports = 0 }
b2 = { terminal = "B", class = "ship", first = "Mon 18:00", every = "2 days", discharge = 200, transhipment = 1.0, exports = 0 }
"#;

fn run(text: &str, replication: u32) -> Outcome {
    simulate(&scenario(text), 11, replication, true).unwrap()
}

/// 100 × 3 and 300 boxes in two days: each terminal sends half of them, and gets as many. A hauled box is lifted twice and stands
/// in two yards. Checked every hour: boxes in = out + inside.
#[test]
fn as_many_boxes_come_as_go() {
    let outcome = run(TWINS, 0);
    let hauled = value(&outcome, "hauled_boxes");
    assert!((hauled / (8.0 * 7.0 * 300.0 / 2.0) - 1.0).abs() < 0.05, "{hauled}");
    let [a, b] = ["a", "b"].map(|it| value(&outcome, &format!("{it}/truck_visits")));
    assert!((a + b - 2.0 * hauled).abs() < 0.02 * hauled, "each box passes two gates: {a} + {b}, {hauled} hauled");
    assert!((a - b).abs() < 0.05 * a, "{a} and {b}: as many come as go");
    let lifted = value(&outcome, "throughput_quay_teu") / 1.6;
    assert!((lifted / (2.0 * 8.0 * 7.0 * 300.0) - 1.0).abs() < 0.05, "{lifted} moves over the quay: each box twice");
}

/// From the release to the end: two drives of 15 min and two visits of a terminal, which last as the gates measure them. So much
/// does a tractor work for each box (Little), and with plenty of them nobody waits.
#[test]
fn a_haul_is_two_drives_and_two_visits() {
    let outcome = run(&edited(TWINS, "tractors = 30", "tractors = 200"), 1);
    assert!(value(&outcome, "haul_wait") < 1e-9);
    let visit = |it: &str| value(&outcome, &format!("{it}/truck_visit_time"));
    let expected = 30.0 + visit("a") + visit("b");
    let haul = value(&outcome, "haul_time");
    assert!((haul / expected - 1.0).abs() < 0.02, "{haul} min, {expected} min");
    let (busy, hauls) = (value(&outcome, "tractor_utilisation") / 100.0 * 200.0, value(&outcome, "hauled_boxes"));
    let working = hauls * haul / (8.0 * 7.0 * 24.0 * 60.0);
    assert!((busy / working - 1.0).abs() < 0.02, "{busy} tractors at work on average, {working} by Little's law");
}

#[test]
fn few_tractors_keep_boxes_waiting() {
    let few = edited(TWINS, "tractors = 30", "tractors = 7");
    for replication in 0..3 {
        let (few, many) = (run(&few, replication), run(TWINS, replication));
        assert!(value(&few, "haul_wait") > value(&many, "haul_wait") + 1.0, "{} min", value(&few, "haul_wait"));
        assert!(value(&few, "tractor_utilisation") > value(&many, "tractor_utilisation"));
    }
}

/// A share of none is as if nothing were written.
#[test]
fn without_a_share_nothing_moves() {
    let none = edited(TWINS, "share = 0.5", "share = 0.0");
    let start = TWINS.find("[haulage]").unwrap();
    let unwritten = format!("{}{}", &TWINS[..start], &TWINS[TWINS.find("[terminal.A]").unwrap()..]);
    let (none, unwritten) = (outcomes(&scenario(&none), 2), outcomes(&scenario(&unwritten), 2));
    for kpi in ["a/dwell_time.transhipment", "b/ship_turnaround", "throughput_quay_teu", "a/yard_occupancy"] {
        assert_eq!(each(&none, kpi), each(&unwritten, kpi), "{kpi}");
    }
}

/// Over roads the drives are those of the roads, and both terminals' trucks are on them.
#[test]
fn tractors_take_the_roads() {
    let roads = "[road.port]\nfrom = \"west\"\nto = \"east\"\nlength = \"3 km\"\n[terminal.A]\ngate = { road = \"west\" }";
    let text = edited(TWINS, "[terminal.A]", roads);
    let text = edited(&text, "[terminal.B]", "[terminal.B]\ngate = { road = \"east\" }");
    let outcome = run(&text, 0);
    let (trucks, hauled) = (value(&outcome, "port/road_trucks"), value(&outcome, "hauled_boxes"));
    assert!((trucks - 2.0 * hauled).abs() < 0.02 * trucks, "{trucks} on the road, {hauled} hauled: there and back");
}
