//! The lanes of a gate, one way: pools of the engine. Trucks stand in one line before all of them, or each before the lane it took; which lane that
//! is, is the policy.

use crate::kind::Sim;
use crate::policy::Policy;
use crate::policy::gate_lanes::GateLanes;
use crate::policy::gate_lanes::view;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{PoolId, Request};

/// Lanes of one direction.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Lanes {
    policy: Policy<GateLanes>,
    /// Lanes that trucks may take now; more may be built.
    open: u32,
    /// One pool for each lane, or one for all.
    pools: Vec<PoolId>,
}

impl Lanes {
    /// So many lanes, all open and empty.
    pub fn new(policy: Policy<GateLanes>, count: u32, sim: &mut Sim) -> Self {
        let pools = match policy.is_one_line() {
            true => vec![sim.add_pool(count)],
            false => (0..count).map(|_| sim.add_pool(1)).collect(),
        };
        Lanes { policy, open: count, pools }
    }

    /// The lane that a truck takes which comes now: whether it brings a box, and its lot, from 0 to 1.
    pub fn choose(&self, brings: bool, lot: impl FnOnce() -> f64, sim: &Sim) -> u16 {
        if self.policy.is_one_line() {
            return 0;
        }
        let open = if self.open == 0 { self.pools.len() } else { self.open as usize };
        let trucks: Vec<usize> = self.pools[..open].iter().map(|pool| trucks_in(*pool, sim)).collect();
        self.policy.decide(&view::Lanes { trucks: &trucks, brings, lot: lot() }) as u16
    }

    /// Their pools.
    pub fn pools(&self) -> &[PoolId] {
        &self.pools
    }

    /// What to seize to pass a lane, and to release behind it.
    pub fn lane(&self, lane: u16) -> Request {
        Request::of(self.pools[usize::from(lane)], 1)
    }

    /// From now on so many lanes are open. Trucks that stand before a lane that closes still pass it, unless all close.
    pub fn set_open(&mut self, open: u32, sim: &mut Sim) {
        self.open = open;
        match (self.policy.is_one_line(), &self.pools[..]) {
            (true, &[pool]) => sim.set_capacity(pool, open),
            (_, pools) => pools.iter().for_each(|pool| sim.set_capacity(*pool, open.min(1))),
        }
    }
}

fn trucks_in(pool: PoolId, sim: &Sim) -> usize {
    let pool = sim.pool(pool);
    pool.queued() + pool.taken() as usize
}
