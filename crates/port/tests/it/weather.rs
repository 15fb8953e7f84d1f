//! Weather: hours from a file are as the file says, and each limit stops every activity that it names, and no other.

use crate::workbench::{edited, value};
use darse_port::hours::{DelayCause, EntityKind};
use darse_port::scenario::Files;
use darse_port::{Outcome, load, simulate};

/// One file, whatever it is called.
struct Given(String);

impl Files for Given {
    fn read(&mut self, _: &str) -> Result<Vec<u8>, String> {
        Ok(self.0.clone().into_bytes())
    }
}

/// A run under the weather of a file.
fn run_under(text: &str, csv: &str, replication: u32) -> Outcome {
    let loaded = load("test.toml", text, &mut Given(csv.to_owned()));
    let said: Vec<String> = loaded.diagnostics.iter().map(ToString::to_string).collect();
    let scenario = loaded.scenario.unwrap_or_else(|| panic!("{}\n{text}", said.join("\n")));
    simulate(&scenario, 11, replication, true).unwrap_or_else(|violation| panic!("{}", violation.0))
}

/// Gusts of 30 m/s from one hour of 1 January 2024 to another.
fn storm(hours: std::ops::Range<u32>) -> String {
    let row = |hour: u32| format!("2024-01-{:02} {:02}:00,30\n", 1 + hour / 24, hour % 24);
    format!("time,gust\n{}", hours.map(row).collect::<String>())
}

/// Nobody minds the wind but the one under test.
const HARDY: &str = r#"
marine = { inbound = "40 min", outbound = "30 min", channel-depth = "30 m", wind-limit = "100 m/s" }
weather = { wind = "0 m/s", file = "storm.csv" }
"#;

const BERTH: &str = r#"
horizon = "2 days"
warm-up = "0 h"
vessel-class.ship = { loa = "200 m", draught = "9 m", pilot = true }
[berth.B.quay]
length = "250 m"
mooring = "30 min"
unmooring = "30 min"
end = "0 min"
service-time = "10 h"
[service.S]
terminal = "B"
class = "ship"
first = "Mon 06:00"
every = "52 weeks"
deviation = "0 h"
"#;

fn exactly(outcome: &Outcome, column: &str, expected: f64) {
    let found = value(outcome, column);
    assert!((found - expected).abs() < 1e-6 * expected.abs().max(1.0), "{column}: found {found}, expected {expected}");
}

/// What a file says of an hour counts; what it leaves out is drawn as it would be without the file.
#[test]
fn hours_of_a_file_stand_for_those_that_are_drawn() {
    let berth = format!("weather = {{ wind = \"9 m/s\", file = \"hours.csv\" }}\nmarine.wind-limit = \"10 m/s\"\n{BERTH}");
    let closed = |csv: &str| value(&run_under(&berth, csv, 0), "port_closed");
    let drawn = closed("time,wind\n");
    assert!(drawn > 5.0 && drawn < 95.0, "{drawn} %");
    let all = |row: &str| (0..48).map(|hour| format!("2024-01-{:02} {:02}:00,{row}\n", 1 + hour / 24, hour % 24)).collect();
    let (calm, gale): (String, String) = (all("5,"), all("20,"));
    assert!(closed(&format!("time,wind,gust\n{calm}")) < 1e-9);
    assert!((closed(&format!("time,wind,gust\n{gale}")) - 100.0).abs() < 1e-9);
    let (gusts, empty): (String, String) = (all("5,15"), all(","));
    assert!((closed(&format!("time,wind,gust\n{gusts}")) - 100.0).abs() < 1e-9, "a gust comes before the wind times a factor");
    assert!((closed(&format!("time,wind,gust\n{empty}")) - drawn).abs() < 1e-12);
    let fog: String = all("999,1");
    assert!((closed(&format!("time,visibility,wind\n{fog}")) - 100.0).abs() < 1e-9, "below 1 km is fog");
    let haze: String = all("1000,1");
    assert!(closed(&format!("time,visibility,wind\n{haze}")) < 1e-9);
}

/// Ten times the mean wind in January, none in the other months: a year's mean stays, January has it all.
#[test]
fn wind_has_its_months() {
    let month = |weights: &str| {
        let months = format!("months = [{weights}, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]");
        let text =
            format!("start = 2024-02-01\nweather = {{ wind = \"8 m/s\", {months} }}\nmarine.wind-limit = \"20 m/s\"\n{BERTH}");
        value(&run_under(&edited(&text, "horizon = \"2 days\"", "horizon = \"27 days\""), "", 0), "port_closed")
    };
    let (even, calm) = (month("1, 1"), month("2, 0"));
    assert!(even > 5.0 && calm < 1e-9, "{even} %, {calm} %");
}

/// A ship waits for the end of the storm, unless her class bears more; one of a class that bears less turns back at its beginning.
#[test]
fn each_class_of_ships_has_its_limit() {
    let under = |class: &str, storm: &str| {
        let text = format!("weather = {{ wind = \"0 m/s\", file = \"storm.csv\" }}\n{BERTH}");
        run_under(&edited(&text, "pilot = true", &format!("pilot = true, {class}")), storm, 0)
    };
    // Storm from 05:00 to 08:00: the ship that comes at 06:00 waits two hours.
    exactly(&under("cranes = 1", &storm(5..8)), "b/vessel_wait", 2.0);
    exactly(&under("wind-limit = \"31 m/s\"", &storm(5..8)), "b/vessel_wait", 0.0);
    // 25 m/s close the port; this class bears 26 m/s.
    let breeze = storm(5..8).replace(",30", ",25");
    exactly(&under("wind-limit = \"26 m/s\"", &breeze), "b/vessel_wait", 0.0);
    exactly(&under("wind-limit = \"24 m/s\"", &breeze), "b/vessel_wait", 2.0);
    // 15 m/s do not; a class that bears 12 m/s waits.
    let light = storm(5..8).replace(",30", ",15");
    exactly(&under("cranes = 1", &light), "b/vessel_wait", 0.0);
    exactly(&under("wind-limit = \"12 m/s\"", &light), "b/vessel_wait", 2.0);
    let swell = "time,swell\n2024-01-01 06:00,2.5\n2024-01-01 07:00,2.5\n2024-01-01 08:00,0\n";
    exactly(&under("cranes = 1", swell), "b/vessel_wait", 0.0);
    exactly(&under("swell-limit = \"2 m\"", swell), "b/vessel_wait", 2.0);
}

/// Pilots board in less swell than ships bear: only ships that take one wait, and one under way with her pilot goes on.
#[test]
fn pilots_board_in_less_swell() {
    let text = format!("marine.boarding-swell-limit = \"2 m\"\nweather = {{ wind = \"0 m/s\", file = \"swell.csv\" }}\n{BERTH}");
    let swell = "time,swell\n2024-01-01 06:00,2.5\n2024-01-01 07:00,0\n";
    exactly(&run_under(&text, swell, 0), "b/vessel_wait", 1.0);
    exactly(&run_under(&edited(&text, "pilot = true", "pilot = false"), swell, 0), "b/vessel_wait", 0.0);
    let late = edited(&text, "Mon 06:00", "Mon 05:45");
    exactly(&run_under(&late, swell, 0), "b/vessel_wait", 0.0);
}

/// A surge in the file lets a deep ship in at once that waits for high water under the cosine.
#[test]
fn water_levels_come_from_the_file() {
    let deep = r#"
marine = { channel-depth = "9 m", under-keel = "1 m", tide-mean = "1.5 m", tide-amplitude = "1 m", tide-period = "12 h" }
weather = { wind = "0 m/s", file = "tide.csv" }
"#;
    let text = format!("{deep}{}", edited(BERTH, "draught = \"9 m\"", "draught = \"11 m\""));
    // 3 m above datum are never there; at 10.5 m draught 2.5 m are, at high water alone: at noon.
    let text = edited(&text, "draught = \"11 m\"", "draught = \"10.5 m\"");
    exactly(&run_under(&text, "time,tide\n", 0), "b/vessel_wait", 6.0);
    exactly(&run_under(&text, "time,tide\n2024-01-01 06:00,1.0\n2024-01-01 07:00,2.6\n", 0), "b/vessel_wait", 1.0);
}

/// Loading arms stand still for five of the hours in which they would have pumped: the ship stays five hours longer, to the second.
#[test]
fn loading_arms_stand_still() {
    let farm = r#"
horizon = "3 days"
warm-up = "0 h"
vessel-class.tanker = { loa = "200 m", draught = "9 m" }
[tank-farm.F]
density = 1.0
arms = 2
ship-rate = "250 m3/h"
trucks-per-day = 0
wind-limit = "18 m/s"
[tank-farm.F.quay]
length = "500 m"
berths = ["250 m"]
mooring = "30 min"
unmooring = "30 min"
start = "20 min"
end = "20 min"
[tank-farm.F.tank]
a = { product = "oil", capacity = "10000 m3", initial = 0 }
[service.S]
terminal = "F"
class = "tanker"
product = "oil"
first = "Mon 06:00"
every = "52 weeks"
deviation = "0 h"
unload = "4000 t"
"#;
    let text = format!("{HARDY}{farm}");
    // 07:10 all fast, 07:30 ready, 8 h of pumping until 15:30, 15:50 ready to sail, 16:20 last line.
    let stays = |csv: &str| value(&run_under(&text, csv, 0), "f/gross_berth_hours");
    assert!((stays("time,gust\n") - (9.0 + 40.0 / 60.0)).abs() < 1e-6);
    let plain = stays("time,gust\n");
    for hours in [8..13, 5..13, 12..20, 15..40] {
        let lost = (f64::from(hours.end) - f64::from(hours.start).max(7.5)).min(f64::from(hours.end - hours.start));
        let found = stays(&storm(hours.clone())) - plain;
        assert!((found - lost).abs() < 1e-6, "storm {hours:?}: {found} h longer, expected {lost}");
    }
    exactly(&run_under(&text, &storm(16..20), 0), "f/gross_berth_hours", plain);
    let hardy = edited(&text, "wind-limit = \"18 m/s\"\n", "");
    exactly(&run_under(&hardy, &storm(8..13), 0), "f/gross_berth_hours", plain);
}

/// Runs under a storm in the second week with the limit and without it: a day and a half in which the activity stands still.
fn with_and_without(text: &str, limit: &str, replication: u32) -> [Outcome; 2] {
    let csv = storm(200..236);
    let hardy = format!("{HARDY}{text}");
    [run_under(&hardy, &csv, replication), run_under(&edited(&hardy, limit, "\"100 m/s\""), &csv, replication)]
}

/// Each named KPI is larger with the limit, in every replication.
fn raises(text: &str, kpis: &[(&str, f64)]) {
    for replication in 0..2 {
        let [with, without] = with_and_without(text, "\"20 m/s\"", replication);
        for (kpi, by) in kpis {
            let (with, without) = (value(&with, kpi), value(&without, kpi));
            assert!(with > without + by, "{kpi}: {with} with the limit, {without} without");
        }
    }
}

/// A terminal whose quay cranes mind no wind.
fn terminal(more: &str) -> String {
    format!(
        r#"
horizon = "2 weeks"
warm-up = "0 h"
vessel-class.ship = {{ loa = "200 m", draught = "10 m" }}
[terminal.T]
quay = {{ length = "600 m" }}
yard = {{ blocks = 8, crane = {{ {} }} }}
cranes = {{ count = 4, wind-limit = "100 m/s" }}
{}
[service.S]
terminal = "T"
class = "ship"
every = "1 day"
discharge = 150
exports = 40
transhipment = 0.5
"#,
        if more.contains("yard") { "wind-limit = \"20 m/s\"" } else { "" },
        if more.contains("yard") { "" } else { more }
    )
}

#[test]
fn yard_cranes_stop_and_keep_ships_and_trucks() {
    raises(&terminal("yard"), &[("t/ship_turnaround", 0.5), ("t/truck_terminal_time", 5.0)]);
}

/// Who waits for a yard crane that the wind has stopped waits for the weather, and for the crane only until it has caught up.
#[test]
fn waits_for_stopped_yard_cranes_are_of_the_weather() {
    let [with, without] = with_and_without(&terminal("yard"), "\"20 m/s\"", 0);
    let hours = |outcome: &Outcome, wanted: DelayCause| -> f64 {
        let trucks = outcome.pictures.hours.iter().flat_map(|it| &it.kinds).filter(|it| it.kind == EntityKind::Truck);
        trucks.flat_map(|it| &it.hours).filter(|(cause, _)| *cause == wanted).map(|(_, hours)| *hours).sum()
    };
    let more = |cause| hours(&with, cause) - hours(&without, cause);
    let (weather, yard) = (more(DelayCause::Weather), more(DelayCause::YardCrane));
    assert!(weather > 20.0 && weather > 2.0 * yard, "{weather} h of trucks more for the weather, {yard} h for yard cranes");
}

#[test]
fn vehicles_stop_and_keep_ships() {
    let straddle = "transport = { kind = \"straddle-carrier\", count = 16, wind-limit = \"20 m/s\" }";
    raises(&terminal(straddle), &[("t/ship_turnaround", 0.5), ("t/truck_terminal_time", 5.0)]);
    let tractors = "transport = { count = 20, wind-limit = \"20 m/s\" }";
    raises(&terminal(tractors), &[("t/ship_turnaround", 0.5)]);
}

#[test]
fn rail_cranes_stop_and_keep_trains() {
    let rail = "rail = { trains = [\"Tue 10:00\"], brings = 20, wind-limit = \"20 m/s\" }";
    raises(&terminal(rail), &[("t/rail_turnaround", 1.0)]);
}

#[test]
fn grabs_stop_and_keep_bulk_carriers() {
    let bulk = r#"
horizon = "2 weeks"
warm-up = "0 h"
vessel-class.ship = { loa = "200 m", draught = "9 m" }
[bulk-terminal.B]
grabs = 2
wind-limit = "20 m/s"
[bulk-terminal.B.quay]
length = "250 m"
berths = ["250 m"]
[bulk-terminal.B.commodity]
grain = { kind = "bulk", capacity = "100000 t" }
coils = { kind = "general", store = "shed", capacity = "100000 t" }
[service]
S = { terminal = "B", class = "ship", commodity = "grain", every = "2 days", unload = "4000 t" }
L = { terminal = "B", class = "ship", commodity = "coils", first = "Tue 06:00", every = "2 days", unload = "1000 t" }
"#;
    raises(bulk, &[("b/ship_turnaround", 0.5)]);
}

#[test]
fn ramps_of_car_carriers_go_up() {
    let cars = r#"
horizon = "2 weeks"
warm-up = "0 h"
vessel-class.carrier = { loa = "200 m", draught = "9 m" }
[car-terminal.T]
wind-limit = "20 m/s"
trucks-per-day = 4
[car-terminal.T.quay]
length = "240 m"
berths = ["240 m"]
[car-terminal.T.compound.main]
rows = 200
row-length = 20
[service.S]
terminal = "T"
class = "carrier"
every = "1 day"
unload = 200
load = 1000
"#;
    raises(cars, &[("t/ship_turnaround", 0.5)]);
}

#[test]
fn ramps_of_ferry_ports_go_up() {
    let ferry = r#"
horizon = "2 weeks"
warm-up = "0 h"
vessel-class.ferry = { loa = "200 m", draught = "6 m", pilot = false, tugs = 0 }
[ferry-port.F]
wind-limit = "20 m/s"
trucks-per-day = 60
[ferry-port.F.quay]
length = "200 m"
berths = ["200 m"]
[service.S]
terminal = "F"
class = "ferry"
every = "6 h"
stay = "75 min"
"#;
    raises(ferry, &[("f/truck_wait_ashore", 10.0), ("f/left_behind", 0.5)]);
}

#[test]
fn nobody_sets_out_on_the_roads() {
    let roads = r#"
horizon = "2 weeks"
warm-up = "0 h"
vessel-class.ship = { loa = "200 m", draught = "10 m" }
roads = { origins = { town = 1.0 }, wind-limit = "20 m/s" }
[road.access]
from = "town"
to = "gate"
length = "3 km"
lanes = 1
[terminal.T]
quay = { length = "600 m" }
yard = { blocks = 8 }
cranes = { count = 4, wind-limit = "100 m/s" }
gate = { road = "gate", lanes-in = 1, check-in = "100 s" }
[service.S]
terminal = "T"
class = "ship"
every = "1 day"
discharge = 150
exports = 40
transhipment = 0.2
"#;
    raises(roads, &[("t/gate_queue_len.max", 5.0)]);
}

/// Wind, or a closure, in the midst of loading a train: its crane does what was called up for it and stands until that is over.
#[test]
fn a_rail_crane_stops_while_it_loads() {
    let text = format!(
        r#"{HARDY}
horizon = "1 week"
warm-up = "3 weeks"
vessel-class.ship = {{ loa = "160 m", draught = "9 m" }}
[terminal.T]
quay = {{ length = "400 m" }}
yard = {{ blocks = 6 }}
cranes = {{ wind-limit = "100 m/s" }}
rail = {{ trains = ["Wed 10:00"], lateness = "0 min", capacity = 100, brings = 0, cranes = 1, cycle = "3 min", import-share = 1.0, dwell = "1 day", wind-limit = "20 m/s" }}
[service.S]
terminal = "T"
class = "ship"
every = "1 day"
discharge = 50
exports = 15
transhipment = 0.0
"#
    );
    let closed =
        format!("{text}\n[disruption.closed]\nof = [\"terminal.T.rail\"]\nat = \"59 h\"\nlasting = \"24 h\"\nleft = 0\n");
    let stay = |text: &str, csv: &str| value(&run_under(text, csv, 0), "t/rail_turnaround");
    let undisturbed = stay(&text, &storm(0..0));
    let thursday = 24 * 23 + 11; // the train is loaded since ten
    for (what, longer) in [
        ("storm", stay(&text, &storm(thursday..thursday + 24)) - undisturbed),
        ("closure", stay(&closed, &storm(0..0)) - undisturbed),
    ] {
        assert!((23.7..24.3).contains(&longer), "{what}: {longer} h longer than {undisturbed} h");
    }
}
