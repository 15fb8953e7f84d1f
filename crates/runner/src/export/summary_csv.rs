//! `summary.csv`: one row a KPI.

use super::csv;
use crate::escape::csv_cell;
use crate::number::cell;
use crate::results::Results;
use crate::summary::Summary;

const HEAD: [&str; 10] = ["kpi", "unit", "n", "mean", "sd", "ci_low", "ci_high", "p5", "p50", "p95"];

/// An empty cell where there is no value.
pub fn export(results: &Results) -> Vec<u8> {
    let head = HEAD.map(str::to_owned).to_vec();
    csv(std::iter::once(head).chain(results.summaries.iter().map(row)))
}

fn row(summary: &Summary) -> Vec<String> {
    let numbers = [summary.mean, summary.sd, summary.ci_low, summary.ci_high, summary.p5, summary.p50, summary.p95];
    let mut cells = vec![csv_cell(&summary.kpi), csv_cell(&summary.unit), summary.n.to_string()];
    cells.extend(numbers.map(cell));
    cells
}
