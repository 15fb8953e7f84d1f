//! What each kind of facility contributes to the list of KPIs: one entry a kind, in the order of columns.

use super::counted::counted;
use super::definition::{Column, Definition, FacilityKpi, TerminalKpi, WarehouseKpi, ZoneKpi};
use super::factory_meter::{FactoryMeter, PartMeter};
use super::meter::Meters;
use super::ship_meter::ShipMeter;
use super::{
    access_zone, bulk, by_class, cars, cyber, drayage, factory, ferry, haulage, hours, labour, land, marine, power, quay, rail,
    rail_line, resilience, roads, ships, tanks, warehouse, workshop, yard, zone,
};
use crate::ids::QuayId;
use crate::scenario::{FactoryPlan, Scenario, Supply, in_id};

/// Totals of the zone, of scenarios that have what they are totals of.
pub(super) struct Totals {
    pub kpis: &'static [ZoneKpi],
    /// Are they of this scenario, and of a run with these meters?
    pub planned: fn(&Scenario) -> bool,
    pub measured: fn(&Meters) -> bool,
}

pub(super) const TOTALS: &[Totals] = &[
    Totals { kpis: zone::KPIS, planned: |_| true, measured: |_| true },
    Totals { kpis: marine::KPIS, planned: |_| true, measured: |_| true },
    Totals {
        kpis: zone::OF_FACTORIES,
        planned: |scenario| !scenario.factories.is_empty(),
        measured: |meters| !meters.factories.is_empty(),
    },
    Totals {
        kpis: cars::ZONE,
        planned: |scenario| !scenario.car_terminals.is_empty(),
        measured: |meters| !meters.cars.is_empty(),
    },
    Totals {
        kpis: tanks::ZONE,
        planned: |scenario| !scenario.tank_farms.is_empty(),
        measured: |meters| !meters.tanks.is_empty(),
    },
    Totals {
        kpis: bulk::ZONE,
        planned: |scenario| !scenario.bulk_terminals.is_empty(),
        measured: |meters| !meters.bulk.is_empty(),
    },
    Totals {
        kpis: ferry::OF_ZONE,
        planned: |scenario| !scenario.ferry_ports.is_empty(),
        measured: |meters| !meters.ferry_ports.is_empty(),
    },
    Totals { kpis: haulage::KPIS, planned: |scenario| scenario.haulage.is_some(), measured: |meters| meters.haulage.is_some() },
    Totals { kpis: power::ZONE, planned: |scenario| !scenario.feeders.is_empty(), measured: |meters| meters.power.is_some() },
    Totals { kpis: resilience::KPIS, planned: Scenario::is_disrupted, measured: has_twin },
    Totals {
        kpis: resilience::OF_BOXES,
        planned: |scenario| scenario.is_disrupted() && !scenario.terminals.is_empty(),
        measured: |meters| has_twin(meters) && !meters.terminals.is_empty(),
    },
    Totals {
        kpis: resilience::OF_FERRIES,
        planned: |scenario| scenario.is_disrupted() && !scenario.ferry_ports.is_empty(),
        measured: |meters| has_twin(meters) && !meters.ferry_ports.is_empty(),
    },
    Totals {
        kpis: resilience::OF_FACTORIES,
        planned: |scenario| scenario.is_disrupted() && !scenario.factories.is_empty(),
        measured: |meters| has_twin(meters) && !meters.factories.is_empty(),
    },
];

fn has_twin(meters: &Meters) -> bool {
    meters.against_twin.is_some()
}

/// A definition and the names of its statistics.
pub(super) type Listed = (Definition, Vec<&'static str>);

/// A kind of facility.
pub(super) struct Kind {
    /// All that one may have.
    pub all: fn() -> Vec<Listed>,
    /// The columns of a scenario.
    pub columns: fn(&Scenario) -> Vec<Column>,
    /// Their values, in the same order.
    pub values: fn(&Meters) -> Vec<Option<f64>>,
}

pub(super) const KINDS: &[Kind] = &[
    Kind {
        all: || [listed(ships::KPIS.iter()), listed(terminal_kpis(true))].concat(),
        columns: |scenario| {
            let each = scenario.terminals.iter().enumerate().map(|(quay, it)| {
                [
                    columns_of(&it.name, ships::KPIS.iter()),
                    columns_of(&it.name, terminal_kpis(it.rail.is_some())),
                    by_class::columns(scenario, &it.name, QuayId(quay as u16)),
                ]
            });
            each.flatten().flatten().collect()
        },
        values: |meters| {
            let rail = |has: u32| has > 0;
            let each = meters.terminals.iter();
            each.flat_map(|it| {
                let of_all = values_of(it, terminal_kpis(rail(it.sizes.rail_cranes)));
                [values_of(&it.ships, ships::KPIS.iter()), of_all, by_class::values(&it.ships)]
            })
            .flatten()
            .collect()
        },
    },
    Kind {
        all: || listed(ships::OCCUPANCY.iter()),
        columns: |scenario| scenario.berths.iter().flat_map(|it| columns_of(&it.name, berth_kpis())).collect(),
        values: |meters| meters.others[..meters.plain_berths].iter().flat_map(|it| values_of(it, berth_kpis())).collect(),
    },
    Kind {
        all: || listed(warehouse_kpis(true)),
        columns: |scenario| {
            scenario.warehouses.iter().flat_map(|it| columns_of(&it.name, warehouse_kpis(it.cross_dock_share > 0.0))).collect()
        },
        values: |meters| meters.warehouses.iter().flat_map(|it| values_of(it, warehouse_kpis(it.has_cross_dock))).collect(),
    },
    Kind {
        all: || listed(roads::KPIS.iter()),
        columns: |scenario| scenario.roads.roads.iter().flat_map(|it| columns_of(&it.name, roads::KPIS.iter())).collect(),
        values: |meters| meters.roads.iter().flat_map(|it| values_of(it, roads::KPIS.iter())).collect(),
    },
    Kind {
        all: || listed(access_zone::KPIS.iter()),
        columns: |scenario| scenario.access_zones.iter().flat_map(|it| columns_of(&it.name, access_zone::KPIS.iter())).collect(),
        values: |meters| meters.access_zones.iter().flat_map(|it| values_of(it, access_zone::KPIS.iter())).collect(),
    },
    Kind {
        all: || listed(ferry::KPIS.iter()),
        columns: |scenario| {
            let each = scenario.ferry_ports.iter();
            each.flat_map(|it| [columns_of(&it.name, berth_kpis()), columns_of(&it.name, ferry::KPIS.iter())]).flatten().collect()
        },
        values: |meters| {
            let each = meters.ferry_ports.iter();
            each.flat_map(|it| [values_of(meters.ships_of(it.quay), berth_kpis()), values_of(it, ferry::KPIS.iter())])
                .flatten()
                .collect()
        },
    },
    Kind {
        all: || listed(cars::KPIS.iter()),
        columns: |scenario| {
            let each = scenario.car_terminals.iter();
            each.flat_map(|it| [columns_of(&it.name, berth_kpis()), columns_of(&it.name, cars::KPIS.iter())]).flatten().collect()
        },
        values: |meters| {
            let each = meters.cars.iter();
            each.flat_map(|it| [values_of(&meters.others[it.ships], berth_kpis()), values_of(it, cars::KPIS.iter())])
                .flatten()
                .collect()
        },
    },
    Kind {
        all: || listed(tanks::KPIS.iter()),
        columns: |scenario| {
            let each = scenario.tank_farms.iter();
            each.flat_map(|it| [columns_of(&it.name, berth_kpis()), columns_of(&it.name, tanks::KPIS.iter())]).flatten().collect()
        },
        values: |meters| {
            let each = meters.tanks.iter();
            each.flat_map(|it| [values_of(&meters.others[it.ships], berth_kpis()), values_of(it, tanks::KPIS.iter())])
                .flatten()
                .collect()
        },
    },
    Kind {
        all: || [listed(bulk::KPIS.iter()), listed(bulk::COMMODITY.iter())].concat(),
        columns: |scenario| {
            let each = scenario.bulk_terminals.iter().flat_map(|it| {
                let of = |name: &str| columns_of(&format!("{}-{name}", it.name), bulk::COMMODITY.iter());
                let commodities = it.commodities.iter().flat_map(|its| of(&its.name)).collect();
                [columns_of(&it.name, berth_kpis()), columns_of(&it.name, bulk::KPIS.iter()), commodities]
            });
            each.flatten().collect()
        },
        values: |meters| {
            let each = meters.bulk.iter().flat_map(|it| {
                let commodities = it.commodities.iter().flat_map(|its| values_of(its, bulk::COMMODITY.iter())).collect();
                [values_of(&meters.others[it.ships], berth_kpis()), values_of(it, bulk::KPIS.iter()), commodities]
            });
            each.flatten().collect()
        },
    },
    Kind {
        all: || listed(drayage::KPIS.iter()),
        columns: |scenario| scenario.drayages.iter().flat_map(|it| columns_of(&it.name, drayage::KPIS.iter())).collect(),
        values: |meters| meters.drayages.iter().flat_map(|it| values_of(it, drayage::KPIS.iter())).collect(),
    },
    Kind {
        all: || [listed(factory::KPIS.iter()), listed(part_kpis(true))].concat(),
        columns: |scenario| scenario.factories.iter().flat_map(columns_of_factory).collect(),
        values: |meters| {
            let parts =
                |it: &FactoryMeter| it.parts.iter().flat_map(|part| values_of(part, part_kpis(part.by_container))).collect();
            meters.factories.iter().flat_map(|it| [values_of(it, factory::KPIS.iter()), parts(it)]).flatten().collect()
        },
    },
    Kind {
        all: || listed(rail_line::KPIS.iter()),
        columns: |scenario| scenario.rail_lines.iter().flat_map(|it| columns_of(&it.name, rail_line::KPIS.iter())).collect(),
        values: |meters| meters.rail_lines.iter().flat_map(|it| values_of(it, rail_line::KPIS.iter())).collect(),
    },
    Kind {
        all: || listed(labour::KPIS.iter()),
        columns: |scenario| scenario.labour.iter().flat_map(|it| columns_of(&it.name, labour::KPIS.iter())).collect(),
        values: |meters| meters.labour.iter().flat_map(|it| values_of(it, labour::KPIS.iter())).collect(),
    },
    Kind {
        all: || [listed(workshop::KPIS.iter()), listed(workshop::MACHINES.iter()), listed(workshop::SPARES.iter())].concat(),
        columns: |scenario| {
            let each = scenario.workshops.iter().flat_map(|it| {
                let of = |name: &str| format!("{}-{name}", it.name);
                let machines = it.machines.iter().flat_map(|(name, _)| columns_of(&of(name), workshop::MACHINES.iter()));
                let spares = it.spares.iter().flat_map(|spare| columns_of(&of(&spare.name), workshop::SPARES.iter()));
                columns_of(&it.name, workshop::KPIS.iter()).into_iter().chain(machines).chain(spares).collect::<Vec<_>>()
            });
            each.collect()
        },
        values: |meters| {
            let each = meters.workshops.iter().flat_map(|it| {
                let machines = it.machines.iter().flat_map(|its| values_of(its, workshop::MACHINES.iter()));
                let spares = it.spares.iter().flat_map(|its| values_of(its, workshop::SPARES.iter()));
                values_of(it, workshop::KPIS.iter()).into_iter().chain(machines).chain(spares).collect::<Vec<_>>()
            });
            each.collect()
        },
    },
    Kind {
        all: || listed(cyber::KPIS.iter()),
        columns: |scenario| scenario.cyber.assets.iter().flat_map(|it| columns_of(&it.name, cyber::KPIS.iter())).collect(),
        values: |meters| meters.assets.iter().flat_map(|it| values_of(it, cyber::KPIS.iter())).collect(),
    },
    Kind {
        all: || listed(power::FEEDER.iter()),
        columns: |scenario| scenario.feeders.iter().flat_map(|it| columns_of(&it.name, power::FEEDER.iter())).collect(),
        values: |meters| {
            let feeders = meters.power.iter().flat_map(|it| &it.feeders);
            feeders.flat_map(|it| values_of(it, power::FEEDER.iter())).collect()
        },
    },
    Kind {
        all: || listed(std::iter::once(&hours::LOST)),
        columns: |scenario| {
            let id = |facility: &str, kind: &str| format!("{}/{}.{kind}", in_id(facility), hours::LOST.definition.id);
            let each = counted(scenario).into_iter().flat_map(|it| {
                it.kinds.into_iter().map(move |kind| Column::of(id(&it.name, kind.word()), &hours::LOST.definition))
            });
            each.collect()
        },
        values: |meters| {
            let each = meters.counted.iter().flat_map(|(place, kinds)| kinds.iter().map(|kind| (*place, *kind)));
            each.map(|(place, kind)| (hours::of(kind).1)(meters.hours.at(place))).collect()
        },
    },
];

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

/// Those of the ships of a quay that is of no container terminal.
fn berth_kpis() -> impl Iterator<Item = &'static FacilityKpi<ShipMeter>> {
    ships::KPIS.iter().filter(|kpi| kpi.definition.id != ships::CARGO_OPS_HOURS.id).chain(ships::OCCUPANCY)
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
            Column::of(format!("{facility}/{}.{name}{line}{statistic}", it.id), it)
        })
    });
    columns_of(&plan.name, factory::KPIS.iter()).into_iter().chain(of_parts).collect()
}

fn listed<M: 'static>(kpis: impl Iterator<Item = &'static FacilityKpi<M>>) -> Vec<Listed> {
    kpis.map(|kpi| (kpi.definition, kpi.statistics.iter().map(|it| it.0).collect())).collect()
}

fn columns_of<M: 'static>(facility: &str, kpis: impl Iterator<Item = &'static FacilityKpi<M>>) -> Vec<Column> {
    let facility = in_id(facility);
    let each = kpis.flat_map(|kpi| kpi.statistics.iter().map(move |(statistic, _)| (statistic, &kpi.definition)));
    each.map(|(statistic, it)| {
        let dot = if statistic.is_empty() { "" } else { "." };
        Column::of(format!("{facility}/{}{dot}{statistic}", it.id), it)
    })
    .collect()
}

fn values_of<M: 'static>(meter: &M, kpis: impl Iterator<Item = &'static FacilityKpi<M>>) -> Vec<Option<f64>> {
    kpis.flat_map(|kpi| kpi.statistics).map(|(_, value)| value(meter)).collect()
}
