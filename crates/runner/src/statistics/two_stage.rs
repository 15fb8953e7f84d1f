//! How many replications a precision takes, by what a pilot saw.
//!
//! The size of a sample must not depend on the sample itself: whoever stops as soon as an interval looks narrow stops when the spread
//! happens to look small, and covers less than is said (of skewed waits 87 % instead of 95 %, stopping from 3 replications on at
//! 10 %). So a pilot says how many, and so many are run afresh; the pilot takes no part in the result (Stein, *Annals of
//! Mathematical Statistics* 16, 1945; Law, *Simulation Modeling and Analysis*, 9.4.1).

use super::{mean, standard_deviation, student_quantile};
use darse_engine::real::normal_quantile;

/// Replications of a pilot.
pub const PILOT: u32 = 30;

/// Replications of the fresh set at least: fewer do not tell the skew.
pub const LEAST: usize = 30;

/// So many times as many as the pilot's spread alone would ask for: 30 replications underestimate a variance by a factor of 1.4 or more
/// about once in eight times (χ² with 29 degrees of freedom), and a skewed one more often.
pub const MARGIN: f64 = 1.4;

/// Replications after which an interval that misses with chance `miss` is expected within ± `share` of the mean, [`LEAST`] or
/// more. `None` where no number would do: fewer than 3 values, or a mean of 0.
pub fn planned(pilot: &[f64], share: f64, miss: f64) -> Option<usize> {
    let (mean, sd) = (mean(pilot)?, standard_deviation(pilot).filter(|_| pilot.len() >= 3)?);
    if sd == 0.0 {
        return Some(LEAST);
    }
    let spread = sd / (share * mean.abs());
    let needed = |quantile: f64| {
        let n = (MARGIN * (quantile * spread) * (quantile * spread)).ceil();
        (n < 1e9).then_some((n as usize).max(LEAST))
    };
    // Student's quantile falls with n: what the normal one asks for is too little, and with the quantile of that it is enough.
    let at_least = needed(normal_quantile(1.0 - miss / 2.0))?;
    needed(student_quantile(1.0 - miss / 2.0, at_least - 1))
}

/// Replications in all that bring an interval which came out at ± `share` of the mean, after `n` of them, within ± `asked`; a
/// twentieth more than its own spread asks for.
///
/// A skewed sample often shows more spread than its pilot. Going on once, from a fresh set that is large already, costs little of what an
/// interval covers; `darse verify --coverage` measures the rule as a whole.
pub fn topped_up(n: usize, share: f64, asked: f64) -> usize {
    const OVER: f64 = 1.05;
    let times = (share / asked) * (share / asked);
    if share > asked { (OVER * times * n as f64).ceil().min(1e9) as usize } else { n }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_follows_from_the_spread() {
        // Mean 10, deviation 4 · √(30 / 29): 1.4 · (1.9659 · 4.0684 / 0.5)² = 358.2, t with 356 degrees of freedom.
        let pilot: Vec<f64> = (0..30).map(|at| if at % 2 == 0 { 6.0 } else { 14.0 }).collect();
        assert_eq!(planned(&pilot, 0.05, 0.05), Some(359));
        assert_eq!(planned(&pilot, 0.5, 0.05), Some(LEAST));
        assert!(planned(&pilot, 0.05, 0.05 / 4.0).unwrap() > 359);
    }

    #[test]
    fn what_is_precise_enough_is_not_topped_up() {
        assert_eq!((topped_up(100, 0.05, 0.05), topped_up(100, 0.06, 0.05)), (100, 152));
    }

    #[test]
    fn where_no_number_would_do_there_is_none() {
        assert_eq!(planned(&[1.0, -1.0, 0.0], 0.05, 0.05), None);
        assert_eq!(planned(&[1.0, 2.0], 0.05, 0.05), None);
        assert_eq!(planned(&[0.0; 30], 0.05, 0.05), Some(LEAST));
    }
}
