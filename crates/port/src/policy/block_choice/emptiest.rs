//! `emptiest`: the block with the least of its slots taken.
//!
//! Spreads boxes, and with them the work of cranes, over the yard; piles stay low. Vehicles drive as far as if it were cast by lot.
//!
//! Source: practice: planners keep blocks level.

use super::view::{Best, Blocks, Rule};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "emptiest",
    standing: Standing::Usual,
    about: "The block with the least of its slots taken.",
    source: "practice",
    rule: choose,
};

fn choose(yard: &Blocks<'_>) -> Option<usize> {
    yard.cheapest(|block| block.fill, Best::default())
}
