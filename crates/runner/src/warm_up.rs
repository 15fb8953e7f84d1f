//! Whether the warm-up is long enough, and whether there is a steady state at all.
//!
//! Welch's procedure: each series of a run (how full quay and yard are, how many vessels wait) is averaged over the replications, from
//! the beginning of the warm-up to the end, and looked at, by eye in `plots/warm-up` and here by MSER-5. There is no steady
//! state where a station is offered more than it can do, where MSER-5 cuts off half of the run, or where the second half of the
//! measured time differs from the first in all replications alike: a queue that grows.

use crate::results::Results;
use crate::statistics::paired::{Paired, paired};
use crate::statistics::series::{BatchMeans, batch_means, mser};
use crate::statistics::{FEW, mean};
use darse_port::outcome::Course;
use serde::Serialize;

/// Batches of MSER-5 that a run has at least to be judged.
const BATCHES: usize = 20;

/// A second half that differs from the first by less than this share drifts by nothing that matters (assumption).
const DRIFT: f64 = 0.1;

/// Chance that a series without drift is said to have one.
const FALSE_DRIFT: f64 = 1e-3;

/// What the measured time of a single replication is divided into.
pub const BATCHES_OF_ONE: usize = 20;

/// What is said of a warm-up, of one series and of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// MSER-5 cuts off no more than the warm-up.
    LongEnough,
    /// It cuts off more.
    TooShort,
    /// Nothing to wait for: queues grow, or the run is too short to tell.
    NoSteadyState,
}

/// What is said of one series.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    /// The terminal.
    pub facility: String,
    /// Which series, e.g. `yard occupancy`.
    pub series: &'static str,
    /// Time that MSER-5 cuts off, from the beginning of the warm-up [h].
    pub cut_hours: f64,
    /// Second over first half of the measured time, less 1; where there are replications enough to be sure of it.
    pub drift: Option<f64>,
    /// What follows.
    pub verdict: Verdict,
    /// Of a single replication: its measured time in 20 batches.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub batches: Option<BatchMeans>,
}

/// What is said of a run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WarmUp {
    /// The scenario's [h].
    pub hours: f64,
    /// Over all series and stations.
    pub verdict: Verdict,
    /// Stations that are offered more than they can do, each with its load.
    pub overloaded: Vec<String>,
    /// One a series and terminal.
    pub series: Vec<Line>,
}

/// One of the series of a course.
pub struct Series {
    /// Its name.
    pub name: &'static str,
    /// Its values.
    pub of: fn(&Course) -> &[f64],
}

/// The series that are looked at.
pub const SERIES: [Series; 3] = [
    Series { name: "berth occupancy", of: |course| &course.berth_occupancy },
    Series { name: "vessels waiting", of: |course| &course.vessels_waiting },
    Series { name: "yard occupancy", of: |course| &course.yard_occupancy },
];

/// Judges a run. `None` if it is too short, or shows no series at all, unless more is asked of a station than it can do.
pub fn judge(results: &Results, overloaded: Vec<String>) -> Option<WarmUp> {
    let hours = results.run.warm_up_us as f64 / 3600e6;
    let pictures = &results.replications.first()?.outcome.pictures.terminals;
    let judged = |(terminal, picture): (usize, &darse_port::outcome::TerminalPicture)| {
        SERIES.iter().map(move |series| line(results, terminal, &picture.name, series)).collect::<Vec<_>>()
    };
    let series: Vec<Line> = pictures.iter().enumerate().flat_map(judged).flatten().collect();
    let verdict = match overloaded.is_empty() {
        true => series.iter().map(|line| line.verdict).max()?,
        false => Verdict::NoSteadyState,
    };
    Some(WarmUp { hours, verdict, overloaded, series })
}

fn line(results: &Results, terminal: usize, facility: &str, series: &Series) -> Option<Line> {
    let courses = courses(results, terminal);
    let step_h = f64::from(courses.first()?.step_h);
    let averaged = averaged(&courses, series.of);
    let cut = mser(&averaged, 5).filter(|cut| cut.batches >= BATCHES)?;
    let warm_up = (results.run.warm_up_us as f64 / 3600e6 / step_h).ceil() as usize;
    let drift = drift(&courses, series.of, warm_up);
    let cut_hours = cut.values as f64 * step_h;
    let verdict = match drift {
        Some(drift) if drift.abs() > DRIFT => Verdict::NoSteadyState,
        _ if cut.is_at_the_limit() => Verdict::NoSteadyState,
        _ if cut.values > warm_up => Verdict::TooShort,
        _ => Verdict::LongEnough,
    };
    let alone = courses.len() == 1;
    let batches = averaged.get(warm_up..).filter(|_| alone).and_then(|measured| batch_means(measured, BATCHES_OF_ONE));
    Some(Line { facility: facility.to_owned(), series: series.name, cut_hours, drift, verdict, batches })
}

/// One terminal's courses, replication by replication.
pub fn courses(results: &Results, terminal: usize) -> Vec<&Course> {
    let pictures = results.replications.iter().filter_map(|it| it.outcome.pictures.terminals.get(terminal));
    pictures.map(|picture| &picture.course).filter(|course| course.step_h > 0).collect()
}

/// The mean over replications, step by step.
pub fn averaged(courses: &[&Course], of: fn(&Course) -> &[f64]) -> Vec<f64> {
    let steps = courses.iter().map(|course| of(course).len()).min().unwrap_or(0);
    let at = |step: usize| courses.iter().map(|course| of(course)[step]).sum::<f64>() / courses.len() as f64;
    (0..steps).map(at).collect()
}

/// How much the second half of the measured time differs from the first, if it does so in the replications alike.
fn drift(courses: &[&Course], of: fn(&Course) -> &[f64], warm_up: usize) -> Option<f64> {
    let halves = |course: &&Course| {
        let measured = of(course).get(warm_up..)?;
        let (first, second) = measured.split_at(measured.len() / 2);
        Some((mean(first)?, mean(second)?))
    };
    let pairs: Vec<(f64, f64)> = courses.iter().filter_map(halves).collect();
    // Means over so many steps are the same in every replication only where nothing is random.
    let it = paired(&pairs).map(Paired::known).filter(|it| it.n >= FEW && it.p <= FALSE_DRIFT && it.first > 0.0)?;
    Some(it.difference / it.first)
}

impl WarmUp {
    /// What is to be known before means are believed, if anything is.
    pub fn warning(&self) -> Option<String> {
        let named = |verdict: Verdict| {
            let lines = self.series.iter().filter(move |line| line.verdict == verdict);
            lines.map(|line| format!("{} of {}", line.series, line.facility)).collect::<Vec<_>>().join(", ")
        };
        match self.verdict {
            Verdict::LongEnough => None,
            Verdict::TooShort => Some(format!(
                "the warm-up of {} is short: MSER-5 cuts off {} ({})",
                days(self.hours),
                days(self.cut_hours()),
                named(Verdict::TooShort)
            )),
            Verdict::NoSteadyState if self.overloaded.is_empty() => {
                Some(format!("no steady state: {}; see plots/warm-up", self.why_none()))
            }
            Verdict::NoSteadyState => {
                Some(format!("no steady state: more is asked than can be done of {}", self.overloaded.join(", ")))
            }
        }
    }

    /// The longest time that MSER-5 cuts off [h].
    pub fn cut_hours(&self) -> f64 {
        self.series.iter().map(|line| line.cut_hours).fold(0.0, f64::max)
    }

    fn why_none(&self) -> String {
        let why = |line: &Line| {
            let of = format!("{} of {}", line.series, line.facility);
            match line.drift.filter(|drift| drift.abs() > DRIFT) {
                Some(drift) if drift > 0.0 => format!("{of} grows, by {:.0} % from the first half to the second", 100.0 * drift),
                Some(drift) => format!("{of} falls, by {:.0} % from the first half to the second", -100.0 * drift),
                None => format!("MSER-5 would cut off half of the run for {of}"),
            }
        };
        let lines = self.series.iter().filter(|line| line.verdict == Verdict::NoSteadyState);
        lines.map(why).collect::<Vec<_>>().join("; ")
    }

    /// One line for people.
    pub fn sentence(&self) -> String {
        self.warning().unwrap_or_else(|| format!("{}, long enough; MSER-5 cuts off {}", days(self.hours), days(self.cut_hours())))
    }
}

/// Hours as days: `4 days`, `2.5 days`.
fn days(hours: f64) -> String {
    let days = crate::number::shortest((hours / 2.4).round() / 10.0);
    format!("{days} day{}", if days == "1" { "" } else { "s" })
}

#[cfg(test)]
mod tests;
