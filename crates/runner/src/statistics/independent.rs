//! Two scenarios under random numbers of their own: Welch's test.

use super::paired::Paired;
use super::{mean, standard_deviation, student_tail_of};

/// Compares second − first, each sample for itself: Welch's test (*Biometrika* 34, 1947), with Satterthwaite's degrees of freedom.
/// `None` if either has fewer than 2 values.
pub fn independent(first: &[f64], second: &[f64]) -> Option<Paired> {
    let part = |values: &[f64]| standard_deviation(values).map(|sd| sd * sd / values.len() as f64);
    let (a, b) = (part(first)?, part(second)?);
    let (n, standard_error) = (first.len().min(second.len()), (a + b).sqrt());
    let (mean_a, mean_b) = (mean(first)?, mean(second)?);
    let difference = mean_b - mean_a;
    let over = |part: f64, values: &[f64]| part * part / (values.len() - 1) as f64;
    let (degrees_of_freedom, p) = match (standard_error > 0.0, difference == 0.0) {
        (true, _) => {
            let df = (a + b) * (a + b) / (over(a, first) + over(b, second));
            (df, student_tail_of(difference / standard_error, df))
        }
        (false, true) => ((n - 1) as f64, 1.0),
        (false, false) => ((n - 1) as f64, 0.0),
    };
    let variance_reduction = None;
    Some(Paired { n, first: mean_a, second: mean_b, difference, standard_error, degrees_of_freedom, p, variance_reduction })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_never_varies_is_said_to_be_sure() {
        let same = independent(&[2.0, 2.0], &[2.0, 2.0, 2.0]).unwrap();
        assert_eq!((same.n, same.difference, same.p), (2, 0.0, 1.0));
        let other = independent(&[2.0, 2.0], &[3.0, 3.0, 3.0]).unwrap();
        assert_eq!((other.difference, other.p, other.half_width(0.05)), (1.0, 0.0, 0.0));
        assert_eq!(independent(&[2.0], &[1.0, 2.0]), None);
    }
}
