//! How far the hours of a box are booked, and what its last handling by the yard came to: 40 bytes beside each box, which are
//! looked at only when it is moved.

use darse_engine::{SimDuration, SimTime};
use serde::{Deserialize, Serialize};

/// Of one box.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct Trail {
    /// Its hours are booked up to this instant.
    pub since: SimTime,
    /// The last job of the yard with it.
    pub handling: Handling,
}

/// What a yard crane, or a vehicle that stacks, did with a box.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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

impl Handling {
    /// How much of a stretch of time this yard job took: waiting for it, boxes that lay above, and the move itself.
    pub fn within(&self, from: SimTime, to: SimTime) -> [SimDuration; 3] {
        let part = |begin: SimTime, end: SimTime| end.min(to).saturating_since(begin.max(from));
        let uncovered = self.begun + self.rehandle;
        [part(self.called, self.begun), part(self.begun, uncovered), part(uncovered, self.ended)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_of_time_is_cut_at_the_ends_of_the_job() {
        let it = Handling { called: SimTime(10), begun: SimTime(30), rehandle: SimDuration(5), ended: SimTime(50) };
        let within = |from, to| it.within(SimTime(from), SimTime(to)).map(|time| time.0);
        assert_eq!(within(0, 100), [20, 5, 15]);
        assert_eq!(within(20, 40), [10, 5, 5]);
        assert_eq!(within(60, 100), [0, 0, 0]);
        assert_eq!(within(0, 5), [0, 0, 0]);
    }
}
