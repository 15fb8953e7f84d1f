//! `[terminal.NAME.shifts]`: when work at the quay pauses. It can be foreseen, so it is arithmetic.

use super::read::Table;
use crate::canary::{Slip, planted};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, SimTime};

/// Shifts of equal length, with a pause at each change.
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
pub struct Shifts {
    /// From one change to the next.
    pub length: SimDuration,
    /// Time of day of one change.
    pub first: SimDuration,
    /// How long work pauses at a change.
    pub pause: SimDuration,
}

impl Shifts {
    /// Reads the table.
    pub fn read(t: &mut Table<'_>) -> Self {
        let shifts = Shifts {
            length: t.duration("length", "1 h"..="24 h", "From one shift change to the next."),
            first: t.time_of_day("first", "Time of day of a shift change."),
            pause: t.duration("pause", "0 min"..="4 h", "How long work pauses at each change."),
        };
        if shifts.pause >= shifts.length {
            let message = "the pause takes the whole shift";
            t.error("pause", super::diagnostic::Code::Inconsistent, message, "shorten `pause` below `length`");
        }
        shifts
    }

    /// How long until work goes on; nothing outside a pause.
    pub fn pause_left(&self, now: SimTime) -> SimDuration {
        let length = self.length.0;
        let into = (now.0 + length - self.first.0 % length) % length;
        let pause = if planted(Slip::PauseOffByOne) { self.pause + SimDuration::minutes(1) } else { self.pause };
        SimDuration(pause.0.saturating_sub(into))
    }
}
