//! What is known when a truck books an hour at a gate.

use std::collections::BTreeMap;

/// The book of a gate, and the hour that a truck wants.
#[derive(Clone, Copy, Debug)]
pub struct Book<'a> {
    /// Trucks an hour that may be booked.
    pub per_hour: u32,
    /// Trucks booked so far, by hour since the beginning; hours without any are not in it.
    pub booked: &'a BTreeMap<u64, u32>,
    /// The hour it wants; it cannot come before.
    pub wanted: u64,
}

/// The hour it gets, not before the wanted one.
pub type Rule = fn(&Book<'_>) -> u64;

impl Book<'_> {
    /// What is wrong with a choice.
    pub fn fault(&self, choice: &u64) -> Option<&'static str> {
        (*choice < self.wanted).then_some("before the wanted hour")
    }
    /// Trucks booked in an hour.
    pub fn booked_in(&self, hour: u64) -> u32 {
        self.booked.get(&hour).copied().unwrap_or(0)
    }
    /// The first hour with a free slot, not before this one.
    pub fn first_free(&self, from: u64) -> u64 {
        (from..).find(|hour| self.booked_in(*hour) < self.per_hour).expect("there are hours without end")
    }
}
