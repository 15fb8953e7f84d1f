//! How far the hours of a box are booked, and what its last handling by the yard came to: 40 bytes beside each box, which are
//! looked at only when it is moved.

use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, SimTime};

/// Of one box.
#[derive(Clone, Copy, Debug, Default, BorshSerialize, BorshDeserialize)]
pub struct Trail {
    /// Its hours are booked up to this instant.
    pub since: SimTime,
    /// The last job of the yard with it.
    pub handling: Handling,
}

/// What a yard crane, or a vehicle that stacks, did with a box.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Handling {
    /// From when the box was there for it.
    pub called: SimTime,
    /// It began.
    pub begun: SimTime,
    /// First it moved for so long what lay above.
    pub rehandle: SimDuration,
    /// It was done.
    pub ended: SimTime,
}
