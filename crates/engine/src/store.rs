//! Things one by one, each with a face: chassis, plugs, warehouse docks, vehicles in a pool.

use crate::canary::{Bug, planted};
use crate::line::Line;
use crate::sim::{Process, Sim};
use crate::step::Answer;
use crate::ticket::Pid;
use borsh::{BorshDeserialize, BorshSerialize};
use std::collections::VecDeque;

/// Things, and who waits for one. Things leave in the order they came, and go to who waited longest. What is granted lies
/// ready until its new owner collects it in the next arm: a grant stays with the facility.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Store<T> {
    things: VecDeque<T>,
    line: Line<Pid>,
    ready: Vec<(Pid, T)>,
}

impl<T> Default for Store<T> {
    fn default() -> Self {
        Store { things: VecDeque::new(), line: Line::default(), ready: Vec::new() }
    }
}

impl<T> Store<T> {
    /// What lies in the store, granted to nobody.
    pub fn things(&self) -> impl ExactSizeIterator<Item = &T> {
        self.things.iter()
    }
    /// How many wait for a thing.
    pub fn queued<P: Process>(&mut self, sim: &Sim<P>) -> usize {
        self.line.len(sim)
    }
    /// Lays a thing down: for who waits longest, or into the store.
    pub fn put<P: Process>(&mut self, thing: T, sim: &mut Sim<P>) {
        match self.line.take(0, sim) {
            Some((ticket, pid)) => {
                self.ready.push((pid, thing));
                sim.wake(ticket);
            }
            None => self.things.push_back(thing),
        }
    }
    /// Asks for a thing; the arm that follows the grant calls [`Store::collect`].
    pub fn get<P: Process>(&mut self, sim: &mut Sim<P>) -> Answer {
        match if planted(Bug::StoreReversed) { self.things.pop_back() } else { self.things.pop_front() } {
            Some(thing) => {
                self.ready.push((sim.me(), thing));
                Answer::GRANTED
            }
            None => self.line.join(sim.me(), sim),
        }
    }
    /// What was granted to the running process.
    ///
    /// # Panics
    /// If nothing was.
    pub fn collect<P: Process>(&mut self, sim: &Sim<P>) -> T {
        let place = self.ready.iter().position(|(pid, _)| *pid == sim.me());
        self.ready.swap_remove(place.expect("a thing is collected once, after it was granted")).1
    }
}
