//! The kinds of process of this model. A new kind is a file, a variant and two arms; the compiler asks for the arms.

use crate::port::Port;
use crate::process::{
    assembly::Assembly, bulk::BulkLife, cars::CarLife, clearance::Clearance, consignment::Consignment, cyber::Loss,
    dispatch::Dispatch, disruption::Disruption, embarking::Embarking, ferry_call::FerryCall, ferry_demand::FerryDemand,
    haulage::Haul, landing::Landing, liquid::LiquidLife, parts_box::PartsBox, quay_crane::QuayCrane, rail_crane::RailCrane,
    rail_run::RailRun, railway::Railway, service::Caller, shift_change::ShiftChange, ship::Ship, supplier::Supplier, tow::Tow,
    train::Train, trip::Trip, truck::Truck, upkeep::UpkeepLife, vehicle::Vehicle, weather::Hours, yard_crane::YardCrane,
};
use crate::record::Record;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Process, SimDuration, Step};

/// The engine, for this model.
pub type Sim = darse_engine::Sim<Kind>;

/// Why a process may be interrupted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Cause {
    /// The port has closed to ships: wind, swell or fog.
    Closed,
    /// Somebody else has done what it was for.
    NotNeeded,
}

/// One variant a kind.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub enum Kind {
    Caller(Caller),
    Ship(Ship),
    QuayCrane(QuayCrane),
    Vehicle(Vehicle),
    YardCrane(YardCrane),
    Truck(Truck),
    Trip(Trip),
    Haul(Haul),
    Railway(Railway),
    Train(Train),
    RailCrane(RailCrane),
    Consignment(Consignment),
    Dispatch(Dispatch),
    RailRun(RailRun),
    Assembly(Assembly),
    PartsBox(PartsBox),
    Supplier(Supplier),
    ShiftChange(ShiftChange),
    Clearance(Clearance),
    FerryDemand(FerryDemand),
    Embarking(Embarking),
    FerryCall(FerryCall),
    Landing(Landing),
    Tow(Tow),
    Cars(CarLife),
    Liquid(LiquidLife),
    Bulk(BulkLife),
    Upkeep(UpkeepLife),
    Loss(Loss),
    Hours(Hours),
    Disruption(Disruption),
}

impl Process for Kind {
    type World = Port;
    type Record = Record;
    type Cause = Cause;

    #[inline]
    fn resume(&mut self, port: &mut Port, sim: &mut Sim) -> Step {
        match self {
            Kind::Caller(it) => it.live(port, sim).enter(&mut it.stage),
            Kind::Ship(it) => it.live(port, sim).enter(&mut it.stage),
            Kind::QuayCrane(it) => it.live(port, sim).enter(&mut it.stage),
            Kind::Vehicle(it) => it.live(port, sim).enter(&mut it.stage),
            Kind::YardCrane(it) => it.live(port, sim).enter(&mut it.stage),
            Kind::Truck(it) => it.live(port, sim).enter(&mut it.stage),
            Kind::Trip(it) => it.live(port, sim).enter(&mut it.stage),
            Kind::Haul(it) => it.live(port, sim).enter(&mut it.stage),
            Kind::Railway(it) => it.live(port, sim).enter(&mut it.stage),
            Kind::Train(it) => it.live(port, sim).enter(&mut it.stage),
            Kind::RailCrane(it) => it.live(port, sim).enter(&mut it.stage),
            Kind::Consignment(it) => it.live(port, sim).enter(&mut it.stage),
            Kind::Dispatch(it) => it.live(port, sim).enter(&mut it.stage),
            Kind::RailRun(it) => it.live(port, sim).enter(&mut it.stage),
            Kind::Assembly(it) => it.live(port, sim).enter(&mut it.stage),
            Kind::PartsBox(it) => it.live(port, sim).enter(&mut it.stage),
            Kind::Supplier(it) => it.live(port, sim).enter(&mut it.stage),
            Kind::ShiftChange(it) => it.live(port, sim).enter(&mut it.stage),
            Kind::Clearance(it) => it.live(port, sim).enter(&mut it.stage),
            Kind::FerryDemand(it) => it.live(port, sim).enter(&mut it.stage),
            Kind::Embarking(it) => it.live(port, sim).enter(&mut it.stage),
            Kind::FerryCall(it) => it.live(port, sim).enter(&mut it.stage),
            Kind::Landing(it) => it.live(port, sim).enter(&mut it.stage),
            Kind::Tow(it) => it.live(port, sim).enter(&mut it.stage),
            Kind::Cars(it) => it.live(port, sim),
            Kind::Liquid(it) => it.live(port, sim),
            Kind::Bulk(it) => it.live(port, sim),
            Kind::Upkeep(it) => it.live(port, sim),
            Kind::Loss(it) => it.live(port, sim).enter(&mut it.stage),
            Kind::Hours(it) => it.live(port, sim).enter(&mut it.stage),
            Kind::Disruption(it) => it.live(port, sim).enter(&mut it.stage),
        }
    }

    fn interrupted(&mut self, cause: Cause, left: SimDuration, port: &mut Port, sim: &mut Sim) -> Option<Step> {
        match self {
            Kind::Ship(it) => it.interrupted(cause, left, port, sim).map(|next| next.enter(&mut it.stage)),
            Kind::Truck(it) => it.interrupted(cause).map(|next| next.enter(&mut it.stage)),
            Kind::Clearance(_) => None,
            Kind::FerryDemand(_) | Kind::Embarking(_) | Kind::FerryCall(_) | Kind::Landing(_) | Kind::Tow(_) => None,
            Kind::Caller(_) | Kind::QuayCrane(_) | Kind::Vehicle(_) | Kind::YardCrane(_) | Kind::Hours(_) => None,
            Kind::Railway(_)
            | Kind::Train(_)
            | Kind::RailCrane(_)
            | Kind::Consignment(_)
            | Kind::Dispatch(_)
            | Kind::Trip(_)
            | Kind::Haul(_) => None,
            Kind::RailRun(_) | Kind::Assembly(_) | Kind::PartsBox(_) | Kind::Supplier(_) | Kind::ShiftChange(_) => None,
            Kind::Cars(_) | Kind::Liquid(_) | Kind::Bulk(_) | Kind::Disruption(_) | Kind::Upkeep(_) | Kind::Loss(_) => None,
        }
    }
}
