//! How much is simulated, and the simulating of it.
//!
//! A pilot of [`PILOT`] replications with random numbers of its own says how many replications bring each standard error
//! below its limit. Where these are many, the pilot is made longer, one in [`PART`] of them, and says it again. Then so many
//! are run afresh. The pilot takes no part in the result, so the size of the sample does not depend on what is tested;
//! nothing is run again, whatever comes out.

use super::case::Case;
use super::estimate::pooled;
use super::study::{Row, Seen, Study};
use super::verdict::Claim;
use crate::batch;
use darse_engine::Streams;
use std::ops::Range;

/// Seed of what is tested.
const SEED: u64 = 2_026;

/// Seed of the pilots.
const PILOT_SEED: u64 = 62_620;

/// Replications of a pilot.
const PILOT: u32 = 32;

/// A longer pilot is one in so many of the replications that are needed.
const PART: u32 = 8;

/// Replications at least.
const LEAST: u32 = 64;

/// Replications at most: a case that would need more is vague, and says so.
const MOST: u32 = 60_000;

/// By how many of its own standard errors a pilot may have found a deviation too small, before a line comes out vague: one
/// chance in 4,000 a sample, if it is normal. The full set sizes more than a hundred, each by the widest of its quantities.
const SURE: f64 = 3.5;

/// The part of its limit that a standard error is planned to have after a pilot of so many replications: it knows a normal
/// deviation to one part in √(2 (n − 1)).
fn margin(pilot: usize) -> f64 {
    1.0 - SURE / (2.0 * (pilot as f64 - 1.0)).sqrt()
}

/// One model of a case, ready to run.
pub struct Job<'a> {
    /// The case.
    pub case: &'a Case,
    /// Its model.
    pub study: Study,
}

/// What was found, before it is judged.
pub struct Measured {
    /// One for each quantity that was both expected and seen.
    pub claims: Vec<Claim>,
    /// Replications, those of pilots included.
    pub replications: u64,
}

/// Runs all jobs.
///
/// # Errors
/// The words of a replication that panicked, or of a system that gives no threads.
pub fn measured(jobs: &[Job], threads: usize, progress: bool) -> Result<Measured, String> {
    let needed =
        |seen: &[Vec<Row>]| jobs.iter().zip(seen).map(|(job, rows)| replications_needed(job, rows)).collect::<Vec<u32>>();
    let pilots = tasks(jobs.iter().map(|job| if job.study.is_certain { 0..0 } else { 0..PILOT }));
    let mut seen = simulate(jobs, &pilots, PILOT_SEED, threads, progress)?;
    let longer = tasks(needed(&seen).into_iter().map(|size| PILOT..size / PART));
    for (rows, more) in seen.iter_mut().zip(simulate(jobs, &longer, PILOT_SEED, threads, progress)?) {
        rows.extend(more);
    }
    let full = tasks(needed(&seen).into_iter().map(|size| 0..size));
    let seen = simulate(jobs, &full, SEED, threads, progress)?;
    let claims = jobs.iter().zip(&seen).flat_map(|(job, rows)| claims(job, rows)).collect();
    Ok(Measured { claims, replications: (pilots.len() + longer.len() + full.len()) as u64 })
}

/// (job, replication) of these replications of each job.
fn tasks(replications: impl Iterator<Item = Range<u32>>) -> Vec<(usize, u32)> {
    replications.enumerate().flat_map(|(job, these)| these.map(move |replication| (job, replication))).collect()
}

/// The rows of each job, in the order of replications.
fn simulate(jobs: &[Job], tasks: &[(usize, u32)], seed: u64, threads: usize, progress: bool) -> Result<Vec<Vec<Row>>, String> {
    let one = |&(job, replication): &(usize, u32)| (jobs[job].study.trial)(Streams::new(seed, replication));
    let mut rows: Vec<Vec<Row>> = jobs.iter().map(|_| Vec::new()).collect();
    for (&(job, replication), row) in tasks.iter().zip(batch::each(tasks, threads, progress, one)?) {
        let row = row.map_err(|words| format!("case `{}`, replication {replication}: {words}", jobs[job].case.id))?;
        rows[job].push(row);
    }
    Ok(rows)
}

/// As many as bring every standard error to its [`margin`], by what the pilot saw.
fn replications_needed(job: &Job, pilot: &[Row]) -> u32 {
    let claims = claims(job, pilot);
    if job.study.is_certain || claims.iter().all(|claim| claim.exact.is_some()) {
        return 1;
    }
    let stochastic = claims.iter().filter(|claim| claim.exact.is_none() && claim.got.error.is_finite());
    let needed = stochastic.map(|claim| {
        let excess = claim.got.error / (margin(pilot.len()) * claim.error_limit());
        (pilot.len() as f64 * excess * excess).ceil()
    });
    needed.fold(f64::from(LEAST), f64::max).min(f64::from(MOST)) as u32
}

/// The quantities that are both expected and seen.
fn claims(job: &Job, rows: &[Row]) -> Vec<Claim> {
    let Job { case, study } = job;
    let names = rows.first().map(|row| row.iter().enumerate()).into_iter().flatten();
    let known = names.filter_map(|(place, (name, seen))| {
        let expected = case.expects(name)?;
        let column: Vec<Seen> = rows.iter().map(|row| row[place].1).collect();
        Some(Claim {
            case: case.id.clone(),
            family: case.family.clone(),
            quantity: study.variant.map_or_else(|| name.clone(), |variant| format!("{name} ({variant})")),
            expected,
            expected_error: case.errors.get(name).copied().unwrap_or(0.0),
            published: case.published.get(name).copied(),
            got: pooled(&column),
            load: study.load,
            floor: study.floor,
            exact: if let Seen::Exact(_, tolerance) = seen { Some(*tolerance) } else { None },
        })
    });
    known.collect()
}
