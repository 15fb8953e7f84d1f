//! A truck of a drayage pool, shared or of one's own: it is asked for, it sets out, it is back.

use crate::facility::condition::Target;
use crate::ids::DrayageId;
use crate::kind::Sim;
use crate::port::Port;
use crate::process::upkeep;
use crate::record::Record;
use darse_engine::{Answer, Request, SimDuration, SimTime};

/// The priority of a job that goes before others, which have the usual one.
const URGENT: u16 = 64;

/// Asks for one of these trucks; what a shared pool does is recorded.
pub fn ask(truck: Request, of: Target, urgent: bool, sim: &mut Sim) -> Answer {
    if let Some(drayage) = shared(of) {
        sim.record(Record::HaulAsked { drayage });
    }
    sim.seize(if urgent { truck.with_priority(URGENT) } else { truck })
}

/// A truck was granted to who asked at that instant.
pub fn begin(of: Target, asked: SimTime, sim: &mut Sim) {
    if let Some(drayage) = shared(of) {
        sim.record(Record::HaulBegan { drayage, waited: sim.now() - asked });
    }
}

/// It is free for the next job, or out of service after this one: the key of the job, and how long it took.
pub fn end(truck: Request, of: Target, (key, lasting): (u64, SimDuration), port: &mut Port, sim: &mut Sim) {
    upkeep::put_back(of, truck, key, || lasting, port, sim);
    if let Some(drayage) = shared(of) {
        sim.record(Record::HaulEnded { drayage });
    }
}

fn shared(of: Target) -> Option<DrayageId> {
    if let Target::Drayage(id) = of { Some(id) } else { None }
}
