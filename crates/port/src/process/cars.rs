//! Lives in a car terminal: the ship's side, gangs with their convoys, imports, trains and trucks.

mod carrier;
mod gang;
mod import;
mod railway;
mod road;

use crate::hours::Account;
use crate::ids::{CallId, CarTerminalId, Way};
use crate::kind::{Kind, Sim};
use crate::port::Port;
use crate::scenario::{CarTerminalPlan, QuayOwner};
use crate::streams::CARS;
use borsh::{BorshDeserialize, BorshSerialize};
use carrier::Carrier;
use darse_engine::{Answer, SimDuration, SimTime, Step, Variate, stand_by};
use gang::Gang;
use import::Import;
use railway::CarTrain;
pub use railway::{Timetable, send_batch};
use road::CarTruck;
pub use road::Haulier;

/// One variant a life.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub enum CarLife {
    Carrier(Carrier),
    Gang(Gang),
    Import(Import),
    Timetable(Timetable),
    Train(CarTrain),
    Haulier(Haulier),
    Truck(CarTruck),
}

impl CarLife {
    /// Hours of trains and trucks.
    pub fn account(&self) -> Option<Account> {
        match self {
            CarLife::Train(it) => it.account(),
            CarLife::Truck(it) => it.account(),
            _ => None,
        }
    }

    /// The road on which it takes a place: trucks do.
    pub fn stands_on(&self) -> Option<Way> {
        match self {
            CarLife::Truck(it) => it.stands_on(),
            _ => None,
        }
    }

    /// One step.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Step {
        match self {
            CarLife::Carrier(it) => it.live(port, sim).enter(&mut it.stage),
            CarLife::Gang(it) => it.live(port, sim).enter(&mut it.stage),
            CarLife::Import(it) => it.live(port, sim).enter(&mut it.stage),
            CarLife::Timetable(it) => it.live(port, sim).enter(&mut it.stage),
            CarLife::Train(it) => it.live(port, sim).enter(&mut it.stage),
            CarLife::Haulier(it) => it.live(port, sim).enter(&mut it.stage),
            CarLife::Truck(it) => it.live(port, sim).enter(&mut it.stage),
        }
    }
}

/// The work alongside of a car carrier that is ready at this time; the running process is told when it is done.
pub fn work_ship(call: CallId, hours: Account, ready: SimTime, port: &mut Port, sim: &mut Sim) -> Answer {
    let QuayOwner::CarTerminal(terminal) = port.scenario.owner(port.calls[call].quay) else {
        unreachable!("cars are worked at a car terminal")
    };
    let (answer, ticket) = stand_by(sim);
    port.calls.close(call); // no box is booked on it
    sim.spawn(Kind::Cars(CarLife::Carrier(Carrier::new(CarTerminalId(terminal as u8), call, hours, ready, ticket))));
    answer
}

/// What is drawn for a car, or for the first car of a convoy, a train or a truck.
#[derive(Clone, Copy)]
enum Part {
    Onward,
    Drive,
    Shuttle,
    Inspection,
    Dwell,
    Lateness,
    Shunting,
    ShuntingOut,
    Count,
    Between,
    Handling,
    Origin,
    Load,
}

fn draw(part: Part, variate: &Variate, key: u64, sim: &Sim) -> SimDuration {
    variate.sample_duration(&mut sim.streams.of(CARS, key, part as u32))
}

/// A number of cars, rounded up with the right chance.
fn draw_count(part: Part, variate: &Variate, factor: f64, key: u64, sim: &Sim) -> u32 {
    let mut draw = sim.streams.of(CARS, key, part as u32);
    let cars = variate.sample(&mut draw) * factor;
    (cars + draw.unit() - 1e-9).max(0.0) as u32
}

fn plan(terminal: CarTerminalId, port: &Port) -> &CarTerminalPlan {
    &port.scenario.car_terminals[terminal.index()]
}

/// Gangs that so many cars are worth, up to the most that may be at them.
fn gangs_for(cars: u32, most: u32, plan: &CarTerminalPlan) -> u32 {
    cars.div_ceil(plan.gang).min(most)
}

/// Sends gangs to a job.
fn send_gangs(terminal: CarTerminalId, job: u32, gangs: u32, sim: &mut Sim) {
    for _ in 0..gangs {
        sim.spawn(Kind::Cars(CarLife::Gang(Gang::new(terminal, job))));
    }
}
