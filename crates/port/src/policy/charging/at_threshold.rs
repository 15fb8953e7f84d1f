//! `at-threshold`: when as much of its range is driven as [`USED`].
//!
//! A reserve against long orders and queues at the chargers, at the price of more trips there, whether there is work or not.
//!
//! Source: practice; the static threshold that J. Mar. Sci. Eng. 13, 2025, 1526 measures its own against.

use super::view::{Battery, Rule};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "at-threshold",
    standing: Standing::Usual,
    about: "When 70 % of its range is driven.",
    source: "practice: a static threshold",
    rule: choose,
};

/// Share of the range driven at which it charges (assumption: 30 % left).
const USED: f64 = 0.7;

fn choose(it: &Battery) -> bool {
    it.used >= USED
}
