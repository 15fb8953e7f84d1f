//! `retrievals-first`: the oldest box that is to leave the block; those that come after them.
//!
//! A vehicle that waits for a box has a quay crane, or a truck, behind it that can do nothing else; one that waits to be relieved of its box has not. Where discharge
//! and loading mix, quay cranes stand less; vehicles with boxes wait longer, and where they are short, so does the crane that discharges.
//!
//! Source: Petering, Wu, Li, Goh and de Souza 2009 found that yard cranes should put retrieval before storage.

use super::view::{Jobs, Rule};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "retrievals-first",
    standing: Standing::Good,
    about: "The oldest box that is to leave the block; those that come after them.",
    source: "Petering, Wu, Li, Goh and de Souza 2009, OR Spectrum 31",
    rule: choose,
};

fn choose(block: &Jobs<'_>) -> Option<usize> {
    block.first_by(|job| usize::from(!(block.is_retrieval)(job)))
}
