//! Whatever can be disrupted is: everything a scenario can name is closed, slowed down, flooded or made late for two days, and what
//! stands for it in the KPIs moves against the undisturbed run with the same random numbers.

use crate::workbench::{delivered, edited, scenario, value, warnings};
use darse_port::scenario::disruptable;
use darse_port::{Outcome, Scenario, simulate};
use std::collections::BTreeSet;

/// What a disruption says, the resource, and the KPI that rises (`+`) or falls (`-`).
type Row = (&'static str, &'static str, &'static str);

const CLOSED: &str = "left = 0";
const SLOW: &str = "slower = 6";

/// A delivered scenario, shortened: a day passes undisturbed, two days are disrupted, and time is left to see what came of it.
fn short(name: &str, horizon: &str, warm_up: &str) -> String {
    let text = delivered(name);
    let lines = text.lines().filter(|line| !line.starts_with("horizon") && !line.starts_with("warm-up"));
    let rest: String = lines.map(|line| format!("{line}\n")).collect();
    format!("horizon = \"{horizon}\"\nwarm-up = \"{warm_up}\"\n{rest}")
}

fn disrupted(text: &str, of: &str, what: &str) -> Scenario {
    let quoted = of.replace('"', "\\\"");
    scenario(&format!(
        "{text}\n[disruption.test]\nof = [\"{quoted}\"]\nat = \"1 day\"\nlasting = \"2 days\"\n{}\n",
        what.replace("; ", "\n")
    ))
}

fn run(scenario: &Scenario) -> Outcome {
    simulate(scenario, 3, 0, true).unwrap()
}

/// Every row moves its KPI, and every resource of the scenario but these has a row.
fn each_moves_its_kpi(text: &str, rows: &[Row], elsewhere: &[&str]) {
    let undisturbed = scenario(text);
    let twin = run(&undisturbed);
    let mut still = Vec::new();
    let mut outcome = run(&undisturbed);
    for (nth, (what, of, kpi)) in rows.iter().enumerate() {
        if nth == 0 || (*what, *of) != (rows[nth - 1].0, rows[nth - 1].1) {
            outcome = run(&disrupted(text, of, what));
        }
        let (sign, column) = kpi.split_at(1);
        let (before, after) = (value(&twin, column), value(&outcome, column));
        let moved =
            if sign == "+" { after > before + 0.02 * before.abs().max(0.5) } else { after < before - 0.02 * before.abs() };
        if !moved {
            still.push(format!("{what} of {of}: {column} {before} -> {after}"));
        }
    }
    assert!(still.is_empty(), "{}", still.join("\n"));
    let tested: BTreeSet<&str> = rows.iter().map(|(_, of, _)| *of).chain(elsewhere.iter().copied()).collect();
    let untested: Vec<String> = disruptable(&undisturbed).into_iter().filter(|name| !tested.contains(name.as_str())).collect();
    assert_eq!(untested, [""; 0], "nobody looks at what these change");
}

#[test]
fn of_a_terminal_and_what_its_boxes_are_for() {
    let text =
        edited(&short("factory", "6 days", "6 days"), "cranes = { count = 6 }", "cranes = { count = 6, power = \"200 kW\" }");
    let text = edited(&text, "count = 28 }", "count = 28, battery = { range = \"20 km\", chargers = 3 } }");
    let text = format!("{text}\n[labour.Dockers]\ngangs = 6\n[feeder.Grid]\nlimit = \"20 MW\"\n");
    let rows = [
        (CLOSED, "terminal.Port.quay", "+port/vessel_wait"),
        (CLOSED, "terminal.Port.cranes", "+port/ship_turnaround"),
        (SLOW, "terminal.Port.cranes", "+port/crane_cycle"),
        (CLOSED, "terminal.Port.yard-cranes", "+port/truck_terminal_time"),
        (SLOW, "terminal.Port.yard-cranes", "+port/yard_crane_cycle"),
        (CLOSED, "terminal.Port.transport", "+port/ship_turnaround"),
        (SLOW, "terminal.Port.transport", "+port/vehicle_utilisation"),
        (CLOSED, "terminal.Port.chargers", "+port/ship_turnaround"),
        (SLOW, "terminal.Port.chargers", "+port/ship_turnaround"),
        (CLOSED, "terminal.Port.gate", "+port/truck_queue_time"),
        (CLOSED, "terminal.Port.gate", "+port/truck_terminal_time"),
        (SLOW, "terminal.Port.gate", "+port/truck_visit_time"),
        (CLOSED, "terminal.Port.rail", "+port/rail_turnaround"),
        (SLOW, "terminal.Port.rail", "+port/rail_turnaround"),
        (CLOSED, "marine.pilots", "+team_wait"),
        (SLOW, "marine.pilots", "+pilot_utilisation"),
        (CLOSED, "marine.tugs", "+team_wait"),
        (CLOSED, "marine.mooring-gangs", "+port/ship_turnaround"),
        (SLOW, "marine.mooring-gangs", "+port/gross_berth_hours"),
        (CLOSED, "service.east", "-port/schedule_reliability"),
        ("late = \"2 days\"", "service.east", "-port/schedule_reliability"),
        ("demand = 2", "service.east", "+port/throughput_quay_teu"),
        (CLOSED, "road.motorway", "+haulage/drayage_wait"),
        (SLOW, "road.motorway", "+motorway/travel_time_index"),
        (CLOSED, "road.access", "+haulage/drayage_wait"),
        (CLOSED, "road.hinterland", "+melloussa/line_stop"),
        (CLOSED, "drayage.Haulage", "+haulage/drayage_wait"),
        (CLOSED, "warehouse.Medhub.gangs", "+medhub/dispatch_time"),
        (SLOW, "warehouse.Medhub.gangs", "+medhub/dispatch_time"),
        (SLOW, "warehouse.Medhub.gangs", "+medhub/dock_utilisation"),
        (CLOSED, "warehouse.Medhub.docks-in", "+medhub/dock_wait"),
        (CLOSED, "warehouse.Medhub.docks-out", "+medhub/dispatch_time"),
        (CLOSED, "factory.Melloussa", "-melloussa/cars_made"),
        (SLOW, "factory.Melloussa", "-melloussa/cars_made"),
        ("left = 0.5", "factory.Melloussa", "-melloussa/cars_made"),
        (CLOSED, "factory.Melloussa.docks", "+melloussa/line_stop"),
        (SLOW, "factory.Melloussa.docks", "+melloussa/factory_dock_time"),
        (CLOSED, "rail-line.Tanger", "+tanger/line_wait"),
        ("left = 0.2", "rail-line.Tanger", "+tanger/line_wait"),
        (SLOW, "rail-line.Tanger", "+tanger/line_wait"),
        (CLOSED, "labour.Dockers", "+dockers/gang_wait"),
        (CLOSED, "feeder.Grid", "+port/ship_turnaround"),
    ];
    each_moves_its_kpi(&text, &rows, &["service.west"]);
}

#[test]
fn of_an_export_access_zone_and_its_road() {
    let rows = [
        (CLOSED, "access-zone.Export.weighbridges", "+export/access_transit"),
        (SLOW, "access-zone.Export.weighbridges", "+export/access_transit"),
        (CLOSED, "access-zone.Export.booths", "+export/access_transit"),
        (SLOW, "access-zone.Export.booths", "+export/access_transit"),
        (CLOSED, "access-zone.Export.scanners", "+export/scanner_wait"),
        (SLOW, "access-zone.Export.scanners", "+export/scanner_wait"),
        (CLOSED, "access-zone.Export.inspection-bays", "+export/access_transit"),
        (SLOW, "access-zone.Export.inspection-bays", "+export/access_transit"),
        (CLOSED, "road.access", "-access/road_trucks"),
        (SLOW, "road.access", "+access/travel_time_index"),
        (CLOSED, "road.quay", "-quay/road_trucks"),
        (CLOSED, "ferry-port.Ferries.booths", "+ferries/truck_wait_ashore"),
        (SLOW, "ferry-port.Ferries.booths", "+ferries/truck_wait_ashore"),
        (CLOSED, "ferry-port.Ferries.quay", "-ferries/ferry_sailings"),
        ("demand = 2", "ferry-port.Ferries.trucks-per-day", "+ferries/ferry_trucks"),
        ("demand = 3", "service.strait", "+tir_trucks"),
        (CLOSED, "service.strait", "-ferries/ferry_sailings"),
    ];
    let elsewhere = ["tugmasters", "import-booths", "trailers-per-day", "cars-per-day", "foot-passengers-per-day"];
    let elsewhere = elsewhere.map(|it| format!("ferry-port.Ferries.{it}"));
    let elsewhere: Vec<&str> = elsewhere.iter().map(String::as_str).collect();
    each_moves_its_kpi(&short("export-access-zone", "4 days", "1 day"), &rows, &[&elsewhere[..], &MARINE[..]].concat());
}

#[test]
fn of_a_ferry_port() {
    let rows = [
        (CLOSED, "ferry-port.Ferries.tugmasters", "+ferries/left_behind"),
        (SLOW, "ferry-port.Ferries.tugmasters", "+ferries/landing_time"),
        (CLOSED, "ferry-port.Ferries.import-booths", "+ferries/landing_time"),
        (SLOW, "ferry-port.Ferries.import-booths", "+ferries/landing_time"),
        ("demand = 3", "ferry-port.Ferries.trailers-per-day", "+ferries/ferry_trucks.out"),
        ("demand = 2", "ferry-port.Ferries.cars-per-day", "+ferries/ferry_cars.out"),
        ("demand = 3", "ferry-port.Ferries.foot-passengers-per-day", "+ferries/ferry_passengers"),
    ];
    let tested = |name: &String| rows.iter().any(|(_, of, _)| of == name);
    let text = short("ferry", "4 days", "1 day");
    let twin = scenario(&text);
    let elsewhere: Vec<String> = disruptable(&twin).into_iter().filter(|it| !tested(it)).collect();
    each_moves_its_kpi(&text, &rows, &elsewhere.iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn of_a_car_terminal() {
    let rows = [
        (CLOSED, "car-terminal.Cars.quay", "+cars/vessel_wait"),
        (CLOSED, "car-terminal.Cars.drivers", "+cars/ship_turnaround"),
        (SLOW, "car-terminal.Cars.drivers", "+cars/driver_utilisation"),
        (CLOSED, "car-terminal.Cars.pdi-bays", "+cars/pdi_wait"),
        (SLOW, "car-terminal.Cars.pdi-bays", "+cars/pdi_utilisation"),
        (CLOSED, "car-terminal.Cars.truck-bays", "+cars/car_truck_time"),
        (SLOW, "car-terminal.Cars.truck-bays", "+cars/car_truck_time"),
        (CLOSED, "car-terminal.Cars.tracks", "+cars/car_train_wait"),
        (SLOW, "car-terminal.Cars.tracks", "+cars/car_train_stay"),
        ("demand = 10", "service.wednesday-a", "+cars/cars_in"),
    ];
    let text = short("car-terminal", "6 days", "1 week");
    let of_cars = |it: &String| it.starts_with("service.") || it.starts_with("marine.");
    let elsewhere: Vec<String> = disruptable(&scenario(&text)).into_iter().filter(of_cars).collect();
    each_moves_its_kpi(&text, &rows, &elsewhere.iter().map(String::as_str).collect::<Vec<_>>());
}

const MARINE: [&str; 3] = ["marine.pilots", "marine.tugs", "marine.mooring-gangs"];

#[test]
fn of_a_tank_farm() {
    let rows = [
        (CLOSED, "tank-farm.Oil.quay", "+oil/vessel_wait"),
        (CLOSED, "tank-farm.Oil.lines", "+oil/ship_turnaround"),
        (SLOW, "tank-farm.Oil.lines", "+oil/ship_turnaround"),
        (CLOSED, "tank-farm.Oil.truck-bays", "+oil/tank_truck_time"),
        (SLOW, "tank-farm.Oil.truck-bays", "+oil/tank_truck_time"),
        ("demand = 2", "service.bunkers", "+liquid_bulk_t"),
    ];
    each_moves_its_kpi(&short("tank-farm", "6 days", "1 week"), &rows, &[&MARINE[..], &["service.imports"]].concat());
}

#[test]
fn of_a_terminal_for_dry_bulk() {
    let rows = [
        (CLOSED, "bulk-terminal.Dry.quay", "+dry/vessel_wait"),
        (CLOSED, "bulk-terminal.Dry.grabs", "+dry/ship_turnaround"),
        (SLOW, "bulk-terminal.Dry.grabs", "+dry/ship_turnaround"),
        (CLOSED, "bulk-terminal.Dry.truck-bays", "+dry-coils/bulk_truck_time"),
        (SLOW, "bulk-terminal.Dry.truck-bays", "+dry-coils/bulk_truck_time"),
        ("demand = 2", "service.coils", "+dry_bulk_t"),
    ];
    let text = edited(&short("bulk", "6 days", "2 weeks"), "every = \"7 days\"", "every = \"2 days\"");
    each_moves_its_kpi(&text, &rows, &[&MARINE[..], &["service.cereals", "service.blades"]].concat());
}

#[test]
fn of_trucks_of_ones_own_and_between_terminals() {
    let text = short("free-zone-warehouse", "6 days", "1 week");
    let rows = [(CLOSED, "warehouse.Medhub.trucks", "-medhub/containers_unstuffed")];
    let elsewhere: Vec<String> = disruptable(&scenario(&text)).into_iter().filter(|it| !it.ends_with("trucks")).collect();
    each_moves_its_kpi(&text, &rows, &elsewhere.iter().map(String::as_str).collect::<Vec<_>>());

    let text = r#"
horizon = "6 days"
warm-up = "1 week"
weather.wind = "0 m/s"
vessel-class.ship = { loa = "200 m", draught = "10 m", cranes = 2 }
haulage = { share = 0.5 }
terminal.A = { quay = { length = "300 m" }, cranes = { count = 3 }, transport = { count = 12 }, yard = { blocks = 8 } }
terminal.B = { quay = { length = "300 m" }, cranes = { count = 3 }, transport = { count = 12 }, yard = { blocks = 8 } }
berth.Lay-by = { quay = { length = "300 m", service-time = "6 h" } }

[service]
a = { terminal = "A", class = "ship", first = "Mon 00:00", every = "1 day", discharge = 100, exports = 10 }
b = { terminal = "B", class = "ship", first = "Mon 12:00", every = "1 day", discharge = 100, exports = 10 }
c = { terminal = "Lay-by", class = "ship", first = "Mon 08:00", every = "1 day" }
"#;
    let rows = [(CLOSED, "haulage.tractors", "+haul_wait"), (CLOSED, "berth.Lay-by.quay", "+lay-by/vessel_wait")];
    let of_both = ["haulage.tractors", "berth.Lay-by.quay"];
    let elsewhere: Vec<String> = disruptable(&scenario(text)).into_iter().filter(|it| !of_both.contains(&it.as_str())).collect();
    each_moves_its_kpi(text, &rows, &elsewhere.iter().map(String::as_str).collect::<Vec<_>>());
}

/// A berth without chance: six hours alongside, a ship every day at noon. Closed from noon to noon two days later, it holds two
/// ships, which come after each other; the third of these days' ships finds them there.
#[test]
fn ships_that_a_closed_berth_held_follow_each_other_by_hand() {
    let text = r#"
horizon = "6 days"
warm-up = "0 h"
weather.wind = "0 m/s"
marine = { inbound = "0 min", outbound = "0 min" }
vessel-class.ship = { loa = "200 m", draught = "5 m", tugs = 0, pilot = false }
berth.B = { quay = { length = "220 m", berths = ["220 m"], service-time = "6 h", mooring = "0 min", unmooring = "0 min", end = "0 min" } }
service.S = { terminal = "B", class = "ship", first = "Mon 12:00", every = "1 day", deviation = "0 min" }
"#;
    let closed = |lasting: &str, recovery: &str| {
        let table = "[disruption.D]\nof = [\"berth.B.quay\"]\nat = \"30 h\"\nleft = 0\n";
        run(&scenario(&format!("{text}{table}lasting = \"{lasting}\"\n{recovery}\n")))
    };
    let mean_wait = |outcome: &Outcome| value(outcome, "b/vessel_wait");
    assert!(mean_wait(&run(&scenario(text))).abs() < 1e-9);
    // From Tuesday 06:00 for 36 hours: until Wednesday 18:00. Tuesday's ship waits 30 h, Wednesday's 6 + 6 h; six ships in all.
    assert!((mean_wait(&closed("36 h", "")) - (30.0 + 12.0) / 6.0).abs() < 1e-6);
    // One berth comes back whole when half of it does: after the first of two steps.
    assert!((mean_wait(&closed("30 h", "recovery = \"12 h\"\nsteps = 2")) - (30.0 + 12.0) / 6.0).abs() < 1e-6);
    // A ship alongside when it closes goes when she is done.
    let at_work = "[disruption.D]\nof = [\"berth.B.quay\"]\nat = \"14 h\"\nlasting = \"12 h\"\nleft = 0\n";
    assert!(mean_wait(&run(&scenario(&format!("{text}{at_work}")))).abs() < 1e-9);
}

/// Of a service whose way is closed for three days all ships come when it opens; those of a detour come so much later each.
#[test]
fn late_calls_come_bunched_by_hand() {
    let text = r#"
horizon = "8 days"
warm-up = "0 h"
weather.wind = "0 m/s"
marine = { inbound = "0 min", outbound = "0 min" }
vessel-class.ship = { loa = "100 m", draught = "5 m", tugs = 0, pilot = false }
berth.B = { quay = { length = "120 m", service-time = "6 h", mooring = "0 min", unmooring = "0 min", end = "0 min" } }
service.S = { terminal = "B", class = "ship", first = "Mon 12:00", every = "1 day", deviation = "0 min" }
"#;
    let with = |what: &str| {
        let table = "[disruption.D]\nof = [\"service.S\"]\nat = \"1 day\"\nlasting = \"3 days\"\n";
        run(&scenario(&format!("{text}{table}{what}\n")))
    };
    // Those of Tuesday to Thursday come on Friday at 00:00, that of Friday at 12:00: they wait 0, 6, 12 and 6 h; eight ships in all.
    assert!((value(&with("left = 0"), "b/vessel_wait") - 24.0 / 8.0).abs() < 1e-6);
    // Two days and a half later, on Thursday, Friday and Saturday at midnight, they are in nobody's way.
    let later = with("late = \"60 h\"");
    assert!(value(&later, "b/vessel_wait").abs() < 1e-6 && (value(&later, "b/schedule_reliability") - 62.5).abs() < 1e-6);
}

/// The twin is the scenario as it would be without its tables: the same events in the same order, the same KPIs, the same bytes.
#[test]
fn the_twin_is_the_scenario_without_its_disruptions() {
    let tables = "\n[disruption.cranes]\nof = [\"terminal.Hello.cranes\"]\nat = \"3 days\"\nlasting = \"2 days\"\nleft = 0\n\
                  [disruption.late]\nof = [\"service.north\"]\nat = \"1 week\"\nlasting = \"4 days\"\nlate = \"1 day\"\ndemand = 1.5\n";
    let with = scenario(&format!("{}{tables}", delivered("hello")));
    let without = scenario(&delivered("hello"));
    assert!(with.is_disrupted() && !without.is_disrupted());
    for replication in 0..3 {
        let twin = simulate(&with.undisrupted(), 5, replication, true).unwrap();
        let plain = simulate(&without, 5, replication, true).unwrap();
        assert_eq!((twin.trace_hash, twin.events), (plain.trace_hash, plain.events));
        assert_eq!(twin, plain);
        // And it is this twin that the disrupted run is held against.
        let disrupted = simulate(&with, 5, replication, true).unwrap();
        assert_ne!(disrupted.trace_hash, twin.trace_hash);
        let teu = |outcome: &Outcome| value(outcome, "throughput_quay_teu");
        assert!((value(&disrupted, "teu_lost") - (teu(&twin) - teu(&disrupted))).abs() < 1e-9);
        assert!(value(&disrupted, "teu_late") > 100.0 && value(&disrupted, "calls_late") > 1.0);
        assert!(value(&disrupted, "recovered_teu") > 99.0 && value(&disrupted, "recovery_teu") > 24.0);
    }
}

/// A disruption that begins after the end changes nothing, not even the order of events, and has no KPIs of its own.
#[test]
fn what_begins_after_the_end_is_never_felt() {
    let table = "\n[disruption.cranes]\nof = [\"terminal.Hello.cranes\"]\nat = \"4 weeks\"\nlasting = \"2 days\"\nleft = 0\n";
    let later = simulate(&scenario(&format!("{}{table}", delivered("hello"))), 5, 0, false).unwrap();
    assert_eq!(later, simulate(&scenario(&delivered("hello")), 5, 0, false).unwrap());
}

/// Two days in which a quarter of the berths is closed: draws of ships, calls and vehicles stay what they were in the twin.
#[test]
#[cfg(debug_assertions)] // the log of draws is compiled into debug builds
fn a_disruption_leaves_all_draws_alone() {
    use darse_engine::drawn::{Drawn, drawn_by};
    use std::collections::BTreeMap;
    let text = short("ferry", "3 days", "1 day");
    let of = |it: &Drawn| ((it.stream, it.entity, it.nth, it.index), it.bits);
    let draws = |scenario: &Scenario| -> BTreeMap<_, _> {
        drawn_by(|| simulate(scenario, 3, 0, false).unwrap()).1.iter().map(of).collect()
    };
    let disturbed = disrupted(&text, "ferry-port.Ferries.quay", "left = 0.75");
    let (without, with) = (draws(&scenario(&text)), draws(&disturbed));
    let other = with.iter().filter(|(key, bits)| without.get(key).is_some_and(|before| before != *bits)).count();
    let both = without.keys().filter(|key| with.contains_key(key)).count();
    assert_eq!(other, 0, "another number for the same key");
    assert!(both as f64 > 0.95 * without.len() as f64, "{both} of {} draws", without.len());
}

/// Trains whose paths lie behind the beginning of a closure give them up: none sets out before the line is open again.
#[test]
fn no_train_sets_out_on_a_closed_line() {
    let line = r#"
horizon = "3 days"
warm-up = "0 h"
weather.wind = "0 m/s"
vessel-class.carrier = { loa = "200 m", draught = "9 m" }
[rail-line.L]
tracks = 2
headway = "30 min"
opens = "06:00"
closes = "22:00"
running = "30 min"
shunting = "10 min"
locomotives = 20
[car-terminal.C]
trucks-per-day = 0
line = "L"
quay = { length = "480 m", berths = ["240 m", "240 m"] }
compound.a = { rows = 280, row-length = 20 }
[[car-terminal.C.train]]
trains = ["Mon 22:30", "Mon 23:00", "Mon 23:30"]
cars = 50
lateness = "0 min"
[service.S]
terminal = "C"
class = "carrier"
first = "Sun 04:00"
every = "7 days"
load = 900
"#;
    assert!(!warnings(line).contains("no train runs"));
    let waits = |text: &str| {
        let outcome = run(&scenario(text));
        assert!((value(&outcome, "l/line_trains") - 6.0).abs() < 1e-9, "three come, and go again");
        value(&outcome, "l/line_wait")
    };
    let closed = "[disruption.closed]\nof = [\"rail-line.L\"]\nat = \"24 h\"\nlasting = \"24 h\"\nleft = 0\n";
    let (open, closed) = (waits(line), waits(&format!("{line}{closed}")));
    // Half of the six waited for the morning; of a whole day more they wait for the next one.
    assert!((closed - open - 12.0 * 60.0).abs() < 40.0, "{open} min, with a closed day {closed} min");
}
