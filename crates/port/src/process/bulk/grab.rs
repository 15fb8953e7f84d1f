//! A crane at a ship: lift after lift, by grab into the hopper, or by the piece.
//!
//! ```text
//! unloading: awaiting crane ─ awaiting place ─ lifting ─ (awaiting hopper: bulk) ─ awaiting place ─ …
//! loading:   awaiting crane ─────────────────── lifting ─ (awaiting hopper: bulk) ─ lifting ─ …
//! ```
//! A place in the store is kept for a lift before it begins: where the store is full, cranes wait. Loading, the conveyor brings what
//! the grab takes. Before each lift the crane awaits calm, where it blows too hard.

use super::road::BulkTruck;
use super::{BulkLife, Part, at, commodity, plan};
use crate::facility::condition::{BulkPart, Target};
use crate::hours::{DelayCause, Ledger};
use crate::ids::BulkTerminalId;
use crate::kind::{Kind, Sim};
use crate::port::Port;
use crate::process::{condition, upkeep};
use crate::record::Record;
use crate::streams::{BULK, part};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Next, SimDuration, SimTime, Stage};

/// What a crane is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum GrabStage {
    Starting,
    AwaitingCrane,
    AwaitingPlace,
    AwaitingCalm,
    Lifting,
    AwaitingHopper,
    UnderRepair,
    Gone,
}
use GrabStage::*;
impl Stage for GrabStage {}

/// A crane, as long as it is at one job.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Grab {
    terminal: BulkTerminalId,
    job: u32,
    /// Its lift: which of the job, and how much [kg].
    lift: u32,
    kg: u64,
    /// At the ship since, and how much of that it waited for a place in store or for the hopper.
    since: SimTime,
    waited: SimDuration,
    /// Its lift takes so long.
    lasting: SimDuration,
    /// What its time was spent on since it was sent, up to when the present stage began.
    hours: Ledger,
    stage_since: SimTime,
    /// What it is doing.
    pub stage: GrabStage,
}

impl Grab {
    /// A crane that is sent to a job.
    pub fn new(terminal: BulkTerminalId, job: u32) -> Self {
        let (zero, now, hours) = (SimDuration::ZERO, SimTime(0), Ledger::default());
        let (waited, lasting) = (zero, zero);
        Grab { terminal, job, lift: 0, kg: 0, since: now, waited, lasting, hours, stage_since: now, stage: Starting }
    }

    /// Lift after lift.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<GrabStage> {
        let terminal = self.terminal;
        self.book(port, sim);
        match self.stage {
            Starting => AwaitingCrane.until(sim.seize(at(terminal, port).grab)),
            AwaitingCrane => {
                self.since = sim.now();
                sim.record(Record::GrabOn { terminal });
                self.next_lift(port, sim)
            }
            AwaitingPlace => {
                let which = at(terminal, port).job(self.job).commodity;
                at(terminal, port).stores[usize::from(which)].keep(self.kg);
                self.lift(port, sim)
            }
            AwaitingCalm => self.lift(port, sim),
            Lifting | AwaitingHopper => self.set_down(port, sim),
            UnderRepair => {
                condition::up(Target::BulkTerminal(terminal, BulkPart::Grabs), at(terminal, port).grab, port, sim);
                self.next_lift(port, sim)
            }
            Gone => unreachable!("a crane that has left its job is not resumed"),
        }
    }

    /// Books the time of the stage that ends.
    fn book(&mut self, port: &Port, sim: &Sim) {
        let time = sim.now() - std::mem::replace(&mut self.stage_since, sim.now());
        match self.stage {
            Starting | Gone => {}
            AwaitingCrane => {
                let grabs = Target::BulkTerminal(self.terminal, BulkPart::Grabs);
                self.hours.add_wait(DelayCause::Crane, grabs, (sim.now() - time, sim.now()), &port.blame);
            }
            AwaitingPlace => {
                self.waited += time;
                self.hours.add(DelayCause::YardRoom, time);
            }
            AwaitingCalm => self.hours.add(DelayCause::Weather, time),
            Lifting => self.hours.add(DelayCause::Work, time),
            AwaitingHopper => {
                self.waited += time;
                self.hours.add(DelayCause::Vehicle, time);
            }
            UnderRepair => self.hours.add(DelayCause::Breakdown, time),
        }
    }

    fn next_lift(&mut self, port: &mut Port, sim: &mut Sim) -> Next<GrabStage> {
        let terminal = self.terminal;
        let grab = at(terminal, port).grab;
        if condition::is_called_off(Target::BulkTerminal(terminal, BulkPart::Grabs), grab, port, sim) {
            self.report_off(sim);
            sim.release(grab);
            return AwaitingCrane.until(sim.seize(grab));
        }
        let (which, unload) = (at(terminal, port).job(self.job).commodity, at(terminal, port).job(self.job).unload);
        let most = commodity(terminal, which, port).piece.as_ref().map_or(plan(terminal, port).grab_load_kg, |(kg, _)| *kg);
        (self.lift, self.kg) = at(terminal, port).next_lift(self.job, most);
        if self.kg == 0 {
            self.report_off(sim);
            sim.release(at(terminal, port).grab);
            at(terminal, port).leave_job(self.job, &self.hours, sim);
            return Gone.done();
        }
        if unload {
            return AwaitingPlace.until(at(terminal, port).stores[usize::from(which)].ask(self.kg, sim));
        }
        self.lift(port, sim)
    }

    fn report_off(&mut self, sim: &mut Sim) {
        let waited = std::mem::take(&mut self.waited);
        sim.record(Record::GrabOff { terminal: self.terminal, held: sim.now() - self.since, waited });
    }

    fn lift(&mut self, port: &mut Port, sim: &mut Sim) -> Next<GrabStage> {
        let limit = port.limits.bulk_terminals[self.terminal.index()];
        if !port.weather.permits(limit) {
            return AwaitingCalm.until(port.weather.ask(limit, sim));
        }
        let (key, which) = (at(self.terminal, port).job(self.job).key, at(self.terminal, port).job(self.job).commodity);
        let cycle = match &commodity(self.terminal, which, port).piece {
            Some((_, cycle)) => cycle,
            None => &plan(self.terminal, port).cycle,
        };
        let lasting = cycle.sample_duration(&mut sim.streams.of(BULK, part(key, u64::from(self.lift)), Part::Cycle as u32));
        let lasting = port.conditions.slow(Target::BulkTerminal(self.terminal, BulkPart::Grabs), lasting);
        self.lasting = lasting;
        Lifting.hold(lasting)
    }

    /// Above the hopper, or where a piece is put down: off the ship it is in store then, onto it on board.
    fn set_down(&mut self, port: &mut Port, sim: &mut Sim) -> Next<GrabStage> {
        let (terminal, kg) = (self.terminal, self.kg);
        let (which, unload) = (at(terminal, port).job(self.job).commodity, at(terminal, port).job(self.job).unload);
        if commodity(terminal, which, port).piece.is_none() {
            let full_for = at(terminal, port).hopper_full_for(kg, sim.now());
            if full_for > SimDuration::ZERO {
                return AwaitingHopper.hold(full_for);
            }
            at(terminal, port).fill_hopper(kg, sim.now());
        }
        let store = &mut port.bulk_terminals[terminal.index()].stores[usize::from(which)];
        if unload {
            for number in store.put_for_trucks(kg) {
                sim.spawn(Kind::Bulk(BulkLife::Truck(BulkTruck::to_fetch(terminal, which, number))));
            }
        } else {
            store.take(kg, sim);
        }
        sim.record(Record::BulkLifted { terminal, commodity: which, unload, kg });
        let (of, lasting) = (Target::BulkTerminal(terminal, BulkPart::Grabs), self.lasting);
        let key = part(at(terminal, port).job(self.job).key, u64::from(self.lift));
        match upkeep::wear_out(of, key, || lasting, port, sim) {
            None => self.next_lift(port, sim),
            Some(outage) => {
                condition::down(of, at(terminal, port).grab, port, sim);
                upkeep::repair(UnderRepair, of, outage, port, sim)
            }
        }
    }
}
