//! Estimates over replications. Every sum runs in replication order, so that its bits never change.

pub mod independent;
pub mod kn;
pub mod ocba;
pub mod order;
pub mod paired;
pub mod series;
pub mod sign_flip;
pub mod skewed;
#[cfg(test)]
pub(crate) mod trials;
pub mod two_stage;

use statrs::distribution::{ContinuousCDF, StudentsT};

/// Fewer replications than this are always called few: at 5, intervals said to cover 95 % of skewed waits cover 86 %.
pub const FEW: usize = 10;

/// Results of a hundred operations on numbers of size 1 that are equal in truth differ by less.
const ROUNDING: f64 = 1e-12;

/// From and to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// Arithmetic mean; `None` of nothing. Of equal values it is that value, without the rounding of a sum.
pub fn mean(values: &[f64]) -> Option<f64> {
    let first = *values.first()?;
    if values.iter().all(|x| x.to_bits() == first.to_bits()) {
        return Some(first);
    }
    Some(values.iter().sum::<f64>() / values.len() as f64)
}

/// Standard deviation with n − 1 below, by two passes; `None` for fewer than 2 values.
pub fn standard_deviation(values: &[f64]) -> Option<f64> {
    if values.len() < 2 {
        return None;
    }
    let mean = mean(values)?;
    let squares: f64 = values.iter().map(|x| (x - mean) * (x - mean)).sum();
    Some((squares / (values.len() - 1) as f64).sqrt())
}

/// The same, but 0 where it is no more than rounding leaves of numbers of this size: values that are equal in truth.
pub fn spread(values: &[f64], size: f64) -> Option<f64> {
    standard_deviation(values).map(|sd| if sd > ROUNDING * size { sd } else { 0.0 })
}

/// The greatest of some values, whatever their signs; 0 of nothing.
pub fn size(values: &[f64]) -> f64 {
    values.iter().fold(0.0, |size, value| value.abs().max(size))
}

/// Half the width of Student's 95 % interval of the mean: t(0.975, n − 1) · s / √n; `None` for fewer than 2 values.
pub fn half_width(values: &[f64]) -> Option<f64> {
    let n = values.len();
    standard_deviation(values).map(|sd| student_quantile(0.975, n - 1) * sd / (n as f64).sqrt())
}

/// A quantile of Student's t. `statrs` computes it with the platform's logarithms, whose last bits differ from machine to
/// machine: nine decimals are the same everywhere.
pub fn student_quantile(p: f64, degrees_of_freedom: usize) -> f64 {
    student_quantile_of(p, degrees_of_freedom as f64)
}

/// The same, of degrees of freedom that are no whole number.
pub fn student_quantile_of(p: f64, degrees_of_freedom: f64) -> f64 {
    (student(degrees_of_freedom).inverse_cdf(p) * 1e9).round() / 1e9
}

/// The chance that Student's t is as far from 0 as this, on either side; to nine decimals, as the quantile.
pub fn student_tail(t: f64, degrees_of_freedom: usize) -> f64 {
    student_tail_of(t, degrees_of_freedom as f64)
}

/// The same, of degrees of freedom that are no whole number.
pub fn student_tail_of(t: f64, degrees_of_freedom: f64) -> f64 {
    (2.0 * student(degrees_of_freedom).cdf(-t.abs()) * 1e9).round() / 1e9
}

fn student(degrees_of_freedom: f64) -> StudentsT {
    StudentsT::new(0.0, 1.0, degrees_of_freedom).expect("degrees of freedom are above 0")
}

/// Quantile by linear interpolation between order statistics (Hyndman and Fan's type 7, the default of R and numpy).
pub fn quantile(values: &[f64], p: f64) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().checked_sub(1)?;
    let at = p * last as f64;
    let below = (at.floor() as usize).min(last);
    let above = (below + 1).min(last);
    Some(sorted[below] + (at - below as f64) * (sorted[above] - sorted[below]))
}

/// Adjusted Fisher–Pearson skewness G1; `None` for fewer than 3 values or without spread.
pub fn skewness(values: &[f64]) -> Option<f64> {
    let n = values.len() as f64;
    let mean = mean(values)?;
    let m2 = values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n;
    let m3 = values.iter().map(|x| (x - mean) * (x - mean) * (x - mean)).sum::<f64>() / n;
    (values.len() >= 3 && m2 > 0.0).then(|| (n * (n - 1.0)).sqrt() / (n - 2.0) * m3 / (m2 * m2.sqrt()))
}

/// Whether Student's interval is to be taken with care.
///
/// True for fewer than [`FEW`] values with any spread, and where n < 25·γ² (Cochran, *Sampling Techniques*, 3rd ed., §2.15), γ being
/// what is left of the sample's skewness after taking off two of its standard errors, so that a sample of a symmetric
/// KPI is seldom called skewed.
pub fn too_few(values: &[f64]) -> bool {
    let Some(skewness) = skewness(values) else { return values.len() < 3 };
    let n = values.len() as f64;
    let standard_error = (6.0 * n * (n - 1.0) / ((n - 2.0) * (n + 1.0) * (n + 3.0))).sqrt();
    let sure = (skewness.abs() - 2.0 * standard_error).max(0.0);
    values.len() < FEW || n < 25.0 * sure * sure
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(got: Option<f64>, expected: f64) -> bool {
        got.is_some_and(|got| (got - expected).abs() <= 1e-9 * expected.abs().max(1.0))
    }

    #[test]
    fn t_quantiles_agree_with_the_tables() {
        // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2; more digits from R's qt(0.975, df).
        for (df, expected) in [(1, 12.706204736), (2, 4.302652730), (9, 2.262157163), (29, 2.045229642), (999, 1.962341461)] {
            assert!((student_quantile(0.975, df) - expected).abs() < 2e-9, "{df}: {}", student_quantile(0.975, df));
        }
    }

    #[test]
    fn textbook_sample() {
        let values = [2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0];
        assert!(close(mean(&values), 5.0));
        assert!(close(standard_deviation(&values), 2.138089935299395));
        // R: t.test(x)$conf.int, e1071::skewness(x, type = 2)
        assert!(close(half_width(&values).map(|h| (h * 1e6).round()), 1787488.0), "{:?}", half_width(&values));
        assert!(close(skewness(&values), 0.818487553356), "{:?}", skewness(&values));
    }

    #[test]
    fn quantiles_interpolate_as_r_does() {
        let values = [4.0, 1.0, 3.0, 2.0];
        assert!(close(quantile(&values, 0.0), 1.0) && close(quantile(&values, 1.0), 4.0));
        assert!(close(quantile(&values, 0.5), 2.5) && close(quantile(&values, 0.05), 1.15));
        assert!(close(quantile(&[7.0], 0.95), 7.0));
        assert_eq!(quantile(&[], 0.5), None);
    }

    #[test]
    fn small_samples_have_what_they_can_have() {
        assert_eq!((mean(&[]), standard_deviation(&[]), half_width(&[])), (None, None, None));
        assert_eq!((mean(&[3.0]), standard_deviation(&[3.0]), half_width(&[3.0])), (Some(3.0), None, None));
        assert_eq!(half_width(&[0.1, 0.1, 0.1]), Some(0.0));
    }

    #[test]
    fn a_skewed_sample_is_called_few_and_a_symmetric_one_is_not() {
        let symmetric: Vec<f64> = (0..20).map(f64::from).collect();
        let mut skewed: Vec<f64> = (0..20).map(|i| f64::from(i % 3)).collect();
        skewed[7] = 200.0;
        assert!(!too_few(&symmetric) && too_few(&skewed));
        assert!(too_few(&symmetric[..9]) && !too_few(&symmetric[..10]));
        assert!(!too_few(&[5.0; 12]) && !too_few(&[5.0; 3]) && too_few(&[5.0, 6.0]));
    }
}
