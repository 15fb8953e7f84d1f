//! What was observed, and blends: values with weights, variables with weights.

use super::Variate;
use super::error::{VariateError, finite, require, running_sums};
use crate::streams::Draw;
use borsh::{BorshDeserialize, BorshSerialize};

/// Values with weights. They are kept in ascending order, so that the order in which they are given does not matter.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Empirical {
    values: Vec<f64>,
    sums: Vec<f64>,
}

impl Empirical {
    /// As many weights as values, at least one; the weights need not add up to 1.
    ///
    /// # Errors
    /// Which argument is wrong.
    pub fn new(values: Vec<f64>, weights: Vec<f64>) -> Result<Self, VariateError> {
        require(!values.is_empty(), "values", "at least one", 0.0)?;
        require(values.len() == weights.len(), "weights", "as many as the values", weights.len() as f64)?;
        values.iter().try_for_each(|&value| finite("values", value).map(drop))?;
        let mut pairs: Vec<(f64, f64)> = values.into_iter().zip(weights).collect();
        pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
        let sums = running_sums(pairs.iter().map(|pair| pair.1))?;
        Ok(Empirical { values: pairs.into_iter().map(|pair| pair.0).collect(), sums })
    }
    #[inline]
    pub(super) fn sample(&self, draw: &mut Draw) -> f64 {
        self.values[choose(&self.sums, draw)]
    }
    pub(super) fn mean(&self) -> f64 {
        expectation(&self.sums, |i| self.values[i])
    }
    pub(super) fn variance(&self) -> f64 {
        let mean = self.mean();
        expectation(&self.sums, |i| (self.values[i] - mean) * (self.values[i] - mean))
    }
    pub(super) fn lowest(&self) -> f64 {
        self.values[0]
    }
}

/// Variables with weights.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Mixture {
    parts: Vec<Variate>,
    sums: Vec<f64>,
}

impl Mixture {
    /// At least one part; the weights need not add up to 1.
    ///
    /// # Errors
    /// A weight is wrong.
    pub fn new(parts: Vec<(f64, Variate)>) -> Result<Self, VariateError> {
        require(!parts.is_empty(), "parts", "at least one", 0.0)?;
        let sums = running_sums(parts.iter().map(|part| part.0))?;
        Ok(Mixture { parts: parts.into_iter().map(|part| part.1).collect(), sums })
    }
    #[inline]
    pub(super) fn sample(&self, draw: &mut Draw) -> f64 {
        self.parts[choose(&self.sums, draw)].sample(draw)
    }
    pub(super) fn mean(&self) -> f64 {
        expectation(&self.sums, |i| self.parts[i].mean())
    }
    /// Variance within the parts and between them.
    pub(super) fn variance(&self) -> f64 {
        let mean = self.mean();
        expectation(&self.sums, |i| {
            let apart = self.parts[i].mean() - mean;
            self.parts[i].variance() + apart * apart
        })
    }
    pub(super) fn lowest(&self) -> f64 {
        self.parts.iter().map(Variate::lowest).fold(f64::INFINITY, f64::min)
    }
}

/// The place whose share of the running sums the next number falls in; a weight of 0 is never chosen.
#[inline]
fn choose(sums: &[f64], draw: &mut Draw) -> usize {
    let target = draw.unit() * sums[sums.len() - 1];
    sums.partition_point(|&sum| sum < target).min(sums.len() - 1)
}

fn expectation(sums: &[f64], of: impl Fn(usize) -> f64) -> f64 {
    let mut before = 0.0;
    let weighted = sums.iter().enumerate().map(|(i, &sum)| {
        let weight = sum - before;
        before = sum;
        weight * of(i)
    });
    weighted.sum::<f64>() / sums[sums.len() - 1]
}
