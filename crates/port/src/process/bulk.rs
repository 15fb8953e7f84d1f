//! Lives at a terminal for dry bulk and general cargo: the ship's side, cranes at work, trucks.

mod carrier;
mod grab;
mod road;

use crate::facility::bulk_terminal::BulkTerminal;
use crate::hours::Account;
use crate::ids::{BulkTerminalId, CallId, Way};
use crate::kind::{Kind, Sim};
use crate::port::Port;
use crate::scenario::{BulkTerminalPlan, CommodityPlan, QuayOwner};
use borsh::{BorshDeserialize, BorshSerialize};
use carrier::BulkCarrier;
use darse_engine::{Answer, SimTime, Step, stand_by};
use grab::Grab;
use road::BulkTruck;
pub use road::Deliveries;

/// One variant a life.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub enum BulkLife {
    Carrier(BulkCarrier),
    Grab(Grab),
    Deliveries(Deliveries),
    Truck(BulkTruck),
}

impl BulkLife {
    /// Hours of trucks.
    pub fn account(&self) -> Option<Account> {
        match self {
            BulkLife::Truck(it) => it.account(),
            _ => None,
        }
    }

    /// The road on which it takes a place: trucks do.
    pub fn stands_on(&self) -> Option<Way> {
        match self {
            BulkLife::Truck(it) => it.stands_on(),
            _ => None,
        }
    }

    /// One step.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Step {
        match self {
            BulkLife::Carrier(it) => it.live(port, sim).enter(&mut it.stage),
            BulkLife::Grab(it) => it.live(port, sim).enter(&mut it.stage),
            BulkLife::Deliveries(it) => it.live(port, sim).enter(&mut it.stage),
            BulkLife::Truck(it) => it.live(port, sim).enter(&mut it.stage),
        }
    }
}

/// The work alongside of a ship that is ready at this time; the running process is told when it is done.
pub fn work_ship(call: CallId, hours: Account, ready: SimTime, port: &mut Port, sim: &mut Sim) -> Answer {
    let QuayOwner::BulkTerminal(terminal) = port.scenario.owner(port.calls[call].quay) else {
        unreachable!("bulk is worked at a bulk terminal")
    };
    let (answer, ticket) = stand_by(sim);
    port.calls.close(call); // no box is booked on it
    sim.spawn(Kind::Bulk(BulkLife::Carrier(BulkCarrier::new(BulkTerminalId(terminal as u8), call, hours, ready, ticket))));
    answer
}

/// What is drawn for a call, a lift or a truck.
#[derive(Clone, Copy)]
enum Part {
    Unload,
    Load,
    Cycle,
    Between,
    Dwell,
    Loading,
    Origin,
}

fn plan(terminal: BulkTerminalId, port: &Port) -> &BulkTerminalPlan {
    &port.scenario.bulk_terminals[terminal.index()]
}
fn commodity(terminal: BulkTerminalId, commodity: u16, port: &Port) -> &CommodityPlan {
    &plan(terminal, port).commodities[usize::from(commodity)]
}
fn at(terminal: BulkTerminalId, port: &mut Port) -> &mut BulkTerminal {
    &mut port.bulk_terminals[terminal.index()]
}
