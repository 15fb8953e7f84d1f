//! `best-fit`: the first in line that fits, in the stretch that it fills best.
//!
//! Leaves long stretches whole for long ships. It helps where ships differ in length and the quay is continuous; with discrete berths it keeps the long ones for long ships.
//!
//! Source: best fit, Johnson, Demers, Ullman, Garey and Graham 1974.

use super::view::{Berths, Rule, Wish};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "best-fit",
    standing: Standing::Other,
    about: "The first in line that fits, in the stretch that it fills best.",
    source: "Johnson, Demers, Ullman, Garey and Graham 1974",
    rule: choose,
};

fn choose(quay: &Berths<'_>) -> Option<(usize, f64)> {
    quay.first_of(quay.in_order(), |wish| snuggest(quay, wish))
}

/// The place that leaves the least of its stretch; of equal ones the lowest.
pub(super) fn snuggest(quay: &Berths<'_>, wish: &Wish) -> Option<f64> {
    quay.places_of(wish).min_by(|a, b| a.left_m.total_cmp(&b.left_m)).map(|it| it.from_m)
}
