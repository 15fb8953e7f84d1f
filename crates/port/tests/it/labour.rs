//! Gangs that two terminals share: ample ones change nothing, few keep cranes waiting, of whichever terminal.

use crate::workbench::{each, edited, outcomes, scenario, value};
use darse_port::{Outcome, simulate};

/// Two terminals, three cranes at most on a ship of each.
pub const TWINS: &str = r#"
horizon = "6 weeks"
warm-up = "1 week"
weather.wind = "0 m/s"
vessel-class.ship = { loa = "200 m", draught = "10 m", cranes = 3 }

[labour.Dockers]
gangs = 50

[terminal.A]
quay = { length = "600 m" }
cranes = { count = 5 }
transport = { count = 30 }
yard = { blocks = 16 }
[terminal.B]
quay = { length = "600 m" }
cranes = { count = 5 }
transport = { count = 30 }
yard = { blocks = 16 }

[service]
a = { terminal = "A", class = "ship", first = "Mon 00:00", every = "1 day", discharge = 300, exports = 30 }
b = { terminal = "B", class = "ship", first = "Mon 02:00", every = "1 day", discharge = 300, exports = 30 }
"#;

fn run(text: &str, replication: u32) -> Outcome {
    simulate(&scenario(text), 13, replication, true).unwrap()
}

#[test]
fn ample_gangs_change_nothing() {
    let ample = outcomes(&scenario(TWINS), 2);
    let manned = outcomes(&scenario(&edited(TWINS, "[labour.Dockers]\ngangs = 50\n", "")), 2);
    for kpi in ["a/ship_turnaround", "b/crane_rate_gross", "throughput_quay_teu"] {
        assert_eq!(each(&ample, kpi), each(&manned, kpi), "{kpi}");
    }
    let outcome = run(TWINS, 0);
    assert!(value(&outcome, "dockers/gang_wait") < 1e-9 && value(&outcome, "dockers/cranes_unmanned") < 1e-9);
    // A gang is with its crane while that is assigned to a ship, but for the crane's way to her and her papers.
    let out = value(&outcome, "dockers/gang_utilisation") / 100.0 * 50.0;
    let assigned = ["a", "b"].map(|it| value(&outcome, &format!("{it}/crane_utilisation")) / 100.0 * 5.0).iter().sum::<f64>();
    assert!(out < assigned && out > 0.85 * assigned, "{out} gangs are out on average, {assigned} cranes assigned");
}

/// Four gangs for two ships of three cranes each: cranes of both terminals wait, and as many as Little's law says.
#[test]
fn few_gangs_keep_ships_of_both_terminals() {
    for replication in 0..3 {
        let (few, ample) = (run(&edited(TWINS, "gangs = 50", "gangs = 4"), replication), run(TWINS, replication));
        for terminal in ["a", "b"] {
            let kpi = format!("{terminal}/ship_turnaround");
            assert!(value(&few, &kpi) > value(&ample, &kpi) + 0.3, "{} h, {} h", value(&few, &kpi), value(&ample, &kpi));
        }
        let by_law = value(&few, "dockers/gang_jobs") * value(&few, "dockers/gang_wait") / (6.0 * 7.0 * 24.0 * 60.0);
        let seen = value(&few, "dockers/cranes_unmanned");
        assert!((seen / by_law - 1.0).abs() < 0.05, "{seen} cranes wait, {by_law} by Little's law");
    }
}

/// With nobody at work in one shift of three, a ship that comes in it waits for the next one; who works when it ends finishes his ship.
#[test]
fn nobody_begins_a_ship_in_a_shift_off() {
    for replication in 0..3 {
        let off = run(&edited(TWINS, "gangs = 50", "gangs = 50\nshifts = [50, 50, 0]\nfirst-shift = \"06:00\""), replication);
        let ample = run(TWINS, replication);
        assert!(value(&off, "dockers/gang_wait") > 20.0, "{} min", value(&off, "dockers/gang_wait"));
        assert!(value(&off, "a/ship_turnaround") > value(&ample, "a/ship_turnaround") + 0.5);
    }
}
