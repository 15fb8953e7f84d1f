//! What tests of procedures need: normal noise by number, and whether a share reached what was promised.

use crate::synthetic::Noise;
use darse_engine::real;

/// Standard normal numbers, a sequence for each trial.
pub struct Normals(Noise);

impl Normals {
    /// The sequence of this trial.
    pub fn new(trial: u64) -> Normals {
        Normals(Noise::new(trial, 0))
    }

    /// The next of them.
    pub fn next(&mut self) -> f64 {
        real::normal_quantile(self.0.unit().max(1e-300))
    }
}

/// Are so many of n in keeping with a chance of at least p? Three binomial standard errors below p are.
pub fn at_least(count: u64, n: u64, p: f64) -> bool {
    let error = (p * (1.0 - p) / n as f64).sqrt();
    count as f64 / n as f64 >= p - 3.0 * error
}
