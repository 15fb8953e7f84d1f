//! Which of some scenarios is best in one KPI: by KN, with a guarantee, or by OCBA, for a budget.
//!
//! Both ask for replications scenario by scenario; who runs them is not known here. Replications of one number share their random
//! numbers among scenarios, which the guarantee of KN allows for; OCBA's probability takes them as independent, and is on the safe
//! side where what they share makes the scenarios rise and fall together.

pub mod words;

use crate::statistics::kn::Kn;
use crate::statistics::ocba;
use crate::statistics::{half_width, mean};

/// Replications of the first stage of either procedure.
pub const FIRST_STAGE: u32 = 10;

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// The least mean.
    Smallest,
    /// The greatest.
    Largest,
}

impl Goal {
    /// As a number of which more is better.
    fn worth(self, value: f64) -> f64 {
        if self == Goal::Largest { value } else { -value }
    }

    fn worths(self, values: &[Vec<f64>]) -> Vec<Vec<f64>> {
        values.iter().map(|of| of.iter().map(|value| self.worth(*value)).collect()).collect()
    }

    /// `smallest` or `largest`.
    pub fn word(self) -> &'static str {
        if self == Goal::Largest { "largest" } else { "smallest" }
    }
}

/// How it is looked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Procedure {
    /// Until it is found, or each has this many replications.
    Kn {
        /// Chance of a wrong choice.
        alpha: f64,
        /// The least difference that matters, in the KPI's unit.
        delta: f64,
        /// Replications a scenario at most.
        most: u32,
    },
    /// With this many replications in all.
    Ocba {
        /// All together.
        budget: u32,
    },
}

/// How surely the best is the best.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Assurance {
    /// With the guarantee of KN.
    Guaranteed,
    /// KN had not ended when the scenarios that are still in, this many, had as many replications as they may have.
    Capped(usize),
    /// With about this probability, by what OCBA ended with.
    About(f64),
}

/// One scenario after all.
#[derive(Clone, Debug, PartialEq)]
pub struct System {
    /// What it is called.
    pub name: String,
    /// The KPI, replication by replication, from number 0.
    pub values: Vec<f64>,
    /// The replication after which KN had ruled it out.
    pub out_at: Option<usize>,
}

impl System {
    /// Mean and half the width of its 95 % interval.
    pub fn estimate(&self) -> (Option<f64>, Option<f64>) {
        (mean(&self.values), half_width(&self.values))
    }
}

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Selection {
    /// The column's id.
    pub kpi: String,
    /// What it is called.
    pub kpi_name: String,
    /// Its unit.
    pub unit: String,
    /// What was looked for.
    pub goal: Goal,
    /// How.
    pub procedure: Procedure,
    /// The scenarios, in the order in which they were named.
    pub systems: Vec<System>,
    /// The best of them, by number.
    pub best: usize,
    /// How surely.
    pub assurance: Assurance,
}

/// Who runs replications: for each scenario and how many more, the values that follow those it has given.
pub type Source<'a, E> = dyn FnMut(&[(usize, u32)]) -> Result<Vec<Vec<f64>>, E> + 'a;

/// Values scenario by scenario, the best, when KN ruled each out, and how surely.
type Found = (Vec<Vec<f64>>, usize, Vec<Option<usize>>, Assurance);

/// Looks for the best of k scenarios.
///
/// # Errors
/// What the source raises.
pub fn select<E>(k: usize, goal: Goal, procedure: Procedure, source: &mut Source<'_, E>) -> Result<Found, E> {
    match procedure {
        Procedure::Kn { alpha, delta, most } => by_kn(k, goal, (alpha, delta, most), source),
        Procedure::Ocba { budget } => by_ocba(k, goal, budget, source),
    }
}

/// Replications are run some at a time, so that all cores have something to do, and looked at one by one, as the paper has it: some of
/// the last are run in vain.
fn by_kn<E>(k: usize, goal: Goal, (alpha, delta, most): (f64, f64, u32), source: &mut Source<'_, E>) -> Result<Found, E> {
    let first = FIRST_STAGE.min(most);
    let mut values = source(&(0..k).map(|system| (system, first)).collect::<Vec<_>>())?;
    let worth = |values: &[Vec<f64>], at: usize| -> Vec<f64> {
        values.iter().map(|of| of.get(at).map_or(f64::NAN, |value| goal.worth(*value))).collect()
    };
    let mut kn = Kn::begin(alpha, delta, &goal.worths(&values));
    let mut done = first;
    while kn.is_vague() && done < most {
        let more = source(&(0..k).map(|system| (system, 1)).collect::<Vec<_>>())?;
        values.iter_mut().zip(more).for_each(|(of, new)| of.extend(new));
        kn = Kn::begin(alpha, delta, &goal.worths(&values));
        done += 1;
    }
    while kn.best().is_none() && done < most {
        // A fifth of what there is: little is run in vain, and rounds do not become many.
        let more = (done / 5).max(4).min(most - done);
        let asked: Vec<(usize, u32)> = kn.left().iter().map(|system| (*system, more)).collect();
        for ((system, _), new) in asked.iter().zip(source(&asked)?) {
            values[*system].extend(new);
        }
        for at in done..done + more {
            if kn.best().is_none() {
                kn.observe(&worth(&values, at as usize));
            }
        }
        done += more;
    }
    let out_at = (0..k).map(|system| (!kn.left().contains(&system)).then(|| kn.replications(system))).collect();
    let assurance = kn.best().map_or(Assurance::Capped(kn.left().len()), |_| Assurance::Guaranteed);
    Ok((values, kn.leader(), out_at, assurance))
}

fn by_ocba<E>(k: usize, goal: Goal, budget: u32, source: &mut Source<'_, E>) -> Result<Found, E> {
    let first = FIRST_STAGE.min(budget / k as u32);
    let mut values = source(&(0..k).map(|system| (system, first)).collect::<Vec<_>>())?;
    loop {
        let systems = ocba::estimates(&goal.worths(&values));
        let spent: usize = systems.iter().map(|it| it.n).sum();
        if spent >= budget as usize {
            let best = ocba::best(&systems);
            return Ok((values, best, vec![None; k], Assurance::About(ocba::probability_correct(&systems))));
        }
        // A tenth of the budget at a time, as Chen and Lee recommend at most.
        let total = (spent + (budget as usize / 10).max(k)).min(budget as usize);
        let more = ocba::allocate(&systems, total);
        let asked: Vec<(usize, u32)> =
            more.iter().enumerate().filter(|(_, more)| **more > 0).map(|(system, more)| (system, *more as u32)).collect();
        for ((system, _), new) in asked.iter().zip(source(&asked)?) {
            values[*system].extend(new);
        }
    }
}

#[cfg(test)]
mod tests;
