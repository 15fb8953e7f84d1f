//! The sign-flip test: whether differences are centred on zero, by nothing but their signs being as likely either way.

use darse_engine::{Stream, Streams};

/// Up to so many differences that are not zero, every pattern of signs is tried.
const ALL_UP_TO: usize = 16;

/// Patterns drawn otherwise.
const DRAWN: u32 = 9_999;

const SIGNS: Stream = Stream::named("statistics/sign-flip");

/// Two-sided p-value of the mean of paired differences (Fisher, *The Design of Experiments*, 1935, §21).
///
/// If the pairs do not differ in the mean and their differences are symmetric, every pattern of signs is as likely. The share of patterns
/// whose sum is as far from zero as the one seen is exact, whatever the distribution; beyond 16 differences, of 9,999 drawn patterns (the same
/// for every call) and the one seen. It checks Student's paired test where a few great differences decide.
pub fn sign_flip(differences: &[f64]) -> f64 {
    let differences: Vec<f64> = differences.iter().copied().filter(|it| *it != 0.0).collect();
    // Sums in another order differ in their last bits, and are equal all the same.
    let seen = differences.iter().sum::<f64>().abs() * (1.0 - 1e-12);
    let is_as_far = |signs: &dyn Fn(usize) -> bool| {
        let signed = differences.iter().enumerate().map(|(at, it)| if signs(at) { *it } else { -it });
        signed.sum::<f64>().abs() >= seen
    };
    if differences.len() <= ALL_UP_TO {
        let patterns = 1u32 << differences.len();
        let as_far = (0..patterns).filter(|pattern| is_as_far(&|at| pattern >> at & 1 == 1)).count();
        return as_far as f64 / f64::from(patterns);
    }
    let streams = Streams::new(0, 0);
    let as_far = (0..DRAWN).filter(|pattern| {
        let mut draws = streams.of(SIGNS, u64::from(*pattern), 0);
        let signs: Vec<u64> = (0..differences.len().div_ceil(64)).map(|_| draws.bits()).collect();
        is_as_far(&|at| signs[at / 64] >> (at % 64) & 1 == 1)
    });
    (as_far.count() + 1) as f64 / f64::from(DRAWN + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_of_one_sign_are_two_patterns_of_thirty_two() {
        assert!((sign_flip(&[0.3, 1.0, 2.0, 0.0, 0.7, 9.0]) - 2.0 / 32.0).abs() < 1e-15);
        assert!((sign_flip(&[0.3, -0.3]) - 1.0).abs() < 1e-15 && (sign_flip(&[]) - 1.0).abs() < 1e-15);
    }

    /// 20 differences: all 2²⁰ patterns are known of a sign test, as they are of equal size. Binomial, 15 of 20 or more on either
    /// side: 0.041389.
    #[test]
    fn drawn_patterns_come_close_to_all_of_them() {
        let differences: Vec<f64> = (0..20).map(|at| if at < 15 { 1.0 } else { -1.0 }).collect();
        let p = sign_flip(&differences);
        assert!((p - 0.041_389).abs() < 4.0 * (0.0414f64 * 0.9586 / 9_999.0).sqrt(), "{p}");
    }
}
