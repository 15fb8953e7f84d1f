//! What is read off the records of one terminal for dry bulk and general cargo.

use super::window::Window;
use crate::record::Record;
use crate::scenario::BulkTerminalPlan;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, SimTime, Tally, TimeWeighted};

/// The meter of one commodity.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct CommodityMeter {
    /// What counts.
    pub window: Window,
    /// What its store holds [kg].
    pub capacity: u64,
    /// Off ships, and onto ships [kg].
    pub lifted: (u64, u64),
    /// In store [kg].
    pub stored: TimeWeighted,
    /// Visits of trucks.
    pub truck_time: Tally,
    /// Fetched, and brought by trucks [kg].
    pub trucked: (u64, u64),
}

/// The meter of one terminal.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct BulkMeter {
    /// What counts.
    pub window: Window,
    /// Its ships: an index of the meters of quays that are of no container terminal.
    pub ships: usize,
    /// Cranes.
    pub grabs: u32,
    /// Commodity by commodity.
    pub commodities: Vec<CommodityMeter>,
    /// Cranes at ships.
    pub cranes_on: TimeWeighted,
    /// Time cranes were at ships, and waited of it, of those that left a ship in the window.
    pub crane_time: (SimDuration, SimDuration),
}

impl BulkMeter {
    pub(super) fn new(plan: &BulkTerminalPlan, ships: usize, window: Window) -> Self {
        let commodities = plan.commodities.iter().map(|it| CommodityMeter {
            window,
            capacity: it.capacity_kg,
            lifted: (0, 0),
            stored: TimeWeighted::default(),
            truck_time: Tally::default(),
            trucked: (0, 0),
        });
        let crane_time = (SimDuration::ZERO, SimDuration::ZERO);
        BulkMeter {
            window,
            ships,
            grabs: plan.grabs,
            commodities: commodities.collect(),
            cranes_on: TimeWeighted::default(),
            crane_time,
        }
    }

    /// The warm-up is over.
    pub(super) fn begin(&mut self) {
        self.cranes_on.reset(self.window.from);
        self.commodities.iter_mut().for_each(|it| it.stored.reset(self.window.from));
    }

    /// A record of this terminal.
    pub(super) fn record(&mut self, at: SimTime, record: &Record) {
        let counts = self.window.has(at);
        match *record {
            Record::BulkLifted { commodity, unload, kg, .. } => {
                let it = &mut self.commodities[usize::from(commodity)];
                it.stored.add(at, if unload { kg as i64 } else { -(kg as i64) });
                if counts {
                    *(if unload { &mut it.lifted.0 } else { &mut it.lifted.1 }) += kg;
                }
            }
            Record::BulkTruckLeft { commodity, brings, kg, took, .. } => {
                let it = &mut self.commodities[usize::from(commodity)];
                it.stored.add(at, if brings { kg as i64 } else { -(kg as i64) });
                if counts {
                    *(if brings { &mut it.trucked.1 } else { &mut it.trucked.0 }) += kg;
                    it.truck_time.observe(took);
                }
            }
            Record::GrabOn { .. } => self.cranes_on.add(at, 1),
            Record::GrabOff { held, waited, .. } => {
                self.cranes_on.add(at, -1);
                if counts {
                    self.crane_time = (self.crane_time.0 + held, self.crane_time.1 + waited);
                }
            }
            _ => {}
        }
    }

    /// Over the quay, both ways [kg].
    pub(super) fn kg(&self) -> u64 {
        self.commodities.iter().map(CommodityMeter::kg).sum()
    }
}

impl CommodityMeter {
    /// Over the quay, both ways [kg].
    pub(super) fn kg(&self) -> u64 {
        self.lifted.0 + self.lifted.1
    }
}
