//! Times without memory, and times to a failure: exponential, Weibull.

use super::error::{VariateError, positive, require};
use crate::real;
use crate::streams::Draw;
use borsh::{BorshDeserialize, BorshSerialize};

/// Exponential.
#[derive(Clone, Copy, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Exponential {
    mean: f64,
}

impl Exponential {
    /// Mean above 0.
    ///
    /// # Errors
    /// The mean is wrong.
    pub fn new(mean: f64) -> Result<Self, VariateError> {
        Ok(Exponential { mean: positive("mean", mean)? })
    }
    #[inline]
    pub(super) fn sample(&self, draw: &mut Draw) -> f64 {
        draw.standard_exponential() * self.mean
    }
    pub(super) fn mean(&self) -> f64 {
        self.mean
    }
    pub(super) fn variance(&self) -> f64 {
        self.mean * self.mean
    }
    pub(super) fn lowest(&self) -> f64 {
        0.0
    }
}

/// Weibull.
#[derive(Clone, Copy, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Weibull {
    scale: f64,
    shape: f64,
}

impl Weibull {
    /// `scale` above 0; `shape` 0.1 or above (below 1 the hazard falls with age, above 1 it rises).
    ///
    /// # Errors
    /// Which argument is wrong.
    pub fn new(scale: f64, shape: f64) -> Result<Self, VariateError> {
        positive("scale", scale)?;
        require(shape.is_finite() && shape >= 0.1, "shape", "a finite number, 0.1 or above", shape)?;
        Ok(Weibull { scale, shape })
    }
    #[inline]
    pub(super) fn sample(&self, draw: &mut Draw) -> f64 {
        self.scale * real::pow(draw.standard_exponential(), 1.0 / self.shape)
    }
    /// Moments: Johnson, Kotz, Balakrishnan, *Continuous Univariate Distributions* vol. 1, ch. 21.
    pub(super) fn mean(&self) -> f64 {
        self.scale * real::gamma(1.0 + 1.0 / self.shape)
    }
    pub(super) fn variance(&self) -> f64 {
        let first = real::gamma(1.0 + 1.0 / self.shape);
        self.scale * self.scale * (real::gamma(1.0 + 2.0 / self.shape) - first * first)
    }
    pub(super) fn lowest(&self) -> f64 {
        0.0
    }
}
