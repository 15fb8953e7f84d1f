//! A warehouse of the free zone: trucks, docks and gangs are pools of the engine, pallet places a level; here is what is
//! ordered, and what came and went.

use crate::kind::Sim;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Answer, Level, Request};

/// One warehouse. A container is opened when places are kept for its pallets, so what is unstuffed always finds one.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Warehouse {
    /// Its identity for random numbers.
    pub key: u64,
    /// One truck of its drayage, its own or one that others share.
    pub truck: Request,
    /// One dock for containers.
    pub dock_in: Request,
    /// One dock for trucks that fetch pallets.
    pub dock_out: Request,
    /// One gang.
    pub gang: Request,
    /// Places taken, or kept.
    places: Level,
    /// Of these, kept for pallets that are not in storage yet.
    kept: u32,
    /// Pallets ordered that do not make a truck load yet.
    ordered: u32,
    /// Pallets picked that have not left yet.
    picked: u32,
    /// Pallets put into storage so far.
    came: u64,
    /// Pallets that left so far.
    went: u64,
    truck_load: u32,
    /// Truck loads ordered so far.
    orders: u32,
    /// Pallets between the docks, in truck loads or not.
    between: u32,
    /// Pallets that came there so far, and left.
    crossed: (u64, u64),
    /// Truck loads of them so far.
    crossings: u32,
}

impl Warehouse {
    /// An empty warehouse whose containers come by such a truck, with so many docks for containers, docks for trucks that fetch
    /// pallets, and gangs.
    pub fn new(key: u64, truck: Request, pools: [u32; 3], places: u32, truck_load: u32, sim: &mut Sim) -> Self {
        let mut one_of = |count: u32| Request::of(sim.add_pool(count), 1);
        let [dock_in, dock_out, gang] = pools.map(&mut one_of);
        Warehouse {
            key,
            truck,
            dock_in,
            dock_out,
            gang,
            places: Level::new(u64::from(places), 0),
            kept: 0,
            ordered: 0,
            picked: 0,
            came: 0,
            went: 0,
            truck_load,
            orders: 0,
            between: 0,
            crossed: (0, 0),
            crossings: 0,
        }
    }

    /// Asks for places for the pallets of a container.
    pub fn ask_places(&mut self, pallets: u32, sim: &mut Sim) -> Answer {
        self.places.put(u64::from(pallets), sim)
    }
    /// Containers that wait for places.
    pub fn queued(&self) -> usize {
        self.places.putters()
    }
    /// They were granted: the container may be opened.
    pub fn keep_places(&mut self, pallets: u32) {
        self.kept += pallets;
    }
    /// Pallets are in the places kept for them.
    pub fn put_away(&mut self, pallets: u32) {
        self.kept -= pallets;
        self.came += u64::from(pallets);
    }
    /// Pallets are ordered: the numbers of the truck loads that are complete with them.
    pub fn order(&mut self, pallets: u32) -> std::ops::Range<u32> {
        self.ordered += pallets;
        let (first, complete) = (self.orders, self.ordered / self.truck_load);
        self.ordered -= complete * self.truck_load;
        self.orders += complete;
        first..self.orders
    }
    /// A truck load is taken out of storage, where it is.
    pub fn pick(&mut self, sim: &mut Sim) -> Answer {
        self.picked += self.truck_load;
        self.places.get(u64::from(self.truck_load), sim)
    }
    /// A truck load leaves.
    pub fn send(&mut self) {
        self.picked -= self.truck_load;
        self.went += u64::from(self.truck_load);
    }

    /// Pallets come between the docks: the numbers of the truck loads that are complete with them.
    pub fn cross(&mut self, pallets: u32) -> std::ops::Range<u32> {
        self.between += pallets;
        self.crossed.0 += u64::from(pallets);
        let first = self.crossings;
        self.crossings = (self.crossed.0 / u64::from(self.truck_load)) as u32;
        first..self.crossings
    }
    /// A truck load leaves that was never stored.
    pub fn send_across(&mut self) {
        self.between -= self.truck_load;
        self.crossed.1 += u64::from(self.truck_load);
    }

    /// Pallets in = out + inside: in storage, or picked.
    ///
    /// # Errors
    /// What is not so, in words.
    pub fn check(&self) -> Result<(), String> {
        let Warehouse { kept, picked, came, went, .. } = *self;
        let stored = self.places.content() - u64::from(kept);
        if came != went + u64::from(picked) + stored {
            return Err(format!("{came} pallets came, {went} went, {picked} are picked and {stored} in storage"));
        }
        if u64::from(self.ordered) > stored {
            return Err(format!("{} pallets are ordered, {stored} are in storage", self.ordered));
        }
        if self.crossed.0 != self.crossed.1 + u64::from(self.between) {
            let ((came, went), between) = (self.crossed, self.between);
            return Err(format!("{came} pallets came between the docks, {went} went, {between} are there"));
        }
        Ok(())
    }
}
