//! Lines as a table for people and as JSON for programs.

use super::verdict::{FAMILY_WISE, Line, Verdict};
use crate::escape::printable;
use serde::Serialize;
use std::collections::BTreeSet;
use unicode_width::UnicodeWidthStr;

/// A quantity that a case expects and no line compares.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// The case.
    pub case: String,
    /// The quantity.
    pub quantity: String,
    /// Why.
    pub why: &'static str,
}

/// What `darse verify` found.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// One for each quantity.
    pub lines: Vec<Line>,
    /// What was not compared.
    pub left_out: Vec<LeftOut>,
    /// Counts.
    pub summary: Counts,
}

/// Counts of a report.
#[derive(Clone, Debug, Serialize)]
pub struct Counts {
    /// Families with a line.
    pub families: usize,
    /// Cases with a line.
    pub cases: usize,
    /// Lines.
    pub quantities: usize,
    /// Lines outside their interval.
    pub failed: usize,
    /// Lines whose interval is too wide.
    pub vague: usize,
    /// Replications, those of pilots included.
    pub replications: u64,
    /// The chance that a right program fails any line.
    pub family_wise_error: f64,
}

impl Report {
    /// From judged lines.
    pub fn new(lines: Vec<Line>, left_out: Vec<LeftOut>, replications: u64) -> Report {
        let distinct = |part: fn(&Line) -> &str| lines.iter().map(part).collect::<BTreeSet<_>>().len();
        let count = |verdict| lines.iter().filter(|line| line.verdict == verdict).count();
        let summary = Counts {
            families: distinct(|line| &line.family),
            cases: distinct(|line| &line.case),
            quantities: lines.len(),
            failed: count(Verdict::Fail),
            vague: count(Verdict::Vague),
            replications,
            family_wise_error: FAMILY_WISE,
        };
        Report { lines, left_out, summary }
    }

    /// Every line passed.
    pub fn passed(&self) -> bool {
        self.summary.failed + self.summary.vague == 0
    }

    /// As JSON.
    pub fn json(&self) -> String {
        serde_json::to_string_pretty(self).expect("text and numbers are always JSON") + "\n"
    }

    /// One line a quantity, then what was left out, then the counts.
    pub fn table(&self) -> String {
        let head = ["case", "quantity", "expected", "got", "interval", "verdict", ""].map(str::to_owned);
        let rows: Vec<[String; 7]> = std::iter::once(head).chain(self.lines.iter().map(row)).collect();
        let widths: Vec<usize> = (0..7).map(|i| rows.iter().map(|row| row[i].width()).max().unwrap_or(0)).collect();
        let mut text = String::new();
        for row in &rows {
            let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell}{}", " ".repeat(width - cell.width())));
            text += cells.collect::<Vec<_>>().join("  ").trim_end();
            text.push('\n');
        }
        text + &self.closing()
    }

    fn closing(&self) -> String {
        let Counts { families, cases, quantities, failed, vague, replications, family_wise_error } = self.summary;
        let mut text = "\n".to_owned();
        let reasons: BTreeSet<&str> = self.left_out.iter().map(|it| it.why).collect();
        for why in reasons {
            let of: BTreeSet<String> =
                self.left_out.iter().filter(|it| it.why == why).map(|it| stem(&it.quantity).to_owned()).collect();
            text += &format!("not compared, {why}: {}\n", printable(&of.into_iter().collect::<Vec<_>>().join(", ")));
        }
        text += &format!(
            "{quantities} quantities of {cases} cases of {families} families, {replications} replications; intervals hold for \
             all together at {family_wise_error}\n"
        );
        text + &match (failed, vague) {
            (0, 0) => "all passed\n".to_owned(),
            _ => format!("{failed} failed, {vague} too vague\n"),
        }
    }
}

/// `EN_on_the_hour[7]` without its place.
fn stem(quantity: &str) -> &str {
    quantity.split('[').next().unwrap_or(quantity)
}

fn row(line: &Line) -> [String; 7] {
    let verdict = match line.verdict {
        Verdict::Pass => "pass",
        Verdict::Fail => "FAIL",
        Verdict::Vague => "VAGUE",
    };
    let published = line.published.map_or_else(String::new, |it| format!("published {it}"));
    let remark = match line.verdict {
        Verdict::Vague => format!("standard error {} above {}", digits(line.standard_error), digits(line.error_limit)),
        _ => published,
    };
    [
        printable(&line.case),
        printable(&line.quantity),
        digits(line.expected),
        digits(line.got),
        format!("[{}, {}]", digits(line.low), digits(line.high)),
        verdict.to_owned(),
        remark,
    ]
}

/// Six significant digits.
fn digits(value: f64) -> String {
    if !value.is_finite() {
        return value.to_string();
    }
    let text = format!("{value:.5e}");
    let rounded: f64 = text.parse().unwrap_or(value);
    match rounded.abs() {
        0.0 => "0".to_owned(),
        magnitude if (1e-4..1e7).contains(&magnitude) => rounded.to_string(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::super::estimate::Estimate;
    use super::super::verdict::{Claim, judged};
    use super::*;

    fn report() -> Report {
        let claim = |quantity: &str, expected, value, error, exact: bool| Claim {
            case: "MMc-1".to_owned(),
            family: "MMc".to_owned(),
            quantity: quantity.to_owned(),
            expected,
            expected_error: 0.0,
            published: (quantity == "Wq").then_some(10.2),
            got: Estimate { value, error, n: 64 },
            load: 0.75,
            floor: 0.0,
            exact: exact.then_some(1e-9),
        };
        let claims = [
            claim("Wq", 10.188_679, 10.21, 0.05, false),
            claim("P_wait", 0.509, 0.4, 0.001, false),
            claim("rho", 0.75, 0.75, 0.01, false),
            claim("rounds", 4.0, 4.0, 0.0, true),
        ];
        let left = LeftOut { case: "MMc-1".to_owned(), quantity: "Wq_p99".to_owned(), why: "too rare to be simulated" };
        Report::new(judged(&claims), vec![left], 96)
    }

    #[test]
    fn people_read_a_table() {
        insta::assert_snapshot!(report().table());
        assert!(!report().passed());
    }

    #[test]
    fn programs_read_json() {
        insta::assert_snapshot!(report().json());
    }
}
