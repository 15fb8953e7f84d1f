//! `first-fit`: the first in line that fits, at the low end of the first stretch that holds it.
//!
//! What a berth planner does by hand: nobody waits for quay that nobody before him can use. A long ship may be overtaken by short ones again and again; `look-ahead` bounds
//! by how many.
//!
//! Source: practice; as a heuristic for the continuous quay, Lim 1998 packs ships so.

use super::view::{Berths, Rule};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "first-fit",
    standing: Standing::Usual,
    about: "The first in line that fits, at the low end of the first stretch that holds it.",
    source: "practice",
    rule: choose,
};

fn choose(quay: &Berths<'_>) -> Option<(usize, f64)> {
    quay.first_of(quay.in_order(), |wish| quay.lowest(wish))
}
