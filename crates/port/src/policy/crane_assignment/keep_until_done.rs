//! `keep-until-done`: a ship keeps what it was given; a new one gets what is free.
//!
//! Gangs are ordered for a ship and a shift, and travelling along the rail costs time. A ship that begins on a busy quay stays short of cranes although others near their end.
//!
//! Source: practice; fixed ("time-invariant") assignment in the survey of Bierwirth and Meisel 2010.

use super::view::{Rule, Ships, boxes_a_crane};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "keep-until-done",
    standing: Standing::Usual,
    about: "A ship keeps what it was given; a new one gets what is free.",
    source: "practice: time-invariant assignment in Bierwirth and Meisel 2010",
    rule: choose,
};

fn choose(quay: &Ships<'_>) -> Vec<u32> {
    let mut free = quay.cranes;
    let keep = |ship: &super::view::Ship| {
        let kept = ship.has.min(ship.most).min(free);
        free -= kept;
        kept
    };
    let kept = quay.ships.iter().map(keep).collect();
    quay.share_out(kept, boxes_a_crane)
}
