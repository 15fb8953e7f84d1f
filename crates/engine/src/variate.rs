//! Random variables of a model: one enum, one file a family.
//!
//! A value is a plain number; its unit is that of the arguments (times: seconds). Every sampler draws from the one
//! [`Draw`] it is given and from nothing else, by the inverse of the distribution function where that is cheap, so that
//! a longer mean with the same random numbers gives a longer sample; gamma, Erlang of high order and beta by rejection.
//!
//! To add a family: a file with `new`, `sample`, `mean`, `variance` and `lowest`, and a variant here.

mod beta;
mod bounded;
mod empirical;
mod error;
mod gamma;
mod normal;
mod weibull;

pub use beta::Beta;
pub use bounded::{Triangular, Uniform};
pub use empirical::{Empirical, Mixture};
pub use error::VariateError;
pub use gamma::{Erlang, Gamma};
pub use normal::{Lognormal, Normal};
pub use weibull::{Exponential, Weibull};

use crate::streams::Draw;
use crate::time::SimDuration;
use borsh::{BorshDeserialize, BorshSerialize};
use error::finite;

/// A random variable, checked when made: sampling cannot fail.
///
/// ```
/// # use darse_engine::*;
/// let cycle = Variate::lognormal(115.0, 0.3)?; // [s]
/// let mut draw = Streams::new(1, 0).of(Stream::named("crane-cycle"), Entity::named("STS").at(4), 0);
/// let lasting: SimDuration = cycle.sample_duration(&mut draw);
/// assert!(cycle.mean() == 115.0 && lasting > SimDuration::ZERO);
/// # Ok::<(), VariateError>(())
/// ```
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub enum Variate {
    /// Always the same value.
    Constant(f64),
    /// See [`Variate::uniform`].
    Uniform(Uniform),
    /// See [`Variate::triangular`].
    Triangular(Triangular),
    /// See [`Variate::exponential`].
    Exponential(Exponential),
    /// See [`Variate::erlang`].
    Erlang(Erlang),
    /// See [`Variate::gamma`].
    Gamma(Gamma),
    /// See [`Variate::normal`].
    Normal(Normal),
    /// See [`Variate::lognormal`].
    Lognormal(Lognormal),
    /// See [`Variate::weibull`].
    Weibull(Weibull),
    /// See [`Variate::beta`] and [`Variate::pert`].
    Beta(Beta),
    /// See [`Variate::empirical`].
    Empirical(Empirical),
    /// See [`Variate::mixture`].
    Mixture(Mixture),
    /// `factor` × base + `offset`; see [`Variate::shifted`] and [`Variate::scaled`].
    Affine {
        /// What is transformed.
        base: Box<Variate>,
        /// Multiplies, above 0.
        factor: f64,
        /// Added afterwards.
        offset: f64,
    },
}

/// Writes a method that asks the family.
macro_rules! ask_family {
    ($self:ident, $method:ident ( $($argument:expr),* ), constant: $constant:expr, affine: $affine:expr) => {
        match $self {
            Variate::Constant(value) => $constant(*value),
            Variate::Uniform(d) => d.$method($($argument),*),
            Variate::Triangular(d) => d.$method($($argument),*),
            Variate::Exponential(d) => d.$method($($argument),*),
            Variate::Erlang(d) => d.$method($($argument),*),
            Variate::Gamma(d) => d.$method($($argument),*),
            Variate::Normal(d) => d.$method($($argument),*),
            Variate::Lognormal(d) => d.$method($($argument),*),
            Variate::Weibull(d) => d.$method($($argument),*),
            Variate::Beta(d) => d.$method($($argument),*),
            Variate::Empirical(d) => d.$method($($argument),*),
            Variate::Mixture(d) => d.$method($($argument),*),
            Variate::Affine { base, factor, offset } => $affine(base.$method($($argument),*), *factor, *offset),
        }
    };
}

impl Variate {
    /// One value.
    #[inline]
    pub fn sample(&self, draw: &mut Draw) -> f64 {
        ask_family!(self, sample(draw), constant: |v| v, affine: |x, factor, offset| factor * x + offset)
    }
    /// One value [s] as a length of time, rounded once to the microsecond; below 0 it is 0.
    #[inline]
    pub fn sample_duration(&self, draw: &mut Draw) -> SimDuration {
        SimDuration::from_seconds_f64(self.sample(draw))
    }
    /// The exact mean.
    pub fn mean(&self) -> f64 {
        ask_family!(self, mean(), constant: |v| v, affine: |x, factor, offset| factor * x + offset)
    }
    /// The exact variance.
    pub fn variance(&self) -> f64 {
        ask_family!(self, variance(), constant: |_| 0.0, affine: |x, factor, _| factor * factor * x)
    }
    /// Standard deviation over mean.
    pub fn cv(&self) -> f64 {
        self.variance().sqrt() / self.mean()
    }
    /// No value is below this one; −∞ for a normal distribution without bounds.
    pub fn lowest(&self) -> f64 {
        ask_family!(self, lowest(), constant: |v| v, affine: |x, factor, offset| factor * x + offset)
    }
}

/// Constructors.
///
/// # Errors
/// Each returns a [`VariateError`] that names the argument, what it must be and what was found.
impl Variate {
    /// Always `value`, finite.
    pub fn constant(value: f64) -> Result<Self, VariateError> {
        finite("value", value).map(Variate::Constant)
    }
    /// Evenly between `low` and `high`.
    pub fn uniform(low: f64, high: f64) -> Result<Self, VariateError> {
        Uniform::new(low, high).map(Variate::Uniform)
    }
    /// A density that rises from `min` to `mode` and falls to `max`, by straight lines.
    pub fn triangular(min: f64, mode: f64, max: f64) -> Result<Self, VariateError> {
        Triangular::new(min, mode, max).map(Variate::Triangular)
    }
    /// Exponential with this mean, above 0.
    pub fn exponential(mean: f64) -> Result<Self, VariateError> {
        Exponential::new(mean).map(Variate::Exponential)
    }
    /// The sum of `k` exponentials, `mean` in all; cv 1/√k.
    pub fn erlang(k: u32, mean: f64) -> Result<Self, VariateError> {
        Erlang::new(k, mean).map(Variate::Erlang)
    }
    /// Gamma with this mean and coefficient of variation.
    pub fn gamma(mean: f64, cv: f64) -> Result<Self, VariateError> {
        Gamma::new(mean, cv).map(Variate::Gamma)
    }
    /// A normal distribution of `mean` and `sd`, cut to `min..=max` (which may be infinite); the mean and deviation of what
    /// remains are other ones, and [`Variate::mean`] knows them.
    pub fn normal(mean: f64, sd: f64, min: f64, max: f64) -> Result<Self, VariateError> {
        Normal::new(mean, sd, min, max).map(Variate::Normal)
    }
    /// Lognormal, by mean and coefficient of variation of the variable itself (not of its logarithm).
    pub fn lognormal(mean: f64, cv: f64) -> Result<Self, VariateError> {
        Lognormal::new(mean, cv).map(Variate::Lognormal)
    }
    /// Weibull with distribution function 1 − exp(−(x/scale)^shape).
    pub fn weibull(scale: f64, shape: f64) -> Result<Self, VariateError> {
        Weibull::new(scale, shape).map(Variate::Weibull)
    }
    /// Beta stretched over `min..=max`.
    pub fn beta(alpha: f64, beta: f64, min: f64, max: f64) -> Result<Self, VariateError> {
        Beta::new(alpha, beta, min, max).map(Variate::Beta)
    }
    /// PERT: the beta whose mean is (min + 4 mode + max) / 6.
    pub fn pert(min: f64, mode: f64, max: f64) -> Result<Self, VariateError> {
        Beta::pert(min, mode, max).map(Variate::Beta)
    }
    /// One of these values, each as often as its weight says.
    pub fn empirical(values: Vec<f64>, weights: Vec<f64>) -> Result<Self, VariateError> {
        Empirical::new(values, weights).map(Variate::Empirical)
    }
    /// One of these variables, each as often as its weight says.
    pub fn mixture(parts: Vec<(f64, Variate)>) -> Result<Self, VariateError> {
        Mixture::new(parts).map(Variate::Mixture)
    }
    /// The same, `by` further up.
    pub fn shifted(self, by: f64) -> Result<Self, VariateError> {
        Ok(Variate::Affine { base: Box::new(self), factor: 1.0, offset: finite("shift", by)? })
    }
    /// The same, `factor` times as large.
    pub fn scaled(self, factor: f64) -> Result<Self, VariateError> {
        Ok(Variate::Affine { base: Box::new(self), factor: error::positive("factor", factor)?, offset: 0.0 })
    }
}
