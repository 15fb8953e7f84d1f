//! From the pictures of all replications to the lines that are drawn.

use crate::results::Results;
use darse_engine::Sample;
use darse_port::outcome::TerminalPicture;

/// Mean, least and greatest value over the replications, at some points in time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Band {
    /// When [days].
    pub at: Vec<f64>,
    /// Mean over the replications.
    pub mean: Vec<f64>,
    /// The least of them.
    pub low: Vec<f64>,
    /// The greatest.
    pub high: Vec<f64>,
}

/// What becomes of the days of a bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// Their sum.
    Sum,
    /// Their mean.
    Mean,
}

impl Band {
    /// Of buckets of this many days of one terminal; days that fill no whole bucket at the end are left out.
    pub fn of(results: &Results, terminal: usize, by_day: fn(&TerminalPicture) -> &[f64], days: usize, fold: Fold) -> Band {
        let one = |picture: &TerminalPicture| -> Vec<f64> {
            let whole = by_day(picture).chunks_exact(days.max(1));
            whole.map(|bucket| bucket.iter().sum::<f64>() / if fold == Fold::Sum { 1.0 } else { bucket.len() as f64 }).collect()
        };
        let all: Vec<Vec<f64>> = pictures(results, terminal).map(one).collect();
        let points = all.iter().map(Vec::len).min().unwrap_or(0);
        let mut band = Band::default();
        for point in 0..points {
            let values = || all.iter().map(|replication| replication[point]);
            band.at.push((point as f64 + 0.5) * days as f64);
            band.mean.push(values().sum::<f64>() / all.len() as f64);
            band.low.push(values().fold(f64::INFINITY, f64::min));
            band.high.push(values().fold(f64::NEG_INFINITY, f64::max));
        }
        band
    }

    /// The greatest value anywhere.
    pub fn top(&self) -> f64 {
        self.high.iter().copied().fold(0.0, f64::max)
    }

    /// The same with every value multiplied.
    pub fn times(mut self, factor: f64) -> Band {
        for values in [&mut self.mean, &mut self.low, &mut self.high] {
            values.iter_mut().for_each(|value| *value *= factor);
        }
        self
    }
}

/// One terminal's pictures, replication by replication.
pub fn pictures(results: &Results, terminal: usize) -> impl Iterator<Item = &TerminalPicture> {
    results.replications.iter().filter_map(move |replication| replication.outcome.pictures.terminals.get(terminal))
}

/// The terminals' names.
pub fn terminals(results: &Results) -> Vec<String> {
    let first = results.replications.first().map(|first| first.outcome.pictures.terminals.as_slice());
    first.unwrap_or_default().iter().map(|picture| picture.name.clone()).collect()
}

/// Days in a bucket: weeks if there are enough of them to make a line.
pub fn bucket_days(results: &Results) -> usize {
    if results.horizon_days() >= 42.0 { 7 } else { 1 }
}

/// `mean of 20 replications, band from the least to the greatest`
pub fn how(results: &Results) -> String {
    match results.replications.len() {
        1 => "one replication".to_owned(),
        n => format!("mean of {n} replications, band from the least to the greatest"),
    }
}

/// What is left of a range of numbers, pooled: counts in equal bins.
#[derive(Clone, Debug, PartialEq)]
pub struct Histogram {
    /// Where the first bin begins.
    pub from: f64,
    /// Width of a bin.
    pub width: f64,
    /// Counts.
    pub counts: Vec<u64>,
}

impl Histogram {
    /// Share of a bin among all `population` [%].
    pub fn share(&self, bin: usize, population: u64) -> f64 {
        100.0 * self.counts[bin] as f64 / population.max(1) as f64
    }

    /// All counts.
    pub fn total(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// The quantile, taking values as evenly spread in their bin; `None` if it lies in the last, open one or there are
    /// too few to tell.
    pub fn quantile(&self, p: f64) -> Option<f64> {
        let total = self.total();
        let least = Sample::least_for(p) as u64;
        let wanted = p * total as f64;
        let mut below = 0.0;
        for (bin, &count) in self.counts.iter().enumerate().take(self.counts.len().saturating_sub(1)) {
            let count = count as f64;
            if count > 0.0 && below + count >= wanted {
                return (total >= least).then(|| self.from + self.width * (bin as f64 + (wanted - below) / count));
            }
            below += count;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantile_lies_within_its_bin() {
        let histogram = Histogram { from: 0.0, width: 2.0, counts: vec![10, 40, 40, 8, 2] };
        assert_eq!(histogram.quantile(0.5), Some(4.0));
        assert_eq!(histogram.quantile(0.95), Some(7.25));
        assert_eq!(histogram.quantile(0.99), None, "the last bin is open");
        let small = Histogram { from: 0.0, width: 2.0, counts: vec![5, 5, 0] };
        assert_eq!((small.quantile(0.5), small.quantile(0.95)), (Some(2.0), None));
    }
}
