//! Sets every policy beside the usual one of its decision, as `docs/policy-table.md`.
//!
//! ```text
//! cargo run --release --example policy_table
//! ```
//! The scenario is `scenarios/policies.toml`; each run changes one key of it. All runs have the same random numbers, so what is compared are
//! differences replication by replication. Before the policies stands what the terminal is short of. Some seven minutes on two idle cores.

use darse_port::policy::{Described, Standing, catalogue};
use darse_runner::batch;
use darse_runner::edit::Override;
use darse_runner::model::Model;
use darse_runner::source::Source;
use darse_runner::statistics::paired::{Paired, holm, paired};
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

/// Where the page is written.
const PAGE: &str = "docs/policy-table.md";

/// What is run, and its terminal.
const SCENARIO: &str = "scenarios/policies.toml";
const TERMINAL: &str = "T";

/// Pairs of each comparison.
const REPLICATIONS: u32 = 40;

/// Chance that an interval misses; and that any difference of the page is marked that is none.
const ALPHA: f64 = 0.05;

/// KPIs that a decision moves, by its key: what it is for first, then what pays for it.
const MOVED: &[(&str, &[&str])] = &[
    ("marine.dispatch", &["team_wait", "marine_wait.tugs", "vessel_wait", "ship_turnaround"]),
    (
        "terminal.*.quay.policy",
        &["vessel_wait", "vessel_wait.p95", "wait_service_ratio", "berth_occupancy", "empty_travel_ratio"],
    ),
    ("terminal.*.cranes.policy", &["gross_berth_hours", "vessel_wait", "ship_turnaround", "crane_rate_gross"]),
    ("terminal.*.transport.dispatching", &["crane_rate_gross", "empty_travel_ratio", "ship_turnaround"]),
    ("terminal.*.transport.battery.policy", &["crane_rate_gross", "vehicle_utilisation", "ship_turnaround"]),
    (
        "terminal.*.yard.block-choice",
        &["crane_rate_gross", "yard_crane_utilisation", "rehandles_per_retrieval", "truck_terminal_time"],
    ),
    ("terminal.*.yard.stacking", &["rehandles_per_retrieval", "yard_crane_cycle", "crane_rate_gross", "truck_terminal_time"]),
    ("terminal.*.yard.job-order", &["crane_rate_gross", "truck_terminal_time", "truck_terminal_time.p90", "yard_crane_cycle"]),
    ("terminal.*.gate.appointments", &["truck_queue_time", "truck_queue_time.p95", "gate_queue_len.max", "dwell_time.import"]),
    ("terminal.*.gate.lane-choice", &["truck_queue_time", "truck_queue_time.p95", "gate_queue_len.max"]),
];

/// What the terminal is short of: each with as much of it as it can use, and nothing else changed.
const RELIEVED: &[(&str, &str)] = &[
    ("tugs: 12, not 4", "marine.tugs=12"),
    ("quay: 1,400 m, not 700 m", "terminal.T.quay.length=1400 m"),
    ("quay cranes: 9, not 5", "terminal.T.cranes.count=9"),
    ("vehicles: 48, not 24", "terminal.T.transport.count=48"),
    ("chargers: 24, not 1", "terminal.T.transport.battery.chargers=24"),
    ("yard cranes: 2 a block, not 1", "terminal.T.yard.crane.per-block=2"),
    ("yard: 12 blocks, not 8", "terminal.T.yard.blocks=12"),
    ("gate lanes: 6 each way, not 2", "terminal.T.gate.lanes-in=6;terminal.T.gate.lanes-out=6"),
];

/// What that is measured by.
const RELIEVED_KPIS: &[&str] =
    &["vessel_wait", "gross_berth_hours", "crane_rate_gross", "truck_queue_time", "truck_terminal_time"];

/// Values by KPI, one a replication; and the unit.
type Values = BTreeMap<String, (String, Vec<Option<f64>>)>;

/// The usual policy of a decision.
fn usual(decision: &Described) -> &'static str {
    let found = decision.policies.iter().find(|it| it.standing == Standing::Usual);
    found.map(|it| it.name).expect("every decision has a usual policy")
}

fn written(key: &str) -> String {
    key.replace('*', TERMINAL)
}

/// The scenario with these overrides, all replications of it.
fn run(overrides: &[Override]) -> Result<Values, Box<dyn Error>> {
    let checked = Source::read(Path::new(SCENARIO), overrides).map_err(|why| format!("{SCENARIO}: {why:?}"))?.load(&Model::PORT);
    let scenario = checked.scenario.ok_or_else(|| format!("{SCENARIO}: {:?}", checked.diagnostics))?;
    let numbers: Vec<u32> = (0..REPLICATIONS).collect();
    let seed = scenario.experiment.seed;
    let ended =
        batch::each(&numbers, batch::default_threads(), false, |number| (Model::PORT.simulate)(&scenario, seed, *number, false))?;
    let mut values = Values::new();
    for outcome in ended {
        let outcome = outcome?.map_err(|broken| broken.0)?;
        for (column, value) in outcome.columns.iter().zip(&outcome.values) {
            let id = column.id.rsplit('/').next().unwrap_or_default().to_owned();
            values.entry(id).or_insert_with(|| (column.unit.clone(), Vec::new())).1.push(*value);
        }
    }
    Ok(values)
}

/// One policy beside the usual one, in one KPI.
struct Difference {
    decision: usize,
    policy: usize,
    kpi: &'static str,
    paired: Paired,
}

fn compare(usual: &Values, other: &Values, kpi: &'static str) -> Result<Paired, Box<dyn Error>> {
    let of = |values: &Values| values.get(kpi).map(|it| it.1.clone()).ok_or_else(|| format!("no `{kpi}`"));
    let pairs: Vec<(f64, f64)> = of(usual)?.into_iter().zip(of(other)?).filter_map(|(a, b)| Some((a?, b?))).collect();
    Ok(paired(&pairs).ok_or_else(|| format!("too few pairs of `{kpi}`"))?)
}

/// A number with as many decimals as its size leaves room for.
fn number(value: f64, scale: f64) -> String {
    let decimals = match scale.abs() {
        it if it >= 100.0 => 0,
        it if it >= 10.0 => 1,
        it if it >= 1.0 => 2,
        _ => 3,
    };
    format!("{value:.decimals$}")
}

fn mean(values: &Values, kpi: &str) -> f64 {
    let found: Vec<f64> = values[kpi].1.iter().copied().flatten().collect();
    found.iter().sum::<f64>() / found.len() as f64
}

/// A table's head, and the usual values in its first line.
fn head(first: &str, usual: &str, kpis: &[&str], usual_values: &Values) -> String {
    let columns: String = kpis.iter().map(|kpi| format!(" {kpi} [{}] |", usual_values[*kpi].0)).collect();
    let values: String = kpis.iter().map(|kpi| mean(usual_values, kpi)).map(|it| format!(" {} |", number(it, it))).collect();
    format!("| {first} |{columns}\n|---|{}\n| {usual} |{values}\n", "---|".repeat(kpis.len()))
}

fn cell(paired: &Paired, shown: bool) -> String {
    let (scale, mark) = (paired.first, if shown { "**" } else { "" });
    let sign = if paired.difference < 0.0 { "−" } else { "+" };
    let half = paired.half_width(ALPHA).map_or("–".to_owned(), |half| number(half, scale));
    let value = number(paired.difference.abs(), scale);
    format!(" {mark}{sign}{value}{mark} ± {half} |")
}

/// What the terminal is short of.
fn shortages(base: &[Override], usual_values: &Values) -> Result<String, Box<dyn Error>> {
    let mut text = head("relieved", "as it is", RELIEVED_KPIS, usual_values);
    for (what, changes) in RELIEVED {
        let mut overrides = base.to_vec();
        for change in changes.split(';') {
            overrides.push(change.parse()?);
        }
        let values = run(&overrides)?;
        let _ = write!(text, "| {what} |");
        for kpi in RELIEVED_KPIS {
            text += &cell(&compare(usual_values, &values, kpi)?, false);
        }
        text.push('\n');
    }
    Ok(text)
}

fn section(decision: &Described, kpis: &[&str], usual_values: &Values, rows: &[Vec<(&Difference, bool)>]) -> String {
    let usual = format!("`{}` (usual)", usual(decision));
    let mut text = format!(
        "\n## {}\n\n`{}`. In brackets what each is in the field; the first line is the usual one.\n\n{}",
        decision.name,
        decision.key,
        head("policy", &usual, kpis, usual_values)
    );
    for row in rows {
        let it = &decision.policies[row[0].0.policy];
        let _ = write!(text, "| `{}` ({}) |", it.name, it.standing.word());
        for (difference, shown) in row {
            text += &cell(&difference.paired, *shown);
        }
        text.push('\n');
    }
    text
}

const HEAD: &str = "\
# The policy table

Made by, from the top folder:

```sh
cargo run --release --example policy_table
```

[scenarios/policies.toml](../scenarios/policies.toml) is a terminal in which all is short: quay, cranes, vehicles, chargers, yard cranes, gate lanes, tugs. It has the usual policy of every
decision. Each line below changes one key and nothing else. What the policies do, and where they are from: [policies.md](policies.md).
";

const SHORT_OF: &str = "
## What it is short of

Where a decision does not bind, no policy of it can be better than another. Each line relieves the terminal of one shortage, with the usual policies, so that it says how much there is to gain. Intervals as
below; none is bold. A quay of twice the length is no relief: the yard lies along it, so drives are twice as long, no more than three vehicles
(`look-ahead`) are under way for a crane at once, and cranes wait for vehicles more than half of their time (`crane_waits.vehicle`: 54 %, of 24 %; `darse run scenarios/policies.toml -n 4 --set
\"terminal.T.quay.length=1400 m\"`).

";

fn main() -> Result<(), Box<dyn Error>> {
    let decisions = catalogue();
    let base: Vec<Override> =
        decisions.iter().map(|it| format!("{}={}", written(it.key), usual(it)).parse()).collect::<Result<_, _>>()?;
    let usual_values = run(&base)?;
    let mut differences = Vec::new();
    for (at, decision) in decisions.iter().enumerate() {
        let (_, kpis) = MOVED.iter().find(|(key, _)| *key == decision.key).ok_or_else(|| format!("{}: no KPIs", decision.key))?;
        for (policy, it) in decision.policies.iter().enumerate().filter(|(_, it)| it.name != usual(decision)) {
            let mut overrides = base.clone();
            overrides[at] = format!("{}={}", written(decision.key), it.name).parse()?;
            let values = run(&overrides)?;
            for kpi in *kpis {
                differences.push(Difference { decision: at, policy, kpi, paired: compare(&usual_values, &values, kpi)? });
            }
        }
    }
    let adjusted = holm(&differences.iter().map(|it| it.paired.p).collect::<Vec<_>>());
    let shown: Vec<(&Difference, bool)> = differences.iter().zip(adjusted.iter().map(|p| *p <= ALPHA)).collect();
    let mut page = format!(
        "{HEAD}\n{REPLICATIONS} replications of {} days each, with the same random numbers. A cell is the mean difference from the usual policy ± half of its own 95 % interval (Student, paired). \
There are {} of them, so some five in a hundred would miss by chance; **bold** are those that hold together, by Holm's test over all cells of the page at 5 %.\n",
        4 * 7,
        differences.len()
    );
    page += SHORT_OF;
    page += &shortages(&base, &usual_values)?;
    for (at, decision) in decisions.iter().enumerate() {
        let (_, kpis) = MOVED.iter().find(|(key, _)| *key == decision.key).expect("found above");
        let of_it: Vec<(&Difference, bool)> = shown.iter().copied().filter(|(it, _)| it.decision == at).collect();
        let rows: Vec<Vec<(&Difference, bool)>> = of_it.chunks(kpis.len()).map(<[_]>::to_vec).collect();
        page += &section(decision, kpis, &usual_values, &rows);
        debug_assert!(rows.iter().all(|row| row.iter().map(|(it, _)| it.kpi).eq(kpis.iter().copied())));
    }
    std::fs::write(PAGE, page).map_err(|why| format!("{PAGE}: {why}"))?;
    Ok(())
}
