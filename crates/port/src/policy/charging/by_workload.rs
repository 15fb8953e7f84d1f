//! `by-workload`: early while there is little to do, late while there is much.
//!
//! With an order for everybody it charges when it must; with more idle vehicles than open orders it charges from [`QUIET`] on, if a charger is free.
//!
//! A single charger is so spread over the quiet hours, and vehicles do not queue for it in the middle of a ship. With chargers for all it gains nothing.
//!
//! Source: a threshold that follows the workload of the terminal, as the flexible dual threshold in Journal of Marine Science and Engineering 13, 2025, 1526 does.

use super::view::{Battery, Rule};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "by-workload",
    standing: Standing::Good,
    about: "When it must; from 50 % of its range on where a charger is free and more vehicles are idle than orders open.",
    source: "after the flexible dual threshold: J. Mar. Sci. Eng. 13, 2025, 1526",
    rule: choose,
};

/// Share of the range driven from which on it charges in quiet hours (assumption).
const QUIET: f64 = 0.5;

fn choose(it: &Battery) -> bool {
    it.used >= QUIET && it.free_chargers > 0 && it.idle_vehicles > it.open_orders
}
