//! `any-that-can`: the first for whom all is free that it wants, whoever waits before it.
//!
//! Tugs never lie idle while somebody could use them. A large ship that needs several at once may wait for long, as small ones take each that comes back.
//!
//! Source: backfilling, as batch computers do, here without a reservation for the first in line (Mu'alem and Feitelson 2001).

use super::view::{Rule, Teams};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "any-that-can",
    standing: Standing::Other,
    about: "The first for whom all is free that it wants, whoever waits before it.",
    source: "backfilling: Mu'alem and Feitelson 2001, IEEE Transactions on Parallel and Distributed Systems 12, 529-543",
    rule: choose,
};

fn choose(it: &Teams<'_>) -> Option<usize> {
    it.waiting.iter().position(|wish| (it.can_go)(wish))
}
