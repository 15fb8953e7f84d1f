//! Every kind of machine that the reference names breaks down where the scenario says so, and what it does takes longer then.

use crate::workbench::{delivered, edited, scenario, value};
use darse_port::scenario::{REFERENCE, all_targets};
use darse_port::{Outcome, Scenario, simulate};
use std::collections::BTreeSet;

/// Every three hours of work one breaks, for five hours.
const OFTEN: &str = "failures = { between = { exponential = { mean = \"3 h\" } }, repair = \"5 h\" }";

/// A scenario with a line that says `FAILURES` or `…-UPKEEP`, the machines that it is about, and the KPI that rises (`+`) or falls
/// (`-`) by at least so much.
type Row = (String, &'static str, &'static str, f64);

fn sound(text: &str) -> String {
    text.lines().filter(|line| !line.contains("FAILURES") && !line.contains("UPKEEP")).map(|line| format!("{line}\n")).collect()
}

fn broken(text: &str) -> String {
    text.replace("FAILURES", OFTEN).replace("UPKEEP", &format!("upkeep = {{ {OFTEN} }}"))
}

fn run(scenario: &Scenario) -> Outcome {
    simulate(scenario, 17, 0, true).unwrap_or_else(|violation| panic!("{}", violation.0))
}

const SHIPS: &str = r#"
horizon = "2 weeks"
warm-up = "0 h"
weather.wind = "0 m/s"
vessel-class.ship = { loa = "200 m", draught = "9 m", tugs = 2 }
"#;

const CALLS: &str = r#"
[service.S]
terminal = "T"
class = "ship"
every = "1 day"
discharge = 150
exports = 40
transhipment = 0.4
"#;

/// A container terminal, with tables of its parts.
fn terminal(parts: &str) -> String {
    let or = |table: &str, usual: &str| {
        if parts.contains(&format!("[terminal.T.{table}")) { String::new() } else { format!("[terminal.T.{table}]\n{usual}\n") }
    };
    let (cranes, yard) = (or("cranes", "count = 4"), or("yard", "blocks = 8"));
    format!("{SHIPS}[terminal.T]\nquay = {{ length = \"600 m\" }}\n{cranes}{yard}{parts}\n{CALLS}")
}

fn of_terminals() -> Vec<Row> {
    let trains = "trains = [\"Mon 06:00\", \"Tue 06:00\", \"Wed 06:00\", \"Thu 06:00\", \"Fri 06:00\"]";
    let rail = format!("[terminal.T.rail]\nbrings = 20\n{trains}\n");
    let battery = "[terminal.T.transport.battery]\nrange = \"15 km\"\nchargers = 2\ncharging = \"30 min\"\ncharger-UPKEEP";
    let lay_by = "[berth.B]\nquay = { length = \"300 m\", service-time = \"3 h\" }\n[service.B]\nterminal = \"B\"\nclass = \"ship\"\nevery = \"6 h\"\n";
    let few = "[terminal.T.transport]\ncount = 12\n";
    vec![
        (terminal("[terminal.T.cranes]\ncount = 4\nFAILURES"), "terminal.T.cranes", "+t/ship_turnaround", 1.0),
        (
            terminal("[terminal.T.yard]\nblocks = 8\n[terminal.T.yard.crane]\nFAILURES"),
            "terminal.T.yard-cranes",
            "+t/truck_terminal_time",
            0.2,
        ),
        (terminal(&format!("{few}FAILURES")), "terminal.T.transport", "+t/ship_turnaround", 0.2),
        (terminal(&format!("{few}{battery}")), "terminal.T.chargers", "+t/ship_turnaround", 0.1),
        (terminal("[terminal.T.gate]\nlanes-in = 1\nlanes-out = 1\nFAILURES"), "terminal.T.gate", "+t/gate_queue_len.max", 2.0),
        (terminal(&format!("{rail}FAILURES")), "terminal.T.rail", "+t/rail_turnaround", 0.1),
        (terminal(&format!("{rail}line = \"L\"\n[rail-line.L]\nlocomotives = 1\nFAILURES")), "rail-line.L", "+l/line_wait", 1.0),
        (terminal(&format!("[marine]\ntugs = 3\ntug-UPKEEP\n{lay_by}")), "marine.tugs", "+team_wait", 0.1),
        (
            terminal("[feeder.F]\nlimit = \"20 MW\"\nFAILURES\n[terminal.T.cranes]\ncount = 4\npower = \"200 kW\""),
            "feeder.F",
            "+t/ship_turnaround",
            1.0,
        ),
        (between_terminals(), "haulage.tractors", "+haul_wait", 0.1),
    ]
}

/// Two terminals, and tractors that haul boxes from one to the other.
fn between_terminals() -> String {
    let other = CALLS.replace("\"T\"", "\"U\"").replace("service.S", "service.V");
    let more = "[terminal.U]\nquay = { length = \"600 m\" }\ncranes = { count = 4 }\nyard = { blocks = 8 }\n[haulage]\nshare = 0.3\ntractors = 2\nFAILURES\n";
    terminal(&format!("{more}{other}"))
}

fn of_cargo_in_no_boxes() -> Vec<Row> {
    let call = |name: &str, terminal: &str, what: &str| {
        format!("[service.{name}]\nterminal = \"{terminal}\"\nclass = \"ship\"\n{what}\n")
    };
    let grain = call("S", "B", "commodity = \"grain\"\nevery = \"2 days\"\nunload = \"4000 t\"");
    let bulk = |key: &str| {
        format!(
            "{SHIPS}[bulk-terminal.B]\ngrabs = 2\n{key}\n[bulk-terminal.B.quay]\nlength = \"250 m\"\nberths = [\"250 m\"]\n[bulk-terminal.B.commodity]\ngrain = {{ kind = \"bulk\", capacity = \"100000 t\" }}\n{grain}"
        )
    };
    let oil = |way: &str| call(way, "F", &format!("product = \"oil\"\nevery = \"1 day\"\n{way} = \"3000 t\""));
    let (unload, load) = (oil("unload"), oil("load"));
    let tanks = |keys: &str| {
        format!(
            "{SHIPS}[tank-farm.F]\n{keys}\n[tank-farm.F.quay]\nlength = \"500 m\"\nberths = [\"250 m\", \"250 m\"]\n[tank-farm.F.tank]\na = {{ product = \"oil\", capacity = \"60000 m3\" }}\nb = {{ product = \"oil\", capacity = \"60000 m3\" }}\n{unload}{load}"
        )
    };
    vec![
        (bulk("FAILURES"), "bulk-terminal.B.grabs", "+b/ship_turnaround", 0.5),
        (bulk("truck-bay-UPKEEP"), "bulk-terminal.B.truck-bays", "+b-grain/bulk_truck_time", 0.1),
        (tanks("trucks-per-day = 0\nlines = 1\nFAILURES"), "tank-farm.F.lines", "+f/ship_turnaround", 0.1),
        (tanks("trucks-per-day = 30\ntruck-bay-UPKEEP"), "tank-farm.F.truck-bays", "+f/tank_truck_time", 0.1),
    ]
}

fn of_trucks_and_ferries() -> Vec<Row> {
    let zone = |key: &str| edited(&delivered("export-access-zone"), "places = 500", &format!("places = 500\n{key}"));
    let week = edited(
        &edited(&delivered("ferry"), "horizon = \"4 weeks\"", "horizon = \"1 week\""),
        "warm-up = \"1 week\"",
        "warm-up = \"0 h\"",
    );
    let ferries = |from: &str, to: &str| edited(&week, from, to);
    let factory = |from: &str, key: &str| edited(&delivered("factory"), from, &format!("{from}\n{key}\n"));
    let house = edited(&delivered("free-zone-warehouse"), "trucks = 6\n", "trucks = 3\ntruck-UPKEEP\n");
    vec![
        (zone("FAILURES"), "access-zone.Export.scanners", "+export/scanner_wait", 1.0),
        (zone("weighbridge-UPKEEP"), "access-zone.Export.weighbridges", "+export/access_transit", 0.1),
        (zone("booth-UPKEEP"), "access-zone.Export.booths", "+export/access_transit", 0.1),
        (
            ferries("tugmasters = 6 ", "tugmaster-UPKEEP\ntugmasters = 3 "),
            "ferry-port.Ferries.tugmasters",
            "+ferries/ship_turnaround",
            0.02,
        ),
        (ferries("\nbooths = 24", "\nbooth-UPKEEP\nbooths = 7"), "ferry-port.Ferries.booths", "+ferries/truck_wait_ashore", 0.02),
        (
            ferries("import-booths = 40", "import-booth-UPKEEP\nimport-booths = 12"),
            "ferry-port.Ferries.import-booths",
            "+ferries/landing_time",
            0.02,
        ),
        (house, "warehouse.Medhub.trucks", "-medhub/containers_unstuffed", 10.0),
        (factory("[drayage.Haulage]", "FAILURES"), "drayage.Haulage", "+haulage/drayage_wait", 0.5),
        (factory("[factory.Melloussa]", "line-UPKEEP"), "factory.Melloussa", "-melloussa/cars_made", 100.0),
    ]
}

fn slow_down(rows: &[Row]) {
    let mut still = Vec::new();
    for (text, machines, kpi, at_least) in rows {
        let (without, with) = (scenario(&sound(text)), scenario(&broken(text)));
        let wears = |it: &Scenario| {
            let named = all_targets(it).into_iter().find(|(name, _)| name == machines);
            it.machines(named.unwrap_or_else(|| panic!("no {machines}")).1).unwrap().failures.cloned()
        };
        assert!(wears(&with).is_some_and(|it| (it.repair.mean() - 5.0 * 3600.0).abs() < 1e-6), "{machines}");
        let (sign, column) = kpi.split_at(1);
        let (before, after) = (value(&run(&without), column), value(&run(&with), column));
        let moved = if sign == "+" { after - before } else { before - after };
        if moved < *at_least {
            still.push(format!("{machines}: {column} {before} -> {after}"));
        }
    }
    assert!(still.is_empty(), "{}", still.join("\n"));
}

#[test]
fn machines_of_terminals_break_down() {
    slow_down(&of_terminals());
}

#[test]
fn machines_for_bulk_and_tanks_break_down() {
    slow_down(&of_cargo_in_no_boxes());
}

#[test]
fn machines_for_trucks_and_ferries_break_down() {
    slow_down(&of_trucks_and_ferries());
}

/// `terminal.T.cranes` without the name.
fn kind(name: &str) -> (String, String) {
    let (kind, rest) = name.split_once('.').unwrap();
    let key = rest.rsplit_once('.').map_or("", |(_, key)| key);
    (kind.to_owned(), key.to_owned())
}

#[test]
fn no_kind_is_left_out() {
    let reference = scenario(REFERENCE);
    let breaks = all_targets(&reference).into_iter().filter(|(_, target)| reference.machines(*target).is_some());
    let all: BTreeSet<_> = breaks.map(|(name, _)| kind(&name)).collect();
    let rows = [of_terminals(), of_cargo_in_no_boxes(), of_trucks_and_ferries()].concat();
    let tested: BTreeSet<_> = rows.iter().map(|(_, machines, ..)| kind(machines)).collect();
    assert_eq!(tested, all);
}
