//! Little's law where nobody adds up the waits (see `little.rs` for the other stations): the area below a line is the sum of the stays of all
//! who stand in it, each from the instant at which it is first seen there to that at which it no longer is. The line is the engine's or the
//! facility's; who stands there is read off the stage of each process, at every instant. Where not processes stand in line but orders and jobs, it
//! is read off the machines that take them.
//!
//! In `facilities`: drivers and spaces of car terminals, cranes and stores of bulk terminals, tanks, chargers, spare parts; gangs, trucks and places
//! of warehouses, room on roads, places and lanes before ferries, paths and yards of rail lines, what a factory calls for, and its line. In
//! `terminals`: vehicles, yard cranes, room in the yard, transfer points, and what stands below cranes. In `stopped`: calm weather, and power.

mod facilities;
mod stopped;
mod terminals;

use darse_engine::{Pid, PoolId, Request, SimDuration, SimTime};
use darse_port::trial::{Record, Trial};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Who stands in a line.
enum Stands<'a> {
    /// Processes of these lives that say of themselves that they are in these stages.
    In(Vec<(&'a str, String)>),
    /// Things that have no life of their own: what they are, and which are there.
    Named(&'a str, &'a mut dyn FnMut(&Trial) -> BTreeSet<String>),
}

impl std::fmt::Debug for Stands<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Stands::In(stages) => write!(f, "{stages:?}"),
            Stands::Named(what, _) => f.write_str(what),
        }
    }
}

/// A line, and who stands in it.
struct Line<'a> {
    queued: &'a dyn Fn(&Trial) -> usize,
    stands: Stands<'a>,
    area: u128,
    stayed: u128,
    since: BTreeMap<String, SimTime>,
    /// By stage.
    came: Vec<u32>,
}

/// What a process says of itself: its life and, last, its stage; broken off as soon as it is none of these lives.
struct Said<'a> {
    lives: &'a [&'a str],
    text: String,
    is_one: bool,
    says_stage: bool,
}

impl std::fmt::Write for Said<'_> {
    fn write_str(&mut self, more: &str) -> std::fmt::Result {
        if self.is_one {
            self.says_stage = self.says_stage || more == "stage";
            if self.says_stage {
                self.text += more;
            }
            return Ok(());
        }
        self.text += more;
        self.is_one = self.lives.iter().any(|life| self.text.starts_with(life));
        let may_be_one = self.is_one || self.lives.iter().any(|life| life.starts_with(&self.text));
        if may_be_one { Ok(()) } else { Err(std::fmt::Error) }
    }
}

/// What a process says of itself, if it is one of these lives.
pub fn said(process: &impl std::fmt::Debug, lives: &[&str]) -> Option<String> {
    let mut said = Said { lives, text: String::new(), is_one: false, says_stage: false };
    write!(said, "{process:?}").is_ok().then_some(said.text)
}

/// A line of processes: how the names of their lives begin, and what they are doing.
fn line<'a>(queued: &'a dyn Fn(&Trial) -> usize, stages: &'a [(&'a str, &'a str)]) -> Line<'a> {
    let (since, came) = (BTreeMap::new(), vec![0; stages.len()]);
    let stages = stages.iter().map(|(life, stage)| (*life, format!("stage: {stage} }}"))).collect();
    Line { queued, stands: Stands::In(stages), area: 0, stayed: 0, since, came }
}

/// A line of things.
fn line_of<'a>(
    what: &'a str,
    queued: &'a dyn Fn(&Trial) -> usize,
    named: &'a mut dyn FnMut(&Trial) -> BTreeSet<String>,
) -> Line<'a> {
    Line { queued, stands: Stands::Named(what, named), area: 0, stayed: 0, since: BTreeMap::new(), came: vec![0] }
}

impl Line<'_> {
    /// Who stands there now, and who no longer does.
    fn look(&mut self, trial: &Trial, processes: &[(Pid, String)]) {
        let now = trial.run.sim().now();
        let here: BTreeMap<String, usize> = match &mut self.stands {
            Stands::In(stages) => {
                let place = |text: &str| stages.iter().position(|(life, stage)| text.starts_with(life) && text.contains(stage));
                processes.iter().filter_map(|(pid, text)| place(text).map(|place| (format!("{pid:?}"), place))).collect()
            }
            Stands::Named(_, named) => named(trial).into_iter().map(|who| (who, 0)).collect(),
        };
        self.since.retain(|who, since| {
            let stays = here.contains_key(who);
            if !stays {
                self.stayed += u128::from((now - *since).0);
            }
            stays
        });
        for (who, place) in here {
            self.since.entry(who).or_insert_with(|| {
                self.came[place] += 1;
                now
            });
        }
        let so_far: u128 = self.since.values().map(|since| u128::from((now - *since).0)).sum();
        assert_eq!(self.area, self.stayed + so_far, "{:?} at {now:?}", self.stands);
    }
}

/// Follows a scenario from instant to instant, and looks at the lines at each.
fn hold(text: &str, days: u64, lines: &mut [Line<'_>]) {
    hold_and_hear(text, days, lines, |_| ());
}

/// The same, for lines that are told by records.
fn hold_and_hear(text: &str, days: u64, lines: &mut [Line<'_>], hear: impl Fn(&Record)) {
    let (mut trial, end) = (Trial::of(text), SimTime::ZERO + SimDuration::days(days));
    let mut lives: Vec<&str> = Vec::new();
    for line in &*lines {
        if let Stands::In(stages) = &line.stands {
            lives.extend(stages.iter().map(|(life, _)| *life));
        }
    }
    while let Some(next) = trial.run.next_at().filter(|next| *next <= end) {
        let now = trial.run.sim().now();
        let processes = trial.run.processes();
        let words: Vec<(Pid, String)> = processes.filter_map(|(pid, it)| Some((pid, said(it, &lives)?))).collect();
        for line in &mut *lines {
            line.look(&trial, &words);
            line.area += (line.queued)(&trial) as u128 * u128::from((next - now).0);
        }
        trial.records_until(next).iter().for_each(|(_, record)| hear(record));
    }
    for line in lines {
        let busy = line.came.iter().sum::<u32>() >= 5 && line.came.iter().all(|came| *came > 0);
        assert!(busy && line.area > 0, "{:?}: only {:?} stood in line", line.stands, line.came);
    }
}

fn waiting(trial: &Trial, pools: &[PoolId]) -> usize {
    pools.iter().map(|pool| trial.run.sim().pool(*pool).queued()).sum()
}

fn pool(one: Request) -> PoolId {
    one.needs()[0].0
}
