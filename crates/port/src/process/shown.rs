//! What can be seen of a process from outside, whatever its kind: for what must hold of all of them together. Nothing of the model asks.

use crate::cargo::Unit;
use crate::facility::feeder::Consumer;
use crate::hours::Account;
use crate::ids::Way;
use crate::kind::Kind;

impl Kind {
    /// The road on which it takes a place. A kind that does, and is not named here, breaks an invariant.
    pub fn stands_on(&self) -> Option<Way> {
        match self {
            Kind::Trip(it) => it.stands_on(),
            Kind::Truck(it) => it.stands_on(),
            Kind::Clearance(it) => it.stands_on(),
            Kind::Embarking(it) => it.stands_on(),
            Kind::Cars(it) => it.stands_on(),
            Kind::Liquid(it) => it.stands_on(),
            Kind::Bulk(it) => it.stands_on(),
            _ => None,
        }
    }

    /// The hours that it keeps: its own (of this very process, or of a ship), or those of whoever waits for it.
    pub fn account(&self) -> Option<Account> {
        match self {
            Kind::Ship(it) => it.account(),
            Kind::Truck(it) => it.account(),
            Kind::Haul(it) => it.account(),
            Kind::Train(it) => it.account(),
            Kind::Consignment(it) => it.account(),
            Kind::Dispatch(it) => it.account(),
            Kind::PartsBox(it) => it.account(),
            Kind::Supplier(it) => it.account(),
            Kind::Embarking(it) => it.account(),
            Kind::Landing(it) => it.account(),
            Kind::Cars(it) => it.account(),
            Kind::Liquid(it) => it.account(),
            Kind::Bulk(it) => it.account(),
            _ => None,
        }
    }

    /// What a crane has off a ship or train that is not in the terminal yet.
    pub fn brings(&self) -> Option<Unit> {
        match self {
            Kind::QuayCrane(it) => it.brings(),
            Kind::RailCrane(it) => it.brings(),
            _ => None,
        }
    }

    /// As what it draws power now, or waits for it, where a feeder supplies it.
    pub fn consumes(&self) -> Option<Consumer> {
        match self {
            Kind::Ship(it) => it.consumes(),
            Kind::QuayCrane(it) => it.consumes(),
            Kind::YardCrane(it) => it.consumes(),
            Kind::Vehicle(it) => it.consumes(),
            _ => None,
        }
    }
}
