//! What a KPI is.

use super::meter::Meters;
use super::terminal_meter::Meter;
use super::warehouse_meter::WarehouseMeter;
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

/// The level of the quantile that a statistic of this name is, between 0 and 1: 0.95 for `p95`, 0.9 for `transhipment_p90`.
pub fn quantile_level(statistic: &str) -> Option<f64> {
    let digits = statistic.rsplit('_').next()?.strip_prefix('p')?;
    let percent: u32 = digits.parse().ok()?;
    (percent > 0 && percent < 100).then(|| f64::from(percent) / 100.0)
}

/// A number read off a meter, and its name ("" is the one that the id of the KPI alone names).
pub(super) type Statistic<M> = (&'static str, fn(&M) -> Option<f64>);

/// A KPI of a facility with such a meter.
pub(super) struct FacilityKpi<M: 'static> {
    pub definition: Definition,
    pub statistics: &'static [Statistic<M>],
}

/// A KPI of a container terminal.
pub(super) type TerminalKpi = FacilityKpi<Meter>;

/// A KPI of a warehouse of the free zone.
pub(super) type WarehouseKpi = FacilityKpi<WarehouseMeter>;

/// A KPI of the whole zone.
pub(super) struct ZoneKpi {
    pub definition: Definition,
    pub value: fn(&Meters) -> Option<f64>,
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

impl Column {
    /// The column of a KPI.
    pub(super) fn of(id: String, it: &Definition) -> Self {
        Column { id, unit: it.unit.to_owned(), definition: it.id.to_owned() }
    }
}
