//! Attacks: each system's loss moves every consumer that it names, spreads along dependencies only, and is over when it is over.

use crate::workbench::{edited, scenario, value};
use darse_port::{Outcome, simulate};
use std::sync::OnceLock;

fn run(text: &str, replication: u32) -> Outcome {
    simulate(&scenario(text), 23, replication, true).unwrap_or_else(|violation| panic!("{}", violation.0))
}

/// A zone with all that a system may serve: a terminal on a feeder, a basin, ferries behind an access zone.
const ZONE: &str = r#"
horizon = "2 weeks"
warm-up = "1 week"
weather.wind = "0 m/s"
vessel-class.ship = { loa = "200 m", draught = "10 m" }
vessel-class.ferry = { loa = "150 m", draught = "6 m", tugs = 0, pilot = false }
[basin.B]
passage = "20 min"
[feeder.F]
limit = "1 MW"
[terminal.T]
quay = { length = "600 m", basin = "B" }
cranes = { count = 4, power = "180 kW" }
transport = { count = 24 }
yard = { blocks = 8, crane = { power = "40 kW" } }
gate = { lanes-in = 2, lanes-out = 2, appointments-per-hour = 8 }
[access-zone.Z]
[ferry-port.P]
access-zone = "Z"
trucks-per-day = 300
cars-per-day = 200
[ferry-port.P.quay]
basin = "B"
length = "400 m"
berths = ["200 m", "200 m"]
[service]
s = { terminal = "T", class = "ship", every = "20 h", discharge = 250, exports = 80, transhipment = 0.4 }
f = { terminal = "P", class = "ferry", every = "4 h", trucks = 20, cars = 20, deviation = "0 min" }
"#;

/// An attack on a system on the fourth day, noticed after six hours, restored two days later.
fn attacked(kind: &str, more: &str) -> String {
    format!("{ZONE}[cyber.asset.A]\nkind = \"{kind}\"\n{more}\n{INCIDENT}")
}
const INCIDENT: &str = "[cyber.incident.I]\nasset = \"A\"\nat = \"3 days\"\ndetection = \"6 h\"\noutage = \"2 days\"\nspread = \"1 h\"\nprobability = 1.0\nrecovery = \"12 h\"\n";

/// The zone without an attack, which all are compared with.
fn unharmed() -> &'static [Outcome; 2] {
    static UNHARMED: OnceLock<[Outcome; 2]> = OnceLock::new();
    UNHARMED.get_or_init(|| [0, 1].map(|replication| run(ZONE, replication)))
}

/// Each KPI is larger by so much than without the attack, under the same random numbers.
fn raises(text: &str, kpis: &[(&str, f64)]) {
    for replication in 0..2 {
        let (with, without) = (run(text, replication), &unharmed()[replication as usize]);
        for (kpi, by) in kpis {
            let (with, without) = (value(&with, kpi), value(without, kpi));
            assert!(with > without + by, "{kpi}: {with} with the attack, {without} without");
        }
    }
}

#[test]
fn without_the_operating_system_cranes_gate_and_yard_suffer() {
    let text = attacked("terminal-operating-system", "");
    raises(&text, &[("t/ship_turnaround", 0.5), ("t/truck_visit_time", 1.0), ("t/rehandle_ratio", 0.0), ("t/crane_cycle", 1.0)]);
}

#[test]
fn without_cameras_the_gate_is_slow() {
    raises(&attacked("gate-ocr", "gate-slower = 4"), &[("t/truck_queue_time", 1.0), ("t/gate_queue_len.max", 3.0)]);
}

/// Without appointments trucks come at the hours they like: as if there were none for as long.
#[test]
fn without_the_portal_trucks_come_when_they_like() {
    let few = |text: &str| {
        let lanes =
            edited(text, "lanes-in = 2, lanes-out = 2, appointments-per-hour = 8", "lanes-in = 1, check-in = \"4 min\", BOOKED");
        edited(&lanes, "outage = \"2 days\"", "outage = \"9 days\"")
    };
    let attack = few(&attacked("appointment-portal", ""));
    let booked = "appointments-per-hour = 12";
    for replication in 0..2 {
        let queue = |text: &str, gate: &str| value(&run(&edited(text, "BOOKED", gate), replication), "t/truck_queue_time");
        let with = queue(&attack, booked);
        let sound = queue(&edited(&attack, "at = \"3 days\"", "at = \"10 weeks\""), booked);
        let free = queue(&edited(&attack, "at = \"3 days\"", "at = \"10 weeks\""), "dual-within = \"24 h\"");
        assert!(free > sound, "appointments flatten the peak: {sound} min, {free} min without");
        assert!(with > sound, "{with} min in the attack, {sound} min booked");
    }
}

#[test]
fn without_crane_control_cranes_stand_still() {
    let text = attacked("crane-control", "");
    raises(&text, &[("t/ship_turnaround", 1.0), ("t/truck_terminal_time", 5.0)]);
}

#[test]
fn without_guidance_ships_come_one_by_one() {
    let text = attacked("vessel-traffic-service", "separation = \"6 h\"");
    raises(&text, &[("t/ship_turnaround", 0.2), ("p/ship_turnaround", 0.5)]);
}

#[test]
fn without_the_link_to_customs_papers_take_longer() {
    let text = attacked("customs-link", "booths-slower = 8");
    raises(&text, &[("z/access_transit", 1.0), ("p/landing_time", 1.0)]);
}

#[test]
fn without_the_grid_s_control_feeders_give_less() {
    raises(&attacked("power-scada", "limit-left = 0.3"), &[("f/power_wait.cranes", 0.1), ("t/ship_turnaround", 0.0)]);
}

/// Office, operating system, cameras: in a row. An attack on the office reaches the others one after another, an hour apart, until it
/// is noticed; one on the cameras reaches nobody else; one on what nothing depends on stays there.
#[test]
fn attacks_spread_along_dependencies_until_they_are_noticed() {
    let row = format!(
        "{ZONE}[cyber.asset]\nA = {{ kind = \"office-network\" }}\nTos = {{ kind = \"terminal-operating-system\", depends-on = [\"A\"] }}\nOcr = {{ kind = \"gate-ocr\", depends-on = [\"Tos\"] }}\nVts = {{ kind = \"vessel-traffic-service\" }}\n{INCIDENT}"
    );
    let lost = |text: &str| {
        let outcome = run(text, 0);
        ["a", "tos", "ocr", "vts"]
            .map(|it| (value(&outcome, &format!("{it}/asset_unnoticed")), value(&outcome, &format!("{it}/asset_degraded"))))
    };
    let close = |found: (f64, f64), expected: (f64, f64)| {
        assert!((found.0 - expected.0).abs() < 1e-6 && (found.1 - expected.1).abs() < 1e-6, "{found:?}, expected {expected:?}");
    };
    let all = lost(&row);
    close(all[0], (6.0, 48.0)); // nothing depends on the office at the quay: it has no way back to go
    close(all[1], (5.0, 60.0));
    close(all[2], (4.0, 60.0));
    close(all[3], (0.0, 0.0));
    let soon = lost(&edited(&row, "detection = \"6 h\"", "detection = \"90 min\""));
    close(soon[1], (0.5, 60.0));
    close(soon[2], (0.0, 0.0));
    let never = lost(&edited(&row, "probability = 1.0", "probability = 0"));
    close(never[1], (0.0, 0.0));
    let end = lost(&edited(&row, "asset = \"A\"", "asset = \"Ocr\""));
    close(end[0], (0.0, 0.0));
    close(end[1], (0.0, 0.0));
    close(end[2], (6.0, 60.0));
}

/// Systems that nobody attacks, and an attack after the end: the same KPIs, bit by bit.
#[test]
fn without_an_attack_nothing_changes() {
    let assets = attacked("terminal-operating-system", "");
    let none = edited(&assets, INCIDENT, "");
    let later = edited(&assets, "at = \"3 days\"", "at = \"10 weeks\"");
    let plain = run(ZONE, 0);
    for text in [none, later] {
        let with = run(&text, 0);
        for (column, found) in plain.columns.iter().zip(&plain.values) {
            let place = with.columns.iter().position(|it| it.id == column.id).unwrap();
            assert_eq!(with.values[place].map(f64::to_bits), found.map(f64::to_bits), "{}", column.id);
        }
    }
}

/// An attacked scenario has its twin: the same without the attack, the systems still there; what it costs is told against that.
#[test]
fn an_attacked_scenario_has_a_twin() {
    let with = scenario(&attacked("crane-control", ""));
    assert!(with.is_disrupted() && !with.undisrupted().is_disrupted());
    let (outcome, twin) = (simulate(&with, 23, 0, false).unwrap(), simulate(&with.undisrupted(), 23, 0, false).unwrap());
    let plain = simulate(&scenario(&edited(&attacked("crane-control", ""), INCIDENT, "")), 23, 0, false).unwrap();
    assert_eq!(twin, plain);
    let teu = |outcome: &Outcome| value(outcome, "throughput_quay_teu");
    assert!((value(&outcome, "teu_lost") - (teu(&twin) - teu(&outcome))).abs() < 1e-9);
    assert!(value(&outcome, "calls_late") > 0.5 && value(&outcome, "teu_late") > 10.0);
}

/// Of two operating systems of one terminal, one is attacked for an hour while the other is lost for days: work goes on without.
#[test]
fn a_system_that_is_back_does_not_end_the_loss_of_another() {
    let incident = |name: &str, asset: &str, at: &str, outage: &str| {
        format!(
            "[cyber.incident.{name}]\nasset = \"{asset}\"\nat = \"{at}\"\ndetection = \"1 h\"\noutage = \"{outage}\"\nrecovery = \"0 h\"\n"
        )
    };
    for kind in ["terminal-operating-system", "appointment-portal", "vessel-traffic-service"] {
        let lost =
            format!("{ZONE}[cyber.asset.A]\nkind = \"{kind}\"\n[cyber.asset.B]\nkind = \"{kind}\"\nseparation = \"12 h\"\n");
        let lost = if kind == "vessel-traffic-service" { lost } else { edited(&lost, "separation = \"12 h\"\n", "") };
        let lost = format!("{lost}{}", incident("I", "B", "1 day", "9 days"));
        let later = format!("{lost}{}", incident("J", "A", "20 days", "1 h"));
        let meanwhile = format!("{lost}{}", incident("J", "A", "2 days", "1 h"));
        let kpi = match kind {
            "terminal-operating-system" => "t/rehandles_per_retrieval",
            "appointment-portal" => "t/truck_queue_time",
            _ => "t/ship_turnaround",
        };
        let (later, meanwhile) = (value(&run(&later, 0), kpi), value(&run(&meanwhile, 0), kpi));
        assert!(meanwhile > 0.9 * later, "{kind}: {kpi} {later}, with another attack meanwhile {meanwhile}");
    }
}
