//! The KPI table that a run prints: what an operator looks at first.

use crate::escape::printable;
use crate::naming::facility_and_name;
use crate::number::{decimals_for, grouped};
use crate::results::Results;
use crate::statistics::FEW;
use crate::summary::Summary;
use darse_port::kpi::Definition;
use unicode_width::UnicodeWidthStr;

/// Title, what was run, and a block of rows for each facility.
pub fn render(results: &Results, catalogue: &[Definition]) -> String {
    let run = &results.run;
    let n = results.replications.len();
    let mut text = format!("{}\n", printable(&run.title));
    text += &format!(
        "{n} replication{} of {}, after a warm-up of {}; seed {}\n",
        if n == 1 { "" } else { "s" },
        duration(run.horizon_us),
        duration(run.warm_up_us),
        run.seed
    );
    let rows: Vec<Row> = results.summaries.iter().map(|summary| Row::of(summary, catalogue)).collect();
    let widths = Widths::of(&rows);
    for facility in facilities(&rows) {
        let heading = if facility.is_empty() { "Zone" } else { facility };
        text += &format!("\n{}\n", widths.line(heading, "", "mean ± 95 %", "[p5 … p95]"));
        for row in rows.iter().filter(|row| row.facility == facility) {
            text += &format!("{}\n", widths.line(&format!("  {}", row.name), &row.unit, &row.mean, &row.range));
        }
    }
    if rows.iter().any(|row| row.mean.ends_with('*')) {
        text += "\n* too few replications for the skew: the interval covers less than 95 %\n";
    }
    text
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

/// Two significant digits of the half-width decide how many digits the mean is worth; without one, four of the mean.
fn numbers(summary: &Summary) -> (String, String) {
    let Some(mean) = summary.mean else { return ("–".to_owned(), String::new()) };
    let half = summary.half_width();
    let whole = [Some(mean), summary.p5, summary.p95].into_iter().flatten().all(|x| x.fract().abs() < 1e-9);
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
    let range = match (summary.p5, summary.p95) {
        (Some(low), Some(high)) if summary.n > 1 => {
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
            range: widest(|row| &row.range, 10),
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
