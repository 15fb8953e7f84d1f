//! `darse verify --coverage`: how often the intervals that Darse prints hold the truth.
//!
//! ```text
//! port scenario ─ 8,000 replications ─▶ pool ─ drawn from with replacement, 10,000 times ─▶ intervals ─▶ share that hold the pool's mean
//! ```
//! A replication drawn from a pool is as independent of the next as one that is run, and the mean that it estimates is known: the
//! pool's. So ten thousand experiments cost no more than the pool.

use super::pool::Pool;
use crate::batch;
use crate::escape::printable;
use crate::number::grouped;
use crate::statistics::skewed::hall;
use crate::statistics::two_stage::{PILOT, planned, topped_up};
use crate::statistics::{Interval, half_width, mean, skewness};
use crate::table::aligned;
use darse_engine::{Stream, Streams};
use serde::Serialize;

/// Replications of the pool.
pub const POOL: u32 = 8_000;

/// Experiments.
pub const EXPERIMENTS: u32 = 10_000;

/// What 95 % are: intervals that hold the truth less often mislead, those that hold it more often are wider than they say.
const WANTED: Interval = Interval { low: 0.94, high: 0.96 };

/// Fresh replications of an experiment at most; the pilot asks for fewer.
const MOST: usize = 20_000;

const RESAMPLE: Stream = Stream::named("verify/coverage");

/// How an interval is made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rule {
    /// Student's, of so many replications.
    Student(u32),
    /// A pilot says how many bring it within ± this share of the mean; Hall's of so many fresh ones, topped up once if it is
    /// longer: `darse run --precision`.
    TwoStage(f64),
}

/// What came of one rule for one KPI.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    /// The KPI.
    pub kpi: String,
    /// The rule, in words.
    pub rule: String,
    /// Skewness of the pool.
    pub skewness: f64,
    /// Replications of an interval, in the mean.
    pub replications: f64,
    /// Share of the intervals that hold the pool's mean.
    pub covered: f64,
    /// Share of the experiments that came out as precise as asked.
    pub precise: Option<f64>,
    /// Whether the share is to be within [0.94, 0.96]; otherwise it is shown to be compared.
    pub is_judged: bool,
    /// It is, if it is to be.
    pub passed: bool,
}

/// What one experiment saw.
struct Seen {
    covered: bool,
    replications: usize,
    precise: bool,
}

/// Draws experiments from the values of a pool, and counts.
///
/// # Errors
/// If the system gives no threads, or an experiment panicked; the fragment says why.
pub fn measure(kpi: &str, pool: &[f64], rule: Rule, experiments: u32, threads: usize) -> Result<Line, String> {
    let truth = mean(pool).ok_or("the pool is empty")?;
    let numbers: Vec<u32> = (0..experiments).collect();
    let ended = batch::each(&numbers, threads, false, |number| experiment(pool, truth, rule, *number))?;
    let seen = ended.into_iter().collect::<Result<Vec<Seen>, String>>()?;
    let share = |of: fn(&Seen) -> bool| seen.iter().filter(|it| of(it)).count() as f64 / seen.len() as f64;
    let covered = share(|it| it.covered);
    Ok(Line {
        kpi: kpi.to_owned(),
        rule: match rule {
            Rule::Student(n) => format!("Student, {n} replications"),
            Rule::TwoStage(share) => format!("pilot of {PILOT}, then Hall at ± {} %", grouped(100.0 * share, 0)),
        },
        skewness: skewness(pool).unwrap_or(0.0),
        replications: seen.iter().map(|it| it.replications as f64).sum::<f64>() / seen.len() as f64,
        covered,
        precise: matches!(rule, Rule::TwoStage(_)).then(|| share(|it| it.precise)),
        is_judged: true,
        passed: (WANTED.low..=WANTED.high).contains(&covered),
    })
}

fn experiment(pool: &[f64], truth: f64, rule: Rule, number: u32) -> Seen {
    let streams = Streams::new(0, number);
    let drawn = |n: usize, stage: u64| -> Vec<f64> {
        let mut draws = streams.of(RESAMPLE, stage, 0);
        (0..n).map(|_| pool[draws.index(pool.len() as u32) as usize]).collect()
    };
    let side = |values: &[f64], it: Interval| mean(values).map(|mean| (it.high - mean).max(mean - it.low) / mean.abs());
    let (values, interval, asked) = match rule {
        Rule::Student(n) => {
            let values = drawn(n as usize, 1);
            let around = mean(&values).zip(half_width(&values));
            (values, around.map(|(mean, half)| Interval { low: mean - half, high: mean + half }), f64::INFINITY)
        }
        Rule::TwoStage(share) => {
            let n = planned(&drawn(PILOT as usize, 0), share, 0.05).unwrap_or(MOST).min(MOST);
            let first = drawn(n, 1);
            let attained = hall(&first, 0.05).and_then(|it| side(&first, it)).unwrap_or(0.0);
            // The same draws, and some more.
            let values = drawn(topped_up(n, attained, share).min(MOST), 1);
            let interval = hall(&values, 0.05);
            (values, interval, share)
        }
    };
    Seen {
        covered: interval.is_some_and(|it| (it.low..=it.high).contains(&truth)),
        replications: values.len(),
        precise: interval.and_then(|it| side(&values, it)).is_some_and(|side| side <= asked),
    }
}

/// Everything that is measured.
#[derive(Clone, Debug, Serialize)]
pub struct Coverage {
    /// Replications of the pool.
    pub pool: usize,
    /// Experiments a line.
    pub experiments: u32,
    /// One a KPI and rule.
    pub lines: Vec<Line>,
}

impl Coverage {
    /// Of a pool: values by KPI. Utilisation and throughput by ten replications, waits by the two-stage rule; and, to be compared, what
    /// ten replications make of waits.
    ///
    /// # Errors
    /// As [`measure`].
    pub fn of(pool: &Pool, experiments: u32, threads: usize) -> Result<Coverage, String> {
        let line = |kpi, values: &[f64], rule| measure(kpi, values, rule, experiments, threads);
        let mut lines = vec![
            line("berth occupancy", &pool.occupancy, Rule::Student(10))?,
            line("calls served", &pool.throughput, Rule::Student(10))?,
            line("vessel waiting time", &pool.waits, Rule::TwoStage(0.05))?,
        ];
        for n in [5, 10, 30] {
            lines.push(Line { is_judged: false, ..line("vessel waiting time", &pool.waits, Rule::Student(n))? });
        }
        Ok(Coverage { pool: pool.waits.len(), experiments, lines })
    }

    /// Every line that is to be within its limits is.
    pub fn passed(&self) -> bool {
        self.lines.iter().all(|line| line.passed || !line.is_judged)
    }

    /// As JSON.
    pub fn json(&self) -> String {
        serde_json::to_string_pretty(self).expect("text and numbers are always JSON") + "\n"
    }

    /// One line a KPI and rule.
    pub fn table(&self) -> String {
        let head = ["KPI", "skewness", "interval", "replications", "covers", "wanted", "verdict", ""].map(str::to_owned);
        let row = |line: &Line| {
            let wanted = format!("[{}, {}] %", grouped(100.0 * WANTED.low, 1), grouped(100.0 * WANTED.high, 1));
            let (wanted, verdict) = match (line.is_judged, line.passed) {
                (false, _) => (String::new(), "for comparison"),
                (true, true) => (wanted, "pass"),
                (true, false) => (wanted, "FAIL"),
            };
            let precise = |it: f64| format!("as precise as asked: {} %", grouped(100.0 * it, 1));
            [
                printable(&line.kpi),
                grouped(line.skewness, 2),
                line.rule.clone(),
                grouped(line.replications, 0),
                format!("{} %", grouped(100.0 * line.covered, 2)),
                wanted,
                verdict.to_owned(),
                line.precise.map_or_else(String::new, precise),
            ]
        };
        let rows: Vec<[String; 8]> = std::iter::once(head).chain(self.lines.iter().map(row)).collect();
        let error = 100.0 * (0.95 * 0.05 / f64::from(self.experiments)).sqrt();
        format!(
            "Intervals that say 95 %: {} experiments, each drawn from a pool of {} replications; standard error of a share {} %\n\n{}\n{}\n",
            grouped(f64::from(self.experiments), 0),
            grouped(self.pool as f64, 0),
            grouped(error, 2),
            aligned(&rows, &[true, false, true, false, false, true, true, true]),
            if self.passed() { "all passed" } else { "not all passed" }
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use darse_engine::real::{exp, normal_quantile};

    /// Quantiles of a lognormal law in equal steps: e to the normal, skewness about 5.
    fn skewed(spread: f64) -> Vec<f64> {
        (0..2000).map(|at| exp(spread * normal_quantile((f64::from(at) + 0.5) / 2000.0))).collect()
    }

    /// The reduced form of `darse verify --coverage`: the standard error of a share is 0.35 %.
    #[test]
    fn two_stages_cover_what_they_say_and_five_replications_do_not() {
        let line = |pool: &[f64], rule| measure("wait", pool, rule, 4_000, 2).unwrap();
        let two_stage = line(&skewed(0.7), Rule::TwoStage(0.05));
        assert!(two_stage.passed && two_stage.skewness > 2.0 && two_stage.replications > 500.0, "{two_stage:?}");
        let few = line(&skewed(0.7), Rule::Student(5));
        assert!(!few.passed && few.covered < 0.91, "{few:?}");
        let even: Vec<f64> = (0..2000).map(|at| 10.0 + normal_quantile((f64::from(at) + 0.5) / 2000.0)).collect();
        let ten = line(&even, Rule::Student(10));
        assert!(ten.passed, "{ten:?}");
    }

    #[test]
    fn shares_do_not_depend_on_threads() {
        let pool = skewed(0.5);
        let [one, three] = [1, 3].map(|threads| measure("wait", &pool, Rule::TwoStage(0.1), 200, threads).unwrap());
        assert_eq!(one, three);
    }

    #[test]
    fn a_line_outside_its_limits_fails_unless_it_is_for_comparison() {
        let line = |covered: f64, is_judged| Line {
            kpi: "wait".to_owned(),
            rule: "Student, 5 replications".to_owned(),
            skewness: 2.5,
            replications: 5.0,
            covered,
            precise: Some(0.87),
            is_judged,
            passed: covered > 0.94,
        };
        let coverage = |lines| Coverage { pool: 8_000, experiments: 10_000, lines };
        let passed = coverage(vec![line(0.949, true), line(0.86, false)]);
        assert!(passed.passed() && passed.table().contains("all passed"));
        let failed = coverage(vec![line(0.86, true)]);
        assert!(!failed.passed());
        insta::assert_snapshot!(failed.table());
    }
}
