//! A truck of a drayage pool, shared or of one's own: it is asked for, it sets out, it is back.

use crate::ids::DrayageId;
use crate::kind::Sim;
use crate::record::Record;
use darse_engine::{Answer, Request, SimTime};

/// Asks for a truck; what a shared pool does is recorded.
pub fn ask(truck: Request, shared: Option<DrayageId>, sim: &mut Sim) -> Answer {
    if let Some(drayage) = shared {
        sim.record(Record::HaulAsked { drayage });
    }
    sim.seize(truck)
}

/// A truck was granted to who asked at that instant.
pub fn begin(shared: Option<DrayageId>, asked: SimTime, sim: &mut Sim) {
    if let Some(drayage) = shared {
        sim.record(Record::HaulBegan { drayage, waited: sim.now() - asked });
    }
}

/// It is free for the next job.
pub fn end(truck: Request, shared: Option<DrayageId>, sim: &mut Sim) {
    sim.release(truck);
    if let Some(drayage) = shared {
        sim.record(Record::HaulEnded { drayage });
    }
}
