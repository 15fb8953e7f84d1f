//! One replication told entity by entity: who came where, what each hour was booked to, who left.
//!
//! Numbers count the entities of a kind in the order in which they begin, from 1; the same run gives the same numbers.

use crate::build::build;
use crate::hours::{DelayCause, Entity, EntityKind, Place};
use crate::ids::CallId;
use crate::port::Port;
use crate::record::Record;
use crate::scenario::{Pattern, Scenario};
use darse_engine::{Observer, SimTime, Streams};
use std::collections::BTreeMap;
use std::sync::Arc;

/// An entity of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Who {
    /// What it is.
    pub kind: EntityKind,
    /// The how-manieth of its kind that began, from 1.
    pub number: u32,
}

/// What is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// It begins, here.
    Began {
        /// Whose.
        who: Who,
        /// Where.
        at: Place,
        /// When.
        now: SimTime,
    },
    /// From and to such an instant its time was spent on this.
    Spent {
        /// Whose.
        who: Who,
        /// Where.
        at: Place,
        /// On what.
        cause: DelayCause,
        /// From.
        from: SimTime,
        /// To.
        to: SimTime,
    },
    /// It is gone.
    Ended {
        /// Whose.
        who: Who,
        /// When.
        now: SimTime,
    },
}

/// Runs one replication from the beginning of the warm-up and tells what happens to all entities; the names of its ships, by
/// their numbers from 1.
pub fn follow(scenario: &Scenario, seed: u64, replication: u32, tell: &mut impl FnMut(&Event)) -> Vec<String> {
    let end = SimTime::ZERO + scenario.warm_up + scenario.horizon;
    let mut run = build(Arc::new(scenario.clone()), Streams::new(seed, replication));
    let mut teller = Teller { living: BTreeMap::new(), begun: [0; 5], calls: Vec::new(), tell };
    run.run_until(end, &mut teller);
    teller.calls.iter().map(|call| name(*call, &run.world)).collect()
}

/// How a ship is called: the vessel of a file of calls, or its service and which of its calls it is.
fn name(call: CallId, port: &Port) -> String {
    let call = &port.calls[call];
    let service = &port.scenario.services[call.service.index()];
    match &service.pattern {
        Pattern::File(calls) => calls[call.nth as usize].name.clone(),
        Pattern::Liner { .. } | Pattern::Tramp { .. } => format!("{} {}", service.name, call.nth + 1),
    }
}

struct Teller<'a, F: FnMut(&Event)> {
    /// Numbers, and up to when their hours are booked.
    living: BTreeMap<Entity, (u32, SimTime)>,
    begun: [u32; 5],
    /// Of ships, in the order of their numbers.
    calls: Vec<CallId>,
    tell: &'a mut F,
}

impl<F: FnMut(&Event)> Observer<Record> for Teller<'_, F> {
    fn record(&mut self, now: SimTime, record: &Record) {
        match *record {
            Record::Began { of, at } => {
                let begun = &mut self.begun[of.kind as usize];
                *begun += 1;
                let who = Who { kind: of.kind, number: *begun };
                if of.kind == EntityKind::Ship {
                    self.calls.push(CallId(of.number));
                }
                let before = self.living.insert(of, (who.number, now));
                assert!(before.is_none(), "{of:?} begins twice");
                (self.tell)(&Event::Began { who, at, now });
            }
            Record::Spent { of, at, cause, time } => {
                let (number, upto) = self.living.get_mut(&of).expect("hours are of an entity that has begun");
                let (from, to) = (*upto, *upto + time);
                *upto = to;
                (self.tell)(&Event::Spent { who: Who { kind: of.kind, number: *number }, at, cause, from, to });
            }
            Record::Ended { of } => {
                let (number, _) = self.living.remove(&of).expect("an entity ends once");
                (self.tell)(&Event::Ended { who: Who { kind: of.kind, number }, now });
            }
            _ => {}
        }
    }
}
