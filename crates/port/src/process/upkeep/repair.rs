//! The work on one machine that is out of service: a repair, or a service.
//!
//! ```text
//! down ─ awaiting part (each that it needs) ─ awaiting crew ─ under work ─ up again
//! ```
//! A crew comes when all parts are there: none stands beside a machine and waits. Services need no part (they are planned: theirs are
//! there). Where no workshop serves the machine, nothing is waited for.

use super::{Delivery, UpkeepLife};
use crate::facility::condition::{MarinePart, Target};
use crate::facility::workshop::Workshop;
use crate::ids::WorkshopId;
use crate::kind::{Kind, Sim};
use crate::port::Port;
use crate::process::breakdown::Outage;
use crate::process::condition;
use crate::record::Record;
use crate::streams::{SPARES, part};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Next, Request, SimTime, Stage, Ticket};

/// What is done about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum RepairStage {
    Starting,
    AwaitingPart,
    AwaitingCrew,
    UnderWork,
    Up,
}
use RepairStage::*;
impl Stage for RepairStage {}

/// What is down.
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
pub enum Down {
    /// A process, which waits with a ticket.
    Process(Ticket),
    /// A unit of a pool, which the repair holds.
    Unit(Target, Request),
    /// A tug of a class.
    Tug(u8),
}

impl Down {
    /// Who waits for one of these, waits for the one that is down.
    fn shared(self) -> Option<Target> {
        match self {
            Down::Process(_) => None,
            Down::Unit(target, _) => Some(target),
            Down::Tug(_) => Some(Target::Marine(MarinePart::Tugs)),
        }
    }
}

/// The work on one machine.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Repair {
    /// By whom, and which of the kinds of machines it serves this is.
    served: Option<(WorkshopId, u8)>,
    outage: Outage,
    machine: Down,
    down_since: SimTime,
    asked: SimTime,
    /// Kinds of parts that it has, or does not need, so far.
    parts: u8,
    /// What it is doing.
    pub stage: RepairStage,
}

impl Repair {
    /// A machine that is out of service.
    pub fn new(served: Option<(WorkshopId, u8)>, outage: Outage, machine: Down) -> Self {
        let (down_since, asked, parts, stage) = (SimTime::ZERO, SimTime::ZERO, 0, Starting);
        Repair { served, outage, machine, down_since, asked, parts, stage }
    }

    /// Until it is up again.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<RepairStage> {
        let planned = self.outage.planned;
        match self.stage {
            Starting => {
                (self.down_since, self.asked) = (sim.now(), sim.now());
                if let Some(target) = self.machine.shared() {
                    port.blame.down(target, sim.now());
                }
                if let Down::Unit(target, unit) = self.machine {
                    condition::down(target, unit, port, sim);
                }
                let Some((workshop, machines)) = self.served else { return UnderWork.hold(self.outage.lasting) };
                sim.record(Record::MachineDown { workshop, machines, planned });
                self.next_part(port, sim)
            }
            AwaitingPart => {
                let (workshop, _) = self.served.expect("parts are those of a workshop");
                let waited = sim.now() - std::mem::replace(&mut self.asked, sim.now());
                let spare = self.parts;
                let stock = at(workshop, port).spares[usize::from(spare)].stock();
                sim.record(Record::SpareTaken { workshop, spare, waited, stock });
                self.parts += 1;
                self.next_part(port, sim)
            }
            AwaitingCrew => {
                let (workshop, _) = self.served.expect("crews are those of a workshop");
                sim.record(Record::CrewCame { workshop, waited: sim.now() - self.asked });
                UnderWork.hold(self.outage.lasting)
            }
            UnderWork => {
                if let Some((workshop, machines)) = self.served {
                    sim.release(at(workshop, port).crew);
                    let (down, worked) = (sim.now() - self.down_since, self.outage.lasting);
                    sim.record(Record::MachineUp { workshop, machines, planned, down, worked });
                }
                if let Some(target) = self.machine.shared() {
                    port.blame.up(target, sim.now());
                }
                match self.machine {
                    Down::Process(ticket) => sim.wake(ticket),
                    Down::Unit(target, unit) => {
                        condition::up(target, unit, port, sim); // before it is free: where too few are manned, nobody gets it
                        sim.release(unit);
                    }
                    Down::Tug(class) => port.marine.tug_is_back(class, sim),
                }
                Up.done()
            }
            Up => unreachable!("a machine that is up again is not repaired"),
        }
    }

    /// Asks for the next part that it needs; with all of them for a crew.
    fn next_part(&mut self, port: &mut Port, sim: &mut Sim) -> Next<RepairStage> {
        let (workshop, machines) = self.served.expect("parts are those of a workshop");
        let scenario = port.scenario.clone();
        let plan = &scenario.workshops[workshop.index()];
        while let Some(spare) = plan.spares.get(usize::from(self.parts)) {
            let mut draw = sim.streams.of(SPARES, part(self.outage.key, u64::from(self.parts)), u32::from(machines));
            if !self.outage.planned && spare.machines.contains(&machines) && draw.chance(spare.needed) {
                let store = &mut at(workshop, port).spares[usize::from(self.parts)];
                let answer = store.ask(sim);
                while let Some(order) = store.order() {
                    sim.spawn(Kind::Upkeep(UpkeepLife::Delivery(Delivery::new(workshop, self.parts, order))));
                }
                return AwaitingPart.until(answer);
            }
            self.parts += 1;
        }
        sim.record(Record::CrewAsked { workshop });
        AwaitingCrew.until(sim.seize(at(workshop, port).crew))
    }
}

fn at(workshop: WorkshopId, port: &mut Port) -> &mut Workshop {
    &mut port.workshops[workshop.index()]
}
