//! Sets what comes out of the scenarios TC3 and TC4 beside what a capacity calculation expects, as `docs/capacity.md`.
//!
//! ```text
//! cargo run --release -- run scenarios/tanger-med-tc3.toml scenarios/tanger-med-tc4.toml --out outputs
//! cargo run --release --example capacity_table
//! ```
//! Arguments: the two run folders; `outputs/tanger-med-tc3` and `outputs/tanger-med-tc4` if there are none. A result
//! outside its range without an explanation in [`why`] is an error: nothing outside stays unexplained.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Where the table is written.
const PAGE: &str = "docs/capacity.md";

/// A terminal of the table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Terminal {
    Tc3,
    Tc4,
}
use Terminal::*;

impl Terminal {
    fn id(self) -> &'static str {
        match self {
            Tc3 => "tc3",
            Tc4 => "tc4",
        }
    }
    fn title(self) -> &'static str {
        match self {
            Tc3 => "TC3: conventional, 800 m, 8 quay cranes, 1.5 M TEU a year",
            Tc4 => "TC4: automated, 2,000 m, 20 quay cranes, 60 ARMG, 5.2 M TEU a year",
        }
    }
}

/// Where a result lies.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Below,
    In,
    Above,
}
use Place::*;

/// What is expected of one KPI, low and high, at TC3 and at TC4; from the capacity arithmetic of the project, section 6.
struct Expected {
    kpi: &'static str,
    name: &'static str,
    tc3: (f64, f64),
    tc4: (f64, f64),
}

const fn row(kpi: &'static str, name: &'static str, tc3: (f64, f64), tc4: (f64, f64)) -> Expected {
    Expected { kpi, name, tc3, tc4 }
}

const EXPECTED: &[Expected] = &[
    row("crane_rate_gross", "gross crane rate", (24.0, 29.0), (28.0, 35.0)),
    row("crane_net_over_gross", "net over gross crane rate", (1.08, 1.20), (1.05, 1.15)),
    row("berth_productivity", "berth productivity", (45.0, 60.0), (85.0, 105.0)),
    row("berth_occupancy", "berth occupancy, continuous", (60.0, 72.0), (48.0, 60.0)),
    row("wait_service_ratio", "waiting over service", (0.10, 0.35), (0.03, 0.12)),
    row("crane_utilisation", "share of crane hours used", (45.0, 56.0), (50.0, 62.0)),
    row("crane_time_intensity", "cranes per ship, first to last lift", (1.8, 2.2), (2.6, 3.2)),
    row("berth_productivity / crane_rate_gross", "cranes per ship, all the time alongside", (1.8, 2.2), (2.6, 3.2)),
    row("crane_time_intensity.ulcv", "cranes at the largest ships, first to last lift", (3.5, 4.0), (5.0, 6.5)),
    row("ship_turnaround.ulcv", "time in port, largest ships", (28.0, 40.0), (22.0, 30.0)),
    row("ship_turnaround.feeder", "time in port, feeders", (12.0, 20.0), (9.0, 14.0)),
    row("yard_occupancy", "yard occupancy", (42.0, 60.0), (50.0, 68.0)),
    row("yard_occupancy.p95", "yard occupancy, p95", (55.0, 75.0), (65.0, 82.0)),
    row("dwell_time.transhipment", "dwell time, transhipment", (4.0, 8.0), (3.5, 6.0)),
    row("rehandles_per_retrieval", "rehandles per retrieval", (0.2, 0.5), (0.2, 0.5)),
    row("yard_crane_utilisation", "yard cranes busy", (38.0, 50.0), (42.0, 58.0)),
    row("vehicle_utilisation", "vehicles busy", (45.0, 65.0), (55.0, 70.0)),
    row("truck_terminal_time.p50", "truck terminal time, median", (20.0, 35.0), (20.0, 40.0)),
    row("truck_terminal_time.p90", "truck terminal time, p90", (0.0, 60.0), (0.0, 60.0)),
    row("truck_queue_time.p50", "truck queue time, median", (1.0, 8.0), (1.0, 5.0)),
];

/// Why a result lies where it does, as far as the model tells. One entry a KPI, terminal and side.
fn why(kpi: &str, terminal: Terminal, place: Place) -> Option<&'static str> {
    Some(match (kpi, terminal, place) {
        ("crane_time_intensity", _, Above) => {
            "the expectation divides crane hours by the whole time alongside, the KPI (TIC 4.0) by first to last lift alone. \
             Counted as in the expectation it is the line `berth_productivity / crane_rate_gross`."
        }
        ("berth_productivity / crane_rate_gross", _, Above) => {
            "a ship gets cranes up to the maximum of its class whenever cranes are free (policy `most-work-left`)."
        }
        ("yard_crane_utilisation", Tc3, Below) => {
            "the expectation is 18 moves an hour for a gantry crane, its waits for tractors within. Here a crane takes a job when \
             the tractor stands below it, so that wait is the tractor's time, not the crane's: a busy crane moves a box in a \
             cycle of 125 s and its travel. Neither are there housekeeping moves, which the expectation counts at a tenth of \
             all moves."
        }
        ("yard_crane_utilisation", Tc4, Below) => {
            "the expectation is 22 moves an hour, waits for vehicles within. Here boxes are handed over at transfer points on the \
             ground, so a crane with a job never waits for a vehicle, and a move takes a cycle of about 100 s and its travel. \
             There are no housekeeping moves."
        }
        ("vehicle_utilisation", Tc4, Below) => {
            "the expectation is a loop of 6.2 min for each box, empty one way, and nine in ten carriers available. Here carriers \
             set boxes down on the ground at both ends and seldom wait, two 20 ft boxes of a twin lift travel together, a free \
             carrier takes its next order from where it stands (empty travel is well below half: `empty_travel_ratio`), and all \
             65 are available all the time: no charging, no breakdowns."
        }
        ("vehicle_utilisation", Tc3, Below) => {
            "two 20 ft boxes of a twin lift travel together, a free tractor takes its next order from where it stands, and no \
             tractor breaks down: fewer tractor hours than the expected loop, empty one way, takes."
        }
        ("berth_occupancy", Tc4, Above) => {
            "the expectation was worked out with a gross crane rate of 34; what comes out is near 30, within its own range, and \
             at 30 the same arithmetic gives 59 %. The rest: it takes every ship to be worked by all its cranes from the first \
             lift to the last, while here the bays of a ship are uneven and its last ones are worked by fewer cranes; and time \
             alongside counts from the first line, with the waits for a pilot, tugs and calm wind before it sails."
        }
        ("berth_productivity", Tc4, Below) => {
            "boxes over time alongside, so for the two reasons of berth occupancy: a gross crane rate near 30 instead of 34 (at 30 \
             the expectation's arithmetic gives 87), and fewer cranes towards the end of a ship."
        }
        ("crane_utilisation", Tc4, Above) => {
            "3.25 M moves at a gross rate of 30 take 61.8 % of the crane hours by the expectation's own arithmetic; the rate that \
             comes out is a little below 30."
        }
        ("yard_occupancy.p95", _, Below) => {
            "the expectation multiplies the mean by a peak factor of 1.25 for seasons and peak months. The demand of the scenario \
             is level, the same weekly services all the year, so the stock varies with schedule deviations and call sizes alone."
        }
        ("rehandles_per_retrieval", Tc4, Above) => {
            "the yard is nearly two thirds full on average, and when few empty grounds are left, boxes are put on boxes of other \
             ships. It is fullness, not late changes of stowage: at 85 % of the volume (`--set demand.volume=0.85`) the figure \
             is below 0.4, without late changes (`--set terminal.TC4.transhipment.late-changes=0`) hardly lower. Nothing is \
             sorted again in quiet hours, as automated yards do."
        }
        ("truck_terminal_time.p50", _, Below) => {
            "drives, yard crane and check-out only: customs, inspection, parking and papers inside the terminal are not modelled, \
             and yard cranes less busy than expected let trucks wait little."
        }
        ("truck_queue_time.p50", _, Below) => {
            "the median truck finds a lane free, so its time is the check-in alone (TC4: 45 s by the scenario). The lanes are \
             sized for the peak hour, and trucks come spread over the day, not in platoons."
        }
        ("ship_turnaround.ulcv", Tc3, Above) => {
            "alongside for 30.5 h, as the expectation has it (29.9 h), and a third of that waiting (`wait_service_ratio.ulcv`): a ship \
             of 400 m waits until half of the quay is free in one piece."
        }
        ("crane_time_intensity.ulcv", Tc4, Below) => {
            "six cranes at most by their class, and fewer once the first bays are done: bays are uneven, cranes cannot pass each other, \
             and the last bays are worked by fewer. It is not want of cranes: with 26 of them, and vehicles as many as go with these \
             (`-n 2 --horizon \"16 weeks\" --set terminal.TC4.cranes.count=26 --set terminal.TC4.transport.count=84`), it is 4.6."
        }
        ("ship_turnaround.ulcv", Tc4, Above) => {
            "alongside for 31 h, not 22: 4.5 cranes instead of six, at a gross rate of 30 instead of 34."
        }
        ("wait_service_ratio", Tc3, Above) => {
            "six classes of ships on one quay of 800 m: a ship of 400 m waits until half of the quay is free in one piece, \
             which tables for equal ships at three berths do not know."
        }
        ("wait_service_ratio", Tc4, Above) => {
            "berth occupancy is above its range, for the reasons given there, and waiting rises with it."
        }
        _ => return None,
    })
}

/// One line of a `summary.csv`.
struct Found {
    unit: String,
    replications: u32,
    mean: f64,
    half_width: f64,
}

fn read(folder: &Path, terminal: Terminal, kpi: &str) -> Result<Found, Box<dyn Error>> {
    if let Some((above, below)) = kpi.split_once(" / ") {
        let (above, below) = (read(folder, terminal, above)?, read(folder, terminal, below)?);
        let (mean, half_width, unit) = (above.mean / below.mean, f64::NAN, "–".to_owned());
        return Ok(Found { unit, replications: above.replications, mean, half_width });
    }
    let path = folder.join("summary.csv");
    let mut reader = csv::Reader::from_path(&path).map_err(|why| format!("{}: {why}", path.display()))?;
    let headings = reader.headers()?.clone();
    let column = |name: &str| headings.iter().position(|it| it == name).ok_or_else(|| format!("no column `{name}`"));
    let (id, unit, n, mean, high) = (column("kpi")?, column("unit")?, column("n")?, column("mean")?, column("ci_high")?);
    let wanted = format!("{}/{kpi}", terminal.id());
    for line in reader.records() {
        let line = line?;
        if line[id] == wanted {
            let number = |place: usize| line[place].parse::<f64>().map_err(|why| format!("{wanted}: {why}"));
            let (mean, high) = (number(mean)?, number(high).unwrap_or(f64::NAN));
            return Ok(Found { unit: line[unit].to_owned(), replications: line[n].parse()?, mean, half_width: high - mean });
        }
    }
    Err(format!("{}: no `{wanted}`", path.display()).into())
}

/// Two significant digits of the half-width, and the mean to the same place.
fn shown(found: &Found) -> String {
    let digits = match found.half_width {
        width if width.is_nan() => return format!("{:.2}", found.mean),
        width if width >= 1.0 => 1,
        width if width >= 0.1 => 2,
        width if width >= 0.01 => 3,
        _ => 4,
    };
    format!("{:.digits$} ± {:.digits$}", found.mean, found.half_width)
}

fn table(terminal: Terminal, folder: &Path) -> Result<String, Box<dyn Error>> {
    let (mut lines, mut notes, mut replications) = (String::new(), String::new(), 0);
    for expected in EXPECTED {
        let (low, high) = match terminal {
            Tc3 => expected.tc3,
            Tc4 => expected.tc4,
        };
        let found = read(folder, terminal, expected.kpi)?;
        replications = found.replications;
        let place = match found.mean {
            mean if mean < low => Below,
            mean if mean > high => Above,
            _ => In,
        };
        let verdict = match place {
            Below => "**below**",
            In => "in",
            Above => "**above**",
        };
        let range = if low > 0.0 { format!("{low}–{high}") } else { format!("at most {high}") };
        let (name, kpi, unit) = (expected.name, expected.kpi, &found.unit);
        writeln!(lines, "| {name} (`{kpi}`) | {unit} | {range} | {} | {verdict} |", shown(&found))?;
        if place != In {
            let side = if place == Below { "below" } else { "above" };
            let reason = why(kpi, terminal, place).ok_or_else(|| {
                format!("{}/{kpi} is {side} its range, and nobody has explained it: add it to `why`", terminal.id())
            })?;
            writeln!(notes, "- **{name}**, {side}: {reason}")?;
        }
    }
    let title = terminal.title();
    let head = "| KPI | unit | expected | got, mean ± 95 % | |\n|---|---|---|---|---|";
    Ok(format!("## {title}\n\n{replications} replications of a year.\n\n{head}\n{lines}\nOutside its range:\n\n{notes}"))
}

const HEAD: &str = "\
# Capacity: what is expected, and what comes out

Made by, from the top folder:

```sh
cargo run --release -- run scenarios/tanger-med-tc3.toml scenarios/tanger-med-tc4.toml --out outputs
cargo run --release --example capacity_table
```

Expected ranges: the capacity arithmetic of the project, a hand calculation of crane hours, metre hours, slots and vehicle
loops made before anything was simulated, with ranges that an expert would accept around it. Nothing of it is an input:
the scenarios hold cycles, distances, speeds, numbers of machines and calls. Definitions: `darse kpis`. A result outside its
range is explained below the table, and was not tuned away. Cranes and time in port are also those of one class of ships: `ulcv`, of
400 m, and `feeder`.
";

fn main() -> Result<(), Box<dyn Error>> {
    let mut folders = std::env::args_os().skip(1).map(PathBuf::from);
    let tc3 = folders.next().unwrap_or_else(|| PathBuf::from("outputs/tanger-med-tc3"));
    let tc4 = folders.next().unwrap_or_else(|| PathBuf::from("outputs/tanger-med-tc4"));
    let page = format!("{HEAD}\n{}\n{}", table(Tc3, &tc3)?, table(Tc4, &tc4)?);
    std::fs::write(PAGE, page).map_err(|why| format!("{PAGE}: {why}"))?;
    Ok(())
}
