//! The wear of machines: how long one will still hold, and since when it was not serviced. It is counted where the work is done.

use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, SimTime};

/// The wear of one machine, or of machines that nobody tells apart.
#[derive(Clone, Debug, Default, BorshSerialize, BorshDeserialize)]
pub struct Wear {
    /// Working time until the next breakdown, where that has a memory.
    pub sound: Option<SimDuration>,
    /// How many breakdowns there were.
    pub failures: u32,
    /// Working time since the last service.
    pub used: SimDuration,
    /// When the next one is due by the calendar.
    pub due: Option<SimTime>,
    /// How many services there were.
    pub services: u32,
    /// What takes it out of service as soon as it lays down its work.
    pub outage: Option<Outage>,
}

/// A machine is out of service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub struct Outage {
    /// The work on it takes so long.
    pub lasting: SimDuration,
    /// Maintenance, not a breakdown.
    pub planned: bool,
    /// What it is of, for random numbers.
    pub key: u64,
}
