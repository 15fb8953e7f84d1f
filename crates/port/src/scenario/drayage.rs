//! `[drayage.NAME]`: trucks that several warehouses and factories share.

use super::diagnostic::Code;
use super::read::Table;
use super::roster::Roster;
use super::upkeep::Upkeep;
use borsh::{BorshDeserialize, BorshSerialize};

/// One pool of trucks.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct DrayagePlan {
    /// Its name in the scenario.
    pub name: String,
    /// Trucks.
    pub trucks: u32,
    /// What takes a truck out of service.
    pub upkeep: Upkeep,
    /// Trucks with a driver, shift by shift, at most all; none: all are always at work.
    pub shifts: Option<Roster>,
}

impl DrayagePlan {
    /// Reads the table of one pool.
    pub fn read(name: &str, t: &mut Table<'_>) -> Self {
        let trucks = t.count("trucks", 1..=10_000, "Trucks, each of which brings one container at a time.");
        let about = "Trucks with a driver in each shift of eight hours, at most `trucks`: three numbers, or 21 for a week; unwritten: all.";
        DrayagePlan { name: name.to_owned(), trucks, upkeep: Upkeep::read(t), shifts: Roster::read(t, about) }
    }
}

/// The pool that fetches containers for somebody, if it has no trucks of its own.
pub fn shared(t: &mut Table<'_>, names: &[String]) -> Option<usize> {
    let about = "Whose trucks bring its containers: a pool that others share; unwritten: its own `trucks`.";
    let shared = t.maybe("drayage", |t| t.name_among("drayage", names, "drayage", about));
    if shared.is_some() && t.has("trucks") {
        let message = "it has `trucks` of its own and those of a `drayage`";
        t.error("trucks", Code::Inconsistent, message, "write one of the two: with `drayage`, `trucks` would do nothing");
    }
    shared
}
