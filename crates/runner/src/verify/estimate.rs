//! From what replications saw to one number and its standard error.

use super::study::Seen;
use crate::statistics::{mean, standard_deviation};

/// One number and how sure it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// Pooled over replications.
    pub value: f64,
    /// Its standard error; 0 where there is no chance in it.
    pub error: f64,
    /// Replications.
    pub n: usize,
}

/// Pools one quantity, in the order of the replications. Errors by linearisation (the delta method; Law, *Simulation
/// Modeling and Analysis*, 9.5): of a ratio A/B from the residuals a − (A/B) b, of a variance from x² − 2 m x.
pub fn pooled(rows: &[Seen]) -> Estimate {
    let n = rows.len();
    let total = |part: fn(&Seen) -> f64| rows.iter().map(part).sum::<f64>();
    match rows.first() {
        Some(Seen::Exact(value, _)) => Estimate { value: *value, error: 0.0, n },
        Some(Seen::Ratio(..)) | None => {
            let value = total(first) / total(second);
            let residuals: Vec<f64> = rows.iter().map(|it| first(it) - value * second(it)).collect();
            Estimate { value, error: error_of_mean(&residuals) / (total(second) / n as f64).abs(), n }
        }
        Some(Seen::Variance(..) | Seen::Deviation(..)) => {
            let (count, centre) = (total(first), total(second) / total(first));
            let variance = total(third) / count - centre * centre;
            let residual = |it: &Seen| third(it) - 2.0 * centre * second(it) + (centre * centre - variance) * first(it);
            let residuals: Vec<f64> = rows.iter().map(residual).collect();
            let error = error_of_mean(&residuals) / (count / n as f64);
            match rows.first() {
                Some(Seen::Deviation(..)) => Estimate { value: variance.sqrt(), error: error / (2.0 * variance.sqrt()), n },
                _ => Estimate { value: variance, error, n },
            }
        }
    }
}

fn first(seen: &Seen) -> f64 {
    match *seen {
        Seen::Ratio(a, _) | Seen::Variance(a, ..) | Seen::Deviation(a, ..) | Seen::Exact(a, _) => a,
    }
}

fn second(seen: &Seen) -> f64 {
    match *seen {
        Seen::Ratio(_, b) | Seen::Variance(_, b, _) | Seen::Deviation(_, b, _) => b,
        Seen::Exact(..) => 1.0,
    }
}

fn third(seen: &Seen) -> f64 {
    match *seen {
        Seen::Variance(_, _, c) | Seen::Deviation(_, _, c) => c,
        Seen::Ratio(..) | Seen::Exact(..) => 0.0,
    }
}

/// NaN of one value: nothing is known of its error.
fn error_of_mean(values: &[f64]) -> f64 {
    debug_assert!(mean(values).is_some() || values.is_empty());
    standard_deviation(values).map_or(f64::NAN, |sd| sd / (values.len() as f64).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_is_one_of_totals() {
        let estimate = pooled(&[Seen::Ratio(10.0, 4.0), Seen::Ratio(2.0, 2.0)]);
        assert!((estimate.value - 2.0).abs() < 1e-12);
        // residuals 2 and −2: deviation √8, of the mean 2; the mean denominator is 3
        assert!((estimate.error - 2.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn a_variance_is_taken_about_the_common_mean() {
        let rows = [Seen::Variance(2.0, 2.0, 4.0), Seen::Variance(2.0, 10.0, 52.0)]; // 0 2, 4 6
        assert!((pooled(&rows).value - 5.0).abs() < 1e-12);
        let rows = [Seen::Deviation(2.0, 2.0, 4.0), Seen::Deviation(2.0, 10.0, 52.0)];
        assert!((pooled(&rows).value - 5f64.sqrt()).abs() < 1e-12);
    }

    #[test]
    fn one_replication_says_nothing_about_its_error() {
        assert!(pooled(&[Seen::value(3.0)]).error.is_nan());
        assert!((pooled(&[Seen::exact(3.0)]).value - 3.0).abs() < 1e-12);
    }
}
