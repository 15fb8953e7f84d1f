//! The timetable of a rail yard: sends each train on its way at its planned hour.
//!
//! ```text
//! starting ─ between ─ a train leaves for the terminal ─ between ─ …
//! ```

use crate::ids::TerminalId;
use crate::kind::{Kind, Sim};
use crate::port::Port;
use crate::process::train::Train;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Next, Stage};

/// What the timetable is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum RailwayStage {
    Starting,
    Between,
}
use RailwayStage::*;
impl Stage for RailwayStage {}

/// The timetable of one terminal.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Railway {
    terminal: TerminalId,
    /// Number of the next train.
    number: u32,
    /// What it is doing.
    pub stage: RailwayStage,
}

impl Railway {
    /// Before the first train.
    pub fn new(terminal: TerminalId) -> Self {
        Railway { terminal, number: 0, stage: Starting }
    }

    /// Train after train.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<RailwayStage> {
        if self.stage == Between {
            sim.spawn(Kind::Train(Train::new(self.terminal, self.number)));
            self.number += 1;
        }
        let plan = port.plan(self.terminal).rail.as_ref().expect("a timetable is of a rail yard");
        let planned = plan.planned(self.number, port.scenario.start_hour_of_week);
        Between.hold(planned.saturating_since(sim.now()))
    }
}
