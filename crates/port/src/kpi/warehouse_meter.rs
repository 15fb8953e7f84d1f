//! What is read off the records of one warehouse of the free zone.

use super::window::{Window, hours};
use crate::record::Record;
use crate::scenario::WarehousePlan;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimTime, TimeWeighted};

/// The meter of one warehouse.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct WarehouseMeter {
    /// What counts.
    pub window: Window,
    /// Pallet places.
    pub places: u32,
    /// Docks for containers, and for trucks that fetch pallets.
    pub docks: (u32, u32),
    /// Containers unstuffed: wait for a dock [h], and time since the discharge [h].
    pub unstuffed: Vec<(f32, f32)>,
    /// Docks taken: for containers, and for dispatch.
    pub docked: [TimeWeighted; 2],
    /// Pallets in storage.
    pub stored: TimeWeighted,
    /// Pallets that came into storage, and that left the house.
    pub pallets: (u64, u64),
    /// Does any of its pallets cross the dock?
    pub has_cross_dock: bool,
    /// Pallets that crossed it, and were never stored.
    pub crossed: u64,
    /// Truck loads that left: time since the order and beyond the promise [h].
    pub dispatched: Vec<(f32, f32)>,
}

impl WarehouseMeter {
    pub(super) fn new(plan: &WarehousePlan, window: Window) -> Self {
        WarehouseMeter {
            window,
            places: plan.places,
            docks: (plan.docks_in, plan.docks_out),
            unstuffed: Vec::new(),
            docked: Default::default(),
            stored: TimeWeighted::default(),
            pallets: (0, 0),
            has_cross_dock: plan.cross_dock_share > 0.0,
            crossed: 0,
            dispatched: Vec::new(),
        }
    }

    /// The warm-up is over.
    pub(super) fn begin(&mut self) {
        for level in self.docked.iter_mut().chain([&mut self.stored]) {
            level.reset(self.window.from);
        }
    }

    /// A record of this warehouse.
    pub(super) fn record(&mut self, at: SimTime, record: &Record) {
        let counts = self.window.has(at);
        match *record {
            Record::Dock { out, change, .. } => self.docked[usize::from(out)].add(at, i64::from(change)),
            Record::ContainerUnstuffed { waited, delay, .. } if counts => {
                self.unstuffed.push((hours(waited) as f32, hours(delay) as f32));
            }
            Record::PalletsIn { pallets, .. } => {
                self.stored.add(at, i64::from(pallets));
                self.pallets.0 += if counts { u64::from(pallets) } else { 0 };
            }
            Record::PalletsCrossed { pallets, .. } if counts => self.crossed += u64::from(pallets),
            Record::PalletsPicked { pallets, .. } => self.stored.add(at, -i64::from(pallets)),
            Record::PalletsOut { pallets, took, late, .. } if counts => {
                self.pallets.1 += u64::from(pallets);
                self.dispatched.push((hours(took) as f32, hours(late) as f32));
            }
            _ => {}
        }
    }
}
