//! What is read off the records of one system.

use super::window::Window;
use crate::record::Record;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimTime, TimeWeighted};

/// The meter of one system.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct AssetMeter {
    /// What counts.
    pub window: Window,
    /// 1 while it is lost and nobody knows.
    pub unnoticed: TimeWeighted,
    /// 1 while work goes on without it.
    pub degraded: TimeWeighted,
}

impl AssetMeter {
    pub(super) fn new(window: Window) -> Self {
        AssetMeter { window, unnoticed: TimeWeighted::default(), degraded: TimeWeighted::default() }
    }

    /// The warm-up is over.
    pub(super) fn begin(&mut self) {
        self.unnoticed.reset(self.window.from);
        self.degraded.reset(self.window.from);
    }

    /// A record of this system.
    pub(super) fn record(&mut self, at: SimTime, record: &Record) {
        match *record {
            Record::AssetLost { .. } => self.unnoticed.set_u64(at, 1),
            Record::AssetDegraded { .. } => {
                self.unnoticed.set_u64(at, 0);
                self.degraded.set_u64(at, 1);
            }
            Record::AssetRestored { .. } => self.degraded.set_u64(at, 0),
            _ => {}
        }
    }
}
