//! `[labour.NAME]`: gangs of dockers that work quay cranes, of one terminal or of several that share them.

use super::diagnostic::Code;
use super::read::Table;
use super::roster::Roster;
use borsh::{BorshDeserialize, BorshSerialize};

/// One pool of gangs.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct LabourPlan {
    /// Its name in the scenario.
    pub name: String,
    /// Gangs, each of which works one crane.
    pub gangs: u32,
    /// Gangs at work, shift by shift, at most all; none: all always are.
    pub shifts: Option<Roster>,
    /// Terminals whose cranes they work.
    pub terminals: Vec<usize>,
}

impl LabourPlan {
    /// Reads the table of one pool; the pools before it say which terminals have theirs already.
    pub fn read(name: &str, t: &mut Table<'_>, terminals: &[String], before: &mut Vec<usize>) -> Self {
        let about =
            "Gangs at work in each shift of eight hours, at most `gangs`: three numbers, or 21 for a week; unwritten: all.";
        let plan = LabourPlan {
            name: name.to_owned(),
            gangs: t.count("gangs", 1..=10_000, "Gangs, each of which works one quay crane."),
            shifts: Roster::read(t, about),
            terminals: t.names_among("terminals", terminals, "terminal", "Terminals whose cranes they work; unwritten: all."),
        };
        if let Some(twice) = plan.terminals.iter().find(|it| before.contains(it)) {
            let message = format!("the cranes of {} have gangs of another pool already", terminals[*twice]);
            t.error("terminals", Code::Duplicate, message, "a terminal has gangs of one pool");
        }
        before.extend(&plan.terminals);
        plan
    }
}
