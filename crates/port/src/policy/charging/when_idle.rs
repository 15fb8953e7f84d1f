//! `when-idle`: when a charger is free, no order is open for it, and it has driven a part of its range: [`WORTH_IT`].
//!
//! Pauses between ships are used; batteries are full when the next ship begins. Where work never pauses it is `when-empty`.
//!
//! Source: practice: opportunity charging, as makers of vehicles describe it.

use super::view::{Battery, Rule};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "when-idle",
    standing: Standing::Other,
    about: "When a charger is free, no order is open, and 20 % of its range is driven.",
    source: "practice: opportunity charging",
    rule: choose,
};

/// Share of the range driven from which on the way to a charger is worth it (assumption).
pub(super) const WORTH_IT: f64 = 0.2;

fn choose(it: &Battery) -> bool {
    it.used >= WORTH_IT && it.open_orders == 0 && it.free_chargers > 0
}
