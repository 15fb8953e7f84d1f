//! What is read off the records of one tank farm.

use super::window::Window;
use crate::record::{LiquidWay, Record};
use crate::scenario::TankFarmPlan;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimTime, Tally, TimeWeighted};

/// One tank: what is in it [kg], and whether that is below a tenth.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct TankLevels {
    /// What it holds [kg].
    pub capacity: u64,
    /// What is in it [kg].
    pub content: TimeWeighted,
    /// 1 while it is below a tenth.
    pub low: TimeWeighted,
}

/// The meter of one tank farm.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct TankMeter {
    /// What counts.
    pub window: Window,
    /// Its ships: an index of the meters of quays that are of no container terminal.
    pub ships: usize,
    /// Tank by tank.
    pub tanks: Vec<TankLevels>,
    /// Moved, by way [kg].
    pub moved: [u64; 4],
    /// Waits of ships for tanks, call by call.
    pub tank_wait: Tally,
    /// Left undone by ships out of patience [kg], and how often.
    pub short: (u64, u64),
    /// Visits of trucks.
    pub truck_time: Tally,
}

impl TankLevels {
    fn set(&mut self, at: SimTime, kg: u64) {
        self.content.set_u64(at, kg);
        self.low.set(at, u32::from(10 * kg < self.capacity));
    }
}

impl TankMeter {
    pub(super) fn new(plan: &TankFarmPlan, ships: usize, window: Window) -> Self {
        let tanks = plan.tanks.iter().map(|tank| {
            let (content, low) = (TimeWeighted::default(), TimeWeighted::default());
            let mut levels = TankLevels { capacity: tank.capacity_kg, content, low };
            levels.set(SimTime::ZERO, tank.initial_kg);
            levels
        });
        let (tank_wait, truck_time) = (Tally::default(), Tally::default());
        TankMeter { window, ships, tanks: tanks.collect(), moved: [0; 4], tank_wait, short: (0, 0), truck_time }
    }

    /// The warm-up is over.
    pub(super) fn begin(&mut self) {
        for tank in &mut self.tanks {
            tank.content.reset(self.window.from);
            tank.low.reset(self.window.from);
        }
    }

    /// A record of this farm.
    pub(super) fn record(&mut self, at: SimTime, record: &Record) {
        match *record {
            Record::TankLevel { tank, kg, .. } => self.tanks[usize::from(tank)].set(at, kg),
            _ if !self.window.has(at) => {}
            Record::LiquidMoved { way, kg, .. } => self.moved[way as usize] += kg,
            Record::TanksFound { waited, .. } => self.tank_wait.observe(waited),
            Record::ShipShort { kg, .. } => self.short = (self.short.0 + kg, self.short.1 + 1),
            Record::TankTruckLeft { took, .. } => self.truck_time.observe(took),
            _ => {}
        }
    }

    /// Moved in one of these ways [kg].
    pub(super) fn kg(&self, ways: &[LiquidWay]) -> u64 {
        ways.iter().map(|way| self.moved[*way as usize]).sum()
    }
    /// What all tanks hold [t].
    pub(super) fn capacity(&self) -> f64 {
        self.tanks.iter().map(|tank| tank.capacity as f64 / 1000.0).sum()
    }
}
