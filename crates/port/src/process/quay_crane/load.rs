//! Boxes onto a ship.

use super::CraneStage::*;
use super::{CraneStage, QuayCrane};
use crate::cargo::{Length, Onward, Place};
use crate::kind::Sim;
use crate::port::Port;
use crate::process::apron;
use crate::record::Record;
use crate::scenario::Lift;
use crate::streams::{TWIN, place_in_bay};
use darse_engine::{Next, Stage};

/// Loads called up, and lifts left to discharge when they are (assumption).
const EARLY_LOADS: u32 = 3;

impl QuayCrane {
    pub(super) fn begin_load(&mut self, port: &mut Port, sim: &mut Sim) -> Next<CraneStage> {
        self.call_up_loads(port, sim);
        let key = port.calls[self.call()].key;
        let bay = port.terminals[self.terminal.index()].line.bay_of(self.crane);
        self.lift = place_in_bay(key, bay.number, bay.load - bay.loads_left);
        self.cycle = self.draw_cycle(port, sim);
        AwaitingLoad.until(port.terminals[self.terminal.index()].posts[self.crane.index()].ask_load(sim))
    }

    /// Towards the end of the discharge of a bay its first loads are called up. So few that vehicles that wait with them
    /// below cranes that still discharge never are the whole fleet.
    pub(super) fn call_first_loads(&self, port: &mut Port, sim: &mut Sim) {
        let plan = port.plan(self.terminal);
        let early = (plan.transport.count / plan.cranes.count).saturating_sub(1).min(EARLY_LOADS);
        let bay = port.terminals[self.terminal.index()].line.bay_of(self.crane);
        if bay.discharge_left <= EARLY_LOADS && bay.loads_left > 0 {
            self.call_up(early, port, sim);
        }
    }

    /// Calls boxes up by class, as many units ahead as vehicles may be under way for the crane.
    pub(super) fn call_up_loads(&self, port: &mut Port, sim: &mut Sim) {
        let room = port.terminals[self.terminal.index()].posts[self.crane.index()].room_for_loads();
        self.call_up(self.look_ahead(port).min(room), port, sim);
    }

    fn call_up(&self, ahead: u32, port: &mut Port, sim: &mut Sim) {
        let plan = port.plan(self.terminal);
        let (twins, share) = (plan.cranes.lift != Lift::Single, plan.cranes.twin_share);
        let call = self.call();
        let key = port.calls[call].key;
        let post = self.crane.index();
        loop {
            let terminal = &mut port.terminals[self.terminal.index()];
            let away = terminal.line.is_called_away(self.crane);
            let bay = terminal.line.bay_of(self.crane);
            if away || terminal.posts[post].loads_ordered >= ahead {
                return;
            }
            let place = place_in_bay(key, bay.number, bay.load - (bay.loads_left - bay.loads_called));
            let Some((class, count)) = bay.loads.first_mut() else { return };
            let class = *class;
            let paired = twins && *count > 1 && class.length() == Length::Twenty && sim.streams.of(TWIN, place, 1).chance(share);
            let (unit, block) =
                terminal.yard.call_up(call, class, paired, &port.boxes).expect("the list is of boxes in the yard");
            *count -= unit.count();
            if *count == 0 {
                bay.loads.remove(0);
            }
            bay.loads_called += unit.count();
            apron::send_for(self.terminal, post, unit, block, port, sim);
        }
    }

    pub(super) fn stow(&mut self, port: &mut Port, sim: &mut Sim) {
        let unit = self.unit.take().expect("a box hangs below the spreader");
        let bay = port.terminals[self.terminal.index()].line.bay_of(self.crane);
        bay.loads_left -= unit.count();
        bay.loads_called -= unit.count();
        let worked = self.worked;
        self.report_lift(unit, port, sim);
        for id in unit.boxes() {
            debug_assert!(
                matches!(port.boxes[id].onward(), Onward::Call(call) if call == self.call()),
                "a box goes on its own ship"
            );
            debug_assert_eq!(port.boxes[id].place(), Place::Moving, "a box is not in two places");
            apron::book_taken_on(id, worked, port, sim);
            let it = port.boxes.leave(id);
            let (teu, dwelt) = (it.class.length().teu() as u8, sim.now() - it.since);
            sim.record(Record::BoxOut { terminal: self.terminal, flow: it.flow, teu, dwelt });
        }
    }
}
