//! `by-departure`: the one that leaves first on top, whatever its class.
//!
//! Uses what is known of departures, as far as it is true: a late ship turns the order round. It takes less ground than `segregated`, and looks at all piles of a block.
//!
//! Source: stacking with departure times, Borgman, van Asperen and Dekker 2010.

use super::view::{BY_DUE, NO_CLASS, Preference, Rule, Stackable};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "by-departure",
    standing: Standing::Good,
    about: "The one that leaves first on top, whatever its class.",
    source: "Borgman, van Asperen and Dekker 2010, OR Spectrum 32, 687-716",
    rule: prefer,
};

fn prefer(it: Stackable) -> Preference {
    Preference { it: Stackable { key: NO_CLASS, ..it }, costs: BY_DUE, joins_own: false }
}
