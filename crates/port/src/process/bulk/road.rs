//! Trucks of a terminal for dry bulk and general cargo: those that bring loads for ships, by chance, and those that are sent for
//! what came by ship.
//!
//! ```text
//! deliveries: between ─ a truck sets out ─ between ─ …
//! truck: (held: if it fetches) ─ on the road ─ (awaiting place: if it brings) ─ awaiting bay ─ loading ─ gone
//! ```
//! It stands on the road until it has a bay.

use super::{BulkLife, Part, at, commodity, plan};
use crate::facility::condition::{BulkPart, Target};
use crate::hours::{Account, DelayCause, Entity, EntityKind, Place};
use crate::ids::{BulkTerminalId, Way};
use crate::kind::{Kind, Sim};
use crate::port::Port;
use crate::process::{trip, upkeep};
use crate::record::Record;
use crate::scenario::QuayOwner;
use crate::streams::{BULK, part};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Next, SimDuration, SimTime, Stage, Variate};

/// What the source of trucks is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum DeliveriesStage {
    Starting,
    Between,
}
impl Stage for DeliveriesStage {}

/// The source of trucks that bring a commodity.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Deliveries {
    terminal: BulkTerminalId,
    commodity: u16,
    /// Number of the next truck.
    number: u32,
    /// What it is doing.
    pub stage: DeliveriesStage,
}

impl Deliveries {
    /// Before the first truck.
    pub fn new(terminal: BulkTerminalId, commodity: u16) -> Self {
        Deliveries { terminal, commodity, number: 0, stage: DeliveriesStage::Starting }
    }

    /// Truck after truck.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<DeliveriesStage> {
        let (terminal, which) = (self.terminal, self.commodity);
        if self.stage == DeliveriesStage::Between {
            sim.spawn(Kind::Bulk(BulkLife::Truck(BulkTruck::new(terminal, which, self.number, true))));
            self.number += 1;
        }
        let every = commodity(terminal, which, port).truck_every.as_ref().expect("trucks bring this commodity");
        let key = key_of(terminal, which, self.number, true, port);
        let seconds = every.sample(&mut sim.streams.of(BULK, key, Part::Between as u32)) / port.scenario.cargo_demand.bulk;
        DeliveriesStage::Between.hold(SimDuration::from_seconds_f64(seconds))
    }
}

/// What a truck is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum BulkTruckStage {
    Starting,
    Held,
    OnTheRoad,
    AwaitingPlace,
    AwaitingBay,
    Loading,
    Gone,
}
use BulkTruckStage::*;
impl Stage for BulkTruckStage {}

/// One truck.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct BulkTruck {
    terminal: BulkTerminalId,
    commodity: u16,
    /// Which of those that bring, or which truck load it fetches.
    number: u32,
    brings: bool,
    /// The road on which it stands.
    on: Option<Way>,
    came: SimTime,
    hours: Option<Account>,
    /// What it is doing.
    pub stage: BulkTruckStage,
}

impl BulkTruck {
    /// Its hours, or of whom it lives a part of the life.
    pub fn account(&self) -> Option<Account> {
        self.hours
    }

    /// The road on which it takes a place.
    pub fn stands_on(&self) -> Option<Way> {
        self.on
    }

    /// A truck that is sent for a load which has just come into store.
    pub fn to_fetch(terminal: BulkTerminalId, commodity: u16, load: u32) -> Self {
        BulkTruck::new(terminal, commodity, load, false)
    }
    fn new(terminal: BulkTerminalId, commodity: u16, number: u32, brings: bool) -> Self {
        BulkTruck { terminal, commodity, number, brings, on: None, came: SimTime(0), hours: None, stage: Starting }
    }

    /// One visit.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<BulkTruckStage> {
        let (terminal, which, key) = (self.terminal, self.commodity, self.key(port));
        let load = commodity(terminal, which, port).truck_load_kg;
        self.book(port, sim);
        match self.stage {
            Starting if !self.brings => Held.hold(self.draw(Part::Dwell, &commodity(terminal, which, port).dwell, port, sim)),
            Starting | Held => match self.journey(port, sim) {
                Some((from, to)) => OnTheRoad.until(trip::drive(from, to, key, 0, self.hours.expect("it has set out"), sim)),
                None => self.arrive(port, sim),
            },
            OnTheRoad => {
                let (from, to) = self.journey(port, sim).expect("it came over the road");
                self.on = trip::last_way(from, to, port);
                self.arrive(port, sim)
            }
            AwaitingPlace => {
                at(terminal, port).stores[usize::from(which)].keep(load);
                AwaitingBay.until(sim.seize(at(terminal, port).stores[usize::from(which)].bay))
            }
            AwaitingBay => {
                if let Some(way) = self.on.take() {
                    port.roads.leave(way, sim);
                }
                let loading = self.draw(Part::Loading, &commodity(terminal, which, port).truck_loading, port, sim);
                Loading.hold(port.conditions.slow(Target::BulkTerminal(terminal, BulkPart::TruckBays), loading))
            }
            Loading => {
                let store = &mut port.bulk_terminals[terminal.index()].stores[usize::from(which)];
                if self.brings {
                    store.put(load);
                } else {
                    store.take(load, sim);
                }
                let (bay, scenario) = (store.bay, port.scenario.clone());
                let law = &scenario.bulk_terminals[terminal.index()].commodities[usize::from(which)].truck_loading;
                let mut draw = sim.streams.of(BULK, key, Part::Loading as u32);
                let of = Target::BulkTerminal(terminal, BulkPart::TruckBays);
                upkeep::put_back(of, bay, key, || law.sample_duration(&mut draw), port, sim);
                let (brings, took) = (self.brings, sim.now() - self.came);
                sim.record(Record::BulkTruckLeft { terminal, commodity: which, brings, kg: load, took });
                self.hours.expect("it has set out").close(sim);
                if let Some((from, to)) = self.journey(port, sim) {
                    trip::drive_off(to, from, key, 1, sim);
                }
                Gone.done()
            }
            Gone => unreachable!("a truck that is gone is not resumed"),
        }
    }

    /// Books the time of the stage that ends, from when it sets out.
    fn book(&mut self, port: &Port, sim: &mut Sim) {
        if self.stage == Held || self.stage == Starting && self.brings {
            let quay = port.scenario.quay_of(QuayOwner::BulkTerminal(self.terminal.index()));
            self.hours = Some(Account::open(Entity::running(EntityKind::Truck, sim), Place::Quay(quay), sim));
        }
        let Some(hours) = &mut self.hours else { return };
        let cause = match self.stage {
            Starting | Held | OnTheRoad | Gone => None,
            AwaitingPlace => Some(DelayCause::YardRoom),
            AwaitingBay => Some(DelayCause::Bay),
            Loading => Some(DelayCause::Work),
        };
        match cause {
            Some(DelayCause::Bay) => {
                hours.book_wait(DelayCause::Bay, &[Target::BulkTerminal(self.terminal, BulkPart::TruckBays)], &port.blame, sim)
            }
            cause => hours.book(cause, sim),
        }
    }

    fn arrive(&mut self, port: &mut Port, sim: &mut Sim) -> Next<BulkTruckStage> {
        self.came = sim.now();
        let load = commodity(self.terminal, self.commodity, port).truck_load_kg;
        let store = &mut port.bulk_terminals[self.terminal.index()].stores[usize::from(self.commodity)];
        if self.brings { AwaitingPlace.until(store.ask_by_land(load, sim)) } else { AwaitingBay.until(sim.seize(store.bay)) }
    }

    /// Where it comes from, and where it comes in, if roads lead there.
    fn journey(&self, port: &Port, sim: &Sim) -> Option<(usize, usize)> {
        let to = plan(self.terminal, port).road?;
        let unit = sim.streams.of(BULK, self.key(port), Part::Origin as u32).open_unit();
        Some((port.scenario.roads.origin(unit)?, to))
    }
    fn key(&self, port: &Port) -> u64 {
        key_of(self.terminal, self.commodity, self.number, self.brings, port)
    }
    fn draw(&self, what: Part, variate: &Variate, port: &Port, sim: &Sim) -> SimDuration {
        variate.sample_duration(&mut sim.streams.of(BULK, self.key(port), what as u32))
    }
}

/// Trucks that bring, and those that fetch, are two families of each commodity.
fn key_of(terminal: BulkTerminalId, which: u16, number: u32, brings: bool, port: &Port) -> u64 {
    let family = part(port.bulk_terminals[terminal.index()].stores[usize::from(which)].key, u64::from(brings));
    part(family, u64::from(number))
}
