//! Under a crane (of the quay or the rail yard): where it and the vehicles hand boxes over. *Coupled*: neither goes on
//! before the other is there. *Decoupled*: boxes stand on the ground between them, as many as there is room for.

use crate::cargo::Unit;
use crate::facility::plan::Point;
use crate::ids::VehicleId;
use crate::kind::Sim;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Answer, Ticket, stand_by};
use std::collections::VecDeque;

/// What the crane of a post waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
enum Want {
    /// A vehicle, or room on the ground, to put a unit down.
    Room,
    /// A unit to lift.
    Load,
}

/// One post.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Post {
    /// Where the crane stands now.
    pub at: Point,
    /// Room on the ground in units, each way; `None`: coupled.
    ground: Option<u32>,
    /// Units put down by the crane, and room promised to it.
    put_down: VecDeque<Unit>,
    taken: u32,
    /// Units brought for the crane.
    brought: VecDeque<(Unit, Option<Ticket>)>,
    /// Empty vehicles below the crane.
    empties: VecDeque<(VehicleId, Ticket)>,
    crane: Option<(Want, Ticket)>,
    /// Empty vehicles are of use here.
    fetching: bool,
    /// Empty vehicles called that have not yet been loaded.
    pub ordered: u32,
    /// Units called up that have not yet been lifted.
    pub loads_ordered: u32,
}

impl Post {
    /// A post with so many places on the ground each way, or coupled.
    pub fn new(at: Point, ground: Option<u32>) -> Self {
        let (put_down, brought, empties) = (VecDeque::new(), VecDeque::new(), VecDeque::new());
        Post { at, ground, put_down, taken: 0, brought, empties, crane: None, fetching: false, ordered: 0, loads_ordered: 0 }
    }
    /// Do crane and vehicle have to meet?
    pub fn is_coupled(&self) -> bool {
        self.ground.is_none()
    }
    /// Units that may be on their way to the crane at once, beside what is ordered ahead.
    pub fn room_for_loads(&self) -> u32 {
        self.ground.unwrap_or(u32::MAX)
    }

    /// Vehicles that stand below the crane.
    pub fn standing(&self) -> usize {
        self.empties.len() + self.brought.iter().filter(|(_, vehicle)| vehicle.is_some()).count()
    }
    /// Units on the ground that wait for a vehicle, and units, on the ground or not, that wait for the crane.
    pub fn units(&self) -> (usize, usize) {
        (self.put_down.len(), self.brought.len())
    }
    /// Does the crane wait for a vehicle, room or a load?
    pub fn crane_waits(&self) -> bool {
        self.crane.is_some()
    }

    // ---- the crane ----

    /// The crane asks for somewhere to put a unit down: an empty vehicle below it, or room on the ground.
    pub fn ask_room(&mut self, sim: &mut Sim) -> Answer {
        let free = match self.ground {
            None => !self.empties.is_empty(),
            Some(places) => self.taken < places,
        };
        if free {
            self.taken += u32::from(self.ground.is_some());
            return Answer::GRANTED;
        }
        self.wait(Want::Room, sim)
    }
    /// The unit is down. Coupled: the vehicle that takes it away, still suspended under the ticket.
    pub fn put_down(&mut self, unit: Unit) -> Option<(VehicleId, Ticket)> {
        if self.ground.is_some() {
            self.put_down.push_back(unit);
            return None;
        }
        self.ordered -= 1;
        Some(self.empties.pop_front().expect("the crane waited for a vehicle"))
    }
    /// The crane asks for a unit to lift.
    pub fn ask_load(&mut self, sim: &mut Sim) -> Answer {
        if self.brought.is_empty() { self.wait(Want::Load, sim) } else { Answer::GRANTED }
    }
    /// The unit the crane is about to lift.
    pub fn next_load(&self) -> Unit {
        self.brought.front().expect("the crane waited for a load").0
    }
    /// The unit is off the vehicle, or off the ground; a vehicle that stood below goes on.
    pub fn lift(&mut self, sim: &mut Sim) -> Unit {
        let (unit, vehicle) = self.brought.pop_front().expect("the crane waited for a load");
        self.loads_ordered -= 1;
        if let Some(ticket) = vehicle {
            sim.wake(ticket);
        }
        unit
    }
    /// One more empty vehicle is called.
    pub fn call_empty(&mut self) {
        self.fetching = true;
        self.ordered += 1;
    }
    /// Empty vehicles that are not needed after all go away without a box.
    pub fn dismiss(&mut self, sim: &mut Sim) {
        self.fetching = false;
        self.ordered -= self.empties.len() as u32;
        for (_, ticket) in self.empties.drain(..) {
            sim.wake(ticket);
        }
    }

    // ---- vehicles ----

    /// An empty vehicle stands below the crane until it has a box, or is dismissed; at once if none is needed any more.
    pub fn stand_empty(&mut self, vehicle: VehicleId, sim: &mut Sim) -> Answer {
        if !self.fetching {
            self.ordered -= 1;
            return Answer::GRANTED;
        }
        let (answer, ticket) = stand_by(sim);
        self.empties.push_back((vehicle, ticket));
        self.wake_crane(Want::Room, sim);
        answer
    }
    /// A vehicle stands below the crane until its unit is lifted off.
    pub fn stand_laden(&mut self, unit: Unit, sim: &mut Sim) -> Answer {
        let (answer, ticket) = stand_by(sim);
        self.brought.push_back((unit, Some(ticket)));
        self.wake_crane(Want::Load, sim);
        answer
    }
    /// A vehicle has set a unit down for the crane.
    pub fn set_down(&mut self, unit: Unit, sim: &mut Sim) {
        self.brought.push_back((unit, None));
        self.wake_crane(Want::Load, sim);
    }
    /// A vehicle takes up the oldest unit on the ground.
    pub fn take_up(&mut self, sim: &mut Sim) -> Unit {
        let unit = self.put_down.pop_front().expect("an order is for a unit on the ground");
        self.taken -= 1;
        if matches!(self.crane, Some((Want::Room, _))) {
            self.taken += 1;
        }
        self.wake_crane(Want::Room, sim);
        unit
    }

    fn wait(&mut self, want: Want, sim: &mut Sim) -> Answer {
        let (answer, ticket) = stand_by(sim);
        self.crane = Some((want, ticket));
        answer
    }

    fn wake_crane(&mut self, want: Want, sim: &mut Sim) {
        if let Some((_, ticket)) = self.crane.take_if(|(it, _)| *it == want) {
            sim.wake(ticket);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::BoxId;
    use darse_engine::Streams;

    #[test]
    fn the_ground_takes_as_many_units_as_it_has_places() {
        let sim = &mut Sim::new(Streams::new(1, 0));
        let mut post = Post::new(Point::default(), Some(2));
        assert!(!post.is_coupled() && post.room_for_loads() == 2);
        for number in 0..2 {
            assert!(post.ask_room(sim).is_granted());
            assert_eq!(post.put_down(Unit::one(BoxId(number))), None);
        }
        assert_eq!(post.taken, 2);
        assert_eq!(post.take_up(sim), Unit::one(BoxId(0)), "the oldest first");
        assert!(post.ask_room(sim).is_granted(), "a place kept while the crane hoists");
        assert_eq!(post.taken, 2);
    }

    #[test]
    fn loads_are_lifted_in_the_order_they_were_brought() {
        let sim = &mut Sim::new(Streams::new(1, 0));
        let mut post = Post::new(Point::default(), Some(4));
        post.loads_ordered = 2;
        post.set_down(Unit::one(BoxId(7)), sim);
        post.set_down(Unit::one(BoxId(8)), sim);
        assert!(post.ask_load(sim).is_granted());
        assert_eq!([post.lift(sim), post.lift(sim)], [Unit::one(BoxId(7)), Unit::one(BoxId(8))]);
        assert_eq!(post.loads_ordered, 0);
    }

    #[test]
    fn no_vehicle_is_kept_where_none_is_needed() {
        let sim = &mut Sim::new(Streams::new(1, 0));
        let mut post = Post::new(Point::default(), None);
        assert!(post.is_coupled());
        post.call_empty();
        post.dismiss(sim);
        assert!(post.stand_empty(VehicleId(0), sim).is_granted(), "it came too late, and goes on");
        assert_eq!(post.ordered, 0);
    }
}
