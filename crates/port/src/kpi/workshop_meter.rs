//! What is read off the records of one workshop.

use super::window::Window;
use crate::record::Record;
use crate::scenario::{Scenario, WorkshopPlan};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, SimTime, TimeWeighted};

/// The meter of one workshop.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct WorkshopMeter {
    /// What counts.
    pub window: Window,
    /// Crews.
    pub crews: u32,
    /// Crews at a machine.
    pub at_work: TimeWeighted,
    /// Machines that wait for a crew.
    pub waiting: TimeWeighted,
    /// Crews that came, and how long machines had waited for them.
    pub came: (u64, SimDuration),
    /// Parts taken, and how long machines had waited for them.
    pub parts: (u64, SimDuration),
    /// Kinds of machines.
    pub machines: Vec<MachinesMeter>,
    /// Kinds of spare parts.
    pub spares: Vec<SpareMeter>,
}

/// The meter of machines of one kind.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct MachinesMeter {
    /// What counts.
    pub window: Window,
    /// Machines.
    pub count: u32,
    /// Machines that are down.
    pub down: TimeWeighted,
    /// Breakdowns that ended, and how long the machines had been down.
    pub repaired: (u64, SimDuration),
    /// Services that ended.
    pub serviced: u64,
}

/// The meter of spare parts of one kind.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct SpareMeter {
    /// What counts.
    pub window: Window,
    /// In store.
    pub stock: TimeWeighted,
    /// 1 while none is.
    pub none: TimeWeighted,
    /// Taken.
    pub used: u64,
}

impl WorkshopMeter {
    pub(super) fn new(scenario: &Scenario, plan: &WorkshopPlan, window: Window) -> Self {
        let zero = TimeWeighted::default;
        let machines = plan.machines.iter().map(|(_, target)| {
            let count = scenario.machines(*target).map_or(0, |it| it.count);
            MachinesMeter { window, count, down: zero(), repaired: Default::default(), serviced: 0 }
        });
        let spares = plan.spares.iter().map(|spare| {
            let (mut stock, mut none) = (zero(), zero());
            stock.set_u64(SimTime::ZERO, u64::from(spare.stock));
            none.set_u64(SimTime::ZERO, u64::from(spare.stock == 0));
            SpareMeter { window, stock, none, used: 0 }
        });
        WorkshopMeter {
            window,
            crews: plan.crews,
            at_work: zero(),
            waiting: zero(),
            came: Default::default(),
            parts: Default::default(),
            machines: machines.collect(),
            spares: spares.collect(),
        }
    }

    /// The warm-up is over.
    pub(super) fn begin(&mut self) {
        let machines = self.machines.iter_mut().map(|it| &mut it.down);
        let spares = self.spares.iter_mut().flat_map(|it| [&mut it.stock, &mut it.none]);
        for level in [&mut self.at_work, &mut self.waiting].into_iter().chain(machines).chain(spares) {
            level.reset(self.window.from);
        }
    }

    /// A record of this workshop.
    pub(super) fn record(&mut self, at: SimTime, record: &Record) {
        let counts = self.window.has(at);
        let add = |sum: &mut (u64, SimDuration), time: SimDuration| *sum = (sum.0 + 1, sum.1 + time);
        match *record {
            Record::MachineDown { machines, .. } => self.machines[usize::from(machines)].down.add(at, 1),
            Record::SpareTaken { spare, waited, stock, .. } => {
                self.spares[usize::from(spare)].set(at, stock);
                if counts {
                    self.spares[usize::from(spare)].used += 1;
                    add(&mut self.parts, waited);
                }
            }
            Record::SparesCame { spare, stock, .. } => self.spares[usize::from(spare)].set(at, stock),
            Record::CrewAsked { .. } => self.waiting.add(at, 1),
            Record::CrewCame { waited, .. } => {
                self.waiting.add(at, -1);
                self.at_work.add(at, 1);
                if counts {
                    add(&mut self.came, waited);
                }
            }
            Record::MachineUp { machines, planned, down, .. } => {
                self.at_work.add(at, -1);
                let its = &mut self.machines[usize::from(machines)];
                its.down.add(at, -1);
                match planned {
                    true => its.serviced += u64::from(counts),
                    false if counts => add(&mut its.repaired, down),
                    false => {}
                }
            }
            _ => {}
        }
    }
}

impl SpareMeter {
    fn set(&mut self, at: SimTime, stock: u32) {
        self.stock.set_u64(at, u64::from(stock));
        self.none.set_u64(at, u64::from(stock == 0));
    }
}
