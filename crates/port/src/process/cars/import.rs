//! A car that was imported, from its row until a truck may fetch it.
//!
//! ```text
//! parked ─┬─ awaiting bay ─ inspecting ─┬─ held ─ ready: a truck is sent for when its load is complete
//!         └─────────────────────────────┘
//! ```
//! It keeps its space meanwhile; inspectors drive it themselves.

use super::road::CarTruck;
use super::{CarLife, Part, draw, plan};
use crate::facility::condition::{CarPart, Target};
use crate::hours::DelayCause;
use crate::ids::{CarId, CarTerminalId};
use crate::kind::{Kind, Sim};
use crate::port::Port;
use crate::record::Record;
use crate::streams::CARS;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Next, SimTime, Stage};

/// What becomes of an import.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum ImportStage {
    Parked,
    AwaitingBay,
    Inspecting,
    Held,
    Gone,
}
use ImportStage::*;
impl Stage for ImportStage {}

/// One import.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Import {
    terminal: CarTerminalId,
    car: CarId,
    key: u64,
    /// It asked for a bay, then: it has one since.
    since: SimTime,
    asked: SimTime,
    /// What becomes of it.
    pub stage: ImportStage,
}

impl Import {
    /// A car that has just been parked.
    pub fn new(terminal: CarTerminalId, car: CarId, key: u64) -> Self {
        Import { terminal, car, key, since: SimTime(0), asked: SimTime(0), stage: Parked }
    }

    /// Until a truck may fetch it.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<ImportStage> {
        let terminal = self.terminal;
        let cars = &mut port.car_terminals[terminal.index()].cars;
        match self.stage {
            AwaitingBay => cars.book(self.car, DelayCause::Bay, sim),
            Inspecting => cars.book(self.car, DelayCause::Work, sim),
            Held => cars.book(self.car, DelayCause::Stay, sim),
            Parked | Gone => {}
        }
        let pools = &port.car_terminals[terminal.index()].pools;
        match self.stage {
            Parked => {
                self.asked = sim.now();
                let inspected = sim.streams.of(CARS, self.key, u32::MAX).chance(plan(terminal, port).pdi_share);
                if inspected { AwaitingBay.until(sim.seize(pools.pdi_bay)) } else { self.hold(port, sim) }
            }
            AwaitingBay => {
                self.since = sim.now();
                let inspection = draw(Part::Inspection, &plan(terminal, port).pdi, self.key, sim);
                Inspecting.hold(port.conditions.slow(Target::CarTerminal(terminal, CarPart::PdiBays), inspection))
            }
            Inspecting => {
                sim.release(pools.pdi_bay);
                let (waited, busy) = (self.since - self.asked, sim.now() - self.since);
                sim.record(Record::CarInspected { terminal, waited, busy });
                self.hold(port, sim)
            }
            Held => {
                if let Some(load) = port.car_terminals[terminal.index()].make_ready(self.car) {
                    sim.spawn(Kind::Cars(CarLife::Truck(CarTruck::to_fetch(terminal, load))));
                }
                Gone.done()
            }
            Gone => unreachable!("a car that is ready is not resumed"),
        }
    }

    /// For as long as its dwell, counted from when it was parked, is not over.
    fn hold(&self, port: &Port, sim: &Sim) -> Next<ImportStage> {
        let due = self.asked + draw(Part::Dwell, &plan(self.terminal, port).dwell, self.key, sim);
        Held.hold(due.saturating_since(sim.now()))
    }
}
