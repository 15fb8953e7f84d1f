//! How the gross crane rate differs from call to call.

use super::axis::nice_step;
use super::distribution::{Distribution, Shape};
use super::series::{Histogram, pictures, terminals};
use crate::number::{counted, grouped};
use crate::results::Results;
use crate::statistics::{mean, quantile};

/// Calls beyond these quantiles stand in the outermost bars, so that a stray one does not squeeze the others.
const TAIL: f64 = 0.002;

/// A histogram over the calls of all replications, for each terminal.
pub fn of(results: &Results) -> Distribution {
    let names = terminals(results);
    let rates: Vec<Vec<f64>> = (0..names.len())
        .map(|n| pictures(results, n).flat_map(|picture| picture.crane_rates.iter().copied()).filter(|x| x.is_finite()).collect())
        .collect();
    let all: Vec<f64> = rates.iter().flatten().copied().collect();
    let low = quantile(&all, TAIL).unwrap_or(0.0);
    let high = quantile(&all, 1.0 - TAIL).unwrap_or(1.0);
    let width = nice_step((high - low).max(1.0), 40);
    let from = (low / width).floor() * width;
    let bins = ((high - from) / width).floor() as usize + 1;
    let shape = |name: &String, rates: &Vec<f64>| {
        let mut counts = vec![0; bins];
        for rate in rates {
            // What lies below the first bin becomes 0 here: a float below zero does.
            counts[(((rate - from) / width) as usize).min(bins - 1)] += 1;
        }
        let centre = mean(rates);
        let key = match centre {
            Some(centre) => format!("{name}: mean {} over {} calls", grouped(centre, 1), grouped(rates.len() as f64, 0)),
            None => format!("{name}: no calls"),
        };
        Shape { key, histogram: Histogram { from, width, counts }, centre }
    };
    Distribution {
        name: "crane-rate",
        title: "Gross crane rate of the calls [moves/crane-h]",
        subtitle: format!(
            "Boxes over crane hours assigned, call by call; dashed: mean over calls. Calls that left, {} pooled; the ends hold all beyond",
            replications(results)
        ),
        across_unit: "moves per crane-hour",
        upright_unit: format!("% of calls, by steps of {}", crate::number::shortest(width)),
        shapes: names.iter().zip(&rates).map(|(name, rates)| shape(name, rates)).collect(),
        range: from..from + bins as f64 * width,
    }
}

/// `20 replications`
pub fn replications(results: &Results) -> String {
    counted(results.replications.len(), "replication")
}
