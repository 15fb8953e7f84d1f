//! The list of all KPIs, and the columns and values of a scenario.

use super::definition::{Column, Definition, FacilityKpi, TerminalKpi, ZoneKpi};
use super::meter::Meters;
use super::ship_meter::ShipMeter;
use super::{bulk, cars, land, marine, quay, rail, roads, ships, tanks, warehouse, yard, zone};
use crate::scenario::Scenario;
use std::sync::OnceLock;

/// Those of the zone; the last ones only where it has such facilities.
fn zone_kpis(has: Has) -> impl Iterator<Item = &'static ZoneKpi> {
    let cars = if has.cars { cars::ZONE } else { &[] };
    let tanks = if has.tanks { tanks::ZONE } else { &[] };
    let bulk = if has.bulk { bulk::ZONE } else { &[] };
    zone::KPIS.iter().chain(marine::KPIS).chain(cars).chain(tanks).chain(bulk)
}

/// Kinds of facilities whose totals a zone shows only where it has them.
#[derive(Clone, Copy)]
struct Has {
    cars: bool,
    tanks: bool,
    bulk: bool,
}

impl Has {
    const ALL: Has = Has { cars: true, tanks: true, bulk: true };

    fn of(scenario: &Scenario) -> Has {
        let (cars, tanks) = (!scenario.car_terminals.is_empty(), !scenario.tank_farms.is_empty());
        Has { cars, tanks, bulk: !scenario.bulk_terminals.is_empty() }
    }
    fn measured(meters: &Meters) -> Has {
        let (cars, tanks) = (!meters.cars.is_empty(), !meters.tanks.is_empty());
        Has { cars, tanks, bulk: !meters.bulk.is_empty() }
    }
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
        let zone = zone_kpis(Has::ALL).map(|kpi| kpi.definition);
        let ships = ships::KPIS.iter().map(|kpi| kpi.definition);
        let terminals = terminal_kpis(true).map(|kpi| kpi.definition);
        let warehouses = warehouse::KPIS.iter().map(|kpi| kpi.definition);
        let roads = roads::KPIS.iter().map(|kpi| kpi.definition);
        let cars = cars::KPIS.iter().map(|kpi| kpi.definition);
        let tanks = tanks::KPIS.iter().map(|kpi| kpi.definition);
        let bulk = bulk::KPIS.iter().map(|kpi| kpi.definition).chain(bulk::COMMODITY.iter().map(|kpi| kpi.definition));
        let cargo = cars.chain(tanks).chain(bulk);
        let of_facilities = ships.chain(terminals).chain(warehouses).chain(roads).chain(cargo);
        zone.chain(of_facilities.filter(|it| zone_kpis(Has::ALL).all(|kpi| kpi.definition.id != it.id))).collect()
    })
}

/// The statistics of a KPI of a facility, by the id of its definition: `""` for the one that the id alone names.
pub fn statistics(id: &str) -> Vec<&'static str> {
    fn of<M: 'static>(id: &str, kpis: impl Iterator<Item = &'static FacilityKpi<M>>) -> Vec<&'static str> {
        kpis.filter(|kpi| kpi.definition.id == id).flat_map(|kpi| kpi.statistics.iter().map(|it| it.0)).collect()
    }
    let ships = of(id, ships::KPIS.iter());
    let others = [of(id, terminal_kpis(true)), of(id, warehouse::KPIS.iter()), of(id, roads::KPIS.iter())];
    let bulk = of(id, bulk::KPIS.iter()).into_iter().chain(of(id, bulk::COMMODITY.iter()));
    let cargo = of(id, cars::KPIS.iter()).into_iter().chain(of(id, tanks::KPIS.iter())).chain(bulk);
    ships.into_iter().chain(others.concat()).chain(cargo).collect()
}

/// The columns of a scenario: the zone, then terminal by terminal, berth by berth, warehouse by warehouse, road by road,
/// then car terminal by car terminal, tank farm by tank farm, bulk terminal by bulk terminal, with its commodities.
pub fn columns(scenario: &Scenario) -> Vec<Column> {
    let zone = zone_kpis(Has::of(scenario)).map(|kpi| column(kpi.definition.id.to_owned(), &kpi.definition));
    let terminals = scenario.terminals.iter().flat_map(|it| {
        columns_of(&it.name, ships::KPIS.iter()).into_iter().chain(columns_of(&it.name, terminal_kpis(it.rail.is_some())))
    });
    let berths = scenario.berths.iter().flat_map(|it| columns_of(&it.name, berth_kpis()));
    let warehouses = scenario.warehouses.iter().flat_map(|it| columns_of(&it.name, warehouse::KPIS.iter()));
    let roads = scenario.roads.roads.iter().flat_map(|it| columns_of(&it.name, roads::KPIS.iter()));
    let cars = scenario
        .car_terminals
        .iter()
        .flat_map(|it| columns_of(&it.name, berth_kpis()).into_iter().chain(columns_of(&it.name, cars::KPIS.iter())));
    let tanks = scenario
        .tank_farms
        .iter()
        .flat_map(|it| columns_of(&it.name, berth_kpis()).into_iter().chain(columns_of(&it.name, tanks::KPIS.iter())));
    let bulk = scenario.bulk_terminals.iter().flat_map(|it| {
        let own = columns_of(&it.name, berth_kpis()).into_iter().chain(columns_of(&it.name, bulk::KPIS.iter()));
        let each = it.commodities.iter();
        own.chain(each.flat_map(|its| columns_of(&format!("{}-{}", it.name, its.name), bulk::COMMODITY.iter())))
    });
    let cargo = cars.chain(tanks).chain(bulk);
    zone.chain(terminals).chain(berths).chain(warehouses).chain(roads).chain(cargo).collect()
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
    let zone = zone_kpis(Has::measured(meters)).map(|kpi| (kpi.value)(meters));
    let terminals = meters.terminals.iter().flat_map(|meter| {
        let ships = values_of(&meter.ships, ships::KPIS.iter());
        ships.into_iter().chain(values_of(meter, terminal_kpis(meter.sizes.rail_cranes > 0)))
    });
    let berths = meters.others[..meters.berths].iter().flat_map(|meter| values_of(meter, berth_kpis()));
    let warehouses = meters.warehouses.iter().flat_map(|meter| values_of(meter, warehouse::KPIS.iter()));
    let roads = meters.roads.iter().flat_map(|meter| values_of(meter, roads::KPIS.iter()));
    let cars = meters.cars.iter().flat_map(|meter| {
        let ships = values_of(&meters.others[meter.ships], berth_kpis());
        ships.into_iter().chain(values_of(meter, cars::KPIS.iter()))
    });
    let tanks = meters.tanks.iter().flat_map(|meter| {
        let ships = values_of(&meters.others[meter.ships], berth_kpis());
        ships.into_iter().chain(values_of(meter, tanks::KPIS.iter()))
    });
    let bulk = meters.bulk.iter().flat_map(|meter| {
        let ships = values_of(&meters.others[meter.ships], berth_kpis());
        let own = ships.into_iter().chain(values_of(meter, bulk::KPIS.iter()));
        own.chain(meter.commodities.iter().flat_map(|it| values_of(it, bulk::COMMODITY.iter())))
    });
    let cargo = cars.chain(tanks).chain(bulk);
    let all = zone.chain(terminals).chain(berths).chain(warehouses).chain(roads).chain(cargo);
    all.map(|value| value.filter(|it| it.is_finite())).collect()
}

fn values_of<M: 'static>(meter: &M, kpis: impl Iterator<Item = &'static FacilityKpi<M>>) -> Vec<Option<f64>> {
    kpis.flat_map(|kpi| kpi.statistics).map(|(_, value)| value(meter)).collect()
}
