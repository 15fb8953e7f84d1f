//! `first-come`: the first in line or nobody, at the low end of the first stretch that fits.
//!
//! Fair in the order of arrival, and easy to explain. A long ship at the head of the line holds all others while short stretches lie free.
//!
//! Source: the first-come-first-served base that berth allocation is measured against: Imai, Nishimura and Papadimitriou 2001.

use super::IMAI_2001;
use super::view::{Berths, Rule};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "first-come",
    standing: Standing::Naive,
    about: "The first in line or nobody; at the low end of the first stretch that fits.",
    source: IMAI_2001,
    rule: choose,
};

fn choose(quay: &Berths<'_>) -> Option<(usize, f64)> {
    Some((0, quay.lowest(quay.waiting.first()?)?))
}
