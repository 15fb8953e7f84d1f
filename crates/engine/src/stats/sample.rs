//! Observations kept one by one, for exact quantiles.

use borsh::{BorshDeserialize, BorshSerialize};

/// All observations, in the order they were made. Fit for a replication; for populations over many, see
/// [`Sketch`](super::Sketch).
#[derive(Clone, Debug, Default, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Sample {
    values: Vec<f64>,
}

impl Sample {
    /// One more observation.
    #[inline]
    pub fn observe(&mut self, x: f64) {
        self.values.push(x);
    }
    /// How many there are.
    pub fn count(&self) -> usize {
        self.values.len()
    }
    /// In the order they were made.
    pub fn values(&self) -> &[f64] {
        &self.values
    }
    /// Quantiles at these levels, each between 0 and 1: linear between order statistics, type 7 of Hyndman and Fan,
    /// *The American Statistician* 50 (1996), which is the default of R and numpy. NaN without observations.
    pub fn quantiles<const N: usize>(&self, levels: [f64; N]) -> [f64; N] {
        let mut sorted = self.values.clone();
        sorted.sort_unstable_by(f64::total_cmp);
        levels.map(|level| match sorted.len() {
            0 => f64::NAN,
            n => {
                let place = (n - 1) as f64 * level.clamp(0.0, 1.0);
                let (below, part) = (place as usize, place.fract());
                let above = (below + 1).min(n - 1);
                sorted[below] + part * (sorted[above] - sorted[below])
            }
        })
    }
    /// The quantile at one level.
    pub fn quantile(&self, level: f64) -> f64 {
        let [q] = self.quantiles([level]);
        q
    }
    /// The fewest observations that tell the quantile at this level: the greatest of them is above it with 95 % (below the median,
    /// the least of them below it). 59 for the 95th percentile, as 1 − 0.95⁵⁹ is just above 0.95; 29 for the 90th, 5 for the
    /// median, 299 for the 99th (Wilks, *Annals of Mathematical Statistics* 12, 1941; Hahn and Meeker, *Statistical
    /// Intervals*, 5.3).
    pub fn least_for(level: f64) -> usize {
        let level = level.max(1.0 - level);
        let (mut all_below, mut least) = (1.0, 0);
        while all_below > 0.05 && level < 1.0 {
            all_below *= level;
            least += 1;
        }
        least
    }
    /// The quantile at one level, if there are enough observations to tell it.
    pub fn told_quantile(&self, level: f64) -> Option<f64> {
        (self.count() >= Sample::least_for(level)).then(|| self.quantile(level))
    }
    /// Appends the observations of another.
    pub fn merge(&mut self, other: &Sample) {
        self.values.extend_from_slice(&other.values);
    }
}

impl Extend<f64> for Sample {
    fn extend<I: IntoIterator<Item = f64>>(&mut self, xs: I) {
        self.values.extend(xs);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values by numpy 2.4: `numpy.quantile([15, 20, 35, 40, 50, 3.5], levels)`.
    #[test]
    fn quantiles_are_those_of_numpy() {
        let mut sample = Sample::default();
        sample.extend([15.0, 20.0, 35.0, 40.0, 50.0, 3.5]);
        let got = sample.quantiles([0.0, 0.05, 0.4, 0.5, 0.95, 1.0]);
        for (got, expected) in got.into_iter().zip([3.5, 6.375, 20.0, 27.5, 47.5, 50.0]) {
            assert!((got - expected).abs() < 1e-12, "{got} not {expected}");
        }
        assert!(Sample::default().quantile(0.5).is_nan());
    }

    #[test]
    fn too_few_observations_tell_no_quantile() {
        let least = [0.5, 0.9, 0.95, 0.99, 0.05, 0.1].map(Sample::least_for);
        assert_eq!(least, [5, 29, 59, 299, 59, 29]);
        let mut sample = Sample::default();
        sample.extend((0..58).map(f64::from));
        assert_eq!((sample.told_quantile(0.95), sample.told_quantile(0.5)), (None, Some(28.5)));
        sample.observe(58.0);
        assert!(sample.told_quantile(0.95).is_some_and(|it| (it - 55.1).abs() < 1e-12));
    }
}
