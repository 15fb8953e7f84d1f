//! For the tests of this crate: runs a scenario written in a few lines, and lists what happened. Hidden, and no promise.

use crate::build::build;
use crate::cargo::{Container, LoadClass, Unit};
use crate::ids::TerminalId;
use crate::invariants;
use crate::kind::Kind;
use crate::process::landside;
use crate::scenario::{Files, load};
use darse_engine::{SimDuration, SimTime, Simulation, Streams};
use std::sync::Arc;

pub use crate::cargo::{BoxKind, Flow, Length, Onward, Rolling};
pub use crate::facility::feeder::Consumer;
pub use crate::facility::fleet::Errand;
pub use crate::facility::rail_line::Heading;
pub use crate::facility::yard::{Side, Task};
pub use crate::ids::{CallId, FactoryId, PartId, RailLineId, WarehouseId};
pub use crate::process::rail_run::run_off;
pub use crate::record::Record;

/// A scenario names no files in tests.
struct NoFiles;

impl Files for NoFiles {
    fn read(&mut self, _: &str) -> Result<Vec<u8>, String> {
        Err("there are no files in tests".to_owned())
    }
}

/// A port for tests that need one to stand in.
pub const SMALL: &str = r#"
vessel-class.feeder = { loa = "160 m", draught = "9 m" }
terminal.T = {}
service.S = { terminal = "T", class = "feeder" }
"#;

/// A run of one replication, with the records so far.
pub struct Trial {
    /// The simulation.
    pub run: Simulation<Kind>,
    /// What happened.
    pub records: Vec<(SimTime, Record)>,
}

impl Trial {
    /// About to begin.
    pub fn of(text: &str) -> Trial {
        let loaded = load("trial.toml", text, &mut NoFiles);
        let scenario = loaded.scenario.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics));
        Trial { run: build(Arc::new(scenario), Streams::new(1, 0)), records: Vec::new() }
    }

    /// Import boxes of 40 ft stand in the yard of the first terminal.
    pub fn stack(&mut self, onward: Onward, count: u64) {
        self.run.intervene(|port, sim| {
            for nth in 0..count {
                let class = LoadClass::new(0, Length::Forty, BoxKind::Standard, 1);
                let it = Container::new(nth, TerminalId(0), class, Flow::Import, sim.now()).bound_for(onward, sim.now());
                let id = port.boxes.enter(it);
                assert!(port.terminals[0].yard.fill(id, &mut port.boxes));
                port.boxes.begin(id, sim);
                landside::stacked(Unit::one(id), port, sim);
            }
        });
    }

    /// Runs, and checks what must hold every minute.
    pub fn until(&mut self, end: SimTime) {
        while self.run.sim().now() < end {
            let next = (self.run.sim().now() + SimDuration::minutes(1)).min(end);
            self.run.run_until(next, &mut self.records);
            invariants::check(&self.run).expect("what must hold, holds");
        }
    }

    /// Runs, checks nothing, and hands over the records since it was last asked.
    pub fn records_until(&mut self, end: SimTime) -> Vec<(SimTime, Record)> {
        self.run.run_until(end, &mut self.records);
        std::mem::take(&mut self.records)
    }

    /// When such a record was made.
    pub fn when(&self, wanted: impl Fn(&Record) -> bool) -> Vec<SimTime> {
        self.records.iter().filter(|(_, record)| wanted(record)).map(|(at, _)| *at).collect()
    }
}

/// An instant by the clock of the first day.
pub fn clock(hours: u64, minutes: u64, seconds: u64) -> SimTime {
    SimTime::ZERO + SimDuration::hours(hours) + SimDuration::minutes(minutes) + SimDuration::seconds(seconds)
}
