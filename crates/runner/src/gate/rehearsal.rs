//! A gate rehearsed: checks whose replications are dealt out of pools instead of run, so that tens of thousands take a minute. They
//! show how often a baseline alarms where nothing but random numbers changed, and how often it sees a change.

pub mod words;

use super::baseline::{Baseline, Kpi, Values};
use super::class::Class;
use super::judge::{Judgement, judge};
use super::{Verdict, looks};
use darse_engine::{Stream, Streams};

/// How the two sides of a check are dealt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deal {
    /// No replication of one side is one of the other: all random numbers are others.
    Apart,
    /// The same replications on both sides, as in a check. The first looks of different checks have none in common until all were
    /// dealt.
    InPairs,
}

/// What rehearsals need.
#[derive(Clone, Debug)]
pub struct Rehearsal {
    /// The baseline's head, its gate KPIs, and neither replications nor a ledger.
    frame: Baseline,
    /// Replications of a check.
    n: usize,
    /// Replications with the baseline's KPIs: the code as it is, and as it is said to have become.
    pools: [Vec<Values>; 2],
    deal: Deal,
    seed: u64,
}

/// How one check ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// Replications looked at.
    pub looked_at: usize,
    /// Over all.
    pub verdict: Verdict,
    /// One a gate KPI.
    pub kpis: Vec<Verdict>,
}

impl Ended {
    /// Did any gate KPI say that something changed?
    pub fn alarms(&self) -> bool {
        self.kpis.iter().any(|verdict| matches!(verdict, Verdict::Changed | Verdict::Improved | Verdict::Drift))
    }
}

/// The gate KPIs of a baseline: what the values of a pool are of.
pub fn gates(baseline: &Baseline) -> Vec<Kpi> {
    let gates = baseline.kpis.iter().filter(|kpi| kpi.class == Class::Gate);
    gates.map(|kpi| Kpi { anchor: None, ..kpi.clone() }).collect()
}

impl Rehearsal {
    /// Checks of a baseline out of these pools, whose values are of its [`gates`].
    ///
    /// # Errors
    /// How many replications a pool needs, if it has fewer.
    pub fn new(baseline: &Baseline, pools: [Vec<Values>; 2], deal: Deal, seed: u64) -> Result<Rehearsal, usize> {
        let n = baseline.replications.len();
        let needed = if deal == Deal::Apart { 2 * n } else { n };
        if pools.iter().any(|pool| pool.len() < needed) {
            return Err(needed);
        }
        let (kpis, head) = (gates(baseline), baseline.head.clone());
        let frame = Baseline { head, kpis, replications: Vec::new(), ledger: Vec::new() };
        Ok(Rehearsal { frame, n, pools, deal, seed })
    }

    /// One of many checks, by its number.
    pub fn check(&self, number: u32) -> Ended {
        let [old, new] = &self.pools;
        let (first, second) = self.dealt(number);
        let baseline = Baseline { replications: first.iter().map(|at| old[*at].clone()).collect(), ..self.frame.clone() };
        let fresh: Vec<Values> = second.iter().map(|at| new[*at].clone()).collect();
        let looks = looks(self.n);
        let ended = |judgement: Judgement| Ended {
            looked_at: judgement.looked_at,
            verdict: judgement.verdict,
            kpis: judgement.kpis.iter().map(|kpi| kpi.verdict).collect(),
        };
        for look in &looks {
            let judgement = judge(&baseline, &fresh[..*look], looks.len());
            if !judgement.is_open || *look == self.n {
                return ended(judgement);
            }
        }
        unreachable!("the last look is at all replications")
    }

    /// Which replications the sides have.
    fn dealt(&self, number: u32) -> (Vec<usize>, Vec<usize>) {
        let (pool, n) = (self.pools[0].len().min(self.pools[1].len()), self.n);
        match self.deal {
            Deal::Apart => {
                let cards = self.shuffled(pool, 2 * n, number, 0);
                (cards[..n].to_vec(), cards[n..].to_vec())
            }
            Deal::InPairs => {
                let first_look = looks(n)[0];
                let in_a_round = (pool / first_look) as u32;
                let cards = self.shuffled(pool, pool, number / in_a_round, 1);
                let from = (number % in_a_round) as usize * first_look;
                let cards: Vec<usize> = (0..n).map(|at| cards[(from + at) % pool]).collect();
                (cards.clone(), cards)
            }
        }
    }

    /// The first so many of a pool after it was shuffled (Fisher and Yates).
    fn shuffled(&self, pool: usize, first: usize, number: u32, purpose: u32) -> Vec<usize> {
        const DEAL: Stream = Stream::named("rehearsal");
        let mut draw = Streams::new(self.seed, number).of(DEAL, 0, purpose);
        let mut cards: Vec<usize> = (0..pool).collect();
        for at in 0..first {
            cards.swap(at, at + draw.index((pool - at) as u32) as usize);
        }
        cards.truncate(first);
        cards
    }
}

/// The most alarms that keep a promise in so many checks: what it lets expect, and 2.6 standard deviations more.
pub fn allowed_alarms(promise: f64, checks: usize) -> usize {
    let expected = promise * checks as f64;
    (expected + 2.6 * expected.sqrt()) as usize
}

#[cfg(test)]
mod tests;
