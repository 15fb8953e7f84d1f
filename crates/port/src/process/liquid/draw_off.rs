//! Who draws product out on the land side: a pipeline, batch after batch, and trucks, which come by chance.
//!
//! ```text
//! pipeline: awaiting tank ─ flowing (two halves) ─ awaiting tank ─ …
//! tankers:  between ─ a truck sets out ─ between ─ …
//! truck:    on the road ─ awaiting bay ─ awaiting tank ─ loading (two halves) ─ gone
//! ```
//! A truck stands on the road until it has a bay. Neither needs a line of the manifold.

use super::{LiquidLife, Part, at, finish, plan, pumping, shift};
use crate::facility::condition::{TankPart, Target};
use crate::facility::tank_farm::{Parcel, TankWish};
use crate::hours::{Account, DelayCause, Entity, EntityKind, Place};
use crate::ids::{TankFarmId, Way};
use crate::kind::{Kind, Sim};
use crate::port::Port;
use crate::process::{trip, upkeep};
use crate::record::{LiquidWay, Record};
use crate::scenario::QuayOwner;
use crate::streams::{LIQUID, part};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Next, SimDuration, SimTime, Stage};

/// What a pipeline is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum PipelineStage {
    Starting,
    AwaitingTank,
    FirstHalf,
    SecondHalf,
}
impl Stage for PipelineStage {}

/// A pipeline that draws.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Pipeline {
    farm: TankFarmId,
    parcel: Option<Parcel>,
    half: SimDuration,
    /// What it is doing.
    pub stage: PipelineStage,
}

/// Calls have keys below, trucks above this.
const PIPELINE: u64 = 1 << 40;

impl Pipeline {
    /// Of a farm that has one.
    pub fn new(farm: TankFarmId) -> Self {
        Pipeline { farm, parcel: None, half: SimDuration::ZERO, stage: PipelineStage::Starting }
    }

    /// Batch after batch.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<PipelineStage> {
        match self.stage {
            PipelineStage::Starting => self.ask(port, sim),
            PipelineStage::AwaitingTank => {
                let parcel = at(self.farm, port).take_parcel(PIPELINE);
                let flow = plan(self.farm, port).pipeline.as_ref().expect("the farm has a pipeline").flow_kg_h;
                self.half = pumping(parcel.kg, flow * port.scenario.cargo_demand.liquid) / 2;
                self.parcel = Some(parcel);
                PipelineStage::FirstHalf.hold(self.half)
            }
            PipelineStage::FirstHalf => {
                shift(self.farm, self.parcel.expect("it draws a batch"), LiquidWay::Pipeline, port, sim);
                PipelineStage::SecondHalf.hold(self.half)
            }
            PipelineStage::SecondHalf => {
                finish(self.farm, self.parcel.take().expect("it draws a batch"), port, sim);
                self.ask(port, sim)
            }
        }
    }

    fn ask(&self, port: &mut Port, sim: &mut Sim) -> Next<PipelineStage> {
        let it = plan(self.farm, port).pipeline.as_ref().expect("the farm has a pipeline");
        let (most, product) = (it.batch_kg, it.product as u16);
        let wish = TankWish { key: PIPELINE, product, fill: false, most, least: most };
        PipelineStage::AwaitingTank.until(at(self.farm, port).ask(wish, sim))
    }
}

/// What the source of trucks is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum TankersStage {
    Starting,
    Between,
}
impl Stage for TankersStage {}

/// The source of trucks.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Tankers {
    farm: TankFarmId,
    /// Number of the next truck.
    number: u32,
    /// What it is doing.
    pub stage: TankersStage,
}

impl Tankers {
    /// Before the first truck.
    pub fn new(farm: TankFarmId) -> Self {
        Tankers { farm, number: 0, stage: TankersStage::Starting }
    }

    /// Truck after truck.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<TankersStage> {
        if self.stage == TankersStage::Between {
            sim.spawn(Kind::Liquid(LiquidLife::Truck(TankTruck::new(self.farm, self.number))));
            self.number += 1;
        }
        let every = plan(self.farm, port).truck_every.as_ref().expect("trucks come to this farm");
        let key = key_of(self.farm, self.number, port);
        let seconds = every.sample(&mut sim.streams.of(LIQUID, key, Part::Between as u32)) / port.scenario.cargo_demand.liquid;
        TankersStage::Between.hold(SimDuration::from_seconds_f64(seconds))
    }
}

/// What a truck is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum TankTruckStage {
    Starting,
    OnTheRoad,
    AwaitingBay,
    AwaitingTank,
    FirstHalf,
    SecondHalf,
    Gone,
}
use TankTruckStage::*;
impl Stage for TankTruckStage {}

/// One truck.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct TankTruck {
    farm: TankFarmId,
    number: u32,
    parcel: Option<Parcel>,
    half: SimDuration,
    /// The road on which it stands.
    on: Option<Way>,
    came: SimTime,
    hours: Option<Account>,
    /// What it is doing.
    pub stage: TankTruckStage,
}

impl TankTruck {
    /// Its hours, or of whom it lives a part of the life.
    pub fn account(&self) -> Option<Account> {
        self.hours
    }

    /// The road on which it takes a place.
    pub fn stands_on(&self) -> Option<Way> {
        self.on
    }

    fn new(farm: TankFarmId, number: u32) -> Self {
        let half = SimDuration::ZERO;
        TankTruck { farm, number, parcel: None, half, on: None, came: SimTime(0), hours: None, stage: Starting }
    }

    /// One visit.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<TankTruckStage> {
        let (farm, key) = (self.farm, key_of(self.farm, self.number, port));
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
            AwaitingBay => {
                if let Some(way) = self.on.take() {
                    port.roads.leave(way, sim);
                }
                let (most, product) = (plan(farm, port).truck_load_kg, self.product(port, sim));
                let wish = TankWish { key: self.wish_key(), product, fill: false, most, least: most };
                AwaitingTank.until(at(farm, port).ask(wish, sim))
            }
            AwaitingTank => {
                self.parcel = Some(at(farm, port).take_parcel(self.wish_key()));
                let loading =
                    plan(farm, port).truck_loading.sample_duration(&mut sim.streams.of(LIQUID, key, Part::Loading as u32));
                self.half = port.conditions.slow(Target::TankFarm(farm, TankPart::TruckBays), loading) / 2;
                FirstHalf.hold(self.half)
            }
            FirstHalf => {
                shift(farm, self.parcel.expect("it takes a load"), LiquidWay::Truck, port, sim);
                SecondHalf.hold(self.half)
            }
            SecondHalf => {
                finish(farm, self.parcel.take().expect("it takes a load"), port, sim);
                let (bay, loading) = (at(farm, port).truck_bay, self.half * 2);
                upkeep::put_back(Target::TankFarm(farm, TankPart::TruckBays), bay, key, || loading, port, sim);
                sim.record(Record::TankTruckLeft { farm, took: sim.now() - self.came });
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
        let at = Place::Quay(port.scenario.quay_of(QuayOwner::TankFarm(self.farm.index())));
        let open = |sim: &mut Sim| Account::open(Entity::running(EntityKind::Truck, sim), at, sim);
        let hours = self.hours.get_or_insert_with(|| open(sim));
        let cause = match self.stage {
            Starting | OnTheRoad | Gone => None,
            AwaitingBay => Some(DelayCause::Bay),
            AwaitingTank => Some(DelayCause::Upstream),
            FirstHalf | SecondHalf => Some(DelayCause::Work),
        };
        match cause {
            Some(DelayCause::Bay) => {
                hours.book_wait(DelayCause::Bay, &[Target::TankFarm(self.farm, TankPart::TruckBays)], &port.blame, sim)
            }
            cause => hours.book(cause, sim),
        }
        *hours
    }

    fn arrive(&mut self, port: &mut Port, sim: &mut Sim) -> Next<TankTruckStage> {
        self.came = sim.now();
        AwaitingBay.until(sim.seize(at(self.farm, port).truck_bay))
    }

    /// Products are fetched in the proportion of their tanks.
    fn product(&self, port: &Port, sim: &Sim) -> u16 {
        let it = plan(self.farm, port);
        let key = key_of(self.farm, self.number, port);
        let all: u64 = it.tanks.iter().map(|tank| tank.capacity_kg).sum();
        let mut left = sim.streams.of(LIQUID, key, Part::Product as u32).open_unit() * all as f64;
        let chosen = it.tanks.iter().find(|tank| {
            left -= tank.capacity_kg as f64;
            left <= 0.0
        });
        chosen.or(it.tanks.last()).map_or(0, |tank| tank.product as u16)
    }

    /// Where it comes from, and where it comes in, if roads lead there.
    fn journey(&self, port: &Port, sim: &Sim) -> Option<(usize, usize)> {
        let to = plan(self.farm, port).road?;
        let key = key_of(self.farm, self.number, port);
        Some((port.scenario.roads.origin(sim.streams.of(LIQUID, key, Part::Origin as u32).open_unit())?, to))
    }
    /// Among those that wait for tanks.
    fn wish_key(&self) -> u64 {
        PIPELINE + 1 + u64::from(self.number)
    }
}

fn key_of(farm: TankFarmId, number: u32, port: &Port) -> u64 {
    part(port.tank_farms[farm.index()].key, u64::from(number))
}
