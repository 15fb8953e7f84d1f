//! `first-come`: the oldest job that the crane can do.
//!
//! Fair to ships and trucks alike; neither travel nor the quay crane that waits is looked at.
//!
//! Source: first come, first served, against which yard crane rules are measured (Ng and Mak 2005).

use super::view::{Jobs, Rule};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "first-come",
    standing: Standing::Naive,
    about: "The oldest job.",
    source: "first come, first served",
    rule: choose,
};

fn choose(block: &Jobs<'_>) -> Option<usize> {
    (0..block.count).find(|job| (block.can_do)(*job))
}
