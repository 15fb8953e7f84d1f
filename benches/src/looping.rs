//! The hold model: many processes, each of which holds again and again; and the same with the heap of the standard library.

use crate::xoshiro::Xoshiro;
use darse_engine::*;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A process that only holds.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub struct Looping;

impl Stage for Looping {}

/// The random numbers, and how many holds are left.
#[derive(Clone, Serialize, Deserialize)]
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

/// The same on a `BinaryHeap`: returns the state after so many holds.
pub struct StandardHeap {
    heap: BinaryHeap<Reverse<(u64, u64, u32)>>,
    plain: Xoshiro,
    number: u64,
}

impl StandardHeap {
    /// With so many pending.
    pub fn new(pending: u32) -> Self {
        let mut plain = Xoshiro::new(1);
        let heap = (0..pending).map(|slot| Reverse((plain.exponential(1e9) as u64, u64::from(slot), slot))).collect();
        StandardHeap { heap, plain, number: u64::from(pending) }
    }
    /// So many pops, each followed by a push.
    pub fn hold(&mut self, times: u64) -> u64 {
        let mut now = 0;
        for _ in 0..times {
            let Some(Reverse((time, _, slot))) = self.heap.pop() else { break };
            now = time;
            self.number += 1;
            self.heap.push(Reverse((now + self.plain.exponential(1e9) as u64, self.number, slot)));
        }
        now
    }
}
