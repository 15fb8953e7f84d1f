//! Places for boxes that come: which block promises them, and who waits until one can.

use super::piles::stackable;
use super::{Block, BlockChoice, Yard};
use crate::cargo::{BoxKind, Boxes, Container, Onward, Place, Unit};
use crate::facility::plan::Point;
use crate::facility::stacks::{PileId, Stackable};
use crate::ids::{BlockId, BoxId};
use crate::kind::Sim;
use darse_engine::Answer;
use serde::{Deserialize, Serialize};

/// Wait for a place in the yard.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct RoomWish {
    unit: Unit,
    from: Point,
}

// Weights of the balanced choice of a block, in seconds (assumptions): a vehicle's speed; one unit that waits for a crane;
// a new pile begun, though one could go on; a box put on boxes of other ships, which costs about one rehandle; a full block.
const METRES_PER_SECOND: f64 = 6.0;
const SECONDS_PER_JOB: f64 = 120.0;
const SECONDS_PER_NEW_PILE: f64 = 80.0;
const SECONDS_PER_MIXED_PILE: f64 = 160.0;
const SECONDS_WHEN_FULL: f64 = 100.0;

impl Yard {
    /// Asks for places for a unit; when granted, its boxes are `Place::Promised`.
    pub fn ask_room(&mut self, unit: Unit, from: Point, boxes: &mut Boxes, sim: &mut Sim) -> Answer {
        if self.waiting_for_room.is_empty(sim) && self.promise(unit, from, boxes) {
            return Answer::GRANTED;
        }
        self.waiting_for_room.join(RoomWish { unit, from }, sim)
    }

    /// Promises places in one block to all boxes of a unit, if some block has them.
    fn promise(&mut self, unit: Unit, from: Point, boxes: &mut Boxes) -> bool {
        let it = stackable(boxes, unit.first());
        let Some((block, bays)) = self.choose_block(it, unit.count(), from, boxes, unit) else { return false };
        let stacks = &mut self.blocks[block.index()].stacks;
        for id in unit.boxes() {
            stacks.promise(bays, it.length);
            boxes[id].place = Place::Promised { block, bays };
        }
        self.blocks[block.index()].coming += 1;
        true
    }

    /// The block for a unit, and which of its bays: those of its kind if any block has room there, else general ones.
    fn choose_block(&self, it: Stackable, count: u32, from: Point, boxes: &Boxes, unit: Unit) -> Option<(BlockId, BoxKind)> {
        let own_piles = self.piles_of(&boxes[unit.first()]);
        let choices = [(false, it.kind), (false, BoxKind::Standard), (true, BoxKind::Standard)];
        choices.into_iter().find_map(|(overflow, bays)| {
            let mut best = (f64::INFINITY, None);
            for (index, block) in self.blocks.iter().enumerate().filter(|(_, block)| block.overflow == overflow) {
                let id = BlockId(index as u16);
                let is_open = |(at, pile): &(BlockId, PileId)| *at == id && block.stacks.is_open_to(*pile, it.key);
                let cost = self.cost_of_block(block, bays, from, || own_piles.iter().any(is_open), best.0);
                if cost < best.0 && block.stacks.has_room_for(bays, it.length, count) {
                    best = (cost, Some((id, bays)));
                }
            }
            best.1
        })
    }

    /// Lower is better. Where some of the terms come to `limit`, those that take longer to find are left out: none is
    /// negative.
    fn cost_of_block(&self, block: &Block, bays: BoxKind, from: Point, has_open_pile: impl FnOnce() -> bool, limit: f64) -> f64 {
        let fill = || f64::from(block.stacks.teu) / f64::from(block.stacks.slots_teu());
        match self.policy.block_choice {
            BlockChoice::Nearest => block.at.to(from),
            BlockChoice::Emptiest => fill(),
            BlockChoice::Balanced => {
                let work = f64::from(block.work()) / block.cranes.len().max(1) as f64;
                let way_and_work = block.at.to(from) / METRES_PER_SECOND + SECONDS_PER_JOB * work;
                if way_and_work >= limit {
                    return way_and_work;
                }
                let fullness = SECONDS_WHEN_FULL * fill() * fill();
                if way_and_work + fullness >= limit {
                    return way_and_work + fullness;
                }
                let pile = match block.stacks.is_short_of_grounds(bays) {
                    _ if has_open_pile() => 0.0,
                    false => SECONDS_PER_NEW_PILE,
                    true => SECONDS_PER_MIXED_PILE,
                };
                way_and_work + pile + fullness
            }
        }
    }

    /// Piles of the box's own class and call; some may be full, or no longer theirs alone.
    pub(super) fn piles_of(&self, it: &Container) -> &[(BlockId, PileId)] {
        let group = match it.onward {
            Onward::Call(call) => self.groups.get(call, it.class),
            Onward::Truck | Onward::Train | Onward::Warehouse(_) => None, // no ship fetches them: they are in no group
        };
        group.map_or(&[], |group| group.piles.as_slice())
    }

    /// Those who wait for a place, in order, as far as there is room.
    pub(super) fn serve_room(&mut self, boxes: &mut Boxes, sim: &mut Sim) {
        loop {
            let Some(wish) = self.waiting_for_room.iter().next().copied() else { return };
            if !self.promise(wish.unit, wish.from, boxes) {
                return;
            }
            let (ticket, _) = self.waiting_for_room.take(0, sim).expect("seen above");
            sim.wake(ticket);
        }
    }

    /// The block that has promised a place.
    pub fn promised_block(&self, unit: Unit, boxes: &Boxes) -> BlockId {
        match boxes[unit.first()].place {
            Place::Promised { block, .. } => block,
            Place::Moving | Place::Stacked { .. } => panic!("a box that goes to the yard was promised a place"),
        }
    }

    /// Puts a box into the yard before time begins: promise, place and group, without a crane.
    pub fn fill(&mut self, id: BoxId, boxes: &mut Boxes) -> bool {
        let from = self.blocks.first().map_or_else(Point::default, |block| block.at);
        if !self.promise(Unit::one(id), from, boxes) {
            return false;
        }
        let block = self.promised_block(Unit::one(id), boxes);
        self.stack_directly(block, Unit::one(id), boxes);
        true
    }
}
