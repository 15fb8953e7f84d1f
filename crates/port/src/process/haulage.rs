//! A box whose onward ship calls at another terminal: from the stacks of one to those of the other.
//!
//! ```text
//! held ─ awaiting tractor ─ to the box ─ at its terminal ─ to the ship's ─ at that terminal ─ gone
//!  └ release                              └ a `Truck` passes the gate       └ another one
//! ```
//! The tractor waits where it last brought a box to; it is reckoned to come from the terminal that this box goes to.

use crate::cargo::LoadClass;
use crate::facility::condition::Target;
use crate::hours::{Account, DelayCause, Entity, EntityKind, Place};
use crate::ids::{BoxId, CallId, TerminalId};
use crate::kind::{Kind, Sim};
use crate::port::Port;
use crate::process::truck::Truck;
use crate::process::{trip, upkeep};
use crate::record::Record;
use crate::scenario::HaulagePlan;
use crate::streams::HAUL;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Next, SimDuration, SimTime, Stage, stand_by};

/// What a haul is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum HaulStage {
    Starting,
    Held,
    AwaitingTractor,
    ToBox,
    AtItsTerminal,
    ToShip,
    AtThatTerminal,
    Gone,
}
use HaulStage::*;
impl Stage for HaulStage {}

/// One box.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Haul {
    from: TerminalId,
    call: CallId,
    id: BoxId,
    /// The identity of the box, and what it is: it enters the other terminal as the same.
    key: u64,
    class: LoadClass,
    /// Released, and then when it was given a tractor.
    since: SimTime,
    waited: SimDuration,
    /// Those of the tractor.
    hours: Account,
    /// What it is doing.
    pub stage: HaulStage,
}

/// Which duration is drawn.
#[derive(Clone, Copy)]
enum Part {
    Release,
    ToBox,
    ToShip,
}

impl Haul {
    /// Its hours, or of whom it lives a part of the life.
    pub fn account(&self) -> Option<Account> {
        Some(self.hours)
    }

    /// A box that was just stacked, for a call at another terminal.
    pub fn new(id: BoxId, call: CallId, port: &Port) -> Self {
        let it = &port.boxes[id];
        let (key, class, from) = (it.key, it.class, it.terminal);
        let hours = Account::unopened(EntityKind::Truck, Place::Quay(port.calls[call].quay));
        Haul { from, call, id, key, class, since: SimTime::ZERO, waited: SimDuration::ZERO, hours, stage: Starting }
    }

    /// From stack to stack.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<HaulStage> {
        let to = port.calls[self.call].terminal();
        self.book(port, sim);
        match self.stage {
            Starting => {
                let release = plan(port).release.sample_duration(&mut sim.streams.of(HAUL, self.key, Part::Release as u32));
                let due = port.terminals[self.from.index()].gate.book(sim.now() + release);
                Held.hold(due - sim.now())
            }
            Held => {
                self.since = sim.now();
                AwaitingTractor.until(sim.seize(port.tractor))
            }
            AwaitingTractor => {
                self.waited = sim.now() - self.since;
                self.drive(ToBox, (to, self.from), Part::ToBox, port, sim)
            }
            ToBox => {
                let on = road(to, self.from, port).and_then(|(from, to)| trip::last_way(from, to, port));
                let (answer, ticket) = stand_by(sim);
                sim.spawn(Kind::Truck(Truck::sent_for(self.from, self.id, ticket, self.hours, on)));
                AtItsTerminal.until(answer)
            }
            AtItsTerminal => self.drive(ToShip, (self.from, to), Part::ToShip, port, sim),
            ToShip => {
                let on = road(self.from, to, port).and_then(|(from, to)| trip::last_way(from, to, port));
                let (answer, ticket) = stand_by(sim);
                sim.spawn(Kind::Truck(Truck::sent_with(to, self.call, self.key, self.class, ticket, self.hours, on)));
                AtThatTerminal.until(answer)
            }
            AtThatTerminal => {
                let lasting = sim.now() - self.since;
                let busy = lasting - self.waited;
                upkeep::put_back(Target::Haulage, port.tractor, self.key, || busy, port, sim);
                sim.record(Record::Hauled { waited: self.waited, lasting });
                self.hours.close(sim);
                Gone.done()
            }
            Gone => unreachable!("a haul that has ended is not resumed"),
        }
    }

    /// Books the time of the stage that ends: the tractor's from when it sets out, the box's until it may be fetched.
    fn book(&mut self, port: &mut Port, sim: &mut Sim) {
        match self.stage {
            Starting | Gone => {}
            Held => port.boxes.book(self.id, DelayCause::Customs, sim),
            AwaitingTractor => self.hours = Account::open(Entity::running(EntityKind::Truck, sim), self.hours.at, sim),
            ToBox | ToShip => {
                let by_road = road(self.from, port.calls[self.call].terminal(), port).is_some();
                self.hours.book((!by_road).then_some(DelayCause::Work), sim);
            }
            AtItsTerminal | AtThatTerminal => self.hours.book(None, sim),
        }
    }

    fn drive(
        &self,
        stage: HaulStage,
        (from, to): (TerminalId, TerminalId),
        part: Part,
        port: &Port,
        sim: &mut Sim,
    ) -> Next<HaulStage> {
        let nth = part as u32;
        match road(from, to, port) {
            Some((from, to)) => stage.until(trip::drive(from, to, self.key, nth, self.hours, sim)),
            None => stage.hold(plan(port).drive.sample_duration(&mut sim.streams.of(HAUL, self.key, nth))),
        }
    }
}

/// Where the gates of two terminals stand, if both are on roads.
fn road(from: TerminalId, to: TerminalId, port: &Port) -> Option<(usize, usize)> {
    Some((port.plan(from).gate.road?, port.plan(to).gate.road?))
}

fn plan(port: &Port) -> &HaulagePlan {
    port.scenario.haulage.as_ref().expect("boxes are hauled where there is haulage")
}
