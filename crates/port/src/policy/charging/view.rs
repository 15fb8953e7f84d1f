//! What is known of a vehicle and its fleet when it has carried out an order.

/// A vehicle with a battery, and the fleet.
#[derive(Clone, Copy, Debug)]
pub struct Battery {
    /// Share of its range that it has driven since it was charged; 1 or more: it must charge.
    pub used: f64,
    /// Chargers that are free.
    pub free_chargers: u32,
    /// Orders that no vehicle has taken.
    pub open_orders: usize,
    /// Vehicles without an order.
    pub idle_vehicles: usize,
}

/// Does it charge now? One that must charge does so whatever the rule says.
pub type Rule = fn(&Battery) -> bool;
