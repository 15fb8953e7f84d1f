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
        let open = self.open_piles(&boxes[unit.first()], it.key);
        let choices = [(false, it.kind), (false, BoxKind::Standard), (true, BoxKind::Standard)];
        choices.into_iter().find_map(|(overflow, bays)| {
            let blocks = self.blocks.iter().enumerate().filter(|(_, block)| block.overflow == overflow);
            let able = blocks.filter(|(_, block)| block.stacks.has_room_for(bays, it.length, count));
            let costs = able.map(|(index, block)| {
                let id = BlockId(index as u16);
                let has_open_pile = open.iter().any(|(other, _)| *other == id);
                (self.cost_of_block(block, bays, from, has_open_pile), id)
            });
            costs.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, block)| (block, bays))
        })
    }

    /// Lower is better.
    fn cost_of_block(&self, block: &Block, bays: BoxKind, from: Point, has_open_pile: bool) -> f64 {
        let fill = f64::from(block.stacks.teu) / f64::from(block.stacks.slots_teu());
        match self.policy.block_choice {
            BlockChoice::Nearest => block.at.to(from),
            BlockChoice::Emptiest => fill,
            BlockChoice::Balanced => {
                let work = f64::from(block.work()) / block.cranes.len().max(1) as f64;
                let pile = match block.stacks.is_short_of_grounds(bays) {
                    _ if has_open_pile => 0.0,
                    false => SECONDS_PER_NEW_PILE,
                    true => SECONDS_PER_MIXED_PILE,
                };
                block.at.to(from) / METRES_PER_SECOND + SECONDS_PER_JOB * work + pile + SECONDS_WHEN_FULL * fill * fill
            }
        }
    }

    /// Piles of the box's own class and call with room on them.
    fn open_piles(&self, it: &Container, key: u32) -> Vec<(BlockId, PileId)> {
        let Onward::Call(call) = it.onward else { return Vec::new() };
        let Some(group) = self.groups.get(&(call, it.class)) else { return Vec::new() };
        let is_open = |&&(block, pile): &&(BlockId, PileId)| self.blocks[block.index()].stacks.is_open_to(pile, key);
        group.piles.iter().filter(is_open).copied().collect()
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
