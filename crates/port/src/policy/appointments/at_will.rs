//! `at-will`: each truck comes when it wants; quotas bind nobody.
//!
//! Hauliers plan their day alone, and all come at nine. What appointments are measured against.
//!
//! Source: a gate without appointments, the base of Huynh and Walton 2008.

use super::view::{Book, Rule};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "at-will",
    standing: Standing::Naive,
    about: "Each truck comes when it wants; quotas bind nobody.",
    source: "a gate without appointments",
    rule: choose,
};

fn choose(book: &Book<'_>) -> u64 {
    book.wanted
}
