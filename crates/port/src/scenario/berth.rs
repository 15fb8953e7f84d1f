//! `[berth.NAME]`: a quay whose ships stay for a plain time: cruise ships, bunker barges, ships laid by.

use super::quay::QuayPlan;
use super::read::Table;
use borsh::{BorshDeserialize, BorshSerialize};

/// Berths without cargo work.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct BerthPlan {
    /// Their name in the scenario.
    pub name: String,
    /// The wall; its service time is always given.
    pub quay: QuayPlan,
}

impl BerthPlan {
    /// Reads the table of one such quay.
    pub fn read(name: &str, t: &mut Table<'_>, basins: &[String]) -> Self {
        let quay = t.table("quay", "The quay wall, how ships get to it, and how long they stay.", |t| {
            t.require(&["service-time"]);
            QuayPlan::read(t, basins)
        });
        BerthPlan { name: name.to_owned(), quay }
    }
}
