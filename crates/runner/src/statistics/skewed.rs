//! Intervals of the mean of a skewed sample.

use super::{Interval, mean, skewness, standard_deviation, student_quantile};
use darse_engine::real::{cbrt, exp_m1, ln_1p};

/// Hall's interval of the mean, which misses with this chance; `None` for fewer than 3 values.
///
/// Student's t of a skewed sample is skewed itself. g(t) = t + γt²/(3√n) + γ²t³/(27n) + γ/(6√n), with the sample's skewness γ,
/// is not (Hall, *Journal of the Royal Statistical Society* B 54, 1992), rises throughout and so has an inverse: the ends
/// are mean − g⁻¹(±q)·s/√n. Student's quantile stands for q instead of the normal one, so that a sample without skew has
/// Student's interval. It leans to the side of the long tail.
pub fn hall(values: &[f64], miss: f64) -> Option<Interval> {
    if values.len() < 3 {
        return None;
    }
    let (n, mean, sd) = (values.len() as f64, mean(values)?, standard_deviation(values)?);
    let skew = skewness(values).unwrap_or(0.0);
    let q = student_quantile(1.0 - miss / 2.0, values.len() - 1);
    let end = |q: f64| mean - inverse(q, skew, n) * sd / n.sqrt();
    Some(Interval { low: end(q), high: end(-q) })
}

/// t such that g(t) = y.
fn inverse(y: f64, skew: f64, n: f64) -> f64 {
    let inner = skew * (y / n.sqrt() - skew / (6.0 * n));
    // (1 + inner)^⅓ − 1, also where inner is small.
    let root = if inner.abs() < 0.5 { exp_m1(ln_1p(inner) / 3.0) } else { cbrt(1.0 + inner) - 1.0 };
    if skew == 0.0 { y } else { 3.0 * n.sqrt() / skew * root }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::half_width;

    #[test]
    fn without_skew_it_is_students_interval() {
        let values: Vec<f64> = (0..12).map(f64::from).collect();
        let (hall, half) = (hall(&values, 0.05).unwrap(), half_width(&values).unwrap());
        assert!((hall.low - 5.5 + half).abs() < 1e-9 && (hall.high - 5.5 - half).abs() < 1e-9, "{hall:?} {half}");
    }

    #[test]
    fn it_leans_to_the_long_tail_whichever_side_that_is() {
        let right = [1.0, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 15.0];
        let left = right.map(|x: f64| -x);
        let (a, b) = (hall(&right, 0.05).unwrap(), hall(&left, 0.05).unwrap());
        assert!((a.low + b.high).abs() < 1e-12 && (a.high + b.low).abs() < 1e-12);
        assert!(a.high - 3.75 > 3.75 - a.low, "{a:?}");
    }

    #[test]
    fn values_that_are_all_alike_leave_no_room() {
        assert_eq!(hall(&[4.0; 5], 0.05), Some(Interval { low: 4.0, high: 4.0 }));
        assert_eq!(hall(&[4.0, 5.0], 0.05), None);
    }
}
