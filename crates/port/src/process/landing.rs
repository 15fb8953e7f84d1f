//! A vehicle off a ferry, from the ramp through import customs and away.
//!
//! ```text
//! awaiting booth ─ checking ─ gone
//! ```
//! For a trailer it begins when a tugmaster has set it down; the truck that fetches it is at hand (assumption).

use crate::cargo::Rolling;
use crate::facility::condition::{FerryPart, Target};
use crate::hours::{Account, DelayCause, Entity, Place};
use crate::ids::{FerryPortId, QuayId};
use crate::kind::Sim;
use crate::port::Port;
use crate::process::embarking::{entity_kind, origin};
use crate::process::{trip, upkeep};
use crate::record::Record;
use crate::streams::FERRY_LAND;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Next, SimTime, Stage};

/// What it is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum LandingStage {
    Starting,
    AwaitingBooth,
    Checking,
    Gone,
}
use LandingStage::*;
impl Stage for LandingStage {}

/// One vehicle.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Landing {
    port: FerryPortId,
    kind: Rolling,
    key: u64,
    /// Off the ramp since.
    since: SimTime,
    hours: Account,
    /// What it is doing.
    pub stage: LandingStage,
}

impl Landing {
    /// Its hours, or of whom it lives a part of the life.
    pub fn account(&self) -> Option<Account> {
        Some(self.hours)
    }

    /// Off the ramp.
    pub fn new(port: FerryPortId, kind: Rolling, key: u64, quay: QuayId, since: SimTime) -> Self {
        let hours = Account::unopened(entity_kind(kind), Place::Quay(quay));
        Landing { port, kind, key, since, hours, stage: Starting }
    }

    /// From the ramp to the road.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<LandingStage> {
        let (id, kind) = (self.port, self.kind);
        self.book(port, sim);
        match self.stage {
            Starting => AwaitingBooth.until(sim.seize(port.ferry_ports[id.index()].import_booth)),
            AwaitingBooth => {
                let plan = &port.scenario.ferry_ports[id.index()];
                let check = plan.import_check.sample_duration(&mut sim.streams.of(FERRY_LAND, self.key, 0));
                Checking.hold(port.conditions.slow(Target::FerryPort(id, FerryPart::ImportBooths), check))
            }
            Checking => {
                let (booth, scenario) = (port.ferry_ports[id.index()].import_booth, port.scenario.clone());
                let mut draw = sim.streams.of(FERRY_LAND, self.key, 0);
                let law = &scenario.ferry_ports[id.index()].import_check;
                let of = Target::FerryPort(id, FerryPart::ImportBooths);
                upkeep::put_back(of, booth, self.key, || law.sample_duration(&mut draw), port, sim);
                port.ferry_ports[id.index()].go();
                sim.record(Record::FerryCleared { port: id, kind, took: sim.now() - self.since });
                self.hours.close(sim);
                let here = port.scenario.ferry_ports[id.index()].road;
                if let (Some(here), Some(home)) = (here, origin(self.key, port, sim)) {
                    trip::drive_off(here, home, self.key, 0, sim);
                }
                Gone.done()
            }
            Gone => unreachable!("a vehicle that is gone is not resumed"),
        }
    }

    /// Books the time of the stage that ends; a trailer's from when it is set down.
    fn book(&mut self, port: &Port, sim: &mut Sim) {
        match self.stage {
            Starting => self.hours = Account::open(Entity::running(entity_kind(self.kind), sim), self.hours.at, sim),
            AwaitingBooth => {
                let booths = Target::FerryPort(self.port, FerryPart::ImportBooths);
                self.hours.book_wait(DelayCause::Customs, &[booths], &port.blame, sim);
            }
            Checking => self.hours.book(Some(DelayCause::Work), sim),
            Gone => {}
        }
    }
}
