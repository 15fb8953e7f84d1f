//! What is known when one vehicle is free and orders are open.

use crate::facility::fleet::order::Order;
use crate::facility::plan::Point;
use crate::ids::VehicleId;

/// Open orders, and the one vehicle that is free for them.
#[derive(Clone, Copy, Debug)]
pub struct Orders<'a> {
    /// The vehicle.
    pub vehicle: VehicleId,
    /// Where it is.
    pub at: Point,
    /// All open orders, the oldest first.
    pub open: &'a [Order],
    /// Vehicles under way for each post.
    pub under_way: &'a [u32],
    /// With dedicated vehicles, vehicle `v` serves only post `v` modulo this, and the trucks.
    pub gangs: Option<usize>,
}

/// Which order the vehicle takes, by its place among the open ones; none if it may take none.
pub type Rule = fn(&Orders<'_>) -> Option<usize>;

impl Orders<'_> {
    /// What is wrong with a choice.
    #[inline]
    pub fn fault(&self, choice: &Option<usize>) -> Option<&'static str> {
        match choice.map(|order| self.open.get(order)) {
            Some(None) => Some("where no order is open"),
            Some(Some(order)) if !may_serve(self.gangs, self.vehicle, order.post) => Some("an order of another gang"),
            _ => None,
        }
    }

    /// Places of the orders that the vehicle may take, the oldest first.
    #[inline]
    pub fn allowed(&self) -> impl Iterator<Item = usize> {
        (0..self.open.len()).filter(|order| may_serve(self.gangs, self.vehicle, self.open[*order].post))
    }
    /// From the vehicle to where an order begins [m].
    #[inline]
    pub fn metres_to(&self, order: usize) -> f64 {
        self.open[order].from.to(self.at)
    }
}

/// May a vehicle serve a post?
#[inline]
pub fn may_serve(gangs: Option<usize>, vehicle: VehicleId, post: usize) -> bool {
    gangs.is_none_or(|gangs| post >= gangs || vehicle.index() % gangs == post)
}
