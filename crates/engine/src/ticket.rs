//! Names of processes and of their waits.

use crate::calendar::SLOT_BITS;
use borsh::{BorshDeserialize, BorshSerialize};
use std::fmt;
use std::num::NonZeroU64;

/// Names a process for as long as it lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub struct Pid {
    pub(crate) slot: u32,
    pub(crate) generation: u32,
}

impl Pid {
    /// Its place among the processes that live; after its end another's.
    #[inline]
    pub fn slot(self) -> u32 {
        self.slot
    }
}

impl fmt::Display for Pid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "process {}.{}", self.slot, self.generation)
    }
}

/// The right to wake one process from one wait, once. Packed into 8 bytes: number 40 | slot 24.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub struct Ticket(NonZeroU64);

impl Ticket {
    #[inline(always)]
    pub(crate) fn new(slot: u32, number: u64) -> Self {
        Self::from_word((number << SLOT_BITS) | u64::from(slot))
    }
    /// The whole ticket, above 2²⁴ (numbers begin at 1); and back.
    #[inline(always)]
    pub(crate) fn word(self) -> u64 {
        self.0.get()
    }
    #[inline(always)]
    pub(crate) fn from_word(word: u64) -> Self {
        Ticket(NonZeroU64::new(word).expect("numbers begin at 1"))
    }
    #[inline(always)]
    pub(crate) fn slot(self) -> u32 {
        self.0.get() as u32 & ((1 << SLOT_BITS) - 1)
    }
    #[inline(always)]
    pub(crate) fn number(self) -> u64 {
        self.0.get() >> SLOT_BITS
    }
}
