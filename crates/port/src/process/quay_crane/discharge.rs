//! Boxes off a ship.

use super::CraneStage::*;
use super::{CraneStage, QuayCrane};
use crate::cargo::{Length, Unit};
use crate::kind::Sim;
use crate::port::Port;
use crate::process::apron;
use crate::process::discharge::draw_discharged;
use crate::record::Record;
use crate::scenario::Lift;
use crate::streams::{TWIN, part};
use darse_engine::{Next, Stage};

impl QuayCrane {
    pub(super) fn begin_discharge(&mut self, port: &mut Port, sim: &mut Sim) -> Next<CraneStage> {
        let unit = self.draw_unit(port, sim);
        self.unit = Some(unit);
        self.lift = port.boxes[unit.first()].key;
        self.cycle = self.draw_cycle(port, sim);
        self.call_vehicles(port, sim);
        self.call_first_loads(port, sim);
        let terminal = &mut port.terminals[self.terminal.index()];
        let from = terminal.posts[self.crane.index()].at;
        AwaitingYard.until(terminal.yard.ask_room(unit, from, &mut port.boxes, sim))
    }

    /// The next box of the bay, or the next two of 20 ft if they may be lifted together.
    fn draw_unit(&self, port: &mut Port, sim: &Sim) -> Unit {
        let plan = port.plan(self.terminal);
        let (twins, share) = (plan.cranes.lift != Lift::Single, plan.cranes.twin_share);
        let call = self.call();
        let key = port.calls[call].key;
        let bay = port.terminals[self.terminal.index()].line.bay_of(self.crane);
        let nth = bay.discharge - bay.discharge_left;
        let twenties = bay.twenties;
        let length = |nth: u32| if nth < twenties { Length::Twenty } else { Length::Forty };
        let (number, left) = (bay.first + nth, bay.discharge_left);
        let first = draw_discharged(call, number, length(nth), port, sim);
        let pairs = twins && left > 1 && length(nth + 1) == Length::Twenty && sim.streams.of(TWIN, key, number).chance(share);
        let second = pairs.then(|| draw_discharged(call, number + 1, Length::Twenty, port, sim));
        let second = second.filter(|it| it.class.kind() == first.class.kind());
        let first = port.boxes.enter(first);
        let second = second.map(|it| port.boxes.enter(it));
        Unit::pair(first, second)
    }

    /// Vehicles are called ahead, as many as there are lifts to come, up to the look-ahead.
    fn call_vehicles(&self, port: &mut Port, sim: &mut Sim) {
        let look_ahead = self.look_ahead(port);
        let call = port.calls[self.call()].key;
        let bay = port.terminals[self.terminal.index()].line.bay_of(self.crane);
        let (next, left) = (bay.first + bay.discharge - bay.discharge_left, bay.discharge_left);
        let box_after = |others: u32| part(call, u64::from(next + others));
        apron::call_vehicles(self.terminal, self.crane.index(), look_ahead.min(left), box_after, port, sim);
    }

    pub(super) fn put_down(&mut self, port: &mut Port, sim: &mut Sim) {
        let unit = self.unit.take().expect("a box hangs below the spreader");
        apron::put_down(self.terminal, self.crane.index(), unit, port, sim);
        let bay = port.terminals[self.terminal.index()].line.bay_of(self.crane);
        bay.discharge_left -= unit.count();
        if bay.discharge_left == 0 {
            apron::send_vehicles_away(self.terminal, self.crane.index(), port, sim);
        }
        for id in unit.boxes() {
            let it = &mut port.boxes[id];
            it.since = sim.now();
            sim.record(Record::BoxIn { terminal: self.terminal, flow: it.flow, teu: it.class.length().teu() as u8 });
            port.boxes.begin(id, sim);
        }
        self.report_lift(unit, port, sim);
    }
}
