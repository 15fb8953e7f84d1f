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

/// So many times as much of each length of time that is written, and each speed divided by it.
fn slowed(text: &str, factor: f64) -> String {
    let mut scaled = String::new();
    let mut pieces = text.split('"');
    scaled.push_str(pieces.next().unwrap());
    while let Some(quoted) = pieces.next() {
        let new = quoted.split_once(' ').and_then(|(number, unit)| {
            let number: f64 = number.parse().ok()?;
            match unit {
                "s" | "min" | "h" | "days" | "weeks" => Some(format!("{} {unit}", factor * number)),
                "m/s" => Some(format!("{} {unit}", number / factor)),
                _ => None,
            }
        });
        scaled.push_str(&format!("\"{}\"{}", new.as_deref().unwrap_or(quoted), pieces.next().unwrap()));
    }
    scaled
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
