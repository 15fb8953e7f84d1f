//! Whose hours are booked, and to what: each hour of each ship, box, truck, train and car to exactly one cause.
//!
//! ```text
//! opened ─ a stage ends: its time is booked to the cause that the stage stands for ─ … ─ closed
//! ```
//! A process that is such an entity keeps an [`Account`]; the stage it is in says what its time is booked to (`why` of the
//! stage). Where another process lives a part of its life for it (a trip, a clearance, a visit of a gate), that one is
//! given the account and books instead. Boxes and new vehicles have no process: whoever moves them books for them. The page
//! `docs/why.md` has the rules.

mod cause;
mod ledger;

use crate::facility::blame::Blame;
use crate::facility::condition::Target;
use crate::ids::{AccessZoneId, FactoryId, QuayId, WarehouseId};
use crate::kind::Sim;
use crate::record::Record;
use borsh::{BorshDeserialize, BorshSerialize};
pub use cause::{CAUSES, DelayCause};
use darse_engine::{SimDuration, SimTime};
pub use ledger::{Ledger, Stint, critical_path};
use serde::{Deserialize, Serialize};

/// What kind of thing it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, BorshSerialize, BorshDeserialize, Serialize, Deserialize)]
pub enum EntityKind {
    /// A vessel call.
    Ship,
    /// A container, in one terminal.
    Box,
    /// A truck, or a tractor between terminals; at a ferry port trailers, too.
    Truck,
    /// A train with containers or new vehicles.
    Train,
    /// A car that takes a ferry, or a new vehicle in a car terminal.
    Car,
}

impl EntityKind {
    /// All kinds, in the order of their discriminants.
    pub const ALL: [EntityKind; 5] = [EntityKind::Ship, EntityKind::Box, EntityKind::Truck, EntityKind::Train, EntityKind::Car];

    /// The word in ids and tables.
    pub fn word(self) -> &'static str {
        match self {
            EntityKind::Ship => "ship",
            EntityKind::Box => "box",
            EntityKind::Truck => "truck",
            EntityKind::Train => "train",
            EntityKind::Car => "car",
        }
    }
}

/// One of them: the number is its own among those of its kind that are there at the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// Which.
    pub number: u32,
}

/// New vehicles have numbers above those of cars that have a process.
const NEW_VEHICLES: u32 = 1 << 31;

impl Entity {
    /// The running process as one of this kind.
    pub fn running(kind: EntityKind, sim: &Sim) -> Self {
        Entity { kind, number: sim.me().slot() }
    }
    /// A new vehicle in a car terminal.
    pub fn new_vehicle(terminal: u8, car: u32) -> Self {
        debug_assert!(car < 1 << 23, "fewer than 2^23 cars stand in a terminal");
        Entity { kind: EntityKind::Car, number: NEW_VEHICLES | u32::from(terminal) << 23 | car }
    }
}

/// Where an hour is spent: at which facility, or on the way to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub enum Place {
    /// Whatever has a quay: all kinds of terminals, farms, ferry ports, berths.
    Quay(QuayId),
    /// An export access zone.
    AccessZone(AccessZoneId),
    /// A warehouse of the free zone.
    Warehouse(WarehouseId),
    /// A factory.
    Factory(FactoryId),
}

/// The hours of one entity, booked up to an instant.
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
pub struct Account {
    /// Whose.
    pub of: Entity,
    /// Where it is.
    pub at: Place,
    /// Booked up to this instant.
    since: SimTime,
}

impl Account {
    /// The life of an entity begins.
    pub fn open(of: Entity, at: Place, sim: &mut Sim) -> Self {
        sim.record(Record::Began { of, at });
        Account { of, at, since: sim.now() }
    }
    /// Of an entity that has not begun.
    pub fn unopened(kind: EntityKind, at: Place) -> Self {
        Account { of: Entity { kind, number: u32::MAX }, at, since: SimTime::ZERO }
    }
    /// Booked up to this instant.
    pub fn upto(&self) -> SimTime {
        self.since
    }
    /// The same entity at another facility.
    #[must_use]
    pub fn at(self, at: Place) -> Self {
        Account { at, ..self }
    }
    /// Books all time up to now; with no cause, another process has booked it.
    #[inline]
    pub fn book(&mut self, cause: Option<DelayCause>, sim: &mut Sim) {
        let time = sim.now() - self.since;
        if time == SimDuration::ZERO {
            return;
        }
        self.since = sim.now();
        if let Some(cause) = cause {
            sim.record(Record::Spent { of: self.of, at: self.at, cause, time });
        }
    }
    /// Books so much of the time up to now, the earliest of it, or all if there is less.
    pub fn book_part(&mut self, cause: DelayCause, time: SimDuration, sim: &mut Sim) {
        let time = time.min(sim.now() - self.since);
        if time > SimDuration::ZERO {
            self.since += time;
            sim.record(Record::Spent { of: self.of, at: self.at, cause, time });
        }
    }
    /// Books times that are sums, of which nobody knows any more when they were: each in one piece, the longest first.
    pub fn book_sums(&mut self, sums: &Ledger, sim: &mut Sim) {
        sums.longest_first().into_iter().for_each(|(cause, time)| self.book_part(cause, time, sim));
    }
    /// Books all time up to now, a wait for resources: as far as one of them was in a worse condition, to the reason of that.
    pub fn book_wait(&mut self, usual: DelayCause, targets: &[Target], blame: &Blame, sim: &mut Sim) {
        self.book_wait_until(usual, targets, sim.now(), blame, sim);
    }
    /// The same up to an instant, if that is not past already.
    pub fn book_wait_until(&mut self, usual: DelayCause, targets: &[Target], to: SimTime, blame: &Blame, sim: &mut Sim) {
        let from = self.since;
        if to > from {
            blame.cut(targets, (from, to), usual, |cause, time| self.book_part(cause, time, sim));
        }
    }
    /// The entity is gone; all its time is booked.
    pub fn close(&self, sim: &mut Sim) {
        debug_assert_eq!(self.since, sim.now(), "an entity leaves with all its time booked");
        sim.record(Record::Ended { of: self.of });
    }
}
