//! From results to bytes. An exporter writes nothing itself: `disk` does, and `--json` prints the same bytes.
//!
//! To add one: a file here with a pure function of `Results`, and its line in [`files`].

pub mod comparison;
pub mod manifest;
pub mod replications_csv;
pub mod selection;
pub mod sensitivity;
pub mod stress;
pub mod summary_csv;
pub mod summary_json;
pub mod sweep;
pub mod timings;
pub mod why_csv;

use crate::disk::MANIFEST;
use crate::results::Results;

/// Every file of a run's folder but the plots and the timings, by name. The same results give the same bytes.
pub fn files(results: &Results) -> Vec<(String, Vec<u8>)> {
    vec![
        (MANIFEST.to_owned(), manifest::export(results)),
        ("summary.csv".to_owned(), summary_csv::export(results)),
        ("summary.json".to_owned(), summary_json::export(results)),
        ("replications.csv".to_owned(), replications_csv::export(results)),
        ("why.csv".to_owned(), why_csv::export(results)),
    ]
}

/// Rows of cells as CSV, quoted where needed.
fn csv(rows: impl IntoIterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(&row).expect("all rows have as many cells, and memory takes them");
    }
    writer.into_inner().expect("memory takes every byte")
}
