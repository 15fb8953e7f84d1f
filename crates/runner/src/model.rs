//! The simulation model, as the runner sees it: a handful of functions. Tests put a made-up model in the port's place.

use darse_port::kpi::{Column, Definition};
use darse_port::outcome::Violation;
use darse_port::scenario::{Files, Loaded};
use darse_port::{Outcome, Scenario};

/// What is simulated.
#[derive(Clone, Copy)]
pub struct Model {
    /// From name and text to a checked scenario.
    pub load: fn(&str, &str, &mut dyn Files) -> Loaded,
    /// One replication: scenario, seed, replication, invariants on.
    pub simulate: fn(&Scenario, u64, u32, bool) -> Result<Outcome, Violation>,
    /// The KPIs that every replication of a scenario will have, known before any is run.
    pub columns: fn(&Scenario) -> Vec<Column>,
    /// What the KPIs mean.
    pub catalogue: fn() -> &'static [Definition],
}

impl Model {
    /// The port.
    pub const PORT: Model = Model {
        load: darse_port::load,
        simulate: darse_port::simulate,
        columns: darse_port::kpi::columns,
        catalogue: darse_port::kpi::catalogue,
    };
}
