//! Where ships wait for a berth: places at anchor, and the open sea for those that find none.

use borsh::{BorshDeserialize, BorshSerialize};

/// Where a ship waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Waits {
    /// At anchor.
    Anchored,
    /// Farther out: every place was taken.
    Outside,
}

/// The anchorage.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Anchorage {
    places: u32,
    anchored: u32,
    outside: u32,
}

impl Anchorage {
    /// Empty.
    pub fn new(places: u32) -> Self {
        Anchorage { places, anchored: 0, outside: 0 }
    }

    /// A ship has to wait.
    pub fn come(&mut self) -> Waits {
        let waits = if self.anchored < self.places { Waits::Anchored } else { Waits::Outside };
        *self.count(waits) += 1;
        waits
    }

    /// It has its berth.
    pub fn go(&mut self, waits: Waits) {
        *self.count(waits) -= 1;
    }

    fn count(&mut self, waits: Waits) -> &mut u32 {
        match waits {
            Waits::Anchored => &mut self.anchored,
            Waits::Outside => &mut self.outside,
        }
    }

    /// Ships at anchor, and farther out.
    pub fn waiting(&self) -> (u32, u32) {
        (self.anchored, self.outside)
    }
}
