//! `random`: who is next, and where he lies, is cast by lot among those who fit.
//!
//! No better and no worse than it looks: on average a ship waits as long as in order of arrival, some far longer. What any rule has to beat.
//!
//! Source: service in random order, a textbook discipline; its mean wait is that of first come, first served (Kleinrock 1975).

use super::view::{Berths, Rule};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "random",
    standing: Standing::Naive,
    about: "Who moors next, and where, is cast by lot among those who fit.",
    source: "service in random order: Kleinrock 1975",
    rule: choose,
};

fn choose(quay: &Berths<'_>) -> Option<(usize, f64)> {
    let mut order: Vec<usize> = quay.in_order().collect();
    order.sort_by(|a, b| quay.waiting[*a].lots[0].total_cmp(&quay.waiting[*b].lots[0]));
    quay.first_of(order, |wish| {
        let places = quay.places_of(wish).count();
        quay.places_of(wish).nth((wish.lots[1] * places as f64) as usize).map(|it| it.from_m)
    })
}
