//! What is read off the records of one factory, and of each of its families of parts.

use super::window::Window;
use crate::record::Record;
use crate::scenario::{FactoryPlan, PartPlan, Scenario, Supply};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, SimTime, TimeWeighted, Timetable};

/// Working time of the line within the window in which something is so.
#[derive(Clone, Copy, Debug, Default, BorshSerialize, BorshDeserialize)]
pub struct While {
    since: Option<SimTime>,
    /// So far.
    pub sum: SimDuration,
}

impl While {
    fn begin(&mut self, at: SimTime) {
        self.since = Some(at);
    }
    fn end(&mut self, at: SimTime, hours: &Timetable, window: Window) {
        if let Some(since) = self.since.take() {
            self.sum += hours.open_time_between(since.max(window.from), at.min(window.to));
        }
    }
}

/// The meter of one family of parts.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct PartMeter {
    /// What counts.
    pub window: Window,
    /// Units in one car.
    pub per_car: u32,
    /// Does it come in containers?
    pub by_container: bool,
    safety_units: u64,
    /// Units in stock.
    pub stock: TimeWeighted,
    /// Fewest at once in the window.
    pub least: u64,
    /// Time with less than the safety stock.
    pub below_safety: SimDuration,
    below_since: Option<SimTime>,
    /// Containers or trucks unloaded.
    pub unloaded: u64,
    /// Working time in which the line waited for it.
    pub missing: While,
    /// Units used, and their time in stock, summed.
    pub used: (u64, SimDuration),
    /// Units used that came by ship, and their time since the discharge, summed [h].
    pub shipped: (u64, f64),
}

impl PartMeter {
    fn new(plan: &PartPlan, window: Window) -> Self {
        let mut it = PartMeter {
            window,
            per_car: plan.per_car,
            by_container: matches!(plan.by, Supply::Container { .. }),
            safety_units: plan.safety_units(),
            stock: TimeWeighted::default(),
            least: u64::MAX,
            below_safety: SimDuration::ZERO,
            below_since: None,
            unloaded: 0,
            missing: While::default(),
            used: (0, SimDuration::ZERO),
            shipped: (0, 0.0),
        };
        it.change(SimTime::ZERO, i64::from(plan.initial_stock) * i64::from(plan.per_car));
        it
    }

    fn change(&mut self, at: SimTime, units: i64) {
        self.stock.add(at, units);
        let now = self.stock.value();
        if self.window.has(at) {
            self.least = self.least.min(now);
        }
        match (now < self.safety_units, self.below_since) {
            (true, None) => self.below_since = Some(at),
            (false, Some(_)) => self.end_below(at),
            (true, Some(_)) | (false, None) => {}
        }
    }
    fn end_below(&mut self, at: SimTime) {
        if let Some(since) = self.below_since.take() {
            self.below_safety += self.window.part(since, at);
        }
    }
}

/// The meter of one factory.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct FactoryMeter {
    /// What counts.
    pub window: Window,
    hours: Timetable,
    /// Working time of the line in the window.
    pub scheduled: SimDuration,
    /// Families of parts, in the order of the scenario.
    pub parts: Vec<PartMeter>,
    /// Cars made.
    pub made: u64,
    /// Cars that left in batches.
    pub left: u64,
    /// Cars in the buffer.
    pub buffer: TimeWeighted,
    /// Working time in which the line stood.
    pub stopped: While,
    /// How often it stopped.
    pub stops: u64,
    /// Time from a dock being asked for until all is unloaded, summed.
    pub at_docks: (u64, SimDuration),
}

impl FactoryMeter {
    pub(super) fn new(scenario: &Scenario, plan: &FactoryPlan, window: Window) -> Self {
        let hours = plan.shifts.timetable(scenario.start_hour_of_week);
        FactoryMeter {
            window,
            scheduled: hours.open_time_between(window.from, window.to),
            hours,
            parts: plan.parts.iter().map(|part| PartMeter::new(part, window)).collect(),
            made: 0,
            left: 0,
            buffer: TimeWeighted::default(),
            stopped: While::default(),
            stops: 0,
            at_docks: (0, SimDuration::ZERO),
        }
    }

    /// The warm-up is over.
    pub(super) fn begin(&mut self) {
        self.buffer.reset(self.window.from);
        for part in &mut self.parts {
            part.stock.reset(self.window.from);
            part.least = part.stock.value();
        }
    }
    /// The run is over.
    pub(super) fn end(&mut self) {
        self.stopped.end(self.window.to, &self.hours, self.window);
        for part in &mut self.parts {
            part.missing.end(self.window.to, &self.hours, self.window);
            part.end_below(self.window.to);
        }
    }

    /// A record of this factory.
    pub(super) fn record(&mut self, at: SimTime, record: &Record) {
        let (window, counts) = (self.window, self.window.has(at));
        match *record {
            Record::PartsIn { part, units, spent } => {
                let it = &mut self.parts[part.index()];
                it.change(at, i64::from(units));
                if counts {
                    it.unloaded += 1;
                    self.at_docks = (self.at_docks.0 + 1, self.at_docks.1 + spent);
                }
            }
            Record::PartsUsed { part, units, stayed, shipped, delay } => {
                let it = &mut self.parts[part.index()];
                it.change(at, -i64::from(units));
                if counts {
                    it.used = (it.used.0 + u64::from(units), it.used.1 + stayed);
                    it.shipped = (it.shipped.0 + u64::from(shipped), it.shipped.1 + super::window::hours(delay));
                }
            }
            Record::PartMissing { part } => self.parts[part.index()].missing.begin(at),
            Record::PartBack { part } => self.parts[part.index()].missing.end(at, &self.hours, window),
            Record::LineStopped { .. } => {
                self.stopped.begin(at);
                self.stops += u64::from(counts);
            }
            Record::LineGoesOn { .. } => self.stopped.end(at, &self.hours, window),
            Record::CarMade { .. } => {
                self.buffer.add(at, 1);
                self.made += u64::from(counts);
            }
            Record::CarsLeft { cars, .. } => {
                self.buffer.add(at, -i64::from(cars));
                self.left += if counts { u64::from(cars) } else { 0 };
            }
            _ => {}
        }
    }
}
