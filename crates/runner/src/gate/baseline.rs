//! What a baseline holds: where it comes from, its KPIs, the values of each replication, and what was accepted since.

use super::class::{Better, Class};
use crate::results::{Replication, Results};
use crate::statistics::mean;
use serde::{Deserialize, Serialize};

/// What must be alike for a check to mean anything.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// Of the file.
    pub format: u32,
    /// Version that recorded it; not compared.
    pub darse: String,
    /// The scenario's file, from the baseline's folder.
    pub scenario: String,
    /// SHA-256 of its effective text.
    pub sha256: String,
    /// SHA-256 of its data files.
    pub data: Vec<String>,
    /// `--set`, `--horizon`, `--warm-up`.
    pub overrides: Vec<String>,
    /// Master seed, as text: JSON readers that know only floats would round it.
    pub seed: String,
    /// Replications recorded.
    pub replications: usize,
    /// Measured time [h].
    pub horizon_hours: f64,
    /// Time before it [h].
    pub warm_up_hours: f64,
}

/// One KPI.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kpi {
    /// The column's id.
    pub id: String,
    /// Its unit.
    pub unit: String,
    /// What is estimated.
    pub estimand: String,
    /// What a change of it means.
    pub class: Class,
    /// Which way is better.
    pub better: Better,
    /// A change that does not matter, as a share of the mean.
    pub tolerance: f64,
    /// Its mean when it was recorded, or when a change of it was last accepted: drifts are added up from there.
    pub anchor: Option<f64>,
}

/// One replication.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Values {
    /// Its number.
    pub number: u32,
    /// Its trace hash, in hex.
    pub trace: String,
    /// One a KPI, in their order.
    pub values: Vec<Option<f64>>,
}

/// A KPI whose mean was accepted anew.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Move {
    /// Which.
    pub kpi: String,
    /// Mean before.
    pub old: Option<f64>,
    /// Mean after.
    pub new: Option<f64>,
}

/// An entry of the ledger.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Accepted {
    /// Why.
    pub reason: String,
    /// Version that accepted.
    pub darse: String,
    /// The verdict that was accepted.
    pub verdict: String,
    /// Drifts are added up from the new values.
    pub anchored: bool,
    /// Gate and exact KPIs that moved.
    pub moved: Vec<Move>,
}

/// All of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Baseline {
    /// Where it comes from.
    pub head: Head,
    /// By id.
    pub kpis: Vec<Kpi>,
    /// By number, from 0.
    pub replications: Vec<Values>,
    /// Oldest first.
    pub ledger: Vec<Accepted>,
}

impl Baseline {
    /// The mean of a KPI over the first so many replications.
    pub fn mean(&self, kpi: usize, first: usize) -> Option<f64> {
        mean_of(&self.replications[..first.min(self.replications.len())], kpi)
    }
}

/// The mean of a KPI over replications.
pub fn mean_of(replications: &[Values], kpi: usize) -> Option<f64> {
    let values: Vec<f64> = replications.iter().filter_map(|it| it.values[kpi]).collect();
    mean(&values)
}

/// The values of fresh replications in the order of these KPIs.
///
/// # Errors
/// The id of a KPI that the results do not have, or have in another unit.
pub fn values_of(results: &Results, kpis: &[Kpi]) -> Result<Vec<Values>, String> {
    let place = |kpi: &Kpi| match results.summaries.iter().position(|summary| summary.kpi == kpi.id) {
        None => Err(format!("KPI `{}` is no more", kpi.id)),
        Some(at) if results.summaries[at].unit != kpi.unit => {
            Err(format!("KPI `{}` is in {} now, it was in {}", kpi.id, results.summaries[at].unit, kpi.unit))
        }
        Some(at) => Ok(at),
    };
    let places: Vec<usize> = kpis.iter().map(place).collect::<Result<_, _>>()?;
    let values = |it: &Replication| Values {
        number: it.number,
        trace: format!("{:016x}", it.outcome.trace_hash),
        values: places.iter().map(|at| it.outcome.values[*at]).collect(),
    };
    Ok(results.replications.iter().map(values).collect())
}
