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
    type Rule = view::Rule;
    const NAME: &'static str = "truck appointments";
    const KEY: &'static str = "terminal.*.gate.appointments";
    const POLICIES: &'static [Entry<view::Rule>] = &[first_free::POLICY, at_will::POLICY, levelled::POLICY];
}

#[cfg(test)]
mod tests;
