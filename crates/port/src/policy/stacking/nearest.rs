//! `nearest`: the nearest pile with room.
//!
//! Least gantry travel now, rehandles later: what lies on what is left to chance.
//!
//! Source: the closest open location of warehousing (de Koster, Le-Duc and Roodbergen 2007).

use super::view::{Costs, Preference, Rule, Stackable};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "nearest",
    standing: Standing::Naive,
    about: "The nearest pile with room.",
    source: "closest open location: de Koster, Le-Duc and Roodbergen 2007",
    rule: prefer,
};

const NONE: Costs = Costs { later_turn: 0, earlier_turn: 0, later: 0, earlier: 0, half: 0, ground: 0 };

fn prefer(it: Stackable) -> Preference {
    Preference { it, costs: NONE, joins_own: false }
}
