//! Sobol's indices: which share of the variance of an output goes back to each factor, alone and with all its interactions.
//!
//! Rows of two independent matrices A and B, and of A with one column from B: Saltelli, *Computer Physics Communications* 145 (2002). First order:
//! Saltelli et al., *Computer Physics Communications* 181 (2010), table 2 (b); total: Jansen, *Computer Physics Communications* 117 (1999).
//! [`indices`] gives what SALib's `sobol.analyze` gives without second order.

use super::bootstrap;
use crate::design;

/// The indices of one factor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Index {
    /// Share of the variance that would go if the factor were known.
    pub first: f64,
    /// Half the width of its 95 % interval, by bootstrap over the base rows.
    pub first_half_width: f64,
    /// Share of the variance that would stay if all others were known.
    pub total: f64,
    /// Half the width of its 95 % interval.
    pub total_half_width: f64,
}

/// Rows of numbers in [0, 1), one a factor: for each of `base` rows of A that row, then it with each factor's number in turn from B, then
/// B's row; base × (factors + 2) in all. A and B are the two halves of a scrambled Sobol sequence's dimensions.
///
/// # Errors
/// If the sequence has fewer dimensions or points; a fragment.
pub fn rows(factors: usize, base: u32, seed: u64) -> Result<Vec<Vec<f64>>, String> {
    let mut rows = Vec::new();
    for both in design::sobol(2 * factors, base, seed)? {
        let (a, b) = both.split_at(factors);
        rows.push(a.to_vec());
        for factor in 0..factors {
            let mut mixed = a.to_vec();
            mixed[factor] = b[factor];
            rows.push(mixed);
        }
        rows.push(b.to_vec());
    }
    Ok(rows)
}

/// The indices of each factor from what came out at each of the [`rows`]. `None` if the outputs do not vary.
pub fn indices(factors: usize, outputs: &[f64], seed: u64) -> Option<Vec<Index>> {
    let base = outputs.len() / (factors + 2);
    // Moved to mean 0 and standard deviation 1: the estimator of the first order is the better the nearer its outputs lie to 0.
    let count = outputs.len() as f64;
    let mean = outputs.iter().sum::<f64>() / count;
    let spread = (outputs.iter().map(|y| (y - mean) * (y - mean)).sum::<f64>() / count).sqrt();
    if base == 0 || spread <= 0.0 {
        return None;
    }
    let outputs: Vec<f64> = outputs.iter().map(|y| (y - mean) / spread).collect();
    let all: Vec<usize> = (0..base).collect();
    let numbers = estimates(factors, &outputs, &all);
    let half_widths = bootstrap(base, seed, |taken| estimates(factors, &outputs, taken));
    let index = |factor: usize| Index {
        first: numbers[2 * factor],
        first_half_width: half_widths[2 * factor],
        total: numbers[2 * factor + 1],
        total_half_width: half_widths[2 * factor + 1],
    };
    Some((0..factors).map(index).collect())
}

/// First order and total of each factor, from these base rows.
fn estimates(factors: usize, outputs: &[f64], taken: &[usize]) -> Vec<f64> {
    let rows: Vec<&[f64]> = taken.iter().map(|at| &outputs[at * (factors + 2)..(at + 1) * (factors + 2)]).collect();
    let (n, last) = (rows.len() as f64, factors + 1);
    let mean = rows.iter().map(|row| row[0] + row[last]).sum::<f64>() / (2.0 * n);
    let squares = |y: f64| (y - mean) * (y - mean);
    let variance = rows.iter().map(|row| squares(row[0]) + squares(row[last])).sum::<f64>() / (2.0 * n);
    let mut numbers = Vec::new();
    for factor in 1..=factors {
        let first = rows.iter().map(|row| row[last] * (row[factor] - row[0])).sum::<f64>() / n;
        let total = rows.iter().map(|row| (row[0] - row[factor]) * (row[0] - row[factor])).sum::<f64>() / (2.0 * n);
        numbers.extend([first, total].map(|it| if variance > 0.0 { it / variance } else { 0.0 }));
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::{mean, standard_deviation, student_quantile};
    use darse_engine::real;
    use std::f64::consts::PI;

    fn of(factors: usize, base: u32, seed: u64, f: impl Fn(&[f64]) -> f64) -> Vec<Index> {
        let outputs: Vec<f64> = rows(factors, base, seed).unwrap().iter().map(|row| f(row)).collect();
        indices(factors, &outputs, seed).unwrap()
    }

    /// Ishigami and Homma (1990), a = 7, b = 0.1.
    fn ishigami(row: &[f64]) -> f64 {
        let [x, y, z] = [row[0], row[1], row[2]].map(|unit| PI * (2.0 * unit - 1.0));
        real::sin(x) + 7.0 * real::sin(y).powi(2) + 0.1 * z.powi(4) * real::sin(x)
    }

    /// First orders and totals of [`ishigami`] (Saltelli et al., *Global Sensitivity Analysis: The Primer*, 2008, section 4.8).
    fn of_ishigami() -> [(f64, f64); 3] {
        let (a, b) = (7.0f64, 0.1f64);
        let (v1, v2) = (0.5 * (1.0 + b * PI.powi(4) / 5.0).powi(2), a * a / 8.0);
        let v13 = 8.0 * b * b * PI.powi(8) / 225.0;
        let all = v1 + v2 + v13;
        [(v1 / all, (v1 + v13) / all), (v2 / all, v2 / all), (0.0, v13 / all)]
    }

    /// Sobol's G: the product of (|4x − 2| + a) / (1 + a).
    const A: [f64; 8] = [0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0];

    fn g(row: &[f64]) -> f64 {
        row.iter().zip(A).map(|(x, a)| ((4.0 * x - 2.0).abs() + a) / (1.0 + a)).product()
    }

    fn of_g() -> Vec<(f64, f64)> {
        let alone = A.map(|a| 1.0 / (3.0 * (1.0 + a) * (1.0 + a)));
        let all: f64 = alone.iter().map(|v| 1.0 + v).product::<f64>() - 1.0;
        let total = |v: f64| v / (1.0 + v) * (1.0 + all) / all;
        alone.iter().map(|&v| (v / all, total(v))).collect()
    }

    /// Sixteen scramblings are sixteen independent estimates: their mean lies within Student's interval of the analytic index, all 22
    /// intervals together with probability 0.999, and none of them is vague.
    #[test]
    fn ishigami_and_g_have_their_analytic_indices() {
        let (scramblings, indices) = (16, 22.0);
        let quantile = student_quantile(1.0 - 0.0005 / indices, scramblings - 1);
        let check = |factors: usize, f: fn(&[f64]) -> f64, expected: Vec<(f64, f64)>| {
            let all: Vec<Vec<Index>> = (0..scramblings as u64).map(|seed| of(factors, 4096, seed, f)).collect();
            for (factor, (first, total)) in expected.into_iter().enumerate() {
                let firsts: Vec<f64> = all.iter().map(|indices| indices[factor].first).collect();
                let totals: Vec<f64> = all.iter().map(|indices| indices[factor].total).collect();
                for (found, expected) in [(firsts, first), (totals, total)] {
                    let error = standard_deviation(&found).unwrap() / (scramblings as f64).sqrt();
                    let off = mean(&found).unwrap() - expected;
                    assert!(off.abs() <= quantile * error && error < 0.0025, "{expected}: off {off}, standard error {error}");
                }
            }
        };
        check(3, ishigami, of_ishigami().to_vec());
        check(8, g, of_g());
    }

    /// A nominal 95 % of 240: no less than one and a half standard errors below it.
    #[test]
    fn intervals_hold_the_analytic_indices() {
        let (mut held, mut all) = (0, 0);
        for seed in 0..40 {
            for (it, (first, total)) in of(3, 64, seed, ishigami).into_iter().zip(of_ishigami()) {
                held += u32::from((it.first - first).abs() <= it.first_half_width);
                held += u32::from((it.total - total).abs() <= it.total_half_width);
                all += 2;
            }
        }
        assert!(f64::from(held) >= 0.93 * f64::from(all), "{held} of {all}");
    }

    #[test]
    fn an_output_that_does_not_vary_has_no_indices() {
        assert_eq!(indices(2, &[3.0; 16], 1), None);
        assert_eq!(indices(2, &[], 1), None);
    }
}
