//! Workshops, and the machines that wear.

use crate::facility::condition::{Target, TerminalPart};
use crate::facility::wear::Wear;
use crate::facility::workshop::{Spare, Workshop};
use crate::ids::FeederId;
use crate::kind::{Kind, Sim};
use crate::process::upkeep::{Supply, UpkeepLife};
use crate::scenario::{Scenario, WorkshopPlan, all_targets};
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
    let has_one_of_its_own = |target: &Target| match target {
        Target::Terminal(_, part) => !matches!(part, TerminalPart::Gate | TerminalPart::Chargers),
        _ => false,
    };
    let wears = |target: &Target| scenario.machines(*target).is_some_and(|it| it.wear()) && !has_one_of_its_own(target);
    let all = all_targets(scenario).into_iter().filter(|(_, target)| wears(target));
    all.map(|(name, target)| (target, Entity::named(&name).part("wear").key(), Wear::default())).collect()
}

/// Feeders that are ever cut off, by name: their order in the file is of no account.
pub fn spawn_supplies(scenario: &Scenario, sim: &mut Sim) {
    let mut order: Vec<usize> = (0..scenario.feeders.len()).filter(|it| !scenario.feeders[*it].upkeep.is_none()).collect();
    order.sort_by_key(|index| &scenario.feeders[*index].name);
    for index in order {
        sim.spawn(Kind::Upkeep(UpkeepLife::Supply(Supply::new(FeederId(index as u8)))));
    }
}
