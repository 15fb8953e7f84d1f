//! The measured part of simulated time.

use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, SimTime};

/// From the end of the warm-up to the end of the horizon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Window {
    /// First instant that counts.
    pub from: SimTime,
    /// Last instant.
    pub to: SimTime,
}

impl Window {
    /// Does this instant count?
    #[inline]
    pub fn has(&self, at: SimTime) -> bool {
        at >= self.from && at <= self.to
    }
    /// How much of an interval lies in the window.
    pub fn part(&self, from: SimTime, to: SimTime) -> SimDuration {
        SimDuration(to.0.min(self.to.0).saturating_sub(from.0.max(self.from.0)))
    }
    /// Its length.
    pub fn length(&self) -> SimDuration {
        self.to - self.from
    }
    /// Its length in hours.
    pub fn hours(&self) -> f64 {
        self.length().as_seconds_f64() / 3600.0
    }
    /// Days since its start, negative before.
    pub fn day(&self, at: SimTime) -> f64 {
        (at.0 as f64 - self.from.0 as f64) / 86_400e6
    }
}

/// A length of time in hours.
pub fn hours(it: SimDuration) -> f64 {
    it.as_seconds_f64() / 3600.0
}
