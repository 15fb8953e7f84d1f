//! Whose time a truck's time was: its own, or that of the box it comes for.

use super::Truck;
use super::TruckStage::*;
use crate::facility::condition::{Target, TerminalPart};
use crate::hours::DelayCause;
use crate::ids::BoxId;
use crate::kind::Sim;
use crate::port::Port;
use crate::scenario::YardHandOver;

impl Truck {
    /// Books the time of the stage that ends; that of a box on the truck is the same.
    pub(super) fn book(&mut self, port: &mut Port, sim: &mut Sim) {
        let (cause, aboard) = match self.stage {
            Starting | Booked | Gone => return,
            ToAccessZone | InAccessZone | OnTheRoad => return self.hours.book(None, sim),
            BeingUnloaded => return self.book_handling(self.unit_brought().first(), port, sim),
            BeingLoaded => return self.book_handling(self.takes.expect("it came for a box"), port, sim),
            AtGate => (DelayCause::Gate, None),
            CheckingIn | ToNext => (DelayCause::Work, None),
            AwaitingRoom => (DelayCause::YardRoom, self.brings.and_then(|it| it.entered)),
            ToBlock => (DelayCause::Work, self.brings.and_then(|it| it.entered)),
            ToExit | CheckingOut => (DelayCause::Work, self.takes),
            AtExit => (DelayCause::Gate, self.takes),
        };
        match cause {
            DelayCause::Gate => {
                self.hours.book_wait(cause, &[Target::Terminal(self.terminal, TerminalPart::Gate)], &port.blame, sim)
            }
            _ => self.hours.book(Some(cause), sim),
        }
        if let Some(id) = aboard {
            port.boxes.book(id, cause, sim);
        }
    }

    /// Its wait at a block for a box, or with one, was what the yard did with that.
    fn book_handling(&mut self, id: BoxId, port: &Port, sim: &mut Sim) {
        let handling = port.boxes.handling(id);
        let stacks_itself = port.plan(self.terminal).transport.kind.yard_hand_over() == YardHandOver::SelfStacking;
        let (wait, part) = match stacks_itself {
            true => (DelayCause::Vehicle, TerminalPart::Transport),
            false => (DelayCause::YardCrane, TerminalPart::YardCranes),
        };
        self.hours.book_wait_until(wait, &[Target::Terminal(self.terminal, part)], handling.begun, &port.blame, sim);
        self.hours.book_part(DelayCause::Rehandle, handling.rehandle, sim);
        self.hours.book(Some(DelayCause::Work), sim);
    }

    /// A box has stood as planned until its truck was due; then for a truck that was late, or that a warehouse, a factory or
    /// the other terminal had first to send. Who brought another box comes before that box's truck is due.
    pub(super) fn book_stay(&self, id: BoxId, port: &mut Port, sim: &mut Sim) {
        if self.sender.is_none() {
            let until = if self.brings.is_some() { sim.now() } else { self.due };
            port.boxes.book_until(id, DelayCause::Stay, until, sim);
        }
        port.boxes.book(id, DelayCause::Upstream, sim);
    }
}
