//! What must hold at any instant between two steps: checked by `--check` and in tests. A breach is a bug of ours.

use crate::cargo::{Onward, Place};
use crate::facility::feeder::Consumer;
use crate::facility::quay::Quay;
use crate::ids::{BlockId, BoxId, QuayId};
use crate::kind::Kind;
use crate::port::{Port, Terminal};
use darse_engine::Simulation;
use std::collections::BTreeMap;

/// Everything that must hold.
///
/// # Errors
/// What does not, in words.
pub fn check(run: &Simulation<Kind>) -> Result<(), String> {
    let port = &run.world;
    for (index, quay) in port.quays.iter().enumerate() {
        let name = port.scenario.quay_name(QuayId(index as u16));
        ships_lie_well(quay).map_err(|what| format!("{name}: {what}"))?;
    }
    for (index, terminal) in port.terminals.iter().enumerate() {
        let name = &port.scenario.terminals[index].name;
        let within = |result: Result<(), String>| result.map_err(|what| format!("{name}: {what}"));
        within(cranes_do_not_cross(terminal, port.scenario.terminals[index].cranes.spacing_m))?;
        within(nobody_is_overlooked(terminal))?;
        within(trains_are_whole(terminal, port))?;
    }
    port.roads.check()?;
    places_on_roads_are_taken_by_somebody(run)?;
    port.marine.check()?;
    for (feeder, plan) in port.feeders.iter().zip(&port.scenario.feeders) {
        feeder.check().map_err(|what| format!("{}: {what}", plan.name))?;
    }
    feeders_know_their_consumers(run)?;
    for (workshop, plan) in port.workshops.iter().zip(&port.scenario.workshops) {
        for (spare, its) in workshop.spares.iter().zip(&plan.spares) {
            spare.check().map_err(|what| format!("{}, {}: {what}", plan.name, its.name))?;
        }
    }
    for (entrance, plan) in port.entrances.iter().zip(&port.scenario.basins) {
        entrance.check().map_err(|what| format!("{}: {what}", plan.name))?;
    }
    for (warehouse, plan) in port.warehouses.iter().zip(&port.scenario.warehouses) {
        warehouse.check().map_err(|what| format!("{}: {what}", plan.name))?;
    }
    for (factory, plan) in port.factories.iter().zip(&port.scenario.factories) {
        factory.check().map_err(|what| format!("{}: {what}", plan.name))?;
    }
    for (line, plan) in port.rail_lines.iter().zip(&port.scenario.rail_lines) {
        line.check().map_err(|what| format!("{}: {what}", plan.name))?;
    }
    for (zone, plan) in port.access_zones.iter().zip(&port.scenario.access_zones) {
        zone.check().map_err(|what| format!("{}: {what}", plan.name))?;
    }
    for (ferry_port, plan) in port.ferry_ports.iter().zip(&port.scenario.ferry_ports) {
        ferry_port.check().map_err(|what| format!("{}: {what}", plan.name))?;
    }
    for (terminal, plan) in port.car_terminals.iter().zip(&port.scenario.car_terminals) {
        terminal.check().map_err(|what| format!("{}: {what}", plan.name))?;
    }
    for (farm, plan) in port.tank_farms.iter().zip(&port.scenario.tank_farms) {
        farm.check().map_err(|what| format!("{}: {what}", plan.name))?;
    }
    for (terminal, plan) in port.bulk_terminals.iter().zip(&port.scenario.bulk_terminals) {
        terminal.check().map_err(|what| format!("{}: {what}", plan.name))?;
    }
    boxes_are_conserved(port)
}

/// No two ships share a metre, none lies beyond the wall, and none waits for a berth that is free.
fn ships_lie_well(quay: &Quay) -> Result<(), String> {
    let stays = quay.stays();
    for pair in stays.windows(2) {
        if pair[0].to_m > pair[1].from_m {
            return Err(format!("{} and {} lie on the same metres", pair[0].call, pair[1].call));
        }
    }
    let outside = stays.iter().find(|stay| stay.from_m < 0.0 || stay.to_m > quay.length_m);
    if let Some(stay) = outside {
        return Err(format!("{} lies beyond the quay", stay.call));
    }
    if quay.has_overlooked() {
        return Err("a ship waits for a berth that is free".to_owned());
    }
    Ok(())
}

fn cranes_do_not_cross(terminal: &Terminal, spacing_m: f64) -> Result<(), String> {
    let at_work: Vec<(usize, f64)> = terminal
        .line
        .cranes
        .iter()
        .enumerate()
        .filter(|(_, crane)| crane.bay.is_some())
        .map(|(i, crane)| (i, crane.at_m))
        .collect();
    for pair in at_work.windows(2) {
        let ((a, at_a), (b, at_b)) = (pair[0], pair[1]);
        if at_b - at_a < spacing_m * (b - a) as f64 - 1e-6 {
            return Err(format!("cranes {a} and {b} stand at {at_a:.1} m and {at_b:.1} m"));
        }
    }
    Ok(())
}

/// No order waits for a vehicle that is free.
fn nobody_is_overlooked(terminal: &Terminal) -> Result<(), String> {
    if terminal.fleet.has_overlooked() {
        return Err("an order waits though a vehicle is free for it".to_owned());
    }
    if terminal.yard.has_overlooked() {
        return Err("the yard chooses blocks by what is no longer so".to_owned());
    }
    Ok(())
}

/// On each way as many places are taken as there are who say that they stand on it: none is left behind, and none is given back twice.
fn places_on_roads_are_taken_by_somebody(run: &Simulation<Kind>) -> Result<(), String> {
    let mut standing = BTreeMap::new();
    for way in run.processes().filter_map(|(_, it)| it.stands_on()) {
        *standing.entry(way).or_insert(0) += 1;
    }
    for (way, taken) in run.world.roads.taken() {
        let standing = standing.remove(&way).unwrap_or(0);
        if taken != standing {
            let road = &run.world.scenario.roads.roads[way.road()].name;
            return Err(format!("road {road}: {taken} places are taken, {standing} trucks stand there"));
        }
    }
    Ok(())
}

/// On the list of a feeder stand, each once and with its watts: ships alongside, cranes at bays and on jobs, vehicles at chargers, and the reefers
/// in the stacks. So what is metered there is the power of all who draw it, and of nobody else. A reefer that a vehicle itself stacks may still be
/// in its hands.
fn feeders_know_their_consumers(run: &Simulation<Kind>) -> Result<(), String> {
    let port = &run.world;
    if port.feeders.is_empty() {
        return Ok(());
    }
    let mut there = vec![BTreeMap::new(); port.feeders.len()];
    let machines = run.processes().filter_map(|(_, it)| it.consumes());
    for consumer in machines.chain(port.plugged_reefers().into_iter().map(Consumer::Reefer)) {
        if let (Some(feeder), watts @ 1..) = port.supply_of(consumer) {
            there[feeder.index()].insert(consumer, watts);
        }
    }
    let in_hands = |consumer: &Consumer| match consumer {
        Consumer::Reefer(id) => port.stacks_itself(port.boxes[*id].terminal),
        _ => false,
    };
    for ((feeder, there), plan) in port.feeders.iter().zip(there).zip(&port.scenario.feeders) {
        let known: BTreeMap<Consumer, u64> = feeder.consumers().collect();
        let absent = known.iter().find(|(consumer, watts)| there.get(consumer) != Some(watts));
        let unknown = there.iter().find(|(consumer, watts)| known.get(consumer) != Some(watts) && !in_hands(consumer));
        if let Some((consumer, _)) = absent.or(unknown) {
            let (known, there) = (known.get(consumer), there.get(consumer));
            return Err(format!("{}: {consumer:?} is listed with {known:?} W, and is there with {there:?} W", plan.name));
        }
    }
    Ok(())
}

/// Trains have as many moves to go as boxes on their lists and at their cranes; what waits for a train stands in the stacks,
/// and all that stands there for a train is known to the rail yard.
fn trains_are_whole(terminal: &Terminal, port: &Port) -> Result<(), String> {
    let Some(rail) = &terminal.rail else { return Ok(()) };
    rail.check()?;
    let mut called = 0;
    for (crane, post) in terminal.posts[terminal.line.cranes.len()..].iter().enumerate() {
        called += post.loads_ordered;
        if post.loads_ordered > rail.under_way(crane) {
            return Err(format!(
                "{} boxes are called to rail crane {crane}, which has {}",
                post.loads_ordered,
                rail.under_way(crane)
            ));
        }
    }
    let stands = |id: BoxId| port.boxes[id].onward() == Onward::Train && matches!(port.boxes[id].place(), Place::Stacked { .. });
    if let Some(id) = rail.boxes().find(|id| !stands(*id)) {
        return Err(format!("{id} waits for a train and is not in the stacks"));
    }
    // Beside these, boxes stand there that are called up, or are just being stacked.
    let stacked = terminal.yard.blocks.iter().flat_map(|block| block.stacks.iter());
    let for_trains = stacked.filter(|(id, ..)| port.boxes[*id].onward() == Onward::Train).count();
    let cranes: usize = (0..terminal.yard.blocks.len()).map(|block| terminal.yard.cranes_of(BlockId(block as u16))).sum();
    let movers = cranes + terminal.fleet.vehicles.len();
    let known = rail.boxes().count();
    if for_trains > known + called as usize + 2 * movers {
        return Err(format!("{for_trains} boxes stand in the stacks for trains, {known} wait for one"));
    }
    Ok(())
}

/// Boxes in = out + inside; each is where it says, in one place, and no slot holds two.
fn boxes_are_conserved(port: &Port) -> Result<(), String> {
    let inside = port.boxes.iter().count() as u64;
    if port.boxes.entered != port.boxes.left + inside {
        return Err(format!("{} boxes entered, {} left, {inside} are inside", port.boxes.entered, port.boxes.left));
    }
    let mut found = BTreeMap::new();
    for (index, terminal) in port.terminals.iter().enumerate() {
        for (number, block) in terminal.yard.blocks.iter().enumerate() {
            for (id, pile, length) in block.stacks.iter() {
                if found.insert(id, (index, number, pile)).is_some() {
                    return Err(format!("{id} stands in two places"));
                }
                if port.boxes[id].class.length() != length {
                    return Err(format!("{id} stands on a ground of another length"));
                }
            }
        }
    }
    for (id, it) in port.boxes.iter() {
        let said = match it.place() {
            Place::Stacked { block, pile } => Some((it.terminal.index(), block.index(), pile)),
            Place::Moving | Place::Promised { .. } => None,
        };
        if found.get(&id).copied() != said {
            return Err(format!("{id} says it is at {said:?} and is at {:?}", found.get(&id)));
        }
    }
    Ok(())
}
