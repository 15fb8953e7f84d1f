//! What is read off the records of one car terminal.

use super::window::{Window, hours};
use crate::cargo::cars::CarFlow;
use crate::record::Record;
use crate::scenario::CarTerminalPlan;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, SimTime, Sketch, Tally, TimeWeighted};

/// The meter of one car terminal.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct CarMeter {
    /// What counts.
    pub window: Window,
    /// Its ships: an index of the meters of quays that are of no container terminal.
    pub ships: usize,
    /// Spaces.
    pub spaces: u32,
    /// Gangs, and bays for inspection.
    pub gangs: u32,
    /// Bays for inspection.
    pub pdi_bays: u32,
    /// Cars that came, by flow.
    pub came: [u64; 4],
    /// Cars that left, by flow.
    pub went: [u64; 4],
    /// Spaces taken.
    pub stock: TimeWeighted,
    /// Dwell of those that left.
    pub dwell: Tally,
    /// The same [d].
    pub dwell_days: Sketch,
    /// Cars that took a space, and those of them among cars for others.
    pub placed: (u64, u64),
    /// Waits of convoys for spaces.
    pub space_wait: Tally,
    /// Time that gangs were busy.
    pub gang_busy: SimDuration,
    /// Waits for inspection, and time that bays were taken.
    pub inspection_wait: Tally,
    /// Time that bays were taken.
    pub inspecting: SimDuration,
    /// Waits of trains for a track.
    pub train_wait: Tally,
    /// Stays of trains on it.
    pub train_stay: Tally,
    /// Waits of trucks for a bay, or for spaces.
    pub truck_wait: Tally,
    /// Visits of trucks.
    pub truck_time: Tally,
    /// Time that ships were alongside, all together [h]: known at the end.
    pub alongside_h: f64,
}

impl CarMeter {
    pub(super) fn new(plan: &CarTerminalPlan, ships: usize, window: Window) -> Self {
        CarMeter {
            window,
            ships,
            spaces: plan.spaces(),
            gangs: plan.gangs(),
            pdi_bays: plan.pdi_bays,
            came: [0; 4],
            went: [0; 4],
            stock: TimeWeighted::default(),
            dwell: Tally::default(),
            dwell_days: Sketch::default(),
            placed: (0, 0),
            space_wait: Tally::default(),
            gang_busy: SimDuration::ZERO,
            inspection_wait: Tally::default(),
            inspecting: SimDuration::ZERO,
            train_wait: Tally::default(),
            train_stay: Tally::default(),
            truck_wait: Tally::default(),
            truck_time: Tally::default(),
            alongside_h: 0.0,
        }
    }

    /// A record of this terminal.
    pub(super) fn record(&mut self, at: SimTime, record: &Record) {
        let (window, counts) = (self.window, self.window.has(at));
        let since = |lasting: SimDuration| window.part(SimTime(at.0 - lasting.0), at);
        match *record {
            Record::CarsPlaced { cars, mixed, .. } => {
                self.stock.add(at, i64::from(cars));
                if counts {
                    self.placed = (self.placed.0 + u64::from(cars), self.placed.1 + u64::from(mixed));
                }
            }
            Record::CarsDrivenOff { cars, .. } => self.stock.add(at, -i64::from(cars)),
            Record::GangRound { busy, .. } => self.gang_busy += since(busy),
            Record::CarInspected { waited, busy, .. } => {
                self.inspecting += since(busy);
                if counts {
                    self.inspection_wait.observe(waited);
                }
            }
            _ if !counts => {}
            Record::CarIn { flow, .. } => self.came[flow as usize] += 1,
            Record::CarOut { flow, dwelt, .. } => {
                self.went[flow as usize] += 1;
                self.dwell.observe(dwelt);
                self.dwell_days.observe(hours(dwelt) / 24.0);
            }
            Record::SpacesFound { waited, .. } => self.space_wait.observe(waited),
            Record::CarTrainLeft { waited, stayed, .. } => {
                self.train_wait.observe(waited);
                self.train_stay.observe(stayed);
            }
            Record::CarTruckLeft { waited, took, .. } => {
                self.truck_wait.observe(waited);
                self.truck_time.observe(took);
            }
            _ => {}
        }
    }

    /// Cars over the quay, each once: imports and transhipped cars when they come, exports when they go.
    pub(super) fn over_the_quay(&self) -> u64 {
        let [import, transhipment] = [CarFlow::Import, CarFlow::Transhipment].map(|flow| self.came[flow as usize]);
        let exports = [CarFlow::ByTrain, CarFlow::ByTruck].map(|flow| self.went[flow as usize]);
        import + transhipment + exports[0] + exports[1]
    }
    /// Cars driven on or off ships.
    pub(super) fn moves(&self) -> u64 {
        self.over_the_quay() + self.went[CarFlow::Transhipment as usize]
    }
}
