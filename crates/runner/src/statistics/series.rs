//! One series over time: where its beginning ends, and what its mean is worth although its values hang together.

use super::{mean, standard_deviation, student_quantile};

/// Where MSER cuts off the beginning of a series.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Truncation {
    /// Values cut off, whole batches of them.
    pub values: usize,
    /// Batches that there are, cut ones among them.
    pub batches: usize,
    /// Batches cut off.
    pub batches_cut: usize,
    /// The squared standard error that is least there.
    pub statistic: f64,
    /// Mean of the batches kept.
    pub mean: f64,
}

impl Truncation {
    /// The least lies at the end of where it was looked for, half the series: what is left has no steady state to show.
    pub fn is_at_the_limit(&self) -> bool {
        self.batches_cut == self.batches / 2
    }
}

/// MSER-`batch`, so MSER-5 for 5: of all cuts within the first half, the one after which the mean of the rest seems surest.
///
/// Of k means Y of batches, d is the first to make Σ(Y − mean)² / (k − d)² over the last k − d least (White, *Simulation* 69, 1997;
/// Franklin and White, *Winter Simulation Conference* 2008). `None` for fewer than 2 batches.
pub fn mser(series: &[f64], batch: usize) -> Option<Truncation> {
    let means = batch_averages(series, batch);
    let k = means.len();
    if k < 2 {
        return None;
    }
    // From the end, so that each cut adds one batch to what is left: Welford's sums.
    let (mut mean, mut squares, mut best) = (0.0, 0.0, None::<Truncation>);
    for (cut, value) in means.iter().enumerate().rev() {
        let left = (k - cut) as f64;
        let delta = value - mean;
        mean += delta / left;
        squares += delta * (value - mean);
        let statistic = squares / (left * left);
        if cut <= k / 2 && best.is_none_or(|best| statistic <= best.statistic) {
            best = Some(Truncation { values: cut * batch, batches: k, batches_cut: cut, statistic, mean });
        }
    }
    best
}

/// What batches of a single series say of its mean.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct BatchMeans {
    /// Values of a batch.
    pub size: usize,
    /// Mean over the batches.
    pub mean: f64,
    /// Standard deviation between them.
    pub sd: f64,
    /// Half the width of Student's 95 % interval of the mean, as if they were independent.
    pub half_width: f64,
    /// Correlation of each batch with the next.
    pub lag_1: f64,
    /// Σ(Y − next Y)² / Σ(Y − mean)²: about 2 if batches are independent, less if they hang together (von Neumann, *Annals of
    /// Mathematical Statistics* 12, 1941).
    pub von_neumann: f64,
}

impl BatchMeans {
    /// Does von Neumann's ratio of so many batches leave it open that they are independent? It would be below the limit once in
    /// twenty times (Young, *Annals of Mathematical Statistics* 12, 1941).
    pub fn is_independent(&self, batches: usize) -> bool {
        let k = batches as f64;
        self.von_neumann >= 2.0 - 1.645 * 2.0 * ((k - 2.0) / (k * k - 1.0)).sqrt()
    }
}

/// So many batches of equal size; what is left over at the end is left out. `None` for fewer than 2 batches or if all are alike.
pub fn batch_means(series: &[f64], batches: usize) -> Option<BatchMeans> {
    let size = series.len().checked_div(batches).filter(|size| *size > 0)?;
    let means = batch_averages(&series[..size * batches], size);
    let (mean, sd) = (mean(&means)?, standard_deviation(&means).filter(|sd| *sd > 0.0)?);
    let squares = sd * sd * (batches - 1) as f64;
    let next = || means.iter().zip(&means[1..]);
    let half_width = student_quantile(0.975, batches - 1) * sd / (batches as f64).sqrt();
    let lag_1 = next().map(|(a, b)| (a - mean) * (b - mean)).sum::<f64>() / squares;
    let von_neumann = next().map(|(a, b)| (a - b) * (a - b)).sum::<f64>() / squares;
    Some(BatchMeans { size, mean, sd, half_width, lag_1, von_neumann })
}

fn batch_averages(series: &[f64], batch: usize) -> Vec<f64> {
    series.chunks_exact(batch.max(1)).map(|values| values.iter().sum::<f64>() / values.len() as f64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_that_differs_is_cut_off_and_nothing_else() {
        let series: Vec<f64> = (0..200).map(|at| f64::from(at % 2) + if at < 17 { 50.0 } else { 0.0 }).collect();
        let cut = mser(&series, 5).unwrap();
        assert_eq!((cut.values, cut.batches, cut.is_at_the_limit()), (20, 40, false));
        let even: Vec<f64> = (0..200).map(|at| f64::from(at * 7 % 10)).collect();
        assert_eq!(mser(&even, 5).unwrap().values, 0);
    }

    #[test]
    fn what_rises_throughout_is_cut_at_the_limit() {
        let series: Vec<f64> = (0..500).map(f64::from).collect();
        assert!(mser(&series, 5).unwrap().is_at_the_limit());
        assert_eq!(mser(&series[..9], 5), None);
    }

    #[test]
    fn batches_that_take_turns_have_a_ratio_above_two() {
        let series: Vec<f64> = (0..40).map(|at| f64::from(at / 2 % 2)).collect();
        let it = batch_means(&series, 20).unwrap();
        // 19 steps of 1; 20 distances of 1/2 from the mean.
        assert!((it.von_neumann - 19.0 / 5.0).abs() < 1e-12 && (it.lag_1 + 0.95).abs() < 1e-12, "{it:?}");
        assert_eq!(batch_means(&[1.0; 40], 10), None);
        assert_eq!(batch_means(&[1.0, 2.0], 0), None);
    }
}
