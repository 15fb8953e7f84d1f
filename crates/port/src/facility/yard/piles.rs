//! Boxes into and out of piles, by a crane or by a vehicle that stacks; what lies above is moved away first.

use super::Yard;
use crate::cargo::{Boxes, LoadClass, Onward, Place, Unit};
use crate::facility::stacks::{Reach, Stackable};
use crate::ids::{BlockId, BoxId};
use crate::kind::Sim;

/// Key of the piles of boxes that no ship fetches: one for each way out.
pub(super) fn key_of(onward: Onward, class: LoadClass) -> u32 {
    match onward {
        Onward::Call(call) => call.0 << 8 | u32::from(class.0),
        Onward::Truck => 0xFFFF_FF00,
        Onward::Train => 0xFFFF_FF01,
        Onward::Warehouse(_) | Onward::Parts(_) => 0xFFFF_FF02,
        Onward::Haulage(_) => 0xFFFF_FF03,
    }
}

pub(super) fn stackable(boxes: &Boxes, id: BoxId) -> Stackable {
    let it = &boxes[id];
    Stackable { length: it.class.length(), kind: it.class.kind(), key: key_of(it.onward(), it.class), due: due_of(boxes, id) }
}

/// When a box is due to leave [min], and within its ship its turn in the order of loading.
pub(super) fn due_of(boxes: &Boxes, id: BoxId) -> u32 {
    let it = &boxes[id];
    it.due_min << 6 | u32::from(it.class.turn())
}

impl Yard {
    pub(super) fn stack(&mut self, block: BlockId, id: BoxId, reach: &Reach, boxes: &mut Boxes) -> u16 {
        let it = stackable(boxes, id);
        let Place::Promised { bays, .. } = boxes[id].place() else { panic!("a box is stacked where a place was promised") };
        self.blocks[block.index()].stacks.unpromise(bays, it.length);
        let stacks = &self.blocks[block.index()].stacks;
        // Most boxes go on a pile of their own class; only for the others are all piles of the block looked at.
        let own = self.piles_of(&boxes[id]);
        let own =
            own.iter().filter(|(at, pile)| *at == block && stacks.is_open_to(*pile, it.key) && stacks.kind_at(*pile) == bays);
        let own = own.map(|(_, pile)| *pile).filter(|pile| (reach.first..reach.end).contains(&stacks.bay_of(*pile)));
        let nearest = own.min_by_key(|pile| stacks.bay_of(*pile).abs_diff(reach.near));
        let policy = self.policy.stacking;
        let stacks = &mut self.blocks[block.index()].stacks;
        let choose = || stacks.choose_pile(it, bays, reach, policy, None).map(|(_, pile)| pile);
        let pile = nearest.filter(|_| policy.decide(&it).joins_own).or_else(choose).expect("a promised place is there");
        let bay = stacks.bay_of(pile);
        stacks.put(id, it, pile);
        let container = &mut boxes[id];
        container.move_to(Place::Stacked { block, pile });
        if let Onward::Call(call) = container.onward() {
            let group = self.groups.get_or_begin(call, container.class);
            group.boxes.push(id);
            let stacks = &self.blocks[block.index()].stacks;
            group.piles.retain(|(block_of, pile)| *block_of != block || stacks.is_open_to(*pile, it.key));
            if stacks.is_open_to(pile, it.key) && !group.piles.contains(&(block, pile)) {
                group.piles.push((block, pile));
            }
        }
        bay
    }

    /// Takes a box out of its pile: the number of boxes that lay above it, and its bay.
    pub(super) fn retrieve(&mut self, block: BlockId, id: BoxId, reach: &Reach, boxes: &mut Boxes) -> (u32, u16) {
        let (above, bay) = self.dig(block, id, reach, boxes);
        let Place::Stacked { pile, .. } = boxes[id].place() else { panic!("a box is retrieved from a pile") };
        let taken = self.blocks[block.index()].stacks.take_top(pile, |id| due_of(boxes, id));
        assert_eq!(taken, id, "what lay above was moved away");
        boxes[id].move_to(Place::Moving);
        (above, bay)
    }

    /// Moves away what lies above a box: how many, and the bay.
    pub(super) fn dig(&mut self, block: BlockId, id: BoxId, reach: &Reach, boxes: &mut Boxes) -> (u32, u16) {
        let Place::Stacked { pile, .. } = boxes[id].place() else { panic!("a box is dug out of a pile") };
        let stacks = &mut self.blocks[block.index()].stacks;
        let (bays, bay) = (stacks.kind_at(pile), stacks.bay_of(pile));
        let above = stacks.above(id, pile);
        let near = Reach { near: bay, ..*reach };
        for _ in 0..above {
            let other = stacks.take_top(pile, |id| due_of(boxes, id));
            let it = stackable(boxes, other);
            let best = stacks.choose_pile(it, bays, &near, self.policy.stacking, Some(pile));
            let (_, to) = best.expect("headroom is kept for digging");
            stacks.put(other, it, to);
            boxes[other].move_to(Place::Stacked { block, pile: to });
        }
        (above, bay)
    }

    /// A vehicle stacks a unit itself: boxes it moved.
    pub fn stack_directly(&mut self, block: BlockId, unit: Unit, boxes: &mut Boxes) -> u32 {
        self.blocks[block.index()].coming -= 1;
        let reach = self.whole(block);
        for id in unit.boxes() {
            self.stack(block, id, &reach, boxes);
        }
        self.look_at(block);
        unit.count()
    }

    /// A vehicle will fetch a box for a truck: work of the block, as if the box had been called up for a ship.
    pub fn call_for_truck(&mut self, block: BlockId) {
        self.blocks[block.index()].called += 1;
        self.look_at(block);
    }

    /// A vehicle digs a unit out itself: boxes that lay above.
    pub fn retrieve_directly(&mut self, block: BlockId, unit: Unit, boxes: &mut Boxes, sim: &mut Sim) -> u32 {
        self.blocks[block.index()].called -= 1;
        let reach = self.whole(block);
        let dug = unit.boxes().map(|id| self.retrieve(block, id, &reach, boxes).0).sum();
        self.look_at(block);
        self.serve_room(boxes, sim);
        dug
    }

    fn whole(&self, block: BlockId) -> Reach {
        let bays = self.blocks[block.index()].bays;
        Reach { first: 0, end: bays, near: bays / 2 }
    }
}
