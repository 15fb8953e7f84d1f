//! What is read off the records of one pool of trucks that several share.

use super::window::Window;
use crate::record::Record;
use crate::scenario::DrayagePlan;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimTime, TimeWeighted};

/// The meter of one pool.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct DrayageMeter {
    /// What counts.
    pub window: Window,
    /// Trucks.
    pub trucks: u32,
    /// Trucks on a job.
    pub out: TimeWeighted,
    /// Jobs that wait for a truck.
    pub waiting: TimeWeighted,
    /// Jobs begun: wait for the truck [min].
    pub waits: Vec<f32>,
    /// Jobs done.
    pub done: u64,
}

impl DrayageMeter {
    pub(super) fn new(plan: &DrayagePlan, window: Window) -> Self {
        let (out, waiting) = Default::default();
        DrayageMeter { window, trucks: plan.trucks, out, waiting, waits: Vec::new(), done: 0 }
    }

    /// The warm-up is over.
    pub(super) fn begin(&mut self) {
        self.out.reset(self.window.from);
        self.waiting.reset(self.window.from);
    }

    /// A record of this pool.
    pub(super) fn record(&mut self, at: SimTime, record: &Record) {
        match *record {
            Record::HaulAsked { .. } => self.waiting.add(at, 1),
            Record::HaulBegan { waited, .. } => {
                self.waiting.add(at, -1);
                self.out.add(at, 1);
                if self.window.has(at) {
                    self.waits.push((waited.as_seconds_f64() / 60.0) as f32);
                }
            }
            Record::HaulEnded { .. } => {
                self.out.add(at, -1);
                self.done += u64::from(self.window.has(at));
            }
            _ => {}
        }
    }
}
