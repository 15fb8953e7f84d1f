//! Berth allocation: which waiting ship moors next, and where.

mod best_fit;
mod first_come;
mod first_fit;
mod nearest_to_boxes;
mod priority;
mod random;
mod shortest_first;
pub mod view;
mod windows;

use super::{Decision, Entry};

/// Berth allocation.
#[derive(Debug)]
pub struct BerthAllocation;

const IMAI_2001: &str = "Imai, Nishimura and Papadimitriou 2001, Transportation Research B 35, 401-417";

impl Decision for BerthAllocation {
    type View<'a> = view::Berths<'a>;
    type Choice = Option<(usize, f64)>;
    type Rule = view::Rule;
    const NAME: &'static str = "berth allocation";
    const KEY: &'static str = "terminal.*.quay.policy";
    const POLICIES: &'static [Entry<view::Rule>] = &[
        first_come::POLICY,
        first_fit::POLICY,
        priority::POLICY,
        nearest_to_boxes::POLICY,
        best_fit::POLICY,
        shortest_first::POLICY,
        random::POLICY,
        windows::POLICY,
    ];

    #[inline]
    fn choose(rule: view::Rule, view: &view::Berths<'_>) -> Option<(usize, f64)> {
        rule(view)
    }
    #[inline]
    fn fault(view: &view::Berths<'_>, choice: &Option<(usize, f64)>) -> Option<&'static str> {
        view.fault(choice)
    }
}

#[cfg(test)]
mod tests;
