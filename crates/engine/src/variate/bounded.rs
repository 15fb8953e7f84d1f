//! Distributions made of straight lines between bounds: uniform, triangular.

use super::error::{VariateError, finite, require};
use crate::streams::Draw;
use borsh::{BorshDeserialize, BorshSerialize};

/// Evenly between two bounds.
#[derive(Clone, Copy, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Uniform {
    low: f64,
    width: f64,
}

impl Uniform {
    /// Both finite, `low` not above `high`.
    ///
    /// # Errors
    /// Which argument is wrong.
    pub fn new(low: f64, high: f64) -> Result<Self, VariateError> {
        finite("low", low)?;
        require(high.is_finite() && high >= low, "high", "a finite number, not below `low`", high)?;
        Ok(Uniform { low, width: high - low })
    }
    #[inline]
    pub(super) fn sample(&self, draw: &mut Draw) -> f64 {
        self.low + self.width * draw.unit()
    }
    pub(super) fn mean(&self) -> f64 {
        self.low + 0.5 * self.width
    }
    pub(super) fn variance(&self) -> f64 {
        self.width * self.width / 12.0
    }
    pub(super) fn lowest(&self) -> f64 {
        self.low
    }
}

/// Up to a mode and down again.
#[derive(Clone, Copy, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Triangular {
    min: f64,
    mode: f64,
    max: f64,
    /// Probability of a value below the mode.
    below: f64,
}

impl Triangular {
    /// All finite, `min` ≤ `mode` ≤ `max`.
    ///
    /// # Errors
    /// Which argument is wrong.
    pub fn new(min: f64, mode: f64, max: f64) -> Result<Self, VariateError> {
        in_order(min, mode, max)?;
        let below = if max > min { (mode - min) / (max - min) } else { 1.0 };
        Ok(Triangular { min, mode, max, below })
    }
    /// Inverse of the distribution function (Law, *Simulation Modeling and Analysis*, 5th ed., 8.3.15).
    #[inline]
    pub(super) fn sample(&self, draw: &mut Draw) -> f64 {
        let (u, width) = (draw.unit(), self.max - self.min);
        if u <= self.below {
            self.min + (u * width * (self.mode - self.min)).sqrt()
        } else {
            self.max - ((1.0 - u) * width * (self.max - self.mode)).sqrt()
        }
    }
    pub(super) fn mean(&self) -> f64 {
        (self.min + self.mode + self.max) / 3.0
    }
    /// (a² + b² + c² − ab − ac − bc) / 18, written with differences.
    pub(super) fn variance(&self) -> f64 {
        let (left, right) = (self.mode - self.min, self.max - self.mode);
        (left * left + left * right + right * right) / 18.0
    }
    pub(super) fn lowest(&self) -> f64 {
        self.min
    }
}

pub(super) fn in_order(min: f64, mode: f64, max: f64) -> Result<(), VariateError> {
    finite("min", min)?;
    require(mode.is_finite() && mode >= min, "mode", "a finite number, not below `min`", mode)?;
    require(max.is_finite() && max >= mode, "max", "a finite number, not below `mode`", max)?;
    Ok(())
}
