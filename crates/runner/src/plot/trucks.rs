//! How long trucks take, from the queue before the gate to the gate out.

use super::crane_rate::replications;
use super::distribution::{Distribution, Shape};
use super::series::{Histogram, pictures, terminals};
use crate::number::grouped;
use crate::results::Results;

/// Width of a bin, as the model counts [min].
const BIN: f64 = 2.0;

/// The axis ends where fewer than this share of any terminal's trucks take longer.
const TAIL: f64 = 0.01;

/// A histogram over the truck visits of all replications, for each terminal.
pub fn of(results: &Results) -> Distribution {
    let names = terminals(results);
    let histograms: Vec<Histogram> = (0..names.len()).map(|n| pooled(results, n)).collect();
    let bins = histograms.iter().map(shown_bins).max().unwrap_or(1).max(10);
    let end = bins as f64 * BIN;
    let shape = |(name, histogram): (&String, Histogram)| {
        let longer: u64 = histogram.counts.iter().skip(bins).sum();
        let total = histogram.total();
        let quantile = |p: f64| histogram.quantile(p).map(|minutes| grouped(minutes, 0));
        let mut key = name.clone();
        match (quantile(0.5), quantile(0.95)) {
            (Some(median), Some(p95)) => key += &format!(": median {median} min, p95 {p95} min"),
            (Some(median), None) => key += &format!(": median {median} min"),
            (None, _) => key += if total == 0 { ": no trucks" } else { "" },
        }
        if longer > 0 {
            let share = 100.0 * longer as f64 / total as f64;
            key += &format!(", {} % longer than {} min", grouped(share, 1), grouped(end, 0));
        }
        Shape { key, centre: histogram.quantile(0.5), histogram }
    };
    Distribution {
        name: "trucks",
        title: "Truck visit time, queue and terminal [min]",
        subtitle: format!("From joining the gate's queue to the gate out; dashed: median. {} pooled", replications(results)),
        across_unit: "minutes",
        upright_unit: "% of visits, by steps of 2 min".to_owned(),
        shapes: names.iter().zip(histograms).map(shape).collect(),
        range: 0.0..end,
    }
}

fn pooled(results: &Results, terminal: usize) -> Histogram {
    let mut counts: Vec<u64> = Vec::new();
    for picture in pictures(results, terminal) {
        counts.resize(counts.len().max(picture.truck_minutes_histogram.len()), 0);
        for (sum, count) in counts.iter_mut().zip(&picture.truck_minutes_histogram) {
            *sum += count;
        }
    }
    Histogram { from: 0.0, width: BIN, counts }
}

/// Bins up to the tail, the last and open one not among them.
fn shown_bins(histogram: &Histogram) -> usize {
    let total = histogram.total() as f64;
    let mut left = total;
    for (bin, &count) in histogram.counts.iter().enumerate() {
        if left <= TAIL * total {
            return bin;
        }
        left -= count as f64;
    }
    histogram.counts.len().saturating_sub(1)
}
