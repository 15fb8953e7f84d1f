//! The changes of shift of a pool: drivers of a drayage, gangs of a warehouse or of quay cranes. Who is at work when a shift ends finishes the job.
//!
//! ```text
//! starting ─ on shift ─ another number at work ─ on shift ─ …
//! ```

use crate::facility::condition::{Target, WarehousePart};
use crate::ids::{DrayageId, LabourId, WarehouseId};
use crate::kind::Sim;
use crate::port::Port;
use crate::process::condition;
use crate::scenario::Roster;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Next, Stage};

/// What the changes are doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum ShiftStage {
    Starting,
    OnShift,
}
use ShiftStage::*;
impl Stage for ShiftStage {}

/// Whose shifts they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Crew {
    /// Drivers of a pool of trucks.
    Drayage(DrayageId),
    /// Gangs of a warehouse.
    Warehouse(WarehouseId),
    /// Gangs that work quay cranes.
    Labour(LabourId),
}

impl Crew {
    /// As a resource.
    fn target(self) -> Target {
        match self {
            Crew::Drayage(id) => Target::Drayage(id),
            Crew::Warehouse(id) => Target::Warehouse(id, WarehousePart::Gangs),
            Crew::Labour(id) => Target::Labour(id),
        }
    }
}

/// The shifts of one pool.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
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
        let left = self.roster(port).left(sim.now(), port.scenario.start_hour_of_week);
        condition::apply(self.crew.target(), port, sim);
        OnShift.hold(left)
    }

    fn roster<'a>(&self, port: &'a Port) -> &'a Roster {
        let roster = match self.crew {
            Crew::Drayage(id) => &port.scenario.drayages[id.index()].shifts,
            Crew::Warehouse(id) => &port.scenario.warehouses[id.index()].shifts,
            Crew::Labour(id) => &port.scenario.labour[id.index()].shifts,
        };
        roster.as_ref().expect("only who has shifts changes them")
    }
}
