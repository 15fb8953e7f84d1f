//! What yard cranes are asked to do.

use crate::cargo::Unit;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::Ticket;

/// Who waits for a yard job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub enum Side {
    /// The vehicles.
    Water,
    /// A truck.
    Land,
}

/// What a yard crane does with boxes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Task {
    /// From the vehicle, or the transfer point, into a pile.
    Stack(Unit),
    /// Out of its pile, to the vehicle or transfer point.
    Retrieve(Unit),
    /// What lies above is moved away, before the vehicle comes.
    Uncover(Unit),
}

impl Task {
    /// Boxes that go into or out of a pile for good.
    #[inline]
    pub fn productive_moves(self) -> u32 {
        match self {
            Task::Stack(unit) | Task::Retrieve(unit) => unit.count(),
            Task::Uncover(_) => 0,
        }
    }
    /// The boxes it is about.
    #[inline]
    pub fn unit(self) -> Unit {
        let (Task::Stack(unit) | Task::Retrieve(unit) | Task::Uncover(unit)) = self;
        unit
    }
}

/// One job for a yard crane.
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
pub struct Job {
    /// What to do.
    pub task: Task,
    /// The vehicle or truck that waits for it; none where boxes are set down at a transfer point.
    pub waiting: Option<Ticket>,
    /// Who asked.
    pub side: Side,
    /// The post that a unit set down at a transfer point is for.
    pub post: Option<usize>,
}

/// A job under way.
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
pub struct Running {
    /// The job.
    pub job: Job,
    /// Boxes moved for it, rehandles included.
    pub moves: u32,
    /// Of these, boxes that lay above.
    pub rehandles: u32,
    /// Gantry travel [40 ft bays].
    pub travel_bays: u32,
}
