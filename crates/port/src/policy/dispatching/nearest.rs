//! `nearest`: the order that begins nearest.
//!
//! Least driving without a box. Orders far from where vehicles become free wait: a crane at the end of the quay, or in the wrong half of it, starves.
//!
//! Source: the shortest distance to the vehicle, Egbelu and Tanchoco 1984; what most fleets do.

use super::EGBELU_1984;
use super::view::{Orders, Rule};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "nearest",
    standing: Standing::Usual,
    about: "The order that begins nearest.",
    source: EGBELU_1984,
    rule: choose,
};

fn choose(it: &Orders<'_>) -> Option<usize> {
    it.allowed().min_by(|a, b| it.metres_to(*a).total_cmp(&it.metres_to(*b)))
}
