//! What cranes of the quay and of the rail yard do alike: hand boxes over to vehicles at their posts.

use crate::cargo::Unit;
use crate::facility::fleet::{Errand, Order};
use crate::facility::yard::Task;
use crate::ids::{BlockId, TerminalId};
use crate::kind::Sim;
use crate::port::Port;
use crate::scenario::YardHandOver;
use darse_engine::SimTime;

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

fn fetch(post: usize, key: u64, from: crate::facility::plan::Point, since: SimTime) -> Order {
    Order { post, key, errand: Errand::Fetch, from, since }
}
