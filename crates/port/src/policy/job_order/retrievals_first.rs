//! `retrievals-first`: jobs for the quay first, and of these the oldest box that is to leave the block; those of trucks and trains after them.
//!
//! A vehicle that waits for a box has a quay crane behind it that can do nothing else; one that waits to be relieved of its box has not. Where discharge
//! and loading mix, quay cranes stand less; vehicles with boxes wait longer, and where they are short, so does the crane that discharges.
//!
//! Source: Petering, Wu, Li, Goh and de Souza 2009 found that yard cranes should put retrieval before storage. Theirs is a terminal of transhipment alone, in which
//! every job is for the quay; so it is these that are put in this order.

use super::view::{Jobs, Rule};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "retrievals-first",
    standing: Standing::Good,
    about: "Jobs for the quay first, of these the oldest box that is to leave the block; those of trucks and trains after them.",
    source: "Petering, Wu, Li, Goh and de Souza 2009, OR Spectrum 31",
    rule: choose,
};

fn choose(block: &Jobs<'_>) -> Option<usize> {
    block.first_by(|job| match ((block.is_for_quay)(job), (block.is_retrieval)(job)) {
        (true, true) => 0,
        (true, false) => 1,
        (false, _) => 2,
    })
}
