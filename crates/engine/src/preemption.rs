//! What becomes of work that is broken off.

use crate::canary::{Bug, planted};
use crate::time::SimDuration;
use borsh::{BorshDeserialize, BorshSerialize};

/// The policy of a piece of work towards a preemption.
///
/// Preemption is an interruption: whoever preempts interrupts the process that works, with a cause; the process answers in
/// [`Process::interrupted`](crate::Process::interrupted), keeps (or drops) what [`Preemption::rest`] says, gives back what
/// it holds, and waits for its turn again. The integration test `preemption` is such a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Preemption {
    /// Goes on later where it stopped.
    Resume,
    /// Begins again later.
    Restart,
    /// Is given up.
    Abort,
}

impl Preemption {
    /// What is left to be done later, of work of this length broken off `left` before its end; `None`: nothing, ever.
    pub fn rest(self, length: SimDuration, left: SimDuration) -> Option<SimDuration> {
        match self {
            Preemption::Resume if planted(Bug::ResumeRestarts) => Some(length),
            Preemption::Resume => Some(left),
            Preemption::Restart => Some(length),
            Preemption::Abort => None,
        }
    }
}
