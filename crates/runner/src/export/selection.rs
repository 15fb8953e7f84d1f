//! The files of a selection.

use super::comparison::{Named, manifest_of, replications};
use super::csv;
use crate::disk::MANIFEST;
use crate::escape::csv_cell;
use crate::number::cell;
use crate::selection::words::{behind, order, render, sentences};
use crate::selection::{Assurance, Procedure, Selection};
use serde_json::{Value, json};

/// Every file of the folder but the plots.
pub fn files(it: &Selection, all: &[Named<'_>]) -> Vec<(String, Vec<u8>)> {
    vec![
        (MANIFEST.to_owned(), manifest_of(all, "selection")),
        ("selection.csv".to_owned(), table(it)),
        ("selection.json".to_owned(), document(it)),
        ("selection.txt".to_owned(), render(it).into_bytes()),
        ("replications.csv".to_owned(), replications(all)),
    ]
}

/// One row a scenario, the best first.
fn table(it: &Selection) -> Vec<u8> {
    const HEAD: [&str; 10] =
        ["scenario", "kpi", "unit", "replications", "mean", "ci_low", "ci_high", "behind_best", "behind_half_width", "out_after"];
    let rows = order(it).into_iter().map(|at| {
        let system = &it.systems[at];
        let (mean, half) = system.estimate();
        let end = |sign: f64| Some(mean? + sign * half?);
        let behind = behind(it, system).filter(|_| at != it.best);
        let mut cells = [&system.name, &it.kpi, &it.unit].map(|text| csv_cell(text)).to_vec();
        cells.push(system.values.len().to_string());
        cells.extend([mean, end(-1.0), end(1.0), behind.map(|it| it.0), behind.and_then(|it| it.1)].map(cell));
        cells.push(system.out_at.map(|n| n.to_string()).unwrap_or_default());
        cells
    });
    csv(std::iter::once(HEAD.map(str::to_owned).to_vec()).chain(rows))
}

/// The same as a document.
pub fn document(it: &Selection) -> Vec<u8> {
    let procedure = match it.procedure {
        Procedure::Kn { alpha, delta, most } => json!({ "name": "KN", "alpha": alpha, "delta": delta, "cap": most }),
        Procedure::Ocba { budget } => json!({ "name": "OCBA", "budget": budget }),
    };
    let assurance = match it.assurance {
        Assurance::Guaranteed => json!({ "kind": "guaranteed" }),
        Assurance::Capped(left) => json!({ "kind": "capped", "still_in": left }),
        Assurance::About(probability) => json!({ "kind": "about", "probability": probability }),
    };
    let system = |at: usize| {
        let system = &it.systems[at];
        let (mean, half) = system.estimate();
        let behind = behind(it, system).filter(|_| at != it.best);
        json!({
            "scenario": system.name,
            "replications": system.values.len(),
            "mean": mean,
            "half_width": half,
            "behind_best": behind.map(|it| it.0),
            "behind_half_width": behind.and_then(|it| it.1),
            "out_after": system.out_at,
        })
    };
    let document = json!({
        "kpi": it.kpi,
        "unit": it.unit,
        "goal": it.goal.word(),
        "procedure": procedure,
        "best": it.systems[it.best].name,
        "assurance": assurance,
        "systems": order(it).into_iter().map(system).collect::<Vec<Value>>(),
        "words": sentences(it),
    });
    let mut bytes = serde_json::to_vec_pretty(&document).expect("numbers are finite and keys are text");
    bytes.push(b'\n');
    bytes
}
