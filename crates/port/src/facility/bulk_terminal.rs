//! A terminal for dry bulk and general cargo: cranes and bays are pools of the engine; here are its stores, its conveyor, and
//! what cranes have still to lift.

use crate::hours::Ledger;
use crate::kind::Sim;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Answer, Level, Line, Request, SimDuration, SimTime, Ticket};
use std::collections::BTreeMap;

/// The store of a commodity [kg].
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Store {
    /// Its identity for random numbers.
    pub key: u64,
    /// One bay for trucks.
    pub bay: Request,
    /// What is inside, or has a place kept.
    places: Level,
    /// Room that what comes by land leaves to ships, and who waits to bring it.
    kept_for_ships: u64,
    land: Line<u64>,
    /// Of it, what is not inside yet.
    kept: u64,
    /// Of what is inside: ordered by trucks, or on the list of a ship.
    spoken_for: u64,
    /// Came off ships, and makes no truck load yet.
    loose: u64,
    truck_load: u64,
    /// Truck loads ordered so far.
    orders: u32,
    came: u64,
    went: u64,
}

/// What cranes lift, off a ship or onto it [kg].
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct LiftJob {
    /// Its identity for random numbers.
    pub key: u64,
    /// The commodity.
    pub commodity: u16,
    /// Off the ship.
    pub unload: bool,
    left: u64,
    lifts: u32,
    grabs: u32,
    ticket: Ticket,
}

/// One terminal.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct BulkTerminal {
    /// One crane.
    pub grab: Request,
    /// By commodity.
    pub stores: Vec<Store>,
    /// When what lies in the hopper will be through.
    conveyor_free: SimTime,
    conveyor_kg_h: f64,
    hopper: u64,
    jobs: BTreeMap<u32, LiftJob>,
    /// What the time of the crane was spent on that ended a job.
    ended: BTreeMap<u32, Ledger>,
    numbered: u32,
}

impl Store {
    /// An empty store. What comes by land leaves so much room to ships: or a store full of exports would keep a ship from unloading
    /// that could take them away, or lies before one that could.
    pub fn new(key: u64, bay: Request, (capacity, kept_for_ships): (u64, u64), truck_load: u64) -> Self {
        let (places, land) = (Level::new(capacity, 0), Line::default());
        let (kept, spoken_for, loose, orders, came, went) = (0, 0, 0, 0, 0, 0);
        Store { key, bay, places, kept_for_ships, land, kept, spoken_for, loose, truck_load, orders, came, went }
    }
    /// Asks for a place for what comes off a ship.
    pub fn ask(&mut self, kg: u64, sim: &mut Sim) -> Answer {
        self.places.put(kg, sim)
    }
    /// Asks for a place for what comes by land: after ships, then first come, first served.
    pub fn ask_by_land(&mut self, kg: u64, sim: &mut Sim) -> Answer {
        if self.land.is_empty(sim) && self.takes_by_land(kg) {
            return self.places.put(kg, sim);
        }
        self.land.join(kg, sim)
    }
    fn takes_by_land(&self, kg: u64) -> bool {
        self.places.putters() == 0 && kg + self.kept_for_ships <= self.places.room()
    }
    /// Lifts and trucks that wait for a place.
    pub fn queued(&self) -> usize {
        self.places.putters() + self.land.iter().len()
    }
    /// It was granted, and is kept.
    pub fn keep(&mut self, kg: u64) {
        self.kept += kg;
    }
    /// Something is in the place kept for it.
    pub fn put(&mut self, kg: u64) {
        self.kept -= kg;
        self.came += kg;
    }
    /// The same, off a ship: the numbers of the truck loads that are complete with it, and ordered.
    pub fn put_for_trucks(&mut self, kg: u64) -> std::ops::Range<u32> {
        self.put(kg);
        self.loose += kg;
        let (first, complete) = (self.orders, self.loose / self.truck_load);
        self.loose -= complete * self.truck_load;
        self.spoken_for += complete * self.truck_load;
        self.orders += complete as u32;
        first..self.orders
    }
    /// What ships may take: not what came off ships.
    fn for_ships(&self) -> u64 {
        self.places.content() - self.kept - self.spoken_for - self.loose
    }
    /// Something that was ordered, or is on a list, leaves.
    pub fn take(&mut self, kg: u64, sim: &mut Sim) {
        self.spoken_for -= kg;
        self.went += kg;
        let answer = self.places.get(kg, sim);
        debug_assert!(answer.is_granted(), "what is spoken for is inside");
        while let Some(kg) = self.next_by_land() {
            self.land.wake_first(sim, |_| true);
            let answer = self.places.put(kg, sim);
            debug_assert!(answer.is_granted(), "there is room for it");
        }
    }
    /// What the first truck in line brings, if there is room for it now.
    fn next_by_land(&self) -> Option<u64> {
        self.land.iter().next().copied().filter(|kg| self.takes_by_land(*kg))
    }
    fn check(&self) -> Result<(), String> {
        let inside = self.places.content() - self.kept;
        if self.came != self.went + inside || self.spoken_for + self.loose > inside {
            let Store { came, went, spoken_for, loose, .. } = *self;
            return Err(format!("{came} kg came, {went} kg went, {inside} kg are inside, {spoken_for} + {loose} kg spoken for"));
        }
        if self.next_by_land().is_some() {
            return Err(format!("a truck waits though there is room for {} kg", self.places.room()));
        }
        Ok(())
    }
}

impl BulkTerminal {
    /// A terminal with empty stores.
    pub fn new(grab: Request, stores: Vec<Store>, conveyor_kg_h: f64, hopper: u64) -> Self {
        let (conveyor_free, jobs, ended) = (SimTime::ZERO, BTreeMap::new(), BTreeMap::new());
        BulkTerminal { grab, stores, conveyor_free, conveyor_kg_h, hopper, jobs, ended, numbered: 0 }
    }

    /// So much of a commodity is to be lifted off a ship by so many cranes; who holds the ticket is told when all is done.
    pub fn unload(&mut self, key: u64, commodity: u16, kg: u64, grabs: u32, ticket: Ticket) -> u32 {
        self.begin(LiftJob { key, commodity, unload: true, left: kg, lifts: 0, grabs, ticket })
    }
    /// What can be loaded, of at most so much: it is on the ship's list from now on.
    pub fn list(&mut self, commodity: u16, most: u64) -> u64 {
        let store = &mut self.stores[usize::from(commodity)];
        let kg = most.min(store.for_ships());
        store.spoken_for += kg;
        kg
    }
    /// This is to be lifted onto a ship.
    pub fn load(&mut self, key: u64, commodity: u16, kg: u64, grabs: u32, ticket: Ticket) -> u32 {
        self.begin(LiftJob { key, commodity, unload: false, left: kg, lifts: 0, grabs, ticket })
    }
    fn begin(&mut self, job: LiftJob) -> u32 {
        self.numbered += 1;
        self.jobs.insert(self.numbered, job);
        self.numbered
    }
    /// A job.
    pub fn job(&self, job: u32) -> &LiftJob {
        &self.jobs[&job]
    }
    /// The next lift: its number, and how much; nothing if all is begun.
    pub fn next_lift(&mut self, job: u32, most: u64) -> (u32, u64) {
        let job = self.jobs.get_mut(&job).expect("a crane is at a job");
        let kg = job.left.min(most);
        job.left -= kg;
        job.lifts += u32::from(kg > 0);
        (job.lifts, kg)
    }
    /// A crane has nothing more to do; the last one tells who waits for it, and what its own time was spent on.
    pub fn leave_job(&mut self, number: u32, hours: &Ledger, sim: &mut Sim) {
        let job = self.jobs.get_mut(&number).expect("a crane is at a job");
        job.grabs -= 1;
        if job.grabs == 0 {
            sim.wake(job.ticket);
            self.jobs.remove(&number);
            self.ended.insert(number, hours.clone());
        }
    }
    /// The hours of a job that has ended, by the crane that ended it.
    pub fn take_hours(&mut self, job: u32) -> Ledger {
        self.ended.remove(&job).unwrap_or_default()
    }

    /// How long until so much goes into the hopper.
    pub fn hopper_full_for(&self, kg: u64, now: SimTime) -> SimDuration {
        let room_after = self.through(self.hopper - kg.min(self.hopper));
        self.conveyor_free.saturating_since(now + room_after)
    }
    /// It goes into the hopper.
    pub fn fill_hopper(&mut self, kg: u64, now: SimTime) {
        self.conveyor_free = self.conveyor_free.max(now) + self.through(kg);
    }
    fn through(&self, kg: u64) -> SimDuration {
        SimDuration::from_seconds_f64(kg as f64 * 3600.0 / self.conveyor_kg_h)
    }

    /// In = out + inside, to the kilogram, of each commodity.
    ///
    /// # Errors
    /// What is not so, in words.
    pub fn check(&self) -> Result<(), String> {
        self.stores.iter().enumerate().try_for_each(|(index, it)| it.check().map_err(|what| format!("store {index}: {what}")))
    }
}
