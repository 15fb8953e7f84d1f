//! What is read off the records of one ferry port.

use super::window::Window;
use crate::cargo::Rolling;
use crate::ids::QuayId;
use crate::record::Record;
use crate::scenario::{QuayOwner, Scenario};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, SimTime, Sketch, TimeWeighted};

/// Times of many vehicles: their number, sum, and each [min].
#[derive(Clone, Debug, Default, BorshSerialize, BorshDeserialize)]
pub struct Times {
    /// How many.
    pub count: u64,
    /// Their sum.
    pub sum: SimDuration,
    each: Sketch,
}

impl Times {
    fn observe(&mut self, time: SimDuration) {
        self.count += 1;
        self.sum += time;
        self.each.observe(time.as_seconds_f64() / 60.0);
    }
    /// Mean [min].
    pub(super) fn mean(&self) -> Option<f64> {
        (self.count > 0).then(|| self.sum.as_seconds_f64() / 60.0 / self.count as f64)
    }
    /// A quantile [min].
    pub(super) fn quantile(&self, level: f64) -> Option<f64> {
        (self.count > 0).then(|| self.each.quantile(level))
    }
}

/// The meter of one ferry port. Pairs: trucks with trailers, and cars.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct FerryMeter {
    /// What counts.
    pub window: Window,
    /// Its quay.
    pub quay: QuayId,
    /// Berths, each with a ramp.
    pub berths: u32,
    /// Places in the lanes.
    pub places: [u32; 2],
    /// Trucks, trailers and cars that boarded, and that landed.
    pub moved: [(u64, u64); 3],
    /// People in cars and on foot, who boarded, and who landed.
    pub people: (u64, u64),
    /// From before the booths until called aboard.
    pub waits: [Times; 2],
    /// From the ramp until out of the port.
    pub landings: [Times; 2],
    /// Vehicles before the booths, at them and in the lanes.
    pub ashore: [TimeWeighted; 2],
    /// Vehicles in the lanes.
    pub lanes: [TimeWeighted; 2],
    /// Ferries that ended loading.
    pub sailings: u64,
    /// Those of them that take trucks: trucks and trailers over capacity [%].
    pub fills: Vec<f32>,
    /// Vehicles that were in the lanes then: trucks, of ferries that take them, and cars.
    pub behind: [u64; 2],
    /// Time ramps were taken.
    pub ramp: SimDuration,
}

impl FerryMeter {
    pub(super) fn new(scenario: &Scenario, index: usize, window: Window) -> Self {
        let plan = &scenario.ferry_ports[index];
        let quay = scenario.owners.iter().position(|owner| *owner == QuayOwner::FerryPort(index));
        FerryMeter {
            window,
            quay: QuayId(quay.expect("each ferry port has a quay") as u16),
            berths: plan.quay.berths.len() as u32,
            places: [plan.truck_places, plan.car_places],
            moved: Default::default(),
            people: (0, 0),
            waits: Default::default(),
            landings: Default::default(),
            ashore: Default::default(),
            lanes: Default::default(),
            sailings: 0,
            fills: Vec::new(),
            behind: [0; 2],
            ramp: SimDuration::ZERO,
        }
    }

    /// The warm-up is over.
    pub(super) fn begin(&mut self) {
        for meter in self.ashore.iter_mut().chain(&mut self.lanes) {
            meter.reset(self.window.from);
        }
    }

    /// A record of this ferry port.
    pub(super) fn record(&mut self, at: SimTime, record: &Record) {
        let counts = self.window.has(at);
        match *record {
            Record::FerryCame { kind, .. } => self.ashore[of(kind)].add(at, 1),
            Record::FerryStands { kind, .. } => self.lanes[of(kind)].add(at, 1),
            Record::FerryBoarded { kind, people, waited, .. } => {
                self.ashore[of(kind)].add(at, -1);
                self.lanes[of(kind)].add(at, -1);
                if counts {
                    self.moved[kind as usize].0 += 1;
                    self.people.0 += if kind.is_car() { u64::from(people) } else { 0 };
                    self.waits[of(kind)].observe(waited);
                }
            }
            Record::FerryLanded { kind, people, .. } if counts => {
                self.moved[kind as usize].1 += 1;
                self.people.1 += if kind.is_car() { u64::from(people) } else { 0 };
            }
            Record::FerryCleared { kind, took, .. } if counts => self.landings[of(kind)].observe(took),
            Record::FerryFoot { people, boarded, .. } if counts => {
                let sum = if boarded { &mut self.people.0 } else { &mut self.people.1 };
                *sum += u64::from(people);
            }
            Record::FerryLoaded { trucks, capacity, behind, ramp, .. } if counts => {
                self.sailings += 1;
                if capacity > 0 {
                    self.fills.push(100.0 * f32::from(trucks) / f32::from(capacity));
                    self.behind[0] += u64::from(behind[0]);
                }
                self.behind[1] += u64::from(behind[1]);
                self.ramp += ramp;
            }
            _ => {}
        }
    }

    /// Trucks and trailers that boarded, and that landed.
    pub(super) fn trucks(&self) -> (u64, u64) {
        let [trucks, trailers, _] = self.moved;
        (trucks.0 + trailers.0, trucks.1 + trailers.1)
    }
    /// Cars that boarded, and that landed.
    pub(super) fn cars(&self) -> (u64, u64) {
        self.moved[Rolling::Car as usize]
    }
}

fn of(kind: Rolling) -> usize {
    usize::from(kind.is_car())
}
