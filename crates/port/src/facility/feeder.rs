//! A feeder of the electric grid: what draws on it never exceeds its limit.
//!
//! Machines (cranes, vehicles that charge) come first, in order of asking; nobody passes the first of them in line. Then come reefers,
//! then ships. These two can do without for a while, a reefer on what cold it has, a ship on its own engines, and are no
//! processes that wait: where a machine asks for what they have they are shed, ships before reefers, the latest first, and have it again
//! in the order in which they came.
//!
//! A quay crane keeps its power while it waits for a yard crane or a vehicle. So that these can always move, the scenario has to
//! leave room beside all quay cranes for the largest of them; `scenario/power.rs` sees to it.

use crate::ids::{BlockId, BoxId, CallId, CraneId, TerminalId, VehicleId};
use crate::kind::Sim;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Answer, Ticket, stand_by};
use std::collections::BTreeMap;

/// What draws power.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub enum Consumer {
    /// A quay crane that works a bay.
    QuayCrane(TerminalId, CraneId),
    /// A yard crane on a job.
    YardCrane(TerminalId, BlockId, u8),
    /// A vehicle that charges.
    Vehicle(TerminalId, VehicleId),
    /// A plugged reefer.
    Reefer(BoxId),
    /// A ship alongside.
    Ship(CallId),
}

impl Consumer {
    /// Its kind, for the records: cranes, vehicles, reefers, ships.
    pub fn kind(self) -> u8 {
        match self {
            Consumer::QuayCrane(..) | Consumer::YardCrane(..) => 0,
            Consumer::Vehicle(..) => 1,
            Consumer::Reefer(_) => 2,
            Consumer::Ship(_) => 3,
        }
    }

    /// The lower goes first.
    fn rank(self) -> u8 {
        self.kind().saturating_sub(1)
    }

    /// One number for each, which is compared faster than what it is made of.
    fn key(self) -> u64 {
        let parts = |what: u64, terminal: TerminalId, which: u32| what << 60 | u64::from(terminal.0) << 32 | u64::from(which);
        match self {
            Consumer::QuayCrane(terminal, crane) => parts(0, terminal, u32::from(crane.0)),
            Consumer::YardCrane(terminal, block, crane) => parts(1, terminal, u32::from(block.0) << 8 | u32::from(crane)),
            Consumer::Vehicle(terminal, vehicle) => parts(2, terminal, u32::from(vehicle.0)),
            Consumer::Reefer(id) => parts(3, TerminalId(0), id.0),
            Consumer::Ship(call) => parts(4, TerminalId(0), call.0),
        }
    }
}

/// Machines, reefers, ships.
const RANKS: usize = 3;

/// What changed for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// For whom.
    pub consumer: Consumer,
    /// How much it draws, or drew [W].
    pub watts: u64,
    /// Whether it draws now.
    pub draws: bool,
}

/// By rank, in the highest eight bits, then in order of coming.
type Place = u64;

#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
struct Load {
    consumer: Consumer,
    watts: u64,
    place: Place,
    draws: bool,
    /// Of a process that waits.
    ticket: Option<Ticket>,
}

impl Load {
    fn rank(&self) -> usize {
        usize::from(self.consumer.rank())
    }
}

/// One feeder.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Feeder {
    limit_w: u64,
    /// Drawn by each rank [W].
    load_w: [u64; RANKS],
    /// Of all who draw or wait, by their keys.
    loads: BTreeMap<u64, Load>,
    /// Keys of those who draw and may be shed, and of those who wait.
    sheddable: BTreeMap<Place, u64>,
    waiting: BTreeMap<Place, u64>,
    came: u64,
    /// What changed since it was last asked.
    #[borsh(skip)]
    changes: Vec<Change>,
}

impl Feeder {
    /// Nothing draws on it.
    pub fn new(limit_w: u64) -> Self {
        let (sheddable, waiting) = Default::default();
        Feeder { limit_w, load_w: [0; RANKS], loads: BTreeMap::new(), sheddable, waiting, came: 0, changes: Vec::new() }
    }

    /// From now on so much may be drawn: ships and reefers are shed at once, a machine that draws goes on until it stops.
    pub fn set_limit(&mut self, limit_w: u64, sim: &mut Sim) {
        self.limit_w = limit_w;
        while self.load() > self.limit_w && self.shed_last() {}
        self.serve(sim);
    }
    /// More is drawn than may be: a machine that can stop does.
    pub fn is_overdrawn(&self) -> bool {
        self.load() > self.limit_w
    }

    /// The running process asks for power, and waits for it.
    pub fn ask(&mut self, consumer: Consumer, watts: u64, sim: &mut Sim) -> Answer {
        if self.add(consumer, watts) {
            return Answer::GRANTED;
        }
        let (answer, ticket) = stand_by(sim);
        self.load_of(consumer.key()).ticket = Some(ticket);
        answer
    }

    /// Something wants power and does not wait for it as a process does.
    pub fn plug(&mut self, consumer: Consumer, watts: u64) {
        self.add(consumer, watts);
    }

    /// It wants no more power; those whose turn it is now have it, and processes among them go on.
    pub fn unplug(&mut self, consumer: Consumer, sim: &mut Sim) {
        let load = self.loads.remove(&consumer.key()).expect("whoever neither draws nor waits is not unplugged");
        if load.draws {
            self.stop(&load);
        } else {
            self.waiting.remove(&load.place);
        }
        self.serve(sim);
    }

    fn serve(&mut self, sim: &mut Sim) {
        while let Some((_, &key)) = self.waiting.first_key_value() {
            let load = *self.load_of(key);
            if !self.make_room(load.consumer.rank(), load.watts) {
                break;
            }
            self.waiting.remove(&load.place);
            self.begin(&load);
            *self.load_of(key) = Load { draws: true, ticket: None, ..load };
            if let Some(ticket) = load.ticket {
                sim.wake(ticket);
            }
        }
    }

    /// What changed since this was last asked, in order.
    pub fn changes(&mut self) -> std::vec::Drain<'_, Change> {
        self.changes.drain(..)
    }

    /// Does it wait?
    pub fn waits(&self, consumer: Consumer) -> bool {
        self.loads.get(&consumer.key()).is_some_and(|load| !load.draws)
    }

    /// All that draw or wait, with what each draws or would [W].
    pub fn consumers(&self) -> impl Iterator<Item = (Consumer, u64)> {
        self.loads.values().map(|load| (load.consumer, load.watts))
    }
    fn drawing(&self) -> impl Iterator<Item = &Load> {
        self.loads.values().filter(|load| load.draws)
    }
    /// Drawn now by consumers of a kind [W].
    pub fn drawn_w(&self, kind: u8) -> u64 {
        self.drawing().filter(|load| load.consumer.kind() == kind).map(|load| load.watts).sum()
    }

    /// The load is that of all who draw and within the limit, and the first in line does not wait for what it may have.
    ///
    /// # Errors
    /// What is not so, in words.
    pub fn check(&self) -> Result<(), String> {
        let sum: u64 = self.drawing().map(|load| load.watts).sum();
        let only_machines = self.drawing().all(|load| load.rank() == 0);
        if sum != self.load() || (sum > self.limit_w && !only_machines) {
            return Err(format!("{sum} W are drawn, {} W are known, of {} W", self.load(), self.limit_w));
        }
        let (may_be_shed, wait) = (|load: &Load| load.draws && load.rank() > 0, |load: &Load| !load.draws);
        if !self.lists(&self.sheddable, may_be_shed) || !self.lists(&self.waiting, wait) {
            return Err(format!("{} may be shed and {} wait, of {}", self.sheddable.len(), self.waiting.len(), self.loads.len()));
        }
        match self.waiting.first_key_value().and_then(|(_, key)| self.loads.get(key)) {
            Some(first) if sum - self.below(first.consumer.rank()) + first.watts <= self.limit_w => {
                Err(format!("{:?} waits for power that it may have", first.consumer))
            }
            _ => Ok(()),
        }
    }
    /// Are these the places of those loads of which this is true?
    fn lists(&self, places: &BTreeMap<Place, u64>, of: impl Fn(&Load) -> bool) -> bool {
        let listed = |(place, key): (&Place, &u64)| self.loads.get(key).is_some_and(|load| of(load) && load.place == *place);
        places.iter().all(listed) && places.len() == self.loads.values().filter(|load| of(load)).count()
    }

    fn load_of(&mut self, key: u64) -> &mut Load {
        self.loads.get_mut(&key).expect("who draws or waits is known")
    }

    /// Whether it draws at once; else it waits.
    fn add(&mut self, consumer: Consumer, watts: u64) -> bool {
        let (rank, key) = (consumer.rank(), consumer.key());
        let place = u64::from(rank) << 56 | self.came;
        self.came += 1;
        let first = self.waiting.first_key_value().is_none_or(|(first, _)| first >> 56 > u64::from(rank));
        let draws = first && self.make_room(rank, watts);
        let load = Load { consumer, watts, place, draws, ticket: None };
        if draws {
            self.begin(&load);
        } else {
            self.waiting.insert(place, key);
        }
        let before = self.loads.insert(key, load);
        debug_assert!(before.is_none(), "nobody draws twice");
        draws
    }

    /// Sheds as little as is needed of lower ranks; nothing if that is not enough.
    fn make_room(&mut self, rank: u8, watts: u64) -> bool {
        if self.load() - self.below(rank) + watts > self.limit_w {
            return false;
        }
        while self.load() + watts > self.limit_w {
            let shed = self.shed_last();
            debug_assert!(shed, "there is enough below");
        }
        true
    }

    /// The latest of the lowest rank is shed, if anybody may be.
    fn shed_last(&mut self) -> bool {
        let Some((place, key)) = self.sheddable.last_key_value().map(|(place, key)| (*place, *key)) else { return false };
        let load = *self.load_of(key);
        self.stop(&load);
        self.load_of(key).draws = false;
        self.waiting.insert(place, key);
        true
    }

    fn load(&self) -> u64 {
        self.load_w.iter().sum()
    }

    /// Drawn by lower ranks than this [W].
    fn below(&self, rank: u8) -> u64 {
        self.load_w[usize::from(rank) + 1..].iter().sum()
    }

    /// A load is drawn from now on.
    fn begin(&mut self, load: &Load) {
        self.load_w[load.rank()] += load.watts;
        if load.rank() > 0 {
            self.sheddable.insert(load.place, load.consumer.key());
        }
        self.changes.push(Change { consumer: load.consumer, watts: load.watts, draws: true });
    }

    /// A load that was drawn is so no more.
    fn stop(&mut self, load: &Load) {
        self.load_w[load.rank()] -= load.watts;
        if load.rank() > 0 {
            self.sheddable.remove(&load.place);
        }
        self.changes.push(Change { consumer: load.consumer, watts: load.watts, draws: false });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reefer(id: u32) -> Consumer {
        Consumer::Reefer(BoxId(id))
    }
    fn ship(id: u32) -> Consumer {
        Consumer::Ship(CallId(id))
    }
    fn crane(id: u16) -> Consumer {
        Consumer::QuayCrane(TerminalId(0), CraneId(id))
    }

    /// 10 W: two ships have 4 each; a reefer of 3 sheds the later one, a crane of 5 the other; one of 6 finds 5 of a crane in its way and
    /// sheds nobody.
    #[test]
    fn the_latest_of_the_lowest_is_shed_first() {
        let mut it = Feeder::new(10);
        it.plug(ship(0), 4);
        it.plug(ship(1), 4);
        it.plug(reefer(0), 3);
        assert!(it.waits(ship(1)) && !it.waits(ship(0)) && !it.waits(reefer(0)));
        it.plug(crane(0), 5);
        assert!(it.waits(ship(0)) && !it.waits(reefer(0)));
        it.plug(crane(1), 6);
        assert!(it.waits(crane(1)) && !it.waits(reefer(0)), "nobody is shed in vain");
        it.check().unwrap();
        let drawn: i64 = it.changes().map(|change| if change.draws { change.watts as i64 } else { -(change.watts as i64) }).sum();
        assert_eq!(drawn, 8, "a crane and a reefer");
    }

    #[test]
    fn nobody_passes_his_own_rank() {
        let mut it = Feeder::new(10);
        it.plug(crane(0), 6);
        it.plug(crane(1), 6);
        it.plug(crane(2), 1);
        it.plug(reefer(0), 1);
        assert!(it.waits(crane(1)) && it.waits(crane(2)) && it.waits(reefer(0)));
        it.check().unwrap();
    }
}
