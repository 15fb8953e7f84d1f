//! Two scenarios under the same random numbers: differences replication by replication.

use super::{ROUNDING, mean, size, spread, standard_deviation, student_quantile_of, student_tail, student_tail_of};

/// What the pairs say of one KPI; or two samples of their own ([`independent`](super::independent)).
#[derive(Clone, Debug, PartialEq)]
pub struct Paired {
    /// Pairs in which both have a value; of samples of their own, the size of the smaller.
    pub n: usize,
    /// Mean of the first side.
    pub first: f64,
    /// Mean of the second side.
    pub second: f64,
    /// Mean of second − first.
    pub difference: f64,
    /// Standard error of that mean; 0 if all pairs differ by the same.
    pub standard_error: f64,
    /// Degrees of freedom: one less than there are pairs.
    pub degrees_of_freedom: f64,
    /// Two-sided p-value of Student's paired test; of pairs that all differ by the same, [`Paired::least_p`].
    pub p: f64,
    /// The least p-value that so many values can have by their signs alone. Where there is no spread Student's test would give
    /// 0, after two replications whose whole numbers happened to be equal.
    pub least_p: f64,
    /// How many times as many replications independent random numbers would need for the same standard error:
    /// (Var A + Var B) / Var(B − A). `None` if all pairs differ by the same, or there are none.
    pub variance_reduction: Option<f64>,
}

/// Compares second − first; `None` for fewer than 2 pairs.
pub fn paired(pairs: &[(f64, f64)]) -> Option<Paired> {
    let (first, second): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
    let differences: Vec<f64> = pairs.iter().map(|(a, b)| b - a).collect();
    let size = size(&first).max(size(&second));
    let sd = spread(&differences, size)?;
    let (difference, n) = (mean(&differences)?, pairs.len());
    let (standard_error, least_p) = (sd / (n as f64).sqrt(), one_sign(n));
    let p = match (sd > 0.0, difference.abs() > ROUNDING * size) {
        (true, _) => student_tail(difference / standard_error, n - 1),
        (false, true) => least_p,
        (false, false) => 1.0,
    };
    let alone = standard_deviation(&first)?.powi(2) + standard_deviation(&second)?.powi(2);
    Some(Paired {
        n,
        first: mean(&first)?,
        second: mean(&second)?,
        difference,
        standard_error,
        degrees_of_freedom: (n - 1) as f64,
        p,
        least_p,
        variance_reduction: (sd > 0.0).then(|| alone / (sd * sd)),
    })
}

/// The chance that the signs of so many differences are all the same: the least that the two-sided sign-flip test can give.
pub fn one_sign(n: usize) -> f64 {
    2.0 * 0.5f64.powi(n as i32)
}

impl Paired {
    /// The same of scenarios in which nothing is random: whatever they differ by is known.
    pub fn known(self) -> Paired {
        let p = if self.standard_error > 0.0 || self.p >= 1.0 { self.p } else { 0.0 };
        Paired { p, least_p: 0.0, ..self }
    }

    /// Is there spread to judge by, or are there so many values that to have none says as much, with this chance to be wrong?
    pub fn tells(&self, miss: f64) -> bool {
        self.standard_error > 0.0 || self.least_p <= miss
    }

    /// Half the width of the interval of the difference that misses with this chance; `None` if too few values without spread leave
    /// it open.
    pub fn half_width(&self, miss: f64) -> Option<f64> {
        let student = || student_quantile_of(1.0 - miss / 2.0, self.degrees_of_freedom) * self.standard_error;
        self.tells(miss).then(student)
    }

    /// P-value of two one-sided tests that the difference is within ± this tolerance (Schuirmann, *Journal of Pharmacokinetics and
    /// Biopharmaceutics* 15, 1987): at or below alpha it is shown to be.
    pub fn equivalence_p(&self, tolerance: f64) -> f64 {
        let room = tolerance - self.difference.abs();
        match (self.standard_error > 0.0, room > 0.0) {
            (true, true) => student_tail_of(room / self.standard_error, self.degrees_of_freedom) / 2.0,
            (true, false) => 1.0 - student_tail_of(room / self.standard_error, self.degrees_of_freedom) / 2.0,
            (false, true) => self.least_p / 2.0,
            (false, false) => 1.0,
        }
    }
}

/// The chance that a fair coin falls so unevenly, to either side: the exact two-sided sign test. Of pairs of which just one side has
/// a value it is McNemar's exact test (Conover, *Practical Nonparametric Statistics*, 3rd ed., §3.5).
pub fn sign_test(heads: usize, tails: usize) -> f64 {
    let (n, least) = (heads + tails, heads.min(tails));
    // The first so many terms of (1/2 + 1/2)^n, each from the one before.
    let terms = (0..=least).scan(0.5f64.powi(n as i32), |term, k| {
        let now = *term;
        *term *= (n - k) as f64 / (k + 1) as f64;
        Some(now)
    });
    (2.0 * terms.sum::<f64>()).min(1.0)
}

/// Holm's adjusted p-values (*Scandinavian Journal of Statistics* 6, 1979): those at or below alpha are shown, with a chance of
/// at most alpha that any of them is shown wrongly.
pub fn holm(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|a, b| p[*a].total_cmp(&p[*b]));
    let (mut adjusted, mut greatest) = (vec![1.0; p.len()], 0.0f64);
    for (rank, at) in order.into_iter().enumerate() {
        greatest = greatest.max((p.len() - rank) as f64 * p[at]).min(1.0);
        adjusted[at] = greatest;
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_paired_test_agrees_with_r() {
        // R: sleep data of Student (1908), t.test(extra ~ group, paired = TRUE): t = -4.0621, df = 9, p = 0.002833,
        // 95 % interval of group 1 - group 2: -2.4598858 to -0.7001142.
        let one = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
        let two = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
        let pairs: Vec<(f64, f64)> = one.into_iter().zip(two).collect();
        let it = paired(&pairs).unwrap();
        assert!((it.difference - 1.58).abs() < 1e-12 && (it.p - 0.002833).abs() < 5e-7, "{it:?}");
        let half = it.half_width(0.05).unwrap();
        assert!((it.difference - half - 0.7001142).abs() < 5e-8 && (it.difference + half - 2.4598858).abs() < 5e-8);
        // Var 3.200556 + Var 4.009, over Var of the differences 1.512889
        assert!((it.variance_reduction.unwrap() - 7.209555555 / 1.512888889).abs() < 1e-6);
    }

    #[test]
    fn pairs_that_never_vary_are_as_sure_as_their_signs() {
        let same = paired(&[(1.0, 1.0), (2.0, 2.0), (5.0, 5.0)]).unwrap();
        assert_eq!((same.difference, same.p, same.variance_reduction), (0.0, 1.0, None));
        let shifted = paired(&[(1.0, 3.0), (2.0, 4.0), (5.0, 7.0)]).unwrap();
        assert_eq!((shifted.difference, shifted.p, shifted.half_width(0.05)), (2.0, 0.25, None));
        assert!((shifted.equivalence_p(3.0) - 0.125).abs() < 1e-15 && shifted.equivalence_p(2.0) >= 1.0);
        let often = paired(&[(1.0, 3.0); 6]).unwrap();
        assert_eq!((often.p, often.half_width(0.05), often.half_width(0.01)), (0.03125, Some(0.0), None));
        assert_eq!(paired(&[(1.0, 2.0)]), None);
    }

    #[test]
    fn what_differs_by_rounding_has_no_spread() {
        let rounded = paired(&[(0.1, 0.4), (0.2, 0.5), (0.7, 1.0)]).unwrap();
        assert_eq!((rounded.standard_error, rounded.p, rounded.half_width(0.05)), (0.0, 0.25, None));
        let nothing = paired(&[(0.3, 0.1 + 0.2), (0.1, 0.1)]).unwrap();
        assert_eq!((nothing.standard_error, nothing.p), (0.0, 1.0));
    }

    #[test]
    fn where_nothing_is_random_the_difference_is_known() {
        let shifted = paired(&[(1.0, 3.0), (1.0, 3.0)]).unwrap().known();
        assert_eq!((shifted.p, shifted.half_width(0.001)), (0.0, Some(0.0)));
        assert!(paired(&[(1.0, 1.0), (1.0, 1.0)]).unwrap().known().p >= 1.0);
    }

    #[test]
    fn the_sign_test_agrees_with_r() {
        // R: binom.test(c(heads, tails))$p.value
        for (heads, tails, expected) in [(0, 0, 1.0), (1, 0, 1.0), (16, 0, 3.0517578125e-5), (2, 9, 0.065429688), (5, 5, 1.0)] {
            let got = sign_test(heads, tails);
            assert!((got - expected).abs() < 1e-9, "{heads}, {tails}: {got}");
        }
    }

    #[test]
    fn holm_agrees_with_r() {
        // R: p.adjust(c(0.01, 0.02, 0.03, 0.005, 0.9), method = "holm")
        let adjusted = holm(&[0.01, 0.02, 0.03, 0.005, 0.9]);
        for (got, expected) in adjusted.iter().zip([0.04, 0.06, 0.06, 0.025, 0.9]) {
            assert!((got - expected).abs() < 1e-12, "{adjusted:?}");
        }
        assert_eq!(holm(&[]), Vec::<f64>::new());
    }
}
