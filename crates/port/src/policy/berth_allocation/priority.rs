//! `priority`: by the priority of the service, then in order of arrival; the first that fits.
//!
//! What contracts with lines amount to: mother ships before feeders. It moves waiting from some services to others and removes none.
//!
//! Source: Imai, Nishimura and Papadimitriou 2003, berth allocation with service priority.

use super::view::{Berths, Rule};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "priority",
    standing: Standing::Other,
    about: "By the priority of the service, then in order of arrival; the first that fits.",
    source: "Imai, Nishimura and Papadimitriou 2003, Transportation Research B 37, 437-457",
    rule: choose,
};

fn choose(quay: &Berths<'_>) -> Option<(usize, f64)> {
    let mut order: Vec<usize> = quay.in_order().collect();
    order.sort_by_key(|nth| quay.waiting[*nth].priority);
    quay.first_of(order, |wish| quay.lowest(wish))
}
