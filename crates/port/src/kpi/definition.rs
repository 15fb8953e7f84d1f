//! What a KPI is, and the list of all of them.

use super::warehouse::WarehouseMeter;
use super::{Meters, land, meter::Meter, quay, rail, ships, warehouse, yard, zone};
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

fn terminal_kpis(has_rail: bool) -> impl Iterator<Item = &'static TerminalKpi> {
    let rail = if has_rail { rail::KPIS } else { &[] };
    ships::KPIS.iter().chain(quay::KPIS).chain(yard::KPIS).chain(land::KPIS).chain(rail)
}

/// Every KPI this model can produce.
pub fn catalogue() -> &'static [Definition] {
    static ALL: OnceLock<Vec<Definition>> = OnceLock::new();
    ALL.get_or_init(|| {
        let zone = zone::KPIS.iter().map(|kpi| kpi.definition);
        let of_facilities = terminal_kpis(true).map(|kpi| kpi.definition).chain(warehouse::KPIS.iter().map(|kpi| kpi.definition));
        zone.chain(of_facilities.filter(|it| zone::KPIS.iter().all(|kpi| kpi.definition.id != it.id))).collect()
    })
}

/// The columns of a scenario: the zone, then terminal by terminal, then warehouse by warehouse.
pub fn columns(scenario: &Scenario) -> Vec<Column> {
    let zone = zone::KPIS.iter().map(|kpi| column(kpi.definition.id.to_owned(), &kpi.definition));
    let terminals = scenario.terminals.iter().flat_map(|it| columns_of(&it.name, terminal_kpis(it.rail.is_some())));
    let warehouses = scenario.warehouses.iter().flat_map(|it| columns_of(&it.name, warehouse::KPIS.iter()));
    zone.chain(terminals).chain(warehouses).collect()
}

fn column(id: String, it: &Definition) -> Column {
    Column { id, unit: it.unit.to_owned(), definition: it.id.to_owned() }
}

fn columns_of<M: 'static>(facility: &str, kpis: impl Iterator<Item = &'static FacilityKpi<M>>) -> Vec<Column> {
    let facility = facility.to_lowercase().replace(' ', "-");
    let each = kpis.flat_map(|kpi| kpi.statistics.iter().map(move |(statistic, _)| (statistic, &kpi.definition)));
    each.map(|(statistic, it)| {
        let dot = if statistic.is_empty() { "" } else { "." };
        column(format!("{facility}/{}{dot}{statistic}", it.id), it)
    })
    .collect()
}

/// The values of the columns, in their order.
pub fn values(meters: &Meters) -> Vec<Option<f64>> {
    let zone = zone::KPIS.iter().map(|kpi| (kpi.value)(meters));
    let terminals = meters.terminals.iter().flat_map(|meter| values_of(meter, terminal_kpis(meter.sizes.rail_cranes > 0)));
    let warehouses = meters.warehouses.iter().flat_map(|meter| values_of(meter, warehouse::KPIS.iter()));
    zone.chain(terminals).chain(warehouses).map(|value| value.filter(|it| it.is_finite())).collect()
}

fn values_of<M: 'static>(meter: &M, kpis: impl Iterator<Item = &'static FacilityKpi<M>>) -> Vec<Option<f64>> {
    kpis.flat_map(|kpi| kpi.statistics).map(|(_, value)| value(meter)).collect()
}
