//! The work alongside of a bulk or general cargo ship: what it brings is lifted off, then what is there for ships is lifted on.
//!
//! ```text
//! preparing ─ unloading ─ loading ─ gone
//!      └ papers, hatches     └ list closed: at most what the service asks for, of what is in store
//! ```

use super::grab::Grab;
use super::{BulkLife, Part, at, plan};
use crate::hours::{Account, DelayCause};
use crate::ids::{BulkTerminalId, CallId};
use crate::kind::{Kind, Sim};
use crate::port::Port;
use crate::scenario::CallCargo;
use crate::streams::{BULK, part};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Next, SimTime, Stage, Ticket, Variate, stand_by};

/// What the ship's side is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum BulkCarrierStage {
    Starting,
    Preparing,
    Unloading,
    Loading,
    Gone,
}
use BulkCarrierStage::*;
impl Stage for BulkCarrierStage {}

/// The work of one call.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct BulkCarrier {
    terminal: BulkTerminalId,
    call: CallId,
    ready: SimTime,
    ship: Ticket,
    /// Those of the ship, and the job of cranes that its time depends on now.
    hours: Account,
    job: u32,
    /// What it is doing.
    pub stage: BulkCarrierStage,
}

impl BulkCarrier {
    /// A ship that is ready at this time.
    pub fn new(terminal: BulkTerminalId, call: CallId, hours: Account, ready: SimTime, ship: Ticket) -> Self {
        BulkCarrier { terminal, call, ready, ship, hours, job: 0, stage: Starting }
    }

    /// Unloads, then loads.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<BulkCarrierStage> {
        let (terminal, key) = (self.terminal, port.calls[self.call].key);
        self.book(port, sim);
        match self.stage {
            Starting => Preparing.hold(self.ready - sim.now()),
            Preparing => {
                let (commodity, kg) = self.draw(Part::Unload, port, sim);
                if kg == 0 {
                    return self.load(port, sim);
                }
                let (grabs, (answer, ticket)) = (plan(terminal, port).grabs_per_ship, stand_by(sim));
                let job = at(terminal, port).unload(key, commodity, kg, grabs, ticket);
                self.job = job;
                self.send_grabs(job, grabs, sim);
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

    /// Books the ship's time: at work, what the crane says that ended last.
    fn book(&mut self, port: &mut Port, sim: &mut Sim) {
        if let Unloading | Loading = self.stage {
            let sums = at(self.terminal, port).take_hours(self.job);
            self.hours.book_sums(&sums, sim);
        }
        self.hours.book(Some(DelayCause::Work), sim);
    }

    /// The list is closed.
    fn load(&mut self, port: &mut Port, sim: &mut Sim) -> Next<BulkCarrierStage> {
        let (terminal, key) = (self.terminal, port.calls[self.call].key);
        let (commodity, most) = self.draw(Part::Load, port, sim);
        let kg = at(terminal, port).list(commodity, most);
        if kg == 0 {
            sim.wake(self.ship);
            return Gone.done();
        }
        let (grabs, (answer, ticket)) = (plan(terminal, port).grabs_per_ship, stand_by(sim));
        let job = at(terminal, port).load(part(key, u64::MAX), commodity, kg, grabs, ticket);
        self.job = job;
        self.send_grabs(job, grabs, sim);
        Loading.until(answer)
    }

    fn send_grabs(&self, job: u32, grabs: u32, sim: &mut Sim) {
        for _ in 0..grabs {
            sim.spawn(Kind::Bulk(BulkLife::Grab(Grab::new(self.terminal, job))));
        }
    }

    /// Its commodity, and so many whole kilograms of it.
    fn draw(&self, what: Part, port: &Port, sim: &Sim) -> (u16, u64) {
        let call = &port.calls[self.call];
        let CallCargo::Bulk { commodity, unload, load } = &port.scenario.services[call.service.index()].cargo else {
            unreachable!("a service of a bulk terminal has a commodity")
        };
        let tonnes: &Variate = if matches!(what, Part::Unload) { unload } else { load };
        let tonnes =
            tonnes.sample(&mut sim.streams.of(BULK, call.key, what as u32)) * port.scenario.cargo_demand.bulk * call.surge;
        (*commodity as u16, (1000.0 * tonnes).max(0.0).round() as u64)
    }
}
