//! What a KPI is, and the list of all of them.

use super::{Meters, land, meter::Meter, quay, ships, yard, zone};
use crate::scenario::Scenario;
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

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

/// A KPI of a terminal: its meaning, and its statistics ("" is the one the id alone names).
pub(super) struct TerminalKpi {
    pub definition: Definition,
    pub statistics: &'static [(&'static str, fn(&Meter) -> Option<f64>)],
}

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

fn terminal_kpis() -> impl Iterator<Item = &'static TerminalKpi> {
    ships::KPIS.iter().chain(quay::KPIS).chain(yard::KPIS).chain(land::KPIS)
}

/// Every KPI this model can produce.
pub fn catalogue() -> &'static [Definition] {
    static ALL: OnceLock<Vec<Definition>> = OnceLock::new();
    ALL.get_or_init(|| {
        let zone = zone::KPIS.iter().map(|kpi| kpi.definition);
        let of_terminals = terminal_kpis().map(|kpi| kpi.definition);
        zone.chain(of_terminals.filter(|it| zone::KPIS.iter().all(|kpi| kpi.definition.id != it.id))).collect()
    })
}

/// The columns of a scenario: the zone, then terminal by terminal.
pub fn columns(scenario: &Scenario) -> Vec<Column> {
    let column = |id: String, it: &Definition| Column { id, unit: it.unit.to_owned(), definition: it.id.to_owned() };
    let mut columns: Vec<Column> = zone::KPIS.iter().map(|kpi| column(kpi.definition.id.to_owned(), &kpi.definition)).collect();
    for terminal in &scenario.terminals {
        let name = terminal.name.to_lowercase().replace(' ', "-");
        for kpi in terminal_kpis() {
            for (statistic, _) in kpi.statistics {
                let dot = if statistic.is_empty() { "" } else { "." };
                columns.push(column(format!("{name}/{}{dot}{statistic}", kpi.definition.id), &kpi.definition));
            }
        }
    }
    columns
}

/// The values of the columns, in their order.
pub fn values(meters: &Meters) -> Vec<Option<f64>> {
    let finite = |value: Option<f64>| value.filter(|it| it.is_finite());
    let mut values: Vec<Option<f64>> = zone::KPIS.iter().map(|kpi| finite((kpi.value)(meters))).collect();
    for meter in &meters.terminals {
        for kpi in terminal_kpis() {
            values.extend(kpi.statistics.iter().map(|(_, value)| finite(value(meter))));
        }
    }
    values
}
