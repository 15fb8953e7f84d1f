//! What cranes of the quay and of the rail yard do alike: hand boxes over to vehicles at their posts, and say what time went by
//! until they were there.

use crate::cargo::{Onward, Unit};
use crate::facility::condition::{Target, TerminalPart};
use crate::facility::fleet::{Errand, Order};
use crate::facility::yard::Task;
use crate::hours::{DelayCause, Ledger};
use crate::ids::{BlockId, BoxId, TerminalId};
use crate::kind::Sim;
use crate::port::Port;
use crate::scenario::YardHandOver;
use crate::streams::LAND;
use darse_engine::{SimDuration, SimTime};

/// Coupled: empty vehicles are called to a post until so many are there or under way. Decoupled, nobody waits for a box
/// that is not there yet. `box_after` is the key of the box that the crane lifts after so many others.
pub fn call_vehicles(
    terminal: TerminalId,
    place: usize,
    wanted: u32,
    box_after: impl Fn(u32) -> u64,
    port: &mut Port,
    sim: &mut Sim,
) {
    let terminal = &mut port.terminals[terminal.index()];
    let post = &mut terminal.posts[place];
    while post.is_coupled() && post.ordered < wanted {
        let key = box_after(post.ordered);
        post.call_empty();
        let order = fetch(place, key, post.at, sim.now());
        terminal.fleet.order(order, sim);
    }
}

/// Vehicles called to a post that need not come, or need not wait any longer.
pub fn send_vehicles_away(terminal: TerminalId, place: usize, port: &mut Port, sim: &mut Sim) {
    let terminal = &mut port.terminals[terminal.index()];
    let post = &mut terminal.posts[place];
    if post.is_coupled() {
        post.ordered -= terminal.fleet.withdraw_fetches(place);
    }
    post.dismiss(sim);
}

/// A unit is put down at a post: on the vehicle that stands there, or on the ground, where a vehicle is sent for it.
pub fn put_down(terminal: TerminalId, place: usize, unit: Unit, port: &mut Port, sim: &mut Sim) {
    let terminal = &mut port.terminals[terminal.index()];
    let post = &mut terminal.posts[place];
    match post.put_down(unit) {
        Some((vehicle, ticket)) => {
            terminal.fleet.vehicles[vehicle.index()].load = Some(unit);
            sim.wake(ticket);
        }
        None => {
            let order = fetch(place, port.boxes[unit.first()].key, post.at, sim.now());
            terminal.fleet.order(order, sim);
        }
    }
}

/// A unit that was called up is sent for, to be brought to a post.
pub fn send_for(terminal: TerminalId, place: usize, unit: Unit, block: BlockId, port: &mut Port, sim: &mut Sim) {
    unit.boxes().for_each(|id| book_stay(id, port, sim));
    let hand_over = port.plan(terminal).transport.kind.yard_hand_over();
    let terminal = &mut port.terminals[terminal.index()];
    terminal.posts[place].loads_ordered += 1;
    match hand_over {
        YardHandOver::Coupled | YardHandOver::SelfStacking => {
            if hand_over == YardHandOver::Coupled {
                terminal.yard.uncover(block, unit, &mut port.boxes, sim);
            }
            let from = terminal.yard.blocks[block.index()].at;
            let (key, errand) = (port.boxes[unit.first()].key, Errand::Deliver { unit, block });
            terminal.fleet.order(Order { post: place, key, errand, from, since: sim.now() }, sim);
        }
        YardHandOver::Transfer => {
            terminal.yard.post_transfer(block, Task::Retrieve(unit), Some(place), &mut port.boxes, sim);
        }
    }
}

/// A box is called up: it has stood there as planned until its ship was planned, or its train could have taken it; then for a
/// ship or a train that was not there; then until its turn came.
fn book_stay(id: BoxId, port: &mut Port, sim: &mut Sim) {
    let it = &port.boxes[id];
    let (until, came) = match it.onward() {
        Onward::Call(call) => {
            let line = &port.terminals[it.terminal.index()].line;
            (port.calls[call].planned, line.operation(call).ready)
        }
        Onward::Train => {
            let plan = port.plan(it.terminal).rail.as_ref().expect("trains come where there is a rail yard");
            (it.since + plan.dwell.sample_duration(&mut sim.streams.of(LAND, it.key, 0)), sim.now())
        }
        Onward::Truck | Onward::Haulage(_) | Onward::Warehouse(_) | Onward::Parts(_) => {
            unreachable!("trucks are not called up for")
        }
    };
    port.boxes.book_until(id, DelayCause::Stay, until, sim);
    port.boxes.book_until(id, DelayCause::Upstream, came, sim);
    port.boxes.book(id, DelayCause::Stay, sim);
}

/// What a crane's wait for a load was: as far as the load was with the yard, the yard crane's, else the vehicle's.
pub fn book_wait_for_load(unit: Unit, (from, to): (SimTime, SimTime), hours: &mut Ledger, port: &Port) {
    if from == to {
        return;
    }
    let id = unit.first();
    let terminal = port.boxes[id].terminal;
    let vehicles = Target::Terminal(terminal, TerminalPart::Transport);
    let yard_cranes = Target::Terminal(terminal, TerminalPart::YardCranes);
    let handling = port.boxes.handling(id);
    let within = |begin: SimTime, end: SimTime| (begin.clamp(from, to), end.clamp(from, to));
    let uncovered = handling.begun + handling.rehandle;
    let mut add = |cause, target, wait: (SimTime, SimTime)| {
        if wait.0 < wait.1 {
            hours.add_wait(cause, target, wait, &port.blame);
        }
    };
    // Before it was called it was of no concern to the yard, and after it was fetched it no longer was.
    add(DelayCause::Vehicle, vehicles, (from, handling.called.clamp(from, to)));
    if port.plan(terminal).transport.kind.yard_hand_over() == YardHandOver::SelfStacking {
        add(DelayCause::Vehicle, vehicles, within(handling.called, handling.begun));
        add(DelayCause::Vehicle, vehicles, within(uncovered, handling.ended));
    } else {
        add(DelayCause::YardCrane, yard_cranes, within(handling.called, handling.begun));
        add(DelayCause::YardCrane, yard_cranes, within(uncovered, handling.ended));
    }
    let (begun, done) = within(handling.begun, uncovered);
    add(DelayCause::Vehicle, vehicles, (handling.ended.clamp(from, to), to));
    hours.add(DelayCause::Rehandle, done - begun);
}

/// A box is on its ship or train; before that it waited for the crane, which worked so long for it.
pub fn book_taken_on(id: BoxId, worked: SimDuration, port: &mut Port, sim: &mut Sim) {
    let lifted = SimTime(sim.now().0.saturating_sub(worked.0));
    port.boxes.book_until(id, DelayCause::Crane, lifted, sim);
    port.boxes.book(id, DelayCause::Work, sim);
    port.boxes.end(id, sim);
}

fn fetch(post: usize, key: u64, from: crate::facility::plan::Point, since: SimTime) -> Order {
    Order { post, key, errand: Errand::Fetch, from, since }
}
