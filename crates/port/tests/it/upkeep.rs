//! Breakdowns, maintenance and workshops: what is ample changes nothing, what is scarce keeps machines down by Little's law.

use crate::workbench::{edited, scenario, value};
use darse_port::{Outcome, simulate};

fn run(text: &str, replication: u32) -> Outcome {
    simulate(&scenario(text), 17, replication, true).unwrap_or_else(|violation| panic!("{}", violation.0))
}

/// A terminal whose cranes, vehicles and gate lanes break down.
pub const TERMINAL: &str = r#"
horizon = "4 weeks"
warm-up = "1 week"
weather.wind = "0 m/s"
vessel-class.ship = { loa = "200 m", draught = "10 m" }

[terminal.T]
quay = { length = "600 m" }
cranes = { count = 4, failures = { between = { exponential = { mean = "20 h" } }, repair = "3 h" } }
transport = { count = 20, failures = { between = { exponential = { mean = "50 h" } }, repair = "4 h" } }
yard = { blocks = 8, crane = { failures = { between = { exponential = { mean = "40 h" } }, repair = "2 h" } } }
gate = { lanes-in = 2, failures = { between = { exponential = { mean = "20 h" } }, repair = "2 h" } }

[service.S]
terminal = "T"
class = "ship"
every = "1 day"
discharge = 250
exports = 50
transhipment = 0.6
"#;

pub const WORKSHOP: &str = r#"
[workshop.W]
crews = 500
machines = ["terminal.T.cranes", "terminal.T.transport", "terminal.T.yard-cranes", "terminal.T.gate"]
"#;

/// Crews and parts without end are as good as no workshop: the same KPIs, bit by bit.
#[test]
fn ample_crews_and_parts_change_nothing() {
    let spares = "[workshop.W.spare.rope]\nneeded = 1.0\nstock = 10000\nreorder-point = 0\nlot = 1\nlead = \"1 day\"\n";
    let ample = format!("{TERMINAL}{WORKSHOP}{spares}");
    for replication in 0..2 {
        let (without, with) = (run(TERMINAL, replication), run(&ample, replication));
        for (column, found) in without.columns.iter().zip(&without.values) {
            let place = with.columns.iter().position(|it| it.id == column.id).unwrap();
            assert_eq!(with.values[place].map(f64::to_bits), found.map(f64::to_bits), "{}", column.id);
        }
        assert!(value(&with, "w/crew_wait") < 1e-12 && value(&with, "w/part_wait") < 1e-12);
        assert!((value(&with, "w-terminal.t.cranes/mttr") - 3.0).abs() < 1e-9, "a repair of 3 h, and no wait");
        assert!((value(&with, "w-terminal.t.transport/mttr") - 4.0).abs() < 1e-9);
    }
}

/// One crew for all: machines wait for it, as many as Little's law says, and ships stay longer.
#[test]
fn one_crew_keeps_machines_down() {
    let few = format!("{TERMINAL}{}", edited(WORKSHOP, "crews = 500", "crews = 1"));
    for replication in 0..2 {
        let (one, ample) = (run(&few, replication), run(&format!("{TERMINAL}{WORKSHOP}"), replication));
        let wait = value(&one, "w/crew_wait");
        let by_law = value(&one, "w/crew_jobs") * wait / (4.0 * 7.0 * 24.0);
        let seen = value(&one, "w/machines_waiting");
        assert!(wait > 0.2 && (seen / by_law - 1.0).abs() < 0.2, "{seen} wait, {by_law} by Little's law; {wait} h");
        for machines in ["cranes", "transport", "yard-cranes", "gate"] {
            let availability = format!("w-terminal.t.{machines}/availability");
            let (one, ample) = (value(&one, &availability), value(&ample, &availability));
            assert!(one < ample, "{machines}: {one} % with one crew, {ample} % with many");
        }
        assert!(value(&one, "t/ship_turnaround") > value(&ample, "t/ship_turnaround"));
    }
}

/// Parts that take two weeks to come: who needs one waits, and parts are conserved (which `--check` looks at).
#[test]
fn a_missing_part_keeps_machines_down() {
    let spare = |stock: u32| {
        format!(
            "{TERMINAL}{WORKSHOP}[workshop.W.spare.spreader]\nmachines = [\"terminal.T.cranes\"]\nneeded = 0.5\nstock = {stock}\nreorder-point = 0\nlot = 1\nlead = \"14 days\"\n"
        )
    };
    for replication in 0..2 {
        let (scarce, ample) = (run(&spare(0), replication), run(&spare(1000), replication));
        assert!(value(&scarce, "w/part_wait") > 24.0 && value(&ample, "w/part_wait") < 1e-12);
        assert!(value(&scarce, "w-spreader/spare_out") > 20.0 && value(&ample, "w-spreader/spare_out") < 1e-12);
        let mttr = "w-terminal.t.cranes/mttr";
        assert!(value(&scarce, mttr) > value(&ample, mttr) + 10.0);
        assert!(value(&scarce, "t/ship_turnaround") > value(&ample, "t/ship_turnaround"));
        assert!((value(&scarce, "w-terminal.t.gate/mttr") - 2.0).abs() < 1e-9, "lanes need no spreader");
    }
}

/// Scarce parts of the kind that a repair can name, and maintenance: a crane serviced every two days for eight hours is down for a
/// sixth of the time, and its ships stay longer.
#[test]
fn maintenance_takes_machines_out_of_service() {
    let sound = edited(
        TERMINAL,
        "between = { exponential = { mean = \"20 h\" } }, repair = \"3 h\" } }\ntransport",
        "between = \"80000 h\", repair = \"3 h\" } }\ntransport",
    );
    let plan = |maintenance: &str| {
        let text = edited(&sound, "cranes = { count = 4,", &format!("cranes = {{ count = 4, {maintenance}"));
        format!("{text}{WORKSHOP}")
    };
    for replication in 0..2 {
        let none = run(&plan(""), replication);
        let calendar = run(&plan("maintenance = { every = \"48 h\", lasting = \"8 h\" },"), replication);
        let usage = run(&plan("maintenance = { after = \"20 h\", lasting = \"8 h\" },"), replication);
        let down = |outcome: &Outcome| 100.0 - value(outcome, "w-terminal.t.cranes/availability");
        assert!(down(&none) < 1e-9 && value(&none, "w-terminal.t.cranes/services_done") < 0.5);
        // Four cranes, four weeks: 56 services at most, fewer where a crane does not work for two days.
        let services = value(&calendar, "w-terminal.t.cranes/services_done");
        assert!(services > 30.0 && services <= 57.0, "{services}");
        assert!((down(&calendar) - 100.0 * services * 8.0 / (4.0 * 672.0)).abs() < 0.7, "{} %", down(&calendar));
        assert!(value(&usage, "w-terminal.t.cranes/services_done") > 5.0);
        for it in [&calendar, &usage] {
            assert!(value(it, "t/ship_turnaround") > value(&none, "t/ship_turnaround"));
            assert!((value(it, "t/crane_lost.repair") > 0.0) && value(&none, "t/crane_lost.repair") < 1e-9);
        }
    }
}

/// A truck under repair takes no driver, and a scanner under repair is not the one that a closure leaves: others stand by.
#[test]
fn a_machine_that_is_down_takes_no_driver() {
    let drayage = r#"
horizon = "4 weeks"
warm-up = "1 week"
weather.wind = "0 m/s"
vessel-class.ship = { loa = "160 m", draught = "9 m" }
[terminal.T]
quay = { length = "400 m" }
yard = { blocks = 6 }
[service.S]
terminal = "T"
class = "ship"
every = "1 day"
discharge = 100
exports = 15
transhipment = 0.0
[drayage.H]
trucks = 10
shifts = [1, 1, 1]
[warehouse.W]
terminal = "T"
drayage = "H"
import-share = 0.02
docks-in = 20
docks-out = 20
gangs = 30
places = 20000
dwell = "1 day"
"#;
    let zone = r#"
horizon = "4 weeks"
warm-up = "1 week"
weather.wind = "0 m/s"
vessel-class.ferry = { loa = "190 m", draught = "6.5 m", tugs = 0, pilot = false }
[access-zone.E]
scanners = 3
scan = "2 min"
held = 0
inspected = 0
[ferry-port.F]
access-zone = "E"
trucks-per-day = 200
trailers-per-day = 0
cars-per-day = 0
foot-passengers-per-day = 0
quay = { length = "250 m", berths = ["250 m"] }
[service.S]
terminal = "F"
class = "ferry"
every = "3 h"
trucks = 0
trailers = 0
cars = 0
foot-passengers = 0
[disruption.one-is-left]
of = ["access-zone.E.scanners"]
at = "0 h"
lasting = "10 weeks"
left = 0.33
"#;
    let down = "failures = { between = \"30 h\", repair = \"60 h\" }";
    for (text, of, wait) in [(drayage, "shifts = [1, 1, 1]", "h/drayage_wait"), (zone, "inspected = 0", "e/scanner_wait")] {
        let (sound, broken) = (run(text, 0), run(&edited(text, of, &format!("{of}\n{down}")), 0));
        let (sound, broken) = (value(&sound, wait), value(&broken, wait));
        assert!(broken < sound + 5.0, "{wait}: {sound} min where nothing breaks down, {broken} min where others stand by");
    }
}
