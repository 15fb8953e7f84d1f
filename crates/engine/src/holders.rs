//! Who holds which units: a check, on in debug builds and with the invariants of a run.

use crate::request::{PoolId, Request};
use crate::ticket::Pid;
use borsh::{BorshDeserialize, BorshSerialize};
use std::collections::BTreeMap;

/// Units by process and pool; those that are not held are not listed.
#[derive(Clone, Debug, Default, BorshSerialize, BorshDeserialize)]
pub(crate) struct Holders(BTreeMap<(Pid, PoolId), u32>);

impl Holders {
    pub(crate) fn take(&mut self, pid: Pid, request: &Request) {
        for &(pool, units) in request.needs() {
            *self.0.entry((pid, pool)).or_default() += u32::from(units);
        }
    }
    pub(crate) fn give_back(&mut self, pid: Pid, request: &Request) {
        for &(pool, units) in request.needs() {
            let held = self.0.get(&(pid, pool)).copied().unwrap_or(0);
            let left = held.checked_sub(u32::from(units));
            let left =
                left.unwrap_or_else(|| panic!("{pid} gives back {units} of {pool} and holds {held}; see `Sim::hand_over`"));
            if left == 0 {
                self.0.remove(&(pid, pool));
            } else {
                self.0.insert((pid, pool), left);
            }
        }
    }
    pub(crate) fn end(&self, pid: Pid) {
        let first = self.0.range((pid, PoolId(0))..=(pid, PoolId(u16::MAX))).next();
        if let Some(((_, pool), units)) = first {
            panic!("{pid} ends and still holds {units} of {pool}; see `Sim::hand_over`");
        }
    }
}
