//! Beta over an interval, and PERT.

use super::bounded::in_order;
use super::error::{VariateError, finite, require};
use super::gamma::StandardGamma;
use crate::real;
use crate::streams::Draw;
use borsh::{BorshDeserialize, BorshSerialize};

/// Beta over an interval.
#[derive(Clone, Copy, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Beta {
    alpha: f64,
    beta: f64,
    min: f64,
    width: f64,
    gammas: [StandardGamma; 2],
}

impl Beta {
    /// `alpha` and `beta` 0.01 or above, `min` not above `max`.
    ///
    /// # Errors
    /// Which argument is wrong.
    pub fn new(alpha: f64, beta: f64, min: f64, max: f64) -> Result<Self, VariateError> {
        for (name, shape) in [("alpha", alpha), ("beta", beta)] {
            require(shape.is_finite() && shape >= 0.01, name, "a finite number, 0.01 or above", shape)?;
        }
        finite("min", min)?;
        require(max.is_finite() && max >= min, "max", "a finite number, not below `min`", max)?;
        Ok(Beta { alpha, beta, min, width: max - min, gammas: [alpha, beta].map(StandardGamma::new) })
    }
    /// Malcolm, Roseboom, Clark and Fazar, *Application of a technique for research and development program evaluation*,
    /// Operations Research 7 (1959): weight 4 on the mode.
    ///
    /// # Errors
    /// Which argument is wrong.
    pub fn pert(min: f64, mode: f64, max: f64) -> Result<Self, VariateError> {
        in_order(min, mode, max)?;
        let place = if max > min { (mode - min) / (max - min) } else { 0.5 };
        Beta::new(1.0 + 4.0 * place, 5.0 - 4.0 * place, min, max)
    }
    /// X / (X + Y) of two gammas; by their logarithms where these may be too small for a float.
    pub(super) fn sample(&self, draw: &mut Draw) -> f64 {
        let share = if self.alpha >= 1.0 && self.beta >= 1.0 {
            let [x, y] = self.gammas.each_ref().map(|gamma| gamma.sample(draw));
            x / (x + y)
        } else {
            let [x, y] = self.gammas.each_ref().map(|gamma| gamma.sample_ln(draw));
            1.0 / (1.0 + real::exp(y - x))
        };
        self.min + self.width * share
    }
    pub(super) fn mean(&self) -> f64 {
        self.min + self.width * self.alpha / (self.alpha + self.beta)
    }
    pub(super) fn variance(&self) -> f64 {
        let sum = self.alpha + self.beta;
        self.width * self.width * self.alpha * self.beta / (sum * sum * (sum + 1.0))
    }
    pub(super) fn lowest(&self) -> f64 {
        self.min
    }
}
