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
}

#[cfg(test)]
mod tests;
