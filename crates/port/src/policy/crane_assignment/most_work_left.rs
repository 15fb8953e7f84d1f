//! `most-work-left`: crane by crane to the ship with the most boxes left for each crane it has.
//!
//! Ships alongside end as nearly together as they can: the longest stay is short. The mean stay is not: a ship that could be gone soon keeps its
//! berth while others catch up.
//!
//! Source: the longest list first, for identical machines and the time at which all is done, Graham 1969.

use super::view::{Rule, Ships, boxes_a_crane};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "most-work-left",
    standing: Standing::Other,
    about: "Crane by crane to the ship with the most boxes left for each crane it has.",
    source: "the longest list first: Graham 1969, SIAM Journal on Applied Mathematics 17, 416-429",
    rule: choose,
};

fn choose(quay: &Ships<'_>) -> Vec<u32> {
    quay.share_out(quay.none(), boxes_a_crane)
}
