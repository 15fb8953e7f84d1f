//! Normal between bounds, and lognormal.

use super::error::{VariateError, finite, not_negative, positive, require};
use crate::real;
use crate::streams::Draw;
use borsh::{BorshDeserialize, BorshSerialize};

/// A normal distribution cut to an interval.
#[derive(Clone, Copy, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Normal {
    mean: f64,
    sd: f64,
    min: f64,
    max: f64,
    /// −1 where the interval lies in the upper tail: it is then mirrored, for probabilities near 0 are exact and those near 1 not.
    side: f64,
    /// Probability below the (mirrored) interval, and in it.
    below: f64,
    within: f64,
}

impl Normal {
    /// `mean` and `sd` of the uncut distribution; `min` may be −∞ and `max` ∞; some probability must lie between them.
    ///
    /// # Errors
    /// Which argument is wrong.
    pub fn new(mean: f64, sd: f64, min: f64, max: f64) -> Result<Self, VariateError> {
        finite("mean", mean)?;
        positive("sd", sd)?;
        require(min < f64::INFINITY, "min", "a number", min)?;
        require(max > min, "max", "above `min`", max)?;
        let side = if min > mean { -1.0 } else { 1.0 };
        let standard = |bound: f64| real::normal_cdf(side * (bound - mean) / sd);
        let (low, high) = if side > 0.0 { (standard(min), standard(max)) } else { (standard(max), standard(min)) };
        require(high - low > 1e-300, "max", "such that some probability lies between `min` and `max`", max)?;
        Ok(Normal { mean, sd, min, max, side, below: low, within: high - low })
    }
    /// Inverse of the distribution function.
    #[inline]
    pub(super) fn sample(&self, draw: &mut Draw) -> f64 {
        let u = if self.side > 0.0 { draw.open_unit() } else { 1.0 - draw.open_unit() };
        let z = real::normal_quantile(self.below + self.within * u);
        (self.mean + self.side * self.sd * z).clamp(self.min, self.max)
    }
    /// Densities at both standard bounds over the probability between them, and the same times the bound.
    fn edges(&self) -> [(f64, f64); 2] {
        [self.min, self.max].map(|bound| {
            let z = (bound - self.mean) / self.sd;
            let density = real::normal_pdf(z) / self.within;
            (density, if z.is_finite() { z * density } else { 0.0 })
        })
    }
    /// Moments: Johnson, Kotz, Balakrishnan, *Continuous Univariate Distributions* vol. 1, 13.10.
    pub(super) fn mean(&self) -> f64 {
        let [low, high] = self.edges();
        self.mean + self.sd * (low.0 - high.0)
    }
    pub(super) fn variance(&self) -> f64 {
        let [low, high] = self.edges();
        let shift = low.0 - high.0;
        self.sd * self.sd * (1.0 + low.1 - high.1 - shift * shift).max(0.0)
    }
    pub(super) fn lowest(&self) -> f64 {
        self.min
    }
}

/// Lognormal, by mean and coefficient of variation of the variable itself.
#[derive(Clone, Copy, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Lognormal {
    mean: f64,
    cv: f64,
    /// Mean and deviation of the logarithm.
    mu: f64,
    sigma: f64,
}

impl Lognormal {
    /// `mean` above 0, `cv` 0 or above; σ² = ln(1 + cv²), µ = ln mean − σ²/2.
    ///
    /// # Errors
    /// Which argument is wrong.
    pub fn new(mean: f64, cv: f64) -> Result<Self, VariateError> {
        positive("mean", mean)?;
        not_negative("cv", cv)?;
        let square = real::ln_1p(cv * cv);
        Ok(Lognormal { mean, cv, mu: real::ln(mean) - 0.5 * square, sigma: square.sqrt() })
    }
    #[inline]
    pub(super) fn sample(&self, draw: &mut Draw) -> f64 {
        real::exp(self.mu + self.sigma * real::normal_quantile(draw.open_unit()))
    }
    pub(super) fn mean(&self) -> f64 {
        self.mean
    }
    pub(super) fn variance(&self) -> f64 {
        let sd = self.mean * self.cv;
        sd * sd
    }
    pub(super) fn lowest(&self) -> f64 {
        0.0
    }
}
