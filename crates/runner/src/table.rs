//! The KPI table that a run prints: what an operator looks at first.

use crate::escape::printable;
use crate::naming::facility_and_name;
use crate::number::{counted, decimals_for, grouped};
use crate::precision::{self, Precision};
use crate::results::Results;
use crate::statistics::FEW;
use crate::statistics::series::BatchMeans;
use crate::summary::Summary;
use crate::warm_up::{self, BATCHES_OF_ONE, WarmUp};
use crate::why;
use darse_engine::Sample;
use darse_port::kpi::{Definition, quantile_level};
use unicode_width::UnicodeWidthStr;

/// Title, what was run, and a block of rows for each facility.
pub fn render(results: &Results, catalogue: &[Definition]) -> String {
    let run = &results.run;
    let n = results.replications.len();
    let mut text = format!("{}\n", printable(&run.title));
    text += &format!(
        "{} of {}, after a warm-up of {}; seed {}\n",
        counted(n, "replication"),
        duration(run.horizon_us),
        duration(run.warm_up_us),
        run.seed
    );
    let rows: Vec<Row> = results.summaries.iter().map(|summary| Row::of(summary, catalogue)).collect();
    let widths = Widths::of(&rows);
    for facility in facilities(&rows) {
        let heading = if facility.is_empty() { "Zone" } else { facility };
        text += &format!("\n{}\n", widths.line(heading, "", "mean ± 95 %", range_name(n)));
        for row in rows.iter().filter(|row| row.facility == facility) {
            text += &format!("{}\n", widths.line(&format!("  {}", row.name), &row.unit, &row.mean, &row.range));
        }
    }
    if rows.iter().any(|row| row.mean.ends_with('*')) {
        text += "\n* too few replications for the skew: the interval covers less than 95 %\n";
    }
    let is_quantile = |summary: &Summary| summary.kpi.rsplit_once('.').is_some_and(|(_, it)| quantile_level(it).is_some());
    if results.summaries.iter().any(is_quantile) {
        text += "\np50, p90, p95 of a KPI: the mean over replications of each replication's quantile, not the quantile of all pooled\n";
    }
    if let Some(warm_up) = &results.warm_up {
        text += &format!("\n{}\n", printable(&steady(warm_up)));
    }
    let waited = why::facilities(results);
    if !waited.is_empty() {
        text += &format!("\nBottlenecks: what was waited for most\n{}", printable(&why::sentences(&waited)));
    }
    text + &results.precision.as_ref().map_or_else(String::new, |it| precise(it, catalogue))
}

/// Whether the warm-up is long enough; of a single replication, what its own course says of the means.
fn steady(warm_up: &WarmUp) -> String {
    let alone = warm_up.series.iter().filter_map(|line| Some((line, line.batches?)));
    let interval = |(line, it): (&warm_up::Line, BatchMeans)| {
        let decimals = decimals_for(it.half_width, 2);
        let sure = if it.is_independent(BATCHES_OF_ONE) { "" } else { ", batches hang together: wider in truth" };
        format!(
            "{} of {} {} ± {}{sure}",
            line.series,
            line.facility,
            grouped(it.mean, decimals),
            grouped(it.half_width, decimals)
        )
    };
    let intervals: Vec<String> = alone.map(interval).collect();
    let mut text = format!("Warm-up: {}", warm_up.sentence());
    if !intervals.is_empty() {
        text += &format!(". By {BATCHES_OF_ONE} batches of the one replication: {}", intervals.join("; "));
    }
    text
}

/// What `--precision` came to: a line a KPI.
fn precise(precision: &Precision, catalogue: &[Definition]) -> String {
    let head = ["", "", "mean", "skew-corrected interval", "", ""].map(str::to_owned);
    let line = |row: &precision::Row| {
        let (facility, name) = facility_and_name(&row.kpi, &row.definition, catalogue);
        let name = if facility.is_empty() { name } else { format!("{facility}  {name}") };
        let side = row.share.zip(row.mean).map_or(0.0, |(share, mean)| share * mean.abs());
        let decimals = row.mean.map_or(0, |mean| decimals_for(side, 2).min(decimals_for(mean.abs(), 6)));
        let number = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| grouped(value, decimals));
        let share = row.share.map_or_else(|| "–".to_owned(), |share| format!("± {} %", grouped(100.0 * share, 2)));
        let verdict = if row.reached { "reached" } else { "NOT reached" };
        let interval = format!("{} … {}", number(row.ci_low), number(row.ci_high));
        [name, row.unit.clone(), number(row.mean), interval, share, verdict.to_owned()]
    };
    let rows: Vec<[String; 6]> = std::iter::once(head).chain(precision.kpis.iter().map(line)).collect();
    format!(
        "\nAsked: ± {} %. A pilot of {} said how many replications; all above and below is from those run after it.\n{}\
         The intervals hold for all rows together with {} % (Hall; Bonferroni).\n",
        precision::percent(precision.asked),
        precision.pilot,
        aligned(&rows, &[true, true, false, false, false, true]),
        precision::percent(precision.level)
    )
}

/// What the last column holds: a tail of 5 % is told from 59 replications on.
fn range_name(replications: usize) -> &'static str {
    if replications >= Sample::least_for(0.95) { "[p5 … p95]" } else { "[least … greatest]" }
}

/// The facilities in the order in which they come, the zone as an empty name.
fn facilities(rows: &[Row]) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for row in rows {
        if !names.contains(&row.facility.as_str()) {
            names.push(&row.facility);
        }
    }
    names
}

struct Row {
    facility: String,
    name: String,
    unit: String,
    mean: String,
    range: String,
}

impl Row {
    fn of(summary: &Summary, catalogue: &[Definition]) -> Row {
        let (facility, name) = facility_and_name(&summary.kpi, &summary.definition, catalogue);
        let (mean, range) = numbers(summary);
        Row { facility, name, unit: printable(&summary.unit), mean, range }
    }
}

/// The mean and half the width of its interval, with as many digits as they are worth.
pub fn mean_and_half_width(summary: &Summary) -> String {
    numbers(summary).0.trim_end().to_owned()
}

/// Two significant digits of the half-width decide how many digits the mean is worth; without one, four of the mean.
fn numbers(summary: &Summary) -> (String, String) {
    let Some(mean) = summary.mean else { return ("–".to_owned(), String::new()) };
    let half = summary.half_width();
    let ends = if summary.n >= Sample::least_for(0.95) { [summary.p5, summary.p95] } else { [summary.least, summary.greatest] };
    let whole = [Some(mean), ends[0], ends[1]].into_iter().flatten().all(|x| x.fract().abs() < 1e-9);
    let decimals = match half {
        Some(half) if half > 0.0 => decimals_for(half, 2).min(decimals_for(mean.abs(), 6)),
        _ if whole => 0,
        _ => decimals_for(mean.abs(), 4),
    };
    let mark = if summary.few && summary.n >= FEW { "*" } else { " " };
    let mean = match half {
        Some(half) => format!("{} ± {}{mark}", grouped(mean, decimals), grouped(half, decimals)),
        None => grouped(mean, decimals) + " ",
    };
    let range = match ends {
        [Some(low), Some(high)] if summary.n > 1 => {
            format!("[{} … {}]", grouped(low, decimals), grouped(high, decimals))
        }
        _ => String::new(),
    };
    (mean, range)
}

/// Widths of the columns [terminal columns].
struct Widths {
    name: usize,
    unit: usize,
    mean: usize,
    range: usize,
}

impl Widths {
    fn of(rows: &[Row]) -> Widths {
        let widest = |part: fn(&Row) -> &str, least: usize| rows.iter().map(|r| part(r).width()).max().unwrap_or(0).max(least);
        Widths {
            name: widest(|row| &row.name, 12) + 2,
            unit: widest(|row| &row.unit, 0),
            mean: widest(|row| &row.mean, 12),
            range: widest(|row| &row.range, range_name(0).width()),
        }
    }

    fn line(&self, name: &str, unit: &str, mean: &str, range: &str) -> String {
        let (name, unit) = (left(name, self.name), left(unit, self.unit));
        format!("{name}  {unit}  {}  {}", right(mean, self.mean), right(range, self.range)).trim_end().to_owned()
    }
}

/// Rows of cells in columns, the left-aligned ones as said, the others to the right; two spaces between. All rows have as many cells.
pub fn aligned(rows: &[impl AsRef<[String]>], to_the_left: &[bool]) -> String {
    let widest = |at: usize| rows.iter().map(|row| row.as_ref()[at].width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..to_the_left.len()).map(widest).collect();
    let line = |row: &[String]| {
        let cells = row.iter().zip(&widths).zip(to_the_left);
        let cells = cells.map(|((cell, &width), &is_left)| if is_left { left(cell, width) } else { right(cell, width) });
        format!("  {}", cells.collect::<Vec<_>>().join("  ")).trim_end().to_owned() + "\n"
    };
    rows.iter().map(|row| line(row.as_ref())).collect()
}

fn left(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

fn right(text: &str, width: usize) -> String {
    format!("{}{text}", " ".repeat(width.saturating_sub(text.width())))
}

/// A length of simulated time in the largest unit that divides it: `52 weeks`, `36 h`.
pub fn duration(us: u64) -> String {
    const UNITS: [(u64, &str); 5] = [(7 * 86_400, "weeks"), (86_400, "days"), (3600, "h"), (60, "min"), (1, "s")];
    let seconds = us / 1_000_000;
    let fits = |size: u64| seconds >= size && seconds.is_multiple_of(size);
    let (size, unit) = UNITS.into_iter().find(|&(size, _)| fits(size)).unwrap_or((1, "s"));
    let count = seconds / size;
    let unit = if count == 1 { unit.strip_suffix('s').filter(|_| unit.len() > 1).unwrap_or(unit) } else { unit };
    format!("{count} {unit}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::{Replication, Run};
    use crate::synthetic::{catalogue, outcome};

    #[test]
    fn an_operator_can_read_it() {
        let replications = (0..12).map(|number| Replication { number, outcome: outcome(28, 1, number) }).collect();
        let run = Run {
            title: "Two terminals".to_owned(),
            file: "two.toml".to_owned(),
            sha256: String::new(),
            overrides: Vec::new(),
            data: Vec::new(),
            seed: 1,
            horizon_us: 28 * 86_400_000_000,
            warm_up_us: 7 * 86_400_000_000,
            checked: false,
        };
        insta::assert_snapshot!(render(&Results::new(run, replications, Vec::new()).unwrap(), catalogue()));
    }

    #[test]
    fn a_length_of_time_in_its_largest_unit() {
        let texts = [0, 1, 60, 5400, 86_400, 7 * 86_400, 364 * 86_400].map(|s| duration(s * 1_000_000));
        assert_eq!(texts, ["0 s", "1 s", "1 min", "90 min", "1 day", "1 week", "52 weeks"]);
    }
}
