//! What must not matter, or must matter in a known way: a berth that nobody uses, the order of the file, the unit of time.

use crate::workbench::{EXACT, delivered, edited, reversed, scenario, value};
use darse_port::{Outcome, simulate};
use std::collections::BTreeMap;

/// One small scenario for each kind of facility.
const SMALL: [&str; 8] = ["hello", "ferry", "car-terminal", "tank-farm", "bulk", "free-zone", "factory", "export-access-zone"];

fn two_weeks(text: &str) -> Outcome {
    let mut scenario = scenario(text);
    (scenario.warm_up, scenario.horizon) = (darse_engine::SimDuration::weeks(1), darse_engine::SimDuration::weeks(1));
    simulate(&scenario, 11, 0, false).unwrap()
}

/// Bits of all KPIs by column, but for those of a facility.
fn kpis(outcome: &Outcome, but: &str) -> BTreeMap<String, Option<u64>> {
    let all = outcome.columns.iter().zip(&outcome.values);
    all.filter(|(column, _)| !column.id.starts_with(but))
        .map(|(column, value)| (column.id.clone(), value.map(f64::to_bits)))
        .collect()
}

#[test]
fn a_berth_that_nobody_uses_changes_nothing() {
    for name in SMALL {
        let text = delivered(name);
        let spare = format!("{text}\n[berth.spare.quay]\nlength = \"300 m\"\nservice-time = \"10 h\"\n");
        let (one, other) = (two_weeks(&text), two_weeks(&spare));
        assert_eq!(kpis(&one, "spare/"), kpis(&other, "spare/"), "{name}");
        assert!(other.columns.len() > one.columns.len(), "{name}: the spare berth has KPIs of its own");
    }
}

#[test]
fn the_order_of_tables_in_the_file_changes_nothing() {
    for name in SMALL {
        let text = delivered(name);
        assert_ne!(reversed(&text), text, "{name}");
        assert_eq!(kpis(&two_weeks(&text), "-"), kpis(&two_weeks(&reversed(&text)), "-"), "{name}");
    }
}

/// A small terminal on a feeder, a terminal for dry bulk and a tank farm, each called NAME.
const ONE_OF_EACH: &str = r#"
[terminal.NAME]
quay = { length = "310 m" }
cranes = { count = 3, power = "180 kW" }
transport = { kind = "terminal-tractor", count = 12 }
yard = { blocks = 4 }
[feeder.grid-NAME]
limit = "3 MW"
terminals = ["NAME"]
shore-power = ["NAME"]
[bulk-terminal.dry-NAME.quay]
length = "440 m"
[bulk-terminal.dry-NAME.commodity]
stone = { kind = "bulk", capacity = "30000 t" }
[tank-farm.oil-NAME.quay]
length = "600 m"
[tank-farm.oil-NAME.tank]
one = { product = "fuel", capacity = "60000 m3" }
[service.boxes-NAME]
terminal = "NAME"
class = "coaster"
every = "EVERY"
discharge = 220
exports = 22
[service.stone-NAME]
terminal = "dry-NAME"
class = "handy"
every = "EVERY"
commodity = "stone"
unload = { normal = { mean = "5000 t", sd = "1000 t", min = "2000 t", max = "8000 t" } }
[service.fuel-NAME]
terminal = "oil-NAME"
class = "handy"
every = "EVERY"
product = "fuel"
unload = { normal = { mean = "5000 t", sd = "1000 t", min = "2000 t", max = "8000 t" } }"#;

/// With two of a kind a sum is the same to the last digit whichever comes first; with three only if whole numbers are added.
#[test]
fn nor_does_the_order_of_three_of_a_kind() {
    let each = [("a", "2 days"), ("b", "3 days"), ("c", "4 days")]
        .map(|(name, every)| ONE_OF_EACH.replace("NAME", name).replace("EVERY", every));
    let handy = "\n[vessel-class.handy]\nloa = \"180 m\"\ndraught = \"10 m\"";
    let text = delivered("hello") + handy + &each.concat();
    let run = |text: &str, replication| {
        let mut scenario = scenario(text);
        (scenario.warm_up, scenario.horizon) = (darse_engine::SimDuration::weeks(1), darse_engine::SimDuration::weeks(1));
        simulate(&scenario, 11, replication, false).unwrap()
    };
    for replication in 0..4 {
        let (usual, turned) = (run(&text, replication), run(&reversed(&text), replication));
        assert_eq!(kpis(&usual, "-"), kpis(&turned, "-"), "replication {replication}");
    }
    let usual = run(&text, 0);
    for kind in ["dry_bulk_t", "liquid_bulk_t", "electricity", "shore_power_share", "co2"] {
        assert!(value(&usual, kind) > 0.0, "{kind}");
    }
}

/// The same of the whole zone: its first days.
#[test]
fn nor_do_they_change_the_zone() {
    let text = edited(&delivered("tanger-med"), "horizon = \"366 days\"", "horizon = \"2 days\"");
    let text = edited(&text, "warm-up = \"4 weeks\"", "warm-up = \"12 h\"");
    let run = |text: &str| simulate(&scenario(text), 5, 0, false).unwrap();
    let spare = format!("{text}\n[berth.zz-spare.quay]\nlength = \"300 m\"\nservice-time = \"10 h\"\n");
    let (usual, turned, spare) = (run(&text), run(&reversed(&text)), run(&spare));
    assert_eq!(kpis(&usual, "-"), kpis(&turned, "-"));
    assert_eq!(kpis(&usual, "-"), kpis(&spare, "zz-spare/"));
    assert!(value(&usual, "vessel_calls") > 20.0);
}

/// So many times as much of each length of time that is written, and of each number a day, each rate and each speed as small a part. Of the
/// clock and the calendar nothing is scaled: hours of the day, days of the week.
fn slowed(text: &str, factor: f64) -> String {
    let mut scaled = String::new();
    let mut pieces = text.split('"');
    scaled.push_str(pieces.next().unwrap());
    while let Some(quoted) = pieces.next() {
        let new = quoted.split_once(' ').and_then(|(number, unit)| {
            let number: f64 = number.parse().ok()?;
            match unit {
                "s" | "min" | "h" | "day" | "days" | "weeks" => Some(format!("{} {unit}", factor * number)),
                "m/s" | "t/h" | "m3/h" => Some(format!("{} {unit}", number / factor)),
                _ => None,
            }
        });
        scaled.push_str(&format!("\"{}\"{}", new.as_deref().unwrap_or(quoted), pieces.next().unwrap()));
    }
    let a_day = |line: &str| match line.split_once("-per-day = ") {
        Some((what, number)) => format!("{what}-per-day = {}\n", number.parse::<f64>().unwrap() / factor),
        None => format!("{line}\n"),
    };
    scaled.lines().map(a_day).collect()
}

/// The ship of the case by hand: cranes, drives, the yard and the quay take ten times as long, and moves an hour are a tenth. More
/// would be refused: no vehicle is slower than 0.5 m/s, none at the gate slower than 1 m/s.
#[test]
fn ten_times_as_slow_takes_ten_times_as_long() {
    let run = |text: &str| simulate(&scenario(text), 1, 0, true).unwrap();
    let usual = edited(EXACT, "speed = \"5 m/s\"\ndelay", "speed = \"10 m/s\"\ndelay");
    let slow = edited(&slowed(&usual, 10.0), "every = \"520 weeks\"", "every = \"52 weeks\""); // there is but one call
    let (usual, slow) = (run(&usual), run(&slow));
    for (column, factor) in [
        ("t/ship_turnaround", 10.0),
        ("t/gross_berth_hours", 10.0),
        ("t/cargo_ops_hours", 10.0),
        ("t/crane_cycle", 10.0),
        ("t/yard_crane_cycle", 10.0),
        ("t/crane_lost.ship", 1.0), // a share
        ("t/crane_rate_gross", 0.1),
        ("t/throughput_quay_teu", 1.0),
    ] {
        let (found, expected) = (value(&slow, column), factor * value(&usual, column));
        assert!((found - expected).abs() <= 1e-9 * expected, "{column}: {found}, expected {expected}");
    }
}

/// Ships at random at two berths: waits are sixty times as long with the same random numbers, up to the rounding to microseconds.
#[test]
fn sixty_times_as_slow_chance_included() {
    let text = r#"
horizon = "8 weeks"
warm-up = "0 h"
weather.wind = "0 m/s"
marine = { pilots = 500, tugs = 500, inbound = "30 min", outbound = "20 min", channel-depth = "30 m" }
vessel-class.tramp = { loa = "200 m", draught = "10 m" }

[berth.B.quay]
length = "600 m"
berths = ["300 m", "300 m"]
mooring = "30 min"
unmooring = "20 min"
start = "10 min"
end = "10 min"
service-time = { gamma = { mean = "10 h", cv = 0.5 } }

[service.tramps]
terminal = "B"
kind = "tramp"
class = "tramp"
between = { exponential = { mean = "9 h" } }
"#;
    let run = |text: &str| simulate(&scenario(text), 5, 0, true).unwrap();
    let (usual, slow) = (run(text), run(&slowed(text, 60.0)));
    assert!(value(&usual, "b/vessel_calls") > 100.0 && value(&usual, "b/vessel_wait") > 0.5);
    for (column, factor) in
        [("b/vessel_calls", 1.0), ("b/vessel_wait", 60.0), ("b/ship_turnaround", 60.0), ("b/berth_occupancy", 1.0)]
    {
        let (found, expected) = (value(&slow, column), factor * value(&usual, column));
        assert!((found - expected).abs() <= 1e-6 * expected, "{column}: {found}, expected {expected}");
    }
}

/// What has its own times, all scaled sixtyfold: a column for a time, a number, a share or a rate, and what becomes of it.
fn sixtyfold(kind: &str, text: &str, busy: &[(&str, f64)], columns: &[(&str, f64)]) {
    let run = |text: &str| simulate(&scenario(text), 5, 0, true).unwrap();
    let (usual, slow) = (run(text), run(&slowed(text, 60.0)));
    for (column, least) in busy {
        assert!(value(&usual, column) > *least, "{kind}, {column}: {} is too little", value(&usual, column));
    }
    for (column, factor) in columns {
        let (found, expected) = (value(&slow, column), factor * value(&usual, column));
        assert!((found - expected).abs() <= 1e-6 * expected.abs(), "{kind}, {column}: {found}, expected {expected}");
    }
}

/// Ships, and what is common to all that have a quay.
const SEA: &str = r#"
warm-up = "0 h"
weather.wind = "0 m/s"
vessel-class.ship = { loa = "200 m", draught = "9 m", tugs = 1, hotelling = "1 MW" }
marine = { pilots = 1, tugs = 1, mooring-gangs = 1, inbound = "30 min", outbound = "20 min", channel-depth = "30 m", from-outside = "10 min" }
"#;

const QUAY: &str = r#"
length = "600 m"
berths = ["300 m", "300 m"]
mooring = "30 min"
unmooring = "20 min"
start = "10 min"
end = "10 min"
"#;

/// Pilots, tugs, gangs and an entrance that ships wait for, and what they draw alongside.
#[test]
fn sixty_times_as_slow_in_the_harbour() {
    let text = format!(
        "horizon = \"4 weeks\"\n{SEA}\n[basin.inner]\npassage = \"20 min\"\nmeet-up-to = \"50 m\"\nseparation = \"2 min\"\n\n[feeder.F]\nlimit = \"1.5 MW\"\n
[berth.B.quay]{QUAY}basin = \"inner\"\nservice-time = {{ gamma = {{ mean = \"6 h\", cv = 0.5 }} }}\n
[service.ships]\nterminal = \"B\"\nkind = \"tramp\"\nclass = \"ship\"\nbetween = {{ exponential = {{ mean = \"5 h\" }} }}\n"
    );
    sixtyfold(
        "harbour",
        &text,
        &[("b/vessel_calls", 100.0), ("team_wait", 1.0), ("f/power_wait.ships", 10.0), ("ships_waiting", 0.1)],
        &[
            ("b/vessel_calls", 1.0),
            ("b/vessel_wait", 60.0),
            ("b/ship_turnaround", 60.0),
            ("team_wait", 60.0),
            ("ships_waiting", 1.0),
            ("tug_utilisation", 1.0),
            ("f/feeder_energy.ships", 60.0),
            ("f/power_wait.ships", 60.0),
            ("shore_power_share", 1.0),
            ("b/hours_lost.ship", 1.0),
        ],
    );
}

/// What ferries bring; what comes by land is drawn hour by hour, by the clock.
#[test]
fn sixty_times_as_slow_on_a_ferry() {
    let text = format!(
        "horizon = \"3 days\"\n{SEA}\n[ferry-port.F]\ntrucks-per-day = 0\ntrailers-per-day = 0\ncars-per-day = 0\nfoot-passengers-per-day = 0
months = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\ntruck-months = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
ramp-truck = {{ triangular = {{ min = \"15 s\", mode = \"25 s\", max = \"50 s\" }} }}\nramp-car = \"6 s\"\ntugmasters = 1\ntow = \"5 min\"
import-booths = 2\nimport-check = {{ triangular = {{ min = \"1 min\", mode = \"3 min\", max = \"8 min\" }} }}\n
[ferry-port.F.quay]{QUAY}
[service.S]\nterminal = \"F\"\nkind = \"tramp\"\nclass = \"ship\"\nbetween = {{ exponential = {{ mean = \"3 h\" }} }}
trucks = {{ triangular = {{ min = 5, mode = 10, max = 20 }} }}\ntrailers = 3\ncars = 20\nfoot-passengers = 0\nstay = \"90 min\"\n"
    );
    sixtyfold(
        "ferry",
        &text,
        &[("f/ferry_trucks.in", 100.0), ("f/landing_time", 3.0)],
        &[
            ("f/ferry_trucks.in", 1.0),
            ("f/landing_time", 60.0),
            ("f/landing_time.cars", 60.0),
            ("f/ramp_utilisation", 1.0),
            ("f/gross_berth_hours", 60.0),
            ("f/hours_lost.truck", 1.0),
        ],
    );
}

/// Cars off and onto ships, and on trucks; trains come by the week.
#[test]
fn sixty_times_as_slow_with_cars() {
    let text = format!(
        "horizon = \"4 weeks\"\n{SEA}\n[car-terminal.C]\ndrivers = 16\ndrive = {{ triangular = {{ min = \"5 min\", mode = \"7 min\", max = \"11 min\" }} }}\nshuttle = \"4 min\"
pdi-bays = 1\npdi = \"40 min\"\ndwell = {{ lognormal = {{ mean = \"5 days\", cv = 0.6 }} }}\ntrucks-per-day = 12\ncars-per-truck = 8\ntruck-bays = 1
truck-handling = {{ exponential = {{ mean = \"30 min\" }} }}\nkept-for-ships = 0\n
[car-terminal.C.quay]{QUAY}
[car-terminal.C.compound.main]\nrows = 200\nrow-length = 20\n
[service.S]\nterminal = \"C\"\nkind = \"tramp\"\nclass = \"ship\"\nbetween = {{ exponential = {{ mean = \"1 day\" }} }}\nunload = 80\nload = 120\n"
    );
    sixtyfold(
        "cars",
        &text,
        &[("c/cars_out.by_truck", 500.0), ("c/car_truck_time.wait", 1.0), ("c/pdi_wait", 1.0)],
        &[
            ("new_vehicles", 1.0),
            ("c/car_dwell", 60.0),
            ("c/car_stock", 1.0),
            ("c/car_truck_time", 60.0),
            ("c/car_truck_time.wait", 60.0),
            ("c/pdi_wait", 60.0),
            ("c/driver_utilisation", 1.0),
            ("c/cars_per_berth_hour", 1.0 / 60.0),
            ("c/hours_lost.car", 1.0),
        ],
    );
}

#[test]
fn sixty_times_as_slow_with_tanks_and_stores() {
    let tanks = format!(
        "horizon = \"4 weeks\"\n{SEA}\n[tank-farm.O]\nship-rate = \"900 m3/h\"\npump-rate = \"600 m3/h\"\nlines = 1\nsettling = \"6 h\"\npatience = \"1 day\"
trucks-per-day = 24\ntruck-bays = 1\ntruck-loading = {{ triangular = {{ min = \"25 min\", mode = \"35 min\", max = \"50 min\" }} }}\n
[tank-farm.O.quay]{QUAY}
[tank-farm.O.pipeline]\nproduct = \"oil\"\nflow = \"60 t/h\"\n
[tank-farm.O.tank]\na = {{ product = \"oil\", capacity = \"20000 m3\" }}\nb = {{ product = \"oil\", capacity = \"20000 m3\" }}\n
[service.S]\nterminal = \"O\"\nkind = \"tramp\"\nclass = \"ship\"\nbetween = {{ exponential = {{ mean = \"4 days\" }} }}\nproduct = \"oil\"\nunload = \"9000 t\"
[service.T]\nterminal = \"O\"\nkind = \"tramp\"\nclass = \"ship\"\nbetween = {{ exponential = {{ mean = \"6 days\" }} }}\nproduct = \"oil\"\nload = \"3000 t\"\n"
    );
    sixtyfold(
        "tanks",
        &tanks,
        &[("o/liquid_out.trucks", 5000.0), ("o/tank_truck_time", 40.0), ("o/tank_wait", 0.1)],
        &[
            ("liquid_bulk_t", 1.0),
            ("o/liquid_out", 1.0),
            ("o/tank_level", 1.0),
            ("o/tank_wait", 60.0),
            ("o/tank_truck_time", 60.0),
            ("o/ship_turnaround", 60.0),
            ("o/tank_turns", 1.0 / 60.0),
        ],
    );
    let stores = format!(
        "horizon = \"4 weeks\"\n{SEA}\n[bulk-terminal.D]\ngrabs = 2\ncycle = {{ lognormal = {{ mean = \"150 s\", cv = 0.3 }} }}\nconveyor-rate = \"400 t/h\"\n
[bulk-terminal.D.quay]{QUAY}
[bulk-terminal.D.commodity.grain]\nkind = \"bulk\"\ncapacity = \"9000 t\"\ntruck-bays = 2\ntruck-loading = {{ exponential = {{ mean = \"30 min\" }} }}
dwell = {{ lognormal = {{ mean = \"5 days\", cv = 0.7 }} }}\n
[bulk-terminal.D.commodity.blades]\nkind = \"general\"\ncapacity = \"5000 t\"\npiece-cycle = \"8 min\"\ntruck-loading = \"40 min\"\ntrucks-per-day = 10
\n[service.S]\nterminal = \"D\"\nkind = \"tramp\"\nclass = \"ship\"\nbetween = {{ exponential = {{ mean = \"5 days\" }} }}\ncommodity = \"grain\"\nunload = \"6000 t\"
[service.T]\nterminal = \"D\"\nkind = \"tramp\"\nclass = \"ship\"\nbetween = {{ exponential = {{ mean = \"6 days\" }} }}\ncommodity = \"blades\"\nload = \"1500 t\"\n"
    );
    sixtyfold(
        "stores",
        &stores,
        &[("d-grain/bulk_trucks", 500.0), ("d-blades/bulk_trucks", 100.0), ("d/grab_waiting", 1.0)],
        &[
            ("dry_bulk_t", 1.0),
            ("d-grain/store_level", 1.0),
            ("d-grain/bulk_truck_time", 60.0),
            ("d/grab_utilisation", 1.0),
            ("d/grab_waiting", 1.0),
            ("d/ship_turnaround", 60.0),
        ],
    );
}

/// What six boxes go through that cross the port to a warehouse and leave the country by truck, and a train: each duration a constant, each share
/// none or all.
const WITHOUT_CHANCE: &str = r#"
[labour.Dockers]
gangs = 1

[feeder.F]
limit = "900 kW"

[roads]
pace = 1.0
origins = { inland = 1.0 }

[road]
in = { from = "gate", to = "fork", length = "2 km" }
out = { from = "fork", to = "houses", length = "3 km" }
away = { from = "fork", to = "inland", length = "9 km" }

[drayage.D]
trucks = 2

[warehouse.W]
terminal = "T"
drayage = "D"
road = "houses"
access-zone = "X"
import-share = 1.0
export-share = 1.0
release = "1 day"
gangs = 1
unstuffing = "2 h"
handling = "2 min"
dwell = "1 day"
truck-load = 21
loading = "30 min"

[access-zone.X]
road = "fork"
weighing = "1 min"
documents = "4 min"
scan = "2 min"
inspected = 1.0
inspection-bays = 1
inspection = "50 min"
held = 1.0
hold = "10 min"

[rail-line.L]
headway = "20 min"
running = "30 min"
locomotives = 1
shunting = "15 min"

[terminal.T.rail]
line = "L"
trains = ["Mon 10:00", "Mon 10:05", "Thu 10:00"]
lateness = "0 min"
brings = 0
import-share = 0
shunting = "20 min"

[berth.B.quay]
length = "300 m"
berths = ["300 m"]
mooring = "30 min"
unmooring = "30 min"
start = "20 min"
end = "20 min"
service-time = "5 h"

[service.Z]
terminal = "B"
class = "ship"
first = "Mon 06:00"
every = "52 weeks"
deviation = "0 h"
"#;

/// Without chance all replications are one: intervals have no width.
#[test]
fn without_chance_all_replications_are_alike() {
    let text = edited(EXACT, "horizon = \"3 days\"", "horizon = \"2 weeks\"");
    let text = edited(
        &text,
        "outbound = \"30 min\"",
        "outbound = \"30 min\"\npilots = 1\ntugs = 3\nmooring-gangs = 1\nfrom-outside = \"1 h\"",
    );
    let text = edited(&text, "draught = \"10 m\"", "draught = \"10 m\"\ntugs = 2\nhotelling = \"800 kW\"");
    let text = edited(&text, "hatch-cover = \"4 min\"", "hatch-cover = \"4 min\"\npower = \"200 kW\"");
    let text = edited(&text, "cycle = \"60 s\"", "cycle = \"60 s\"\npower = \"100 kW\"");
    let text = edited(&text, "[terminal.T.gate]", "[terminal.T.gate]\nroad = \"gate\"") + WITHOUT_CHANCE;
    let scenario = scenario(&text);
    let replications: Vec<Outcome> = (0..5).map(|r| simulate(&scenario, 3, r, true).unwrap()).collect();
    let first = kpis(&replications[0], "-");
    for other in &replications[1..] {
        let differs: Vec<_> = kpis(other, "-").into_iter().filter(|(id, value)| first[id] != *value).map(|(id, _)| id).collect();
        assert!(differs.is_empty(), "{differs:?}");
    }
    for (column, least) in [
        ("team_wait", 1.0),
        ("w/containers_unstuffed", 6.0),
        ("w/pallets_out", 126.0),
        ("d/drayage_jobs", 6.0),
        ("d/drayage_wait", 1.0),
        ("x/access_trucks", 6.0),
        ("x/access_transit", 60.0),
        ("in/road_trucks", 12.0),
        ("away/road_trucks", 6.0),
        ("l/line_trains", 6.0),
        ("l/line_wait", 1.0),
        ("dockers/gang_jobs", 1.0),
        ("f/feeder_energy.cranes", 0.01),
        ("f/power_wait.ships", 0.1),
    ] {
        assert!(value(&replications[0], column) >= least, "{column}: {}", value(&replications[0], column));
    }
}
