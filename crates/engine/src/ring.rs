//! What is due at this very instant, in the order in which it was caused.

use crate::canary::{Bug, planted};
use crate::ticket::Pid;
use borsh::{BorshDeserialize, BorshSerialize};
use std::collections::VecDeque;

/// One thing due now.
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
pub(crate) enum Now<C> {
    Resume(u32),
    Interrupt(Pid, C),
}

/// First in, first out. Nearly always it holds one wake-up or nothing; one word says which, and nothing else is touched.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub(crate) struct Ring<C> {
    /// The slot of the one wake-up; or `NOTHING`; or `SEVERAL`, and they are in `several`.
    only: u32,
    several: VecDeque<Now<C>>,
}

/// Room for more is given back once it is not needed: a million processes begin at one instant, once.
pub(crate) const ROOM_KEPT: usize = 1024;

/// Above all slots, as both are with the highest bit.
const NOTHING: u32 = u32::MAX;
const SEVERAL: u32 = u32::MAX - 1;

impl<C> Ring<C> {
    pub(crate) fn new() -> Self {
        Ring { only: NOTHING, several: VecDeque::new() }
    }
    #[inline(always)]
    pub(crate) fn push_resume(&mut self, slot: u32) {
        if self.only == NOTHING {
            self.only = slot;
        } else {
            self.push(Now::Resume(slot));
        }
    }
    #[cold]
    pub(crate) fn push_interrupt(&mut self, pid: Pid, cause: C) {
        self.push(Now::Interrupt(pid, cause));
    }
    #[inline(never)]
    fn push(&mut self, thing: Now<C>) {
        if self.only < SEVERAL {
            self.several.push_back(Now::Resume(self.only));
        }
        self.only = SEVERAL;
        self.several.push_back(thing);
    }
    /// What is due, if it is one wake-up and no more.
    #[inline(always)]
    pub(crate) fn pop_only(&mut self) -> Option<u32> {
        let slot = self.only;
        // the sign of the word, as slots are far below it: one instruction less than a comparison, at each step
        (slot as i32 >= 0).then(|| {
            self.only = NOTHING;
            slot
        })
    }
    /// The first of several.
    #[inline(never)]
    pub(crate) fn pop(&mut self) -> Option<Now<C>> {
        let first = if planted(Bug::RingReversed) { self.several.pop_back() } else { self.several.pop_front() };
        if self.several.is_empty() {
            self.only = NOTHING;
            if self.several.capacity() > ROOM_KEPT {
                self.several = VecDeque::new();
            }
        }
        first
    }
    #[inline(always)]
    pub(crate) fn is_empty(&self) -> bool {
        self.only == NOTHING
    }
    /// Memory set aside [bytes].
    pub(crate) fn bytes(&self) -> usize {
        self.several.capacity() * size_of::<Now<C>>()
    }
    /// How many are due, where they are several.
    pub(crate) fn len(&self) -> usize {
        self.several.len()
    }
    /// Brings one of several to the front, whatever its place.
    #[cold]
    pub(crate) fn bring_forward(&mut self, place: usize) {
        self.several.swap(0, place);
    }
}
