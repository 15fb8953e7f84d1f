//! `quay-first`: the oldest job for the quay; those of trucks and trains after them.
//!
//! A ship costs more by the hour than a truck. Trucks pay: while a large ship is worked, they wait.
//!
//! Source: practice: the ship comes first.

use super::view::{Jobs, Rule};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "quay-first",
    standing: Standing::Usual,
    about: "The oldest job for the quay; those of trucks and trains after them.",
    source: "practice",
    rule: choose,
};

fn choose(block: &Jobs<'_>) -> Option<usize> {
    block.first_by(|job| usize::from(!(block.is_for_quay)(job)))
}
