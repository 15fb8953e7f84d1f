//! An amount between nothing and a capacity: a tank, a stockpile, slots of a yard, plugs.

use crate::canary::{Bug, planted};
use crate::line::Line;
use crate::sim::{Process, Sim};
use crate::stats::TimeWeighted;
use crate::step::Answer;
use crate::time::SimTime;
use borsh::{BorshDeserialize, BorshSerialize};

/// An amount, who waits to take from it, and who waits to put into it. Both sides are served first come, first served: a
/// large wish at the head of a line is not overtaken by small ones behind it. The unit is the model's.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Level {
    capacity: u64,
    content: u64,
    getters: Line<u64>,
    putters: Line<u64>,
    over_time: TimeWeighted,
}

impl Level {
    /// With `content` inside from the start of the simulation.
    ///
    /// # Panics
    /// If that is more than the capacity.
    pub fn new(capacity: u64, content: u64) -> Self {
        assert!(content <= capacity, "a level starts within its capacity");
        let mut over_time = TimeWeighted::default();
        over_time.set_u64(SimTime::ZERO, content);
        Level { capacity, content, getters: Line::default(), putters: Line::default(), over_time }
    }
    /// What fits in.
    pub fn capacity(&self) -> u64 {
        self.capacity
    }
    /// What is inside.
    pub fn content(&self) -> u64 {
        self.content
    }
    /// What still fits in.
    pub fn room(&self) -> u64 {
        self.capacity - self.content
    }
    /// The content over time.
    pub fn over_time(&self) -> &TimeWeighted {
        &self.over_time
    }
    /// The same, to be reset at the end of a warm-up.
    pub fn over_time_mut(&mut self) -> &mut TimeWeighted {
        &mut self.over_time
    }

    /// Takes an amount out, at once or when it is there.
    pub fn get<P: Process>(&mut self, amount: u64, sim: &mut Sim<P>) -> Answer {
        if self.getters.is_empty(sim) && amount <= self.content {
            self.set(self.content - amount, sim);
            self.serve(sim);
            return Answer::GRANTED;
        }
        self.getters.join(amount, sim)
    }
    /// Puts an amount in, at once or when there is room.
    pub fn put<P: Process>(&mut self, amount: u64, sim: &mut Sim<P>) -> Answer {
        if self.putters.is_empty(sim) && (amount <= self.room() || planted(Bug::LevelOverflows)) {
            self.set(self.content + amount, sim);
            self.serve(sim);
            return Answer::GRANTED;
        }
        self.putters.join(amount, sim)
    }
    /// How many wait to put, where nobody who waits goes away.
    pub fn putters(&self) -> usize {
        self.putters.iter().len()
    }
    /// The running process, interrupted or out of patience, waits no longer; those behind it may go now.
    pub fn give_up<P: Process>(&mut self, sim: &mut Sim<P>) {
        self.getters.leave(sim);
        self.putters.leave(sim);
        self.serve(sim);
    }

    /// Serves both lines for as long as either moves; each grant may make room, or content, for the other side.
    fn serve<P: Process>(&mut self, sim: &mut Sim<P>) {
        loop {
            let (mut content, capacity) = (self.content, self.capacity);
            let got = self.getters.wake_first(sim, |&amount| take(&mut content, |c| c.checked_sub(amount)));
            let put = self
                .putters
                .wake_first(sim, |&amount| take(&mut content, |c| c.checked_add(amount).filter(|&sum| sum <= capacity)));
            if (!got && !put) || planted(Bug::LevelForgetsPutters) {
                return;
            }
            self.set(content, sim);
        }
    }

    fn set<P: Process>(&mut self, content: u64, sim: &Sim<P>) {
        self.content = content;
        self.over_time.set_u64(sim.now(), content);
    }
}

/// Changes the content, if it can be changed so.
fn take(content: &mut u64, change: impl FnOnce(u64) -> Option<u64>) -> bool {
    let changed = change(*content);
    changed.inspect(|&new| *content = new).is_some()
}
