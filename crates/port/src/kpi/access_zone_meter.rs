//! What is read off the records of one export access zone.

use super::window::Window;
use crate::record::Record;
use crate::scenario::AccessZonePlan;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, SimTime, Sketch, TimeWeighted};

/// The meter of one access zone.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct AccessZoneMeter {
    /// What counts.
    pub window: Window,
    /// Scanners.
    pub scanners: u32,
    /// Trucks that have come and are not cleared.
    pub inside: TimeWeighted,
    /// Trucks that wait for a scanner.
    pub queue: TimeWeighted,
    /// Trucks that came before a scanner, and how long they had waited.
    pub scan_waits: (u64, SimDuration),
    /// Time scanners worked.
    pub scanned: SimDuration,
    /// Trucks cleared, and those of them that were inspected.
    pub cleared: (u64, u64),
    /// Their transits: the sum, and each [min].
    pub transit: (SimDuration, Sketch),
}

impl AccessZoneMeter {
    pub(super) fn new(plan: &AccessZonePlan, window: Window) -> Self {
        AccessZoneMeter {
            window,
            scanners: plan.scanners,
            inside: TimeWeighted::default(),
            queue: TimeWeighted::default(),
            scan_waits: Default::default(),
            scanned: SimDuration::ZERO,
            cleared: (0, 0),
            transit: Default::default(),
        }
    }

    /// The warm-up is over.
    pub(super) fn begin(&mut self) {
        self.inside.reset(self.window.from);
        self.queue.reset(self.window.from);
    }

    /// A record of this access zone.
    pub(super) fn record(&mut self, at: SimTime, record: &Record) {
        let (window, counts) = (self.window, self.window.has(at));
        match *record {
            Record::TruckToClear { .. } => self.inside.add(at, 1),
            Record::ScanAsked { .. } => self.queue.add(at, 1),
            Record::ScanBegun { waited, .. } => {
                self.queue.add(at, -1);
                if counts {
                    self.scan_waits = (self.scan_waits.0 + 1, self.scan_waits.1 + waited);
                }
            }
            Record::Scanned { busy, .. } => self.scanned += window.part(SimTime(at.0 - busy.0), at),
            Record::TruckCleared { transit, inspected, .. } => {
                self.inside.add(at, -1);
                if counts {
                    self.cleared = (self.cleared.0 + 1, self.cleared.1 + u64::from(inspected));
                    self.transit.0 += transit;
                    self.transit.1.observe(transit.as_seconds_f64() / 60.0);
                }
            }
            _ => {}
        }
    }
}
