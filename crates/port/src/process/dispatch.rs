//! A truck load of pallets that was ordered from a warehouse of the free zone.
//!
//! ```text
//! ordered ─ awaiting gang ─ picking ─ picked ─ awaiting dock ─ loading ─ gone
//! ```
//! A load whose pallets crossed the dock is not picked: it goes from the gang to the dock.
//!
//! A truck is at hand when its load is (assumption). The gang that picks loads, too.

use crate::facility::warehouse::Warehouse;
use crate::ids::WarehouseId;
use crate::kind::Sim;
use crate::port::Port;
use crate::record::Record;
use crate::scenario::WarehousePlan;
use crate::streams::{WAREHOUSE, part};
use darse_engine::{Next, SimDuration, SimTime, Stage};
use serde::{Deserialize, Serialize};

/// What a dispatch is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DispatchStage {
    Starting,
    AwaitingGang,
    Picking,
    Picked,
    AwaitingDock,
    Loading,
    Gone,
}
use DispatchStage::*;
impl Stage for DispatchStage {}

/// One truck load.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Dispatch {
    warehouse: WarehouseId,
    /// Which truck load of the warehouse, from 0.
    number: u32,
    /// Its pallets stand at the dock and were never stored.
    across: bool,
    ordered: SimTime,
    docked: SimTime,
    /// What it is doing.
    pub stage: DispatchStage,
}

/// Which duration is drawn.
#[derive(Clone, Copy)]
enum Part {
    Picking,
    Loading,
}

impl Dispatch {
    /// A truck load, ordered now.
    pub fn new(warehouse: WarehouseId, number: u32, ordered: SimTime) -> Self {
        Dispatch { warehouse, number, across: false, ordered, docked: SimTime(0), stage: Starting }
    }

    /// A truck load that is complete between the docks.
    pub fn across(warehouse: WarehouseId, number: u32, ordered: SimTime) -> Self {
        Dispatch { across: true, ..Dispatch::new(warehouse, number, ordered) }
    }

    /// From the order to the road.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<DispatchStage> {
        let (warehouse, pallets) = (self.warehouse, self.plan(port).truck_load);
        match self.stage {
            Starting => AwaitingGang.until(sim.seize(self.at(port).gang)),
            AwaitingGang if self.across => AwaitingDock.until(sim.seize(self.at(port).dock_out)),
            AwaitingGang => Picking.hold(self.draw_picking(port, sim)),
            Picking => Picked.until(self.at(port).pick(sim)),
            Picked => {
                sim.record(Record::PalletsPicked { warehouse, pallets });
                AwaitingDock.until(sim.seize(self.at(port).dock_out))
            }
            AwaitingDock => {
                self.docked = sim.now();
                Loading.hold(self.draw_loading(port, sim))
            }
            Loading => {
                match self.across {
                    true => self.at(port).send_across(),
                    false => self.at(port).send(),
                }
                sim.release(self.at(port).dock_out);
                sim.release(self.at(port).gang);
                self.report(port, sim);
                Gone.done()
            }
            Gone => unreachable!("a truck load that is gone is not resumed"),
        }
    }

    fn report(&self, port: &Port, sim: &mut Sim) {
        let (docked, took) = (sim.now() - self.docked, sim.now() - self.ordered);
        let plan = self.plan(port);
        let late = took.saturating_sub(plan.promised);
        sim.record(Record::PalletsOut { warehouse: self.warehouse, pallets: plan.truck_load, docked, took, late });
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
        let key = part(port.warehouses[self.warehouse.index()].key, u64::from(self.number) | u64::from(self.across) << 32);
        sim.streams.of(WAREHOUSE, key, what as u32)
    }
}
