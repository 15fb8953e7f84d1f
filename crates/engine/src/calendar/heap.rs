//! Keys in a heap of arity four: half the height of a binary heap, one line of the cache a level.

use super::{Key, NOBODY, NONE, Siblings};
use crate::canary::{Bug, planted};
use crate::slots::make_room;
use borsh::{BorshDeserialize, BorshSerialize};

/// Place of the least key: the last of the first four. So the children of any place are four siblings: those of place `p`
/// are the siblings number `p - 2`, and the parent of a place is number `p / 4 + 2`.
const ROOT: usize = 3;

/// The keys. Empty places hold a key above all others, so that four are always compared, two by two and without a branch.
///
/// Taking the first key leaves a hole at the top. Nearly always the process it wakes, or one that is woken by that, holds
/// next: its key fills the hole and sinks once; measured 3 to 8 ns a hold less than closing
/// the hole and rising from the bottom.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub(super) struct Heap {
    heap: Vec<Siblings>,
    /// Places in use, those before the root with them.
    end: usize,
    hole: bool,
}

impl Default for Heap {
    fn default() -> Self {
        Heap { heap: vec![NOBODY], end: ROOT, hole: false }
    }
}

impl Heap {
    /// The least key; above all others, if there is none.
    #[inline(always)]
    pub(super) fn first(&mut self) -> Key {
        if self.hole {
            self.close();
        }
        self.heap[0].0[ROOT]
    }

    /// Takes away the key that `first` has just given.
    #[inline(always)]
    pub(super) fn take_first(&mut self) {
        debug_assert!(!self.hole && self.end > ROOT, "the first key is looked at before it is taken");
        self.hole = true;
    }

    /// Fills the hole at the top, if there is one.
    #[inline(always)]
    pub(super) fn fill(&mut self, key: Key) -> bool {
        let hole = self.hole;
        if hole {
            self.hole = false;
            self.sink(key);
        }
        hole
    }

    /// Keys in it.
    #[inline]
    pub(super) fn len(&self) -> usize {
        self.end - ROOT - usize::from(self.hole)
    }
    /// Memory set aside [bytes].
    pub(super) fn bytes(&self) -> usize {
        self.heap.capacity() * size_of::<Siblings>()
    }
    /// Its keys, in no order that means anything.
    pub(super) fn each(mut self, with: &mut impl FnMut(Key)) {
        if self.hole {
            self.close();
        }
        self.heap.iter().flat_map(|siblings| siblings.0).filter(|&key| key != NONE).for_each(with);
    }

    /// Fills the hole with the last key.
    #[inline(never)]
    fn close(&mut self) {
        self.hole = false;
        self.end -= 1;
        let last = std::mem::replace(&mut self.heap[self.end / 4].0[self.end % 4], NONE);
        if self.end == ROOT {
            return;
        }
        if self.end.is_multiple_of(4) {
            self.heap.pop();
        }
        self.sink(last);
    }

    /// One key more, from the bottom up.
    #[inline(always)]
    pub(super) fn rise(&mut self, key: Key) {
        let mut place = self.end;
        self.end += 1;
        if place / 4 == self.heap.len() {
            make_room(&mut self.heap);
            self.heap.push(NOBODY);
        }
        while place > ROOT {
            let parent = place / 4 + 2;
            let above = self.heap[parent / 4].0[parent % 4];
            if above <= key {
                break;
            }
            self.heap[place / 4].0[place % 4] = above;
            place = parent;
        }
        self.heap[place / 4].0[place % 4] = key;
    }

    /// From the root down.
    #[inline(always)]
    fn sink(&mut self, key: Key) {
        let heap = &mut self.heap[..];
        if self.end == ROOT + 2
            && let Some(siblings) = heap.get_mut(1)
        {
            // of two, one is the root: the shortest way for the smallest models, 3 ns a customer of M/M/1
            let other = siblings.0[0];
            if other < key {
                siblings.0[0] = key;
                heap[0].0[ROOT] = other;
            } else {
                heap[0].0[ROOT] = key;
            }
            return;
        }
        let mut place = ROOT;
        while let Some(&Siblings([a, b, c, d])) = heap.get(place - 2) {
            let d = if planted(Bug::ChildForgotten) { NONE } else { d };
            let (least, found) = lesser(lesser((0, a), (1, b)), lesser((2, c), (3, d)));
            if found >= key {
                break;
            }
            heap[place / 4].0[place % 4] = found;
            place = 4 * (place - 2) + least;
        }
        heap[place / 4].0[place % 4] = key;
    }
}

#[inline(always)]
fn lesser(a: (usize, Key), b: (usize, Key)) -> (usize, Key) {
    if b.1 < a.1 { b } else { a }
}
