//! The orders of a fleet.

use crate::cargo::Unit;
use crate::facility::plan::Point;
use crate::facility::yard::Task;
use crate::ids::BlockId;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimTime, Ticket};

/// What a vehicle is sent for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Errand {
    /// Take a unit from the post to the yard.
    Fetch,
    /// Bring a unit from a block to the post.
    Deliver {
        /// Its boxes.
        unit: Unit,
        /// Where they stand.
        block: BlockId,
    },
    /// Stack the box of a truck, or fetch one for it, where no yard crane does.
    Attend {
        /// What to do.
        task: Task,
        /// Where the truck stands.
        block: BlockId,
        /// The truck.
        truck: Ticket,
    },
}

/// One order.
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
pub struct Order {
    /// For which post, by its place in the terminal; behind the last one, for the trucks.
    pub post: usize,
    /// Identity for random numbers: that of the box it is for.
    pub key: u64,
    /// What.
    pub errand: Errand,
    /// Where it begins.
    pub from: Point,
    /// Since when it is open.
    pub since: SimTime,
}
