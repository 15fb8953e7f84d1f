//! What can be wrong with the arguments of a distribution.

use std::fmt;

/// An argument that no distribution of its family can have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct VariateError {
    /// Its name, as in the constructor.
    pub argument: &'static str,
    /// What it must be.
    pub expected: &'static str,
    /// What it is.
    pub found: f64,
}

impl fmt::Display for VariateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` must be {}, found {}", self.argument, self.expected, self.found)
    }
}

impl std::error::Error for VariateError {}

pub(super) fn require(holds: bool, argument: &'static str, expected: &'static str, found: f64) -> Result<f64, VariateError> {
    if holds { Ok(found) } else { Err(VariateError { argument, expected, found }) }
}

pub(super) fn finite(argument: &'static str, x: f64) -> Result<f64, VariateError> {
    require(x.is_finite(), argument, "a finite number", x)
}

pub(super) fn positive(argument: &'static str, x: f64) -> Result<f64, VariateError> {
    require(x.is_finite() && x > 0.0, argument, "a finite number above 0", x)
}

pub(super) fn not_negative(argument: &'static str, x: f64) -> Result<f64, VariateError> {
    require(x.is_finite() && x >= 0.0, argument, "a finite number, 0 or above", x)
}

/// Checks weights, and adds them up to running sums.
pub(super) fn running_sums(weights: impl Iterator<Item = f64>) -> Result<Vec<f64>, VariateError> {
    let (mut sum, mut sums) = (0.0, Vec::new());
    for weight in weights {
        sum += not_negative("weights", weight)?;
        sums.push(sum);
    }
    positive("sum of the weights", sum)?;
    Ok(sums)
}
