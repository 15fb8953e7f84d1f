//! Tank farms.

use crate::facility::tank_farm::TankFarm;
use crate::ids::TankFarmId;
use crate::kind::{Kind, Sim};
use crate::process::liquid::{LiquidLife, Pipeline, Tankers};
use crate::scenario::Scenario;
use darse_engine::{Entity, Request};

/// All tank farms, and who draws on the land side.
pub fn build(scenario: &Scenario, sim: &mut Sim) -> Vec<TankFarm> {
    let all = scenario.tank_farms.iter().enumerate();
    let built = all.map(|(index, plan)| {
        let id = TankFarmId(index as u8);
        if plan.truck_every.is_some() {
            sim.spawn(Kind::Liquid(LiquidLife::Tankers(Tankers::new(id))));
        }
        if plan.pipeline.is_some() {
            sim.spawn(Kind::Liquid(LiquidLife::Pipeline(Pipeline::new(id))));
        }
        let mut pool = |count: u32| Request::of(sim.add_pool(count), 1);
        let (line, truck_bay) = (pool(plan.lines), pool(plan.truck_bays));
        let tanks = plan.tanks.iter().map(|tank| (tank.product as u16, tank.capacity_kg, tank.initial_kg));
        TankFarm::new(Entity::named(&plan.name).part("tanks").key(), line, truck_bay, tanks)
    });
    built.collect()
}
