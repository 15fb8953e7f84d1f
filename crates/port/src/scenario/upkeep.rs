//! `failures` and `maintenance`: what takes a machine out of service, by chance and by plan.

use super::diagnostic::Code;
use super::read::Table;
use super::units::Dimension;
pub use crate::facility::upkeep::{Failures, Maintenance, Upkeep};

impl Upkeep {
    /// Reads a table of its own, for one kind of machine among several of a plan.
    pub fn of(t: &mut Table<'_>, key: &'static str, about: &str) -> Self {
        t.optional(key, about, Upkeep::read).unwrap_or_default()
    }

    /// Reads both tables, of which each may be missing.
    pub fn read(t: &mut Table<'_>) -> Self {
        let failures = t.optional("failures", "Breakdowns of one; unwritten: none.", |t| {
            t.require(&["between", "repair"]);
            Failures::read(t)
        });
        Upkeep { failures, maintenance: Maintenance::read(t) }
    }
}

impl Maintenance {
    /// Reads the table, if it is there.
    pub fn read(t: &mut Table<'_>) -> Option<Self> {
        t.optional("maintenance", "Planned maintenance of one; unwritten: none.", |t| {
            t.require(&["lasting"]);
            let about = "From one service of a machine to its next; unwritten: by use alone.";
            let every = t.maybe("every", |t| t.duration("every", "1 h"..="520 weeks", about));
            let about = "Working time of a machine between two services; unwritten: by the calendar alone.";
            let after = t.maybe("after", |t| t.duration("after", "1 h"..="520 weeks", about));
            if every.is_none() && after.is_none() {
                let help = "write `every = \"4 weeks\"`, `after = \"500 h\"`, or both";
                t.error("every", Code::MissingKey, "nothing says when maintenance is due", help);
            }
            let plan = Maintenance { every, after, lasting: t.variate("lasting", Dimension::Time, "How long a service takes.") };
            if let Some(every) = every.filter(|every| plan.lasting.mean() >= every.as_seconds_f64()) {
                let every = Dimension::Time.show(every.as_seconds_f64());
                let message = format!("a service takes as long as the time to the next one, {every}");
                t.error("lasting", Code::Inconsistent, message, "the machine would never work");
            }
            plan
        })
    }
}
