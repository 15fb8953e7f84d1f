//! `summary.json`: the summaries as a document, and what `--json` prints.

use crate::number::{counted, grouped};
use crate::precision::Precision;
use crate::results::Results;
use crate::summary::Summary;
use crate::warm_up::WarmUp;
use crate::why::{Bottleneck, facilities};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
struct Document<'a> {
    title: &'a str,
    scenario: &'a str,
    scenario_sha256: &'a str,
    overrides: &'a [String],
    /// As text: JSON readers that know only floats would round it.
    seed: String,
    replications: usize,
    failed: &'a [u32],
    horizon_hours: f64,
    warm_up_hours: f64,
    events: u64,
    /// Where the run is long enough to tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    warm_up: Option<&'a WarmUp>,
    kpis: &'a [Summary],
    /// Of each facility whose hours were booked, by its name; none where it waits for demand.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    bottlenecks: BTreeMap<String, Option<Bottleneck>>,
    /// With `--precision` only.
    #[serde(skip_serializing_if = "Option::is_none")]
    precision: Option<&'a Precision>,
    warnings: Vec<String>,
}

/// `null` where there is no value.
pub fn export(results: &Results) -> Vec<u8> {
    bytes(&document(results))
}

/// Several runs as one list.
pub fn list(all: &[Results]) -> Vec<u8> {
    bytes(&all.iter().map(document).collect::<Vec<_>>())
}

fn document(results: &Results) -> Document<'_> {
    let run = &results.run;
    Document {
        title: &run.title,
        scenario: &run.file,
        scenario_sha256: &run.sha256,
        overrides: &run.overrides,
        seed: run.seed.to_string(),
        replications: results.replications.len(),
        failed: &results.failed,
        horizon_hours: run.horizon_us as f64 / 3600e6,
        warm_up_hours: run.warm_up_us as f64 / 3600e6,
        events: results.events(),
        warm_up: results.warm_up.as_ref(),
        kpis: &results.summaries,
        bottlenecks: facilities(results).into_iter().map(|it| (it.name.clone(), it.bottleneck())).collect(),
        precision: results.precision.as_ref(),
        warnings: warnings(results),
    }
}

fn bytes(document: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(document).expect("numbers are finite and keys are text");
    bytes.push(b'\n');
    bytes
}

/// What is to be known before the intervals are believed.
pub fn warnings(results: &Results) -> Vec<String> {
    let mut warnings = Vec::new();
    let n = results.replications.len();
    let few: Vec<&Summary> = results.summaries.iter().filter(|summary| summary.few).collect();
    if n < crate::statistics::FEW && !few.is_empty() {
        warnings.push(format!(
            "{}: 95 % intervals need {} or more (at 5 they cover 86 % of skewed waiting times)",
            counted(n, "replication"),
            crate::statistics::FEW
        ));
    } else if !few.is_empty() {
        let names: Vec<&str> = few.iter().take(5).map(|summary| summary.kpi.as_str()).collect();
        let more = if few.len() > 5 { format!(" and {} more", few.len() - 5) } else { String::new() };
        warnings.push(format!(
            "{n} replications are few for KPIs this skewed, their 95 % intervals cover less: {}{more}",
            names.join(", ")
        ));
    }
    warnings.extend(results.warm_up.as_ref().and_then(WarmUp::warning));
    warnings.extend(results.precision.as_ref().and_then(Precision::shortfall));
    if !results.failed.is_empty() {
        let numbers: Vec<String> = results.failed.iter().map(u32::to_string).collect();
        let share = 100.0 * results.failed.len() as f64 / (n + results.failed.len()) as f64;
        warnings.push(format!("failed replications are left out ({} %): {}", grouped(share, 1), numbers.join(", ")));
    }
    warnings
}
