//! `better-of-two`: two lanes by lot, and of these the one with fewer trucks.
//!
//! Most of what `shortest` gains over `random`, for a glance at two lanes: the power of two choices.
//!
//! Source: Mitzenmacher 2001.

use super::view::{Lanes, Rule};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "better-of-two",
    standing: Standing::Other,
    about: "Two lanes by lot, and of these the one with fewer trucks.",
    source: "Mitzenmacher 2001, IEEE Transactions on Parallel and Distributed Systems 12, 1094-1104",
    rule: Some(choose),
};

fn choose(gate: &Lanes<'_>) -> usize {
    // One lot makes two: its place among all ordered pairs of lanes.
    let lanes = gate.trucks.len();
    let pair = ((gate.lot * (lanes * lanes) as f64) as usize).min(lanes * lanes - 1);
    let (first, second) = (pair / lanes, pair % lanes);
    if gate.trucks[second] < gate.trucks[first] { second } else { first }
}
