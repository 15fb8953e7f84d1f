//! The entrance of a basin. Ships pass it one behind the other; large ones do not meet in it.
//!
//! Strictly first come, first served: nobody enters past a ship that waits, so that ships of one direction cannot keep those
//! of the other out for ever.

use crate::ids::CallId;
use crate::kind::Sim;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Answer, Line, SimDuration, SimTime};

/// Which way a ship passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Heading {
    /// Towards its berth.
    In,
    /// Towards the sea.
    Out,
}

/// A ship that passes, or wants to.
#[derive(Clone, Copy, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Passage {
    /// Whose.
    pub call: CallId,
    /// Which way.
    pub heading: Heading,
    /// Length over all [m].
    pub loa_m: f64,
}

/// One entrance.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Entrance {
    /// Ships up to this length may meet [m].
    meet_up_to_m: f64,
    /// From one ship to the next of the same direction, bow to bow.
    separation: SimDuration,
    /// Nobody sees both ends: no two ships meet, however small.
    one_way: bool,
    passing: Vec<Passage>,
    waiting: Line<Passage>,
    /// When the last ship of each direction is through.
    through: [SimTime; 2],
}

impl Entrance {
    /// Ships that wait for it.
    pub fn queued(&self) -> usize {
        self.waiting.iter().len()
    }

    /// An entrance that nobody passes.
    pub fn new(meet_up_to_m: f64, separation: SimDuration) -> Self {
        Entrance {
            meet_up_to_m,
            separation,
            one_way: false,
            passing: Vec::new(),
            waiting: Line::default(),
            through: [SimTime::ZERO; 2],
        }
    }

    /// Asks to pass.
    pub fn ask(&mut self, passage: Passage, sim: &mut Sim) -> Answer {
        if self.waiting.is_empty(sim) && self.admits(&passage) {
            self.passing.push(passage);
            return Answer::GRANTED;
        }
        self.waiting.join(passage, sim)
    }

    /// It may pass: how long it takes, behind the ship before it, if it would take so long alone.
    pub fn set_out(&mut self, heading: Heading, alone: SimDuration, now: SimTime) -> SimDuration {
        let through = &mut self.through[heading as usize];
        *through = (now + alone).max(*through + self.separation);
        *through - now
    }

    /// From now on no two ships meet, or those that are small enough do again.
    pub fn set_one_way(&mut self, one_way: bool, sim: &mut Sim) {
        self.one_way = one_way;
        self.serve(sim);
    }

    /// It is through.
    pub fn leave(&mut self, call: CallId, sim: &mut Sim) {
        self.passing.retain(|it| it.call != call);
        self.serve(sim);
    }

    /// Ships that do not meet do not meet, and the first in line does not wait for nothing.
    ///
    /// # Errors
    /// What is not so, in words.
    pub fn check(&self) -> Result<(), String> {
        for (place, a) in self.passing.iter().enumerate() {
            if let Some(b) = self.passing[..place].iter().find(|b| self.exclude(a, b)) {
                return Err(format!("{} and {} meet in an entrance", a.call, b.call));
            }
        }
        let first = self.waiting.iter().next().filter(|first| self.admits(first));
        first.map_or(Ok(()), |first| Err(format!("{} waits before a free entrance", first.call)))
    }

    fn exclude(&self, a: &Passage, b: &Passage) -> bool {
        a.heading != b.heading && a.loa_m.max(b.loa_m) > self.meet_up_to_m
    }

    fn admits(&self, passage: &Passage) -> bool {
        let may = |other: &Passage| !(self.exclude(passage, other) || self.one_way && passage.heading != other.heading);
        self.passing.iter().all(may)
    }

    fn serve(&mut self, sim: &mut Sim) {
        loop {
            let first = self.waiting.wishes(sim).next().copied();
            let Some(first) = first.filter(|first| self.admits(first)) else { return };
            self.passing.push(first);
            self.waiting.wake_first(sim, |_| true);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Heading::{In, Out};

    fn ship(number: u32, heading: Heading, loa_m: f64) -> Passage {
        Passage { call: CallId(number), heading, loa_m }
    }

    #[test]
    fn large_ships_do_not_meet_and_small_ones_do() {
        let with = |passing: Passage| Entrance { passing: vec![passing], ..Entrance::new(150.0, SimDuration::minutes(5)) };
        let large = with(ship(1, In, 400.0));
        assert!(large.admits(&ship(2, In, 400.0)), "one behind the other");
        assert!(!large.admits(&ship(3, Out, 120.0)), "a large one comes in");
        let small = with(ship(1, In, 120.0));
        assert!(small.admits(&ship(2, Out, 150.0)) && !small.admits(&ship(3, Out, 151.0)));
        let met = Entrance { passing: vec![ship(1, In, 400.0), ship(2, Out, 120.0)], ..small };
        assert_eq!(met.check(), Err("call 2 and call 1 meet in an entrance".to_owned()));
    }

    #[test]
    fn ships_follow_at_a_distance() {
        let mut entrance = Entrance::new(0.0, SimDuration::minutes(5));
        let mut takes = |heading, minutes, at: u64| {
            entrance.set_out(heading, SimDuration::minutes(minutes), SimTime::ZERO + SimDuration::minutes(at)).0 / 60_000_000
        };
        assert_eq!(takes(In, 20, 0), 20);
        assert_eq!(takes(In, 10, 2), 23, "faster, but 5 min behind the one before: through at 25");
        assert_eq!(takes(Out, 10, 3), 10, "the other direction does not mind");
        assert_eq!(takes(In, 10, 60), 10);
    }
}
