//! `when-empty`: when its range is driven.
//!
//! Fewest trips to the chargers. Vehicles that began together are empty together, in the middle of a ship, and queue.
//!
//! Source: practice: a vehicle works until it must charge.

use super::view::{Battery, Rule};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "when-empty",
    standing: Standing::Naive,
    about: "When its range is driven.",
    source: "practice: a vehicle works until it must charge",
    rule: choose,
};

fn choose(_: &Battery) -> bool {
    false
}
