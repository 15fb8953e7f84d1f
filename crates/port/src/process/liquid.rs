//! Lives at a tank farm: the ship's side, the pipeline, trucks, and tanks that settle.

mod draw_off;
mod tanker;

use crate::facility::tank_farm::{Parcel, TankFarm};
use crate::hours::Account;
use crate::ids::{CallId, TankFarmId, Way};
use crate::kind::{Kind, Sim};
use crate::port::Port;
use crate::record::{LiquidWay, Record};
use crate::scenario::{QuayOwner, TankFarmPlan};
use crate::streams::LIQUID;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Answer, Next, SimDuration, SimTime, Stage, Step, Variate, stand_by};
use draw_off::TankTruck;
pub use draw_off::{Pipeline, Tankers};
use tanker::Tanker;

/// One variant a life.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub enum LiquidLife {
    Tanker(Tanker),
    Settling(Settling),
    Pipeline(Pipeline),
    Tankers(Tankers),
    Truck(TankTruck),
}

impl LiquidLife {
    /// Hours of trucks.
    pub fn account(&self) -> Option<Account> {
        match self {
            LiquidLife::Truck(it) => it.account(),
            _ => None,
        }
    }

    /// The road on which it takes a place: trucks do.
    pub fn stands_on(&self) -> Option<Way> {
        match self {
            LiquidLife::Truck(it) => it.stands_on(),
            _ => None,
        }
    }

    /// One step.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Step {
        match self {
            LiquidLife::Tanker(it) => it.live(port, sim).enter(&mut it.stage),
            LiquidLife::Settling(it) => it.live(port, sim).enter(&mut it.stage),
            LiquidLife::Pipeline(it) => it.live(port, sim).enter(&mut it.stage),
            LiquidLife::Tankers(it) => it.live(port, sim).enter(&mut it.stage),
            LiquidLife::Truck(it) => it.live(port, sim).enter(&mut it.stage),
        }
    }
}

/// The work alongside of a tanker that is ready at this time; the running process is told when it is done.
pub fn work_ship(call: CallId, hours: Account, ready: SimTime, port: &mut Port, sim: &mut Sim) -> Answer {
    let QuayOwner::TankFarm(farm) = port.scenario.owner(port.calls[call].quay) else {
        unreachable!("liquids are worked at a tank farm")
    };
    let (answer, ticket) = stand_by(sim);
    port.calls.close(call); // no box is booked on it
    sim.spawn(Kind::Liquid(LiquidLife::Tanker(Tanker::new(TankFarmId(farm as u8), call, hours, ready, ticket))));
    answer
}

/// What is drawn for a call or a truck.
#[derive(Clone, Copy)]
enum Part {
    Unload,
    Load,
    Between,
    Product,
    Loading,
    Origin,
}

fn plan(farm: TankFarmId, port: &Port) -> &TankFarmPlan {
    &port.scenario.tank_farms[farm.index()]
}
fn at(farm: TankFarmId, port: &mut Port) -> &mut TankFarm {
    &mut port.tank_farms[farm.index()]
}

/// So many tonnes, in whole kilograms.
fn draw_kg(part: Part, tonnes: &Variate, factor: f64, key: u64, sim: &Sim) -> u64 {
    let tonnes = tonnes.sample(&mut sim.streams.of(LIQUID, key, part as u32));
    (1000.0 * factor * tonnes).max(0.0).round() as u64
}

/// How long so much takes.
fn pumping(kg: u64, kg_h: f64) -> SimDuration {
    SimDuration::from_seconds_f64(kg as f64 * 3600.0 / kg_h)
}

/// Half of the time of a parcel is over.
fn shift(farm: TankFarmId, parcel: Parcel, way: LiquidWay, port: &mut Port, sim: &mut Sim) {
    let content_kg = at(farm, port).shift(parcel);
    sim.record(Record::TankLevel { farm, tank: parcel.tank, kg: content_kg });
    sim.record(Record::LiquidMoved { farm, way, kg: parcel.kg });
}

/// A parcel is done.
fn finish(farm: TankFarmId, parcel: Parcel, port: &mut Port, sim: &mut Sim) {
    at(farm, port).finish(parcel, sim);
    if parcel.fill {
        sim.spawn(Kind::Liquid(LiquidLife::Settling(Settling { farm, tank: parcel.tank, stage: SettlingStage::Starting })));
    }
}

/// What a filled tank is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum SettlingStage {
    Starting,
    Settling,
    Settled,
}
impl Stage for SettlingStage {}

/// A tank that settles after a receipt.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Settling {
    farm: TankFarmId,
    tank: u16,
    /// What it is doing.
    pub stage: SettlingStage,
}

impl Settling {
    /// Until water and dirt are down, and samples are taken.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<SettlingStage> {
        match self.stage {
            SettlingStage::Starting => SettlingStage::Settling.hold(plan(self.farm, port).settling),
            SettlingStage::Settling => {
                at(self.farm, port).settle(self.tank, sim);
                SettlingStage::Settled.done()
            }
            SettlingStage::Settled => unreachable!("a tank that has settled is not resumed"),
        }
    }
}
