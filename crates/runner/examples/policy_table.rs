//! Sets every policy beside the usual one of its decision, as `docs/policy-table.md`.
//!
//! ```text
//! cargo run --release --example policy_table
//! ```
//! The scenario is `scenarios/policies.toml`; each run changes one key of it. All runs have the same random numbers, so what is compared are
//! differences replication by replication. Some three minutes on two idle cores.

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
const REPLICATIONS: u32 = 12;

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

fn section(decision: &Described, kpis: &[&str], usual_values: &Values, rows: &[Vec<(&Difference, bool)>]) -> String {
    let mut text = format!(
        "\n## {}\n\n`{}`. In brackets what each is in the field; the first line is the usual one.\n\n| policy |",
        decision.name, decision.key
    );
    let mean = |kpi: &str| {
        let found: Vec<f64> = usual_values[kpi].1.iter().copied().flatten().collect();
        found.iter().sum::<f64>() / found.len() as f64
    };
    for kpi in kpis {
        let _ = write!(text, " {kpi} [{}] |", usual_values[*kpi].0);
    }
    let _ = write!(text, "\n|---|{}\n| `{}` (usual) |", "---|".repeat(kpis.len()), usual(decision));
    for kpi in kpis {
        let _ = write!(text, " {} |", number(mean(kpi), mean(kpi)));
    }
    text.push('\n');
    for row in rows {
        let it = &decision.policies[row[0].0.policy];
        let _ = write!(text, "| `{}` ({}) |", it.name, it.standing.word());
        for (difference, shown) in row {
            let scale = difference.paired.first;
            let half = difference.paired.half_width(ALPHA);
            let value = format!(
                "{}{}",
                if difference.paired.difference < 0.0 { "−" } else { "+" },
                number(difference.paired.difference.abs(), scale)
            );
            let mark = if *shown { "**" } else { "" };
            let _ = write!(text, " {mark}{value}{mark} ± {} |", number(half, scale));
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
