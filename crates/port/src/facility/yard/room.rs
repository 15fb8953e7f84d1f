//! Places for boxes that come: which block promises them, and who waits until one can.

use super::Yard;
use super::piles::stackable;
use crate::cargo::{BoxKind, Boxes, Container, Onward, Place, Unit};
use crate::facility::plan::Point;
use crate::facility::stacks::{PileId, Stackable};
use crate::ids::{BlockId, BoxId};
use crate::kind::Sim;
use crate::policy::block_choice::view::Blocks;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::Answer;

/// Wait for a place in the yard.
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
pub(super) struct RoomWish {
    unit: Unit,
    from: Point,
}

impl Yard {
    /// Asks for places for a unit; when granted, its boxes are `Place::Promised`.
    pub fn ask_room(&mut self, unit: Unit, from: Point, boxes: &mut Boxes, sim: &mut Sim) -> Answer {
        if self.waiting_for_room.is_empty(sim) && self.promise(unit, from, boxes) {
            return Answer::GRANTED;
        }
        self.waiting_for_room.join(RoomWish { unit, from }, sim)
    }

    /// Cranes and trucks that wait for room.
    pub fn queued(&self) -> usize {
        self.waiting_for_room.iter().len()
    }

    /// Promises places in one block to all boxes of a unit, if some block has them.
    fn promise(&mut self, unit: Unit, from: Point, boxes: &mut Boxes) -> bool {
        let it = stackable(boxes, unit.first());
        let Some((block, bays)) = self.choose_block(it, unit.count(), from, boxes, unit) else { return false };
        let stacks = &mut self.blocks[block.index()].stacks;
        for id in unit.boxes() {
            stacks.promise(bays, it.length);
            boxes[id].move_to(Place::Promised { block, bays });
        }
        self.blocks[block.index()].coming += 1;
        self.look_at(block);
        true
    }

    /// The block for a unit, and which of its bays: those of its kind if any block has room there, else general ones.
    fn choose_block(&self, it: Stackable, count: u32, from: Point, boxes: &Boxes, unit: Unit) -> Option<(BlockId, BoxKind)> {
        let own_piles = self.piles_of(&boxes[unit.first()]);
        let choices = [(false, it.kind), (false, BoxKind::Standard), (true, BoxKind::Standard)];
        choices.into_iter().find_map(|(overflow, bays)| {
            let view = Blocks {
                outlooks: &self.outlooks,
                overflow,
                bays,
                from,
                own_piles,
                is_open: &|block, pile| self.blocks[block.index()].stacks.is_open_to(pile, it.key),
                has_room: &|block| self.blocks[block].stacks.has_room_for(bays, it.length, count),
            };
            let block = self.policy.block_choice.decide(&view);
            block.map(|block| (BlockId(block as u16), bays))
        })
    }

    /// Piles of the box's own class and call; some may be full, or no longer theirs alone.
    pub(super) fn piles_of(&self, it: &Container) -> &[(BlockId, PileId)] {
        let group = match it.onward() {
            Onward::Call(call) => self.groups.get(call, it.class),
            Onward::Truck | Onward::Train | Onward::Warehouse(_) | Onward::Parts(_) | Onward::Haulage(_) => None, // no ship fetches them
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
        match boxes[unit.first()].place() {
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
