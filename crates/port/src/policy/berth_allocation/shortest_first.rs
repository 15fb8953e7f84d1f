//! `shortest-first`: of those who fit, the one whose work takes least; where it leaves the least free quay beside it.
//!
//! The shortest job first gives the least mean wait on one machine (Smith 1956), and the sum of waiting and handling is what berth allocation minimises (Imai and others 2001).
//! The largest ships pay for it: they wait while small ones come. Without expected work (quays that lift no boxes) it is the order of arrival.
//!
//! Source: Smith 1956 for the order; Imai, Nishimura and Papadimitriou 2001 for the aim.

use super::view::{Berths, Rule};
use super::{IMAI_2001, best_fit};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "shortest-first",
    standing: Standing::Good,
    about: "Of those who fit, the one whose work takes least; where it leaves the least free quay beside it.",
    source: IMAI_2001,
    rule: choose,
};

fn choose(quay: &Berths<'_>) -> Option<(usize, f64)> {
    let mut order: Vec<usize> = quay.in_order().collect();
    order.sort_by_key(|nth| quay.waiting[*nth].work);
    quay.first_of(order, |wish| best_fit::snuggest(quay, wish))
}
