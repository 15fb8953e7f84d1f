//! The rail yard of a terminal. Tracks are a pool of the engine; here are the boxes that wait for a train, the trains that
//! are worked, and the rail cranes, which take one move after another: the oldest train first, and off it before on it.

use crate::hours::{DelayCause, Ledger, Stint, critical_path};
use crate::ids::{BoxId, CallId};
use crate::kind::Sim;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Answer, Line, Request, SimTime, Ticket, stand_by};
use std::collections::{BTreeSet, VecDeque};

/// A box on a train that comes: it enters the terminal when it is lifted off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Brought {
    /// The call it is booked on.
    pub call: CallId,
    /// Its identity for random numbers.
    pub key: u64,
}

/// What a rail crane does with one box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Move {
    /// Off the train.
    Unload(Brought),
    /// Onto it, from the yard.
    Load(BoxId),
}

/// A train that is worked.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
struct Train {
    number: u32,
    unload: VecDeque<Brought>,
    load: VecDeque<BoxId>,
    /// Moves not yet done.
    left: u32,
    train: Ticket,
    /// Below the cranes since, and what each did so far.
    since: SimTime,
    stints: Vec<(usize, Stint)>,
}

/// A rail crane: the train it works, the move it was given last, and how many of its moves are not yet done.
#[derive(Clone, Copy, Debug, Default, BorshSerialize, BorshDeserialize)]
struct Crane {
    train: Option<u32>,
    given: Option<Move>,
    under_way: u32,
}

/// The rail yard.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Rail {
    /// One track.
    pub track: Request,
    /// Import boxes in the stacks that leave by rail, by the time from which they may.
    waiting: BTreeSet<(SimTime, BoxId)>,
    /// In order of arrival.
    trains: Vec<Train>,
    cranes: Vec<Crane>,
    /// Of these, the ones in service: the first so many. The others are given nothing.
    in_service: usize,
    idle: Line<usize>,
    /// What the time of trains was spent on that are done, until they ask.
    ended: Vec<(u32, Ledger)>,
}

impl Rail {
    /// A rail yard without trains.
    pub fn new(track: Request, cranes: u32) -> Self {
        let (cranes, in_service) = (vec![Crane::default(); cranes as usize], cranes as usize);
        let (waiting, trains, idle, ended) = (BTreeSet::new(), Vec::new(), Line::default(), Vec::new());
        Rail { track, waiting, trains, cranes, in_service, idle, ended }
    }

    // ---- boxes ----

    /// A box in the stacks may leave by rail from `ready` on.
    pub fn expect(&mut self, ready: SimTime, id: BoxId) {
        self.waiting.insert((ready, id));
    }
    /// Closes the loading list of a train: the boxes that have been ready for longest, and how many are left behind.
    pub fn close_list(&mut self, now: SimTime, capacity: u32) -> (VecDeque<BoxId>, u32) {
        let ready = self.waiting.iter().take_while(|(since, _)| *since <= now).count();
        let count = ready.min(capacity as usize);
        let list = (0..count).filter_map(|_| self.waiting.pop_first()).map(|(_, id)| id).collect();
        (list, (ready - count) as u32)
    }

    // ---- trains ----

    /// A train stands below the cranes until all its moves are done.
    pub fn work(&mut self, number: u32, unload: VecDeque<Brought>, load: VecDeque<BoxId>, sim: &mut Sim) -> Answer {
        let left = (unload.len() + load.len()) as u32;
        if left == 0 {
            return Answer::GRANTED;
        }
        let (answer, train) = stand_by(sim);
        self.trains.push(Train { number, unload, load, left, train, since: sim.now(), stints: Vec::new() });
        self.serve(sim);
        answer
    }

    // ---- cranes ----

    /// So many cranes are in service from now on; a move that was given is carried out.
    pub fn set_in_service(&mut self, count: u32, sim: &mut Sim) {
        self.in_service = count as usize;
        self.serve(sim);
    }
    /// A crane asks for its next move.
    pub fn ask_move(&mut self, crane: usize, sim: &mut Sim) -> Answer {
        let answer = self.idle.join(crane, sim);
        self.serve(sim);
        answer
    }
    /// The move a crane was given and has not begun.
    pub fn take_given(&mut self, crane: usize) -> Option<Move> {
        self.cranes[crane].given.take()
    }
    /// Boxes still to be given out that come off the train a crane works.
    pub fn unloads_left(&self, crane: usize) -> u32 {
        self.train_of(crane).map_or(0, |place| self.trains[place].unload.len() as u32)
    }
    /// One more box for a crane in service that loads: the next of its train, once nothing is left to come off it.
    pub fn take_load(&mut self, crane: usize) -> Option<BoxId> {
        let place = self.train_of(crane).filter(|_| crane < self.in_service)?;
        let train = &mut self.trains[place];
        let id = if train.unload.is_empty() { train.load.pop_front() } else { None }?;
        self.cranes[crane].under_way += 1;
        Some(id)
    }
    /// A move is done, and so far the crane has been at the train for this stint; the last move of a train lets it go.
    pub fn finish(&mut self, crane: usize, stint: Stint, sim: &mut Sim) {
        let place = self.train_of(crane).expect("a rail crane at work works a train");
        self.cranes[crane].under_way -= 1;
        self.trains[place].left -= 1;
        let stints = &mut self.trains[place].stints;
        match stints.iter_mut().find(|(its, _)| *its == crane) {
            Some((_, longer)) => *longer = stint,
            None => stints.push((crane, stint)),
        }
        if self.trains[place].left == 0 {
            let train = self.trains.remove(place);
            let stints: Vec<Stint> = train.stints.into_iter().map(|(_, it)| it).collect();
            self.ended.push((
                train.number,
                critical_path(&stints, train.since, train.since, sim.now(), |from, to, path| {
                    path.add(DelayCause::Crane, to - from)
                }),
            ));
            sim.wake(train.train);
        }
    }
    /// What the time of a train below the cranes was spent on; nothing if there was nothing to move.
    pub fn take_hours(&mut self, number: u32) -> Ledger {
        let place = self.ended.iter().position(|(it, _)| *it == number);
        place.map_or_else(Ledger::default, |place| self.ended.swap_remove(place).1)
    }
    /// The train that a crane works, or worked last.
    pub fn train_at(&self, crane: usize) -> Option<u32> {
        self.cranes[crane].train
    }

    fn train_of(&self, crane: usize) -> Option<usize> {
        self.cranes[crane].train.and_then(|number| self.trains.iter().position(|train| train.number == number))
    }

    /// Gives moves to idle cranes.
    fn serve(&mut self, sim: &mut Sim) {
        while let Some(train) = self.trains.iter_mut().find(|train| !train.unload.is_empty() || !train.load.is_empty()) {
            let Some(place) = self.idle.wishes(sim).position(|crane| *crane < self.in_service) else { return };
            let (ticket, crane) = self.idle.take(place, sim).expect("it was seen in line");
            let given = match train.unload.pop_front() {
                Some(brought) => Move::Unload(brought),
                None => Move::Load(train.load.pop_front().expect("one of the two lists has a box")),
            };
            self.cranes[crane] = Crane { train: Some(train.number), given: Some(given), under_way: 1 };
            sim.wake(ticket);
        }
    }

    // ---- for checks ----

    /// Boxes in the stacks that wait for a train or are on the list of one.
    pub fn boxes(&self) -> impl Iterator<Item = BoxId> {
        let listed = self.trains.iter().flat_map(|train| train.load.iter());
        self.waiting.iter().map(|(_, id)| *id).chain(listed.copied())
    }
    /// Does each train have as many moves to go as are on its lists or with its cranes, and is no crane idle beside work?
    ///
    /// # Errors
    /// What is not so, in words.
    pub fn check(&self) -> Result<(), String> {
        for train in &self.trains {
            let at_it = self.cranes.iter().filter(|crane| crane.train == Some(train.number));
            let under_way: u32 = at_it.map(|crane| crane.under_way).sum();
            let listed = (train.unload.len() + train.load.len()) as u32;
            if train.left != listed + under_way {
                let (number, left) = (train.number, train.left);
                return Err(format!("train {number} has {left} moves to go, {listed} listed and {under_way} under way"));
            }
            if listed > 0 && self.idle.iter().any(|crane| *crane < self.in_service) {
                return Err(format!("train {} waits though a rail crane is idle", train.number));
            }
        }
        Ok(())
    }
    /// Cranes without a move.
    pub fn idle_cranes(&self) -> usize {
        self.idle.iter().len()
    }
    /// Moves of a crane that are not yet done.
    pub fn under_way(&self, crane: usize) -> u32 {
        self.cranes[crane].under_way
    }
}
