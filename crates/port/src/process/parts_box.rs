//! A container with parts for a factory, from the stacks of the terminal into the stock.
//!
//! ```text
//! held ─ awaiting call ─ booked ─ awaiting truck ─ to terminal ─ at terminal ─ to factory ─ awaiting dock ─ unloading ─ gone
//!  └ customs   └ stock and what is under way are below the target  └ a `Truck` passes the gate
//! ```
//! Where the empty container goes is not followed.

use crate::facility::condition::{FactoryPart, Target};
use crate::hours::{Account, DelayCause, Entity, EntityKind, Place};
use crate::ids::{BoxId, DrayageId, PartId, TerminalId};
use crate::kind::{Kind, Sim};
use crate::port::Port;
use crate::process::supplier::receive;
use crate::process::truck::Truck;
use crate::process::{haul, trip};
use crate::scenario::{FactoryPlan, Supply};
use crate::streams::FACTORY;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Next, Request, SimDuration, SimTime, Stage, Variate, stand_by};

/// What a container with parts is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum PartsBoxStage {
    Starting,
    Held,
    AwaitingCall,
    Booked,
    AwaitingTruck,
    ToTerminal,
    AtTerminal,
    ToFactory,
    AwaitingDock,
    Unloading,
    Gone,
}
use PartsBoxStage::*;
impl Stage for PartsBoxStage {}

/// One container.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct PartsBox {
    part: PartId,
    /// The box, while it is in the terminal.
    id: BoxId,
    /// Its identity for random numbers.
    key: u64,
    /// Lifted off its ship.
    shipped: SimTime,
    units: u32,
    /// When customs let it go.
    released: SimTime,
    /// A truck was asked for, and then had, since.
    truck_since: SimTime,
    came: SimTime,
    /// Those of its truck.
    hours: Account,
    /// What it is doing.
    pub stage: PartsBoxStage,
}

/// Which duration is drawn.
#[derive(Clone, Copy)]
enum Part {
    ToTerminal = 8,
    ToFactory,
    Unloading,
}

impl PartsBox {
    /// Its hours, or of whom it lives a part of the life.
    pub fn account(&self) -> Option<Account> {
        Some(self.hours)
    }

    /// A box of the stacks with so many units, which may be called from `released` on.
    pub fn new(part: PartId, id: BoxId, units: u32, released: SimTime, port: &Port) -> Self {
        let it = &port.boxes[id];
        let (truck_since, came) = (SimTime::ZERO, SimTime::ZERO);
        let hours = Account::unopened(EntityKind::Truck, Place::Factory(part.factory));
        PartsBox { part, id, key: it.key, shipped: it.since, units, released, truck_since, came, hours, stage: Starting }
    }

    /// From the stacks to the stock.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<PartsBoxStage> {
        let (factory, units) = (self.part.factory.index(), self.units);
        self.book(port, sim);
        match self.stage {
            Starting => Held.hold(self.released.saturating_since(sim.now())),
            Held => AwaitingCall.until(port.factories[factory].stocks[self.part.index()].ask_call(units, sim)),
            AwaitingCall => {
                let terminal = self.terminal(port);
                let due = port.terminals[terminal.index()].gate.book(sim.now());
                Booked.hold(due - sim.now())
            }
            Booked => {
                self.truck_since = sim.now();
                let part = &port.scenario.factories[factory].parts[self.part.index()];
                let urgent = port.factories[factory].stocks[self.part.index()].units() < part.safety_units();
                AwaitingTruck.until(haul::ask(self.truck(port), Target::Drayage(self.drayage(port)), urgent, sim))
            }
            AwaitingTruck => {
                haul::begin(Target::Drayage(self.drayage(port)), self.truck_since, sim);
                self.truck_since = sim.now();
                match self.road(port) {
                    Some((house, gate)) => ToTerminal.until(trip::drive(house, gate, self.key, 0, self.hours, sim)),
                    None => ToTerminal.hold(self.draw(Part::ToTerminal, &self.plan(port).drive, sim)),
                }
            }
            ToTerminal => {
                let on = self.road(port).and_then(|(house, gate)| trip::last_way(house, gate, port));
                let (terminal, (answer, ticket)) = (self.terminal(port), stand_by(sim));
                sim.spawn(Kind::Truck(Truck::sent_for(terminal, self.id, ticket, self.hours, on)));
                AtTerminal.until(answer)
            }
            AtTerminal => match self.road(port) {
                Some((house, gate)) => ToFactory.until(trip::drive(gate, house, self.key, 1, self.hours, sim)),
                None => ToFactory.hold(self.draw(Part::ToFactory, &self.plan(port).drive, sim)),
            },
            ToFactory => {
                // The yard of a factory has room for all that wait for a dock.
                if let Some(way) = self.road(port).and_then(|(house, gate)| trip::last_way(gate, house, port)) {
                    port.roads.leave(way, sim);
                }
                self.came = sim.now();
                AwaitingDock.until(sim.seize(port.factories[factory].dock))
            }
            AwaitingDock => {
                let unloading = self.draw(Part::Unloading, &self.plan(port).unloading, sim);
                Unloading.hold(port.conditions.slow(Target::Factory(self.part.factory, FactoryPart::Docks), unloading))
            }
            Unloading => {
                sim.release(port.factories[factory].dock);
                let job = (self.key, sim.now() - self.truck_since);
                haul::end(self.truck(port), Target::Drayage(self.drayage(port)), job, port, sim);
                receive(self.part, units, self.came, Some(self.shipped), port, sim);
                self.hours.close(sim);
                Gone.done()
            }
            Gone => unreachable!("a container that is gone is not resumed"),
        }
    }

    /// Books the time of the stage that ends: the box's until a truck is sent for it, then the truck's.
    fn book(&mut self, port: &mut Port, sim: &mut Sim) {
        let cause = match self.stage {
            Starting | Gone => return,
            Held => return port.boxes.book(self.id, DelayCause::Customs, sim),
            AwaitingCall | Booked => return port.boxes.book(self.id, DelayCause::Stay, sim),
            AwaitingTruck => {
                self.hours = Account::open(Entity::running(EntityKind::Truck, sim), self.hours.at, sim);
                return;
            }
            ToTerminal | ToFactory => self.road(port).is_none().then_some(DelayCause::Work),
            AtTerminal => None,
            AwaitingDock => Some(DelayCause::Bay),
            Unloading => Some(DelayCause::Work),
        };
        self.hours.book(cause, sim);
    }

    /// Where the factory and the gate of the terminal stand, if both are on roads.
    fn road(&self, port: &Port) -> Option<(usize, usize)> {
        Some((self.plan(port).road?, port.plan(self.terminal(port)).gate.road?))
    }
    fn terminal(&self, port: &Port) -> TerminalId {
        match &self.plan(port).parts[self.part.index()].by {
            Supply::Container { terminal, .. } => TerminalId(*terminal as u16),
            Supply::Truck { .. } => unreachable!("containers bring what comes in containers"),
        }
    }
    fn plan<'a>(&self, port: &'a Port) -> &'a FactoryPlan {
        &port.scenario.factories[self.part.factory.index()]
    }
    fn drayage(&self, port: &Port) -> DrayageId {
        DrayageId(self.plan(port).drayage.expect("a factory with containers has a drayage") as u8)
    }
    fn truck(&self, port: &Port) -> Request {
        port.drayages[self.drayage(port).index()]
    }
    fn draw(&self, part: Part, variate: &Variate, sim: &Sim) -> SimDuration {
        variate.sample_duration(&mut sim.streams.of(FACTORY, self.key, part as u32))
    }
}
