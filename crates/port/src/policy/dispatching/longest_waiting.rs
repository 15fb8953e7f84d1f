//! `longest-waiting`: the oldest order.
//!
//! Fair, and blind: it sends vehicles across the quay for the sake of the order of calls, and a crane that calls ahead holds others up.
//!
//! Source: first come, first served; a reference rule of Egbelu and Tanchoco 1984.

use super::EGBELU_1984;
use super::view::{Orders, Rule};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> =
    Entry { name: "longest-waiting", standing: Standing::Naive, about: "The oldest order.", source: EGBELU_1984, rule: choose };

fn choose(it: &Orders<'_>) -> Option<usize> {
    it.allowed().min_by_key(|order| it.open[*order].since)
}
