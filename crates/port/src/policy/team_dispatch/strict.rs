//! `strict`: the first in line or nobody.
//!
//! Simple to run from a list on paper. A ship that waits for a third tug holds others who want none.
//!
//! Source: first come, first served; one of the tugboat policies that Abou Kasm, Diabat and Ozbay 2023 compare fixes the order of ships so.

use super::view::{Rule, Teams};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "strict",
    standing: Standing::Naive,
    about: "The first in line or nobody.",
    source: "first come, first served",
    rule: choose,
};

fn choose(it: &Teams<'_>) -> Option<usize> {
    it.waiting.first().filter(|first| (it.can_go)(first)).map(|_| 0)
}
