//! `even`: evenly, in turn, up to what each may have.
//!
//! Looks at no work list: a ship with two hundred boxes gets as much as one with two thousand, and cranes go to and fro when it is done.
//!
//! Source: equal shares, what somebody does who knows nothing of the work.

use super::view::{Rule, Ships};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "even",
    standing: Standing::Naive,
    about: "Evenly, in turn, up to what each ship may have.",
    source: "equal shares",
    rule: choose,
};

fn choose(quay: &Ships<'_>) -> Vec<u32> {
    quay.share_out(quay.none(), |_, share| -f64::from(share))
}
