//! `by-departure`: the one that leaves first on top, whatever its class.
//!
//! Uses what is known of departures, as far as it is true: a late ship turns the order round. It takes less ground than `segregated`, and looks at all piles of a block. It knows
//! of departures nothing that `segregated` does not fall back on, and forgoes that any box of a class will do.
//!
//! Source: stacking with departure times, Borgman, van Asperen and Dekker 2010. They measure it against stacking at random, and also make the difference of departures small; here
//! only their order counts.

use super::view::{BY_DUE, NO_CLASS, Preference, Rule, Stackable};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "by-departure",
    standing: Standing::Other,
    about: "The one that leaves first on top, whatever its class.",
    source: "Borgman, van Asperen and Dekker 2010, OR Spectrum 32, 687-716",
    rule: prefer,
};

fn prefer(it: Stackable) -> Preference {
    Preference { it: Stackable { key: NO_CLASS, ..it }, costs: BY_DUE, joins_own: false }
}
