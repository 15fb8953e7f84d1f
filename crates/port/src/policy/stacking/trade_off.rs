//! `trade-off`: of all piles of the block the one that costs least, rehandles to come and travel weighed against each other; its own class costs nothing.
//!
//! As `segregated`, but a pile of its class at the far end is not worth the way if a nearly as good one lies near by. Yard cranes travel less; a ship's boxes are spread
//! over more piles.
//!
//! Source: the trade-off between stacking far away and stacking near by with more rehandles, Borgman, van Asperen and Dekker 2010.

use super::view::{BY_DUE, Preference, Rule, Stackable};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "trade-off",
    standing: Standing::Good,
    about: "The pile that costs least in rehandles and travel together; one of its own class and call costs none.",
    source: "Borgman, van Asperen and Dekker 2010, OR Spectrum 32, 687-716",
    rule: prefer,
};

fn prefer(it: Stackable) -> Preference {
    Preference { it, costs: BY_DUE, joins_own: false }
}
