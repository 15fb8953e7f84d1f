//! `sailing-first`: ships that sail before ships that come; each of them in order.
//!
//! A ship that sails frees a berth for somebody, and one that comes may have to wait for it anyway. Ships at anchor pay in tug time; where berths are
//! plentiful, nobody gains; and what it saves a ship at anchor are minutes of tugs, where she waits hours for a berth.
//!
//! Source: a rule for what Abou Kasm, Diabat and Ozbay 2023 study, tugs shared by ships that come and that sail; they find that no policy is best everywhere.

use super::view::{Rule, Teams};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "sailing-first",
    standing: Standing::Good,
    about: "Ships that sail before ships that come; each of them in order.",
    source: "Abou Kasm, Diabat and Ozbay 2023, Computers and Industrial Engineering 177, 108902",
    rule: choose,
};

fn choose(it: &Teams<'_>) -> Option<usize> {
    let which = |outbound: bool| (0..it.waiting.len()).filter(move |place| it.waiting[*place].outbound == outbound);
    it.first_unhindered(which(true).chain(which(false)))
}
