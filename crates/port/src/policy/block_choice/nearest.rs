//! `nearest`: the nearest block with room.
//!
//! Least driving on the way in. The blocks behind a ship fill up, their cranes are besieged, and what is loaded elsewhere is far away.
//!
//! Source: the closest open location of warehousing (de Koster, Le-Duc and Roodbergen 2007).

use super::view::{Best, Blocks, Rule};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "nearest",
    standing: Standing::Naive,
    about: "The nearest block with room.",
    source: "closest open location: de Koster, Le-Duc and Roodbergen 2007",
    rule: choose,
};

fn choose(yard: &Blocks<'_>) -> Option<usize> {
    yard.cheapest(|block| block.at.to(yard.from), Best::default())
}
