//! What is read off the records of one container terminal: counts, sums of integers, and samples, within the window.

use super::ship_meter::ShipMeter;
use super::window::{Window, hours};
use crate::cargo::{Flow, Ground};
use crate::hours::{CAUSES, DelayCause};
use crate::ids::{CallId, QuayId};
use crate::record::Record;
use crate::scenario::Scenario;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, SimTime, TimeWeighted};

/// One train that left.
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
pub struct TrainVisit {
    /// For a track [h].
    pub waited_h: f32,
    /// On it [h].
    pub stayed_h: f32,
    /// Boxes.
    pub brought: u16,
    /// Boxes.
    pub took: u16,
    /// Boxes that were ready and found no room.
    pub left_behind: u16,
}

/// Sizes that KPIs divide by.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Sizes {
    /// Quay cranes.
    pub cranes: u32,
    /// Vehicles.
    pub vehicles: u32,
    /// Yard slots [TEU].
    pub slots_teu: f64,
    /// Yard cranes.
    pub yard_cranes: u32,
    /// Rail cranes; none where there is no rail yard.
    pub rail_cranes: u32,
}

/// The meter of one terminal.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Meter {
    /// What counts.
    pub window: Window,
    /// What it divides by.
    pub sizes: Sizes,
    /// Its ships.
    pub ships: ShipMeter,
    /// Boxes and TEU over the quay.
    pub lifted: (u64, u64),
    /// Lifts, of one box or two, and the time cranes moved for them.
    pub lifts: (u64, SimDuration),
    /// TEU over the quay on each day of the window.
    pub teu_by_day: Vec<u32>,
    /// Quay cranes assigned to ships.
    pub cranes_on: TimeWeighted,
    /// What the whole time at their ship was spent on of cranes that left it within the window.
    pub crane_hours: [SimDuration; CAUSES],
    /// Boxes and TEU that came in, and that went out, by flow.
    pub came: [(u64, u64); 4],
    /// The same for those that left.
    pub went: [(u64, u64); 4],
    /// Dwell of those that left [d], by flow.
    pub dwell_days: [Vec<f32>; 4],
    /// Boxes that missed the call they were booked on.
    pub rolled: u64,
    /// Reefers and dangerous goods stacked among general cargo.
    pub misplaced: u64,
    /// Boxes stacked outside the yard proper.
    pub overflowed: u64,
    /// TEU in the stacks.
    pub stacked_teu: TimeWeighted,
    /// The same every hour of the run, at instants that are whole hours from the start of the window.
    pub stacked_hourly: Vec<u32>,
    /// Boxes retrieved, boxes moved, boxes that lay above others.
    pub yard_moves: (u64, u64, u64),
    /// Time yard cranes worked, and boxes they moved in jobs that ended within the window.
    pub yard_busy: SimDuration,
    /// As above.
    pub yard_crane_moves: u64,
    /// Metres driven without and with a box.
    pub driven_m: (f64, f64),
    /// Time vehicles had an order.
    pub vehicle_busy: SimDuration,
    /// Trucks in the queue of the gate.
    pub gate_queue: TimeWeighted,
    /// Truck visits that ended: queue and terminal time [min].
    pub trucks: Vec<(f32, f32)>,
    /// Time these drove inside.
    pub trucks_drove: SimDuration,
    /// Trains that left.
    pub trains: Vec<TrainVisit>,
}

impl Meter {
    /// Hours that cranes were assigned to ships within the window, also of those that came before or leave after.
    pub fn crane_time(&self) -> f64 {
        self.cranes_on.mean(self.window.to) * self.window.hours()
    }

    /// The share of their time at a ship that cranes spent on some causes.
    pub fn crane_share(&self, causes: &[DelayCause]) -> f64 {
        let all: SimDuration = self.crane_hours.iter().copied().sum();
        let of_these: SimDuration = causes.iter().map(|cause| self.crane_hours[cause.index()]).sum();
        hours(of_these) / hours(all)
    }

    /// What cranes lost that had nothing to do with vehicles or the yard: breakdowns, shift changes, wind, a ship not yet ready; a share.
    pub fn crane_lost(&self) -> f64 {
        self.crane_share(&[DelayCause::Breakdown, DelayCause::ShiftChange, DelayCause::Weather, DelayCause::Upstream])
    }

    pub(super) fn new(scenario: &Scenario, terminal: usize, window: Window) -> Self {
        let plan = &scenario.terminals[terminal];
        let sizes = Sizes {
            cranes: plan.cranes.count,
            vehicles: plan.transport.count,
            slots_teu: plan.yard.slots_teu(),
            yard_cranes: plan.yard.blocks * plan.yard.crane.per_block,
            rail_cranes: plan.rail.as_ref().map_or(0, |rail| rail.cranes),
        };
        let days = window.hours() / 24.0;
        Meter {
            window,
            sizes,
            ships: ShipMeter::new(scenario, QuayId(terminal as u16), window),
            lifted: (0, 0),
            lifts: (0, SimDuration::ZERO),
            teu_by_day: vec![0; days.ceil() as usize],
            cranes_on: TimeWeighted::default(),
            crane_hours: [SimDuration::ZERO; CAUSES],
            came: [(0, 0); 4],
            went: [(0, 0); 4],
            dwell_days: Default::default(),
            rolled: 0,
            misplaced: 0,
            overflowed: 0,
            stacked_teu: TimeWeighted::default(),
            stacked_hourly: Vec::new(),
            yard_moves: (0, 0, 0),
            yard_busy: SimDuration::ZERO,
            yard_crane_moves: 0,
            driven_m: (0.0, 0.0),
            vehicle_busy: SimDuration::ZERO,
            gate_queue: TimeWeighted::default(),
            trucks: Vec::new(),
            trucks_drove: SimDuration::ZERO,
            trains: Vec::new(),
        }
    }

    /// The warm-up is over: averages over time begin.
    pub(super) fn begin(&mut self) {
        self.cranes_on.reset(self.window.from);
        self.stacked_teu.reset(self.window.from);
        self.gate_queue.reset(self.window.from);
    }

    /// The run is over.
    pub(super) fn end(&mut self) {
        self.sample_hours(self.window.to);
    }

    /// So many boxes were lifted at once.
    #[inline]
    pub(super) fn lifted(&mut self, at: SimTime, call: CallId, (boxes, teu): (u8, u8), worked: SimDuration) {
        let visit = self.ships.visits.get_mut(call).expect("a call arrives before its boxes are moved");
        visit.boxes += u32::from(boxes);
        visit.lifts = Some((visit.lifts.map_or(at, |(first, _)| first), at));
        if !self.window.has(at) {
            return;
        }
        self.lifted.0 += u64::from(boxes);
        self.lifted.1 += u64::from(teu);
        self.lifts.0 += 1;
        self.lifts.1 += worked;
        if let Some(day) = self.teu_by_day.get_mut(self.window.day(at) as usize) {
            *day += u32::from(teu);
        }
    }

    /// A box was put on a pile.
    #[inline]
    pub(super) fn stacked(&mut self, at: SimTime, teu: u8, ground: Ground) {
        self.change_stacked(at, i64::from(teu));
        let counts = self.window.has(at);
        self.overflowed += u64::from(ground == Ground::Overflow && counts);
        self.misplaced += u64::from(ground == Ground::OtherBays && counts);
    }

    /// A yard crane, or a vehicle that stacks, has done a job: boxes retrieved, moved, and moved off others.
    #[inline]
    pub(super) fn yard_job(&mut self, at: SimTime, (retrieved, moves, rehandles): (u64, u64, u64), busy: SimDuration) {
        self.yard_busy += self.window.part(SimTime(at.0 - busy.0), at);
        if self.window.has(at) {
            self.yard_moves.0 += retrieved;
            self.yard_moves.1 += moves;
            self.yard_moves.2 += rehandles;
            self.yard_crane_moves += if busy > SimDuration::ZERO { moves } else { 0 };
        }
    }

    /// A vehicle has carried out an order.
    #[inline]
    pub(super) fn drove(&mut self, at: SimTime, (empty_m, laden_m): (f32, f32), busy: SimDuration) {
        self.vehicle_busy += self.window.part(SimTime(at.0 - busy.0), at);
        if self.window.has(at) {
            self.driven_m.0 += f64::from(empty_m);
            self.driven_m.1 += f64::from(laden_m);
        }
    }

    /// A box has left within the window.
    #[inline]
    pub(super) fn box_out(&mut self, flow: Flow, teu: u8, dwelt: SimDuration) {
        let (boxes, sum) = &mut self.went[flow as usize];
        (*boxes, *sum) = (*boxes + 1, *sum + u64::from(teu));
        self.dwell_days[flow as usize].push((dwelt.as_seconds_f64() / 86_400.0) as f32);
    }

    /// A truck has left within the window.
    pub(super) fn truck_out(&mut self, queued: SimDuration, inside: SimDuration, drove: SimDuration) {
        let minutes = |it: SimDuration| (it.as_seconds_f64() / 60.0) as f32;
        self.trucks.push((minutes(queued), minutes(inside)));
        self.trucks_drove += drove;
    }

    /// What happens seldom.
    pub(super) fn record(&mut self, at: SimTime, record: &Record) {
        match *record {
            _ if !self.window.has(at) => {}
            Record::Rolled { boxes, .. } => self.rolled += u64::from(boxes),
            Record::CraneSpent { cause, time, .. } => self.crane_hours[cause.index()] += time,
            Record::TrainLeft { waited, stayed, brought, took, left_behind, .. } => {
                let (waited_h, stayed_h) = (hours(waited) as f32, hours(stayed) as f32);
                self.trains.push(TrainVisit { waited_h, stayed_h, brought, took, left_behind });
            }
            _ => {}
        }
    }

    /// Brings the hourly samples of the stacks up to an instant.
    fn sample_hours(&mut self, at: SimTime) {
        let hour = SimDuration::hours(1).0;
        while self.window.from.0 % hour + self.stacked_hourly.len() as u64 * hour < at.0.min(self.window.to.0) {
            self.stacked_hourly.push(self.stacked_teu.value() as u32);
        }
    }

    /// TEU in the stacks on each full hour of the window.
    pub fn stacked_in_window(&self) -> &[u32] {
        let before = (self.window.from.0 / SimDuration::hours(1).0) as usize;
        self.stacked_hourly.get(before..).unwrap_or_default()
    }

    /// TEU more in the stacks, or fewer.
    #[inline]
    pub(super) fn change_stacked(&mut self, at: SimTime, teu: i64) {
        self.sample_hours(at);
        self.stacked_teu.add(at, teu);
    }
}
