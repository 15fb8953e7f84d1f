//! The files of a sweep.

use super::csv;
use crate::design::{Kpi, Responses};
use crate::disk::{MANIFEST, MANIFEST_HEAD};
use crate::escape::csv_cell;
use crate::number::cell;
use darse_port::scenario::Design;
use serde_json::{Map, Value, json};
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, value};

/// Every file of the folder but the plots.
pub fn files(responses: &Responses, design: Design, kpis: &[Kpi]) -> Vec<(String, Vec<u8>)> {
    vec![
        (MANIFEST.to_owned(), manifest(responses, &format!("sweep, {}", name(design)))),
        ("sweep.csv".to_owned(), table(responses, kpis)),
        ("sweep.json".to_owned(), document(responses, design, kpis)),
        ("replications.csv".to_owned(), replications(responses, kpis)),
    ]
}

/// The number of a point and its levels, as cells.
fn place(responses: &Responses, point: usize) -> Vec<String> {
    let levels = responses.points[point].levels.iter().map(|level| csv_cell(&level.text));
    std::iter::once(point.to_string()).chain(levels).collect()
}

fn place_head(responses: &Responses) -> Vec<String> {
    let paths = responses.factors.iter().map(|factor| csv_cell(factor.path()));
    std::iter::once("point".to_owned()).chain(paths).collect()
}

/// One row a point and KPI: its levels, and what the replications say.
pub(super) fn table(responses: &Responses, kpis: &[Kpi]) -> Vec<u8> {
    let mut head = place_head(responses);
    head.extend(["kpi", "unit", "n", "mean", "sd", "ci_low", "ci_high"].map(str::to_owned));
    let columns: Vec<_> = kpis.iter().map(|kpi| responses.of(kpi)).collect();
    let rows = (0..responses.points.len()).flat_map(|point| {
        let rows = kpis.iter().zip(&columns).filter_map(move |(kpi, column)| {
            let it = column[point]?;
            let mut row = place(responses, point);
            row.extend([csv_cell(&kpi.id), csv_cell(&kpi.unit), it.n.to_string()]);
            row.extend([it.mean, it.sd, it.ci_low, it.ci_high].map(cell));
            Some(row)
        });
        rows.collect::<Vec<_>>()
    });
    csv(std::iter::once(head).chain(rows))
}

/// One row a point and replication, one column a KPI; an empty cell where there is no value.
fn replications(responses: &Responses, kpis: &[Kpi]) -> Vec<u8> {
    let mut head = place_head(responses);
    head.push("replication".to_owned());
    head.extend(kpis.iter().map(|kpi| csv_cell(&kpi.id)));
    let rows = responses.results.iter().enumerate().flat_map(|(point, results)| {
        let at: Vec<Option<usize>> =
            kpis.iter().map(|kpi| results.summaries.iter().position(|summary| summary.kpi == kpi.id)).collect();
        results.replications.iter().map(move |it| {
            let mut row = place(responses, point);
            row.push(it.number.to_string());
            row.extend(at.iter().map(|at| cell(at.and_then(|at| it.outcome.values[at]))));
            row
        })
    });
    csv(std::iter::once(head).chain(rows))
}

/// What a design is called.
fn name(design: Design) -> &'static str {
    match design {
        Design::Grid => "grid",
        Design::LatinHypercube(_) => "latin-hypercube",
        Design::Sobol(_) => "sobol",
    }
}

/// The table as a document.
pub fn document(responses: &Responses, design: Design, kpis: &[Kpi]) -> Vec<u8> {
    let columns: Vec<_> = kpis.iter().map(|kpi| responses.of(kpi)).collect();
    let point = |number: usize| {
        let levels = responses.factors.iter().zip(&responses.points[number].levels);
        let levels: Map<String, Value> = levels.map(|(it, level)| (it.path().to_owned(), json!(level.text))).collect();
        let kpi = |(kpi, column): (&Kpi, &Vec<_>)| {
            let it: &crate::summary::Summary = column[number]?;
            Some(
                json!({ "kpi": kpi.id, "unit": kpi.unit, "n": it.n, "mean": it.mean, "sd": it.sd, "ci_low": it.ci_low, "ci_high": it.ci_high }),
            )
        };
        let kpis: Vec<Value> = kpis.iter().zip(&columns).filter_map(kpi).collect();
        json!({ "point": number, "levels": levels, "failed": responses.results[number].failed, "kpis": kpis })
    };
    let run = responses.results.first().map(|first| &first.run);
    let document = json!({
        "title": run.map(|it| &it.title),
        "scenario": run.map(|it| &it.file),
        "seed": run.map(|it| it.seed.to_string()),
        "replications": responses.replications(),
        "design": name(design),
        "factors": responses.factors.iter().map(ToString::to_string).collect::<Vec<String>>(),
        "points": (0..responses.points.len()).map(point).collect::<Vec<Value>>(),
    });
    let mut bytes = serde_json::to_vec_pretty(&document).expect("numbers are finite and keys are text");
    bytes.push(b'\n');
    bytes
}

/// What reproduces what was explored, and each point alone.
pub(super) fn manifest(responses: &Responses, how: &str) -> Vec<u8> {
    let mut document = DocumentMut::new();
    document["darse"] = value(env!("CARGO_PKG_VERSION"));
    document["design"] = value(how);
    document["vary"] = value(responses.factors.iter().map(ToString::to_string).collect::<Array>());
    let mut tables = ArrayOfTables::new();
    for results in &responses.results {
        let mut point = Table::new();
        point["command"] = value(super::manifest::command(results));
        point["sha256"] = value(results.run.sha256.as_str());
        point["failed"] = value(results.failed.iter().map(|number| i64::from(*number)).collect::<Array>());
        point["events"] = value(i64::try_from(results.events()).unwrap_or(i64::MAX));
        point["trace-hash"] = value(results.trace_hash());
        tables.push(point);
    }
    document["point"] = Item::ArrayOfTables(tables);
    format!("{MANIFEST_HEAD}: what reproduces these points.\n{document}").into_bytes()
}
