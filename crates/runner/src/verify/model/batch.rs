//! Whole numbers by chance: how many come at once, how much is asked for in a day.

use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Draw, real};

/// A law of whole numbers.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub enum Batch {
    /// Always so many.
    Fixed(u32),
    /// 1, 2, … with this mean, 1 or more.
    Geometric(f64),
    /// 0, 1, 2, …: chances of at most each.
    Poisson(Vec<f64>),
    /// One of two values, each as often, rounded up or down by chance so that the mean is kept.
    Pair(f64, f64),
}

impl Batch {
    /// Poisson with this mean, cut where a double has no more digits.
    pub fn poisson(mean: f64) -> Batch {
        let (mut chance, mut total, mut at_most) = (real::exp(-mean), 0.0, Vec::new());
        for n in 1.. {
            total += chance;
            at_most.push(total);
            chance *= mean / f64::from(n);
            if f64::from(n) > mean && chance < 1e-18 {
                break;
            }
        }
        Batch::Poisson(at_most)
    }

    /// A law with these first two moments: of one value, geometric or Poisson where they are theirs, else two values.
    pub fn two_moments(mean: f64, second: f64) -> Option<Batch> {
        let near = |it: f64| (second - it).abs() < 1e-6 * second;
        if near(mean * mean) && mean.fract().abs() < 1e-9 {
            return Some(Batch::Fixed(mean as u32));
        }
        if near(2.0 * mean * mean - mean) && mean >= 1.0 {
            return Some(Batch::Geometric(mean));
        }
        if near(mean * mean + mean) {
            return Some(Batch::poisson(mean));
        }
        // The rounding adds f (1 − f) for a fraction f; what is left of the variance is the distance squared.
        let variance = second - mean * mean;
        let rounding = |x: f64| (x - x.floor()) * (1.0 - (x - x.floor()));
        let mut apart = variance.max(0.0).sqrt();
        for _ in 0..50 {
            apart = (variance - 0.5 * (rounding(mean - apart) + rounding(mean + apart))).max(0.0).sqrt();
        }
        let found = mean * mean + apart * apart + 0.5 * (rounding(mean - apart) + rounding(mean + apart));
        (apart <= mean && (found - second).abs() < 1e-6 * second).then_some(Batch::Pair(mean - apart, mean + apart))
    }

    /// One number; the draw is asked for only where there is chance.
    pub fn size(&self, draw: impl FnOnce() -> Draw) -> u64 {
        match self {
            Batch::Fixed(size) => u64::from(*size),
            Batch::Geometric(mean) if *mean <= 1.0 => 1,
            Batch::Geometric(mean) => 1 + (real::ln(draw().open_unit()) / real::ln(1.0 - 1.0 / mean)) as u64,
            Batch::Poisson(at_most) => {
                let level = draw().open_unit();
                at_most.partition_point(|chance| *chance < level) as u64
            }
            Batch::Pair(low, high) => {
                let mut draw = draw();
                let value = if draw.chance(0.5) { low } else { high };
                value.floor() as u64 + u64::from(draw.open_unit() < value.fract())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Batch;
    use darse_engine::{Stream, Streams};

    #[test]
    fn two_moments_are_met() {
        for (mean, second) in [(500.0, 250_000.0), (200.0, 79_800.0), (40.0, 1_640.0), (100.0, 10_400.7)] {
            let batch = Batch::two_moments(mean, second).unwrap();
            let n = 200_000;
            let sizes = (0..n).map(|i| batch.size(|| Streams::new(3, 0).of(Stream::named("sizes"), i, 0)) as f64);
            let (first, squares) = sizes.fold((0.0, 0.0), |(a, b), x| (a + x, b + x * x));
            let sd = (second - mean * mean).sqrt();
            assert!((first / n as f64 - mean).abs() <= 4.5 * sd / (n as f64).sqrt(), "{batch:?}");
            let variance = squares / n as f64 - (first / n as f64).powi(2);
            assert!((variance - sd * sd).abs() <= 0.03 * sd * sd, "{batch:?}: {variance}");
        }
        assert!(Batch::two_moments(10.0, 1_000.0).is_none(), "two values do not spread so far");
    }
}
