//! What comes by land to a ferry port: for each hour the vehicles of one kind, at random within it, which is a Poisson stream whose
//! rate follows the month and the hour. Each hour has random numbers of its own. Foot passengers come as one group an hour.
//!
//! ```text
//! on the hour ─ spawns its vehicles ─ on the hour ─ …          on the hour ─ until its group comes ─ on the hour ─ …
//! ```

use crate::cargo::Rolling;
use crate::facility::condition::{FerryPart, Target};
use crate::ids::FerryPortId;
use crate::kind::{Kind, Sim};
use crate::port::Port;
use crate::process::embarking::Embarking;
use crate::streams::{FERRY_DEMAND, part};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Draw, Next, SimDuration, SimTime, Stage};

/// What it is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum DemandStage {
    OnTheHour,
    GroupComes,
}
use DemandStage::*;
impl Stage for DemandStage {}

/// One kind of vehicle, or foot passengers.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct FerryDemand {
    port: FerryPortId,
    kind: Option<Rolling>,
    /// The foot passengers of this hour.
    group: u32,
    /// What it is doing.
    pub stage: DemandStage,
}

const HOUR: SimDuration = SimDuration::hours(1);

impl FerryDemand {
    /// Vehicles of a kind; foot passengers for none.
    pub fn new(port: FerryPortId, kind: Option<Rolling>) -> Self {
        FerryDemand { port, kind, group: 0, stage: OnTheHour }
    }

    /// Hour after hour.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<DemandStage> {
        let hour = sim.now().0 / HOUR.0;
        match (self.stage, self.kind) {
            (OnTheHour, Some(kind)) => {
                self.send(kind, hour, port, sim);
                OnTheHour.hold(HOUR)
            }
            (OnTheHour, None) => {
                let plan = &port.scenario.ferry_ports[self.port.index()];
                let (mut draw, _) = self.draw(hour, port, sim);
                let comes = HOUR.0 as f64 * draw.unit();
                self.group = count(self.surge(port) * plan.foot_per_hour(sim.now()), &mut draw);
                GroupComes.hold(SimDuration((comes as u64).min(HOUR.0 - 1)))
            }
            (GroupComes, _) => {
                port.ferry_ports[self.port.index()].come_on_foot(self.group);
                OnTheHour.hold(SimTime((hour + 1) * HOUR.0) - sim.now())
            }
        }
    }

    fn send(&self, kind: Rolling, hour: u64, port: &Port, sim: &mut Sim) {
        let rate = self.surge(port) * port.scenario.ferry_ports[self.port.index()].per_hour(kind, sim.now());
        let quay = port.scenario.ferry_quay(self.port);
        let (mut draw, key) = self.draw(hour, port, sim);
        let mut at = draw.standard_exponential() / rate;
        let mut nth = 0;
        while at < 1.0 {
            let due = sim.now() + SimDuration((at * HOUR.0 as f64) as u64);
            sim.spawn(Kind::Embarking(Embarking::new(self.port, kind, part(key, nth), quay, due)));
            at += draw.standard_exponential() / rate;
            nth += 1;
        }
    }

    /// What a disruption makes of the demand.
    fn surge(&self, port: &Port) -> f64 {
        let what = self.kind.map_or(FerryPart::Foot, FerryPart::Vehicles);
        port.conditions.demand(Target::FerryPort(self.port, what))
    }
    /// The random numbers of an hour, and the key of what comes in it.
    fn draw(&self, hour: u64, port: &Port, sim: &Sim) -> (Draw, u64) {
        let flow = self.kind.map_or(Rolling::ALL.len() as u64, |kind| kind as u64);
        let key = part(part(port.ferry_ports[self.port.index()].key, flow), hour);
        (sim.streams.of(FERRY_DEMAND, key, 0), key)
    }
}

/// A Poisson number with this mean: as many exponential gaps as fit in one.
fn count(mean: f64, draw: &mut Draw) -> u32 {
    let (mut sum, mut count) = (draw.standard_exponential(), 0);
    while sum < mean {
        sum += draw.standard_exponential();
        count += 1;
    }
    count
}
