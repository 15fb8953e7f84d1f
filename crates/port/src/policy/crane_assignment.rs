//! Crane assignment: how the cranes of a quay are shared among the ships alongside. Decided anew whenever a ship begins or ends, carried out
//! lift by lift; which cranes these are, and which bays they take, is the crane line's business.

mod even;
mod keep_until_done;
mod most_work_left;
mod shortest_left;
pub mod view;

use super::{Decision, Entry};

/// Crane assignment.
#[derive(Debug)]
pub struct CraneAssignment;

impl Decision for CraneAssignment {
    type View<'a> = view::Ships<'a>;
    type Choice = Vec<u32>;
    type Rule = view::Rule;
    const NAME: &'static str = "crane assignment";
    const KEY: &'static str = "terminal.*.cranes.policy";
    const POLICIES: &'static [Entry<view::Rule>] =
        &[most_work_left::POLICY, even::POLICY, keep_until_done::POLICY, shortest_left::POLICY];

    #[inline]
    fn choose(rule: view::Rule, view: &view::Ships<'_>) -> Vec<u32> {
        rule(view)
    }
    #[inline]
    fn fault(view: &view::Ships<'_>, choice: &Vec<u32>) -> Option<&'static str> {
        view.fault(choice)
    }
}

#[cfg(test)]
mod tests;
