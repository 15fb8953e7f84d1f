//! Quantiles of large populations in little memory.

use borsh::{BorshDeserialize, BorshSerialize};
use std::collections::BTreeMap;

/// Bits of the mantissa that a bucket keeps: a bucket is at most 2⁻⁷ of its value wide.
const KEPT: u32 = 7;

/// A histogram whose buckets are cut out of the bits of the number: sign and exponent, and the first seven bits of the
/// mantissa. Quantiles are within 0.4 % of an observation at that rank. Counts are integers, so merging is exact in any
/// order; and no logarithm decides on a bucket (as it does in DDSketch), so every machine gives the same one.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Sketch {
    count: u64,
    buckets: BTreeMap<i32, u64>,
}

impl Sketch {
    /// One more observation, finite.
    #[inline]
    pub fn observe(&mut self, x: f64) {
        debug_assert!(x.is_finite(), "what is observed is a number");
        let size = (x.abs().to_bits() >> (52 - KEPT)) as i32;
        let bucket = if x < 0.0 { -1 - size } else { size };
        *self.buckets.entry(bucket).or_default() += 1;
        self.count += 1;
    }
    /// How many there were.
    pub fn count(&self) -> u64 {
        self.count
    }
    /// The middle of the bucket that holds the observation of rank ⌈level · n⌉ (at least the first); NaN without any.
    pub fn quantile(&self, level: f64) -> f64 {
        let rank = ((level.clamp(0.0, 1.0) * self.count as f64).ceil() as u64).max(1);
        let mut seen = 0;
        for (&bucket, &count) in &self.buckets {
            seen += count;
            if seen >= rank {
                return middle(bucket);
            }
        }
        f64::NAN
    }
    /// Adds the observations of another.
    pub fn merge(&mut self, other: &Sketch) {
        self.count += other.count;
        for (&bucket, &count) in &other.buckets {
            *self.buckets.entry(bucket).or_default() += count;
        }
    }
}

fn middle(bucket: i32) -> f64 {
    let (sign, size) = if bucket < 0 { (-1.0, -1 - bucket) } else { (1.0, bucket) };
    if size == 0 {
        return 0.0;
    }
    let edge = |size: i32| f64::from_bits((size as u64) << (52 - KEPT));
    sign * 0.5 * (edge(size) + edge(size + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_close_over_many_orders_of_magnitude_and_merge_exactly() {
        let xs: Vec<f64> = (1..=10_000).map(|i| f64::from(i) * f64::from(i) * 1e-3).collect();
        let (mut all, mut halves) = (Sketch::default(), [Sketch::default(), Sketch::default()]);
        for (i, &x) in xs.iter().enumerate() {
            all.observe(x);
            halves[i % 2].observe(x);
        }
        let [mut even, odd] = halves;
        even.merge(&odd);
        assert_eq!(all, even);
        for rank in [1, 17, 500, 5_000, 9_500, 10_000] {
            let got = all.quantile(rank as f64 / 1e4);
            assert!((got / xs[rank - 1] - 1.0).abs() <= 0.004, "{got} not {}", xs[rank - 1]);
        }
    }

    #[test]
    fn negative_numbers_and_zero_have_their_place() {
        let mut sketch = Sketch::default();
        assert!(sketch.quantile(0.5).is_nan());
        [-2.0, 0.0, -1.0, 3.0].into_iter().for_each(|x| sketch.observe(x));
        let got = [0.0, 0.3, 0.6, 1.0].map(|level| sketch.quantile(level));
        for (got, expected) in got.into_iter().zip([-2.0, -1.0, 0.0, 3.0]) {
            assert!((got - expected).abs() < 0.02, "{got} not {expected}");
        }
    }
}
