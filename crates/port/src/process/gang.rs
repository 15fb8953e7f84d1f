//! Gangs of dockers: a quay crane asks for one when it begins a ship, and keeps it until it leaves it.

use crate::facility::condition::Target;
use crate::ids::{LabourId, TerminalId};
use crate::kind::Sim;
use crate::port::Port;
use crate::process::condition;
use crate::record::Record;
use darse_engine::{Answer, SimTime};

/// Asks for a gang; at once where cranes are always manned.
pub fn ask(terminal: TerminalId, port: &Port, sim: &mut Sim) -> Answer {
    let Some((labour, gang)) = port.terminals[terminal.index()].gang else { return Answer::GRANTED };
    sim.record(Record::GangAsked { labour });
    sim.seize(gang)
}

/// A gang was granted to who asked at that instant.
pub fn begin(labour: LabourId, asked: SimTime, sim: &mut Sim) {
    sim.record(Record::GangBegan { labour, waited: sim.now() - asked });
}

/// Has it to lay down its work, because of something in force?
pub fn is_called_off(terminal: TerminalId, port: &Port, sim: &Sim) -> bool {
    let gang = port.terminals[terminal.index()].gang;
    gang.is_some_and(|(labour, gang)| condition::is_called_off(Target::Labour(labour), gang, port, sim))
}
/// It is free for the next crane.
pub fn end(terminal: TerminalId, port: &Port, sim: &mut Sim) {
    if let Some((labour, gang)) = port.terminals[terminal.index()].gang {
        sim.release(gang);
        sim.record(Record::GangEnded { labour });
    }
}
