//! Observed durations, in integers.

use crate::time::SimDuration;
use borsh::{BorshDeserialize, BorshSerialize};

/// Count, sum, sum of squares and extremes of observed durations: exact, so that the order of merging cannot matter.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Tally {
    count: u64,
    total: u128,
    squares: u128,
    least: SimDuration,
    greatest: SimDuration,
}

impl Default for Tally {
    fn default() -> Self {
        Tally { count: 0, total: 0, squares: 0, least: SimDuration(u64::MAX), greatest: SimDuration::ZERO }
    }
}

impl Tally {
    /// One more observation.
    #[inline]
    pub fn observe(&mut self, d: SimDuration) {
        self.count += 1;
        self.total += u128::from(d.0);
        let squares = self.squares.checked_add(u128::from(d.0) * u128::from(d.0));
        self.squares = squares.expect("the squares of what is observed add up to less than 2^128 µs²");
        self.least = self.least.min(d);
        self.greatest = self.greatest.max(d);
    }
    /// How many there were.
    pub fn count(&self) -> u64 {
        self.count
    }
    /// Sum [µs].
    pub fn total_micros(&self) -> u128 {
        self.total
    }
    /// Mean [s]; NaN without observations.
    pub fn mean_seconds(&self) -> f64 {
        self.total as f64 * 1e-6 / self.count as f64
    }
    /// Sample variance, with n − 1 [s²]; NaN with fewer than two observations.
    pub fn variance_seconds2(&self) -> f64 {
        if self.count < 2 {
            return f64::NAN;
        }
        // n Σd² − (Σd)² would need 256 bits; Σd² − n·mean² with the mean's integer part and remainder apart does not.
        let (n, mean, rest) = (u128::from(self.count), self.total / u128::from(self.count), self.total % u128::from(self.count));
        let about_mean = self.squares - mean * (self.total + rest); // Σd² − n·mean² − 2·mean·rest
        let spread = about_mean as f64 - (rest as f64) * (rest as f64) / n as f64;
        (spread / (n - 1) as f64 * 1e-12).max(0.0)
    }
    /// Standard deviation [s]; NaN with fewer than two observations.
    pub fn sd_seconds(&self) -> f64 {
        self.variance_seconds2().sqrt()
    }
    /// The shortest, if there is one.
    pub fn min(&self) -> Option<SimDuration> {
        (self.count > 0).then_some(self.least)
    }
    /// The longest, if there is one.
    pub fn max(&self) -> Option<SimDuration> {
        (self.count > 0).then_some(self.greatest)
    }
    /// Adds the observations of another.
    pub fn merge(&mut self, other: &Tally) {
        self.count += other.count;
        self.total += other.total;
        self.squares = self.squares.checked_add(other.squares).expect("the squares add up to less than 2^128 µs²");
        self.least = self.least.min(other.least);
        self.greatest = self.greatest.max(other.greatest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_of_a_few_durations_and_of_their_halves_merged() {
        let [mut all, mut left, mut right] = [(); 3].map(|()| Tally::default());
        for (i, s) in [2u64, 4, 4, 4, 5, 5, 7, 9].into_iter().enumerate() {
            all.observe(SimDuration::seconds(s));
            if i < 3 { &mut left } else { &mut right }.observe(SimDuration::seconds(s));
        }
        left.merge(&right);
        assert_eq!(all, left);
        assert!((all.mean_seconds() - 5.0).abs() < 1e-12 && (all.variance_seconds2() - 32.0 / 7.0).abs() < 1e-12);
        assert_eq!((all.min(), all.max()), (Some(SimDuration::seconds(2)), Some(SimDuration::seconds(9))));
    }

    #[test]
    fn a_small_spread_around_a_large_mean_is_not_lost() {
        let mut tally = Tally::default();
        for d in [0u64, 1, 2, 4] {
            tally.observe(SimDuration(1_000_000_000_000_000 + d));
        }
        assert!((tally.variance_seconds2() * 1e12 - 35.0 / 12.0).abs() < 1e-9);
    }

    #[test]
    fn nothing_observed_has_no_mean() {
        assert!(Tally::default().mean_seconds().is_nan() && Tally::default().variance_seconds2().is_nan());
        assert_eq!(Tally::default().min(), None);
    }
}
