//! A truck load of pallets that was ordered from a warehouse of the free zone.
//!
//! ```text
//! ordered ─ awaiting gang ─ picking ─ picked ─ awaiting dock ─ loading ─┬──────────────────────────────────┬─ gone
//!                                                                      └ to access zone ─ in access zone ──┘
//! ```
//! A load whose pallets crossed the dock is not picked: it goes from the gang to the dock.
//!
//! A truck is at hand when its load is (assumption). The gang that picks loads, too. A truck that leaves the country is let go at the
//! exit of the access zone: the demand of ferries is a number of its own.

use crate::facility::condition::{Target, WarehousePart};
use crate::facility::warehouse::Warehouse;
use crate::hours::{Account, DelayCause, Entity, EntityKind, Place};
use crate::ids::{WarehouseId, Way};
use crate::kind::Sim;
use crate::port::Port;
use crate::process::{clearance, trip};
use crate::record::Record;
use crate::scenario::WarehousePlan;
use crate::streams::{TRIP, WAREHOUSE, part};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Next, SimDuration, SimTime, Stage};

/// What a dispatch is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum DispatchStage {
    Starting,
    AwaitingGang,
    Picking,
    Picked,
    AwaitingDock,
    Loading,
    ToAccessZone,
    InAccessZone,
    Gone,
}
use DispatchStage::*;
impl Stage for DispatchStage {}

/// One truck load.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Dispatch {
    warehouse: WarehouseId,
    /// Which truck load of the warehouse, from 0.
    number: u32,
    /// Its pallets stand at the dock and were never stored.
    across: bool,
    ordered: SimTime,
    /// Those of its truck.
    hours: Account,
    /// What it is doing.
    pub stage: DispatchStage,
}

/// Which duration is drawn.
#[derive(Clone, Copy)]
enum Part {
    Picking,
    Loading,
    Leaves,
}

impl Dispatch {
    /// Its hours, or of whom it lives a part of the life.
    pub fn account(&self) -> Option<Account> {
        Some(self.hours)
    }

    /// A truck load, ordered now.
    pub fn new(warehouse: WarehouseId, number: u32, ordered: SimTime) -> Self {
        let hours = Account::unopened(EntityKind::Truck, Place::Warehouse(warehouse));
        Dispatch { warehouse, number, across: false, ordered, hours, stage: Starting }
    }

    /// A truck load that is complete between the docks.
    pub fn across(warehouse: WarehouseId, number: u32, ordered: SimTime) -> Self {
        Dispatch { across: true, ..Dispatch::new(warehouse, number, ordered) }
    }

    /// From the order to the road.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<DispatchStage> {
        let (warehouse, pallets) = (self.warehouse, self.plan(port).truck_load);
        self.book(sim);
        match self.stage {
            Starting => AwaitingGang.until(sim.seize(self.at(port).gang)),
            AwaitingGang if self.across => AwaitingDock.until(sim.seize(self.at(port).dock_out)),
            AwaitingGang => Picking.hold(port.conditions.slow(self.gangs(), self.draw_picking(port, sim))),
            Picking => Picked.until(self.at(port).pick(sim)),
            Picked => {
                sim.record(Record::PalletsPicked { warehouse, pallets });
                AwaitingDock.until(sim.seize(self.at(port).dock_out))
            }
            AwaitingDock => {
                sim.record(Record::Dock { warehouse, out: true, change: 1 });
                Loading.hold(port.conditions.slow(self.gangs(), self.draw_loading(port, sim)))
            }
            Loading => {
                match self.across {
                    true => self.at(port).send_across(),
                    false => self.at(port).send(),
                }
                sim.release(self.at(port).dock_out);
                sim.release(self.at(port).gang);
                self.report(port, sim);
                self.set_off(port, sim)
            }
            ToAccessZone => {
                let (house, zone) = self.road(port).expect("it came over the road");
                self.be_cleared(trip::last_way(house, zone, port), port, sim)
            }
            InAccessZone => {
                if let (Some((_, zone)), Some(home)) = (self.road(port), self.origin(port, sim)) {
                    trip::drive_off(zone, home, self.key(port), 1, sim);
                }
                self.leave(sim)
            }
            Gone => unreachable!("a truck load that is gone is not resumed"),
        }
    }

    /// Books the time of the stage that ends: its truck is there when its load is complete.
    fn book(&mut self, sim: &mut Sim) {
        match self.stage {
            Starting | Picking | Gone => {}
            AwaitingGang if !self.across => {}
            AwaitingGang | Picked => self.hours = Account::open(Entity::running(EntityKind::Truck, sim), self.hours.at, sim),
            AwaitingDock => self.hours.book(Some(DelayCause::Bay), sim),
            Loading => self.hours.book(Some(DelayCause::Work), sim),
            ToAccessZone | InAccessZone => self.hours.book(None, sim),
        }
    }

    fn leave(&self, sim: &mut Sim) -> Next<DispatchStage> {
        self.hours.close(sim);
        Gone.done()
    }

    /// Leaves the dock; for another country, through the access zone.
    fn set_off(&self, port: &Port, sim: &mut Sim) -> Next<DispatchStage> {
        let share = self.plan(port).export_share;
        let leaves = share > 0.0 && self.draws(Part::Leaves, port, sim).chance(share);
        match (self.plan(port).access_zone, self.road(port)) {
            (Some(_), Some((house, zone))) if leaves => {
                ToAccessZone.until(trip::drive(house, zone, self.key(port), 0, self.hours, sim))
            }
            (Some(_), None) if leaves => self.be_cleared(None, port, sim),
            _ => self.leave(sim),
        }
    }

    fn be_cleared(&self, on: Option<Way>, port: &Port, sim: &mut Sim) -> Next<DispatchStage> {
        let zone = self.plan(port).access_zone.expect("it passes an access zone");
        InAccessZone.until(clearance::pass(zone, self.key(port), on, self.hours, sim))
    }

    /// Where the warehouse and its access zone stand, if both are on roads.
    fn road(&self, port: &Port) -> Option<(usize, usize)> {
        let plan = self.plan(port);
        Some((plan.road?, port.scenario.access_zones[plan.access_zone?].road?))
    }
    fn origin(&self, port: &Port, sim: &Sim) -> Option<usize> {
        port.scenario.roads.origin(sim.streams.of(TRIP, self.key(port), u32::MAX).open_unit())
    }

    fn report(&self, port: &Port, sim: &mut Sim) {
        let took = sim.now() - self.ordered;
        let plan = self.plan(port);
        let late = took.saturating_sub(plan.promised);
        sim.record(Record::Dock { warehouse: self.warehouse, out: true, change: -1 });
        sim.record(Record::PalletsOut { warehouse: self.warehouse, pallets: plan.truck_load, took, late });
    }

    fn gangs(&self) -> Target {
        Target::Warehouse(self.warehouse, WarehousePart::Gangs)
    }
    fn plan<'a>(&self, port: &'a Port) -> &'a WarehousePlan {
        &port.scenario.warehouses[self.warehouse.index()]
    }
    fn at<'a>(&self, port: &'a mut Port) -> &'a mut Warehouse {
        &mut port.warehouses[self.warehouse.index()]
    }
    fn draw_picking(&self, port: &Port, sim: &Sim) -> SimDuration {
        let (plan, mut draw) = (self.plan(port), self.draws(Part::Picking, port, sim));
        (0..plan.truck_load).map(|_| plan.handling.sample_duration(&mut draw)).sum()
    }
    fn draw_loading(&self, port: &Port, sim: &Sim) -> SimDuration {
        self.plan(port).loading.sample_duration(&mut self.draws(Part::Loading, port, sim))
    }
    fn draws(&self, what: Part, port: &Port, sim: &Sim) -> darse_engine::Draw {
        sim.streams.of(WAREHOUSE, self.key(port), what as u32)
    }
    fn key(&self, port: &Port) -> u64 {
        part(port.warehouses[self.warehouse.index()].key, u64::from(self.number) | u64::from(self.across) << 32)
    }
}
