//! What is read off the records of the ships of one quay.

use super::by_call::ByCall;
use super::window::{Window, hours};
use crate::hours::DelayCause;
use crate::ids::{QuayId, ServiceId};
use crate::scenario::Scenario;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, SimTime};
use std::collections::BTreeMap;

/// What held a ship up that had a berth, on its way in and out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct HeldUp {
    /// Water too low.
    pub tide: SimDuration,
    /// Too much wind or swell, or fog.
    pub wind: SimDuration,
    /// No pilot, or too few tugs, whatever kept them away.
    pub tugs: SimDuration,
}

impl HeldUp {
    /// So much more, if the cause is low water or the weather.
    pub(super) fn add(&mut self, cause: DelayCause, time: SimDuration) {
        match cause {
            DelayCause::Tide => self.tide += time,
            DelayCause::Weather => self.wind += time,
            _ => {}
        }
    }
}

/// One call as far as it has come.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Visit {
    /// Whose call.
    pub service: ServiceId,
    /// Index of its class.
    pub class: u16,
    /// Arrival at the port.
    pub arrived: SimTime,
    /// Within a day of the plan.
    pub on_schedule: bool,
    /// First line: when, from and to which metre, time under way before.
    pub berthed: Option<(SimTime, f32, f32, SimDuration)>,
    /// First and last lift so far.
    pub lifts: Option<(SimTime, SimTime)>,
    /// Boxes lifted.
    pub boxes: u32,
    /// Crane time assigned to it.
    pub crane_time: SimDuration,
    /// The work alongside is over.
    pub worked: bool,
    /// Last line released.
    pub sailed: Option<SimTime>,
    /// What held it up so far on the way in and out.
    pub held_up: HeldUp,
    /// Out of the port.
    pub left: Option<SimTime>,
}

/// The classes whose ships call at a quay, by their names.
pub(super) fn classes_at(scenario: &Scenario, quay: QuayId) -> Vec<u16> {
    let calling = scenario.services.iter().filter(|service| service.quay == quay).flat_map(|service| service.classes());
    let by_name: BTreeMap<&str, usize> = calling.map(|class| (scenario.classes[class].name.as_str(), class)).collect();
    by_name.into_values().map(|class| class as u16).collect()
}

/// The meter of the ships of one quay.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct ShipMeter {
    /// What counts.
    pub window: Window,
    /// Quay [m].
    pub quay_m: f64,
    /// Gap between ships [m].
    pub gap_m: f64,
    /// Discrete berths, 0 for a continuous quay.
    pub berths: u32,
    /// Classes of ships that call, by their names.
    pub classes: Vec<u16>,
    /// Calls, those before the window too.
    pub visits: ByCall<Visit>,
}

impl ShipMeter {
    /// Of a quay that no ship has called at.
    pub(super) fn new(scenario: &Scenario, quay: QuayId, window: Window) -> Self {
        let plan = scenario.quay(quay);
        let (quay_m, gap_m, berths) = (plan.length_m, plan.gap_m, plan.berths.len() as u32);
        let classes = classes_at(scenario, quay);
        ShipMeter { window, quay_m, gap_m, berths, classes, visits: ByCall::default() }
    }

    /// Calls that arrived in the window.
    pub(super) fn arrived(&self) -> impl Iterator<Item = &Visit> {
        self.visits.values().filter(|visit| self.window.has(visit.arrived))
    }

    /// Calls that sailed in the window.
    pub(super) fn sailed(&self) -> impl Iterator<Item = &Visit> {
        self.visits.values().filter(|visit| visit.sailed.is_some_and(|at| self.window.has(at)))
    }

    /// When calls left the port in the window, and what held them up.
    pub(super) fn left(&self) -> impl Iterator<Item = (SimTime, HeldUp)> {
        let left = self.visits.values().filter_map(|visit| Some((visit.left?, visit.held_up)));
        left.filter(|(at, _)| self.window.has(*at))
    }

    /// How many these are.
    pub(super) fn served(&self) -> usize {
        self.left().count()
    }

    /// Time that ships were alongside, all together [h].
    pub(super) fn alongside_h(&self) -> f64 {
        let of = |visit: &Visit| Some(hours(self.window.part(visit.berthed?.0, visit.sailed.unwrap_or(SimTime(u64::MAX)))));
        self.visits.values().filter_map(of).sum()
    }

    /// Share of the quay taken [%]: metre-hours, gaps included; with discrete berths, berth-hours.
    pub fn occupancy(&self) -> f64 {
        let alongside = |visit: &Visit| {
            let (at, from, to, _) = visit.berthed?;
            Some((from, to, hours(self.window.part(at, visit.sailed.unwrap_or(SimTime(u64::MAX))))))
        };
        let stays = self.visits.values().filter_map(alongside);
        match self.berths {
            0 => {
                let metre_hours: f64 = stays.map(|(from, to, hours)| (f64::from(to - from) + self.gap_m) * hours).sum();
                100.0 * metre_hours / (self.quay_m * self.window.hours())
            }
            berths => 100.0 * stays.map(|(_, _, hours)| hours).sum::<f64>() / (f64::from(berths) * self.window.hours()),
        }
    }
}
