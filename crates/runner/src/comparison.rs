//! Scenarios beside a first one, KPI by KPI, from replications under the same random numbers.

pub mod words;

use crate::naming::is_called;
use crate::results::Results;
use crate::statistics::independent::independent;
use crate::statistics::paired::{Paired, holm, paired};
use crate::statistics::sign_flip::sign_flip;
use std::collections::BTreeMap;

/// Chance that any interval of a comparison misses, or any difference is shown that is none.
pub const ALPHA: f64 = 0.05;

/// Fewer pairs have too few patterns of signs to be shown to differ by them: 2 of 2⁵ are more than [`ALPHA`].
const LEAST_FLIPS: usize = 6;

/// How a KPI stands in the other scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Equal in every pair.
    Same,
    /// Shown to be higher, by Holm's test over all rows of the comparison.
    Higher,
    /// Shown to be lower.
    Lower,
    /// Not shown to differ: it may, by as much as the interval says.
    Open,
}

/// One KPI in one of the other scenarios.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The column's id.
    pub kpi: String,
    /// Its unit.
    pub unit: String,
    /// Id of its definition.
    pub definition: String,
    /// What the pairs say.
    pub paired: Paired,
    /// Half the width of the interval of the difference; all intervals of the comparison hold together with 1 − [`ALPHA`]
    /// (Bonferroni). `None` if too few values without spread leave it open.
    pub half_width: Option<f64>,
    /// Holm's adjusted p-value over all rows of the comparison.
    pub p_holm: f64,
    /// P-value of the sign-flip test of the same pairs, which believes in no distribution; `None` without pairs.
    pub p_sign_flip: Option<f64>,
    /// What follows.
    pub verdict: Verdict,
}

impl Row {
    /// From and to of the difference.
    pub fn interval(&self) -> Option<[f64; 2]> {
        self.half_width.map(|half| [self.paired.difference - half, self.paired.difference + half])
    }

    /// The difference as a share of the first scenario's mean [%], where that is not 0.
    pub fn relative(&self) -> Option<f64> {
        (self.paired.first != 0.0).then(|| 100.0 * self.paired.difference / self.paired.first.abs())
    }

    /// Shown to differ by Student's test, and not by the sign-flip test: a few great differences decide.
    pub fn hangs_on_few(&self) -> bool {
        let is_shown = matches!(self.verdict, Verdict::Higher | Verdict::Lower);
        is_shown && self.paired.n >= LEAST_FLIPS && self.p_sign_flip.is_some_and(|p| p > ALPHA)
    }
}

/// One of the other scenarios beside the first.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// What it is called.
    pub name: String,
    /// Whether both drew the same random numbers; if not, differences are those of samples of their own (Welch).
    pub is_paired: bool,
    /// Its KPIs, in the order of the first scenario's.
    pub rows: Vec<Row>,
    /// KPIs that only one of the two has, or that have a value in fewer than two pairs.
    pub left_out: Vec<String>,
}

/// All of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// What the first is called.
    pub first: String,
    /// The others.
    pub sides: Vec<Side>,
}

impl Comparison {
    /// Compares each of the others with the first; with `only`, these KPIs (by id, or by the part behind the facility).
    pub fn of(first: (&str, &Results), others: &[(String, &Results)], only: &[String]) -> Comparison {
        let mut sides: Vec<Side> = others.iter().map(|(name, results)| side(name.clone(), first.1, results, only)).collect();
        let mut rows: Vec<&mut Row> = sides.iter_mut().flat_map(|side| &mut side.rows).collect();
        let tests = rows.iter().filter(|row| row.verdict != Verdict::Same).count().max(1);
        let adjusted = holm(&rows.iter().filter(|row| row.verdict != Verdict::Same).map(|row| row.paired.p).collect::<Vec<_>>());
        let tested = rows.iter_mut().filter(|row| row.verdict != Verdict::Same);
        for (row, p) in tested.zip(adjusted) {
            row.p_holm = p;
            row.half_width = row.paired.half_width(ALPHA / tests as f64);
            row.verdict = match (p <= ALPHA, row.paired.difference > 0.0) {
                (true, true) => Verdict::Higher,
                (true, false) => Verdict::Lower,
                (false, _) => Verdict::Open,
            };
        }
        Comparison { first: first.0.to_owned(), sides }
    }
}

impl Comparison {
    /// Whether all scenarios drew the same random numbers.
    pub fn is_paired(&self) -> bool {
        self.sides.iter().all(|side| side.is_paired)
    }
}

/// Is a KPI among those asked for? None asked for are all.
fn is_wanted(kpi: &str, only: &[String]) -> bool {
    only.is_empty() || only.iter().any(|typed| is_called(kpi, typed))
}

fn side(name: String, first: &Results, second: &Results, only: &[String]) -> Side {
    let (a, b) = (columns(first), columns(second));
    let is_paired = first.run.seed == second.run.seed;
    let is_certain = first.is_certain() && second.is_certain();
    let (mut rows, mut left_out) = (Vec::new(), Vec::new());
    for summary in first.summaries.iter().filter(|summary| is_wanted(&summary.kpi, only)) {
        let kpi = summary.kpi.as_str();
        let pairs = b.get(kpi).map(|b| both(&a[kpi], b)).unwrap_or_default();
        let values = |of: &Columns| of.get(kpi).map(|it| it.values().copied().collect::<Vec<f64>>()).unwrap_or_default();
        let alone = || independent(&values(&a), &values(&b));
        let Some(paired) = (if is_paired { paired(&pairs) } else { alone() }) else {
            left_out.push(summary.kpi.clone());
            continue;
        };
        let same = is_paired && pairs.iter().all(|(a, b)| a.to_bits() == b.to_bits());
        let differences: Vec<f64> = pairs.iter().map(|(a, b)| b - a).collect();
        rows.push(Row {
            kpi: summary.kpi.clone(),
            unit: summary.unit.clone(),
            definition: summary.definition.clone(),
            paired: if is_certain { paired.known() } else { paired },
            half_width: Some(0.0),
            p_holm: 1.0,
            p_sign_flip: is_paired.then(|| sign_flip(&differences)),
            verdict: if same { Verdict::Same } else { Verdict::Open },
        });
    }
    let only_second = second.summaries.iter().filter(|it| is_wanted(&it.kpi, only) && !a.contains_key(it.kpi.as_str()));
    left_out.extend(only_second.map(|it| it.kpi.clone()));
    Side { name, is_paired, rows, left_out }
}

/// Values by number of the replication, by KPI.
type Columns<'a> = BTreeMap<&'a str, BTreeMap<u32, f64>>;

fn columns(results: &Results) -> Columns<'_> {
    let column = |at: usize| {
        let values = results.replications.iter().filter_map(move |it| Some((it.number, it.outcome.values[at]?)));
        values.collect()
    };
    results.summaries.iter().enumerate().map(|(at, summary)| (summary.kpi.as_str(), column(at))).collect()
}

fn both(a: &BTreeMap<u32, f64>, b: &BTreeMap<u32, f64>) -> Vec<(f64, f64)> {
    a.iter().filter_map(|(number, a)| Some((*a, *b.get(number)?))).collect()
}

#[cfg(test)]
mod tests;
