//! Sets what comes out of the whole zone beside the published totals of 2024 and what a capacity calculation expects, as `docs/tanger-med.md`.
//!
//! ```text
//! cargo run --release -- run scenarios/tanger-med.toml
//! cargo run --release --example zone_table
//! ```
//! Argument: the run folder; `outputs/tanger-med` if there is none. A total more than 2 % from the published one is an error, and so
//! is a result outside its range without an explanation. One replication more is followed entity by entity, a minute, for whether all that
//! comes is served and whether a line grows: [`flow`].

mod flow;
mod summer;

use darse_runner::model::Model;
use darse_runner::source::Source;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Where the page is written.
const PAGE: &str = "docs/tanger-med.md";

/// What is followed entity by entity.
const SCENARIO: &str = "scenarios/tanger-med.toml";

/// KPI, name, published total of 2024, and where it was read.
const PUBLISHED: [(&str, &str, f64, &str); 7] = [
    ("throughput_quay_teu", "containers [TEU]", 10_241_392.0, "fr.le360.ma 2025-01"),
    ("tir_trucks", "TIR trucks, both directions", 516_842.0, "fr.le360.ma 2025-01"),
    ("new_vehicles", "new vehicles", 600_872.0, "fr.le360.ma 2025-01"),
    ("vessel_calls", "vessel calls", 17_479.0, "libe.ma a150707"),
    ("passengers", "passengers", 3_047_387.0, "fr.le360.ma 2025-01"),
    ("liquid_bulk_t", "liquid bulk, in and out [t]", 7_640_524.0, "libe.ma a150707"),
    ("dry_bulk_t", "dry bulk and general cargo [t]", 584_945.0, "fr.le360.ma 2025-01"),
];

/// Dry bulk comes in some ninety calls, of tramps a third: its total scatters by more than the others may be off.
const NOT_HELD_TO: &str = "dry_bulk_t";

/// Container terminals, with metres of quay, by which what concerns the quay is weighed.
const TERMINALS: [(&str, f64); 4] = [("tc1", 800.0), ("tc2", 810.0), ("tc3", 800.0), ("tc4", 1600.0)];

/// How the values of the terminals make one of the zone.
#[derive(Clone, Copy)]
enum Over {
    /// By TEU.
    Teu,
    /// By TEU, of a rate: the harmonic mean.
    TeuRate,
    /// By metres of quay.
    Metres,
    /// By calls.
    Calls,
    /// By calls of one class of ships.
    CallsOf(&'static str),
    /// It is one of the zone, or of one facility.
    Itself,
}
use Over::{Calls, CallsOf, Itself, Metres, Teu, TeuRate};

/// KPI or the ratio of two, name, low, high, how it is put together, and what keeps it outside, if something does.
type Expected = (&'static str, &'static str, f64, f64, Over, Option<&'static str>);

const BERTHS: &str = "TC1 to TC3 run at 120 % of their nominal capacity on quays of 800 m, three berths each: liners come at even intervals, each late by \
its own chance, without berth windows, and nobody speeds up or waits elsewhere. TC4 alone is near the range.";

const LARGEST: &str = "alongside for 31 h at TC3 and 28 h at TC4, where 4.5 of its 16 cranes work them (the calculation for the finished terminal, of 20, has six and 22 h); waits for a berth come on top, at \
TC3 two fifths of that, at TC4 a fifth (`wait_service_ratio.ulcv`).";

const UNEVEN: &str =
    "bays are uneven, and the last ones of a ship are worked by fewer cranes; it is not want of cranes (docs/capacity.md).";

const EXPECTED: &[Expected] = &[
    ("crane_rate_gross", "gross crane rate", 27.0, 33.0, TeuRate, None),
    ("crane_net_over_gross", "net over gross crane rate", 1.05, 1.20, Teu, None),
    // As the calculation has it: crane hours over the whole time alongside. `crane_time_intensity` (TIC 4.0) is over first to last lift.
    ("berth_productivity / crane_rate_gross", "cranes per ship, while alongside", 2.3, 2.8, TeuRate, None),
    ("berth_productivity", "berth productivity", 70.0, 85.0, TeuRate, None),
    ("berth_occupancy", "berth occupancy, continuous", 58.0, 68.0, Metres, Some(BERTHS)),
    ("wait_service_ratio", "waiting over service, container ships", 0.05, 0.20, Calls, Some(BERTHS)),
    ("ship_turnaround.ulcv", "time in port, largest ships [h]", 24.0, 32.0, CallsOf("ulcv"), Some(LARGEST)),
    ("ship_turnaround.feeder", "time in port, feeders [h]", 10.0, 18.0, CallsOf("feeder"), None),
    ("crane_time_intensity.ulcv", "cranes at the largest ships, first to last lift", 5.0, 5.0, CallsOf("ulcv"), Some(UNEVEN)),
    (
        "crane_utilisation",
        "share of crane hours used",
        45.0,
        55.0,
        Teu,
        Some("TC4 lifts 173,000 boxes a year with each of its 16 cranes, and weighs most."),
    ),
    (
        "yard_occupancy",
        "yard occupancy",
        50.0,
        65.0,
        Teu,
        Some("yards of TC1 to TC3 are an assumption, as large as their ground allows; boxes dwell for five days, as expected."),
    ),
    ("dwell_time.transhipment", "dwell time, transhipment", 4.0, 7.0, Teu, None),
    ("rehandles_per_retrieval", "rehandles per retrieval", 0.2, 0.5, Teu, None),
    (
        "truck_terminal_time.p50",
        "truck terminal time, median",
        20.0,
        40.0,
        Teu,
        Some("the gate has few trucks, 6 % of the boxes, and no paper work inside is modelled."),
    ),
    ("truck_queue_time.p50", "truck queue time, median", 1.0, 10.0, Teu, None),
    ("export/access_transit.p50", "export access transit, median", 25.0, 60.0, Itself, Some("holds are an assumption.")),
    ("export/access_transit.p95", "export access transit, p95", 0.0, 120.0, Itself, Some("holds are an assumption.")),
    ("export/scanner_utilisation", "scanners busy", 28.0, 38.0, Itself, None),
    ("ferries/truck_fill", "ferry truck fill", 28.0, 40.0, Itself, None),
    ("ferries/berth_occupancy", "ferry berths", 18.0, 30.0, Itself, None),
    ("cars/car_stock", "spaces of the car terminal", 60.0, 95.0, Itself, None),
    ("cars/berth_occupancy", "car carriers' berths", 35.0, 48.0, Itself, None),
    ("oil/berth_occupancy", "oil jetties", 35.0, 48.0, Itself, None),
    ("tug_utilisation", "tugs with ships", 20.0, 45.0, Itself, None),
];

/// Mean and half-width of the 95 % interval by KPI, and the number of replications.
type Summary = (BTreeMap<String, (f64, f64)>, u32);

fn read(folder: &Path) -> Result<Summary, Box<dyn Error>> {
    let path = folder.join("summary.csv");
    let mut reader = csv::Reader::from_path(&path).map_err(|why| format!("{}: {why}", path.display()))?;
    let headings = reader.headers()?.clone();
    let column = |name: &str| headings.iter().position(|it| it == name).ok_or_else(|| format!("no column `{name}`"));
    let (id, n, mean, high) = (column("kpi")?, column("n")?, column("mean")?, column("ci_high")?);
    let (mut found, mut replications) = (BTreeMap::new(), 0);
    for line in reader.records() {
        let line = line?;
        let Ok(value) = line[mean].parse::<f64>() else { continue };
        replications = replications.max(line[n].parse()?);
        found.insert(line[id].to_owned(), (value, line[high].parse::<f64>().unwrap_or(f64::NAN) - value));
    }
    Ok((found, replications))
}

/// A number with commas between thousands.
fn grouped(value: f64) -> String {
    let digits = format!("{:.0}", value.abs());
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn totals(found: &BTreeMap<String, (f64, f64)>) -> Result<String, Box<dyn Error>> {
    let mut lines = String::new();
    for (kpi, name, published, source) in PUBLISHED {
        let (mean, half) = *found.get(kpi).ok_or_else(|| format!("no `{kpi}`"))?;
        let off = 100.0 * (mean / published - 1.0);
        if off.abs() > 2.0 && kpi != NOT_HELD_TO {
            return Err(format!("{kpi}: {mean} is {off:.2} % from the published {published}").into());
        }
        let spread = if half.is_nan() { String::new() } else { format!(" ± {}", grouped(half)) };
        writeln!(lines, "| {name} (`{kpi}`) | {} | {}{spread} | {off:+.2} % | {source} |", grouped(published), grouped(mean))?;
    }
    Ok(lines)
}

fn value(found: &BTreeMap<String, (f64, f64)>, kpi: &str, over: Over) -> Result<f64, Box<dyn Error>> {
    if let Some((kpi, by)) = kpi.split_once(" / ") {
        return Ok(value(found, kpi, over)? / value(found, by, over)?);
    }
    let of = |id: &str| found.get(id).map(|it| it.0).ok_or_else(|| format!("no `{id}`"));
    let (mut weights, mut sum) = (0.0, 0.0);
    for (terminal, metres) in TERMINALS {
        let weight = match over {
            Itself => return Ok(of(kpi)?),
            Metres => metres,
            Calls => of(&format!("{terminal}/vessel_calls"))?,
            CallsOf(class) => match found.get(&format!("{terminal}/vessel_calls.{class}")) {
                Some((calls, _)) => *calls,
                None => continue, // none of them calls there
            },
            Teu | TeuRate => of(&format!("{terminal}/throughput_quay_teu"))?,
        };
        let value = of(&format!("{terminal}/{kpi}"))?;
        weights += weight;
        sum += if matches!(over, TeuRate) { weight / value } else { weight * value };
    }
    Ok(if matches!(over, TeuRate) { weights / sum } else { sum / weights })
}

fn ranges(found: &BTreeMap<String, (f64, f64)>) -> Result<String, Box<dyn Error>> {
    let (mut lines, mut notes) = (String::new(), String::new());
    for (kpi, name, low, high, over, why) in EXPECTED {
        let zone = value(found, kpi, *over)?;
        let each = match over {
            Itself => "–".to_owned(),
            _ => {
                let of = |terminal: &str, kpi: &str| found.get(&format!("{terminal}/{kpi}")).map_or(f64::NAN, |it| it.0);
                let of = |(terminal, _): (&str, f64)| match kpi.split_once(" / ") {
                    Some((kpi, by)) => of(terminal, kpi) / of(terminal, by),
                    None => of(terminal, kpi),
                };
                let shown = |value: f64| if value.is_nan() { "–".to_owned() } else { format!("{value:.2}") };
                TERMINALS.map(|it| shown(of(it))).join(", ")
            }
        };
        let verdict = match () {
            () if zone < *low => "**below**",
            () if zone > *high => "**above**",
            () => "in",
        };
        let range = match low.total_cmp(high) {
            Ordering::Equal => format!("{low}"),
            _ if *low > 0.0 => format!("{low}–{high}"),
            _ => format!("at most {high}"),
        };
        writeln!(lines, "| {name} (`{kpi}`) | {range} | {zone:.2} | {each} | {verdict} |")?;
        if verdict != "in" {
            let why = why.ok_or_else(|| format!("{kpi}: {zone} is outside {range}, and nobody has explained it"))?;
            writeln!(notes, "- **{name}**: {why}")?;
        }
    }
    Ok(format!("| KPI | expected | zone | TC1, TC2, TC3, TC4 | |\n|---|---|---|---|---|\n{lines}\nOutside its range:\n\n{notes}"))
}

const HEAD: &str = "\
# The zone of Tanger Med in 2024

Made by, from the top folder:

```sh
cargo run --release -- run scenarios/tanger-med.toml
cargo run --release --example zone_table
```

[scenarios/tanger-med.toml](../scenarios/tanger-med.toml) is the whole zone: four container terminals, ferries behind an export access zone, a car terminal and the factory whose
cars it ships, a tank farm, dry bulk, cruise ships, three warehouses; they share pilots, tugs, mooring gangs, the approach and two basins, roads, a rail line, a pool of trucks, gangs of dockers
and two feeders. Each ship, box, vehicle, truck, train and car is followed singly; foot passengers, and masses of bulk and liquids, are counted.

![Plan of the zone, to scale, with the trucks on its roads](images/plan-tanger-med.png)

The picture is `plots/plan.png` of the first four weeks: `cargo run --release -- run scenarios/tanger-med.toml -n 1 --horizon \"4 weeks\"`. Lengths of
roads come from the plan; times on the approach, in the basins and on rails do not: [roads](facilities/roads.md).
";

const FLOWS: &str = "
## Totals

Demand is what services and days bring; nothing forces a total. Volumes and calls were chosen so that they add up to the published ones, so that their agreement shows that all of it
gets through, within 2 %, and the terminals carry 120 % of their nominal capacity. By test (`cargo test -p darse-port --test it -- zone`), with a tenth more or less of a key its
total moves and no other does, and with a terminal closed its total falls.

| total of 2024 | published [S] | got, mean ± 95 % | | source |
|---|---|---|---|---|
";

const RANGES: &str = "
## What was not put in

Expected ranges: the capacity arithmetic of the project, made by hand before anything was simulated. Values of the terminals are weighed by TEU, metres of quay or calls.

";

const SERVED: &str = "
## All of it is served

Totals that match what was put in prove little by themselves. So one replication is followed entity by entity: of all that came in the measured year at least 98 % has left in it,
and in no line wait many more in the last eight weeks than in the first (both in winter; by half more, and by a tenth of a day's arrivals, would be an error of the command above). Who waits:
lost time an hour, neither work nor a planned stay, where it is lost. Who comes to a facility on its way to another (–) is counted there.

| facility | | came | left | | waiting, first weeks | last weeks |
|---|---|---|---|---|---|---|
";

const SUMMER: &str = "
The ferries in summer. The busiest day is one of the replication that is followed; August is a run of its own. Expected: the busiest day on record had 22,000 passengers (August 2013), and the
capacity calculation fills 40 to 50 % of the berths on summer days. Where the lanes were full, cars would stand on the road from the port (`east`), and trucks with them.

| | expected | got |
|---|---|---|
";

/// What following one replication says: what is served, and what summer is like.
fn followed() -> Result<(String, String), Box<dyn Error>> {
    let checked = Source::read(Path::new(SCENARIO), &[]).map_err(|why| format!("{SCENARIO}: {why:?}"))?.load(&Model::PORT);
    let scenario = checked.scenario.ok_or_else(|| format!("{SCENARIO}: {:?}", checked.diagnostics))?;
    let followed = flow::follow_all(&scenario)?;
    Ok((followed.served, summer::table(Path::new(SCENARIO), &followed.cars)?))
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).map_or_else(|| PathBuf::from("outputs/tanger-med"), PathBuf::from);
    let (found, replications) = read(&folder)?;
    let (totals, ranges, (served, summer)) = (totals(&found)?, ranges(&found)?, followed()?);
    let page = format!(
        "{HEAD}\n{replications} replications of 366 days.\n{FLOWS}{totals}{SERVED}{served}{RANGES}{ranges}{SUMMER}{summer}"
    );
    std::fs::write(PAGE, page).map_err(|why| format!("{PAGE}: {why}"))?;
    Ok(())
}
