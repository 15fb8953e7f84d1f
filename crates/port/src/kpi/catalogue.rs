//! The list of all KPIs, and the columns and values of a scenario.

use super::definition::{Column, Definition};
use super::kinds::{KINDS, TOTALS};
use super::meter::Meters;
use crate::scenario::Scenario;
use std::sync::OnceLock;

/// Every KPI this model can produce, each once.
pub fn catalogue() -> &'static [Definition] {
    static ALL: OnceLock<Vec<Definition>> = OnceLock::new();
    ALL.get_or_init(|| {
        let totals = TOTALS.iter().flat_map(|totals| totals.kpis).map(|kpi| kpi.definition);
        let of_facilities = KINDS.iter().flat_map(|kind| (kind.all)()).map(|(definition, _)| definition);
        let mut all: Vec<Definition> = Vec::new();
        for definition in totals.chain(of_facilities) {
            if all.iter().all(|it| it.id != definition.id) {
                all.push(definition);
            }
        }
        all
    })
}

/// The statistics of a KPI of a facility, by the id of its definition: `""` for the one that the id alone names.
pub fn statistics(id: &str) -> Vec<&'static str> {
    let of_facilities = KINDS.iter().flat_map(|kind| (kind.all)());
    of_facilities.filter(|(definition, _)| definition.id == id).flat_map(|(_, statistics)| statistics).collect()
}

/// The columns of a scenario: the zone, then kind by kind, facility by facility.
pub fn columns(scenario: &Scenario) -> Vec<Column> {
    let totals = TOTALS.iter().filter(|totals| (totals.planned)(scenario)).flat_map(|totals| totals.kpis);
    let zone = totals.map(|kpi| Column::of(kpi.definition.id.to_owned(), &kpi.definition));
    zone.chain(KINDS.iter().flat_map(|kind| (kind.columns)(scenario))).collect()
}

/// The values of the columns, in their order.
pub fn values(meters: &Meters) -> Vec<Option<f64>> {
    let totals = TOTALS.iter().filter(|totals| (totals.measured)(meters)).flat_map(|totals| totals.kpis);
    let zone = totals.map(|kpi| (kpi.value)(meters));
    let all = zone.chain(KINDS.iter().flat_map(|kind| (kind.values)(meters)));
    all.map(|value| value.filter(|it| it.is_finite())).collect()
}
