//! `in-order`: the first for whom all is free that it wants, and that nobody before it wants.
//!
//! Fair to large ships, which want several tugs at once; tugs lie idle while one gathers them.
//!
//! Source: practice.

use super::view::{Rule, Teams};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "in-order",
    standing: Standing::Usual,
    about: "The first for whom all is free that it wants, and that nobody before it wants.",
    source: "practice",
    rule: choose,
};

fn choose(it: &Teams<'_>) -> Option<usize> {
    it.first_unhindered(0..it.waiting.len())
}
