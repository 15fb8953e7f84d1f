//! New vehicles, one by one: 16 bytes each.

use crate::hours::{DelayCause, Entity, Place};
use crate::ids::{CarId, CarTerminalId, QuayId};
use crate::kind::Sim;
use crate::record::Record;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::SimTime;

/// Which way a car passes the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub enum CarFlow {
    /// From a train to a ship.
    ByTrain,
    /// From a truck to a ship.
    ByTruck,
    /// From a ship to a truck.
    Import,
    /// From ship to ship.
    Transhipment,
}

/// What a row, or a car, is for: the index of a service, or this: trucks.
pub const TRUCKS: u16 = u16::MAX;

/// One car in a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Car {
    /// In the terminal since.
    pub since: SimTime,
    /// Its row, kept for it from when it sets out.
    pub row: u32,
    /// The service that takes it on, or [`TRUCKS`].
    pub onward: u16,
    /// Which way it passes the terminal.
    pub flow: CarFlow,
    /// It has been driven out of its row.
    pub off: bool,
}

/// The cars of a terminal. Slots are used again; counts never forget.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Cars {
    terminal: CarTerminalId,
    quay: QuayId,
    slots: Vec<Option<Car>>,
    /// Up to when the hours of each are booked.
    booked: Vec<SimTime>,
    free: Vec<CarId>,
    /// Cars that came so far.
    pub entered: u64,
    /// Cars that left so far.
    pub left: u64,
}

impl Cars {
    /// None yet, of this terminal.
    pub fn new(terminal: CarTerminalId, quay: QuayId) -> Self {
        Cars { terminal, quay, slots: Vec::new(), booked: Vec::new(), free: Vec::new(), entered: 0, left: 0 }
    }
    /// A car comes: its hours begin.
    pub fn enter(&mut self, car: Car, sim: &mut Sim) -> CarId {
        self.entered += 1;
        let id = self.free.pop().unwrap_or_else(|| {
            self.slots.push(None);
            self.booked.push(SimTime::ZERO);
            CarId(u32::try_from(self.slots.len() - 1).expect("fewer than 2^32 cars stand in a terminal at once"))
        });
        self.slots[id.index()] = Some(car);
        self.booked[id.index()] = sim.now();
        sim.record(Record::Began { of: self.entity(id), at: Place::Quay(self.quay) });
        id
    }
    /// Its time up to now was spent on this.
    pub fn book(&mut self, id: CarId, cause: DelayCause, sim: &mut Sim) {
        let time = sim.now() - std::mem::replace(&mut self.booked[id.index()], sim.now());
        if time.0 > 0 {
            sim.record(Record::Spent { of: self.entity(id), at: Place::Quay(self.quay), cause, time });
        }
    }
    /// A car leaves for ever.
    pub fn leave(&mut self, id: CarId, sim: &mut Sim) -> Car {
        debug_assert_eq!(self.booked[id.index()], sim.now(), "a car leaves with all its time booked");
        sim.record(Record::Ended { of: self.entity(id) });
        self.left += 1;
        self.free.push(id);
        self.slots[id.index()].take().expect("a car leaves once")
    }
    fn entity(&self, id: CarId) -> Entity {
        Entity::new_vehicle(self.terminal.0, id.0)
    }
    /// It is on its way out of its row.
    pub fn drive_off(&mut self, id: CarId) {
        self.slots[id.index()].as_mut().expect("the car is in the terminal").off = true;
    }
    /// The cars in the terminal, with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (CarId, &Car)> {
        self.slots.iter().enumerate().filter_map(|(i, slot)| slot.as_ref().map(|it| (CarId(i as u32), it)))
    }
}

impl std::ops::Index<CarId> for Cars {
    type Output = Car;
    #[inline]
    fn index(&self, id: CarId) -> &Car {
        self.slots[id.index()].as_ref().expect("the car is in the terminal")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_car_is_light() {
        assert_eq!(size_of::<Option<Car>>(), 16);
    }
}
