//! `random`: a lane by lot.
//!
//! What drivers do who cannot see the lanes: some stand in a queue beside an empty lane.
//!
//! Source: the base against which the choice of a queue is measured, Mitzenmacher 2001.

use super::view::{Lanes, Rule};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "random",
    standing: Standing::Naive,
    about: "A lane by lot.",
    source: "the base in Mitzenmacher 2001",
    rule: Some(choose),
};

fn choose(gate: &Lanes<'_>) -> usize {
    gate.by_lot(gate.lot)
}
