//! What takes machines out of service, as the scenario has it.

use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, Variate};

/// Breakdowns of one kind of machine, counted in its own working time.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Failures {
    /// Working time between breakdowns.
    pub between: Variate,
    /// Time to repair.
    pub repair: Variate,
}

/// Planned maintenance of one kind of machine: by the calendar, by use, or whichever comes first.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Maintenance {
    /// From one service of a machine to its next.
    pub every: Option<SimDuration>,
    /// Working time of a machine between two services.
    pub after: Option<SimDuration>,
    /// How long a service takes.
    pub lasting: Variate,
}

/// What takes machines of one kind out of service; neither: nothing does.
#[derive(Clone, Debug, Default, BorshSerialize, BorshDeserialize)]
pub struct Upkeep {
    /// Breakdowns.
    pub failures: Option<Failures>,
    /// Maintenance.
    pub maintenance: Option<Maintenance>,
}

impl Upkeep {
    /// Does nothing ever take one out of service?
    pub fn is_none(&self) -> bool {
        self.failures.is_none() && self.maintenance.is_none()
    }
}
