//! A supplier's truck with parts for a factory.
//!
//! ```text
//! ordered ─ lead ─ on the road ─ awaiting dock ─ unloading ─ gone
//! ```

use crate::facility::condition::{FactoryPart, Target};
use crate::hours::{Account, DelayCause, Entity, EntityKind, Place};
use crate::ids::PartId;
use crate::kind::Sim;
use crate::port::Port;
use crate::process::trip;
use crate::record::Record;
use crate::scenario::{FactoryPlan, Supply};
use crate::streams::{FACTORY, TRIP, part};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Draw, Next, SimTime, Stage};

/// What a supplier's truck is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum SupplierStage {
    Starting,
    Lead,
    OnTheRoad,
    AwaitingDock,
    Unloading,
    Gone,
}
use SupplierStage::*;
impl Stage for SupplierStage {}

/// One truck.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Supplier {
    part: PartId,
    /// Which order of this family, from 0.
    number: u32,
    came: SimTime,
    hours: Account,
    /// What it is doing.
    pub stage: SupplierStage,
}

/// Which duration is drawn.
#[derive(Clone, Copy)]
enum Part {
    Lead,
    Unloading,
}

impl Supplier {
    /// Its hours, or of whom it lives a part of the life.
    pub fn account(&self) -> Option<Account> {
        Some(self.hours)
    }

    /// Ordered now.
    pub fn new(part: PartId, number: u32) -> Self {
        let hours = Account::unopened(EntityKind::Truck, Place::Factory(part.factory));
        Supplier { part, number, came: SimTime::ZERO, hours, stage: Starting }
    }

    /// From the order to the stock.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<SupplierStage> {
        let factory = self.part.factory.index();
        self.book(sim);
        match self.stage {
            Starting => {
                let Supply::Truck { lead, .. } = &self.plan(port).parts[self.part.index()].by else {
                    unreachable!("suppliers' trucks bring what comes by truck")
                };
                Lead.hold(lead.sample_duration(&mut self.draw(Part::Lead, port, sim)))
            }
            Lead => match self.journey(port, sim) {
                Some((from, to)) => OnTheRoad.until(trip::drive(from, to, self.key(port), 0, self.hours, sim)),
                None => self.arrive(port, sim),
            },
            OnTheRoad => {
                let (from, to) = self.journey(port, sim).expect("it came over the road");
                // The yard of a factory has room for all that wait for a dock.
                if let Some(way) = trip::last_way(from, to, port) {
                    port.roads.leave(way, sim);
                }
                self.arrive(port, sim)
            }
            AwaitingDock => {
                let unloading = self.plan(port).unloading.sample_duration(&mut self.draw(Part::Unloading, port, sim));
                Unloading.hold(port.conditions.slow(Target::Factory(self.part.factory, FactoryPart::Docks), unloading))
            }
            Unloading => {
                sim.release(port.factories[factory].dock);
                let units = self.plan(port).parts[self.part.index()].units_in(2);
                receive(self.part, units, self.came, None, port, sim);
                self.hours.close(sim);
                if let Some((from, to)) = self.journey(port, sim) {
                    trip::drive_off(to, from, self.key(port), 1, sim);
                }
                Gone.done()
            }
            Gone => unreachable!("a truck that is gone is not resumed"),
        }
    }

    /// Books the time of the stage that ends, from when it sets out.
    fn book(&mut self, sim: &mut Sim) {
        match self.stage {
            Starting | Gone => {}
            Lead => self.hours = Account::open(Entity::running(EntityKind::Truck, sim), self.hours.at, sim),
            OnTheRoad => self.hours.book(None, sim),
            AwaitingDock => self.hours.book(Some(DelayCause::Bay), sim),
            Unloading => self.hours.book(Some(DelayCause::Work), sim),
        }
    }

    fn arrive(&mut self, port: &mut Port, sim: &mut Sim) -> Next<SupplierStage> {
        self.came = sim.now();
        AwaitingDock.until(sim.seize(port.factories[self.part.factory.index()].dock))
    }

    /// Where it comes from, and where the factory is, if roads lead there.
    fn journey(&self, port: &Port, sim: &Sim) -> Option<(usize, usize)> {
        let to = self.plan(port).road?;
        let unit = sim.streams.of(TRIP, self.key(port), u32::MAX).open_unit();
        Some((port.scenario.roads.origin(unit)?, to))
    }
    fn plan<'a>(&self, port: &'a Port) -> &'a FactoryPlan {
        &port.scenario.factories[self.part.factory.index()]
    }
    fn key(&self, port: &Port) -> u64 {
        part(port.factories[self.part.factory.index()].stocks[self.part.index()].key, u64::from(self.number))
    }
    fn draw(&self, what: Part, port: &Port, sim: &Sim) -> Draw {
        sim.streams.of(FACTORY, self.key(port), what as u32)
    }
}

/// Parts are unloaded that came at that instant: into the stock, and the line goes on if it was waiting for them.
pub fn receive(part: PartId, units: u32, came: SimTime, shipped: Option<SimTime>, port: &mut Port, sim: &mut Sim) {
    let back = port.factories[part.factory.index()].receive(part.index(), units, shipped, sim);
    sim.record(Record::PartsIn { part, units, spent: sim.now() - came });
    if back {
        sim.record(Record::PartBack { part });
    }
}
