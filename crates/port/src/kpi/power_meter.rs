//! What is read off the records of power: levels of watts and of consumers that wait, so that energy is counted in integers.

use super::window::Window;
use crate::record::Record;
use crate::scenario::{PowerPlan, Scenario, YardHandOver};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimTime, TimeWeighted};

/// Kinds of consumers: cranes, vehicles, reefers, ships.
pub const KINDS: usize = 4;

/// The meter of one feeder.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct FeederMeter {
    /// What counts.
    pub window: Window,
    /// The most that may be drawn [W].
    pub limit_w: u64,
    /// Drawn by all [W].
    pub load: TimeWeighted,
    /// Drawn by each kind [W].
    pub drawn: [TimeWeighted; KINDS],
    /// Consumers of each kind that wait.
    pub waiting: [TimeWeighted; KINDS],
}

impl FeederMeter {
    fn levels(&mut self) -> impl Iterator<Item = &mut TimeWeighted> {
        std::iter::once(&mut self.load).chain(&mut self.drawn).chain(&mut self.waiting)
    }

    /// Energy of one kind in the window [kWh].
    pub fn energy_kwh(&self, kind: usize) -> f64 {
        kilowatt_hours(self.drawn[kind].area(self.window.to))
    }
}

/// The meter of power in the whole zone, where it has feeders.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct PowerMeter {
    /// In the order of the scenario.
    pub feeders: Vec<FeederMeter>,
    /// What ships alongside need [W].
    pub hotelling: TimeWeighted,
    /// What power and fuel emit.
    pub plan: PowerPlan,
    /// Of each terminal: litres a kilometre and litres a yard move.
    pub diesel: Vec<(f64, f64)>,
}

impl PowerMeter {
    pub(super) fn new(scenario: &Scenario, window: Window) -> Option<Self> {
        let feeders = scenario.feeders.iter().map(|plan| FeederMeter {
            window,
            limit_w: plan.limit_w,
            load: TimeWeighted::default(),
            drawn: Default::default(),
            waiting: Default::default(),
        });
        let diesel = scenario.terminals.iter().map(|plan| {
            let (transport, crane) = (&plan.transport, &plan.yard.crane);
            let driving = if transport.battery.is_some() { 0.0 } else { transport.diesel_l_per_km };
            let stacks = transport.kind.yard_hand_over() != YardHandOver::SelfStacking;
            (driving, if crane.power_w == 0 && stacks { crane.diesel_l } else { 0.0 })
        });
        let (hotelling, plan) = (TimeWeighted::default(), scenario.power.clone());
        let meter = PowerMeter { feeders: feeders.collect(), hotelling, plan, diesel: diesel.collect() };
        (!meter.feeders.is_empty()).then_some(meter)
    }

    /// The warm-up is over.
    pub(super) fn begin(&mut self, from: SimTime) {
        self.hotelling.reset(from);
        self.feeders.iter_mut().flat_map(FeederMeter::levels).for_each(|level| level.reset(from));
    }

    /// A record of power.
    pub(super) fn record(&mut self, at: SimTime, record: &Record) {
        match *record {
            Record::PowerDraw { feeder, kind, change } => {
                let it = &mut self.feeders[feeder.index()];
                it.load.add(at, change);
                it.drawn[usize::from(kind)].add(at, change);
            }
            Record::PowerWait { feeder, kind, change } => {
                self.feeders[feeder.index()].waiting[usize::from(kind)].add(at, i64::from(change))
            }
            Record::Hotels { change } => self.hotelling.add(at, change),
            _ => {}
        }
    }

    /// Energy off all feeders in the window [kWh].
    pub fn energy_kwh(&self) -> f64 {
        kilowatt_hours(self.feeders.iter().map(|feeder| feeder.load.area(feeder.window.to)).sum())
    }

    /// What ships alongside needed, and what of it they had off the shore [kWh].
    pub fn hotelling_kwh(&self) -> (f64, f64) {
        let to = self.feeders[0].window.to;
        let off_shore = self.feeders.iter().map(|feeder| feeder.drawn[3].area(to)).sum();
        (kilowatt_hours(self.hotelling.area(to)), kilowatt_hours(off_shore))
    }
}

/// An area below levels of watts [W µs], in kilowatt-hours. Areas are added up first, as whole numbers: so their order in the file is
/// of no account, not even to the last digit.
fn kilowatt_hours(area: u128) -> f64 {
    area as f64 / 3.6e12
}
