//! The list of all KPIs, and the columns and values of a scenario.

use super::definition::{Column, Definition, FacilityKpi, TerminalKpi};
use super::meter::Meters;
use super::{land, quay, rail, ships, warehouse, yard, zone};
use crate::scenario::Scenario;
use std::sync::OnceLock;

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

/// The statistics of a KPI of a facility, by the id of its definition: `""` for the one that the id alone names.
pub fn statistics(id: &str) -> Vec<&'static str> {
    let of_terminals =
        terminal_kpis(true).filter(|kpi| kpi.definition.id == id).flat_map(|kpi| kpi.statistics.iter().map(|it| it.0));
    let of_warehouses = warehouse::KPIS.iter().filter(|kpi| kpi.definition.id == id);
    of_terminals.chain(of_warehouses.flat_map(|kpi| kpi.statistics.iter().map(|it| it.0))).collect()
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
