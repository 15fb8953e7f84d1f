//! Quantiles by order statistics: how sure they are, and from how many values on they are anything.

use darse_engine::real::{exp, ln};

/// The interval of a quantile between two values of the sample; an end is `None` where the sample is too small to have one.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct QuantileInterval {
    /// Lower end.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
}

/// The interval of the quantile at this level, between 0 and 1, that misses with at most this chance, half of it on either side.
///
/// The number of values below the true quantile is binomial, whatever the distribution; so are the ranks of the ends (Conover,
/// *Practical Nonparametric Statistics*, 3rd ed., 3.2).
pub fn quantile_interval(values: &[f64], level: f64, miss: f64) -> QuantileInterval {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let below = distribution(sorted.len(), level);
    // Low: the greatest rank r with P(B ≤ r − 1) ≤ miss / 2. High: the least rank with P(B ≥ r) ≤ miss / 2.
    let low = below.iter().take_while(|p| **p <= miss / 2.0).count();
    let high = below.iter().position(|p| *p >= 1.0 - miss / 2.0);
    let at = |rank: usize| rank.checked_sub(1).and_then(|place| sorted.get(place).copied());
    QuantileInterval { low: at(low), high: high.and_then(|below| at(below + 1)) }
}

/// P(B ≤ k) for k = 0 … n, of n trials with this chance.
fn distribution(n: usize, chance: f64) -> Vec<f64> {
    let odds = ln(chance) - ln(1.0 - chance);
    let mut log = n as f64 * ln(1.0 - chance);
    let mut sum = 0.0;
    let cumulated = (0..=n).map(|k| {
        if k > 0 {
            log += ln((n + 1 - k) as f64 / k as f64) + odds;
        }
        sum += exp(log);
        sum
    });
    cumulated.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use darse_engine::Sample;

    /// Hahn and Meeker, *Statistical Intervals*: with 59 values the greatest is above the 95th percentile with 95 %.
    #[test]
    fn one_end_exists_from_where_a_quantile_is_told() {
        for level in [0.5, 0.9, 0.95, 0.99] {
            let least = Sample::least_for(level);
            let values: Vec<f64> = (0..least).map(|i| i as f64).collect();
            assert!(quantile_interval(&values, level, 0.1).high.is_some(), "{level}");
            assert_eq!(quantile_interval(&values[1..], level, 0.1).high, None, "{level}");
        }
    }
}
