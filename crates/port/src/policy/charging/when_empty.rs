//! `when-empty`: when its range is driven.
//!
//! Fewest trips to the chargers. Vehicles that began together are empty together, in the middle of a ship, and queue.
//!
//! Source: the base of models with batteries, McHaney 1995.

use super::view::{Battery, Rule};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "when-empty",
    standing: Standing::Naive,
    about: "When its range is driven.",
    source: "McHaney 1995, International Journal of Production Research 33, 3023-3040",
    rule: choose,
};

fn choose(_: &Battery) -> bool {
    false
}
