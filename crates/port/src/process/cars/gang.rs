//! A gang at a job: drives convoys of cars one after another, and rides with the minibus the other way.
//!
//! ```text
//! unloading: fetching ─ awaiting spaces ─ (awaiting calm) ─ awaiting drivers ─ driving ─ riding ─ fetching ─ …
//! loading:   fetching ─────────────────── (awaiting calm) ─ awaiting drivers ─ riding ─ driving ─ fetching ─ …
//! ```
//! Spaces come before drivers: no gang ever waits for a space, so that ships that load can always make room.

use super::import::Import;
use super::{CarLife, Part, draw, plan};
use crate::cargo::cars::{CarFlow, TRUCKS};
use crate::facility::car_terminal::{CarSource, CarTerminal};
use crate::facility::condition::{CarPart, Target};
use crate::hours::{DelayCause, Ledger};
use crate::ids::{CarId, CarTerminalId};
use crate::kind::{Kind, Sim};
use crate::port::Port;
use crate::record::Record;
use crate::streams::{CARS, part};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Next, SimDuration, SimTime, Stage, Variate};

/// What a gang is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum GangStage {
    Fetching,
    AwaitingSpaces,
    AwaitingCalm,
    AwaitingDrivers,
    RidingOut,
    Driving,
    Riding,
    Gone,
}
use GangStage::*;
impl Stage for GangStage {}

/// A gang, as long as it is at one job; between two convoys its drivers may be called elsewhere.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Gang {
    terminal: CarTerminalId,
    job: u32,
    /// Its convoy: the number of its first car in the job, how many, and which.
    first: u32,
    count: u32,
    convoy: Vec<CarId>,
    /// It asked for spaces, then: it has drivers since.
    since: SimTime,
    /// What its time was spent on, up to when the present stage began.
    hours: Ledger,
    stage_since: SimTime,
    /// What it is doing.
    pub stage: GangStage,
}

impl Gang {
    /// A gang that is sent to a job.
    pub fn new(terminal: CarTerminalId, job: u32) -> Self {
        let (convoy, hours, zero) = (Vec::new(), Ledger::default(), SimTime(0));
        Gang { terminal, job, first: 0, count: 0, convoy, since: zero, hours, stage_since: zero, stage: Fetching }
    }

    /// Convoy after convoy.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<GangStage> {
        let terminal = self.terminal;
        self.book(port, sim);
        match self.stage {
            Fetching => self.fetch(port, sim),
            AwaitingSpaces => {
                let waited = sim.now() - self.since;
                sim.record(Record::SpacesFound { terminal, waited });
                self.await_calm(port, sim)
            }
            AwaitingCalm => AwaitingDrivers.until(sim.seize(self.at(port).pools.gang)),
            AwaitingDrivers => {
                self.since = sim.now();
                if self.convoy.is_empty() {
                    self.take_over(port, sim);
                    let drive = self.drive(Part::Drive, &plan(terminal, port).drive, port, sim);
                    return Driving.hold(drive);
                }
                RidingOut.hold(self.drive(Part::Shuttle, &plan(terminal, port).shuttle, port, sim))
            }
            RidingOut => {
                for id in &self.convoy {
                    port.car_terminals[terminal.index()].cars.book(*id, DelayCause::Stay, sim);
                    port.car_terminals[terminal.index()].drive_off(*id, sim);
                }
                sim.record(Record::CarsDrivenOff { terminal, cars: self.convoy.len() as u16 });
                Driving.hold(self.drive(Part::Drive, &plan(terminal, port).drive, port, sim))
            }
            Driving if self.at(port).job(self.job).from.is_none() => {
                for id in self.convoy.drain(..) {
                    let cars = &mut port.car_terminals[terminal.index()].cars;
                    cars.book(id, DelayCause::Work, sim);
                    let car = cars.leave(id, sim);
                    sim.record(Record::CarOut { terminal, flow: car.flow, dwelt: sim.now() - car.since });
                }
                self.stand_down(port, sim)
            }
            Driving => {
                let shuttle = self.drive(Part::Shuttle, &plan(terminal, port).shuttle, port, sim);
                let key = self.at(port).job(self.job).key;
                for (place, id) in self.convoy.drain(..).enumerate() {
                    park(terminal, id, part(key, u64::from(self.first) + place as u64), port, sim);
                }
                Riding.hold(shuttle)
            }
            Riding => self.stand_down(port, sim),
            Gone => unreachable!("a gang that has left its job is not resumed"),
        }
    }

    /// Books the time of the stage that ends.
    fn book(&mut self, port: &Port, sim: &Sim) {
        let time = sim.now() - std::mem::replace(&mut self.stage_since, sim.now());
        match self.stage {
            Fetching | Gone => {}
            AwaitingSpaces => self.hours.add(DelayCause::YardRoom, time),
            AwaitingCalm => self.hours.add(DelayCause::Weather, time),
            AwaitingDrivers => {
                let drivers = Target::CarTerminal(self.terminal, CarPart::Drivers);
                self.hours.add_wait(DelayCause::Labour, drivers, (sim.now() - time, sim.now()), &port.blame);
            }
            RidingOut | Driving | Riding => self.hours.add(DelayCause::Work, time),
        }
    }

    /// The next convoy, if there is one.
    fn fetch(&mut self, port: &mut Port, sim: &mut Sim) -> Next<GangStage> {
        let most = plan(self.terminal, port).gang;
        let it = &mut port.car_terminals[self.terminal.index()];
        (self.first, self.count) = it.next_convoy(self.job, most, &mut self.convoy);
        if self.count == 0 {
            it.leave_job(self.job, &self.hours, sim);
            return Gone.done();
        }
        self.since = sim.now();
        if it.job(self.job).from.is_none() {
            return self.await_calm(port, sim);
        }
        let off_ship = matches!(it.job(self.job).from, Some(CarSource::Ship { .. }));
        AwaitingSpaces.until(it.rows.ask(self.count, off_ship, sim))
    }

    /// The ramp of a ship is up while it blows too hard; trains do not mind.
    fn await_calm(&self, port: &mut Port, sim: &mut Sim) -> Next<GangStage> {
        let (limit, from) = (port.limits.car_terminals[self.terminal.index()], self.at(port).job(self.job).from);
        if !matches!(from, Some(CarSource::Train | CarSource::Truck)) && !port.weather.permits(limit) {
            return AwaitingCalm.until(port.weather.ask(limit, sim));
        }
        AwaitingDrivers.until(sim.seize(self.at(port).pools.gang))
    }

    /// Cars come off the ship or the train.
    fn take_over(&mut self, port: &mut Port, sim: &mut Sim) {
        let it = &mut port.car_terminals[self.terminal.index()];
        let (key, from) = (it.job(self.job).key, it.job(self.job).from.expect("it is an unloading"));
        let numbers = self.first..self.first + self.count;
        let keys = numbers.map(|number| part(key, u64::from(number)));
        enter(self.terminal, from, keys, &mut self.convoy, it, sim);
    }

    /// The round is over.
    fn stand_down(&mut self, port: &mut Port, sim: &mut Sim) -> Next<GangStage> {
        sim.record(Record::GangRound { terminal: self.terminal, busy: sim.now() - self.since });
        sim.release(self.at(port).pools.gang);
        self.fetch(port, sim)
    }

    fn drive(&self, part: Part, variate: &Variate, port: &Port, sim: &Sim) -> SimDuration {
        let drivers = Target::CarTerminal(self.terminal, CarPart::Drivers);
        port.conditions.slow(drivers, draw(part, variate, self.key(port), sim))
    }
    fn at<'a>(&self, port: &'a mut Port) -> &'a mut CarTerminal {
        &mut port.car_terminals[self.terminal.index()]
    }
    /// That of the first car of its convoy.
    fn key(&self, port: &Port) -> u64 {
        part(port.car_terminals[self.terminal.index()].job(self.job).key, u64::from(self.first))
    }
}

/// Cars with these keys enter the terminal, and are for a ship or for trucks; spaces are promised to them.
pub(super) fn enter(
    terminal: CarTerminalId,
    from: CarSource,
    keys: impl Iterator<Item = u64>,
    into: &mut Vec<CarId>,
    it: &mut CarTerminal,
    sim: &mut Sim,
) {
    let mut among_others = 0;
    for key in keys {
        let mut draw = sim.streams.of(CARS, key, Part::Onward as u32);
        let (flow, onward) = match from {
            CarSource::Ship { transhipped, service } => {
                let changes = draw.chance(transhipped);
                let taker = if changes { it.taker(draw.open_unit(), Some(service)) } else { None };
                taker.map_or((CarFlow::Import, TRUCKS), |taker| (CarFlow::Transhipment, taker))
            }
            CarSource::Train | CarSource::Truck => {
                let flow = if from == CarSource::Train { CarFlow::ByTrain } else { CarFlow::ByTruck };
                (flow, it.taker(draw.open_unit(), None).expect("some service takes what comes by land"))
            }
        };
        let (id, mixed) = it.enter(flow, onward, sim);
        among_others += u16::from(mixed);
        into.push(id);
        sim.record(Record::CarIn { terminal, flow });
    }
    sim.record(Record::CarsPlaced { terminal, cars: into.len() as u16, mixed: among_others });
}

/// A car stands in its row.
pub(super) fn park(terminal: CarTerminalId, id: CarId, key: u64, port: &mut Port, sim: &mut Sim) {
    let it = &mut port.car_terminals[terminal.index()];
    it.cars.book(id, DelayCause::Work, sim);
    it.park(id);
    if it.cars[id].onward == TRUCKS {
        sim.spawn(Kind::Cars(CarLife::Import(Import::new(terminal, id, key))));
    }
}
