//! What is read off the records of one pool of gangs.

use super::window::Window;
use crate::record::Record;
use crate::scenario::LabourPlan;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, SimTime, TimeWeighted};

/// The meter of one pool.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct LabourMeter {
    /// What counts.
    pub window: Window,
    /// Gangs.
    pub gangs: u32,
    /// Gangs with a crane.
    pub out: TimeWeighted,
    /// Cranes that wait for a gang.
    pub waiting: TimeWeighted,
    /// Cranes that were given one, and how long they waited.
    pub begun: (u64, SimDuration),
}

impl LabourMeter {
    pub(super) fn new(plan: &LabourPlan, window: Window) -> Self {
        let (out, waiting) = Default::default();
        LabourMeter { window, gangs: plan.gangs, out, waiting, begun: (0, SimDuration::ZERO) }
    }

    /// The warm-up is over.
    pub(super) fn begin(&mut self) {
        self.out.reset(self.window.from);
        self.waiting.reset(self.window.from);
    }

    /// A record of this pool.
    pub(super) fn record(&mut self, at: SimTime, record: &Record) {
        match *record {
            Record::GangAsked { .. } => self.waiting.add(at, 1),
            Record::GangBegan { waited, .. } => {
                self.waiting.add(at, -1);
                self.out.add(at, 1);
                if self.window.has(at) {
                    self.begun = (self.begun.0 + 1, self.begun.1 + waited);
                }
            }
            Record::GangEnded { .. } => self.out.add(at, -1),
            _ => {}
        }
    }
}
