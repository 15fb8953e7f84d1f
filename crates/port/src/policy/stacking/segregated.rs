//! `segregated`: boxes of one class of one call on each other; otherwise the one that leaves first on top.
//!
//! Any box of a class will do when its ship calls for one, so the top one is taken: hardly any rehandles. It takes ground: each class keeps its open pile.
//!
//! Source: category stacking, Dekker, Voogd and van Asperen 2006; what terminal operating systems do.

use super::view::{BY_DUE, Preference, Rule, Stackable};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "segregated",
    standing: Standing::Usual,
    about: "Boxes of one class of one call on each other; otherwise the one that leaves first on top.",
    source: "category stacking: Dekker, Voogd and van Asperen 2006, OR Spectrum 28, 563-586",
    rule: prefer,
};

fn prefer(it: Stackable) -> Preference {
    Preference { it, costs: BY_DUE, joins_own: true }
}
