//! A truck, a trailer with the truck that brings it, or a car: from outside to the ramp of a ferry.
//!
//! ```text
//! expected ─┬─ to access zone ─ in access zone ─┬─ to port ─ awaiting place ─ awaiting booth ─ checking ─ standing ─ aboard
//!           └──────── cars; or no zone ─────────┘             └ on the last road until its booth is free     └ the lanes
//! ```
//! It has a place in the lanes before it goes to a booth, so that full lanes hold the queue before the booths.

use crate::cargo::Rolling;
use crate::facility::condition::{FerryPart, Target};
use crate::facility::ferry_port::FerryPort;
use crate::hours::{Account, DelayCause, Entity, EntityKind, Place};
use crate::ids::{FerryPortId, QuayId, Way};
use crate::kind::Sim;
use crate::port::Port;
use crate::process::{clearance, trip, upkeep};
use crate::record::Record;
use crate::scenario::FerryPortPlan;
use crate::streams::{FERRY_LAND, TRIP};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Next, SimTime, Stage};

/// What it is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum EmbarkingStage {
    Starting,
    Expected,
    ToAccessZone,
    InAccessZone,
    ToPort,
    AwaitingPlace,
    AwaitingBooth,
    Checking,
    Standing,
    Aboard,
}
use EmbarkingStage::*;
impl Stage for EmbarkingStage {}

/// One vehicle.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Embarking {
    port: FerryPortId,
    kind: Rolling,
    /// Those that board with it.
    people: u8,
    /// The road on which it stands before the booths.
    on: Option<Way>,
    key: u64,
    due: SimTime,
    came: SimTime,
    hours: Account,
    /// What it is doing.
    pub stage: EmbarkingStage,
}

/// What is drawn.
#[derive(Clone, Copy)]
enum Part {
    Check,
    People,
}

impl Embarking {
    /// Its hours, or of whom it lives a part of the life.
    pub fn account(&self) -> Option<Account> {
        Some(self.hours)
    }

    /// The road on which it takes a place.
    pub fn stands_on(&self) -> Option<Way> {
        self.on
    }

    /// A vehicle that sets out at such a time.
    pub fn new(port: FerryPortId, kind: Rolling, key: u64, quay: QuayId, due: SimTime) -> Self {
        let hours = Account::unopened(entity_kind(kind), Place::Quay(quay));
        Embarking { port, kind, people: 0, on: None, key, due, came: SimTime(0), hours, stage: Starting }
    }

    /// From outside to the ramp.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<EmbarkingStage> {
        let (id, kind) = (self.port, self.kind);
        self.book(port, sim);
        match self.stage {
            Starting => {
                self.people = self.draw_people(port, sim);
                Expected.hold(self.due.saturating_since(sim.now()))
            }
            Expected => match self.way_to_access_zone(port, sim) {
                Some((from, to)) => ToAccessZone.until(trip::drive(from, to, self.key, 2, self.hours, sim)),
                None if self.access_zone(port).is_some() => self.be_cleared(port, sim),
                None => self.go_to_port(port, sim),
            },
            ToAccessZone => {
                let (from, to) = self.way_to_access_zone(port, sim).expect("it came over the road");
                self.on = trip::last_way(from, to, port);
                self.be_cleared(port, sim)
            }
            InAccessZone => self.go_to_port(port, sim),
            ToPort => {
                let (from, to) = self.journey(port, sim).expect("it came over the road");
                self.on = trip::last_way(from, to, port);
                self.queue_up(port, sim)
            }

            AwaitingPlace => AwaitingBooth.until(sim.seize(self.at(port).booth)),
            AwaitingBooth => {
                if let Some(way) = self.on.take() {
                    port.roads.leave(way, sim);
                }
                let mut draw = sim.streams.of(FERRY_LAND, self.key, Part::Check as u32);
                let check = self.plan(port).check.sample_duration(&mut draw);
                Checking.hold(port.conditions.slow(Target::FerryPort(id, FerryPart::Booths), check))
            }
            Checking => {
                let (booth, scenario) = (self.at(port).booth, port.scenario.clone());
                let mut draw = sim.streams.of(FERRY_LAND, self.key, Part::Check as u32);
                let law = &scenario.ferry_ports[id.index()].check;
                let of = Target::FerryPort(id, FerryPart::Booths);
                upkeep::put_back(of, booth, self.key, || law.sample_duration(&mut draw), port, sim);
                sim.record(Record::FerryStands { port: id, kind });
                if let (Rolling::Trailer, Some(here), Some(home)) = (kind, self.plan(port).road, self.origin(port, sim)) {
                    trip::drive_off(here, home, self.key, 1, sim); // the truck that brought it
                }
                let people = u32::from(self.people);
                Standing.until(self.at(port).stand(kind, people, sim))
            }
            Standing => {
                sim.release(self.at(port).place(kind));
                let (people, waited) = (self.people, sim.now() - self.came);
                sim.record(Record::FerryBoarded { port: id, kind, people, waited });
                self.hours.close(sim);
                Aboard.done()
            }
            Aboard => unreachable!("what is aboard is not resumed"),
        }
    }

    /// Books the time of the stage that ends, from when it sets out.
    fn book(&mut self, port: &Port, sim: &mut Sim) {
        let cause = match self.stage {
            Starting | Aboard => return,
            Expected => {
                self.hours = Account::open(Entity::running(entity_kind(self.kind), sim), self.hours.at, sim);
                return;
            }
            ToAccessZone | InAccessZone | ToPort => None,
            AwaitingPlace => Some(DelayCause::YardRoom),
            AwaitingBooth => {
                let booths = Target::FerryPort(self.port, FerryPart::Booths);
                return self.hours.book_wait(DelayCause::Gate, &[booths], &port.blame, sim);
            }
            Checking => Some(DelayCause::Work),
            Standing => Some(DelayCause::Stay),
        };
        self.hours.book(cause, sim);
    }

    fn be_cleared(&mut self, port: &Port, sim: &mut Sim) -> Next<EmbarkingStage> {
        let zone = self.access_zone(port).expect("it passes an access zone");
        InAccessZone.until(clearance::pass(zone, self.key, self.on.take(), self.hours, sim))
    }

    fn go_to_port(&mut self, port: &mut Port, sim: &mut Sim) -> Next<EmbarkingStage> {
        match self.journey(port, sim) {
            Some((from, to)) => ToPort.until(trip::drive(from, to, self.key, 0, self.hours, sim)),
            None => self.queue_up(port, sim),
        }
    }

    /// Before the booths.
    fn queue_up(&mut self, port: &mut Port, sim: &mut Sim) -> Next<EmbarkingStage> {
        self.came = sim.now();
        self.at(port).come(self.kind);
        sim.record(Record::FerryCame { port: self.port, kind: self.kind });
        AwaitingPlace.until(sim.seize(self.at(port).place(self.kind)))
    }

    /// Where it comes from, or was cleared, and where the booths are, if roads lead there.
    fn journey(&self, port: &Port, sim: &Sim) -> Option<(usize, usize)> {
        let to = self.plan(port).road?;
        let cleared_at = self.access_zone(port).and_then(|zone| port.scenario.access_zones[zone].road);
        Some((cleared_at.or_else(|| self.origin(port, sim))?, to))
    }
    fn way_to_access_zone(&self, port: &Port, sim: &Sim) -> Option<(usize, usize)> {
        let to = port.scenario.access_zones[self.access_zone(port)?].road?;
        Some((self.origin(port, sim)?, to))
    }
    fn origin(&self, port: &Port, sim: &Sim) -> Option<usize> {
        origin(self.key, port, sim)
    }
    fn access_zone(&self, port: &Port) -> Option<usize> {
        self.plan(port).access_zone.filter(|_| !self.kind.is_car())
    }

    fn draw_people(&self, port: &Port, sim: &Sim) -> u8 {
        let unit = || sim.streams.of(FERRY_LAND, self.key, Part::People as u32).unit();
        people_in(self.kind, self.plan(port), unit)
    }
    fn plan<'a>(&self, port: &'a Port) -> &'a FerryPortPlan {
        &port.scenario.ferry_ports[self.port.index()]
    }
    fn at<'a>(&self, port: &'a mut Port) -> &'a mut FerryPort {
        &mut port.ferry_ports[self.port.index()]
    }
}

/// As what the hours of a vehicle are booked.
pub fn entity_kind(kind: Rolling) -> EntityKind {
    match kind {
        Rolling::Truck | Rolling::Trailer => EntityKind::Truck,
        Rolling::Car => EntityKind::Car,
    }
}

/// Where a vehicle comes from, or goes to.
pub fn origin(key: u64, port: &Port, sim: &Sim) -> Option<usize> {
    if port.scenario.roads.origins.is_empty() {
        return None;
    }
    port.scenario.roads.origin(sim.streams.of(TRIP, key, u32::MAX).open_unit())
}

/// People in a vehicle: the driver of a truck; in a car as many as the mean says, rounded up with the right chance.
pub fn people_in(kind: Rolling, plan: &FerryPortPlan, unit: impl FnOnce() -> f64) -> u8 {
    match kind {
        Rolling::Truck => 1,
        Rolling::Trailer => 0,
        Rolling::Car => (plan.people_per_car + unit() - 1e-9) as u8,
    }
}
