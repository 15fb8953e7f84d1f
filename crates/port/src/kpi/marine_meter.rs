//! What is read off the records of what all ships share: pilots, tugs, anchorage, weather.

use super::window::Window;
use crate::record::Record;
use crate::scenario::Scenario;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, SimTime, TimeWeighted};

/// The meter of the marine services.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct MarineMeter {
    /// What counts.
    pub window: Window,
    /// Pilots and tugs on watch.
    pub on_watch: (u32, u32),
    /// Time they were with ships.
    pub busy: (SimDuration, SimDuration),
    /// Ships that were given a team, and how long they waited for it.
    pub teams: (u64, SimDuration),
    /// Ships waiting for a berth.
    pub anchored: TimeWeighted,
    /// Of these, ships without a place at anchor.
    pub outside: TimeWeighted,
    /// 1 while the port is closed.
    pub closed: TimeWeighted,
}

impl MarineMeter {
    pub(super) fn new(scenario: &Scenario, window: Window) -> Self {
        let tugs = scenario.marine.tugs.iter().map(|class| class.count).sum();
        let zero = TimeWeighted::default();
        MarineMeter {
            window,
            on_watch: (scenario.marine.pilots, tugs),
            busy: Default::default(),
            teams: Default::default(),
            anchored: zero.clone(),
            outside: zero.clone(),
            closed: zero,
        }
    }

    /// The warm-up is over.
    pub(super) fn begin(&mut self) {
        for level in [&mut self.anchored, &mut self.outside, &mut self.closed] {
            level.reset(self.window.from);
        }
    }

    /// A record of a team, the anchorage or the weather.
    pub(super) fn record(&mut self, at: SimTime, record: &Record) {
        match *record {
            Record::TeamCame { waited, .. } if self.window.has(at) => {
                self.teams = (self.teams.0 + 1, self.teams.1 + waited);
            }
            Record::TeamLeft { pilots, tugs, busy, .. } => {
                let part = self.window.part(SimTime(at.0 - busy.0), at);
                self.busy.0 += SimDuration(part.0 * u64::from(pilots));
                self.busy.1 += SimDuration(part.0 * u64::from(tugs));
            }
            Record::ShipsWait { anchored, outside } => {
                self.anchored.set_u64(at, u64::from(anchored + outside));
                self.outside.set_u64(at, u64::from(outside));
            }
            Record::PortOpen { open } => self.closed.set_u64(at, u64::from(!open)),
            _ => {}
        }
    }
}
