//! Trucks of a car terminal: those that bring cars for ships, one after another by chance, and those that are sent for imports.
//!
//! ```text
//! haulier: starting ─ between ─ a truck sets out ─ between ─ …
//! truck:   on the road ─ (awaiting spaces: if it brings) ─ awaiting bay ─ handling ─ gone
//! ```
//! It stands on the road until it has a bay. The crew of the bay drives the cars between truck and row: no gang is needed.

use super::gang::{enter, park};
use super::{CarLife, Part, draw, plan};
use crate::facility::car_terminal::{CarSource, CarTerminal};
use crate::facility::condition::{CarPart, Target};
use crate::hours::{Account, DelayCause, Entity, EntityKind, Place};
use crate::ids::{CarId, CarTerminalId, Way};
use crate::kind::{Kind, Sim};
use crate::port::Port;
use crate::process::trip;
use crate::record::Record;
use crate::scenario::QuayOwner;
use crate::streams::{CARS, part};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Next, SimDuration, SimTime, Stage};

/// What a haulier is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum HaulierStage {
    Starting,
    Between,
}
impl Stage for HaulierStage {}

/// The source of trucks that bring cars.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Haulier {
    terminal: CarTerminalId,
    /// Number of the next truck.
    number: u32,
    /// What it is doing.
    pub stage: HaulierStage,
}

impl Haulier {
    /// Before the first truck.
    pub fn new(terminal: CarTerminalId) -> Self {
        Haulier { terminal, number: 0, stage: HaulierStage::Starting }
    }

    /// Truck after truck.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<HaulierStage> {
        if self.stage == HaulierStage::Between {
            sim.spawn(Kind::Cars(CarLife::Truck(CarTruck::new(self.terminal, self.number, true))));
            self.number += 1;
        }
        let every = plan(self.terminal, port).truck_every.as_ref().expect("a haulier is of a terminal that trucks come to");
        let key = key_of(self.terminal, self.number, true, port);
        let seconds = every.sample(&mut sim.streams.of(CARS, key, Part::Between as u32)) / port.scenario.cargo_demand.cars;
        HaulierStage::Between.hold(SimDuration::from_seconds_f64(seconds))
    }
}

/// What a truck is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum CarTruckStage {
    Starting,
    OnTheRoad,
    AwaitingSpaces,
    AwaitingBay,
    Handling,
    Gone,
}
use CarTruckStage::*;
impl Stage for CarTruckStage {}

/// One truck.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct CarTruck {
    terminal: CarTerminalId,
    /// Which of those that bring, or which load it fetches.
    number: u32,
    brings: bool,
    cars: Vec<CarId>,
    /// The road on which it stands.
    on: Option<Way>,
    came: SimTime,
    at_bay: SimTime,
    hours: Option<Account>,
    /// What it is doing.
    pub stage: CarTruckStage,
}

impl CarTruck {
    /// Its hours, or of whom it lives a part of the life.
    pub fn account(&self) -> Option<Account> {
        self.hours
    }

    /// The road on which it takes a place.
    pub fn stands_on(&self) -> Option<Way> {
        self.on
    }

    /// A truck that is sent for a load of imports.
    pub fn to_fetch(terminal: CarTerminalId, load: u32) -> Self {
        CarTruck::new(terminal, load, false)
    }
    fn new(terminal: CarTerminalId, number: u32, brings: bool) -> Self {
        let zero = SimTime(0);
        CarTruck { terminal, number, brings, cars: Vec::new(), on: None, came: zero, at_bay: zero, hours: None, stage: Starting }
    }

    /// One visit.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<CarTruckStage> {
        let (terminal, key) = (self.terminal, key_of(self.terminal, self.number, self.brings, port));
        let hours = self.book(port, sim);
        match self.stage {
            Starting => match self.journey(port, sim) {
                Some((from, to)) => OnTheRoad.until(trip::drive(from, to, key, 0, hours, sim)),
                None => self.arrive(port, sim),
            },
            OnTheRoad => {
                let (from, to) = self.journey(port, sim).expect("it came over the road");
                self.on = trip::last_way(from, to, port);
                self.arrive(port, sim)
            }
            AwaitingSpaces => {
                sim.record(Record::SpacesFound { terminal, waited: sim.now() - self.came });
                AwaitingBay.until(sim.seize(self.at(port).pools.truck_bay))
            }
            AwaitingBay => {
                if let Some(way) = self.on.take() {
                    port.roads.leave(way, sim);
                }
                self.at_bay = sim.now();
                self.begin(key, port, sim);
                let handling = draw(Part::Handling, &plan(terminal, port).truck_handling, key, sim);
                Handling.hold(port.conditions.slow(Target::CarTerminal(terminal, CarPart::TruckBays), handling))
            }
            Handling => {
                sim.release(self.at(port).pools.truck_bay);
                self.end(key, port, sim);
                let (waited, took) = (self.at_bay - self.came, sim.now() - self.came);
                sim.record(Record::CarTruckLeft { terminal, waited, took });
                hours.close(sim);
                if let Some((from, to)) = self.journey(port, sim) {
                    trip::drive_off(to, from, key, 1, sim);
                }
                Gone.done()
            }
            Gone => unreachable!("a truck that is gone is not resumed"),
        }
    }

    /// Books the time of the stage that ends, from when it sets out.
    fn book(&mut self, port: &Port, sim: &mut Sim) -> Account {
        let at = Place::Quay(port.scenario.quay_of(QuayOwner::CarTerminal(self.terminal.index())));
        let open = |sim: &mut Sim| Account::open(Entity::running(EntityKind::Truck, sim), at, sim);
        let hours = self.hours.get_or_insert_with(|| open(sim));
        let cause = match self.stage {
            Starting | Gone | OnTheRoad => None,
            AwaitingSpaces => Some(DelayCause::YardRoom),
            AwaitingBay => Some(DelayCause::Bay),
            Handling => Some(DelayCause::Work),
        };
        match cause {
            Some(DelayCause::Bay) => {
                hours.book_wait(DelayCause::Bay, &[Target::CarTerminal(self.terminal, CarPart::TruckBays)], &port.blame, sim)
            }
            cause => hours.book(cause, sim),
        }
        *hours
    }

    fn arrive(&mut self, port: &mut Port, sim: &mut Sim) -> Next<CarTruckStage> {
        self.came = sim.now();
        if self.brings {
            let cars = plan(self.terminal, port).cars_per_truck;
            return AwaitingSpaces.until(self.at(port).rows.ask(cars, false, sim));
        }
        AwaitingBay.until(sim.seize(self.at(port).pools.truck_bay))
    }

    /// Cars come off the truck, or out of their rows.
    fn begin(&mut self, key: u64, port: &mut Port, sim: &mut Sim) {
        let terminal = self.terminal;
        if self.brings {
            let cars = u64::from(plan(terminal, port).cars_per_truck);
            let it = &mut port.car_terminals[terminal.index()];
            enter(terminal, CarSource::Truck, (0..cars).map(|nth| part(key, nth)), &mut self.cars, it, sim);
            return;
        }
        self.cars = self.at(port).fetch(self.number);
        for id in &self.cars {
            port.car_terminals[terminal.index()].cars.book(*id, DelayCause::Upstream, sim);
            port.car_terminals[terminal.index()].drive_off(*id, sim);
        }
        sim.record(Record::CarsDrivenOff { terminal, cars: self.cars.len() as u16 });
    }

    /// They stand in their rows, or leave on the truck.
    fn end(&mut self, key: u64, port: &mut Port, sim: &mut Sim) {
        let terminal = self.terminal;
        for (nth, id) in self.cars.drain(..).enumerate() {
            if self.brings {
                park(terminal, id, part(key, nth as u64), port, sim);
            } else {
                let cars = &mut port.car_terminals[terminal.index()].cars;
                cars.book(id, DelayCause::Work, sim);
                let car = cars.leave(id, sim);
                sim.record(Record::CarOut { terminal, flow: car.flow, dwelt: sim.now() - car.since });
            }
        }
    }

    /// Where it comes from, and where it comes in, if roads lead there.
    fn journey(&self, port: &Port, sim: &Sim) -> Option<(usize, usize)> {
        let to = plan(self.terminal, port).road?;
        let key = key_of(self.terminal, self.number, self.brings, port);
        let unit = sim.streams.of(CARS, key, Part::Origin as u32).open_unit();
        Some((port.scenario.roads.origin(unit)?, to))
    }
    fn at<'a>(&self, port: &'a mut Port) -> &'a mut CarTerminal {
        &mut port.car_terminals[self.terminal.index()]
    }
}

/// Trucks that bring, and those that fetch, are two families.
fn key_of(terminal: CarTerminalId, number: u32, brings: bool, port: &Port) -> u64 {
    let family = part(port.car_terminals[terminal.index()].key, if brings { u64::MAX } else { u64::MAX - 1 });
    part(family, u64::from(number))
}
