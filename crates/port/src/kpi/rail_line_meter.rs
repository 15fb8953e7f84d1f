//! What is read off the records of one rail line.

use super::window::{Window, hours};
use crate::record::Record;
use crate::scenario::RailLinePlan;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, SimTime, TimeWeighted};

/// The meter of one line.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct RailLineMeter {
    /// What counts.
    pub window: Window,
    /// Paths in the window.
    pub paths: f64,
    /// Locomotives.
    pub locomotives: u32,
    /// Trains that wait for a locomotive or a path.
    pub waiting: TimeWeighted,
    /// Trains that set out: waited, and of that for a locomotive [min].
    pub waits: Vec<(f32, f32)>,
    /// Time that locomotives had a train.
    pub drawn: SimDuration,
}

impl RailLineMeter {
    pub(super) fn new(plan: &RailLinePlan, window: Window) -> Self {
        let paths = plan.paths_a_day() as f64 * window.hours() / 24.0;
        let (waiting, waits, drawn) = Default::default();
        RailLineMeter { window, paths, locomotives: plan.locomotives, waiting, waits, drawn }
    }

    /// The warm-up is over.
    pub(super) fn begin(&mut self) {
        self.waiting.reset(self.window.from);
    }

    /// A record of this line.
    pub(super) fn record(&mut self, at: SimTime, record: &Record) {
        match *record {
            Record::RailRunAsked { .. } => self.waiting.add(at, 1),
            Record::RailRunBegan { waited, for_locomotive, .. } => {
                self.waiting.add(at, -1);
                if self.window.has(at) {
                    let minutes = |it: SimDuration| (60.0 * hours(it)) as f32;
                    self.waits.push((minutes(waited), minutes(for_locomotive)));
                }
            }
            Record::RailRunEnded { drawn, .. } => self.drawn += self.window.part(SimTime(at.0 - drawn.0), at),
            _ => {}
        }
    }
}
