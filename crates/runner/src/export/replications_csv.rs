//! `replications.csv`: one row a replication, one column a KPI.

use super::csv;
use crate::escape::csv_cell;
use crate::number::cell;
use crate::results::Results;

/// Numbers are written so that they read back as the same bits; an empty cell where there is no value.
pub fn export(results: &Results) -> Vec<u8> {
    let head = std::iter::once("replication".to_owned()).chain(results.summaries.iter().map(|s| csv_cell(&s.kpi)));
    let rows = results.replications.iter().map(|replication| {
        let values = replication.outcome.values.iter().map(|&value| cell(value));
        std::iter::once(replication.number.to_string()).chain(values).collect()
    });
    csv(std::iter::once(head.collect()).chain(rows))
}
