//! Terminals for dry bulk and general cargo.

use crate::facility::bulk_terminal::{BulkTerminal, Store};
use crate::ids::BulkTerminalId;
use crate::kind::{Kind, Sim};
use crate::process::bulk::{BulkLife, Deliveries};
use crate::scenario::Scenario;
use darse_engine::{Entity, Request};

/// All terminals, and who brings cargo by land.
pub fn build(scenario: &Scenario, sim: &mut Sim) -> Vec<BulkTerminal> {
    let all = scenario.bulk_terminals.iter().enumerate();
    let built = all.map(|(index, plan)| {
        let id = BulkTerminalId(index as u8);
        for (commodity, it) in plan.commodities.iter().enumerate() {
            if it.truck_every.is_some() {
                sim.spawn(Kind::Bulk(BulkLife::Deliveries(Deliveries::new(id, commodity as u16))));
            }
        }
        let mut pool = |count: u32| Request::of(sim.add_pool(count), 1);
        let key = |commodity: &str| Entity::named(&plan.name).part("bulk").part(commodity).key();
        let stores = plan.commodities.iter();
        let stores = stores
            .map(|it| Store::new(key(&it.name), pool(it.truck_bays), (it.capacity_kg, it.kept_for_ships_kg), it.truck_load_kg))
            .collect();
        BulkTerminal::new(pool(plan.grabs), stores, plan.conveyor_kg_h, plan.hopper_kg)
    });
    built.collect()
}
