//! The piles of a block as arrays, and which pile of a bay is the cheapest for a box.

use super::Stackable;
use crate::cargo::Length;
use crate::ids::BoxId;
pub(super) use crate::policy::stacking::view::{Costs, NO_PLACE};
use borsh::{BorshDeserialize, BorshSerialize};
use std::ops::Range;

/// Greatest stacking height that is supported.
pub const MAX_TIERS: usize = 8;

/// Class key of a pile whose boxes are not all of one class of one call.
const MIXED: u32 = u32::MAX;

/// The bits of a due date that are the turn within one ship.
pub(super) const TURNS: u32 = 0x3F;

// What a pile offers to a box of one length: room on boxes; or the free half of a ground; or an empty ground, said by its first
// half; or nothing, `NO_PLACE`. Numbers, because costs are found without a branch.
pub(super) const OPEN: i32 = 0;
pub(super) const HALF: i32 = 1;
pub(super) const GROUND: i32 = 2;

/// The piles of a block, one field an array: looking for a place runs over few bytes, several piles at a time.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub(super) struct Piles {
    boxes: Vec<[u32; MAX_TIERS]>,
    heights: Vec<u8>,
    /// The class key all boxes share, or `MIXED`.
    keys: Vec<u32>,
    /// When the first of them is due to leave.
    earliest_dues: Vec<u32>,
    /// To boxes of 20 ft, and of 40 ft.
    offers: [Vec<i32>; 2],
}

impl Piles {
    /// Two piles a ground, all empty.
    pub(super) fn new(grounds: usize) -> Self {
        let count = 2 * grounds;
        let (boxes, heights) = (vec![[0; MAX_TIERS]; count], vec![0; count]);
        let offers = [(); 2].map(|()| [GROUND, NO_PLACE].repeat(grounds));
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
    /// What a pile offers to boxes of this length, its class key, and when its first box is due.
    #[inline]
    pub(super) fn offered(&self, pile: usize, length: Length) -> (i32, u32, u32) {
        (self.offers[length as usize][pile], self.keys[pile], self.earliest_dues[pile])
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
            let on_boxes = if height < tiers { OPEN } else { NO_PLACE };
            let (twenty, forty) = match length {
                None if is_first => (GROUND, GROUND),
                Some(Length::Twenty) if height == 0 => (HALF, NO_PLACE),
                Some(Length::Twenty) => (on_boxes, NO_PLACE),
                Some(Length::Forty) if is_first => (NO_PLACE, on_boxes),
                None | Some(Length::Forty) => (NO_PLACE, NO_PLACE),
            };
            self.offers[Length::Twenty as usize][pile] = twenty;
            self.offers[Length::Forty as usize][pile] = forty;
        }
    }

    /// The cheapest of some piles for a box, the first of equals, and its cost; none that costs `NO_PLACE` or more.
    ///
    /// Costs are sums in which each condition adds what it changes, and they are compared together with the place in one
    /// number: so there is no branch, and the compiler takes four piles at a time (measured 3 x as fast as `match`).
    #[inline]
    pub(super) fn cheapest(&self, piles: Range<usize>, it: Stackable, costs: &Costs) -> Option<(u32, usize)> {
        let (keys, dues) = (&self.keys[piles.clone()], &self.earliest_dues[piles.clone()]);
        let offers = &self.offers[it.length as usize][piles.clone()];
        let (first_turn, last_turn) = (it.due & !TURNS, it.due | TURNS);
        let mut least = NO_PLACE << 16;
        for (place, ((key, due), offer)) in keys.iter().zip(dues).zip(offers).enumerate() {
            let mixed = costs.earlier
                + only_if(*due >= first_turn, costs.earlier_turn - costs.earlier)
                + only_if(*due > it.due, costs.later_turn - costs.earlier_turn)
                + only_if(*due > last_turn, costs.later - costs.later_turn);
            let cost = only_if(*key != it.key, mixed) + *offer // no box yet: due later than any, of no class
                + only_if(*offer == HALF, costs.half - costs.later - HALF)
                + only_if(*offer == GROUND, costs.ground - costs.later - GROUND);
            least = least.min(cost << 16 | place as i32);
        }
        (least < NO_PLACE << 16).then_some(((least >> 16) as u32, piles.start + (least & 0xFFFF) as usize))
    }
}

/// A number, or 0, without a branch.
#[inline(always)]
fn only_if(condition: bool, number: i32) -> i32 {
    number & -i32::from(condition)
}
