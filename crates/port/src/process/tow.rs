//! A tugmaster with a trailer, beside the ramp: it has taken it aboard and comes back, or takes one off and sets it down.

use crate::facility::condition::{FerryPart, Target};
use crate::ids::FerryPortId;
use crate::kind::{Kind, Sim};
use crate::port::Port;
use crate::process::landing::Landing;
use crate::process::upkeep;
use crate::streams::FERRY_SHIP;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Next, SimTime, Stage};

/// What it is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum TowStage {
    Starting,
    Towing,
    Free,
}
use TowStage::*;
impl Stage for TowStage {}

/// One trailer.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Tow {
    port: FerryPortId,
    key: u64,
    /// The trailer, if it comes off a ferry.
    lands: Option<Landing>,
    since: SimTime,
    /// What it is doing.
    pub stage: TowStage,
}

impl Tow {
    /// Begun by whoever holds the tugmaster, and hands it over.
    pub fn begin(port: FerryPortId, key: u64, lands: Option<Landing>, world: &Port, sim: &mut Sim) {
        let pid = sim.spawn(Kind::Tow(Tow { port, key, lands, since: sim.now(), stage: Starting }));
        sim.hand_over(world.ferry_ports[port.index()].tugmaster, pid);
    }

    /// Until the tugmaster is free again.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<TowStage> {
        match self.stage {
            Starting => {
                let plan = &port.scenario.ferry_ports[self.port.index()];
                let tow = plan.tow.sample_duration(&mut sim.streams.of(FERRY_SHIP, self.key, 0));
                Towing.hold(port.conditions.slow(Target::FerryPort(self.port, FerryPart::Tugmasters), tow))
            }
            Towing => {
                let (tugmaster, busy) = (port.ferry_ports[self.port.index()].tugmaster, sim.now() - self.since);
                upkeep::put_back(Target::FerryPort(self.port, FerryPart::Tugmasters), tugmaster, self.key, || busy, port, sim);
                if let Some(landing) = self.lands.take() {
                    sim.spawn(Kind::Landing(landing));
                }
                Free.done()
            }
            Free => unreachable!("a tugmaster that is free is not resumed"),
        }
    }
}
