//! The piles of a block as arrays, and which pile of a bay is the cheapest for a box.

use super::Stackable;
use crate::cargo::Length;
use crate::ids::BoxId;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Greatest stacking height that is supported.
pub const MAX_TIERS: usize = 8;

/// Class key of a pile whose boxes are not all of one class of one call.
const MIXED: u32 = u32::MAX;

/// Bits of a due date for the turn within one ship.
const TURN_BITS: u32 = 6;

/// What a pile offers to a box that comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[repr(u8)]
enum Offer {
    /// It is full, or its place is taken by the other half of its ground.
    Nothing,
    /// Room on 20 ft boxes.
    OnTwenty,
    /// Room on 40 ft boxes.
    OnForty,
    /// No box yet, beside a pile of 20 ft boxes.
    Beside,
    /// An empty ground, said by its first half.
    Ground,
}

/// What it costs to put a box down, by what lies below: in hundredths of an expected rehandle, below `NO_PLACE`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Costs {
    /// Boxes of its class and call alone.
    pub(super) own_class: i32,
    /// Boxes of the same ship that are loaded after it.
    pub(super) later_turn: i32,
    /// Boxes of the same ship, one at least loaded before it.
    pub(super) earlier_turn: i32,
    /// Boxes that all leave after it.
    pub(super) later: i32,
    /// Boxes of which one at least leaves before it.
    pub(super) earlier: i32,
    /// The free half of a ground.
    pub(super) half: i32,
    /// An empty ground.
    pub(super) ground: i32,
}

/// The cost of what may not be taken.
pub(super) const NO_PLACE: i32 = 1 << 14;

/// The piles of a block, one field an array: looking for a place runs over few bytes, several piles at a time.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Piles {
    boxes: Vec<[u32; MAX_TIERS]>,
    heights: Vec<u8>,
    /// The class key all boxes share, or `MIXED`.
    keys: Vec<u32>,
    /// When the first of them is due to leave.
    earliest_dues: Vec<u32>,
    offers: Vec<Offer>,
}

impl Piles {
    /// Two piles a ground, all empty.
    pub(super) fn new(grounds: usize) -> Self {
        let count = 2 * grounds;
        let (boxes, heights) = (vec![[0; MAX_TIERS]; count], vec![0; count]);
        let offers = [Offer::Ground, Offer::Nothing].repeat(grounds);
        Piles { boxes, heights, keys: vec![MIXED; count], earliest_dues: vec![u32::MAX; count], offers }
    }
    /// How many.
    pub(super) fn len(&self) -> usize {
        self.heights.len()
    }
    /// The boxes of a pile, from the ground up.
    #[inline]
    pub(super) fn of(&self, pile: usize) -> &[u32] {
        &self.boxes[pile][..usize::from(self.heights[pile])]
    }
    /// How many they are.
    #[inline]
    pub(super) fn height(&self, pile: usize) -> u8 {
        self.heights[pile]
    }
    /// Are there boxes, all of this class key?
    #[inline]
    pub(super) fn are_all(&self, pile: usize, key: u32) -> bool {
        self.keys[pile] == key && self.heights[pile] > 0
    }
    /// When the first box of a pile is due to leave.
    #[cfg(test)]
    pub(super) fn earliest_due(&self, pile: usize) -> u32 {
        self.earliest_dues[pile]
    }

    /// One more box on a pile.
    pub(super) fn push(&mut self, pile: usize, id: BoxId, it: Stackable) {
        let height = self.heights[pile];
        self.keys[pile] = if height == 0 || self.keys[pile] == it.key { it.key } else { MIXED };
        self.earliest_dues[pile] = self.earliest_dues[pile].min(it.due);
        self.boxes[pile][usize::from(height)] = id.0;
        self.heights[pile] += 1;
    }
    /// One box less; `due_of` tells when those below are due.
    pub(super) fn pop(&mut self, pile: usize, due_of: impl Fn(BoxId) -> u32) -> BoxId {
        let height = self.heights[pile].checked_sub(1).expect("a pile with a box on it");
        let id = BoxId(self.boxes[pile][usize::from(height)]);
        self.heights[pile] = height;
        self.earliest_dues[pile] = self.of(pile).iter().map(|id| due_of(BoxId(*id))).min().unwrap_or(u32::MAX);
        if height == 0 {
            self.keys[pile] = MIXED;
        }
        id
    }
    /// After a change of one of its piles: what the two halves of a ground offer, with boxes of `length` there or none.
    pub(super) fn offer(&mut self, ground: usize, length: Option<Length>, tiers: u8) {
        for pile in [ground * 2, ground * 2 + 1] {
            let (is_first, height) = (pile % 2 == 0, self.heights[pile]);
            self.offers[pile] = match length {
                None if is_first => Offer::Ground,
                Some(Length::Twenty) if height == 0 => Offer::Beside,
                Some(Length::Twenty) if height < tiers => Offer::OnTwenty,
                Some(Length::Forty) if is_first && height < tiers => Offer::OnForty,
                None | Some(_) => Offer::Nothing,
            };
        }
    }

    /// The cheapest of some piles for a box, the first of equals, and its cost; not `but`, and none dearer than `NO_PLACE`.
    ///
    /// Costs are found without a branch, and compared together with the place in one number, so that the compiler takes
    /// four piles at a time.
    #[inline]
    pub(super) fn cheapest(&self, piles: Range<usize>, it: Stackable, costs: &Costs, but: usize) -> Option<(u32, usize)> {
        let (on_boxes, beside) = match it.length {
            Length::Twenty => (Offer::OnTwenty, Offer::Beside),
            Length::Forty => (Offer::OnForty, Offer::OnForty),
        };
        let but = but.wrapping_sub(piles.start) as i32;
        let (keys, dues) = (&self.keys[piles.clone()], &self.earliest_dues[piles.clone()]);
        let faces = keys.iter().zip(dues).zip(&self.offers[piles.clone()]);
        let mut least = NO_PLACE << 16;
        for (place, ((key, due), offer)) in faces.enumerate() {
            let is_later = *due > it.due;
            let with_ship = either(is_later, costs.later_turn, costs.earlier_turn);
            let with_others = either(is_later, costs.later, costs.earlier);
            let mixed = either((*due ^ it.due) >> TURN_BITS == 0, with_ship, with_others);
            let stacked = either(*key == it.key, costs.own_class, mixed);
            let bare = either(*offer == Offer::Ground, costs.ground, NO_PLACE);
            let bare = either(*offer == beside, costs.half, bare);
            let cost = either(*offer == on_boxes, stacked, bare);
            let cost = either(place as i32 == but, NO_PLACE, cost);
            least = least.min(cost << 16 | place as i32);
        }
        (least < NO_PLACE << 16).then_some(((least >> 16) as u32, piles.start + (least & 0xFFFF) as usize))
    }
}

/// One of two numbers, without a branch.
#[inline(always)]
fn either(first: bool, one: i32, other: i32) -> i32 {
    other ^ ((one ^ other) & -i32::from(first))
}
