//! Truck appointments: the hour that a truck gets, where the gate has quotas.

mod at_will;
mod first_free;
mod levelled;
pub mod view;

use super::{Decision, Entry};

/// Truck appointments.
#[derive(Debug)]
pub struct Appointments;

impl Decision for Appointments {
    type View<'a> = view::Book<'a>;
    type Choice = u64;
    type Rule = view::Rule;
    const NAME: &'static str = "truck appointments";
    const KEY: &'static str = "terminal.*.gate.appointments";
    const POLICIES: &'static [Entry<view::Rule>] = &[first_free::POLICY, at_will::POLICY, levelled::POLICY];

    #[inline]
    fn choose(rule: view::Rule, view: &view::Book<'_>) -> u64 {
        rule(view)
    }
    #[inline]
    fn fault(view: &view::Book<'_>, choice: &u64) -> Option<&'static str> {
        view.fault(choice)
    }
}

#[cfg(test)]
mod tests;
