//! Expected against got: Student limits that hold for all lines of a run together, and no agreement by vagueness.

use super::estimate::Estimate;
use super::precision::relative_limit;
use serde::Serialize;
use statrs::distribution::{ContinuousCDF, StudentsT};

/// The chance that a right program fails any line of one run.
pub const FAMILY_WISE: f64 = 1e-3;

/// One quantity before it is judged.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The case.
    pub case: String,
    /// Its family.
    pub family: String,
    /// The quantity, with its variant.
    pub quantity: String,
    /// By theory or by another program.
    pub expected: f64,
    /// Standard error of what is expected, where that was simulated.
    pub expected_error: f64,
    /// As printed in a book, where that differs.
    pub published: Option<f64>,
    /// What Darse found.
    pub got: Estimate,
    /// Offered load over capacity.
    pub load: f64,
    /// Below this errors are absolute.
    pub floor: f64,
    /// How far it may be from what is expected, relative to that, where there is no chance in it.
    pub exact: Option<f64>,
}

impl Claim {
    /// The greatest standard error with which an agreement counts.
    pub fn error_limit(&self) -> f64 {
        relative_limit(&self.quantity, self.load) * self.expected.abs().max(self.floor)
    }
}

/// How a line came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Within the interval, and the interval is narrow.
    Pass,
    /// Outside.
    Fail,
    /// Within, but the interval is too wide to mean anything.
    Vague,
}

/// A claim and its verdict.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    /// The case.
    pub case: String,
    /// Its family.
    pub family: String,
    /// The quantity.
    pub quantity: String,
    /// What theory says.
    pub expected: f64,
    /// What a book prints.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<f64>,
    /// What was found.
    pub got: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// The greatest that counts; 0 where none is allowed.
    pub error_limit: f64,
    /// Replications.
    pub replications: usize,
    /// The interval that has to hold what is expected.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
    /// How it came out.
    pub verdict: Verdict,
}

/// Judges all claims of one run. The interval of each is Student's at 1 − [`FAMILY_WISE`] / (number of claims with chance
/// in them): Bonferroni, which holds whatever the dependence between lines.
pub fn judged(claims: &[Claim]) -> Vec<Line> {
    let stochastic = claims.iter().filter(|claim| claim.exact.is_none()).count().max(1);
    claims.iter().map(|claim| judge(claim, FAMILY_WISE / stochastic as f64)).collect()
}

fn judge(claim: &Claim, alpha: f64) -> Line {
    let Estimate { value: got, error, n } = claim.got;
    let (half, error_limit) = match claim.exact {
        Some(tolerance) => (tolerance * claim.expected.abs(), 0.0),
        None => (student(alpha, n.saturating_sub(1)) * error.hypot(claim.expected_error), claim.error_limit()),
    };
    let inside = (got - claim.expected).abs() <= half;
    let verdict = match () {
        () if inside && error <= error_limit => Verdict::Pass,
        // An error that is no number is no knowledge.
        () if got.is_finite() && (inside || !half.is_finite()) => Verdict::Vague,
        () => Verdict::Fail,
    };
    Line {
        case: claim.case.clone(),
        family: claim.family.clone(),
        quantity: claim.quantity.clone(),
        expected: claim.expected,
        published: claim.published,
        got,
        standard_error: error,
        error_limit,
        replications: n,
        low: got - half,
        high: got + half,
        verdict,
    }
}

/// The two-sided Student factor at this level, to nine decimals: `statrs` computes with the platform's logarithms.
pub fn student(alpha: f64, degrees_of_freedom: usize) -> f64 {
    StudentsT::new(0.0, 1.0, degrees_of_freedom as f64)
        .map_or(f64::NAN, |t| (t.inverse_cdf(1.0 - alpha / 2.0) * 1e9).round() / 1e9)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(expected: f64, value: f64, error: f64) -> Claim {
        Claim {
            case: "MMc-1".to_owned(),
            family: "MMc".to_owned(),
            quantity: "Wq".to_owned(),
            expected,
            expected_error: 0.0,
            published: None,
            got: Estimate { value, error, n: 64 },
            load: 0.8,
            floor: 0.0,
            exact: None,
        }
    }

    fn verdict(claim: Claim) -> Verdict {
        judged(&[claim])[0].verdict
    }

    #[test]
    fn what_agrees_and_is_sharp_passes() {
        assert_eq!(verdict(claim(10.0, 10.1, 0.05)), Verdict::Pass);
    }

    #[test]
    fn a_wrong_expected_value_fails() {
        assert_eq!(verdict(claim(10.0, 10.4, 0.05)), Verdict::Fail);
        assert_eq!(verdict(claim(10.0, 9.6, 0.05)), Verdict::Fail);
        assert_eq!(verdict(claim(10.0, f64::NAN, 0.05)), Verdict::Fail);
    }

    #[test]
    fn what_agrees_by_vagueness_does_not_pass() {
        assert_eq!(verdict(claim(10.0, 10.1, 0.11)), Verdict::Vague);
        assert_eq!(verdict(claim(10.0, 10.0, f64::NAN)), Verdict::Vague);
        let utilisation = Claim { quantity: "utilisation".to_owned(), ..claim(0.8, 0.8, 0.001) };
        assert_eq!(verdict(utilisation.clone()), Verdict::Vague);
        assert_eq!(verdict(Claim { got: Estimate { error: 0.0007, ..utilisation.got }, ..utilisation }), Verdict::Pass);
    }

    #[test]
    fn a_small_number_has_an_absolute_limit_where_the_case_says_so() {
        let small = Claim { floor: 1e-3, ..claim(1e-5, 1.1e-5, 9e-6) };
        assert_eq!(verdict(small.clone()), Verdict::Pass);
        assert_eq!(verdict(Claim { floor: 0.0, ..small }), Verdict::Vague);
    }

    #[test]
    fn what_has_no_chance_in_it_agrees_exactly() {
        let exact = |value| Claim { exact: Some(1e-9), ..claim(10.0, value, 0.0) };
        assert_eq!(verdict(exact(10.0 + 1e-9)), Verdict::Pass);
        assert_eq!(verdict(exact(10.0 + 1e-7)), Verdict::Fail);
    }

    #[test]
    fn limits_hold_for_all_lines_together() {
        let one = judged(&[claim(10.0, 10.0, 0.05)])[0].high;
        let many = judged(&vec![claim(10.0, 10.0, 0.05); 100])[0].high;
        // R: qt(1 - 1e-3 / 2, 63) = 3.4568, qt(1 - 1e-5 / 2, 63) = 4.8077
        assert!(((one - 10.0) / 0.05 - student(1e-3, 63)).abs() < 1e-9 && many > one);
    }

    #[test]
    fn an_error_of_the_expected_value_widens_the_interval() {
        assert_eq!(verdict(Claim { expected_error: 0.1, ..claim(10.0, 10.3, 0.05) }), Verdict::Pass);
    }
}
