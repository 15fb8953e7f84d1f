//! One level of the demand: its replications, and on which side of each limit they are shown to be.

use super::Verdict;
use super::limit::Watched;
use crate::results::Results;
use crate::statistics::paired::one_sign;
use crate::statistics::{mean, size, spread, student_quantile};

/// A KPI against its limit at one level.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Replications in which it has a value.
    pub n: usize,
    /// Mean over them.
    pub mean: Option<f64>,
    /// Half the width of Student's interval that misses with the chance given; `None` for fewer than 2 values, and for
    /// values without spread that are too few to show the side they lie on.
    pub half_width: Option<f64>,
    /// On which side of the limit.
    pub verdict: Verdict,
}

/// One level.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// Where it lies, from 0, where the search begins, to 1, where it ends.
    pub at: f64,
    /// The value of the key.
    pub value: f64,
    /// As it was set, with its unit.
    pub text: String,
    /// What came out.
    pub results: Results,
    /// One a limit.
    pub readings: Vec<Reading>,
}

impl Level {
    /// Beyond if it is shown to be beyond any limit, within if shown to be within all that can be judged: where nobody comes, no limit is
    /// passed.
    pub fn verdict(&self) -> Verdict {
        self.readings.iter().fold(Verdict::Within, |all, reading| match (all, reading.verdict) {
            (Verdict::Beyond, _) | (_, Verdict::Beyond) => Verdict::Beyond,
            (Verdict::Open, _) | (_, Verdict::Open) => Verdict::Open,
            _ => Verdict::Within,
        })
    }
}

/// Reads one limit; `miss` is the chance that the interval misses the mean.
///
/// A replication without a value says that nothing was there to be measured. Where [no ship came](Watched::is_idle), it says nothing, and
/// the others judge; if there are none, the limit is not judged. Where ships came and none sailed, or no truck left, that is a
/// terminal at a stand, and beyond; unless it [may lack](Watched::may_lack) a value, and is judged by those there are.
pub fn read(watched: &Watched, results: &Results, miss: f64) -> Reading {
    let all = || results.replications.iter().map(|it| it.outcome.values.as_slice());
    let values: Vec<f64> = all().filter_map(|it| watched.value(it)).collect();
    let idle = all().filter(|it| watched.is_idle(it)).count();
    let came = all().count() - idle;
    let (n, mean) = (values.len(), mean(&values));
    let spread = spread(&values, size(&values)).filter(|sd| *sd > 0.0 || one_sign(n) <= miss || results.is_certain());
    let half_width = spread.map(|sd| student_quantile(1.0 - miss / 2.0, n - 1) * sd / (n as f64).sqrt());
    let verdict = match (mean, half_width) {
        _ if came == 0 => Verdict::Idle,
        _ if n < came && !watched.may_lack() => Verdict::Beyond,
        (Some(mean), Some(half)) if (mean - watched.bound).abs() > half => {
            if watched.is_beyond(mean) {
                Verdict::Beyond
            } else {
                Verdict::Within
            }
        }
        (Some(mean), Some(_)) if values.iter().all(|value| value.to_bits() == mean.to_bits()) => Verdict::Within, // exactly at it
        (Some(mean), _) if watched.is_guard && !watched.is_beyond(mean) => Verdict::Within,
        _ => Verdict::Open,
    };
    Reading { n, mean, half_width, verdict }
}
