//! How far a demand can be raised before a limit is passed, and what gives first.
//!
//! Levels of one key are tried in the order of [`search`]; at each, replications under the same random numbers are added at looks
//! until every limit is shown to be kept or one to be passed, or there are as many as may be. Each of these statements is wrong with a
//! chance of at most [`ALPHA`] over the greatest possible number of them, so that all hold together with 1 − [`ALPHA`]
//! (Bonferroni, Student's intervals).

pub mod level;
pub mod limit;
pub mod search;
pub mod stations;
pub mod words;

use crate::results::Results;
use level::Level;
use limit::Watched;
use stations::Station;

/// Chance that anything said of any level is wrong.
pub const ALPHA: f64 = 0.05;

/// Replications at the first look; each look doubles them.
pub const FIRST_LOOK: u32 = 8;

/// Levels tried at most.
pub const MOST_LEVELS: usize = 20;

/// Hours of a year, by which throughput is scaled.
const YEAR_H: f64 = 8760.0;

/// Where a level, or a KPI at a level, is shown to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// On the good side of the limit.
    Within,
    /// On the other.
    Beyond,
    /// The interval holds the limit, with as many replications as there may be.
    Open,
    /// There is nothing to judge: no ship came, or none of the class.
    Idle,
}

/// Replications at each look, the last of them the most there may be.
pub fn looks(most: u32) -> Vec<u32> {
    let doubling = std::iter::successors(Some(FIRST_LOOK), |n| n.checked_mul(2));
    doubling.take_while(|n| *n < most).chain([most]).collect()
}

/// The chance of a wrong statement that each interval has.
pub fn miss(limits: usize, looks: usize) -> f64 {
    ALPHA / (MOST_LEVELS * looks * limits.max(1)) as f64
}

/// How a search ended.
#[derive(Clone, Debug, PartialEq)]
pub enum End {
    /// A limit is passed somewhere in between.
    Crossed(Crossing),
    /// The first level is not shown to be within all limits.
    AtOnce,
    /// No level is shown to be beyond any.
    Never,
}

/// Where a limit is passed.
#[derive(Clone, Debug, PartialEq)]
pub struct Crossing {
    /// Which limit, by number.
    pub limit: usize,
    /// The highest level shown to be within all limits below the first shown to be beyond one, by number.
    pub low: usize,
    /// That first one.
    pub high: usize,
    /// The value of the key at which the line through the means meets the limit.
    pub estimate: f64,
    /// What passes the quay there [TEU a year], where the limit is of a terminal.
    pub capacity: Option<Capacity>,
}

/// Throughput at the crossing [TEU a year].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Capacity {
    /// At the estimate, between the means of the levels beside it.
    pub mean: f64,
    /// The least that the 95 % intervals of any level of the bracket hold.
    pub low: f64,
    /// The most.
    pub high: f64,
}

/// All of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Stress {
    /// The key that was raised, or lowered.
    pub key: String,
    /// Whether its last value is the greatest, not the least.
    pub is_rising: bool,
    /// What must not be passed.
    pub limits: Vec<Watched>,
    /// What is not judged at any level: no replication of the first has a value of it, so that nobody can say what a later one without means.
    pub left_out: Vec<Watched>,
    /// The levels, from the first to the last.
    pub levels: Vec<Level>,
    /// Replications a level may have.
    pub most: u32,
    /// How it ended.
    pub end: End,
    /// The stations of the terminal at the crossing, the one that helps most first.
    pub stations: Vec<Station>,
    /// The level at which they were looked at, by number.
    pub looked_at: Option<usize>,
}

/// What the levels of a bracket say: `low` is within all limits, `high` beyond one.
pub fn crossing(limits: &[Watched], levels: &[Level], low: usize, high: usize) -> Crossing {
    let passed = |limit: &usize| levels[high].readings[*limit].verdict == Verdict::Beyond;
    let candidates = (0..limits.len()).filter(passed).map(|limit| (meets(&limits[limit], limit, levels, low, high), limit));
    let first = candidates.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let (at, limit) = first.expect("the upper end of a bracket is beyond some limit");
    let (below, part) = between(levels, low, high, at);
    let blend = |a: f64, b: f64| a + part * (b - a);
    Crossing {
        limit,
        low,
        high,
        estimate: blend(levels[below].value, levels[below + 1].value),
        capacity: capacity(&limits[limit].facility, levels, low..=high, (below, part)),
    }
}

/// Where, from 0 to 1 along the search, the line through the means of the bracket first meets the limit. A level at a stand has no
/// mean: the limit is taken to be met there.
fn meets(watched: &Watched, limit: usize, levels: &[Level], low: usize, high: usize) -> f64 {
    for at in low..high {
        let [a, b] = [at, at + 1].map(|at| &levels[at]);
        match (a.readings[limit].mean, b.readings[limit].mean) {
            (Some(from), Some(to)) if watched.is_beyond(to) => {
                let rise = to - from;
                let part = if rise.abs() > 0.0 { ((watched.bound - from) / rise).clamp(0.0, 1.0) } else { 0.0 };
                return a.at + part * (b.at - a.at);
            }
            (_, None) if b.readings[limit].verdict == Verdict::Beyond => return b.at,
            _ => {}
        }
    }
    levels[high].at
}

/// The level of the bracket at or below a place, and how far between it and the next the place is, from 0 to 1.
fn between(levels: &[Level], low: usize, high: usize, at: f64) -> (usize, f64) {
    let below = (low..high).rev().find(|level| levels[*level].at <= at).unwrap_or(low);
    let [a, b] = [below, below + 1].map(|level| levels[level].at);
    (below, ((at - a) / (b - a)).clamp(0.0, 1.0))
}

fn capacity(
    facility: &str,
    levels: &[Level],
    bracket: std::ops::RangeInclusive<usize>,
    (below, part): (usize, f64),
) -> Option<Capacity> {
    let of = |level: usize| throughput(&levels[level].results, facility);
    let all: Vec<[f64; 3]> = bracket.map(of).collect::<Option<_>>()?;
    let [from, to] = [of(below)?[0], of(below + 1)?[0]];
    Some(Capacity {
        mean: from + part * (to - from),
        low: all.iter().map(|it| it[1]).fold(f64::INFINITY, f64::min),
        high: all.iter().map(|it| it[2]).fold(f64::NEG_INFINITY, f64::max),
    })
}

/// What passes the quay of a facility, or of the zone [TEU a year]: mean and 95 % interval.
pub fn throughput(results: &Results, facility: &str) -> Option<[f64; 3]> {
    let kpi = if facility.is_empty() { "throughput_quay_teu".to_owned() } else { format!("{facility}/throughput_quay_teu") };
    let summary = results.summaries.iter().find(|summary| summary.kpi == kpi)?;
    let yearly = YEAR_H / (results.horizon_days() * 24.0);
    Some([summary.mean? * yearly, summary.ci_low? * yearly, summary.ci_high? * yearly])
}

#[cfg(test)]
mod tests;
