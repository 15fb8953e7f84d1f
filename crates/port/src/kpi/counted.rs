//! Facilities at which hours are counted, and whose.

use crate::hours::{EntityKind, Place};
use crate::ids::{AccessZoneId, FactoryId, QuayId, WarehouseId};
use crate::scenario::{QuayOwner, Scenario};

/// A facility whose hours are counted: where, its name, and which entities spend any there.
pub struct Counted {
    /// Where.
    pub place: Place,
    /// Its name.
    pub name: String,
    /// In the order of columns.
    pub kinds: Vec<EntityKind>,
}

/// All of a scenario, in the order of columns.
pub fn counted(scenario: &Scenario) -> Vec<Counted> {
    use EntityKind::{Box, Car, Ship, Train, Truck};
    let of_quay = |(index, owner): (usize, &QuayOwner)| {
        let (name, kinds) = match *owner {
            QuayOwner::Terminal(it) => {
                let plan = &scenario.terminals[it];
                (&plan.name, if plan.rail.is_some() { vec![Ship, Box, Truck, Train] } else { vec![Ship, Box, Truck] })
            }
            QuayOwner::Berth(it) => (&scenario.berths[it].name, vec![Ship]),
            QuayOwner::FerryPort(it) => (&scenario.ferry_ports[it].name, vec![Ship, Truck, Car]),
            QuayOwner::CarTerminal(it) => (&scenario.car_terminals[it].name, vec![Ship, Truck, Train, Car]),
            QuayOwner::TankFarm(it) => (&scenario.tank_farms[it].name, vec![Ship, Truck]),
            QuayOwner::BulkTerminal(it) => (&scenario.bulk_terminals[it].name, vec![Ship, Truck]),
        };
        Counted { place: Place::Quay(QuayId(index as u16)), name: name.clone(), kinds }
    };
    let trucks = |place: Place, name: &String| Counted { place, name: name.clone(), kinds: vec![Truck] };
    let quays = scenario.owners.iter().enumerate().map(of_quay);
    let zones = scenario.access_zones.iter().enumerate();
    let zones = zones.map(|(index, it)| trucks(Place::AccessZone(AccessZoneId(index as u8)), &it.name));
    let warehouses = scenario.warehouses.iter().enumerate();
    let warehouses = warehouses.map(|(index, it)| trucks(Place::Warehouse(WarehouseId(index as u8)), &it.name));
    let factories = scenario.factories.iter().enumerate();
    let factories = factories.map(|(index, it)| trucks(Place::Factory(FactoryId(index as u8)), &it.name));
    quays.chain(zones).chain(warehouses).chain(factories).collect()
}
