//! A truck on the road, from one place to another.
//!
//! ```text
//! at a place ─ (awaiting calm) ─ awaiting room ─ driving ─┬─ at the next place: awaiting room on the next road, still on this one ─ driving ─ …
//!                                       └─ there: whoever sent it is told, and takes it off the road when it is let in
//! ```
//! A trip that nobody waits for leaves the last road by itself.

use crate::hours::{Account, DelayCause};
use crate::ids::Way;
use crate::kind::{Kind, Sim};
use crate::port::Port;
use crate::record::Record;
use crate::streams::TRIP;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Answer, Next, SimDuration, SimTime, Stage, Ticket, stand_by};

/// What a trip is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum TripStage {
    Starting,
    AwaitingCalm,
    AwaitingRoom,
    Driving,
    There,
}
use TripStage::*;
impl Stage for TripStage {}

/// One trip.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Trip {
    at: usize,
    to: usize,
    /// The road it is on.
    on: Option<Way>,
    /// The road it waits for, or drives on.
    next: Option<Way>,
    asked: SimTime,
    /// It had to wait for room.
    waits: bool,
    /// Identity for random numbers, and which trip of it.
    key: u64,
    nth: u32,
    sender: Option<Ticket>,
    /// The hours of whoever sent it; none where nobody waits.
    hours: Option<Account>,
    /// How long the road it drives on takes when it is empty.
    free: SimDuration,
    /// What it is doing.
    pub stage: TripStage,
}

/// Sends the running process from one place to another; it is told when it is there, still on the road that
/// [`last_way`] names, and has to be taken off that when it is let in.
pub fn drive(from: usize, to: usize, key: u64, nth: u32, hours: Account, sim: &mut Sim) -> Answer {
    let (answer, ticket) = stand_by(sim);
    sim.spawn(Kind::Trip(Trip { sender: Some(ticket), hours: Some(hours), ..Trip::new(from, to, key, nth) }));
    answer
}

/// Drives away, and nobody waits for it.
pub fn drive_off(from: usize, to: usize, key: u64, nth: u32, sim: &mut Sim) {
    sim.spawn(Kind::Trip(Trip::new(from, to, key, nth)));
}

/// The road on which whoever drove from one place to another stands when it is there; none if it is the same place.
pub fn last_way(from: usize, to: usize, port: &Port) -> Option<Way> {
    let (mut at, mut last) = (from, None);
    while let Some(way) = port.roads.towards(at, to) {
        (at, last) = (port.roads.end_of(way), Some(way));
    }
    last
}

impl Trip {
    /// The road on which it takes a place.
    pub fn stands_on(&self) -> Option<Way> {
        self.on
    }

    fn new(from: usize, to: usize, key: u64, nth: u32) -> Self {
        let (on, next, sender, hours, free) = (None, None, None, None, SimDuration::ZERO);
        let (asked, waits) = (SimTime::ZERO, false);
        Trip { at: from, to, on, next, asked, waits, key, nth, sender, hours, free, stage: Starting }
    }

    /// Road after road.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<TripStage> {
        self.book(sim);
        match self.stage {
            Starting if !port.weather.permits(port.limits.roads) => AwaitingCalm.until(port.weather.ask(port.limits.roads, sim)),
            Starting | AwaitingCalm => self.go_on(port, sim),
            AwaitingRoom => {
                let way = self.next.expect("room is asked for on a road");
                if std::mem::take(&mut self.waits) {
                    sim.record(Record::RoadWait { way, change: -1 });
                }
                if let Some(left) = self.on.replace(way) {
                    self.report_queued(left, sim);
                    port.roads.leave(left, sim);
                }
                let own = port.scenario.roads.pace.sample(&mut sim.streams.of(TRIP, self.key, self.nth));
                let (lasting, free) = port.roads.set_out(way, own, sim.now());
                sim.record(Record::RoadTaken { way, lasting, free });
                self.free = free;
                Driving.hold(lasting)
            }
            Driving => {
                self.at = port.roads.end_of(self.on.expect("it drives on a road"));
                self.go_on(port, sim)
            }
            There => unreachable!("a trip that has ended is not resumed"),
        }
    }

    /// A drive on the empty road is work; what it takes longer, and the wait for room, is the road's doing.
    fn book(&mut self, sim: &mut Sim) {
        let Some(hours) = &mut self.hours else { return };
        if self.stage == Driving {
            hours.book_part(DelayCause::Work, self.free, sim);
        }
        let cause = if self.stage == AwaitingCalm { DelayCause::Weather } else { DelayCause::Road };
        hours.book(Some(cause), sim);
    }

    fn go_on(&mut self, port: &mut Port, sim: &mut Sim) -> Next<TripStage> {
        self.next = port.roads.towards(self.at, self.to);
        self.asked = sim.now();
        if let Some(way) = self.next {
            let answer = port.roads.ask(way, sim);
            self.waits = !answer.is_granted();
            if self.waits {
                sim.record(Record::RoadWait { way, change: 1 });
            }
            return AwaitingRoom.until(answer);
        }
        match (self.sender, self.on) {
            (Some(sender), _) => sim.wake(sender),
            (None, Some(way)) => port.roads.leave(way, sim),
            (None, None) => {}
        }
        There.done()
    }

    /// How long it stood at the end of a road for want of room on the next.
    fn report_queued(&self, way: Way, sim: &mut Sim) {
        let queued = sim.now() - self.asked;
        if queued.0 > 0 {
            sim.record(Record::RoadQueued { way, queued });
        }
    }
}
