//! The vehicles of a terminal and the orders they carry out. Who goes where is the dispatching policy.

pub mod order;

pub use order::{Errand, Order};

use crate::cargo::Unit;
use crate::facility::plan::Point;
use crate::facility::yard::Task;
use crate::ids::{BlockId, VehicleId};
use crate::kind::Sim;
use crate::policy::Policy;
use crate::policy::dispatching::Dispatching;
use crate::policy::dispatching::view::{Orders, may_serve};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Answer, Line, stand_by};

/// One vehicle.
#[derive(Clone, Debug, Default, BorshSerialize, BorshDeserialize)]
pub struct Vehicle {
    /// Where it is, or was last.
    pub at: Point,
    /// What it has been sent for.
    pub order: Option<Order>,
    /// What it carries.
    pub load: Option<Unit>,
}

/// The fleet of one terminal.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Fleet {
    policy: Policy<Dispatching>,
    /// With dedicated vehicles, vehicle `v` serves only post `v` modulo this.
    gangs: Option<usize>,
    /// Its vehicles.
    pub vehicles: Vec<Vehicle>,
    /// Of these, the ones in service: the first so many. The others get no order.
    in_service: usize,
    /// Vehicles without an order.
    idle: Line<VehicleId>,
    /// Where they are, in the same order: nothing else is looked at to find the nearest.
    idle_at: Vec<Point>,
    open: Vec<Order>,
    under_way: Vec<u32>,
}

impl Fleet {
    /// `count` vehicles parked at `at`, for `posts` posts; with `gangs`, each for its own.
    pub fn new(count: u32, at: Point, posts: usize, policy: Policy<Dispatching>, gangs: Option<usize>) -> Self {
        let vehicles = vec![Vehicle { at, ..Vehicle::default() }; count as usize];
        let (idle, idle_at) = (Line::default(), Vec::new());
        let (in_service, under_way) = (vehicles.len(), vec![0; posts + 1]);
        Fleet { policy, gangs, vehicles, in_service, idle, idle_at, open: Vec::new(), under_way }
    }

    /// So many vehicles are in service from now on; who carries out an order ends it.
    pub fn set_in_service(&mut self, count: u32, sim: &mut Sim) {
        self.in_service = count as usize;
        self.serve(sim);
    }

    /// A truck waits at a block until a vehicle has stacked its box, or has fetched one for it.
    pub fn attend(&mut self, task: Task, key: u64, block: BlockId, from: Point, sim: &mut Sim) -> Answer {
        let (answer, truck) = stand_by(sim);
        let post = self.under_way.len() - 1;
        self.order(Order { post, key, errand: Errand::Attend { task, block, truck }, from, since: sim.now() }, sim);
        answer
    }

    /// One more order.
    pub fn order(&mut self, order: Order, sim: &mut Sim) {
        self.open.push(order);
        self.serve(sim);
    }

    /// A vehicle asks for its next order.
    pub fn next_order(&mut self, vehicle: VehicleId, sim: &mut Sim) -> Answer {
        if let Some(done) = self.vehicles[vehicle.index()].order.take() {
            self.under_way[done.post] -= 1;
        }
        let answer = self.idle.join(vehicle, sim);
        self.idle_at.push(self.vehicles[vehicle.index()].at);
        self.serve(sim);
        answer
    }

    /// Withdraws open orders to fetch for a post; how many there were.
    pub fn withdraw_fetches(&mut self, post: usize) -> u32 {
        let before = self.open.len();
        self.open.retain(|order| order.post != post || order.errand != Errand::Fetch);
        (before - self.open.len()) as u32
    }

    /// Orders that wait for a vehicle.
    pub fn open_orders(&self) -> &[Order] {
        &self.open
    }

    /// Open orders, and vehicles without one.
    pub fn open_and_idle(&self) -> (usize, usize) {
        (self.open.len(), self.idle_at.len())
    }

    /// Is there an open order and a vehicle free for it? Never, after the line was served: for checks.
    pub fn has_overlooked(&self) -> bool {
        self.match_one().is_some()
    }

    fn may_serve(&self, vehicle: VehicleId, post: usize) -> bool {
        vehicle.index() < self.in_service && may_serve(self.gangs, vehicle, post)
    }

    fn serve(&mut self, sim: &mut Sim) {
        while !self.open.is_empty() && !self.idle_at.is_empty() {
            let Some((place, order)) = self.match_one() else { return };
            let (ticket, vehicle) = self.idle.take(place, sim).expect("matched above");
            self.idle_at.remove(place);
            let order = self.open.remove(order);
            self.under_way[order.post] += 1;
            let it = &mut self.vehicles[vehicle.index()];
            it.order = Some(order);
            sim.wake(ticket);
        }
    }

    /// A free vehicle (its place in line) and an open order for it.
    fn match_one(&self) -> Option<(usize, usize)> {
        let mut free = self.idle.iter();
        if let (Some(&vehicle), &[at]) = (free.next(), &self.idle_at[..]) {
            if vehicle.index() >= self.in_service {
                return None;
            }
            let (open, under_way, gangs) = (&self.open[..], &self.under_way[..], self.gangs);
            let order = self.policy.decide(&Orders { vehicle, at, open, under_way, gangs });
            return order.map(|order| (0, order));
        }
        (0..self.open.len()).find_map(|order| Some((self.nearest_vehicle(&self.open[order])?, order)))
    }

    /// The place in line of the free vehicle nearest to where an order begins; of equal ones the first.
    fn nearest_vehicle(&self, order: &Order) -> Option<usize> {
        // Distances as bits: they are not below 0, so these are in the same order, and which vehicle is nearer, which cannot be
        // foreseen, takes two moves and no branch.
        let (mut nearest, mut least) = (None, u64::MAX);
        let mut look = |place, at: &Point| {
            let metres = at.to(order.from).to_bits();
            nearest = if metres < least { Some(place) } else { nearest };
            least = metres.min(least);
        };
        if self.gangs.is_none() && self.in_service == self.vehicles.len() {
            self.idle_at.iter().enumerate().for_each(|(place, at)| look(place, at));
        } else {
            let places = self.idle.iter().zip(&self.idle_at).enumerate();
            places.filter(|(_, (vehicle, _))| self.may_serve(**vehicle, order.post)).for_each(|(place, (_, at))| look(place, at));
        }
        nearest
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use darse_engine::SimTime;

    const FETCH: Errand = Errand::Fetch;

    /// Vehicles 0, 1, … stand at these metres of the quay line, those of `idle` without an order, as a snapshot would have them.
    fn fleet(at: &[f64], idle: &[usize], policy: &str, gangs: Option<usize>) -> Fleet {
        let mut fleet = Fleet::new(at.len() as u32, Point::default(), 3, Policy::named(policy).unwrap(), gangs);
        for (vehicle, x) in fleet.vehicles.iter_mut().zip(at) {
            vehicle.at.x = *x;
        }
        let (ticket, priority, cleared_at) = (1u64 << 24, 128u8, 0u64);
        let waiting: Vec<_> = idle.iter().map(|vehicle| (ticket, priority, VehicleId(*vehicle as u16))).collect();
        fleet.idle = borsh::from_slice(&borsh::to_vec(&(waiting, cleared_at)).unwrap()).unwrap();
        fleet.idle_at = idle.iter().map(|it| fleet.vehicles[*it].at).collect();
        fleet
    }

    fn order(post: usize, x: f64, since: u64) -> Order {
        Order { post, key: 0, errand: FETCH, from: Point { x, y: 0.0 }, since: SimTime(since) }
    }

    #[test]
    fn a_single_free_vehicle_takes_the_order_of_its_policy() {
        for (policy, expected) in [("longest-waiting", 1), ("nearest", 2), ("neediest", 0)] {
            let mut fleet = fleet(&[100.0], &[0], policy, None);
            fleet.open = vec![order(0, 500.0, 9), order(1, 300.0, 3), order(2, 110.0, 6)];
            fleet.under_way = vec![0, 2, 1, 0];
            assert_eq!(fleet.match_one(), Some((0, expected)), "{policy}");
        }
    }

    #[test]
    fn an_order_gets_the_nearest_of_several_vehicles() {
        let mut fleet = fleet(&[0.0, 700.0, 400.0], &[0, 1, 2], "longest-waiting", None);
        fleet.open = vec![order(1, 450.0, 0)];
        assert_eq!(fleet.match_one(), Some((2, 0)));
        fleet.open = vec![order(1, 600.0, 0)];
        assert_eq!(fleet.match_one(), Some((1, 0)));
    }

    #[test]
    fn a_gang_serves_its_own_crane_and_all_serve_trucks() {
        let mut fleet = fleet(&[0.0, 700.0, 400.0], &[0, 1], "neediest", Some(3));
        fleet.open = vec![order(2, 0.0, 0)];
        assert_eq!(fleet.match_one(), None, "vehicle 2 is away");
        fleet.open.push(order(1, 0.0, 5));
        assert_eq!(fleet.match_one(), Some((1, 1)), "another order is not held up by it");
        fleet.open = vec![order(3, 10.0, 0)];
        assert_eq!(fleet.match_one(), Some((0, 0)), "behind the last crane");
    }

    #[test]
    fn who_is_out_of_service_gets_no_order() {
        let mut fleet = fleet(&[0.0, 700.0, 400.0], &[0, 1, 2], "longest-waiting", None);
        fleet.open = vec![order(1, 450.0, 0)];
        fleet.in_service = 2;
        assert_eq!(fleet.match_one(), Some((1, 0)), "vehicle 2 is nearer");
        fleet.in_service = 0;
        assert_eq!(fleet.match_one(), None);
    }

    #[test]
    fn fetches_are_withdrawn_for_one_post_alone() {
        let mut fleet = fleet(&[0.0], &[], "neediest", None);
        let deliver =
            Order { errand: Errand::Deliver { unit: Unit::one(crate::ids::BoxId(0)), block: BlockId(0) }, ..order(1, 0.0, 0) };
        fleet.open = vec![order(1, 0.0, 0), order(0, 0.0, 1), deliver, order(1, 0.0, 2)];
        assert_eq!(fleet.withdraw_fetches(1), 2);
        assert_eq!(fleet.open.len(), 2);
    }
}
