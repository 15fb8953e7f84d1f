//! Effects on resources begin, change and end here, and here the resources are made to obey: disruptions, incidents and maintenance
//! all go this way. What is in service when capacity falls is finished first; quay cranes lay down work between two lifts where they
//! have lost their gang or their power, and bulk cranes where they have lost themselves.

use crate::facility::condition::{
    BulkPart, CarPart, Effect, EffectId, FactoryPart, FerryPart, MarinePart, TankPart, Target, TerminalPart, WarehousePart,
    ZonePart,
};
use crate::kind::Sim;
use crate::port::Port;
use crate::process::power;
use crate::scenario::Roster;
use darse_engine::Request;

/// An effect is in force from now on.
pub fn begin(effect: Effect, port: &mut Port, sim: &mut Sim) -> EffectId {
    let id = port.conditions.begin(effect);
    port.blame.begin(id, &effect, sim.now());
    apply(effect.target, port, sim);
    id
}

/// It is in force in another measure.
pub fn change(id: EffectId, effect: Effect, port: &mut Port, sim: &mut Sim) {
    port.conditions.change(id, effect);
    apply(effect.target, port, sim);
}

/// It is over.
pub fn end(id: EffectId, port: &mut Port, sim: &mut Sim) {
    let effect = port.conditions.end(id);
    port.blame.end(id, sim.now());
    apply(effect.target, port, sim);
}

/// Makes a resource obey what is in force on it, and its shifts.
pub fn apply(target: Target, port: &mut Port, sim: &mut Sim) {
    let left = port.conditions.left(target);
    match target {
        Target::Quay(quay) => port.quays[quay.index()].set_open(left, sim),
        Target::Terminal(id, TerminalPart::Cranes) => {
            let count = port.conditions.units(target, port.plan(id).cranes.count);
            port.terminals[id.index()].line.set_in_service(count, sim);
        }
        Target::Terminal(id, TerminalPart::YardCranes) => {
            let yard = &mut port.terminals[id.index()].yard;
            yard.set_in_service(port.conditions.units(target, yard.cranes()), &mut port.boxes, sim);
        }
        Target::Terminal(id, TerminalPart::Transport) => {
            let count = port.conditions.units(target, port.plan(id).transport.count);
            port.terminals[id.index()].fleet.set_in_service(count, sim);
        }
        Target::Terminal(id, TerminalPart::RailCranes) => {
            let all = port.plan(id).rail.as_ref().map_or(0, |plan| plan.cranes);
            let count = port.conditions.units(target, all);
            if let Some(rail) = &mut port.terminals[id.index()].rail {
                rail.set_in_service(count, sim);
            }
        }
        Target::Marine(MarinePart::Pilots) => {
            let pilots = port.conditions.units(target, port.scenario.marine.pilots);
            port.marine.set_pilots(pilots, sim);
        }
        Target::Marine(MarinePart::Tugs) => {
            let (scenario, conditions) = (port.scenario.clone(), &port.conditions);
            let mut classes = scenario.marine.tugs.clone();
            classes.sort_by(|a, b| a.pull_t.total_cmp(&b.pull_t));
            port.marine.set_tugs(classes.iter().map(|class| conditions.units(target, class.count)), sim);
        }
        Target::RailLine(id) => port.rail_lines[id.index()].set_open(left, sim),
        Target::Feeder(id) => {
            let all = port.scenario.feeders[id.index()].limit_w;
            power::set_limit(id, if left < 1.0 { (all as f64 * left) as u64 } else { all }, port, sim);
        }
        Target::Road(road) => port.roads.set_condition(road, left, port.conditions.slower(target), sim),
        Target::Factory(_, FactoryPart::Line) => port.conditions.serve(target, sim),
        Target::Service(_) | Target::FerryPort(_, FerryPart::Vehicles(_) | FerryPart::Foot) => {} // who makes calls and sends vehicles looks at it
        Target::Terminal(id, TerminalPart::Gate) => {
            let [lanes_in, lanes_out] =
                [port.plan(id).gate.lanes_in, port.plan(id).gate.lanes_out].map(|all| port.conditions.units(target, all));
            let gate = &mut port.terminals[id.index()].gate;
            gate.lanes_in.set_open(lanes_in, sim);
            gate.lanes_out.set_open(lanes_out, sim);
        }
        Target::Marine(MarinePart::MooringGangs) | Target::Terminal(_, TerminalPart::Chargers) => set_pools(target, port, sim),
        Target::AccessZone(..) | Target::FerryPort(..) | Target::CarTerminal(..) | Target::TankFarm(..) => {
            set_pools(target, port, sim);
        }
        Target::BulkTerminal(..) | Target::Warehouse(..) | Target::Factory(_, FactoryPart::Docks) => set_pools(target, port, sim),
        Target::Drayage(_) | Target::Labour(_) | Target::Haulage => set_pools(target, port, sim),
    }
}

/// A machine that holds a unit of a pool is out of service from now on.
pub fn down(target: Target, unit: Request, port: &mut Port, sim: &mut Sim) {
    unit.needs().iter().for_each(|(pool, _)| port.conditions.down(*pool));
    set_pools(target, port, sim);
}

/// It is in service again.
pub fn up(target: Target, unit: Request, port: &mut Port, sim: &mut Sim) {
    unit.needs().iter().for_each(|(pool, _)| port.conditions.up(*pool));
    set_pools(target, port, sim);
}

fn set_pools(target: Target, port: &Port, sim: &mut Sim) {
    for (request, all) in pools(target, port) {
        let manned = roster(target, port).map_or(all, |it| it.at(sim.now(), port.scenario.start_hour_of_week).min(all));
        for (pool, _) in request.needs() {
            sim.set_capacity(*pool, port.conditions.capacity(target, *pool, (manned, all)));
        }
    }
}

/// The shifts of who mans a pool, if it is not always manned.
fn roster(target: Target, port: &Port) -> Option<&Roster> {
    match target {
        Target::Warehouse(id, WarehousePart::Gangs) => port.scenario.warehouses[id.index()].shifts.as_ref(),
        Target::Drayage(id) => port.scenario.drayages[id.index()].shifts.as_ref(),
        Target::Labour(id) => port.scenario.labour[id.index()].shifts.as_ref(),
        _ => None,
    }
}

/// Pools of the engine, and how many units each has when all are manned and nothing is in force.
fn pools(target: Target, port: &Port) -> Vec<(Request, u32)> {
    let scenario = &port.scenario;
    match target {
        Target::Marine(MarinePart::MooringGangs) => vec![(port.mooring_gang, scenario.marine.mooring_gangs)],
        Target::Terminal(id, TerminalPart::Chargers) => {
            let chargers = port.plan(id).transport.battery.as_ref().map_or(1, |it| it.chargers);
            vec![(Request::of(port.terminals[id.index()].chargers, 1), chargers)]
        }
        Target::AccessZone(id, part) => {
            let (it, plan) = (&port.access_zones[id.index()], &scenario.access_zones[id.index()]);
            vec![match part {
                ZonePart::Weighbridges => (it.weighbridge, plan.weighbridges),
                ZonePart::Booths => (it.booth, plan.booths),
                ZonePart::Scanners => (it.scanner, plan.scanners),
                ZonePart::Bays => (it.bay, plan.inspection_bays),
            }]
        }
        Target::FerryPort(id, part) => {
            let (it, plan) = (&port.ferry_ports[id.index()], &scenario.ferry_ports[id.index()]);
            match part {
                FerryPart::Vehicles(_) | FerryPart::Foot => Vec::new(),
                FerryPart::Booths => vec![(it.booth, plan.booths)],
                FerryPart::Tugmasters => vec![(it.tugmaster, plan.tugmasters)],
                FerryPart::ImportBooths => vec![(it.import_booth, plan.import_booths)],
            }
        }
        Target::CarTerminal(id, part) => {
            let (it, plan) = (&port.car_terminals[id.index()].pools, &scenario.car_terminals[id.index()]);
            vec![match part {
                CarPart::Drivers => (it.gang, plan.gangs()),
                CarPart::PdiBays => (it.pdi_bay, plan.pdi_bays),
                CarPart::TruckBays => (it.truck_bay, plan.truck_bays),
                CarPart::Tracks => (it.track, plan.tracks),
            }]
        }
        Target::TankFarm(id, part) => {
            let (it, plan) = (&port.tank_farms[id.index()], &scenario.tank_farms[id.index()]);
            vec![match part {
                TankPart::Lines => (it.line, plan.lines),
                TankPart::TruckBays => (it.truck_bay, plan.truck_bays),
            }]
        }
        Target::BulkTerminal(id, part) => {
            let (it, plan) = (&port.bulk_terminals[id.index()], &scenario.bulk_terminals[id.index()]);
            match part {
                BulkPart::Grabs => vec![(it.grab, plan.grabs)],
                BulkPart::TruckBays => {
                    it.stores.iter().zip(&plan.commodities).map(|(store, plan)| (store.bay, plan.truck_bays)).collect()
                }
            }
        }
        Target::Warehouse(id, part) => {
            let (it, plan) = (&port.warehouses[id.index()], &scenario.warehouses[id.index()]);
            vec![match part {
                WarehousePart::Gangs => (it.gang, plan.gangs),
                WarehousePart::DocksIn => (it.dock_in, plan.docks_in),
                WarehousePart::DocksOut => (it.dock_out, plan.docks_out),
                WarehousePart::Trucks => (it.truck, plan.trucks),
            }]
        }
        Target::Factory(id, FactoryPart::Docks) => {
            vec![(port.factories[id.index()].dock, scenario.factories[id.index()].docks)]
        }
        Target::Drayage(id) => {
            let plan = &scenario.drayages[id.index()];
            vec![(port.drayages[id.index()], plan.trucks)]
        }
        Target::Labour(id) => {
            let plan = &scenario.labour[id.index()];
            vec![(port.labour[id.index()], plan.gangs)]
        }
        Target::Haulage => vec![(port.tractor, scenario.haulage.as_ref().map_or(1, |plan| plan.tractors))],
        Target::Quay(_) | Target::Terminal(..) | Target::Marine(_) | Target::RailLine(_) | Target::Feeder(_) => Vec::new(),
        Target::Road(_) | Target::Factory(_, FactoryPart::Line) | Target::Service(_) => Vec::new(),
    }
}

/// Are more units of a pool taken than there are, because something in force has lowered it? Who can lay down its work does.
pub fn is_called_off(target: Target, request: Request, port: &Port, sim: &Sim) -> bool {
    let overdrawn = |pool| sim.pool(pool).taken() > sim.pool(pool).capacity();
    port.conditions.on(target).next().is_some() && request.needs().iter().any(|(pool, _)| overdrawn(*pool))
}
