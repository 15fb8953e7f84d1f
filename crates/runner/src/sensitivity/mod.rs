//! What matters: how strongly each factor moves a number that comes out, by Morris's screening and by Sobol's indices.
//!
//! Both have two halves, pure functions over the unit cube: where to look (rows of numbers between 0 and 1, one a factor), and what follows
//! from what was seen there. `darse sensitivity` puts levels for the numbers and the simulation between the halves.
//!
//! - [`morris`]: few points; ranks many factors, and tells those that act alike everywhere from those that interact or bend.
//! - [`sobol`]: many points; shares of the variance, alone and with all interactions.

pub mod morris;
pub mod sobol;
pub mod study;

use crate::statistics::standard_deviation;
use darse_engine::{Entity, Stream, Streams, real};

/// Which replicates a resample takes.
const RESAMPLE: Stream = Stream::named("sensitivity/resample");

/// Resamples of a bootstrap.
const RESAMPLES: u32 = 1000;

/// Half the width of the 95 % interval of each number that a function computes from replicates, by bootstrap: the standard
/// deviation over [`RESAMPLES`] samples of the replicates with replacement, times 1.96, as SALib has it. The resamples are
/// the same for the same seed and number of replicates.
fn bootstrap(replicates: usize, seed: u64, mut compute: impl FnMut(&[usize]) -> Vec<f64>) -> Vec<f64> {
    let most = u32::try_from(replicates).unwrap_or(u32::MAX);
    let sample = |nth: u32| {
        let mut draw = Streams::new(seed, 0).of(RESAMPLE, Entity::named("replicates").key(), nth);
        let taken: Vec<usize> = (0..replicates).map(|_| draw.index(most) as usize).collect();
        compute(&taken)
    };
    let all: Vec<Vec<f64>> = (0..RESAMPLES).map(sample).collect();
    let numbers = all.first().map_or(0, Vec::len);
    let spread = |at: usize| standard_deviation(&all.iter().map(|numbers| numbers[at]).collect::<Vec<f64>>()).unwrap_or(0.0);
    (0..numbers).map(|at| real::normal_quantile(0.975) * spread(at)).collect()
}
