//! `shortest-left`: all cranes it may have to the ship that will be done first, then to the next.
//!
//! The least work first frees berths early and gives the least mean stay where cranes are what is short (Schrage 1968: no rule beats it on one machine).
//! The ship with most work waits without a crane while smaller ones come; cranes travel more.
//!
//! Source: shortest remaining processing time, Schrage 1968.

use super::view::{Rule, Ships, boxes_a_crane};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "shortest-left",
    standing: Standing::Good,
    about: "All cranes it may have to the ship that will be done first, then to the next.",
    source: "Schrage 1968, Operations Research 16, 687-690",
    rule: choose,
};

fn choose(quay: &Ships<'_>) -> Vec<u32> {
    quay.share_out(quay.none(), |ship, _| -boxes_a_crane(ship, ship.most))
}
