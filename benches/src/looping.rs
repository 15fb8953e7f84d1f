//! The hold model: many processes, each of which holds again and again; and event lists alone, the calendar of the engine
//! beside the heap of the standard library.

use crate::xoshiro::Xoshiro;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::*;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A process that only holds.
#[derive(Clone, Copy, BorshSerialize, BorshDeserialize)]
pub struct Looping;

impl Stage for Looping {}

/// The random numbers, and how many holds are left.
#[derive(Clone, BorshSerialize, BorshDeserialize)]
pub struct Holds {
    plain: Xoshiro,
}

impl Process for Looping {
    type World = Holds;
    type Record = ();
    type Cause = ();

    #[inline]
    fn resume(&mut self, holds: &mut Holds, _: &mut Sim<Self>) -> Step {
        Looping.hold(SimDuration(holds.plain.exponential(1e9) as u64)).enter(self)
    }
}

/// Processes that hold for 1,000 s on average: run a while, and ask the engine how many events that took.
pub fn start(processes: u32) -> Simulation<Looping> {
    Simulation::new(Streams::new(1, 0), |sim| {
        (0..processes).for_each(|_| _ = sim.spawn(Looping));
        Holds { plain: Xoshiro::new(1) }
    })
}

/// An event list under the hold model: so many pending, the least taken out and one put in, again and again.
pub trait EventList {
    /// One more, at this instant.
    fn put(&mut self, time: u64, number: u64, slot: u32);
    /// Takes out the least: its instant, and whom it wakes.
    fn take(&mut self) -> Option<(u64, u32)>;
}

/// What the standard library offers: instant, number and slot as they are.
#[derive(Default)]
pub struct StandardHeap(BinaryHeap<Reverse<(u64, u64, u32)>>);

impl EventList for StandardHeap {
    #[inline(always)]
    fn put(&mut self, time: u64, number: u64, slot: u32) {
        self.0.push(Reverse((time, number, slot)));
    }
    #[inline(always)]
    fn take(&mut self) -> Option<(u64, u32)> {
        self.0.pop().map(|Reverse((time, _, slot))| (time, slot))
    }
}

/// The same with instant, number and slot in 32 bytes of which the first 16 are compared as one integer.
#[derive(Default)]
pub struct PackedHeap(BinaryHeap<Reverse<(u128, u32)>>);

impl EventList for PackedHeap {
    #[inline(always)]
    fn put(&mut self, time: u64, number: u64, slot: u32) {
        self.0.push(Reverse(((u128::from(time) << 64) | u128::from(number), slot)));
    }
    #[inline(always)]
    fn take(&mut self) -> Option<(u64, u32)> {
        self.0.pop().map(|Reverse((key, slot))| ((key >> 64) as u64, slot))
    }
}

impl EventList for Calendar {
    #[inline(always)]
    fn put(&mut self, time: u64, number: u64, slot: u32) {
        self.push(Key::new(SimTime(time), 128, number, slot));
    }
    #[inline(always)]
    fn take(&mut self) -> Option<(u64, u32)> {
        self.take_due_by(SimTime::MAX).map(|key| (key.time().0, key.slot()))
    }
}

/// The hold model on an event list; the increments are drawn beforehand, so that the list alone is measured.
pub struct HoldModel<L> {
    list: L,
    increments: Vec<u64>,
    number: u64,
}

impl<L: EventList + Default> HoldModel<L> {
    /// With so many pending; exponential increments.
    pub fn new(pending: u32) -> Self {
        let (mut plain, mut list) = (Xoshiro::new(7), L::default());
        let mut draw = || plain.exponential(1e9) as u64 + 1;
        let increments: Vec<u64> = (0..1 << 16).map(|_| draw()).collect();
        (0..pending).for_each(|slot| list.put(draw(), u64::from(slot) + 1, slot));
        HoldModel { list, increments, number: u64::from(pending) }
    }
    /// So many times out and in; all instants, mixed: equal for all lists.
    pub fn hold(&mut self, times: u64) -> u64 {
        let mut seen = 0;
        for _ in 0..times {
            let Some((now, slot)) = self.list.take() else { break };
            seen ^= now;
            self.number += 1;
            self.list.put(now + self.increments[self.number as usize & 0xFFFF], self.number, slot);
        }
        seen
    }
}
