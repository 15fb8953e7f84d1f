//! Workshops, and the machines that wear.

use crate::facility::condition::{BulkPart, TankPart, Target, TerminalPart, ZonePart};
use crate::facility::wear::Wear;
use crate::facility::workshop::{Spare, Workshop};
use crate::ids::{AccessZoneId, BulkTerminalId, RailLineId, TankFarmId, TerminalId};
use crate::kind::Sim;
use crate::scenario::{Scenario, WorkshopPlan};
use darse_engine::{Entity, Request};

/// All workshops.
pub fn build(scenario: &Scenario, sim: &mut Sim) -> Vec<Workshop> {
    let mut workshop = |plan: &WorkshopPlan| Workshop {
        key: Entity::named(&plan.name).part("workshop").key(),
        crew: Request::of(sim.add_pool(plan.crews), 1),
        spares: plan.spares.iter().map(|it| Spare::new(it.stock, it.reorder_point, it.lot)).collect(),
    };
    scenario.workshops.iter().map(&mut workshop).collect()
}

/// Machines that nobody tells apart, of the kinds of which some are ever out of service, with their identities.
pub fn wear(scenario: &Scenario) -> Vec<(Target, u64, Wear)> {
    let mut all: Vec<(Target, &str, &str)> = Vec::new();
    for (index, it) in scenario.terminals.iter().enumerate() {
        all.push((Target::Terminal(TerminalId(index as u16), TerminalPart::Gate), &it.name, "gate"));
    }
    for (index, it) in scenario.access_zones.iter().enumerate() {
        all.push((Target::AccessZone(AccessZoneId(index as u8), ZonePart::Scanners), &it.name, "scanners"));
    }
    for (index, it) in scenario.bulk_terminals.iter().enumerate() {
        all.push((Target::BulkTerminal(BulkTerminalId(index as u8), BulkPart::Grabs), &it.name, "grabs"));
    }
    for (index, it) in scenario.tank_farms.iter().enumerate() {
        all.push((Target::TankFarm(TankFarmId(index as u8), TankPart::Lines), &it.name, "lines"));
    }
    for (index, it) in scenario.rail_lines.iter().enumerate() {
        all.push((Target::RailLine(RailLineId(index as u8)), &it.name, "locomotives"));
    }
    let wears = |target: Target| scenario.machines(target).is_some_and(|it| it.failures.is_some() || it.maintenance.is_some());
    let all = all.into_iter().filter(|(target, ..)| wears(*target));
    all.map(|(target, name, what)| (target, Entity::named(name).part(what).key(), Wear::default())).collect()
}
