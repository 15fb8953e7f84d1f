//! Places for boxes that come: which block promises them, and who waits until one can.

use super::piles::stackable;
use super::{BlockChoice, Yard};
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

// Weights of the balanced choice of a block, in seconds (assumptions): a new pile begun, though one could go on; a box put on
// boxes of other ships, which costs about one rehandle. Those of its way, work and fill are in `outlook`.
const SECONDS_PER_NEW_PILE: f64 = 80.0;
const SECONDS_PER_MIXED_PILE: f64 = 160.0;

/// The cheapest block so far; of equal ones the first.
struct Best {
    cost: f64,
    block: Option<usize>,
}

impl Default for Best {
    fn default() -> Self {
        Best { cost: f64::INFINITY, block: None }
    }
}

impl Best {
    #[inline]
    fn is_beaten_by(&self, block: usize, cost: f64) -> bool {
        (cost, Some(block)) < (self.cost, self.block)
    }
    #[inline]
    fn improve(&mut self, block: usize, cost: f64, may_take: impl FnOnce(usize) -> bool) {
        if self.is_beaten_by(block, cost) && may_take(block) {
            *self = Best { cost, block: Some(block) };
        }
    }
}

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
            let has_room = |block: usize| self.blocks[block].stacks.has_room_for(bays, it.length, count);
            let mut best = Best::default();
            if self.policy.block_choice == BlockChoice::Balanced {
                // Few blocks have an open pile of its own; what a place costs there is known to be hard to beat.
                for (at, pile) in own_piles.iter().filter(|(at, _)| self.outlooks[at.index()].overflow == overflow) {
                    let cost = self.outlooks[at.index()].cost(from, 0.0);
                    best.improve(at.index(), cost, |at| self.blocks[at].stacks.is_open_to(*pile, it.key) && has_room(at));
                }
            }
            for (block, outlook) in self.outlooks.iter().enumerate().filter(|(_, outlook)| outlook.overflow == overflow) {
                match self.policy.block_choice {
                    BlockChoice::Nearest => best.improve(block, outlook.at.to(from), has_room),
                    BlockChoice::Emptiest => best.improve(block, outlook.fill, has_room),
                    BlockChoice::Balanced => {
                        let is_short = |block: usize| self.blocks[block].stacks.is_short_of_grounds(bays);
                        let cost = outlook.cost(from, SECONDS_PER_NEW_PILE);
                        if best.is_beaten_by(block, cost) {
                            let cost = if is_short(block) { outlook.cost(from, SECONDS_PER_MIXED_PILE) } else { cost };
                            best.improve(block, cost, has_room);
                        }
                    }
                }
            }
            best.block.map(|block| (BlockId(block as u16), bays))
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
