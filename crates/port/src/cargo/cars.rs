//! New vehicles, one by one: 16 bytes each.

use crate::ids::CarId;
use darse_engine::SimTime;
use serde::{Deserialize, Serialize};

/// Which way a car passes the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Cars {
    slots: Vec<Option<Car>>,
    free: Vec<CarId>,
    /// Cars that came so far.
    pub entered: u64,
    /// Cars that left so far.
    pub left: u64,
}

impl Cars {
    /// A car comes.
    pub fn enter(&mut self, car: Car) -> CarId {
        self.entered += 1;
        if let Some(id) = self.free.pop() {
            self.slots[id.index()] = Some(car);
            return id;
        }
        self.slots.push(Some(car));
        CarId(u32::try_from(self.slots.len() - 1).expect("fewer than 2^32 cars stand in a terminal at once"))
    }
    /// A car leaves for ever.
    pub fn leave(&mut self, id: CarId) -> Car {
        self.left += 1;
        self.free.push(id);
        self.slots[id.index()].take().expect("a car leaves once")
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
