//! A car terminal: gangs, bays and tracks are pools of the engine; here is where its cars stand, who waits for which ship, and
//! what convoys have still to move.

mod rows;

use crate::cargo::cars::{Car, CarFlow, Cars, TRUCKS};
use crate::hours::Ledger;
use crate::ids::CarId;
use crate::kind::Sim;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Request, Ticket};
pub use rows::Rows;
use std::collections::{BTreeMap, VecDeque};

/// Cars that gangs move, one convoy after another.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Job {
    /// Its identity for random numbers.
    pub key: u64,
    /// Where they come from; none: they are loaded.
    pub from: Option<CarSource>,
    /// How many have been begun, of how many.
    begun: u32,
    count: u32,
    /// Cars to be loaded.
    load: VecDeque<CarId>,
    /// Gangs at it.
    gangs: u32,
    ticket: Ticket,
}

/// Where cars come from.
#[derive(Clone, Copy, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub enum CarSource {
    /// A ship, of which such a share goes on with another service than this one.
    Ship { transhipped: f64, service: u16 },
    /// A train.
    Train,
    /// A truck.
    Truck,
}

/// Pools of a car terminal, one unit each.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct CarPools {
    /// A gang of drivers.
    pub gang: Request,
    /// A bay for inspection.
    pub pdi_bay: Request,
    /// A bay for trucks.
    pub truck_bay: Request,
    /// A track.
    pub track: Request,
}

/// One car terminal.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct CarTerminal {
    /// Its identity for random numbers.
    pub key: u64,
    /// Gangs, bays, tracks.
    pub pools: CarPools,
    /// Spaces.
    pub rows: Rows,
    /// Cars.
    pub cars: Cars,
    /// Those that can be loaded, by service, first come first.
    waiting: Vec<VecDeque<CarId>>,
    /// Services by the share of what they take, in the order of their names.
    takers: Vec<(u16, f64)>,
    /// Imports that may be fetched, and truck loads of them.
    ready: Vec<CarId>,
    loads: BTreeMap<u32, Vec<CarId>>,
    cars_per_truck: u32,
    sent: u32,
    jobs: BTreeMap<u32, Job>,
    /// What the time of the gang was spent on that ended a job.
    ended: BTreeMap<u32, Ledger>,
    numbered: u32,
}

impl CarTerminal {
    /// A terminal; `takers` are services with the cars an hour that they can take.
    pub fn new(
        key: u64,
        pools: CarPools,
        rows: Rows,
        cars: Cars,
        services: usize,
        takers: Vec<(u16, f64)>,
        cars_per_truck: u32,
    ) -> Self {
        CarTerminal {
            key,
            pools,
            rows,
            cars,
            waiting: vec![VecDeque::new(); services],
            takers,
            ready: Vec::new(),
            loads: BTreeMap::new(),
            cars_per_truck,
            sent: 0,
            jobs: BTreeMap::new(),
            ended: BTreeMap::new(),
            numbered: 0,
        }
    }

    /// The service that takes a car on, by what each can take; not the one it came with. None if there is no other.
    pub fn taker(&self, unit: f64, but: Option<u16>) -> Option<u16> {
        let others = || self.takers.iter().filter(|(service, room)| Some(*service) != but && *room > 0.0);
        let mut left = unit * others().map(|(_, room)| room).sum::<f64>();
        let chosen = others().find(|(_, room)| {
            left -= room;
            left <= 0.0
        });
        chosen.or(others().next_back()).map(|(service, _)| *service)
    }

    /// A car comes, for which a space is promised: it, and whether it will stand among cars for others.
    pub fn enter(&mut self, flow: CarFlow, onward: u16, sim: &mut Sim) -> (CarId, bool) {
        let (row, mixed) = self.rows.place(onward);
        (self.cars.enter(Car { since: sim.now(), row, onward, flow, off: false }, sim), mixed)
    }
    /// It stands in its row; from now on it can be loaded, if a ship is to take it.
    pub fn park(&mut self, id: CarId) {
        let onward = self.cars[id].onward;
        if onward != TRUCKS {
            self.waiting[usize::from(onward)].push_back(id);
        }
    }
    /// It is driven out of its row.
    pub fn drive_off(&mut self, id: CarId, sim: &mut Sim) {
        self.cars.drive_off(id);
        self.rows.leave(self.cars[id].row, sim);
    }
    /// How many wait for a service.
    pub fn waiting(&self, service: u16) -> u32 {
        self.waiting[usize::from(service)].len() as u32
    }

    /// An import may be fetched: the number of the truck load that is complete with it, if one is.
    pub fn make_ready(&mut self, id: CarId) -> Option<u32> {
        self.ready.push(id);
        let complete = self.ready.len() as u32 == self.cars_per_truck;
        complete.then(|| {
            self.loads.insert(self.sent, std::mem::take(&mut self.ready));
            self.sent += 1;
            self.sent - 1
        })
    }
    /// A truck takes its load.
    pub fn fetch(&mut self, load: u32) -> Vec<CarId> {
        self.loads.remove(&load).expect("a truck is sent for a load that is there")
    }

    /// So many cars are to be unloaded by so many gangs; who holds the ticket is told when all are in their rows.
    pub fn unload(&mut self, key: u64, from: CarSource, count: u32, gangs: u32, ticket: Ticket) -> u32 {
        self.begin(Job { key, from: Some(from), begun: 0, count, load: VecDeque::new(), gangs, ticket })
    }
    /// So many cars of those that wait for a service are to be loaded by so many gangs.
    pub fn load(&mut self, key: u64, service: u16, count: u32, gangs: u32, ticket: Ticket) -> u32 {
        let load = self.waiting[usize::from(service)].drain(..count as usize).collect();
        self.begin(Job { key, from: None, begun: 0, count, load, gangs, ticket })
    }
    fn begin(&mut self, job: Job) -> u32 {
        self.numbered += 1;
        self.jobs.insert(self.numbered, job);
        self.numbered
    }
    /// A job.
    pub fn job(&self, job: u32) -> &Job {
        &self.jobs[&job]
    }
    /// The next convoy of a job: the number of its first car, and how many; to be loaded, the cars themselves.
    pub fn next_convoy(&mut self, job: u32, most: u32, cars: &mut Vec<CarId>) -> (u32, u32) {
        let job = self.jobs.get_mut(&job).expect("a gang is at a job");
        let (first, count) = (job.begun, most.min(job.count - job.begun));
        job.begun += count;
        if job.from.is_none() {
            cars.extend(job.load.drain(..count as usize));
        }
        (first, count)
    }
    /// A gang has nothing more to do; the last one tells who waits for it, and what its own time was spent on.
    pub fn leave_job(&mut self, number: u32, hours: &Ledger, sim: &mut Sim) {
        let job = self.jobs.get_mut(&number).expect("a gang is at a job");
        job.gangs -= 1;
        if job.gangs == 0 {
            sim.wake(job.ticket);
            self.jobs.remove(&number);
            self.ended.insert(number, hours.clone());
        }
    }
    /// The hours of a job that has ended, by the gang that ended it.
    pub fn take_hours(&mut self, job: u32) -> Ledger {
        self.ended.remove(&job).unwrap_or_default()
    }

    /// Cars in = out + inside; rows hold what stands in them; who waits for a ship stands in a row, once.
    ///
    /// # Errors
    /// What is not so, in words.
    pub fn check(&self) -> Result<(), String> {
        let (entered, left, inside) = (self.cars.entered, self.cars.left, self.cars.iter().count() as u64);
        if entered != left + inside {
            return Err(format!("{entered} cars came, {left} left, {inside} are inside"));
        }
        self.rows.check(&self.cars)?;
        let mut seen = std::collections::BTreeSet::new();
        for (service, waiting) in self.waiting.iter().enumerate() {
            for id in waiting {
                let car = self.cars[*id];
                if car.off || usize::from(car.onward) != service || !seen.insert(*id) {
                    return Err(format!("{id} waits for service {service} and is for {}", car.onward));
                }
            }
        }
        match self.ready.iter().chain(self.loads.values().flatten()).find(|id| self.cars[**id].off || !seen.insert(**id)) {
            Some(id) => Err(format!("{id} is to be fetched and is not in its row")),
            None => Ok(()),
        }
    }
}
