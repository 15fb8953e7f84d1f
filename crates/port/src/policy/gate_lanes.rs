//! Lane assignment: which lane a truck takes before the gate of a terminal, in and out.

mod better_of_two;
mod by_errand;
mod one_line;
mod random;
mod shortest;
pub mod view;

use super::{Decision, Entry, Policy};

/// Lane assignment.
#[derive(Debug)]
pub struct GateLanes;

impl Decision for GateLanes {
    type View<'a> = view::Lanes<'a>;
    type Choice = usize;
    type Rule = view::Rule;
    const NAME: &'static str = "lane assignment";
    const KEY: &'static str = "terminal.*.gate.lane-choice";
    const POLICIES: &'static [Entry<view::Rule>] =
        &[one_line::POLICY, shortest::POLICY, better_of_two::POLICY, by_errand::POLICY, random::POLICY];

    #[inline]
    fn choose(rule: view::Rule, view: &view::Lanes<'_>) -> usize {
        rule.map_or(0, |rule| rule(view))
    }
    #[inline]
    fn fault(view: &view::Lanes<'_>, choice: &usize) -> Option<&'static str> {
        view.fault(choice)
    }
}

impl Policy<GateLanes> {
    /// Do all trucks stand in one line before all lanes? Then there is nothing to choose.
    pub fn is_one_line(self) -> bool {
        self.rule().is_none()
    }
}

#[cfg(test)]
mod tests;
