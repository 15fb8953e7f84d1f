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
    /// Tracks of the yard at the port.
    pub yard_tracks: u32,
    /// Of these, those that are kept for a train or taken.
    pub yard: TimeWeighted,
    /// Trains that wait for a track of the yard, a locomotive or a path.
    pub waiting: TimeWeighted,
    /// Trains that set out.
    pub waits: Vec<Wait>,
    /// Time that locomotives had a train.
    pub drawn: SimDuration,
}

/// What a train waited for [min].
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
pub struct Wait {
    /// In all.
    pub all: f32,
    /// For a track of the yard.
    pub yard: f32,
    /// For a locomotive.
    pub locomotive: f32,
}

impl RailLineMeter {
    pub(super) fn new(plan: &RailLinePlan, window: Window) -> Self {
        let paths = plan.paths_a_day() as f64 * window.hours() / 24.0;
        let (yard, waiting, waits, drawn) = Default::default();
        let (yard_tracks, locomotives) = (plan.yard_tracks, plan.locomotives);
        RailLineMeter { window, paths, locomotives, yard_tracks, yard, waiting, waits, drawn }
    }

    /// The warm-up is over.
    pub(super) fn begin(&mut self) {
        self.yard.reset(self.window.from);
        self.waiting.reset(self.window.from);
    }

    /// A record of this line.
    pub(super) fn record(&mut self, at: SimTime, record: &Record) {
        match *record {
            Record::RailRunAsked { .. } => self.waiting.add(at, 1),
            Record::RailRunBegan { waited, for_yard, for_locomotive, .. } => {
                self.waiting.add(at, -1);
                if self.window.has(at) {
                    let [all, yard, locomotive] = [waited, for_yard, for_locomotive].map(|it| (60.0 * hours(it)) as f32);
                    self.waits.push(Wait { all, yard, locomotive });
                }
            }
            Record::RailYard { change, .. } => self.yard.add(at, i64::from(change)),
            Record::RailRunEnded { drawn, .. } => self.drawn += self.window.part(SimTime(at.0 - drawn.0), at),
            _ => {}
        }
    }
}
