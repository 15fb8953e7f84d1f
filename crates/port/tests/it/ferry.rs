//! Ferry ports: by hand, under Little's law, against demand, with what they share, and the scanners of the capacity sheet.

#![expect(clippy::float_cmp, reason = "counts are whole numbers, and shares of all or of none are exact")]

use crate::workbench::{agree, delivered, diagnostics, edited, mean_and_error, scenario, value, values};
use darse_port::{Outcome, simulate};

/// One berth, one call of one ferry without chance; what comes by land is added below.
pub const EXACT: &str = r#"
horizon = "3 days"
warm-up = "0 h"

[marine]
inbound = "40 min"
outbound = "30 min"
channel-depth = "30 m"

[weather]
wind = "0 m/s"

[vessel-class.ferry]
loa = "200 m"
draught = "6 m"
pilot = false
tugs = 0

[ferry-port.F]
trucks-per-day = 0
trailers-per-day = 0
cars-per-day = 0
foot-passengers-per-day = 0
passengers-per-car = 3
months = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
truck-months = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
hours = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
booths = 1
check = "1 min"
ramp-truck = "60 s"
ramp-car = "20 s"
tugmasters = 1
tow = "5 min"
import-booths = 100
import-check = "2 min"

[ferry-port.F.quay]
length = "200 m"
berths = ["200 m"]
mooring = "10 min"
unmooring = "5 min"
start = "5 min"
end = "4 min"

[service.S]
terminal = "F"
class = "ferry"
first = "Mon 06:00"
every = "52 weeks"
deviation = "0 h"
trucks = 4
trailers = 3
cars = 6
foot-passengers = 50
truck-capacity = 80
car-capacity = 600
passenger-capacity = 1000
stay = "60 min"
"#;

fn run(text: &str) -> Outcome {
    simulate(&scenario(text), 1, 0, true).unwrap()
}
fn minutes_alongside(outcome: &Outcome) -> f64 {
    60.0 * value(outcome, "f/gross_berth_hours")
}

/// Four sailings a day in January, half of them in February, none in March. What a sailing of February brings is twice as much, so
/// that the season of her vehicles alone says how many come.
#[test]
fn sailings_follow_their_months() {
    let text = edited(EXACT, "every = \"52 weeks\"", "every = \"6 h\"\nmonths = [1, 0.5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]");
    let text = edited(
        &text,
        "months = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\ntruck",
        "months = [1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]\ntruck",
    );
    let of = |horizon: &str| {
        let text = edited(&text, "horizon = \"3 days\"", &format!("start = 2024-01-01\nhorizon = \"{horizon}\""));
        let outcome = run(&text);
        (value(&outcome, "calls_served"), value(&outcome, "f/ferry_cars.in"))
    };
    let (january, both) = (of("31 days"), of("60 days"));
    assert_eq!((january.0, both.0), (31.0 * 4.0, 31.0 * 4.0 + 29.0 * 2.0));
    let cars_a_day = [january.1 / 31.0, (both.1 - january.1) / 29.0];
    assert!((cars_a_day[0] / cars_a_day[1] - 1.0).abs() < 0.02, "{cars_a_day:?}");
    assert_eq!(of("80 days").0, both.0);
}

/// Nothing boards: she moors for 10 min, is all fast for her stay of 60 min and 4 min more, and casts off for 5 min.
/// Off come trucks 4 × 1 min, cars 6 × 20 s, trailers with one tugmaster: 1 min on the ramp, and 5 min towed before the next.
#[test]
fn unloading_by_hand() {
    let outcome = run(EXACT);
    assert!((minutes_alongside(&outcome) - (10.0 + 60.0 + 4.0 + 5.0)).abs() < 1e-6, "{}", minutes_alongside(&outcome));
    assert_eq!(value(&outcome, "f/ferry_trucks.in"), 7.0);
    assert_eq!(value(&outcome, "f/ferry_cars.in"), 6.0);
    assert_eq!(value(&outcome, "passengers"), 6.0 * 3.0 + 50.0);
    assert_eq!((value(&outcome, "tir_trucks"), value(&outcome, "passenger_cars")), (7.0, 6.0));
    let ramp_min = 4.0 + 2.0 + 3.0;
    assert!((value(&outcome, "f/ramp_utilisation") - 100.0 * ramp_min / (3.0 * 24.0 * 60.0)).abs() < 1e-9);
    // A truck needs its check of 2 min; a trailer 5 min before it.
    let landing = (4.0 * 2.0 + 3.0 * 7.0) / 7.0;
    assert!((value(&outcome, "f/landing_time") - landing).abs() < 1e-9);
    assert!((value(&outcome, "f/landing_time.cars") - 2.0).abs() < 1e-9);
}

/// Unloading that lasts longer than the stay is done all the same: 5 min to be ready, 6 min for trucks and cars, trailers at 5 (their
/// tugmaster is away), 21 min in all: with a stay of 10 min she leaves as much later, and loads nothing.
#[test]
fn a_ferry_stays_until_it_is_empty() {
    let long = minutes_alongside(&run(EXACT));
    let short = minutes_alongside(&run(&edited(EXACT, "stay = \"60 min\"", "stay = \"10 min\"")));
    // ready 5 + trucks 4 + cars 2 + trailers 1 + (5 + 1) + (5 + 1) = 24 min
    assert!((long - short - (60.0 - 24.0)).abs() < 1e-6, "{long}, {short}");
    let two = edited(&edited(EXACT, "stay = \"60 min\"", "stay = \"10 min\""), "tugmasters = 1", "tugmasters = 3");
    assert!((short - minutes_alongside(&run(&two)) - 10.0).abs() < 1e-6, "three tugmasters need not wait for one another");
}

/// So many trucks wait that she fills: 10 are aboard, the others are left behind for a ferry that never comes. She loads for as
/// long as ten trucks need, and not until her time is up: only trucks fit.
#[test]
fn a_full_ferry_sails_and_leaves_the_rest_behind() {
    let text = edited(EXACT, "trucks-per-day = 0", "trucks-per-day = 240");
    let text = edited(&text, "truck-capacity = 80", "truck-capacity = 10");
    let text = edited(&text, "car-capacity = 600", "car-capacity = 0");
    let text = edited(&text, "stay = \"60 min\"", "stay = \"3 h\"");
    let outcome = run(&text);
    assert_eq!(value(&outcome, "f/ferry_trucks.out"), 10.0);
    assert_eq!(value(&outcome, "f/truck_fill"), 100.0);
    // 24 min until she is empty, 10 min to load.
    let idle = minutes_alongside(&run(EXACT)) - 60.0;
    assert!((minutes_alongside(&outcome) - idle - 34.0).abs() < 1e-6, "{}", minutes_alongside(&outcome));
    // Those of about 7 h are there: 70 less the 10 aboard.
    let behind = value(&outcome, "f/left_behind");
    assert!((behind - 63.0).abs() < 4.0 * 75f64.sqrt(), "{behind}");
}

/// Full lanes hold the queue before the booths; the ferry takes what stands in them, then those who follow.
#[test]
fn lanes_hold_no_more_than_they_have_room_for() {
    let text = edited(EXACT, "trucks-per-day = 0", "truck-places = 5\ntrucks-per-day = 240");
    let outcome = run(&edited(&text, "start = \"5 min\"", "start = \"5 min\"\npolicy = \"first-come\""));
    assert!((value(&outcome, "f/lanes_used.max") - 100.0).abs() < 1e-9);
    assert!(value(&outcome, "f/ashore") > 100.0, "they wait before the booths");
}

/// Foot passengers and people in cars share the room with drivers: of a ferry that takes 20 people, 20 go.
#[test]
fn people_fill_a_ferry() {
    let text = edited(EXACT, "cars-per-day = 0", "cars-per-day = 480");
    let text = edited(&text, "foot-passengers-per-day = 0", "foot-passengers-per-day = 480");
    let outcome = run(&edited(&text, "passenger-capacity = 1000", "passenger-capacity = 20"));
    let aboard = value(&outcome, "passengers") - (6.0 * 3.0 + 50.0);
    assert_eq!((value(&outcome, "f/ferry_cars.out"), aboard), (6.0, 20.0), "six cars of three, and two on foot");
}

/// A port of many calls with roads and an access zone.
const BUSY: &str = r#"
horizon = "2 weeks"
warm-up = "3 days"
weather.wind = "0 m/s"
roads = { origins = { inland = 1.0 } }
marine = { inbound = "20 min", outbound = "20 min" }
vessel-class.ferry = { loa = "190 m", draught = "6 m", pilot = false, tugs = 0 }

[road.access]
from = "inland"
to = "zone"
length = "3 km"
lanes = 2

[road.quay]
from = "zone"
to = "port"
length = "2 km"
lanes = 2

[access-zone.Export]
road = "zone"

[ferry-port.F]
road = "port"
access-zone = "Export"
trucks-per-day = 200
trailers-per-day = 40
cars-per-day = 300
foot-passengers-per-day = 400
months = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
truck-months = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
booths = 12
truck-places = 300
car-places = 500
tugmasters = 3
import-booths = 20
quay = { length = "660 m", berths = ["220 m", "220 m", "220 m"] }

[service.east]
terminal = "F"
class = "ferry"
every = "3 h"
deviation = "0 h"
trucks = { triangular = { min = 10, mode = 20, max = 30 } }
trailers = 5
cars = { triangular = { min = 20, mode = 30, max = 40 } }
foot-passengers = 50

[service.west]
terminal = "F"
class = "ferry"
first = "Mon 01:40"
every = "4 h"
deviation = "0 h"
trucks = 20
trailers = 3
cars = 20
foot-passengers = 40
"#;

/// Little's law ashore, seen over time and vehicle by vehicle; and everybody who comes and goes takes the road.
#[test]
fn littles_law_and_the_roads() {
    let scenario = scenario(BUSY);
    for replication in 0..3 {
        let outcome = simulate(&scenario, 7, replication, true).unwrap();
        let kpi = |id: &str| value(&outcome, &format!("f/{id}"));
        let per_min = |count: f64| count / (14.0 * 24.0 * 60.0);
        for (seen, count, wait) in
            [("ashore", "ferry_trucks.out", "truck_wait_ashore"), ("ashore.cars", "ferry_cars.out", "car_wait_ashore")]
        {
            let expected = per_min(kpi(count)) * kpi(wait);
            assert!((kpi(seen) / expected - 1.0).abs() < 0.025, "{seen}: {} against {expected}", kpi(seen));
        }
        // Out: trucks, trailers with their truck and back, cars; in: all of them once.
        let out = kpi("ferry_trucks.out") + kpi("ferry_cars.out");
        let trailers = 40.0 * 14.0;
        let expected = out + trailers + kpi("ferry_trucks.in") + kpi("ferry_cars.in");
        let trips = value(&outcome, "quay/road_trucks");
        assert!((trips / expected - 1.0).abs() < 0.03, "{trips} against {expected}");
        let cleared = value(&outcome, "export/access_trucks");
        assert!((cleared / kpi("ferry_trucks.out") - 1.0).abs() < 0.03, "{cleared} trucks and trailers were cleared, no car");
    }
}

/// Ten per cent more of one demand key moves that flow by ten per cent, and no other.
#[test]
fn each_demand_key_moves_its_own_flow() {
    let kpis = ["f/ferry_trucks.out", "f/ferry_cars.out", "f/ferry_trucks.in", "f/ferry_cars.in", "passengers"];
    let flows = |text: &str| -> Vec<f64> {
        let scenario = scenario(text);
        let runs: Vec<Outcome> = (0..4).map(|replication| simulate(&scenario, 7, replication, false).unwrap()).collect();
        kpis.iter().map(|kpi| runs.iter().map(|run| value(run, kpi)).sum::<f64>() / 4.0).collect()
    };
    let before = flows(BUSY);
    let foot = 14.0 * 400.0 / before[4];
    for (from, to, expected) in [
        ("trucks-per-day = 200", "trucks-per-day = 220", [1.0 + 0.1 * 200.0 / 240.0, 1.0, 1.0, 1.0, 1.0]),
        ("trailers-per-day = 40", "trailers-per-day = 80", [1.0 + 40.0 / 240.0, 1.0, 1.0, 1.0, 1.0]),
        ("cars-per-day = 300", "cars-per-day = 330", [1.0, 1.1, 1.0, 1.0, 1.0 + 0.1 * 300.0 * 2.5 * 14.0 / before[4]]),
        ("foot-passengers-per-day = 400", "foot-passengers-per-day = 440", [1.0, 1.0, 1.0, 1.0, 1.0 + 0.1 * foot]),
        ("trucks = 20\ntrailers", "trucks = 22\ntrailers", [1.0, 1.0, 1.0 + 2.0 * 6.0 / (8.0 * 25.0 + 6.0 * 23.0), 1.0, 1.0]),
    ] {
        let after = flows(&edited(BUSY, from, to));
        for (index, (after, before)) in after.iter().zip(&before).enumerate() {
            let (ratio, wanted) = (after / before, expected[index]);
            let tolerance = if wanted > 1.0 { 0.015 } else { 0.005 };
            assert!((ratio - wanted).abs() < tolerance, "{to}: {} by {ratio}, not {wanted}", kpis[index]);
        }
    }
}

/// A berth that no ferry needs, and places that no vehicle does, change nothing but what is divided by them.
#[test]
fn what_is_not_used_changes_nothing() {
    let one = run(BUSY);
    let text = edited(BUSY, "\"660 m\", berths = [", "\"880 m\", berths = [\"220 m\", ");
    let more = run(&edited(&edited(&text, "truck-places = 300", "truck-places = 301"), "car-places = 500", "car-places = 501"));
    let divided = ["berth_occupancy", "ramp_utilisation", "lanes_used"];
    for (at, column) in one.columns.iter().enumerate().filter(|(_, it)| !divided.contains(&it.definition.as_str())) {
        assert_eq!(one.values[at], more.values[at], "{}", column.id);
    }
}

/// The order of tables is of no account.
#[test]
fn services_in_another_order_change_nothing() {
    let (rest, services) = BUSY.split_once("[service.east]").unwrap();
    let (east, west) = services.split_once("[service.west]").unwrap();
    let other = format!("{rest}[service.west]{west}\n[service.east]{east}");
    let (one, other) = (run(BUSY), run(&other));
    for (at, column) in one.columns.iter().enumerate() {
        assert_eq!(one.values[at], other.values[at], "{}", column.id);
    }
}

/// Without chance all replications are alike.
#[test]
fn without_chance_nothing_varies() {
    let passengers = values(&scenario(EXACT), 3, "f/landing_time");
    assert!(passengers.windows(2).all(|pair| pair[0].to_bits() == pair[1].to_bits()), "{passengers:?}");
}

/// Ferries and trucks with export boxes share the scanners: with a terminal's trucks in it, ferry trucks are longer in the zone.
#[test]
fn the_access_zone_is_shared() {
    let zone = edited(BUSY, "road = \"zone\"", "road = \"zone\"\nscanners = 1\nheld = 0\ninspected = 0");
    let terminal = "\n[terminal.T]\nquay = { length = \"600 m\" }\ncranes = { count = 6 }\nyard = { blocks = 16 }\n\
        gate = { access-zone = \"Export\" }\n[vessel-class.ship]\nloa = \"200 m\"\ndraught = \"10 m\"\n\
        [service.boxes]\nterminal = \"T\"\nclass = \"ship\"\nevery = \"12 h\"\ndischarge = 0\nexports = 100\n";
    let transit = |text: &str| values(&scenario(text), 4, "export/access_transit");
    let (alone, shared) = (transit(&zone), transit(&(zone.clone() + terminal)));
    assert!(alone.iter().zip(&shared).all(|(alone, shared)| shared > &(alone + 1.0)), "{alone:?}, {shared:?}");
}

/// Fluid queue before scanners that pass so many an hour, hour by hour for so many days: the longest it is.
fn fluid(per_day: f64, per_hour: f64, weights: &[f64], days: usize) -> f64 {
    let total: f64 = weights.iter().sum();
    let (mut queue, mut longest) = (0.0f64, 0.0f64);
    for _ in 0..days {
        for weight in weights {
            queue = (queue + per_day * weight / total - per_hour).max(0.0);
            longest = longest.max(queue);
        }
    }
    longest
}

/// The table of the capacity sheet, section 5: arrivals a day against scanners that pass 60, 45 or 30 an hour, three days, 7 % in the
/// peak hour. The simulated queue is that of the fluid where the scanners are overloaded, and a little longer where it is chance
/// that makes the queue.
#[test]
fn the_queue_before_the_scanners_is_that_of_a_fluid() {
    const HOURS: [f64; 24] =
        [2.0, 1.5, 1.0, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 5.5, 6.0, 6.0, 5.5, 5.5, 6.0, 6.5, 7.0, 7.0, 6.5, 5.5, 4.5, 3.5, 3.0, 2.5];
    for (per_day, of_sheet) in [(706.0, [0.0, 6.0, 122.0]), (960.0, [12.0, 113.0, 802.0]), (1_100.0, [47.0, 252.0, 1_202.0])] {
        for ((scanners, scan, per_hour), sheet) in
            [(2, "2 min", 60.0), (3, "4 min", 45.0), (1, "2 min", 30.0)].into_iter().zip(of_sheet)
        {
            let text = format!(
                r#"
horizon = "3 days"
warm-up = "0 h"
weather.wind = "0 m/s"
vessel-class.ferry = {{ loa = "190 m", draught = "6 m", pilot = false, tugs = 0 }}

[access-zone.Z]
places = 10000
weighbridges = 100
weighing = "0 s"
booths = 500
documents = "0 s"
scanners = {scanners}
scan = "{scan}"
inspected = 0
held = 0

[ferry-port.F]
access-zone = "Z"
trucks-per-day = {per_day}
trailers-per-day = 0
cars-per-day = 0
foot-passengers-per-day = 0
truck-months = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
truck-places = 10000
quay = {{ length = "200 m", berths = ["200 m"] }}

[service.S]
terminal = "F"
class = "ferry"
every = "6 h"
deviation = "0 h"
"#
            );
            let expected = fluid(per_day, per_hour, &HOURS, 3);
            let queue = values(&scenario(&text), 12, "z/scanner_queue.max");
            let (mean, error) = mean_and_error(&queue);
            let chance = 2.0 * per_day.sqrt();
            let what = format!("{per_day} a day, {per_hour} an hour: {mean:.0} ± {error:.0}, fluid {expected:.0}, sheet {sheet}");
            assert!(mean > expected - 4.0 * error - 2.0 && mean < expected + chance, "{what}");
            assert!((expected - sheet).abs() < 0.35 * sheet + 15.0, "{what}");
        }
    }
}

/// Arrivals are a Poisson stream with the rate of the hour: one booth with an exponential check is M/M/1 where hours are alike.
/// 10 an hour, 3.6 min a check, load 0.6: 5.4 min of waiting; then the mean wait for the next ferry is left out by having it always there.
#[test]
fn a_booth_is_m_m_1() {
    let text = edited(EXACT, "horizon = \"3 days\"", "horizon = \"8 weeks\"");
    let text = edited(&text, "trucks-per-day = 0", "trucks-per-day = 240");
    let text = edited(&text, "check = \"1 min\"\nramp", "check = { exponential = { mean = \"3.6 min\" } }\nramp");
    let text = edited(&edited(&text, "stay = \"60 min\"", "stay = \"7 days\""), "every = \"52 weeks\"", "every = \"5 days\"");
    let text = edited(&text, "first = \"Mon 06:00\"", "first = \"Mon 00:00\"");
    let text = edited(&text, "truck-capacity = 80", "truck-capacity = 2000");
    let text = edited(&text, "passenger-capacity = 1000", "passenger-capacity = 10000");
    let text = edited(&text, "200 m\"\nberths = [\"200 m\"]", "800 m\"\nberths = [\"200 m\", \"200 m\", \"200 m\", \"200 m\"]");
    let text = edited(&text, "ramp-truck = \"60 s\"", "ramp-truck = \"0 s\"");
    let text = edited(&text, "warm-up = \"0 h\"", "warm-up = \"1 week\"");
    agree("M/M/1", &values(&scenario(&text), 20, "f/truck_wait_ashore"), 9.0, 0.02);
}

/// The ferry port of Tanger Med keeps what its facts say of a month: 8 berths at 22 %, 28 to 40 % of the truck decks taken, nobody left
/// for long, a transit of 25 to 60 min, p95 120. March has 1.2 times the trucks of a mean month, and 0.6 times the cars.
#[test]
fn tanger_med() {
    let outcome = run(&delivered("ferry"));
    let month = 28.0 / 366.0;
    for (id, low, high) in [
        ("ferries/berth_occupancy", 21.0, 24.0),
        ("ferries/truck_fill", 28.0, 40.0),
        ("ferries/truck_wait_ashore.p95", 5.0, 60.0),
        ("export/access_transit.p50", 25.0, 60.0),
        ("export/access_transit.p95", 90.0, 130.0),
        ("tir_trucks", 1.17 * 516_842.0 * month, 1.23 * 516_842.0 * month),
        ("passenger_cars", 0.57 * 810_000.0 * month, 0.68 * 810_000.0 * month),
        ("passengers", 0.57 * 3_040_000.0 * month, 0.68 * 3_040_000.0 * month),
    ] {
        let seen = value(&outcome, id);
        assert!((low..high).contains(&seen), "{id}: {seen}, not {low} to {high}");
    }
}

/// August has 2.5 times the passengers of a mean month, and the ramps bear it.
#[test]
fn the_marhaba_peak() {
    let march = delivered("ferry");
    let august = run(&edited(&march, "start = 2024-02-26", "start = 2024-07-25"));
    let (peak, usual) = (value(&august, "passengers"), value(&run(&march), "passengers"));
    assert!((peak / usual - 2.5 / 0.6).abs() < 0.25, "{peak} in August, {usual} in March");
    assert!(value(&august, "ferries/car_wait_ashore.p95") < 120.0);
}

#[test]
fn a_ferry_port_needs_berths_and_its_own_keys() {
    let text = edited(EXACT, "berths = [\"200 m\"]", "");
    assert!(diagnostics(&text).contains("missing key `berths`"), "{}", diagnostics(&text));
    let text = edited(EXACT, "trucks = 4", "discharge = 4");
    assert!(diagnostics(&text).contains("unknown key `discharge`"), "{}", diagnostics(&text));
}
