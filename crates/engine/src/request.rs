//! What a process asks of pools.

use borsh::{BorshDeserialize, BorshSerialize};
use std::fmt;

/// Index of a pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, BorshSerialize, BorshDeserialize, Default)]
pub struct PoolId(pub(crate) u16);

impl fmt::Display for PoolId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "pool {}", self.0)
    }
}

/// The priority of requests and places in line that state none; lower numbers are served first.
pub const USUAL_PRIORITY: u8 = 128;

/// Units of up to three pools, all or none.
#[repr(align(8))] // two registers, copied whole
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Request {
    needs: [(PoolId, u16); 3],
    len: u16,
    priority: u16,
}

impl Request {
    /// So many units of one pool. No unit at all is a request that is always granted.
    pub const fn of(pool: PoolId, units: u16) -> Self {
        let nothing = Request { needs: [(pool, 0); 3], len: 0, priority: USUAL_PRIORITY as u16 };
        nothing.and(pool, units)
    }
    /// And so many of another (none: the request is as before).
    ///
    /// # Panics
    /// If a fourth pool is asked for, or the same pool twice.
    pub const fn and(mut self, pool: PoolId, units: u16) -> Self {
        if units == 0 {
            return self;
        }
        assert!(self.len < 3, "a request is for at most three pools");
        let mut i = 0;
        while i < self.len as usize {
            assert!(self.needs[i].0.0 != pool.0, "a request names each pool once");
            i += 1;
        }
        self.needs[self.len as usize] = (pool, units);
        self.len += 1;
        self
    }
    /// Lower numbers are served first; within a priority, first come, first served.
    pub const fn with_priority(mut self, priority: u16) -> Self {
        self.priority = priority;
        self
    }
    /// The priority.
    pub const fn priority(&self) -> u16 {
        self.priority
    }
    /// The pools asked, and the units of each.
    #[inline]
    pub fn needs(&self) -> &[(PoolId, u16)] {
        &self.needs[..self.len as usize]
    }
    /// The pool and the units, if it asks one pool: what most requests do.
    #[inline(always)]
    pub(crate) fn single(&self) -> Option<(PoolId, u16)> {
        (self.len == 1).then_some(self.needs[0])
    }
}
