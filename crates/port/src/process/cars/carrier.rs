//! The work alongside of a car carrier: what it brings comes off, then what waits for its service goes on board.
//!
//! ```text
//! preparing ─ unloading ─ loading ─ gone
//!      └ papers, ramps       └ list closed: at most what it has room for, of what waits for its service
//! ```

use super::{Part, draw_count, gangs_for, plan, send_gangs};
use crate::facility::car_terminal::CarSource;
use crate::hours::{Account, DelayCause};
use crate::ids::{CallId, CarTerminalId};
use crate::kind::Sim;
use crate::port::Port;
use crate::scenario::CallCargo;
use crate::streams::part;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Next, SimTime, Stage, Ticket, stand_by};

/// What the ship's side is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum CarrierStage {
    Starting,
    Preparing,
    Unloading,
    Loading,
    Gone,
}
use CarrierStage::*;
impl Stage for CarrierStage {}

/// The work of one call.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Carrier {
    terminal: CarTerminalId,
    call: CallId,
    ready: SimTime,
    ship: Ticket,
    /// Those of the ship, and the job of gangs that its time depends on now.
    hours: Account,
    job: u32,
    /// What it is doing.
    pub stage: CarrierStage,
}

impl Carrier {
    /// A ship that is ready at this time.
    pub fn new(terminal: CarTerminalId, call: CallId, hours: Account, ready: SimTime, ship: Ticket) -> Self {
        Carrier { terminal, call, ready, ship, hours, job: 0, stage: Starting }
    }

    /// Unloads, then loads.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<CarrierStage> {
        self.book(port, sim);
        match self.stage {
            Starting => Preparing.hold(self.ready - sim.now()),
            Preparing => {
                let (key, service) = (port.calls[self.call].key, port.calls[self.call].service);
                let scenario = port.scenario.clone();
                let CallCargo::Cars { unload, transhipped, .. } = &scenario.services[service.index()].cargo else {
                    unreachable!("a service of a car terminal has cars")
                };
                let cars = draw_count(Part::Count, unload, scenario.cargo_demand.cars * port.calls[self.call].surge, key, sim);
                if cars == 0 {
                    return self.load(port, sim);
                }
                let (plan, (answer, ticket)) = (plan(self.terminal, port), stand_by(sim));
                let gangs = gangs_for(cars, plan.ship_gangs, plan);
                let from = CarSource::Ship { transhipped: *transhipped, service: service.0 };
                let job = port.car_terminals[self.terminal.index()].unload(key, from, cars, gangs, ticket);
                self.job = job;
                send_gangs(self.terminal, job, gangs, sim);
                Unloading.until(answer)
            }
            Unloading => self.load(port, sim),
            Loading => {
                sim.wake(self.ship);
                Gone.done()
            }
            Gone => unreachable!("a ship that is done is not resumed"),
        }
    }

    /// Books the ship's time: at work, what the gang says that ended last.
    fn book(&mut self, port: &mut Port, sim: &mut Sim) {
        if let Unloading | Loading = self.stage {
            let sums = port.car_terminals[self.terminal.index()].take_hours(self.job);
            self.hours.book_sums(&sums, sim);
        }
        self.hours.book(Some(DelayCause::Work), sim);
    }

    /// The list is closed.
    fn load(&mut self, port: &mut Port, sim: &mut Sim) -> Next<CarrierStage> {
        let (key, service) = (port.calls[self.call].key, port.calls[self.call].service);
        let scenario = port.scenario.clone();
        let CallCargo::Cars { load, .. } = &scenario.services[service.index()].cargo else {
            unreachable!("a service of a car terminal has cars")
        };
        let room = draw_count(Part::Load, load, scenario.cargo_demand.cars * port.calls[self.call].surge, key, sim);
        let cars = room.min(port.car_terminals[self.terminal.index()].waiting(service.0));
        if cars == 0 {
            sim.wake(self.ship);
            return Gone.done();
        }
        let (plan, (answer, ticket)) = (plan(self.terminal, port), stand_by(sim));
        let gangs = gangs_for(cars, plan.ship_gangs, plan);
        let job = port.car_terminals[self.terminal.index()].load(part(key, u64::MAX), service.0, cars, gangs, ticket);
        self.job = job;
        send_gangs(self.terminal, job, gangs, sim);
        Loading.until(answer)
    }
}
