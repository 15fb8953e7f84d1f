//! Who holds which units: a check, on in debug builds and with the invariants of a run.

use crate::request::{PoolId, Request};
use crate::ticket::Pid;
use borsh::{BorshDeserialize, BorshSerialize};

/// Units of one pool that one process holds.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
struct Holding {
    /// Of which of the processes that had the slot, one after another.
    generation: u32,
    pool: PoolId,
    units: u32,
}

/// What is held, slot by slot: a few pools each. Units that are not held are not listed.
#[derive(Clone, Debug, Default, BorshSerialize, BorshDeserialize)]
pub(crate) struct Holders(Vec<Vec<Holding>>);

impl Holders {
    pub(crate) fn take(&mut self, pid: Pid, request: &Request) {
        let slot = pid.slot as usize;
        if self.0.len() <= slot {
            self.0.resize_with(slot + 1, Vec::new);
        }
        let held = &mut self.0[slot];
        for &(pool, units) in request.needs() {
            let units = u32::from(units);
            match held.iter_mut().find(|it| it.pool == pool && it.generation == pid.generation) {
                Some(it) => it.units += units,
                None => held.push(Holding { generation: pid.generation, pool, units }),
            }
        }
    }
    pub(crate) fn give_back(&mut self, pid: Pid, request: &Request) {
        let mut nothing = Vec::new();
        let held = self.0.get_mut(pid.slot as usize).unwrap_or(&mut nothing);
        for &(pool, units) in request.needs() {
            let place = held.iter().position(|it| it.pool == pool && it.generation == pid.generation);
            let holds = place.map_or(0, |place| held[place].units);
            let (Some(place), Some(left)) = (place, holds.checked_sub(u32::from(units))) else {
                panic!("{pid} gives back {units} of {pool} and holds {holds}; see `Sim::hand_over`");
            };
            held[place].units = left;
            if left == 0 {
                held.swap_remove(place);
            }
        }
    }
    pub(crate) fn end(&self, pid: Pid) {
        let held = self.0.get(pid.slot as usize).into_iter().flatten();
        if let Some(Holding { pool, units, .. }) = held.into_iter().find(|it| it.generation == pid.generation) {
            panic!("{pid} ends and still holds {units} of {pool}; see `Sim::hand_over`");
        }
    }
}
