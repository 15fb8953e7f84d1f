//! What is read off the records of one road, both directions together.

use super::window::Window;
use crate::record::Record;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, SimTime};

/// The meter of one road.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct RoadMeter {
    /// What counts.
    pub window: Window,
    /// Trucks that set out on it.
    pub trucks: u64,
    /// Time they are under way, and would be on the empty road.
    pub lasting: (SimDuration, SimDuration),
    /// Trucks that stood at its end for want of room on the next road, and for how long.
    pub queued: (u64, SimDuration),
}

impl RoadMeter {
    pub(super) fn new(window: Window) -> Self {
        RoadMeter { window, trucks: 0, lasting: Default::default(), queued: Default::default() }
    }

    /// A record of this road.
    pub(super) fn record(&mut self, at: SimTime, record: &Record) {
        if !self.window.has(at) {
            return;
        }
        match *record {
            Record::RoadTaken { lasting, free, .. } => {
                self.trucks += 1;
                self.lasting = (self.lasting.0 + lasting, self.lasting.1 + free);
            }
            Record::RoadQueued { queued, .. } => self.queued = (self.queued.0 + 1, self.queued.1 + queued),
            _ => {}
        }
    }
}
