//! A number that changes at instants, averaged over time.

use crate::canary::{Bug, planted};
use crate::time::{SimDuration, SimTime};
use borsh::{BorshDeserialize, BorshSerialize};

/// A number that changes at instants; its area over time is an exact integer.
///
/// Kept as value · now − Σ change · instant, so that a change costs one multiplication and no memory of the last one.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct TimeWeighted {
    value: u64,
    greatest: u64,
    changes: i128,
    start: SimTime,
}

impl TimeWeighted {
    /// The value from `now` on. Instants do not go back.
    #[inline(always)]
    pub fn set(&mut self, now: SimTime, value: u32) {
        self.set_u64(now, u64::from(value));
    }
    /// The same, for amounts that need 64 bits.
    ///
    /// The value stays below 2⁶³.
    #[inline(always)]
    pub fn set_u64(&mut self, now: SimTime, value: u64) {
        self.changes += i128::from(value as i64 - self.value as i64) * i128::from(now.0 as i64);
        self.value = value;
        self.greatest = self.greatest.max(value);
    }
    /// One change up or down.
    ///
    /// # Panics
    /// In debug builds, if the value falls below 0.
    #[inline(always)]
    pub fn add(&mut self, now: SimTime, change: i64) {
        debug_assert!(self.value as i64 + change >= 0, "a level is not below 0");
        self.set_u64(now, (self.value as i64 + change) as u64);
    }
    /// Forgets all that was before `now`, but not the value: the end of a warm-up.
    pub fn reset(&mut self, now: SimTime) {
        if planted(Bug::WarmUpKept) {
            return;
        }
        self.changes = i128::from(self.value) * i128::from(now.0);
        self.start = now;
        self.greatest = self.value;
    }
    /// The present value.
    pub fn value(&self) -> u64 {
        self.value
    }
    /// The greatest value since the start or the last reset.
    pub fn max(&self) -> u64 {
        self.greatest
    }
    /// Value × time since the start or the last reset [value · µs].
    pub fn area(&self, now: SimTime) -> u128 {
        let area = i128::from(self.value) * i128::from(now.0) - self.changes;
        u128::try_from(area).expect("instants do not go back")
    }
    /// Mean since the start or the last reset; NaN if no time has passed.
    pub fn mean(&self, now: SimTime) -> f64 {
        self.average(now).mean()
    }
    /// What has been seen up to `now`, fit to be merged with that of other replications.
    pub fn average(&self, now: SimTime) -> TimeAverage {
        TimeAverage { area: self.area(now), span: now - self.start, greatest: self.greatest }
    }
}

/// The average of a number over stretches of time.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct TimeAverage {
    area: u128,
    span: SimDuration,
    greatest: u64,
}

impl TimeAverage {
    /// Mean; NaN if no time has passed.
    pub fn mean(&self) -> f64 {
        self.area as f64 / self.span.0 as f64
    }
    /// Value × time [value · µs].
    pub fn area(&self) -> u128 {
        self.area
    }
    /// How long it was observed.
    pub fn span(&self) -> SimDuration {
        self.span
    }
    /// The greatest value.
    pub fn max(&self) -> u64 {
        self.greatest
    }
    /// Adds another stretch.
    pub fn merge(&mut self, other: &TimeAverage) {
        self.area += other.area;
        self.span += other.span;
        self.greatest = self.greatest.max(other.greatest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_area_is_exact_and_a_reset_forgets_what_was_before() {
        let mut crates = TimeWeighted::default();
        crates.set(SimTime(10), 3);
        crates.set(SimTime(20), 5);
        crates.add(SimTime(20), -4);
        assert_eq!((crates.area(SimTime(25)), crates.max()), (35, 5));
        crates.reset(SimTime(25));
        assert_eq!((crates.area(SimTime(25)), crates.max()), (0, 1));
        crates.set(SimTime(35), 0);
        let mut twice = crates.average(SimTime(45));
        assert_eq!((twice.area(), twice.span()), (10, SimDuration(20)));
        twice.merge(&crates.average(SimTime(45)));
        assert!((twice.mean() - 0.5).abs() < 1e-12);
    }

    #[test]
    fn large_amounts_over_centuries_do_not_overflow() {
        let mut tank = TimeWeighted::default();
        tank.set_u64(SimTime(1), (1 << 63) - 1);
        assert_eq!(tank.area(SimTime::MAX), u128::from((1u64 << 63) - 1) * u128::from((1u64 << 56) - 2));
    }
}
