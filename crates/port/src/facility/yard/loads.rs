//! Boxes that wait in the piles for a call: loads are asked for by class, and the most accessible box of the class is given.

use super::{Yard, stacked_in};
use crate::cargo::{Boxes, Container, LoadClass, Onward, Place, Unit};
use crate::facility::stacks::PileId;
use crate::ids::{BlockId, BoxId, CallId};
use darse_engine::SimTime;
use serde::{Deserialize, Serialize};

/// Boxes in the piles that wait for one call and are of one class.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Group {
    pub(super) boxes: Vec<BoxId>,
    /// Piles that were theirs alone when the last box was put on them; some may no longer be.
    pub(super) piles: Vec<(BlockId, PileId)>,
}

/// The call and class a box waits with; those that no ship fetches are in no group.
pub(super) fn group_of(it: &Container) -> (CallId, LoadClass) {
    match it.onward {
        Onward::Call(call) => (call, it.class),
        Onward::Truck | Onward::Train | Onward::Warehouse(_) => (CallId(u32::MAX), it.class),
    }
}

impl Yard {
    /// Classes and numbers of boxes in the piles that wait for a call.
    pub fn waiting_for(&self, call: CallId) -> impl Iterator<Item = (LoadClass, u32)> {
        self.groups
            .range((call, LoadClass(0))..=(call, LoadClass(u8::MAX)))
            .map(|((_, class), group)| (*class, group.boxes.len() as u32))
    }

    /// The boxes that wait for a call and class, in the order in which they came.
    pub fn group(&self, call: CallId, class: LoadClass) -> &[BoxId] {
        self.groups.get(&(call, class)).map_or(&[], |group| group.boxes.as_slice())
    }

    /// Takes the most accessible box of a class out of its group, and with `paired` a second of the same block if there
    /// is one. It stays in its pile until a crane has fetched it.
    pub fn call_up(&mut self, call: CallId, class: LoadClass, paired: bool, boxes: &Boxes) -> Option<(Unit, BlockId)> {
        let mut group = self.groups.remove(&(call, class))?;
        let first = self.take_most_accessible(&mut group.boxes, None, boxes)?;
        let block = stacked_in(boxes, first);
        let second = if paired { self.take_most_accessible(&mut group.boxes, Some(block), boxes) } else { None };
        if !group.boxes.is_empty() {
            self.groups.insert((call, class), group);
        }
        self.blocks[block.index()].called += 1;
        Some((Unit::pair(first, second), block))
    }

    /// A box that no ship fetches is called up for a train: its block.
    pub fn call_up_one(&mut self, id: BoxId, boxes: &Boxes) -> BlockId {
        let block = stacked_in(boxes, id);
        self.blocks[block.index()].called += 1;
        block
    }

    /// The block of a stacked box, and what it takes to fetch it: a rehandle counts as one unit that waits.
    fn effort(&self, id: BoxId, boxes: &Boxes) -> (BlockId, u32) {
        let Place::Stacked { block, pile } = boxes[id].place else { panic!("a group is of stacked boxes") };
        let at = &self.blocks[block.index()];
        (block, at.stacks.above(id, pile) + at.work() / at.cranes.len().max(1) as u32)
    }

    fn take_most_accessible(&self, group: &mut Vec<BoxId>, within: Option<BlockId>, boxes: &Boxes) -> Option<BoxId> {
        let efforts = group.iter().enumerate().map(|(place, id)| (self.effort(*id, boxes), place));
        let able = efforts.filter(|((block, _), _)| within.is_none_or(|only| only == *block));
        let place = able.map(|((_, effort), place)| (effort, place)).min()?.1;
        Some(group.swap_remove(place))
    }

    /// Boxes of a class that no longer wait for a call.
    pub fn take_group(&mut self, call: CallId, class: LoadClass) -> Vec<BoxId> {
        self.groups.remove(&(call, class)).map_or_else(Vec::new, |group| group.boxes)
    }

    /// Boxes that missed their call wait for another one.
    pub fn regroup(&mut self, call: CallId, class: LoadClass, to: CallId, boxes: &mut Boxes, due: SimTime) -> u32 {
        let Some(group) = self.groups.remove(&(call, class)) else { return 0 };
        for id in &group.boxes {
            boxes[*id].onward = Onward::Call(to);
            boxes[*id].due = due;
        }
        let moved = group.boxes.len() as u32;
        self.groups.entry((to, class)).or_default().boxes.extend(group.boxes);
        moved
    }

    /// Some boxes of a class turn out to be of another: the ship's planner changed his mind.
    pub fn reclass(&mut self, id: BoxId, to: LoadClass, boxes: &mut Boxes) {
        let Onward::Call(call) = boxes[id].onward else { return };
        let from = boxes[id].class;
        let Some(group) = self.groups.get_mut(&(call, from)) else { return };
        let Some(place) = group.boxes.iter().position(|it| *it == id) else { return };
        group.boxes.remove(place);
        if group.boxes.is_empty() {
            self.groups.remove(&(call, from));
        }
        boxes[id].class = to;
        self.groups.entry((call, to)).or_default().boxes.push(id);
    }
}
