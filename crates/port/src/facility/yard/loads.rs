//! Boxes that wait in the piles for a call: loads are asked for by class, and the most accessible box of the class is given.

use super::{Block, Yard, stacked_in};
use crate::cargo::{Boxes, LoadClass, Onward, Place, Unit};
use crate::ids::{BlockId, BoxId, CallId};
use crate::policy::block_choice::view::Outlook;
use darse_engine::SimTime;

impl Yard {
    /// Classes and numbers of boxes in the piles that wait for a call.
    pub fn waiting_for(&self, call: CallId) -> impl Iterator<Item = (LoadClass, u32)> {
        self.groups.of_call(call).map(|(class, group)| (class, group.boxes.len() as u32))
    }

    /// Where along the quay the boxes in the piles that wait for a call stand, on average [m]; none, if none waits.
    pub fn middle_of_boxes_for(&self, call: CallId, boxes: &Boxes) -> Option<f64> {
        let (mut metres, mut count) = (0.0, 0.0);
        for (_, group) in self.groups.of_call(call) {
            for id in &group.boxes {
                metres += self.blocks[stacked_in(boxes, *id).index()].at.x;
            }
            count += group.boxes.len() as f64;
        }
        (count > 0.0).then(|| metres / count)
    }

    /// The boxes that wait for a call and class, in the order in which they came.
    pub fn group(&self, call: CallId, class: LoadClass) -> &[BoxId] {
        self.groups.get(call, class).map_or(&[], |group| group.boxes.as_slice())
    }

    /// Takes the most accessible box of a class out of its group, and with `paired` a second of the same block if there
    /// is one. It stays in its pile until a crane has fetched it.
    pub fn call_up(&mut self, call: CallId, class: LoadClass, paired: bool, boxes: &Boxes) -> Option<(Unit, BlockId)> {
        let group = &mut self.groups.get_mut(call, class)?.boxes;
        let first = take_most_accessible(&self.blocks, &self.outlooks, group, None, boxes)?;
        let block = stacked_in(boxes, first);
        let second = if paired { take_most_accessible(&self.blocks, &self.outlooks, group, Some(block), boxes) } else { None };
        if group.is_empty() {
            self.groups.remove(call, class);
        }
        self.blocks[block.index()].called += 1;
        self.look_at(block);
        Some((Unit::pair(first, second), block))
    }

    /// A box that no ship fetches is called up for a train: its block.
    pub fn call_up_one(&mut self, id: BoxId, boxes: &Boxes) -> BlockId {
        let block = stacked_in(boxes, id);
        self.blocks[block.index()].called += 1;
        self.look_at(block);
        block
    }

    /// Boxes of a class that no longer wait for a call.
    pub fn take_group(&mut self, call: CallId, class: LoadClass) -> Vec<BoxId> {
        self.groups.remove(call, class).map_or_else(Vec::new, |group| group.boxes)
    }

    /// Boxes that missed their call wait for another one.
    pub fn regroup(&mut self, call: CallId, class: LoadClass, to: CallId, boxes: &mut Boxes, due: SimTime) -> u32 {
        let Some(group) = self.groups.remove(call, class) else { return 0 };
        for id in &group.boxes {
            boxes[*id].book(Onward::Call(to), due);
        }
        let moved = group.boxes.len() as u32;
        self.groups.get_or_begin(to, class).boxes.extend(group.boxes);
        moved
    }

    /// Some boxes of a class turn out to be of another: the ship's planner changed his mind.
    pub fn reclass(&mut self, id: BoxId, to: LoadClass, boxes: &mut Boxes) {
        let Onward::Call(call) = boxes[id].onward() else { return };
        let from = boxes[id].class;
        let Some(group) = self.groups.get_mut(call, from) else { return };
        let Some(place) = group.boxes.iter().position(|it| *it == id) else { return };
        group.boxes.remove(place);
        if group.boxes.is_empty() {
            self.groups.remove(call, from);
        }
        boxes[id].class = to;
        self.groups.get_or_begin(call, to).boxes.push(id);
    }
}

/// Takes out of a group, of one block if that is given, the box that is fetched with the least effort: boxes that lie above,
/// and units that wait for the block's cranes. Of equal ones it is the first; what waits is known before the pile is looked
/// at, and no effort is less than none, so that few piles are.
fn take_most_accessible(
    blocks: &[Block],
    outlooks: &[Outlook],
    group: &mut Vec<BoxId>,
    within: Option<BlockId>,
    boxes: &Boxes,
) -> Option<BoxId> {
    let mut best: Option<(u32, usize)> = None;
    for (place, id) in group.iter().enumerate() {
        let Place::Stacked { block, pile } = boxes[*id].place() else { panic!("a group is of stacked boxes") };
        let least = best.map_or(u32::MAX, |(effort, _)| effort);
        let waiting = outlooks[block.index()].waiting;
        if within.is_some_and(|only| only != block) || waiting >= least {
            continue;
        }
        let effort = waiting + blocks[block.index()].stacks.above(*id, pile);
        if effort < least {
            best = Some((effort, place));
        }
        if effort == 0 {
            break;
        }
    }
    best.map(|(_, place)| group.swap_remove(place))
}
