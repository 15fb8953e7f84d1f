//! KPIs: their definitions, and (later) how they come out of records.

use serde::{Deserialize, Serialize};

/// What a KPI means, wherever it is measured.
#[derive(Clone, Copy, Debug)]
pub struct Definition {
    /// E.g. `vessel_wait`.
    pub id: &'static str,
    /// For tables and axes, e.g. "Vessel waiting time".
    pub name: &'static str,
    /// E.g. `h`, `moves/h`, `%`.
    pub unit: &'static str,
    /// The formula in words.
    pub formula: &'static str,
    /// Which entities count.
    pub population: &'static str,
    /// What becomes of those that are still there at the end.
    pub censoring: &'static str,
    /// Where the definition comes from.
    pub source: &'static str,
}

/// One column of `replications.csv`: a KPI at a facility.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// `<facility>/<kpi>[.statistic]`, or `<kpi>` alone for the zone.
    pub id: String,
    /// As in the definition.
    pub unit: String,
    /// Id of its [`Definition`].
    pub definition: String,
}

/// Every KPI this model can produce.
pub fn catalogue() -> &'static [Definition] {
    &[]
}
