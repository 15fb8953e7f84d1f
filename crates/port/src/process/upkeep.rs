//! Lives about machines that are out of service: the work on each, and spare parts on order. Which machines wear, and by what they
//! break down, is told by whoever works with them.

mod delivery;
mod repair;
mod supply;

use crate::facility::condition::{MarinePart, Target};
use crate::ids::CallId;
use crate::kind::{Kind, Sim};
use crate::port::Port;
use crate::process::breakdown::{Machine, Outage, Work};
use crate::streams::{UPKEEP, part};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Next, Request, SimDuration, Stage, Step, stand_by};
use delivery::Delivery;
use repair::{Down, Repair};
pub use supply::Supply;

/// One variant a life.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub enum UpkeepLife {
    Repair(Repair),
    Delivery(Delivery),
    Supply(Supply),
}

impl UpkeepLife {
    /// One step.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Step {
        match self {
            UpkeepLife::Repair(it) => it.live(port, sim).enter(&mut it.stage),
            UpkeepLife::Delivery(it) => it.live(port, sim).enter(&mut it.stage),
            UpkeepLife::Supply(it) => it.live(port, sim).enter(&mut it.stage),
        }
    }
}

/// The running process is a machine that goes out of service; it goes on when the work on it is done. Without a workshop for it there
/// is always a crew, and every part.
pub fn repair<S: Stage>(stage: S, of: Target, outage: Outage, port: &Port, sim: &mut Sim) -> Next<S> {
    let Some(served) = port.scenario.workshop_of(of) else { return stage.hold(outage.lasting) };
    let (answer, ticket) = stand_by(sim);
    sim.spawn(Kind::Upkeep(UpkeepLife::Repair(Repair::new(Some(served), outage, Down::Process(ticket)))));
    stage.until(answer)
}

/// A piece of work of one of the machines that nobody tells apart: what takes one out of service then.
pub fn wear_out(of: Target, key: u64, lasting: impl FnOnce() -> SimDuration, port: &mut Port, sim: &Sim) -> Option<Outage> {
    let (_, own, wear) = port.wear.iter_mut().find(|(target, ..)| *target == of)?;
    let machines = port.scenario.machines(of).expect("what wears is planned");
    let machine = Machine::all(*own, machines.count);
    let work = Work { lasting: lasting(), key: part(machine.key, key), machine, stream: UPKEEP };
    wear.add(work, machines.failures, machines.maintenance, sim.now(), &sim.streams);
    wear.take_outage()
}

/// A unit that the running process holds has done a piece of work: it is free again, or out of service first.
pub fn put_back(of: Target, unit: Request, key: u64, lasting: impl FnOnce() -> SimDuration, port: &mut Port, sim: &mut Sim) {
    let Some(outage) = wear_out(of, key, lasting, port, sim) else { return sim.release(unit) };
    let served = port.scenario.workshop_of(of);
    let pid = sim.spawn(Kind::Upkeep(UpkeepLife::Repair(Repair::new(served, outage, Down::Unit(of, unit)))));
    sim.hand_over(unit, pid);
}

/// A ship has done with its pilot and tugs, of whom so many are free again; tugs that broke down are out of service first.
pub fn put_back_team(call: CallId, key: u64, busy: SimDuration, port: &mut Port, sim: &mut Sim) -> (u32, u32) {
    let of = Target::Marine(MarinePart::Tugs);
    let (tugs, served) = (port.marine.tugs_with(call), port.scenario.workshop_of(of));
    let (mut down, mut nth) = (vec![0; tugs.len()], 0);
    for (class, count) in tugs.into_iter().enumerate() {
        for _ in 0..count {
            nth += 1;
            if let Some(outage) = wear_out(of, part(key, nth), || busy, port, sim) {
                down[class] += 1;
                sim.spawn(Kind::Upkeep(UpkeepLife::Repair(Repair::new(served, outage, Down::Tug(class as u8)))));
            }
        }
    }
    port.marine.release(call, &down, sim)
}
