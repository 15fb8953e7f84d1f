//! The list of all KPIs, and the columns and values of a scenario.

use super::definition::{Column, Definition, FacilityKpi, TerminalKpi, WarehouseKpi, ZoneKpi};
use super::factory_meter::PartMeter;
use super::meter::Meters;
use super::ship_meter::ShipMeter;
use super::{drayage, factory, land, marine, quay, rail, rail_line, roads, ships, warehouse, yard, zone};
use crate::scenario::{FactoryPlan, Scenario, Supply};
use std::sync::OnceLock;

/// Which kinds there are that a zone may do without.
#[derive(Clone, Copy)]
struct Has {
    factories: bool,
}

const ALL_KINDS: Has = Has { factories: true };

/// Those of the zone.
fn zone_kpis(has: Has) -> impl Iterator<Item = &'static ZoneKpi> {
    let of_factories = if has.factories { zone::OF_FACTORIES } else { &[] };
    zone::KPIS.iter().chain(marine::KPIS).chain(of_factories)
}

/// Those of a warehouse.
fn warehouse_kpis(has_cross_dock: bool) -> impl Iterator<Item = &'static WarehouseKpi> {
    let cross_dock = if has_cross_dock { warehouse::CROSS_DOCK } else { &[] };
    warehouse::KPIS.iter().chain(cross_dock)
}

/// Those of a family of parts.
fn part_kpis(by_container: bool) -> impl Iterator<Item = &'static FacilityKpi<PartMeter>> {
    let shipped = if by_container { factory::SHIPPED_PARTS } else { &[] };
    factory::PARTS.iter().chain(shipped)
}

/// Those of a container terminal behind those of its ships.
fn terminal_kpis(has_rail: bool) -> impl Iterator<Item = &'static TerminalKpi> {
    let rail = if has_rail { rail::KPIS } else { &[] };
    quay::KPIS.iter().chain(yard::KPIS).chain(land::KPIS).chain(rail)
}

/// Those of a quay that is of no container terminal.
fn berth_kpis() -> impl Iterator<Item = &'static FacilityKpi<ShipMeter>> {
    ships::KPIS.iter().filter(|kpi| kpi.definition.id != ships::CARGO_OPS_HOURS.id).chain(ships::OCCUPANCY)
}

/// Every KPI this model can produce.
pub fn catalogue() -> &'static [Definition] {
    static ALL: OnceLock<Vec<Definition>> = OnceLock::new();
    ALL.get_or_init(|| {
        let zone = zone_kpis(ALL_KINDS).map(|kpi| kpi.definition);
        let ships = ships::KPIS.iter().map(|kpi| kpi.definition);
        let terminals = terminal_kpis(true).map(|kpi| kpi.definition);
        let warehouses = warehouse_kpis(true).map(|kpi| kpi.definition);
        let roads = roads::KPIS.iter().map(|kpi| kpi.definition);
        let drayages = drayage::KPIS.iter().map(|kpi| kpi.definition);
        let factories = factory::KPIS.iter().map(|kpi| kpi.definition).chain(part_kpis(true).map(|kpi| kpi.definition));
        let rail_lines = rail_line::KPIS.iter().map(|kpi| kpi.definition);
        let of_facilities = ships.chain(terminals).chain(warehouses).chain(roads);
        let of_facilities = of_facilities.chain(drayages).chain(factories).chain(rail_lines);
        zone.chain(of_facilities.filter(|it| zone_kpis(ALL_KINDS).all(|kpi| kpi.definition.id != it.id))).collect()
    })
}

/// The statistics of a KPI of a facility, by the id of its definition: `""` for the one that the id alone names.
pub fn statistics(id: &str) -> Vec<&'static str> {
    fn of<M: 'static>(id: &str, kpis: impl Iterator<Item = &'static FacilityKpi<M>>) -> Vec<&'static str> {
        kpis.filter(|kpi| kpi.definition.id == id).flat_map(|kpi| kpi.statistics.iter().map(|it| it.0)).collect()
    }
    let ships = of(id, ships::KPIS.iter());
    let others = [of(id, terminal_kpis(true)), of(id, warehouse_kpis(true)), of(id, roads::KPIS.iter())];
    let inland =
        [of(id, drayage::KPIS.iter()), of(id, factory::KPIS.iter()), of(id, part_kpis(true)), of(id, rail_line::KPIS.iter())];
    ships.into_iter().chain(others.concat()).chain(inland.concat()).collect()
}

/// The columns of a scenario: the zone, then terminal by terminal, berth by berth, warehouse by warehouse, road by road,
/// then pools of trucks, factories with their parts, and rail lines.
pub fn columns(scenario: &Scenario) -> Vec<Column> {
    let has = Has { factories: !scenario.factories.is_empty() };
    let zone = zone_kpis(has).map(|kpi| column(kpi.definition.id.to_owned(), &kpi.definition));
    let terminals = scenario.terminals.iter().flat_map(|it| {
        columns_of(&it.name, ships::KPIS.iter()).into_iter().chain(columns_of(&it.name, terminal_kpis(it.rail.is_some())))
    });
    let berths = scenario.berths.iter().flat_map(|it| columns_of(&it.name, berth_kpis()));
    let warehouses = scenario.warehouses.iter().flat_map(|it| columns_of(&it.name, warehouse_kpis(it.cross_dock_share > 0.0)));
    let roads = scenario.roads.roads.iter().flat_map(|it| columns_of(&it.name, roads::KPIS.iter()));
    let drayages = scenario.drayages.iter().flat_map(|it| columns_of(&it.name, drayage::KPIS.iter()));
    let factories = scenario.factories.iter().flat_map(columns_of_factory);
    let rail_lines = scenario.rail_lines.iter().flat_map(|it| columns_of(&it.name, rail_line::KPIS.iter()));
    let inland = drayages.chain(factories).chain(rail_lines);
    zone.chain(terminals).chain(berths).chain(warehouses).chain(roads).chain(inland).collect()
}

/// Its own, then those of each family of parts, whose name is the statistic: `melloussa/part_stock.engines_min`.
fn columns_of_factory(plan: &FactoryPlan) -> Vec<Column> {
    let facility = in_id(&plan.name);
    let of_parts = plan.parts.iter().flat_map(|part| {
        let (facility, name) = (facility.clone(), in_id(&part.name));
        let each = part_kpis(matches!(part.by, Supply::Container { .. }));
        let each = each.flat_map(|kpi| kpi.statistics.iter().map(move |(statistic, _)| (statistic, &kpi.definition)));
        each.map(move |(statistic, it)| {
            let line = if statistic.is_empty() { "" } else { "_" };
            column(format!("{facility}/{}.{name}{line}{statistic}", it.id), it)
        })
    });
    columns_of(&plan.name, factory::KPIS.iter()).into_iter().chain(of_parts).collect()
}

/// A name as it stands in ids.
fn in_id(name: &str) -> String {
    name.to_lowercase().replace(' ', "-")
}

fn column(id: String, it: &Definition) -> Column {
    Column { id, unit: it.unit.to_owned(), definition: it.id.to_owned() }
}

fn columns_of<M: 'static>(facility: &str, kpis: impl Iterator<Item = &'static FacilityKpi<M>>) -> Vec<Column> {
    let facility = in_id(facility);
    let each = kpis.flat_map(|kpi| kpi.statistics.iter().map(move |(statistic, _)| (statistic, &kpi.definition)));
    each.map(|(statistic, it)| {
        let dot = if statistic.is_empty() { "" } else { "." };
        column(format!("{facility}/{}{dot}{statistic}", it.id), it)
    })
    .collect()
}

/// The values of the columns, in their order.
pub fn values(meters: &Meters) -> Vec<Option<f64>> {
    let has = Has { factories: !meters.factories.is_empty() };
    let zone = zone_kpis(has).map(|kpi| (kpi.value)(meters));
    let terminals = meters.terminals.iter().flat_map(|meter| {
        let ships = values_of(&meter.ships, ships::KPIS.iter());
        ships.into_iter().chain(values_of(meter, terminal_kpis(meter.sizes.rail_cranes > 0)))
    });
    let berths = meters.others.iter().flat_map(|meter| values_of(meter, berth_kpis()));
    let warehouses = meters.warehouses.iter().flat_map(|meter| values_of(meter, warehouse_kpis(meter.has_cross_dock)));
    let roads = meters.roads.iter().flat_map(|meter| values_of(meter, roads::KPIS.iter()));
    let drayages = meters.drayages.iter().flat_map(|meter| values_of(meter, drayage::KPIS.iter()));
    let factories = meters.factories.iter().flat_map(|meter| {
        let parts = meter.parts.iter().flat_map(|part| values_of(part, part_kpis(part.by_container)));
        values_of(meter, factory::KPIS.iter()).into_iter().chain(parts)
    });
    let rail_lines = meters.rail_lines.iter().flat_map(|meter| values_of(meter, rail_line::KPIS.iter()));
    let inland = drayages.chain(factories).chain(rail_lines);
    zone.chain(terminals)
        .chain(berths)
        .chain(warehouses)
        .chain(roads)
        .chain(inland)
        .map(|value| value.filter(|it| it.is_finite()))
        .collect()
}

fn values_of<M: 'static>(meter: &M, kpis: impl Iterator<Item = &'static FacilityKpi<M>>) -> Vec<Option<f64>> {
    kpis.flat_map(|kpi| kpi.statistics).map(|(_, value)| value(meter)).collect()
}
