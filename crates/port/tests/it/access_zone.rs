//! Export access zones: by hand, as a queue of the textbook, under Little's law, and with what sends trucks through them.

#![expect(clippy::float_cmp, reason = "counts are whole numbers, and shares of all or of none are exact")]

use crate::workbench::{EXACT, agree, delivered, diagnostics, each, edited, mean_and_error, outcomes, scenario, value, values};
use darse_port::simulate;

/// One truck that nothing is in the way of. A station that is skipped, passed twice or timed by another's key changes the sum.
#[test]
fn by_hand() {
    let zone = r#"
[access-zone.Z]
weighing = "1 min"
documents = "4 min"
scan = "2 min"
inspected = 1.0
inspection = "30 min"
held = 1.0
hold = "10 min 20 s"
"#;
    let text = edited(EXACT, "horizon = \"3 days\"", "horizon = \"2 weeks\"");
    let text = edited(&text, "first = \"Mon 06:00\"", "first = \"Sun 06:00\"");
    let text = edited(&text, "exports = 0", "exports = 1");
    let text = edited(&text, "[terminal.T.gate]", "[terminal.T.gate]\naccess-zone = \"Z\"") + zone;
    let outcome = simulate(&scenario(&text), 1, 0, true).unwrap();
    assert_eq!(value(&outcome, "z/access_trucks"), 1.0);
    assert!((value(&outcome, "z/access_transit") - (47.0 + 20.0 / 60.0)).abs() < 1e-9, "1 + 4 + 2 + 30 + 10⅓ min");
    assert_eq!(value(&outcome, "z/access_inspected"), 100.0);
    let of_three_in_two_weeks = 100.0 * 2.0 / (3.0 * 14.0 * 24.0 * 60.0);
    assert!((value(&outcome, "z/scanner_utilisation") - of_three_in_two_weeks).abs() < 1e-12);

    let text = edited(&edited(&text, "inspected = 1.0", "inspected = 0"), "held = 1.0", "held = 0\nscanned = 0");
    let outcome = simulate(&scenario(&text), 1, 0, true).unwrap();
    assert!((value(&outcome, "z/access_transit") - 5.0).abs() < 1e-9, "only the weighbridge and the booth");
    assert_eq!(value(&outcome, "z/scanner_utilisation"), 0.0);
}

/// Export boxes of many ships, nearly a Poisson stream of 10 trucks an hour, before a zone that is nothing but its scanners.
fn stream(zone: &str) -> String {
    format!(
        r#"
horizon = "6 weeks"
warm-up = "3 weeks"
weather.wind = "0 m/s"
vessel-class.ship = {{ loa = "200 m", draught = "10 m" }}

[terminal.T]
quay = {{ length = "600 m" }}
cranes = {{ count = 8 }}
transport = {{ kind = "straddle-carrier", count = 60 }}
yard = {{ blocks = 20 }}

[terminal.T.gate]
access-zone = "Z"
lanes-in = 40
lanes-out = 40
days = [1, 1, 1, 1, 1, 1, 1]
hours = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
export-lead = {{ uniform = {{ low = "0 days", high = "14 days" }} }}
cut-off = "0 h"

[service.S]
terminal = "T"
class = "ship"
every = "12 h"
deviation = "0 h"
discharge = 0
exports = 120

[access-zone.Z]
places = 10000
weighbridges = 100
booths = 500
{zone}
"#
    )
}

const ONLY_SCANNERS: &str = r#"
weighing = "0 s"
documents = "0 s"
inspected = 0
held = 0
scanners = 2
scan = { exponential = { mean = "9 min" } }
"#;

/// M/M/2 at load 1.5: the wait is load² / (4 − load²) = 9/7 of a scan (Gross et al., Fundamentals of Queueing Theory, 2.3).
#[test]
fn scanners_are_m_m_2() {
    let waits = values(&scenario(&stream(ONLY_SCANNERS)), 30, "z/scanner_wait");
    agree("M/M/2", &waits, 9.0 * 1.5 * 1.5 / (4.0 - 1.5 * 1.5), 0.03);
}

/// Little's law, L = λ W, at the queue of the scanners, at the scanners and in the zone as a whole: the left side is seen over
/// time, the right side truck by truck. Half of the trucks are held, where they take no station.
#[test]
fn littles_law() {
    let zone = edited(ONLY_SCANNERS, "held = 0", "held = 0.5\nhold = { lognormal = { mean = \"50 min\", cv = 0.8 } }");
    let scenario = scenario(&stream(&zone));
    for replication in 0..4 {
        let outcome = simulate(&scenario, 7, replication, false).unwrap();
        let kpi = |id: &str| value(&outcome, &format!("z/{id}"));
        let per_min = kpi("access_trucks") / scenario.horizon.as_seconds_f64() * 60.0;
        let close = |what: &str, seen: f64, expected: f64| {
            assert!((seen / expected - 1.0).abs() < 0.01, "{what}: {seen} against {expected}");
        };
        close("queue", kpi("scanner_queue"), per_min * kpi("scanner_wait"));
        close("zone", kpi("access_inside"), per_min * kpi("access_transit"));
        let scan_and_hold = kpi("access_transit") - kpi("scanner_wait") - 0.5 * 50.0;
        let at_scanners = 2.0 * kpi("scanner_utilisation") / 100.0;
        assert!((at_scanners / per_min - scan_and_hold).abs() < 1.0, "{at_scanners}, {scan_and_hold} min");
    }
}

#[test]
fn shares_are_shares() {
    let zone = edited(ONLY_SCANNERS, "inspected = 0", "inspected = 0.2\ninspection-bays = 500\nscanned = 0.5");
    let runs = outcomes(&scenario(&stream(&zone)), 8);
    agree("inspected", &each(&runs, "z/access_inspected"), 20.0, 0.02);
    agree("scanned", &each(&runs, "z/scanner_utilisation"), 100.0 * 10.0 / 60.0 * 9.0 / 2.0 * 0.5, 0.02);
}

/// Where nothing is drawn but what trucks bring, a scanner more than is ever used changes nothing but its own utilisation.
#[test]
fn an_unused_scanner_changes_nothing() {
    let kpis = |scanners: &str| {
        let zone = edited(ONLY_SCANNERS, "scanners = 2", scanners);
        simulate(&scenario(&stream(&zone)), 3, 0, false).unwrap()
    };
    let (many, more) = (kpis("scanners = 40"), kpis("scanners = 41"));
    for (at, column) in many.columns.iter().enumerate().filter(|(_, it)| it.id != "z/scanner_utilisation") {
        assert_eq!(many.values[at], more.values[at], "{}", column.id);
    }
    assert!((41.0 * value(&more, "z/scanner_utilisation") / value(&many, "z/scanner_utilisation") - 40.0).abs() < 1e-9);
}

/// Roads lead through the zone: town, zone, gate.
const BEHIND_ROADS: &str = r#"
[roads]
origins = { town = 1.0 }

[road.highway]
from = "town"
to = "junction"
length = "10 km"

[road.ramp]
from = "junction"
to = "zone"
length = "300 m"
lanes = 1

[road.inner]
from = "zone"
to = "gate"
length = "2 km"
"#;

/// Every truck with an export box drives over the zone to the gate and from there back to town; a full yard holds trucks on the
/// ramp (15 of them), then on the highway.
#[test]
fn a_full_yard_spills_back() {
    let run = |places: &str| {
        let text = edited(&stream(ONLY_SCANNERS), "places = 10000", &format!("{places}\nroad = \"zone\""));
        let text = edited(&text, "access-zone = \"Z\"", "access-zone = \"Z\"\nroad = \"gate\"");
        simulate(&scenario(&(text + BEHIND_ROADS)), 5, 0, true).unwrap()
    };
    let (room, none) = (run("places = 500"), run("places = 2"));
    let (cleared, inner) = (value(&room, "z/access_trucks"), value(&room, "inner/road_trucks"));
    assert!(cleared > 9_000.0 && (inner - 2.0 * cleared).abs() < 0.01 * inner, "{inner} on the road, {cleared} cleared");
    assert_eq!(value(&room, "highway/road_blocked"), 0.0);
    assert!(value(&none, "highway/road_blocked") > 5.0, "{}", value(&none, "highway/road_blocked"));
}

/// Dispatch trucks of a warehouse that leave the country pass the zone, the others do not.
#[test]
fn a_warehouse_exports() {
    let with = |share: &str| {
        let warehouse = format!("[warehouse.Medhub]\naccess-zone = \"Z\"\nexport-share = {share}");
        edited(&delivered("free-zone-warehouse"), "[warehouse.Medhub]", &warehouse) + "\n[access-zone.Z]\n"
    };
    let cleared = |share: &str| {
        let outcome = simulate(&scenario(&with(share)), 4, 0, true).unwrap();
        (value(&outcome, "z/access_trucks"), value(&outcome, "medhub/pallets_out") / 26.0)
    };
    let (all, trucks) = cleared("1.0");
    assert!(trucks > 100.0 && (all - trucks).abs() <= 5.0, "{all} of {trucks}");
    let (some, trucks) = cleared("0.3");
    assert!((some / trucks - 0.3).abs() < 4.0 * (0.21 / trucks).sqrt(), "{some} of {trucks}");
    assert_eq!(cleared("0").0, 0.0);
}

/// A slower scanner makes transits longer, in each replication.
#[test]
fn a_scanner_less_is_felt() {
    let transits = |scanners: &str| {
        let zone = edited(ONLY_SCANNERS, "scanners = 2", scanners);
        values(&scenario(&stream(&zone)), 5, "z/access_transit")
    };
    let (three, two) = (transits("scanners = 3"), transits("scanners = 2"));
    let longer: Vec<f64> = two.iter().zip(&three).map(|(two, three)| two - three).collect();
    let (mean, error) = mean_and_error(&longer);
    assert!(longer.iter().all(|it| *it > 0.0) && mean > 5.0 * error, "{longer:?}");
}

#[test]
fn unknown_zones_and_equal_names_are_refused() {
    let unknown = edited(&stream(ONLY_SCANNERS), "access-zone = \"Z\"", "access-zone = \"Y\"");
    assert!(diagnostics(&unknown).contains("access zone"), "{}", diagnostics(&unknown));
    let twins = edited(&edited(&stream(ONLY_SCANNERS), "access-zone.Z", "access-zone.T"), "access-zone = \"Z\"", "");
    assert!(diagnostics(&twins).contains("are both called"), "{}", diagnostics(&twins));
    let nearly = format!("{}\n[access-zone.export]\n", delivered("ferry"));
    assert!(diagnostics(&nearly).contains("are both called export in the ids of results"), "{}", diagnostics(&nearly));
    // At the name itself, not at the first of its kind.
    let at = format!("test.toml:{}:14: error[E0303]", nearly.lines().count());
    assert!(diagnostics(&nearly).contains(&at), "{at}: {}", diagnostics(&nearly));
}
