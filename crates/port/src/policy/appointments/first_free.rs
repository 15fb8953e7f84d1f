//! `first-free`: the first hour with a free slot, at or after the wanted one.
//!
//! Quotas cut the peak off and fill the hours behind it to the brim; trucks that want a quiet hour are not touched.
//!
//! Source: practice of appointment systems: a cap an hour; Huynh and Walton 2008 choose it.

use super::view::{Book, Rule};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "first-free",
    standing: Standing::Usual,
    about: "The first hour with a free slot, at or after the wanted one.",
    source: "practice; Huynh and Walton 2008",
    rule: choose,
};

fn choose(book: &Book<'_>) -> u64 {
    book.first_free(book.wanted)
}
