//! The files of a comparison.

use super::csv;
use super::manifest::quoted;
use crate::comparison::words::{sentence, texts};
use crate::comparison::{ALPHA, Comparison, Row, Verdict};
use crate::disk::{MANIFEST, MANIFEST_HEAD};
use crate::escape::csv_cell;
use crate::naming::facility_and_name;
use crate::number::{cell, counted, shortest};
use crate::results::Results;
use darse_port::kpi::Definition;
use serde_json::{Value, json};
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, value};

/// A scenario of the comparison: its name and what came out of it.
pub type Named<'a> = (&'a str, &'a Results);

/// Every file of the folder but the plots.
pub fn files(comparison: &Comparison, all: &[Named<'_>], catalogue: &[Definition]) -> Vec<(String, Vec<u8>)> {
    vec![
        (MANIFEST.to_owned(), manifest_of(all, "comparison")),
        ("comparison.csv".to_owned(), table(comparison)),
        ("comparison.json".to_owned(), document(comparison, all)),
        ("comparison.md".to_owned(), report(comparison, all, catalogue).into_bytes()),
        ("replications.csv".to_owned(), replications(all)),
    ]
}

const HEAD: [&str; 15] = [
    "scenario",
    "kpi",
    "unit",
    "pairs",
    "first",
    "second",
    "difference",
    "ci_low",
    "ci_high",
    "relative_percent",
    "p",
    "p_holm",
    "p_sign_flip",
    "variance_reduction",
    "verdict",
];

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Same => "same",
        Verdict::Higher => "higher",
        Verdict::Lower => "lower",
        Verdict::Open => "open",
    }
}

/// One row a scenario and KPI.
fn table(comparison: &Comparison) -> Vec<u8> {
    let rows = comparison.sides.iter().flat_map(|side| {
        side.rows.iter().map(|row| {
            let it = &row.paired;
            let mut cells = vec![csv_cell(&side.name), csv_cell(&row.kpi), csv_cell(&row.unit), it.n.to_string()];
            cells.extend([it.first, it.second, it.difference].map(shortest));
            cells.extend([0, 1].map(|end| cell(row.interval().map(|it| it[end]))));
            cells.extend([row.relative(), Some(it.p), Some(row.p_holm), row.p_sign_flip, it.variance_reduction].map(cell));
            cells.push(verdict(row.verdict).to_owned());
            cells
        })
    });
    csv(std::iter::once(HEAD.map(str::to_owned).to_vec()).chain(rows))
}

/// One row a scenario and replication, one column a KPI of the first; an empty cell where there is no value.
pub(super) fn replications(all: &[Named<'_>]) -> Vec<u8> {
    let kpis: Vec<&str> =
        all.first().map(|(_, first)| first.summaries.iter().map(|it| it.kpi.as_str()).collect()).unwrap_or_default();
    let head = ["scenario", "replication"].into_iter().chain(kpis.iter().copied()).map(csv_cell).collect();
    let rows = all.iter().flat_map(|(name, results)| {
        let places: Vec<Option<usize>> =
            kpis.iter().map(|kpi| results.summaries.iter().position(|summary| summary.kpi == *kpi)).collect();
        results.replications.iter().map(move |it| {
            let values = places.iter().map(|place| cell(place.and_then(|place| it.outcome.values[place])));
            [csv_cell(name), it.number.to_string()].into_iter().chain(values).collect()
        })
    });
    csv(std::iter::once(head).chain(rows))
}

/// The same as a document.
pub fn document(comparison: &Comparison, all: &[Named<'_>]) -> Vec<u8> {
    let row = |row: &Row| {
        let it = &row.paired;
        json!({
            "kpi": row.kpi,
            "unit": row.unit,
            "pairs": it.n,
            "first": it.first,
            "second": it.second,
            "difference": it.difference,
            "ci_low": row.interval().map(|it| it[0]),
            "ci_high": row.interval().map(|it| it[1]),
            "relative_percent": row.relative(),
            "p": it.p,
            "p_holm": row.p_holm,
            "p_sign_flip": row.p_sign_flip,
            "variance_reduction": it.variance_reduction,
            "verdict": verdict(row.verdict),
        })
    };
    let side = |side: &crate::comparison::Side| json!({ "scenario": side.name, "left_out": side.left_out, "kpis": side.rows.iter().map(row).collect::<Vec<Value>>() });
    let document = json!({
        "first": comparison.first,
        "replications": all.first().map(|(_, first)| first.replications.len()),
        "alpha": ALPHA,
        "others": comparison.sides.iter().map(side).collect::<Vec<Value>>(),
    });
    let mut bytes = serde_json::to_vec_pretty(&document).expect("numbers are finite and keys are text");
    bytes.push(b'\n');
    bytes
}

/// For a pull request or a notebook: what differs first, then every KPI.
pub fn report(comparison: &Comparison, all: &[Named<'_>], catalogue: &[Definition]) -> String {
    let n = all.first().map_or(0, |(_, first)| first.replications.len());
    let mut text = format!(
        "# {} and others\n\n{} each, {}. Differences ± half-widths that hold for \
         all rows together with {} %; *higher* and *lower* by Holm's test over all rows.\n",
        markdown(&comparison.first),
        counted(n, "replication"),
        if comparison.is_paired() { "the same random numbers in both of a pair" } else { "each with random numbers of its own" },
        100.0 * (1.0 - ALPHA)
    );
    for side in &comparison.sides {
        text += &format!("\n## {} beside {}\n\n", markdown(&side.name), markdown(&comparison.first));
        let sentences = |shown: &dyn Fn(Verdict) -> bool| {
            let lines = side.rows.iter().filter(|row| shown(row.verdict)).map(|row| {
                let (facility, name) = facility_and_name(&row.kpi, &row.definition, catalogue);
                let name = if facility.is_empty() { name } else { format!("{facility}: {name}") };
                format!("- {}\n", markdown(&sentence(row, &name, &side.name)))
            });
            lines.collect::<String>()
        };
        let differ = sentences(&|it| matches!(it, Verdict::Higher | Verdict::Lower));
        text += if differ.is_empty() { "Nothing is shown to differ.\n" } else { &differ };
        text += "\n| KPI | unit | first | other | difference | | gain of common random numbers | |\n|---|---|--:|--:|--:|--:|--:|---|\n";
        for row in &side.rows {
            let it = texts(row);
            text += &format!(
                "| `{}` | {} | {} | {} | {} | {} | {} | {} |\n",
                markdown(&row.kpi),
                row.unit,
                it.first,
                it.second,
                it.difference,
                it.relative,
                it.gain,
                it.verdict
            );
        }
        text += &format!("\n<details><summary>Every KPI in words</summary>\n\n{}\n</details>\n", sentences(&|_| true));
        if !side.left_out.is_empty() {
            text += &format!("\nLeft out, without two pairs of values: `{}`.\n", side.left_out.join("`, `"));
        }
    }
    text
}

/// Names come from scenarios: what Markdown or HTML would act on is escaped.
fn markdown(text: &str) -> String {
    let text = crate::escape::printable(text).replace('\n', " ").replace('&', "&amp;").replace('<', "&lt;");
    text.replace('|', "\\|").replace('`', "'")
}

/// What reproduces each side of something.
pub(super) fn manifest_of(all: &[Named<'_>], what: &str) -> Vec<u8> {
    let mut document = DocumentMut::new();
    document["darse"] = value(env!("CARGO_PKG_VERSION"));
    let mut sides = ArrayOfTables::new();
    for (name, results) in all {
        let run = &results.run;
        let mut side = Table::new();
        side["name"] = value(*name);
        side["command"] = value(super::manifest::command(results));
        side["file"] = value(quoted(&run.file));
        side["sha256"] = value(run.sha256.as_str());
        side["overrides"] = value(run.overrides.iter().map(String::as_str).collect::<Array>());
        side["events"] = value(i64::try_from(results.events()).unwrap_or(i64::MAX));
        side["trace-hash"] = value(results.trace_hash());
        sides.push(side);
    }
    document["scenario"] = Item::ArrayOfTables(sides);
    format!("{MANIFEST_HEAD}: what reproduces this {what}.\n{document}").into_bytes()
}
