//! Charging: whether a vehicle charges its battery before it takes the next order. A battery that is not empty takes as much less time.

mod at_threshold;
mod by_workload;
pub mod view;
mod when_empty;
mod when_idle;

use super::{Decision, Entry};

/// Charging.
#[derive(Debug)]
pub struct Charging;

impl Decision for Charging {
    type View<'a> = view::Battery;
    type Choice = bool;
    type Rule = view::Rule;
    const NAME: &'static str = "charging";
    const KEY: &'static str = "terminal.*.transport.battery.policy";
    const POLICIES: &'static [Entry<view::Rule>] =
        &[when_empty::POLICY, at_threshold::POLICY, when_idle::POLICY, by_workload::POLICY];

    #[inline]
    fn choose(rule: view::Rule, view: &view::Battery) -> bool {
        rule(view)
    }
    #[inline]
    fn fault(_: &view::Battery, _: &bool) -> Option<&'static str> {
        None // a vehicle may always charge, and may drive until it must
    }
}

#[cfg(test)]
mod tests;
