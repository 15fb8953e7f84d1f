//! What rolls on and off a ferry.

use borsh::{BorshDeserialize, BorshSerialize};

/// A kind of vehicle on a ferry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Rolling {
    /// A truck with its driver.
    Truck,
    /// A trailer without one.
    Trailer,
    /// A passenger car.
    Car,
}

impl Rolling {
    /// All of them.
    pub const ALL: [Rolling; 3] = [Rolling::Truck, Rolling::Trailer, Rolling::Car];

    /// Cars stand, drive and are counted apart from trucks and trailers.
    pub fn is_car(self) -> bool {
        self == Rolling::Car
    }
}
