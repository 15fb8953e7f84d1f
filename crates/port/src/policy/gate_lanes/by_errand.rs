//! `by-errand`: half of the lanes for trucks that bring a box, the others for those that only fetch one; the shortest among its own.
//!
//! Clerks and cameras for one kind of papers each. Where the two kinds do not come in equal numbers, one half of the gate waits for the other's trucks.
//!
//! Source: practice: export and import lanes.

use super::view::{Lanes, Rule};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "by-errand",
    standing: Standing::Other,
    about: "Half of the lanes for trucks that bring a box, the others for those that only fetch one; the shortest of its own.",
    source: "practice",
    rule: Some(choose),
};

fn choose(gate: &Lanes<'_>) -> usize {
    let lanes = gate.trucks.len();
    let half = lanes.div_ceil(2);
    match (lanes, gate.brings) {
        (1, _) => 0,
        (_, true) => gate.shortest(0..half),
        (_, false) => gate.shortest(half..lanes),
    }
}
