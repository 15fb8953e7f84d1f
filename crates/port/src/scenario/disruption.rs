//! `[disruption.NAME]`: what happens to resources of the scenario, when, for how long, and how they come back.

use super::diagnostic::{Code, listed};
use super::read::Table;
use super::target::{Knobs, knobs};
use super::units::Dimension;
use crate::facility::condition::{Effect, Target, Why};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, SimTime, Variate};

/// One disruption.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct DisruptionPlan {
    /// Its name in the scenario.
    pub name: String,
    /// What it does to each of its targets while it is in force.
    pub effects: Vec<Effect>,
    /// When it begins, from the beginning of the measured time.
    pub at: Variate,
    /// How long it is in force.
    pub lasting: Variate,
    /// How late each call of its services comes that is planned meanwhile.
    pub late: Option<Variate>,
    /// From then until its targets are whole again.
    pub recovery: SimDuration,
    /// In so many equal steps.
    pub steps: u32,
}

/// When a disruption happens in one replication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Spell {
    /// It is in force from then on.
    pub from: SimTime,
    /// Its targets begin to come back.
    pub to: SimTime,
    /// The length of a step back.
    pub step: SimDuration,
    /// How many steps there are.
    pub steps: u32,
}

impl Spell {
    /// How much of it is in force at an instant: 1 all of it, on the way back less by equal steps, 0 before and after it.
    pub fn severity(&self, at: SimTime) -> f64 {
        if at < self.from {
            return 0.0;
        }
        if at < self.to {
            return 1.0;
        }
        // With `n` steps the first one comes at the end of the first stretch: after `n` of them all is as before.
        let taken = (at - self.to).0.checked_div(self.step.0).unwrap_or(u64::MAX);
        self.after(taken.min(u64::from(self.steps)) as u32)
    }
    /// The same after so many steps.
    pub fn after(&self, taken: u32) -> f64 {
        f64::from(self.steps.saturating_sub(taken)) / f64::from(self.steps.max(1))
    }
}

impl DisruptionPlan {
    /// May it begin so soon? One that surely begins after the end is never felt.
    pub fn may_begin_within(&self, horizon: SimDuration) -> bool {
        !matches!(self.at, Variate::Constant(seconds) if seconds >= horizon.as_seconds_f64())
    }

    /// Reads the table of one disruption; `targets` are all resources of the scenario by name.
    pub fn read(name: &str, t: &mut Table<'_>, targets: &[(String, Target)]) -> Self {
        t.require(&["of", "at", "lasting"]);
        let names: Vec<&str> = targets.iter().map(|(name, _)| name.as_str()).collect();
        let about = "What it is of: resources by the keys that size them, such as `terminal.TC4.cranes`.";
        let of = t.names_among("of", &names, "resource", about);
        let whys = [
            ("closure", Why::Closure),
            ("strike", Why::Strike),
            ("breakdown", Why::Breakdown),
            ("cyber", Why::Cyber),
            ("weather", Why::Weather),
        ];
        let why = t.choice("why", &whys, "The cause that delays are booked to.");
        let share = |t: &mut Table<'_>, key, bounds, about: &str| t.maybe(key, |t| t.number(key, bounds, about));
        let left = share(t, "left", 0.0..=1.0, "Share of capacity that is left; 0 closes it; unwritten: all.");
        let slower = share(t, "slower", 0.1..=1000.0, "Factor on service times; unwritten: 1.");
        let demand =
            share(t, "demand", 0.0..=20.0, "Factor on what services carry, or what comes to a ferry port; unwritten: 1.");
        let late = t.maybe("late", |t| {
            t.variate("late", Dimension::Time, "How late calls come that are planned meanwhile; unwritten: as planned.")
        });
        let written = Knobs { left: left.is_some(), slower: slower.is_some(), demand: demand.is_some(), late: late.is_some() };
        if of.iter().all(|index| *index < targets.len()) && !targets.is_empty() {
            check(written, left, of.iter().map(|index| &targets[*index]), t);
        }
        let effect = |index: &usize| {
            let none = Effect::none(targets.get(*index)?.1, why);
            let or_all = |share: Option<f64>| share.unwrap_or(1.0);
            Some(Effect { left: or_all(left), slower: or_all(slower), demand: or_all(demand), ..none })
        };
        DisruptionPlan {
            name: name.to_owned(),
            effects: of.iter().filter_map(effect).collect(),
            at: t.variate("at", Dimension::Time, "When it begins, from the beginning of the measured time."),
            lasting: t.variate("lasting", Dimension::Time, "How long it is in force."),
            late,
            recovery: t.duration("recovery", "0 h"..="52 weeks", "From then until all is as before."),
            steps: t.count("steps", 1..=100, "Equal steps in which it comes back meanwhile."),
        }
    }
}

/// Each thing that is said does something to each target.
fn check<'a>(written: Knobs, left: Option<f64>, of: impl Iterator<Item = &'a (String, Target)>, t: &Table<'_>) {
    let says = [("left", written.left), ("slower", written.slower), ("demand", written.demand), ("late", written.late)];
    if says.iter().all(|(_, written)| !written) {
        t.error("of", Code::Inconsistent, "it does nothing", "write `left`, `slower`, `demand` or `late`");
        return;
    }
    for (name, target) in of {
        let Knobs { left: l, slower, demand, late } = knobs(*target);
        let may = [("left", l), ("slower", slower), ("demand", demand), ("late", late)];
        for ((key, written), (_, may_be)) in says.iter().zip(may) {
            if *written && !may_be {
                let does = may.iter().filter(|(_, may)| *may).map(|(key, _)| *key);
                let message = format!("`{key}` does nothing to `{name}`");
                t.error(key, Code::Inconsistent, message, format!("what does is {}", listed(does)));
            }
        }
        if let (Target::Service(_), Some(left)) = (target, left)
            && left > 0.0
        {
            let message = format!("the way of `{name}` is closed or it is not");
            t.error(
                "left",
                Code::Inconsistent,
                message,
                "write `left = 0`: calls that are planned meanwhile come when it is over",
            );
        }
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "quarters are exact")]
mod tests {
    use super::*;

    #[test]
    fn it_comes_back_by_equal_steps() {
        let hour = |hour| SimTime::ZERO + SimDuration::hours(hour);
        let spell = Spell { from: hour(10), to: hour(20), step: SimDuration::hours(2), steps: 4 };
        let at = |h| spell.severity(hour(h));
        assert_eq!([at(9), at(10), at(19), at(20), at(21), at(22), at(27), at(28)], [0.0, 1.0, 1.0, 1.0, 1.0, 0.75, 0.25, 0.0]);
        let sudden = Spell { step: SimDuration::ZERO, steps: 1, ..spell };
        assert_eq!([sudden.severity(hour(19)), sudden.severity(hour(20))], [1.0, 0.0]);
    }
}
