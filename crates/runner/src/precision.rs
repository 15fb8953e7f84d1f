//! `darse run --precision`: as many replications as bring the intervals of some KPIs within a share of their means.
//!
//! ```text
//! pilot (replications 0 … 29) ─ plan ─▶ how many ─▶ fresh replications (from number 30 on) ─ attained ─▶ Precision
//!                                                        ▲                          │
//!                                                        └── once, if not reached ──┘
//! ```
//! Everything that is shown or written comes from the fresh replications.

use crate::export::manifest::quoted;
use crate::naming::is_called;
use crate::number::{grouped, shortest};
use crate::results::Results;
use crate::statistics::skewed::hall;
use crate::statistics::two_stage::{PILOT, planned, topped_up};
use crate::statistics::{Interval, mean};
use crate::summary::Summary;
use serde::Serialize;

/// The KPIs of each facility that are asked about unless others are named: what comes over the quay, how long ships stay, how
/// full quay and yard are, how fast cranes work, how long trucks take. Those that a facility does not have are left out.
pub const HEADLINE: [&str; 6] =
    ["throughput_quay_teu", "ship_turnaround", "berth_occupancy", "crane_rate_gross", "yard_occupancy", "truck_visit_time"];

/// Chance that any of the intervals misses.
pub const MISS: f64 = 0.05;

/// What is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// Half an interval over its mean at most.
    pub share: f64,
    /// KPIs, with or without their facility; none are [`HEADLINE`].
    pub kpis: Vec<String>,
    /// Fresh replications at most.
    pub most: u32,
}

impl Asked {
    /// Is this one of the KPIs asked about?
    fn is_about(&self, kpi: &str) -> bool {
        match self.kpis.is_empty() {
            true => HEADLINE.iter().any(|headline| kpi.rsplit_once('/').is_some_and(|(_, short)| short == *headline)),
            false => self.kpis.iter().any(|typed| is_called(kpi, typed)),
        }
    }
}

/// What the pilot says of one KPI.
#[derive(Clone, Debug, PartialEq)]
pub struct Needed {
    /// The column's id.
    pub kpi: String,
    /// Fresh replications that it takes; `None` where no number would do.
    pub replications: Option<usize>,
}

/// What the pilot says of all KPIs asked about.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// By KPI.
    pub needed: Vec<Needed>,
    /// Fresh replications to run: as many as the most demanding KPI needs, or the cap.
    pub replications: u32,
}

/// The plan that follows from a pilot. Intervals are to hold for all KPIs together (Bonferroni).
pub fn plan(asked: &Asked, pilot: &Results) -> Plan {
    let columns: Vec<(usize, &Summary)> =
        pilot.summaries.iter().enumerate().filter(|(_, summary)| asked.is_about(&summary.kpi)).collect();
    let miss = MISS / columns.len().max(1) as f64;
    let needed = |(at, summary): &(usize, &Summary)| {
        let values = values(pilot, *at);
        // Where some replications have no value, more are run for as many values.
        let runs = |n: usize| (n * pilot.replications.len()).div_ceil(values.len());
        Needed { kpi: summary.kpi.clone(), replications: planned(&values, asked.share, miss).map(runs) }
    };
    let needed: Vec<Needed> = columns.iter().map(needed).collect();
    let most = needed.iter().filter_map(|it| it.replications).max().unwrap_or(PILOT as usize);
    Plan { replications: u32::try_from(most).unwrap_or(u32::MAX).min(asked.most), needed }
}

/// What the fresh replications say of one KPI.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// The column's id.
    pub kpi: String,
    /// Its unit.
    pub unit: String,
    /// Id of its definition.
    pub definition: String,
    /// Fresh replications in which it has a value.
    pub n: usize,
    /// Fresh replications that the pilot asked for; `None` where no number would do.
    pub needed: Option<usize>,
    /// Mean over the fresh replications.
    pub mean: Option<f64>,
    /// Lower end of Hall's interval of the mean; the intervals of all rows hold together.
    pub ci_low: Option<f64>,
    /// Upper end.
    pub ci_high: Option<f64>,
    /// The longer side of the interval over the mean.
    pub share: Option<f64>,
    /// No longer than asked.
    pub reached: bool,
}

/// How precise a run is in what was asked about.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Precision {
    /// Half an interval over its mean at most.
    pub asked: f64,
    /// Chance with which all intervals hold together.
    pub level: f64,
    /// Replications of the pilot, which take no part in the results.
    pub pilot: u32,
    /// Fresh replications at most.
    pub max_replications: u32,
    /// Fewer fresh replications were run than were asked for, by the pilot or by their own spread.
    pub cap_hit: bool,
    /// Every KPI is as precise as asked.
    pub reached: bool,
    /// Names as typed; none are the headline KPIs.
    #[serde(skip)]
    pub typed: Vec<String>,
    /// One a KPI.
    pub kpis: Vec<Row>,
}

/// Fresh replications in all, if those of a plan did not reach what is asked: as many as their own spread asks for, or the cap.
pub fn more(asked: &Asked, plan: &Plan, attained: &Precision) -> u32 {
    let wanted = |row: &Row| {
        let share = row.share.filter(|_| row.needed.is_some())?;
        u32::try_from(topped_up(plan.replications as usize, share, asked.share)).ok()
    };
    attained.kpis.iter().filter_map(wanted).max().unwrap_or(0).clamp(plan.replications, asked.most.max(plan.replications))
}

/// What came of so many fresh replications.
pub fn attained(asked: &Asked, plan: &Plan, fresh: &Results) -> Precision {
    let miss = MISS / plan.needed.len().max(1) as f64;
    let row = |needed: &Needed| {
        let (at, summary) = fresh.summaries.iter().enumerate().find(|(_, summary)| summary.kpi == needed.kpi)?;
        let values = values(fresh, at);
        let (mean, interval) = (mean(&values), hall(&values, miss));
        let share = mean.zip(interval).and_then(|(mean, it)| share(mean, it));
        Some(Row {
            kpi: summary.kpi.clone(),
            unit: summary.unit.clone(),
            definition: summary.definition.clone(),
            n: values.len(),
            needed: needed.replications,
            mean,
            ci_low: interval.map(|it| it.low),
            ci_high: interval.map(|it| it.high),
            share,
            reached: share.is_some_and(|share| share <= asked.share),
        })
    };
    let kpis: Vec<Row> = plan.needed.iter().filter_map(row).collect();
    let run = fresh.replications.len() + fresh.failed.len();
    let reached = kpis.iter().all(|row| row.reached);
    Precision {
        asked: asked.share,
        level: 1.0 - MISS,
        pilot: PILOT,
        max_replications: asked.most,
        cap_hit: plan.needed.iter().any(|it| it.replications.is_some_and(|needed| needed > run))
            || !reached && run >= asked.most as usize,
        reached,
        typed: asked.kpis.clone(),
        kpis,
    }
}

impl Precision {
    /// As arguments of `darse run`, with a blank in front of each.
    pub fn arguments(&self) -> String {
        let kpis: String = self.typed.iter().map(|kpi| format!(" --kpi {}", quoted(kpi))).collect();
        format!(" --precision {}%{kpis} --max-replications {}", percent(self.asked), self.max_replications)
    }

    /// Why it is less precise than asked, if it is.
    pub fn shortfall(&self) -> Option<String> {
        let short: Vec<&Row> = self.kpis.iter().filter(|row| !row.reached).collect();
        let worst = short.iter().filter_map(|row| row.needed).max();
        let why = match (self.cap_hit, worst) {
            (true, Some(needed)) if needed > self.max_replications as usize => {
                let (cap, needed) = (grouped(f64::from(self.max_replications), 0), grouped(needed as f64, 0));
                format!("it stopped at the cap of {cap} replications, where the pilot asks for {needed}")
            }
            (true, Some(_)) => format!("it stopped at the cap of {} replications", grouped(f64::from(self.max_replications), 0)),
            (false, Some(_)) => "there is more spread than the replications showed that were to say how many it takes".to_owned(),
            (_, None) => "no number of replications brings a mean of 0, or without values, within a share of itself".to_owned(),
        };
        let names: Vec<&str> = short.iter().map(|row| row.kpi.as_str()).collect();
        (!short.is_empty()).then(|| format!("less precise than ± {} %: {}; {why}", percent(self.asked), names.join(", ")))
    }
}

/// A share in per cent, as it was typed.
pub fn percent(share: f64) -> String {
    shortest((share * 1e11).round() / 1e9)
}

/// The longer side over the mean; `None` of a mean of 0, unless nothing varies.
fn share(mean: f64, it: Interval) -> Option<f64> {
    let side = (it.high - mean).max(mean - it.low);
    if side == 0.0 { Some(0.0) } else { (mean != 0.0).then(|| side / mean.abs()) }
}

fn values(results: &Results, column: usize) -> Vec<f64> {
    results.replications.iter().filter_map(|it| it.outcome.values[column]).collect()
}
