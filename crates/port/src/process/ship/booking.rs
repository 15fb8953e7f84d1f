//! What the time of a ship alongside went to.

use super::ShipStage::*;
use super::{MOORING_GANGS, PILOTS, Ship, TUGS};
use crate::facility::condition::{Target, TerminalPart};
use crate::hours::{DelayCause, Ledger, critical_path};
use crate::ids::TerminalId;
use crate::kind::Sim;
use crate::port::Port;
use crate::scenario::QuayOwner;

impl Ship {
    /// Books the time of the stage that ends; at work, others do.
    pub(super) fn book(&mut self, port: &Port, sim: &mut Sim) {
        let Some(cause) = self.stage.why() else { return };
        let quay = [Target::Quay(port.calls[self.call].quay)];
        let waits_for: &[Target] = match self.stage {
            AwaitingBerth => &quay,
            AwaitingPilot | AwaitingDeparture => &[PILOTS, TUGS],
            AwaitingGang | AwaitingRelease => &[MOORING_GANGS],
            _ => &[],
        };
        self.hours.book_wait(cause, waits_for, &port.blame, sim);
    }

    /// Whose time it is that the ship has been at work.
    pub(super) fn book_work(&mut self, port: &mut Port, sim: &mut Sim) {
        if self.quay(port).service_time.is_some() {
            return self.hours.book(Some(DelayCause::Work), sim);
        }
        match self.owner(port) {
            QuayOwner::Terminal(terminal) => {
                if let Some(worked) = port.terminals[terminal].line.take_worked(self.call) {
                    let cranes = Target::Terminal(TerminalId(terminal as u16), TerminalPart::Cranes);
                    let without = |from, to, path: &mut Ledger| path.add_wait(DelayCause::Crane, cranes, (from, to), &port.blame);
                    let path = critical_path(&worked.stints, worked.fast, worked.ready, sim.now(), without);
                    self.hours.book_sums(&path, sim);
                }
                self.hours.book(Some(DelayCause::Work), sim); // a ship without boxes is ready, and that is all
            }
            // Whoever worked it has booked for it.
            QuayOwner::FerryPort(_) | QuayOwner::CarTerminal(_) | QuayOwner::TankFarm(_) | QuayOwner::BulkTerminal(_) => {
                self.hours.book(None, sim);
            }
            QuayOwner::Berth(_) => unreachable!("the service time of a plain berth is given"),
        }
    }
}
