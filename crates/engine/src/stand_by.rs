//! Waiting for one known partner instead of in a line: the ticket goes to whoever will wake the process.

use crate::sim::{Process, Sim};
use crate::step::Answer;
use crate::ticket::Ticket;

/// The running process waits until somebody wakes it with the ticket; the answer goes to `Stage::until`.
pub fn stand_by<P: Process>(sim: &mut Sim<P>) -> (Answer, Ticket) {
    let ticket = sim.ticket();
    (Answer::queued(ticket), ticket)
}
