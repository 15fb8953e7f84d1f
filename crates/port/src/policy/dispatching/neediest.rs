//! `neediest`: the order of the post for which the fewest vehicles are under way; of equal ones the oldest.
//!
//! Vehicles under way to a crane are its stock, and the crane with the least stock is served first: no times of driving are guessed. It drives more than
//! `nearest`: where the fleet or its batteries are short, that costs more than a crane that starves, the more so as `look-ahead` already keeps any crane from hoarding.
//!
//! Source: Briskorn, Drexl and Hartmann 2006, dispatching by inventory: better than due times that are guessed; they do not set it beside the nearest order.

use super::view::{Orders, Rule};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "neediest",
    standing: Standing::Good,
    about: "That of the crane for which the fewest vehicles are under way; of equal ones the oldest.",
    source: "Briskorn, Drexl and Hartmann 2006, OR Spectrum 28, 611-630",
    rule: choose,
};

fn choose(it: &Orders<'_>) -> Option<usize> {
    it.allowed().min_by_key(|order| (it.under_way[it.open[*order].post], it.open[*order].since))
}
