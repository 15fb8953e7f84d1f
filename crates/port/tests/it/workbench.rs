//! Scenarios from text, and single values out of outcomes.

use darse_port::scenario::Files;
use darse_port::{Outcome, Scenario, load, simulate};

/// No scenario of these tests names a file.
struct NoFiles;

impl Files for NoFiles {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, String> {
        Err(format!("`{path}` is not on the workbench"))
    }
}

/// A scenario from its text; what is wrong with it fails the test.
pub fn scenario(text: &str) -> Scenario {
    let loaded = load("test.toml", text, &mut NoFiles);
    let said: Vec<String> = loaded.diagnostics.iter().map(ToString::to_string).collect();
    loaded.scenario.unwrap_or_else(|| panic!("{}\n{text}", said.join("\n")))
}

/// The text of a scenario that is delivered with Darse.
pub fn delivered(name: &str) -> String {
    std::fs::read_to_string(format!("{}/../../scenarios/{name}.toml", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// The text with one passage replaced; the passage has to be there.
pub fn edited(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "`{from}` is not in the scenario");
    text.replace(from, to)
}

/// The text with its tables in reverse order.
pub fn reversed(text: &str) -> String {
    let (head, tables) = text.split_once("\n[").unwrap();
    let tables: Vec<&str> = tables.split("\n[").collect();
    tables.iter().rev().fold(head.to_owned(), |text, table| format!("{text}\n[{table}\n"))
}

/// The value of a column in one outcome.
pub fn value(outcome: &Outcome, column: &str) -> f64 {
    let place = outcome.columns.iter().position(|it| it.id == column).unwrap_or_else(|| panic!("there is no column `{column}`"));
    outcome.values[place].unwrap_or_else(|| panic!("`{column}` has no value"))
}

/// So many replications; who looks at several columns of them runs them once.
pub fn outcomes(scenario: &Scenario, replications: u32) -> Vec<Outcome> {
    (0..replications).map(|r| simulate(scenario, 7, r, false).unwrap()).collect()
}

/// The value of a column in each of some outcomes.
pub fn each(outcomes: &[Outcome], column: &str) -> Vec<f64> {
    outcomes.iter().map(|outcome| value(outcome, column)).collect()
}

/// One value of each of so many replications.
pub fn values(scenario: &Scenario, replications: u32, column: &str) -> Vec<f64> {
    each(&outcomes(scenario, replications), column)
}

/// Mean of a sample and the standard error of this mean.
pub fn mean_and_error(sample: &[f64]) -> (f64, f64) {
    let count = sample.len() as f64;
    let mean = sample.iter().sum::<f64>() / count;
    let variance = sample.iter().map(|it| (it - mean).powi(2)).sum::<f64>() / (count - 1.0);
    (mean, (variance / count).sqrt())
}

/// The mean agrees with what is expected: within four standard errors, and these are below `precision` of it.
pub fn agree(what: &str, sample: &[f64], expected: f64, precision: f64) {
    let (mean, error) = mean_and_error(sample);
    assert!((mean - expected).abs() <= 4.0 * error, "{what}: {mean} ± {error} (one standard error), expected {expected}");
    assert!(error <= precision * expected, "{what}: {mean} ± {error} tells too little about {expected}");
}

/// A terminal without chance: one ship, one bay of one ship, one crane, one block, one vehicle; every duration a constant,
/// no wind, no breakdown, no shift change. Distances: the crane stands at the middle of ship, quay and block, so nothing
/// travels along the quay; the block's centre lies 75 m inland, the gate 105 m; the vehicle is parked 60 m inland.
pub const EXACT: &str = r#"
horizon = "3 days"
warm-up = "0 h"

[boxes]
twenty-foot = 0
reefer = 0
dangerous = 0
empty = 0

[marine]
inbound = "40 min"
outbound = "30 min"
channel-depth = "30 m"

[weather]
wind = "0 m/s"

[vessel-class.ship]
loa = "200 m"
draught = "10 m"
bays = 1
cranes = 1

[terminal.T.quay]
length = "200 m"
mooring = "30 min"
unmooring = "30 min"
start = "20 min"
end = "20 min"

[terminal.T.cranes]
count = 1
cycle = "2 min"
hand-over = "20 s"
lift = "single"
hatch-cover = "4 min"
failures = { between = "80000 h", repair = "1 h" }

[terminal.T.shifts]
pause = "0 min"

[terminal.T.transport]
kind = "terminal-tractor"
count = 1
speed-empty = "5 m/s"
speed-laden = "5 m/s"
detour = 1.0
delay = "0 s"

[terminal.T.yard]
blocks = 1
bays = 2
rows = 4
tiers = 4
reefer-bays = 0
dangerous-bays = 0
row-width = "2.5 m"
aisle = "20 m"
apron = "60 m"
stacking = "segregated"

[terminal.T.yard.crane]
per-block = 1
cycle = "60 s"
failures = { between = "80000 h", repair = "1 h" }

[terminal.T.gate]
lanes-in = 1
lanes-out = 1
check-in = "60 s"
check-out = "30 s"
speed = "5 m/s"
delay = "60 s"
import-dwell = "5 days"
export-lead = "3 days"
dual-share = 0

[terminal.T.transhipment]
late-changes = 0

[service.S]
terminal = "T"
class = "ship"
first = "Mon 06:00"
every = "52 weeks"
deviation = "0 h"
discharge = 6
exports = 0
transhipment = 0
"#;

/// What is said about a scenario that is refused.
pub fn diagnostics(text: &str) -> String {
    let loaded = load("test.toml", text, &mut NoFiles);
    assert!(loaded.scenario.is_none(), "it is accepted:\n{text}");
    loaded.diagnostics.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// What is odd about a scenario that is accepted.
pub fn warnings(text: &str) -> String {
    let loaded = load("test.toml", text, &mut NoFiles);
    assert!(loaded.scenario.is_some(), "it is not accepted:\n{text}");
    loaded.diagnostics.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
