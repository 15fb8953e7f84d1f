//! The same bytes for the same question; and what is added elsewhere changes nothing here.

use crate::workbench::{delivered, edited, reversed, scenario};
use darse_port::{Outcome, simulate};

fn bytes(outcome: &Outcome) -> String {
    serde_json::to_string(outcome).unwrap()
}

/// KPI values of one terminal, by column.
fn of_terminal(outcome: &Outcome, terminal: &str) -> Vec<(String, Option<u64>)> {
    let columns =
        outcome.columns.iter().zip(&outcome.values).filter(|(column, _)| column.id.starts_with(&format!("{terminal}/")));
    columns.map(|(column, value)| (column.id.clone(), value.map(f64::to_bits))).collect()
}

/// Two terminals, each with two services; pilots and tugs in plenty, so that ships of one never wait for those of the other.
const TWO: &str = r#"
horizon = "2 weeks"
warm-up = "2 weeks"

[marine]
pilots = 100
tugs = 100

[vessel-class.coaster]
loa = "140 m"
draught = "8 m"

[vessel-class.ocean]
loa = "220 m"
draught = "11 m"
cranes = 3

[terminal.East]
quay = { length = "310 m" }
transport = { kind = "terminal-tractor", count = 12 }
yard = { blocks = 4 }

[terminal.West]
quay = { length = "450 m" }
cranes = { count = 4 }
transport = { kind = "shuttle-carrier", count = 12 }
yard = { blocks = 4 }

[service.north]
terminal = "East"
class = "coaster"
every = "2 days"
discharge = 220

[service.south]
terminal = "East"
class = "coaster"
every = "3 days"
discharge = 330

[service.middle]
terminal = "East"
class = "ocean"
discharge = 300

[service.atlantic]
terminal = "West"
class = "ocean"
every = "2 days"
discharge = 400

[service.levant]
terminal = "West"
class = "coaster"
every = "2 days"
discharge = 150
"#;

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_others() {
    let hello = scenario(&delivered("hello"));
    let once = simulate(&hello, 2024, 3, false).unwrap();
    assert_eq!(bytes(&once), bytes(&simulate(&hello, 2024, 3, false).unwrap()));
    assert_eq!(bytes(&once), bytes(&simulate(&hello, 2024, 3, true).unwrap()), "looking at it changes nothing");
    for (seed, replication) in [(2025, 3), (2024, 4), (u64::MAX, 3), (0, u32::MAX)] {
        let other = simulate(&hello, seed, replication, false).unwrap();
        assert_ne!(once.trace_hash, other.trace_hash, "seed {seed}, replication {replication}");
    }
}

#[test]
fn a_class_that_no_service_uses_changes_nothing() {
    let text = delivered("hello");
    let more = format!(
        "{text}\n[vessel-class.giant]\nloa = \"400 m\"\ndraught = \"16 m\"\n\n[vessel-class.a]\nloa = \"90 m\"\ndraught = \"5 m\"\n"
    );
    let (one, other) = (simulate(&scenario(&text), 1, 0, false).unwrap(), simulate(&scenario(&more), 1, 0, false).unwrap());
    assert_eq!((one.values, one.trace_hash), (other.values, other.trace_hash));
}

#[test]
fn another_terminal_changes_nothing_at_the_first() {
    let (both, east) = (scenario(TWO), TWO.split("[service.atlantic]").next().unwrap());
    let west = east.find("[terminal.West]").unwrap();
    let services = east.find("[service.north]").unwrap();
    let alone = scenario(&format!("{}{}", &east[..west], &east[services..]));
    assert_eq!((both.terminals.len(), alone.terminals.len()), (2, 1));
    for replication in 0..3 {
        let (both, alone) = (simulate(&both, 5, replication, false).unwrap(), simulate(&alone, 5, replication, false).unwrap());
        assert_eq!(of_terminal(&both, "east"), of_terminal(&alone, "east"));
    }
}

#[test]
fn the_order_of_terminals_and_services_in_the_file_does_not_matter() {
    let (forth, back) = (scenario(TWO), scenario(&reversed(TWO)));
    for replication in 0..3 {
        let (forth, back) = (simulate(&forth, 5, replication, false).unwrap(), simulate(&back, 5, replication, false).unwrap());
        for terminal in ["east", "west"] {
            assert_eq!(of_terminal(&forth, terminal), of_terminal(&back, terminal), "replication {replication}");
        }
    }
}

#[test]
fn columns_are_those_of_the_scenario_whatever_happens() {
    let text = edited(&delivered("hello"), "warm-up = \"3 weeks\"", "warm-up = \"0 h\"");
    let empty = simulate(&scenario(&edited(&text, "horizon = \"4 weeks\"", "horizon = \"1 h\"")), 1, 0, true).unwrap();
    let full = simulate(&scenario(&text), 1, 0, true).unwrap();
    assert_eq!(empty.columns, full.columns);
    assert_eq!(empty.values.len(), empty.columns.len());
    assert!(full.values.iter().flatten().all(|value| value.is_finite()));
}
