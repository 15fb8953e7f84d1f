//! The files of a sensitivity study.

use super::{csv, sweep};
use crate::design::{Kpi, Responses};
use crate::disk::MANIFEST;
use crate::escape::csv_cell;
use crate::number::{cell, shortest};
use crate::sensitivity::study::Sensitivity;
use serde_json::{Value, json};

/// Every file of the folder but the plots; `points` are those of both methods together.
pub fn files(study: &Sensitivity, points: &Responses, kpis: &[Kpi]) -> Vec<(String, Vec<u8>)> {
    let mut files = vec![
        (MANIFEST.to_owned(), sweep::manifest(points, "sensitivity")),
        ("sensitivity.json".to_owned(), document(study)),
        ("points.csv".to_owned(), sweep::table(points, kpis)),
    ];
    if study.trajectories > 0 {
        files.push(("morris.csv".to_owned(), morris(study)));
    }
    if study.base > 0 {
        files.push(("sobol.csv".to_owned(), sobol(study)));
    }
    files
}

/// One row a KPI and factor.
fn morris(study: &Sensitivity) -> Vec<u8> {
    let head = ["kpi", "unit", "factor", "mu_star", "mu_star_half_width", "mu", "sigma"].map(str::to_owned).to_vec();
    let rows = study.screenings.iter().flat_map(|it| {
        study.paths.iter().zip(&it.effects).filter_map(|(path, effect)| {
            let effect = (*effect)?;
            let mut row = vec![csv_cell(&it.kpi.id), csv_cell(&it.kpi.unit), csv_cell(path)];
            row.extend([effect.mu_star, effect.half_width, effect.mu].map(shortest));
            row.push(cell(effect.sigma));
            Some(row)
        })
    });
    csv(std::iter::once(head).chain(rows))
}

/// One row a KPI and factor.
fn sobol(study: &Sensitivity) -> Vec<u8> {
    let head = ["kpi", "factor", "first", "first_half_width", "total", "total_half_width"].map(str::to_owned).to_vec();
    let rows = study.decompositions.iter().flat_map(|it| {
        study.paths.iter().zip(&it.indices).map(|(path, index)| {
            let mut row = vec![csv_cell(&it.kpi.id), csv_cell(path)];
            row.extend([index.first, index.first_half_width, index.total, index.total_half_width].map(shortest));
            row
        })
    });
    csv(std::iter::once(head).chain(rows))
}

/// The same as a document.
pub fn document(study: &Sensitivity) -> Vec<u8> {
    let screening = |it: &crate::sensitivity::study::Screening| {
        let effects = study.paths.iter().zip(&it.effects).filter_map(|(path, effect)| {
            let effect = (*effect)?;
            Some(json!({ "factor": path, "mu_star": effect.mu_star, "mu_star_half_width": effect.half_width, "mu": effect.mu, "sigma": effect.sigma }))
        });
        json!({ "kpi": it.kpi.id, "unit": it.kpi.unit, "effects": effects.collect::<Vec<Value>>() })
    };
    let decomposition = |it: &crate::sensitivity::study::Decomposition| {
        let indices = study.paths.iter().zip(&it.indices).map(|(path, index)| {
            json!({ "factor": path, "first": index.first, "first_half_width": index.first_half_width, "total": index.total, "total_half_width": index.total_half_width })
        });
        json!({ "kpi": it.kpi.id, "indices": indices.collect::<Vec<Value>>() })
    };
    let document = json!({
        "factors": study.paths,
        "replications": study.replications,
        "trajectories": study.trajectories,
        "base_points": study.base,
        "morris": study.screenings.iter().map(screening).collect::<Vec<Value>>(),
        "sobol": study.decompositions.iter().map(decomposition).collect::<Vec<Value>>(),
        "left_out": study.left_out,
    });
    let mut bytes = serde_json::to_vec_pretty(&document).expect("numbers are finite and keys are text");
    bytes.push(b'\n');
    bytes
}
