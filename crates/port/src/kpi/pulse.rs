//! The pulse of the zone, hour by hour: how much is done and how much waits. Of a disrupted run and its undisturbed twin, what lies
//! between the two is what the disruption cost.

use super::window::Window;
use crate::ids::CallId;
use crate::record::Record;
use crate::scenario::Scenario;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, SimTime};
use std::collections::BTreeMap;

/// What is counted in each hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Flow {
    /// TEU that quay cranes moved.
    Teu,
    /// Trucks served: out of a gate, aboard a ferry, or away from a terminal without boxes.
    Trucks,
    /// Deliveries of parts to factories.
    Parts,
    /// Vehicles that ferries left behind.
    LeftBehind,
    /// Minutes in which lines stood for want of parts, closed hours apart; of all factories.
    LineStop,
}

/// What is looked at on each hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Level {
    /// Ships that wait for a berth.
    Ships,
    /// Trucks that wait: before gates, at access zones, before the booths of ferry ports, for room on a road.
    Trucks,
    /// TEU in the yards.
    Teu,
    /// Trucks in access zones, and on the road before them.
    AtZones,
    /// Trucks that wait for room on a road.
    OnRoads,
    /// Cars before the booths of ferry ports and in their lanes.
    Cars,
}

/// How many of each there are.
const FLOWS: usize = 5;
const LEVELS: usize = 6;

const HOUR: SimDuration = SimDuration::hours(1);

/// The meter.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Pulse {
    window: Window,
    flows: [Vec<f64>; FLOWS],
    levels: [Vec<f64>; LEVELS],
    now: [i64; LEVELS],
    /// When each call sailed that did within the window.
    sailed: BTreeMap<CallId, SimTime>,
    /// When the first disruption began, and when the last one was over.
    pub began: Option<SimTime>,
    /// The same of the last one's end.
    pub over: Option<SimTime>,
    /// Lines that stand, by factory: since when.
    standing: Vec<Option<SimTime>>,
    hours: Vec<darse_engine::Timetable>,
}

impl Pulse {
    /// Nothing seen yet.
    pub(super) fn new(scenario: &Scenario, window: Window) -> Self {
        let hours = (window.length().0.div_ceil(HOUR.0)) as usize;
        let timetable = |plan: &crate::scenario::FactoryPlan| plan.shifts.timetable(scenario.start_hour_of_week);
        Pulse {
            window,
            flows: std::array::from_fn(|_| vec![0.0; hours]),
            levels: std::array::from_fn(|_| Vec::with_capacity(hours)),
            now: [0; LEVELS],
            sailed: BTreeMap::new(),
            began: None,
            over: None,
            standing: vec![None; scenario.factories.len()],
            hours: scenario.factories.iter().map(timetable).collect(),
        }
    }

    /// By hours of the measured time.
    pub fn flow(&self, flow: Flow) -> &[f64] {
        &self.flows[flow as usize]
    }
    /// At the end of each hour of the measured time.
    pub fn level(&self, level: Level) -> &[f64] {
        &self.levels[level as usize]
    }
    /// Calls that sailed, and when.
    pub fn sailed(&self) -> &BTreeMap<CallId, SimTime> {
        &self.sailed
    }
    /// The hour of the measured time in which an instant lies.
    pub fn hour(&self, at: SimTime) -> usize {
        (at.saturating_since(self.window.from).0 / HOUR.0) as usize
    }

    /// The run is over: the last hours are looked at, and lines that stand are counted.
    pub(super) fn end(&mut self) {
        self.look(SimTime(self.window.to.0 + HOUR.0));
        for factory in 0..self.standing.len() {
            self.line_goes_on(factory, self.window.to);
        }
    }

    /// Looks at all levels at the end of every hour before this instant.
    fn look(&mut self, at: SimTime) {
        while self.levels[0].len() < self.flows[0].len() && self.window.from + HOUR * (self.levels[0].len() as u64 + 1) < at {
            self.levels.iter_mut().zip(self.now).for_each(|(hours, now)| hours.push(now as f64));
        }
    }

    fn line_goes_on(&mut self, factory: usize, at: SimTime) {
        let Some(since) = self.standing[factory].take() else { return };
        let mut from = since.max(self.window.from);
        while from < at.min(self.window.to) {
            let hour = self.hour(from);
            let end = (self.window.from + HOUR * (hour as u64 + 1)).min(at).min(self.window.to);
            self.flows[Flow::LineStop as usize][hour] += self.hours[factory].open_time_between(from, end).as_seconds_f64() / 60.0;
            from = end;
        }
    }

    fn count(&mut self, flow: Flow, at: SimTime, number: f64) {
        if self.window.has(at) {
            let hour = self.hour(at).min(self.flows[0].len() - 1);
            self.flows[flow as usize][hour] += number;
        }
    }
    fn change(&mut self, level: Level, at: SimTime, by: i64) {
        self.look(at);
        self.now[level as usize] += by;
    }

    /// A record of anything.
    pub(super) fn record(&mut self, at: SimTime, record: &Record) {
        match *record {
            Record::Lifted { teu, .. } => self.count(Flow::Teu, at, f64::from(teu)),
            Record::TruckOut { .. }
            | Record::CarTruckLeft { .. }
            | Record::TankTruckLeft { .. }
            | Record::BulkTruckLeft { .. } => {
                self.count(Flow::Trucks, at, 1.0);
            }
            Record::FerryBoarded { kind, .. } if !kind.is_car() => self.count(Flow::Trucks, at, 1.0),
            Record::FerryBoarded { .. } => self.change(Level::Cars, at, -1),
            Record::PartsIn { .. } => self.count(Flow::Parts, at, 1.0),
            Record::FerryLoaded { behind, .. } => self.count(Flow::LeftBehind, at, f64::from(behind[0] + behind[1])),
            Record::LineStopped { factory } => self.standing[factory.index()] = Some(at),
            Record::LineGoesOn { factory } => self.line_goes_on(factory.index(), at),
            Record::CallArrived { .. } => self.change(Level::Ships, at, 1),
            Record::CallBerthed { .. } => self.change(Level::Ships, at, -1),
            Record::CallSailed { call } if self.window.has(at) => {
                self.sailed.insert(call, at);
            }
            Record::TruckCame { .. } => self.change(Level::Trucks, at, 1),
            Record::TruckIn { .. } => self.change(Level::Trucks, at, -1),
            Record::TruckToClear { .. } => self.zone(at, 1),
            Record::TruckCleared { .. } => self.zone(at, -1),
            Record::FerryCame { kind, .. } if !kind.is_car() => self.change(Level::Trucks, at, 1),
            Record::FerryCame { .. } => self.change(Level::Cars, at, 1),
            Record::FerryStands { kind, .. } if !kind.is_car() => self.change(Level::Trucks, at, -1),
            Record::RoadWait { change, .. } => {
                self.change(Level::Trucks, at, i64::from(change));
                self.change(Level::OnRoads, at, i64::from(change));
            }
            Record::Stacked { teu, .. } => self.change(Level::Teu, at, i64::from(teu)),
            Record::Unstacked { teu, .. } => self.change(Level::Teu, at, -i64::from(teu)),
            Record::DisruptionBegan { .. } | Record::AssetLost { .. } => self.began = self.began.or(Some(at)),
            Record::DisruptionOver { .. } | Record::AssetRestored { .. } => self.over = Some(at),
            _ => {}
        }
    }

    fn zone(&mut self, at: SimTime, by: i64) {
        self.change(Level::Trucks, at, by);
        self.change(Level::AtZones, at, by);
    }
}
