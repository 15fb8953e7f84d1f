//! Two scenarios under random numbers of their own: Welch's test.

use super::paired::Paired;
use super::{ROUNDING, mean, size, spread, student_tail_of};

/// Compares second − first, each sample for itself: Welch's test (*Biometrika* 34, 1947), with Satterthwaite's degrees of freedom.
/// `None` if either has fewer than 2 values.
pub fn independent(first: &[f64], second: &[f64]) -> Option<Paired> {
    let size = size(first).max(size(second));
    let part = |values: &[f64]| spread(values, size).map(|sd| sd * sd / values.len() as f64);
    let (a, b) = (part(first)?, part(second)?);
    let (n, standard_error) = (first.len().min(second.len()), (a + b).sqrt());
    let (mean_a, mean_b) = (mean(first)?, mean(second)?);
    let (difference, least_p) = (mean_b - mean_a, one_split(first.len(), second.len()));
    let over = |part: f64, values: &[f64]| part * part / (values.len() - 1) as f64;
    let (degrees_of_freedom, p) = match (standard_error > 0.0, difference.abs() > ROUNDING * size) {
        (true, _) => {
            let df = (a + b) * (a + b) / (over(a, first) + over(b, second));
            (df, student_tail_of(difference / standard_error, df))
        }
        (false, true) => ((n - 1) as f64, least_p),
        (false, false) => ((n - 1) as f64, 1.0),
    };
    let (first, second, variance_reduction) = (mean_a, mean_b, None);
    Some(Paired { n, first, second, difference, standard_error, degrees_of_freedom, p, least_p, variance_reduction })
}

/// The chance that two samples out of one urn are split as far apart as can be, either way: the least p-value of a permutation test,
/// two of (n + m)! / n! m! ways (Fisher, *The Design of Experiments*, 1935, §21).
pub fn one_split(n: usize, m: usize) -> f64 {
    let ways = (1..=n).fold(1.0, |ways, k| ways * (m + k) as f64 / k as f64);
    (2.0 / ways).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_never_varies_is_as_sure_as_the_ways_to_split_it() {
        let same = independent(&[2.0, 2.0], &[2.0, 2.0, 2.0]).unwrap();
        assert_eq!((same.n, same.difference, same.p), (2, 0.0, 1.0));
        // Two of the ten ways to choose two out of five.
        let other = independent(&[2.0, 2.0], &[3.0, 3.0, 3.0]).unwrap();
        assert_eq!((other.difference, other.p, other.half_width(0.05)), (1.0, 0.2, None));
        let often = independent(&[2.0; 10], &[3.0; 10]).unwrap();
        assert!((often.p - 2.0 / 184_756.0).abs() < 1e-12 && often.half_width(0.05) == Some(0.0), "{often:?}");
        assert_eq!(independent(&[2.0], &[1.0, 2.0]), None);
    }
}
