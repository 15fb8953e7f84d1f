//! A feeder of the grid, which is live hour after hour until a fault or a service cuts it off.
//!
//! ```text
//! starting ─ live (an hour) ─ live ─ … ─ cut off ─ live ─ …
//! ```
//! What is cut off supplies nobody: reefers and ships are shed at once, machines stop where they can.

use crate::facility::condition::{Effect, EffectId, Target, Why};
use crate::ids::FeederId;
use crate::kind::Sim;
use crate::port::Port;
use crate::process::condition;
use crate::process::upkeep;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Next, SimDuration, Stage};

/// What it is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum SupplyStage {
    Starting,
    Live,
    CutOff,
}
use SupplyStage::*;
impl Stage for SupplyStage {}

/// The piece of work that wears it.
const HOUR: SimDuration = SimDuration::hours(1);

/// One feeder.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Supply {
    feeder: FeederId,
    /// Hours that it has been live.
    hours: u32,
    effect: Option<EffectId>,
    /// What it is doing.
    pub stage: SupplyStage,
}

impl Supply {
    /// One that is ever cut off.
    pub fn new(feeder: FeederId) -> Self {
        Supply { feeder, hours: 0, effect: None, stage: Starting }
    }

    /// Hour after hour.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<SupplyStage> {
        let of = Target::Feeder(self.feeder);
        match self.stage {
            Starting => Live.hold(HOUR),
            Live => {
                self.hours += 1;
                let Some(outage) = upkeep::wear_out(of, u64::from(self.hours), || HOUR, port, sim) else {
                    return Live.hold(HOUR);
                };
                let effect = Effect { left: 0.0, ..Effect::none(of, Why::Breakdown) };
                self.effect = Some(condition::begin(effect, port, sim));
                upkeep::repair(CutOff, of, outage, port, sim)
            }
            CutOff => {
                condition::end(self.effect.take().expect("it is cut off by an effect"), port, sim);
                Live.hold(HOUR)
            }
        }
    }
}
