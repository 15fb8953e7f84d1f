//! What happens on the land side as a consequence: a box that was stacked and leaves by road gets a truck, one that leaves
//! by rail waits for its train, one for a warehouse for customs; a box for a ship is sent for in time.

use crate::cargo::{LoadClass, Onward, Unit};
use crate::facility::yard::Task;
use crate::ids::{BoxId, CallId, PartId, TerminalId, WarehouseId};
use crate::kind::{Kind, Sim};
use crate::port::Port;
use crate::process::booking::first_call;
use crate::process::consignment::{Arrival, Consignment};
use crate::process::discharge::draw_export;
use crate::process::haulage::Haul;
use crate::process::parts_box::PartsBox;
use crate::process::power;
use crate::process::truck::Truck;
use crate::record::Record;
use crate::scenario::Supply;
use crate::streams::{LAND, part};
use darse_engine::{SimDuration, SimTime};

/// What was moved in the yard, for the records.
pub fn report_yard_moves(terminal: TerminalId, task: Task, rehandles: u32, busy: SimDuration, port: &mut Port, sim: &mut Sim) {
    let unit = task.unit();
    let count = unit.count();
    let retrieved = if matches!(task, Task::Retrieve(_)) { count as u8 } else { 0 };
    let (moves, rehandles) = ((task.productive_moves() + rehandles) as u16, rehandles as u16);
    sim.record(Record::YardJob { terminal, retrieved, moves, rehandles, busy });
    for id in unit.boxes() {
        let teu = port.boxes[id].class.length().teu() as u8;
        match task {
            Task::Stack(_) => {
                let ground = port.terminals[terminal.index()].yard.ground_of(id, &port.boxes);
                sim.record(Record::Stacked { terminal, teu, ground });
                power::plug_reefer(id, port, sim);
            }
            Task::Retrieve(_) => {
                sim.record(Record::Unstacked { terminal, teu });
                power::unplug_reefer(id, port, sim);
            }
            Task::Uncover(_) => {}
        }
    }
}

/// Boxes were stacked: those that go inland are sent for, those that missed their ship wait for the next.
pub fn stacked(unit: Unit, port: &mut Port, sim: &mut Sim) {
    for id in unit.boxes() {
        match port.boxes[id].onward() {
            Onward::Call(_) => roll_if_missed(id, port, sim),
            Onward::Truck => book_truck(id, port, sim),
            Onward::Train => await_train(id, port, sim),
            Onward::Haulage(call) => {
                let haul = Haul::new(id, call, port);
                sim.spawn(Kind::Haul(haul));
            }
            Onward::Warehouse(warehouse) => release(id, warehouse, port, sim),
            Onward::Parts(part) => await_call(id, part, port, sim),
        }
    }
}

/// A box was stacked after the ship it was booked on had left: it waits for the next call of the service.
fn roll_if_missed(id: BoxId, port: &mut Port, sim: &mut Sim) {
    let Onward::Call(call) = port.boxes[id].onward() else { return };
    if port.calls[call].has_left {
        roll_left_behind(call, port, sim);
    }
}

/// The ship has left: boxes that came too late for its list wait for the next call of its service. If none is known, they
/// leave by road.
pub fn roll_left_behind(from: CallId, port: &mut Port, sim: &mut Sim) {
    let call = port.calls[from].clone();
    let classes: Vec<LoadClass> =
        port.terminals[call.terminal().index()].yard.waiting_for(from).map(|(class, _)| class).collect();
    if classes.is_empty() {
        return;
    }
    let next = first_call(call.service, sim.now(), port, sim.now());
    let mut boxes = 0;
    for class in classes {
        let yard = &mut port.terminals[call.terminal().index()].yard;
        if let Some(next) = next {
            boxes += yard.regroup(from, class, next, &mut port.boxes, port.calls[next].planned);
            continue;
        }
        for id in yard.take_group(from, class) {
            boxes += 1;
            port.boxes[id].go_by(Onward::Truck);
            book_truck(id, port, sim);
        }
    }
    sim.record(Record::Rolled { terminal: call.terminal(), boxes });
}

/// A truck will come for a box after its dwell, at an hour when trucks drive; one only, even if the box missed its ship while
/// it was being stacked.
fn book_truck(id: BoxId, port: &mut Port, sim: &mut Sim) {
    let it = &port.boxes[id];
    let terminal = it.terminal;
    if port.terminals[terminal.index()].gate.expects(id) {
        return;
    }
    let mut draw = sim.streams.of(LAND, it.key, 0);
    let dwell = port.plan(terminal).gate.import_dwell.sample_duration(&mut draw);
    let ready = (it.since + dwell).max(sim.now());
    let gate = &mut port.terminals[terminal.index()].gate;
    let at = gate.profile.draw_arrival(ready, draw.unit());
    let at = gate.book(at);
    let truck = sim.spawn(Kind::Truck(Truck::to_collect(terminal, id, at)));
    gate.expect_collection(at, id, truck);
}

/// An import box may go on a train after its dwell.
fn await_train(id: BoxId, port: &mut Port, sim: &Sim) {
    let it = &port.boxes[id];
    let (terminal, since) = (it.terminal, it.since);
    let plan = port.plan(terminal).rail.as_ref().expect("boxes leave by rail where there is a rail yard");
    let ready = since + plan.dwell.sample_duration(&mut sim.streams.of(LAND, it.key, 0));
    port.terminals[terminal.index()].rail.as_mut().expect("as planned").expect(ready, id);
}

/// A container goes to its warehouse once customs release it, at an hour for which the gate has an appointment.
fn release(id: BoxId, warehouse: WarehouseId, port: &mut Port, sim: &mut Sim) {
    let it = &port.boxes[id];
    let plan = &port.scenario.warehouses[warehouse.index()];
    let held = plan.release.sample_duration(&mut sim.streams.of(LAND, it.key, 0));
    let pallets = plan.pallets_per_box[it.class.length() as usize];
    let (terminal, key, since) = (it.terminal, it.key, it.since);
    let due = port.terminals[terminal.index()].gate.book((since + held).max(sim.now()));
    let container = Arrival { id, key, since, pallets };
    sim.spawn(Kind::Consignment(Consignment::new(warehouse, container, due)));
}

/// A container with parts waits in the stacks until customs release it, then until the factory calls it.
fn await_call(id: BoxId, part: PartId, port: &mut Port, sim: &mut Sim) {
    let it = &port.boxes[id];
    let plan = &port.scenario.factories[part.factory.index()].parts[part.index()];
    let Supply::Container { release, .. } = &plan.by else { unreachable!("containers bring what comes in containers") };
    let held = release.sample_duration(&mut sim.streams.of(LAND, it.key, 0));
    let (units, released) = (plan.units_in(it.class.length().teu()), (it.since + held).max(sim.now()));
    port.factories[part.factory.index()].stocks[part.index()].discharge(units);
    sim.spawn(Kind::PartsBox(PartsBox::new(part, id, units, released, port)));
}

/// The truck that brings the `nth` export box of a call. Boxes that would have come before time began stand in the yard
/// from the start.
pub fn send_export(call: CallId, nth: u32, port: &mut Port, sim: &mut Sim) {
    let it = &port.calls[call];
    let (terminal, planned) = (it.terminal(), it.planned);
    let key = part(part(it.key, u64::from(u32::MAX)), u64::from(nth)); // apart from the boxes it discharges
    let plan = &port.plan(terminal).gate;
    let mut draw = sim.streams.of(LAND, key, 0);
    let lead = plan.export_lead.sample_duration(&mut draw).max(plan.cut_off);
    let early = SimDuration::hours(24); // the profile spreads trucks over the day after
    let Some(wanted) = planned.0.checked_sub(lead.0 + early.0).map(SimTime) else {
        let container = draw_export(call, key, port, sim);
        let (flow, teu) = (container.flow, container.class.length().teu() as u8);
        let id = port.boxes.enter(container);
        if port.terminals[terminal.index()].yard.fill(id, &mut port.boxes) {
            sim.record(Record::BoxIn { terminal, flow, teu });
            port.boxes.begin(id, sim);
            let ground = port.terminals[terminal.index()].yard.ground_of(id, &port.boxes);
            sim.record(Record::Stacked { terminal, teu, ground });
            power::plug_reefer(id, port, sim);
        } else {
            port.boxes.leave(id);
        }
        return;
    };
    let gate = &mut port.terminals[terminal.index()].gate;
    let at = gate.profile.draw_arrival(wanted.max(sim.now()), draw.unit());
    let at = gate.book(at);
    sim.spawn(Kind::Truck(Truck::to_deliver(terminal, call, key, at)));
}
