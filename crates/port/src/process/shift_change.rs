//! The changes of shift of a pool: drivers of a drayage, gangs of a warehouse or of quay cranes. Who is at work when a shift ends finishes the job.
//!
//! ```text
//! starting ─ on shift ─ another number at work ─ on shift ─ …
//! ```

use crate::ids::{DrayageId, LabourId, WarehouseId};
use crate::kind::Sim;
use crate::port::Port;
use crate::scenario::Roster;
use darse_engine::{Next, Request, Stage};
use serde::{Deserialize, Serialize};

/// What the changes are doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ShiftStage {
    Starting,
    OnShift,
}
use ShiftStage::*;
impl Stage for ShiftStage {}

/// Whose shifts they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Crew {
    /// Drivers of a pool of trucks.
    Drayage(DrayageId),
    /// Gangs of a warehouse.
    Warehouse(WarehouseId),
    /// Gangs that work quay cranes.
    Labour(LabourId),
}

/// The shifts of one pool.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ShiftChange {
    crew: Crew,
    /// What it is doing.
    pub stage: ShiftStage,
}

impl ShiftChange {
    /// Before the first shift.
    pub fn new(crew: Crew) -> Self {
        ShiftChange { crew, stage: Starting }
    }

    /// Shift after shift.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<ShiftStage> {
        let start = port.scenario.start_hour_of_week;
        let (request, most, roster) = self.pool(port);
        let (at_work, left) = (roster.at(sim.now(), start).min(most), roster.left(sim.now(), start));
        for (pool, _) in request.needs() {
            sim.set_capacity(*pool, at_work);
        }
        OnShift.hold(left)
    }

    fn pool<'a>(&self, port: &'a Port) -> (Request, u32, &'a Roster) {
        let (request, most, roster) = match self.crew {
            Crew::Drayage(id) => {
                let plan = &port.scenario.drayages[id.index()];
                (port.drayages[id.index()], plan.trucks, &plan.shifts)
            }
            Crew::Warehouse(id) => {
                let plan = &port.scenario.warehouses[id.index()];
                (port.warehouses[id.index()].gang, plan.gangs, &plan.shifts)
            }
            Crew::Labour(id) => {
                let plan = &port.scenario.labour[id.index()];
                (port.labour[id.index()], plan.gangs, &plan.shifts)
            }
        };
        (request, most, roster.as_ref().expect("only who has shifts changes them"))
    }
}
