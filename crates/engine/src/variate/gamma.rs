//! Sums of exponentials and what lies between them: Erlang, gamma.

use super::error::{VariateError, positive, require};
use crate::real;
use crate::streams::Draw;
use borsh::{BorshDeserialize, BorshSerialize};

/// Up to this order a product of uniforms is both the fastest and above the smallest float (2⁻⁵³ each).
const PRODUCT_UP_TO: u32 = 16;

/// The sum of `k` exponentials.
#[derive(Clone, Copy, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Erlang {
    k: u32,
    mean: f64,
    many: StandardGamma,
}

impl Erlang {
    /// `k` at least 1, `mean` of the sum above 0.
    ///
    /// # Errors
    /// Which argument is wrong.
    pub fn new(k: u32, mean: f64) -> Result<Self, VariateError> {
        require(k >= 1, "k", "1 or more", f64::from(k))?;
        Ok(Erlang { k, mean: positive("mean", mean)?, many: StandardGamma::new(f64::from(k)) })
    }
    #[inline]
    pub(super) fn sample(&self, draw: &mut Draw) -> f64 {
        let scale = self.mean / f64::from(self.k);
        if self.k > PRODUCT_UP_TO {
            return scale * self.many.sample(draw);
        }
        -real::ln((0..self.k).fold(1.0, |product, _| product * draw.unit())) * scale
    }
    pub(super) fn mean(&self) -> f64 {
        self.mean
    }
    pub(super) fn variance(&self) -> f64 {
        self.mean * self.mean / f64::from(self.k)
    }
    pub(super) fn lowest(&self) -> f64 {
        0.0
    }
}

/// Gamma, by mean and coefficient of variation.
#[derive(Clone, Copy, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Gamma {
    mean: f64,
    shape: f64,
    standard: StandardGamma,
}

impl Gamma {
    /// `mean` above 0, `cv` between 0.001 and 30; shape = 1 / cv², scale = mean cv².
    ///
    /// # Errors
    /// Which argument is wrong.
    pub fn new(mean: f64, cv: f64) -> Result<Self, VariateError> {
        positive("mean", mean)?;
        require((1e-3..=30.0).contains(&cv), "cv", "between 0.001 and 30", cv)?;
        let shape = 1.0 / (cv * cv);
        Ok(Gamma { mean, shape, standard: StandardGamma::new(shape) })
    }
    #[inline]
    pub(super) fn sample(&self, draw: &mut Draw) -> f64 {
        self.standard.sample(draw) * self.mean / self.shape
    }
    pub(super) fn mean(&self) -> f64 {
        self.mean
    }
    pub(super) fn variance(&self) -> f64 {
        self.mean * self.mean / self.shape
    }
    pub(super) fn lowest(&self) -> f64 {
        0.0
    }
}

/// Gamma of scale 1: Marsaglia and Tsang, *A simple method for generating gamma variables*, ACM TOMS 26 (2000).
#[derive(Clone, Copy, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub(super) struct StandardGamma {
    d: f64,
    c: f64,
    /// 1/shape where shape is below 1: a gamma of shape + 1 is then multiplied by U^(1/shape).
    boost: Option<f64>,
}

impl StandardGamma {
    pub(super) fn new(shape: f64) -> Self {
        let boost = (shape < 1.0).then(|| 1.0 / shape);
        let d = if shape < 1.0 { shape + 1.0 } else { shape } - 1.0 / 3.0;
        StandardGamma { d, c: 1.0 / (9.0 * d).sqrt(), boost }
    }
    pub(super) fn sample(&self, draw: &mut Draw) -> f64 {
        let x = self.boosted(draw);
        self.boost.map_or(x, |power| x * real::pow(draw.unit(), power))
    }
    /// Its logarithm, finite even where the value itself is below the smallest float.
    pub(super) fn sample_ln(&self, draw: &mut Draw) -> f64 {
        let x = real::ln(self.boosted(draw));
        self.boost.map_or(x, |power| x + real::ln(draw.unit()) * power)
    }
    fn boosted(&self, draw: &mut Draw) -> f64 {
        loop {
            let x = real::normal_quantile(draw.open_unit());
            let root = 1.0 + self.c * x;
            if root <= 0.0 {
                continue;
            }
            let v = root * root * root;
            let (u, square) = (draw.unit(), x * x);
            let surely = u < 1.0 - 0.0331 * square * square;
            if surely || real::ln(u) < 0.5 * square + self.d * (1.0 - v + real::ln(v)) {
                return self.d * v;
            }
        }
    }
}
