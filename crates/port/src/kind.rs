//! The kinds of process of this model. A new kind is a file, a variant and two arms; the compiler asks for the arms.

use crate::port::Port;
use crate::process::{
    bulk::BulkLife, cars::CarLife, consignment::Consignment, dispatch::Dispatch, liquid::LiquidLife, quay_crane::QuayCrane,
    rail_crane::RailCrane, railway::Railway, service::Caller, ship::Ship, train::Train, trip::Trip, truck::Truck,
    vehicle::Vehicle, weather::Hours, yard_crane::YardCrane,
};
use crate::record::Record;
use darse_engine::{Process, SimDuration, Step};
use serde::{Deserialize, Serialize};

/// The engine, for this model.
pub type Sim = darse_engine::Sim<Kind>;

/// Why a process may be interrupted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cause {
    /// The port has closed to ships: wind, swell or fog.
    Closed,
    /// Somebody else has done what it was for.
    NotNeeded,
}

/// One variant a kind.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Kind {
    Caller(Caller),
    Ship(Ship),
    QuayCrane(QuayCrane),
    Vehicle(Vehicle),
    YardCrane(YardCrane),
    Truck(Truck),
    Trip(Trip),
    Railway(Railway),
    Train(Train),
    RailCrane(RailCrane),
    Consignment(Consignment),
    Dispatch(Dispatch),
    Cars(CarLife),
    Liquid(LiquidLife),
    Bulk(BulkLife),
    Hours(Hours),
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
            Kind::Railway(it) => it.live(port, sim).enter(&mut it.stage),
            Kind::Train(it) => it.live(port, sim).enter(&mut it.stage),
            Kind::RailCrane(it) => it.live(port, sim).enter(&mut it.stage),
            Kind::Consignment(it) => it.live(port, sim).enter(&mut it.stage),
            Kind::Dispatch(it) => it.live(port, sim).enter(&mut it.stage),
            Kind::Cars(it) => it.live(port, sim),
            Kind::Liquid(it) => it.live(port, sim),
            Kind::Bulk(it) => it.live(port, sim),
            Kind::Hours(it) => it.live(port, sim).enter(&mut it.stage),
        }
    }

    fn interrupted(&mut self, cause: Cause, left: SimDuration, port: &mut Port, sim: &mut Sim) -> Option<Step> {
        match self {
            Kind::Ship(it) => it.interrupted(cause, left, port, sim).map(|next| next.enter(&mut it.stage)),
            Kind::Truck(it) => it.interrupted(cause).map(|next| next.enter(&mut it.stage)),
            Kind::Caller(_) | Kind::QuayCrane(_) | Kind::Vehicle(_) | Kind::YardCrane(_) | Kind::Hours(_) => None,
            Kind::Cars(_) | Kind::Liquid(_) | Kind::Bulk(_) => None,
            Kind::Railway(_) | Kind::Train(_) | Kind::RailCrane(_) | Kind::Consignment(_) | Kind::Dispatch(_) | Kind::Trip(_) => {
                None
            }
        }
    }
}
