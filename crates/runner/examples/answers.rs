//! Runs the scenarios that ask a question, and writes what they answer, as `docs/answers.md`.
//!
//! ```text
//! cargo run --release --example answers
//! ```
//! Argument: a folder for the runs; `outputs/answers` if there is none. A KPI that is not there is an error. To add a scenario: its
//! entry in [`ASKED`].

use darse_runner::command;
use darse_runner::console::Console;
use darse_runner::exit::Exit;
use darse_runner::model::Model;
use darse_runner::number::grouped;
use darse_runner::statistics::{half_width, mean};
use std::collections::BTreeMap;
use std::error::Error;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Where the page is written.
const PAGE: &str = "docs/answers.md";

/// A question, and what answers it.
struct Asked {
    scenario: &'static str,
    question: &'static str,
    /// KPIs, each with its words and its unit.
    kpis: &'static [(&'static str, &'static str, &'static str)],
    /// What the same scenario is set to for comparison; nothing: its KPIs say the difference to its twin themselves.
    against: &'static [&'static str],
}

const ASKED: &[Asked] = &[
    Asked {
        scenario: "scanner-jam",
        question: "One scanner of three works for three days in the produce season: what happens at the ferries and at a plant inland?",
        kpis: &[
            ("backlog_trucks", "most trucks waiting beyond the twin's, at once", "trucks"),
            ("trucks_late", "trucks late", "trucks"),
            ("left_behind_more", "vehicles left behind by ferries, beyond the twin's", "vehicles"),
            ("line_stop_more", "line stops beyond the twin's", "min"),
            ("melloussa/line_stop", "line stops in all", "min"),
            ("recovery_trucks", "time to recover, trucks", "h"),
            ("recovered_trucks", "replications that recovered", "%"),
            ("loss_trucks", "loss", "truck-h"),
        ],
        against: &[],
    },
    Asked {
        scenario: "lost-berth",
        question: "Half of a quay and its cranes are lost for five days: how many ships wait, what is lost, and when is it back?",
        kpis: &[
            ("backlog_ships", "most ships waiting beyond the twin's, at once", "ships"),
            ("calls_late", "calls late", "calls"),
            ("teu_late", "TEU late", "TEU"),
            ("teu_lost", "TEU lost", "TEU"),
            ("recovery_teu", "time to recover, TEU", "h"),
            ("recovered_teu", "replications that recovered", "%"),
            ("loss_teu", "loss", "TEU-h"),
        ],
        against: &[],
    },
    Asked {
        scenario: "summer-peak",
        question: "On the last weekend of August 2.2 times as many cars come as on a day of August: how long do they wait?",
        kpis: &[
            ("ferries/car_wait_ashore.p95", "cars ashore, p95", "min"),
            ("ferries/lanes_used.cars_max", "car lanes, fullest", "%"),
            ("backlog_cars", "most cars ashore beyond the twin's, at once", "cars"),
            ("left_behind_more", "vehicles left behind beyond the twin's", "vehicles"),
            ("backlog_trucks", "most trucks waiting beyond the twin's, at once", "trucks"),
        ],
        against: &["disruption.return.demand=1"],
    },
    Asked {
        scenario: "shift-change",
        question: "A thin shift at night, against even shifts with as many hours of work: what does it cost?",
        kpis: &[
            ("east/ship_turnaround", "time of a ship in port", "h"),
            ("dockers/gang_wait", "wait of a crane for its gang", "min"),
            ("haulage/drayage_wait", "wait of a container for a truck", "min"),
            ("medhub/container_delay", "discharge to unstuffed", "h"),
        ],
        against: &["labour.Dockers.shifts=[5,5,4]", "drayage.Haulage.shifts=[6,6,6]"],
    },
];

/// Values by KPI, one a replication.
type Values = BTreeMap<String, Vec<Option<f64>>>;

/// Runs a scenario with some overrides, and reads its replications.
fn run(scenario: &str, overrides: &[&str], folder: &Path) -> Result<Values, Box<dyn Error>> {
    let path = format!("scenarios/{scenario}.toml");
    let mut args: Vec<OsString> = ["darse", "run", &path, "--quiet", "--out"].map(OsString::from).into();
    args.push(folder.into());
    args.extend(overrides.iter().flat_map(|it| ["--set", it]).map(OsString::from));
    let (mut out, mut err) = (std::io::stdout(), std::io::stderr());
    let exit = command::execute(args, &Model::PORT, &mut Console::standard(&mut out, &mut err));
    if exit != Exit::Success {
        return Err(format!("{path}: {exit:?}").into());
    }
    let path = folder.join("replications.csv");
    let mut reader = csv::Reader::from_path(&path).map_err(|why| format!("{}: {why}", path.display()))?;
    let headings = reader.headers()?.clone();
    let mut values = Values::new();
    for line in reader.records() {
        for (heading, cell) in headings.iter().zip(&line?) {
            values.entry(heading.to_owned()).or_default().push(cell.parse().ok());
        }
    }
    Ok(values)
}

/// `12.3 ± 0.4`, of the replications that have a value, and how many these are if not all.
fn shown(values: &[Option<f64>]) -> String {
    let there: Vec<f64> = values.iter().copied().flatten().collect();
    let Some(mean) = mean(&there) else { return format!("none, in 0 of {}", values.len()) };
    let digits = if mean.abs() < 10.0 { 2 } else { usize::from(mean.abs() < 100.0) };
    let text = |value: f64| grouped(value, digits);
    let spread = half_width(&there).map_or_else(String::new, |half| format!(" ± {}", text(half)));
    let some = if there.len() < values.len() { format!(", in {} of {}", there.len(), values.len()) } else { String::new() };
    format!("{}{spread}{some}", text(mean))
}

fn answer(asked: &Asked, folder: &Path) -> Result<String, Box<dyn Error>> {
    let Asked { scenario, question, kpis, against } = asked;
    let here = run(scenario, &[], &folder.join(scenario))?;
    let of = |values: &Values, kpi: &str| values.get(kpi).cloned().ok_or_else(|| format!("{scenario}: no `{kpi}`"));
    let mut page = format!("\n## [{scenario}](../scenarios/{scenario}.toml)\n\n{question}\n\n");
    if against.is_empty() {
        writeln!(page, "`cargo run --release -- run scenarios/{scenario}.toml`\n\n| KPI | | mean ± 95 % |\n|---|---|---|")?;
        for (kpi, words, unit) in *kpis {
            writeln!(page, "| `{kpi}` | {words} [{unit}] | {} |", shown(&of(&here, kpi)?))?;
        }
        return Ok(page);
    }
    let there = run(scenario, against, &folder.join(format!("{scenario}-against")))?;
    let sets: String = against.iter().map(|it| format!(" --set '{it}'")).collect();
    writeln!(page, "`cargo run --release -- run scenarios/{scenario}.toml`, and the same with `{}`", sets.trim())?;
    writeln!(page, "\n| KPI | | here | there | difference ± 95 % |\n|---|---|---|---|---|")?;
    for (kpi, words, unit) in *kpis {
        let (here, there) = (of(&here, kpi)?, of(&there, kpi)?);
        let pairs = here.iter().zip(&there).map(|(here, there)| Some((*here)? - (*there)?));
        let difference = shown(&pairs.collect::<Vec<_>>());
        writeln!(page, "| `{kpi}` | {words} [{unit}] | {} | {} | {difference} |", shown(&here), shown(&there))?;
    }
    Ok(page)
}

const HEAD: &str = "\
# What the scenarios answer

Made by, from the top folder:

```sh
cargo run --release --example answers
```

Each scenario asks one question in its first lines. Where it has a disruption, it is held against its undisturbed twin, which has the same random numbers in each replication;
what the KPIs mean says `darse kpis`, what a disruption does [disruptions.md](disruptions.md). Means over the replications of the scenario with Student's 95 % interval; differences are taken
pair by pair. A time to recover has no value in a replication that has not recovered at the end of the measured time: then it says in how many it has.
";

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).map_or_else(|| PathBuf::from("outputs/answers"), PathBuf::from);
    let mut page = HEAD.to_owned();
    for asked in ASKED {
        page += &answer(asked, &folder)?;
    }
    std::fs::write(PAGE, page).map_err(|why| format!("{PAGE}: {why}"))?;
    Ok(())
}
