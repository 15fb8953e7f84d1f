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

/// By rank, then in order of coming.
type Place = (u8, u64);

#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
struct Load {
    consumer: Consumer,
    watts: u64,
    /// Of a process that waits.
    ticket: Option<Ticket>,
}

/// One feeder.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Feeder {
    limit_w: u64,
    /// Drawn by each rank [W].
    load_w: [u64; RANKS],
    drawing: BTreeMap<Place, Load>,
    waiting: BTreeMap<Place, Load>,
    /// Where each that draws or waits stands.
    places: BTreeMap<Consumer, Place>,
    came: u64,
    /// What changed since it was last asked.
    #[borsh(skip)]
    changes: Vec<Change>,
}

impl Feeder {
    /// Nothing draws on it.
    pub fn new(limit_w: u64) -> Self {
        let (drawing, waiting, places) = Default::default();
        Feeder { limit_w, load_w: [0; RANKS], drawing, waiting, places, came: 0, changes: Vec::new() }
    }

    /// From now on so much may be drawn: ships and reefers are shed at once, a machine that draws goes on until it stops.
    pub fn set_limit(&mut self, limit_w: u64, sim: &mut Sim) {
        self.limit_w = limit_w;
        while self.load() > self.limit_w {
            let Some((place, load)) = self.drawing.last_key_value().map(|(place, load)| (*place, *load)) else { break };
            if place.0 == 0 {
                break;
            }
            self.shed(place, load);
        }
        self.serve(sim);
    }
    /// More is drawn than may be: a machine that can stop does.
    pub fn is_overdrawn(&self) -> bool {
        self.load() > self.limit_w
    }

    /// The running process asks for power, and waits for it.
    pub fn ask(&mut self, consumer: Consumer, watts: u64, sim: &mut Sim) -> Answer {
        if self.add(Load { consumer, watts, ticket: None }) {
            return Answer::GRANTED;
        }
        let (answer, ticket) = stand_by(sim);
        self.waiting.get_mut(&self.places[&consumer]).expect("it has just joined").ticket = Some(ticket);
        answer
    }

    /// Something wants power and does not wait for it as a process does.
    pub fn plug(&mut self, consumer: Consumer, watts: u64) {
        self.add(Load { consumer, watts, ticket: None });
    }

    /// It wants no more power; those whose turn it is now have it, and processes among them go on.
    pub fn unplug(&mut self, consumer: Consumer, sim: &mut Sim) {
        let place = self.places.remove(&consumer).expect("whoever neither draws nor waits is not unplugged");
        if let Some(load) = self.drawing.remove(&place) {
            self.load_w[usize::from(place.0)] -= load.watts;
            self.changes.push(Change { consumer, watts: load.watts, draws: false });
        } else {
            self.waiting.remove(&place);
        }
        self.serve(sim);
    }

    fn serve(&mut self, sim: &mut Sim) {
        while let Some((place, first)) = self.waiting.first_key_value().map(|(place, first)| (*place, *first)) {
            if !self.make_room(place.0, first.watts) {
                break;
            }
            self.waiting.remove(&place);
            self.draw(place, first);
            if let Some(ticket) = first.ticket {
                sim.wake(ticket);
            }
        }
    }

    /// What changed since this was last asked, in order.
    pub fn changes(&mut self) -> std::vec::Drain<'_, Change> {
        self.changes.drain(..)
    }

    /// Those that wait.
    pub fn waits(&self, consumer: Consumer) -> bool {
        self.places.get(&consumer).is_some_and(|place| self.waiting.contains_key(place))
    }

    /// All that draw or wait, with what each draws or would [W].
    pub fn consumers(&self) -> impl Iterator<Item = (Consumer, u64)> {
        self.drawing.values().chain(self.waiting.values()).map(|load| (load.consumer, load.watts))
    }
    /// Drawn now by consumers of a kind [W].
    pub fn drawn_w(&self, kind: u8) -> u64 {
        self.drawing.values().filter(|load| load.consumer.kind() == kind).map(|load| load.watts).sum()
    }

    /// The load is that of all who draw and within the limit, and the first in line does not wait for what it may have.
    ///
    /// # Errors
    /// What is not so, in words.
    pub fn check(&self) -> Result<(), String> {
        let sum: u64 = self.drawing.values().map(|load| load.watts).sum();
        let only_machines = self.drawing.keys().all(|place| place.0 == 0);
        if sum != self.load() || (sum > self.limit_w && !only_machines) {
            return Err(format!("{sum} W are drawn, {} W are known, of {} W", self.load(), self.limit_w));
        }
        if self.places.len() != self.waiting.len() + self.drawing.len() {
            return Err(format!("{} draw and {} wait at {} places", self.drawing.len(), self.waiting.len(), self.places.len()));
        }
        match self.waiting.first_key_value() {
            Some((place, first)) if sum - self.below(place.0) + first.watts <= self.limit_w => {
                Err(format!("{:?} waits for power that it may have", first.consumer))
            }
            _ => Ok(()),
        }
    }

    /// Whether it draws at once; else it waits.
    fn add(&mut self, load: Load) -> bool {
        let place = (load.consumer.rank(), self.came);
        self.came += 1;
        let before = self.places.insert(load.consumer, place);
        debug_assert_eq!(before, None, "nobody draws twice");
        let first = self.waiting.first_key_value().is_none_or(|((rank, _), _)| *rank > place.0);
        if first && self.make_room(place.0, load.watts) {
            self.draw(place, load);
            return true;
        }
        self.waiting.insert(place, load);
        false
    }

    /// Sheds as little as is needed of lower ranks; nothing if that is not enough.
    fn make_room(&mut self, rank: u8, watts: u64) -> bool {
        if self.load() - self.below(rank) + watts > self.limit_w {
            return false;
        }
        while self.load() + watts > self.limit_w {
            let (place, load) = self.drawing.last_key_value().expect("there is enough below");
            self.shed(*place, *load);
        }
        true
    }

    fn shed(&mut self, place: Place, load: Load) {
        self.drawing.remove(&place);
        self.load_w[usize::from(place.0)] -= load.watts;
        self.changes.push(Change { consumer: load.consumer, watts: load.watts, draws: false });
        self.waiting.insert(place, load);
    }

    fn load(&self) -> u64 {
        self.load_w.iter().sum()
    }

    /// Drawn by lower ranks than this [W].
    fn below(&self, rank: u8) -> u64 {
        self.load_w[usize::from(rank) + 1..].iter().sum()
    }

    fn draw(&mut self, place: Place, load: Load) {
        self.load_w[usize::from(place.0)] += load.watts;
        self.changes.push(Change { consumer: load.consumer, watts: load.watts, draws: true });
        self.drawing.insert(place, Load { ticket: None, ..load });
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
