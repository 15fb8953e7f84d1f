//! Observed real numbers.

use borsh::{BorshDeserialize, BorshSerialize};

/// Count, mean, variance and extremes of real numbers: Welford, *Technometrics* 4 (1962); merged as in Chan, Golub and
/// LeVeque (1979). Merging rounds, so it is done in replication order.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Moments {
    count: u64,
    mean: f64,
    spread: f64,
    least: f64,
    greatest: f64,
}

impl Default for Moments {
    fn default() -> Self {
        Moments { count: 0, mean: 0.0, spread: 0.0, least: f64::INFINITY, greatest: f64::NEG_INFINITY }
    }
}

impl Moments {
    /// One more observation.
    #[inline]
    pub fn observe(&mut self, x: f64) {
        self.count += 1;
        let before = x - self.mean;
        self.mean += before / self.count as f64;
        self.spread += before * (x - self.mean);
        self.least = self.least.min(x);
        self.greatest = self.greatest.max(x);
    }
    /// How many there were.
    pub fn count(&self) -> u64 {
        self.count
    }
    /// Mean; NaN without observations.
    pub fn mean(&self) -> f64 {
        if self.count > 0 { self.mean } else { f64::NAN }
    }
    /// Sample variance, with n − 1; NaN with fewer than two observations.
    pub fn variance(&self) -> f64 {
        if self.count > 1 { self.spread / (self.count - 1) as f64 } else { f64::NAN }
    }
    /// Standard deviation; NaN with fewer than two observations.
    pub fn sd(&self) -> f64 {
        self.variance().sqrt()
    }
    /// The least, if there is one.
    pub fn min(&self) -> Option<f64> {
        (self.count > 0).then_some(self.least)
    }
    /// The greatest, if there is one.
    pub fn max(&self) -> Option<f64> {
        (self.count > 0).then_some(self.greatest)
    }
    /// Adds the observations of another.
    pub fn merge(&mut self, other: &Moments) {
        if other.count == 0 {
            return;
        }
        let (n, m) = (self.count as f64, other.count as f64);
        let apart = other.mean - self.mean;
        self.mean += apart * m / (n + m);
        self.spread += other.spread + apart * apart * n * m / (n + m);
        self.count += other.count;
        self.least = self.least.min(other.least);
        self.greatest = self.greatest.max(other.greatest);
    }
}

impl Extend<f64> for Moments {
    fn extend<I: IntoIterator<Item = f64>>(&mut self, xs: I) {
        xs.into_iter().for_each(|x| self.observe(x));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_merged_are_the_whole() {
        let xs: Vec<f64> = (0..100).map(|i| 1e6 + f64::from(i * i % 37)).collect();
        let [mut all, mut left, mut right] = [(); 3].map(|()| Moments::default());
        all.extend(xs.iter().copied());
        left.extend(xs[..30].iter().copied());
        right.extend(xs[30..].iter().copied());
        left.merge(&right);
        left.merge(&Moments::default());
        let mean = xs.iter().sum::<f64>() / 100.0;
        let variance = xs.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / 99.0;
        for moments in [&all, &left] {
            assert!((moments.mean() - mean).abs() < 1e-6 && (moments.variance() / variance - 1.0).abs() < 1e-9);
            assert_eq!((moments.count(), moments.max()), (100, Some(1e6 + 36.0)));
        }
        assert!(Moments::default().mean().is_nan());
    }
}
