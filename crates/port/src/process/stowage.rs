//! How the boxes of a call lie along its ship: fixed when it is alongside, and its loading list closed.

use crate::cargo::LoadClass;
use crate::facility::crane_line::{Bay, Operation};
use crate::ids::{BoxId, CallId};
use crate::kind::Sim;
use crate::port::Port;
use crate::process::discharge::draw_change;
use crate::streams::{LATE_CHANGE, STOWAGE, place_in_bay};
use darse_engine::SimTime;
use std::collections::VecDeque;

/// The hull part of a ship that has bays: from this share of its length to that (assumption: bow, house and stern apart).
const BAYS_FROM: f64 = 0.12;
const BAYS_TO: f64 = 0.88;

/// Least and greatest share of a bay in the boxes of a call, relative to the mean (assumption).
const UNEVEN: (f64, f64) = (0.4, 1.6);

/// Closes the loading list and lays out the work of a ship that is ready for its first lift at `ready`.
pub fn plan_work(id: CallId, ready: SimTime, port: &mut Port, sim: &mut Sim) -> Operation {
    change_late(id, port, sim);
    port.calls.close(id);
    let call = port.calls[id].clone();
    let class = &port.scenario.classes[call.class];
    let terminal = &mut port.terminals[call.terminal().index()];
    let stay = port.quays[call.quay.index()].stay_of(id);
    let mut loads: Vec<(LoadClass, u32)> = terminal.yard.waiting_for(id).collect();
    loads.sort_by_key(|(class, _)| (class.port_of_discharge(), class.length(), class.kind(), 2 - class.weight()));
    let bays = class.bays;
    let to_load: u32 = loads.iter().map(|(_, count)| count).sum();
    let discharge = shares(call.key, 0, bays, call.discharge, sim);
    let load = shares(call.key, 1, bays, to_load, sim);
    let mix = port.scenario.boxes.twenty_foot;
    let mut first = 0;
    let mut runs = VecDeque::from(loads);
    let bays = discharge.into_iter().zip(load).enumerate().map(|(index, (discharge, load))| {
        let along = BAYS_FROM + (BAYS_TO - BAYS_FROM) * (index as f64 + 0.5) / f64::from(bays);
        let number = index as u32;
        let mut bay = Bay::new(number, stay.from_m + along * call.loa_m, first, discharge, take(&mut runs, load));
        first += discharge;
        bay.twenties = twenties(mix, discharge, place_in_bay(call.key, number, 0), sim);
        bay
    });
    let bays = bays.filter(|bay| bay.left() > 0).collect();
    Operation::new(id, stay, bays, class.cranes, ready)
}

/// How many of `total` boxes each bay has.
fn shares(key: u64, what: u32, bays: u32, total: u32, sim: &Sim) -> Vec<u32> {
    let mut draw = sim.streams.of(STOWAGE, key, what);
    let weights: Vec<f64> = (0..bays).map(|_| UNEVEN.0 + (UNEVEN.1 - UNEVEN.0) * draw.unit()).collect();
    let sum: f64 = weights.iter().sum();
    let mut reached = 0.0;
    let mut given = 0;
    weights
        .iter()
        .map(|weight| {
            reached += weight / sum;
            let upto = (reached * f64::from(total)).round() as u32;
            let share = upto.min(total) - given;
            given += share;
            share
        })
        .collect()
}

/// How many boxes of a bay are of 20 ft: their share, rounded up with the right chance.
fn twenties(share: f64, boxes: u32, key: u64, sim: &Sim) -> u32 {
    let rounding = sim.streams.of(STOWAGE, key, 2).open_unit();
    (share * f64::from(boxes) + rounding) as u32
}

/// The next `count` boxes of the loading list, run by run.
fn take(runs: &mut VecDeque<(LoadClass, u32)>, mut count: u32) -> Vec<(LoadClass, u32)> {
    let mut taken = Vec::new();
    while count > 0 {
        let Some((class, available)) = runs.front_mut() else { break };
        let part = (*available).min(count);
        taken.push((*class, part));
        count -= part;
        *available -= part;
        if *available == 0 {
            runs.pop_front();
        }
    }
    taken
}

/// Some boxes turn out to be for another port of discharge, or of another weight, than they were stacked for.
fn change_late(id: CallId, port: &mut Port, sim: &mut Sim) {
    let call = port.calls[id].clone();
    let ports = port.scenario.services[call.service.index()].ports_of_discharge;
    let chance = port.plan(call.terminal()).transhipment.late_changes;
    let yard = &mut port.terminals[call.terminal().index()].yard;
    let classes: Vec<LoadClass> = yard.waiting_for(id).map(|(class, _)| class).collect();
    for class in classes {
        let members: Vec<BoxId> = yard.group(id, class).to_vec();
        for member in members {
            let mut draw = sim.streams.of(LATE_CHANGE, port.boxes[member].key, 0);
            if draw.chance(chance) {
                yard.reclass(member, draw_change(class, ports, &mut draw), &mut port.boxes);
            }
        }
    }
}
