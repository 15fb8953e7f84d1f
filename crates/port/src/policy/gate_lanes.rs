//! Lane assignment: which lane a truck takes before the gate of a terminal, in and out.

mod better_of_two;
mod by_errand;
mod one_line;
mod random;
mod shortest;
pub mod view;

use super::{Decision, Entry};

/// Lane assignment.
#[derive(Debug)]
pub struct GateLanes;

impl Decision for GateLanes {
    type Rule = view::Rule;
    const NAME: &'static str = "lane assignment";
    const KEY: &'static str = "terminal.*.gate.lane-choice";
    const POLICIES: &'static [Entry<view::Rule>] =
        &[one_line::POLICY, shortest::POLICY, better_of_two::POLICY, by_errand::POLICY, random::POLICY];
}

#[cfg(test)]
mod tests;
