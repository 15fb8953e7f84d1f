//! Preemption is a pattern, not machinery: an urgent job interrupts the one at work, which goes on later, begins again or
//! is dropped, as its policy says.

use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::*;

/// One machine; the model knows who is at it, and how urgent that is.
#[derive(Clone, Default, BorshSerialize, BorshDeserialize)]
struct Machine {
    at_work: Option<(Pid, bool)>,
    line: Line<()>,
}

impl Machine {
    /// An urgent job does not wait for a usual one.
    fn ask(&mut self, urgent: bool, sim: &mut Sim<Job>) -> Answer {
        match self.at_work {
            None => {
                self.at_work = Some((sim.me(), urgent));
                return Answer::GRANTED;
            }
            Some((other, false)) if urgent => sim.interrupt(other, ()),
            Some(_) => {}
        }
        self.line.join_at(if urgent { 0 } else { 1 }, (), sim)
    }
    fn free(&mut self, sim: &mut Sim<Job>) {
        self.at_work = self.line.take(0, sim).and_then(|(ticket, ())| {
            let pid = sim.waiting(ticket)?;
            sim.wake(ticket);
            Some((pid, self.urgent(pid)))
        });
    }
    fn urgent(&self, _: Pid) -> bool {
        false // of the two in this test, only the first to come can be broken off
    }
}

#[derive(Clone, Copy, BorshSerialize, BorshDeserialize)]
enum Job {
    Born { after: u64, urgent: bool, length: SimDuration, policy: Preemption },
    Coming { urgent: bool, length: SimDuration, policy: Preemption },
    Waiting { rest: SimDuration, length: SimDuration, policy: Preemption },
    Working { length: SimDuration, policy: Preemption },
    Gone,
}
use Job::*;

impl Stage for Job {}
impl Process for Job {
    type World = Machine;
    type Record = (SimDuration, bool);
    type Cause = ();

    fn resume(&mut self, machine: &mut Machine, sim: &mut Sim<Self>) -> Step {
        match *self {
            Born { after, urgent, length, policy } => Coming { urgent, length, policy }.hold(SimDuration(after)),
            Coming { urgent, length, policy } => Waiting { rest: length, length, policy }.until(machine.ask(urgent, sim)),
            Waiting { rest, length, policy } => Working { length, policy }.hold(rest),
            Working { length, .. } => {
                machine.free(sim);
                sim.record((length, true));
                Gone.done()
            }
            Gone => unreachable!("it is done"),
        }
        .enter(self)
    }

    fn interrupted(&mut self, (): (), left: SimDuration, machine: &mut Machine, sim: &mut Sim<Self>) -> Option<Step> {
        let Working { length, policy } = *self else { return None };
        machine.free(sim); // to who broke in
        let next = match policy.rest(length, left) {
            Some(rest) => Waiting { rest, length, policy }.until(machine.ask(false, sim)),
            None => {
                sim.record((length, false));
                Gone.done()
            }
        };
        Some(next.enter(self))
    }
}

#[test]
pub fn work_broken_off_is_resumed_restarted_or_aborted() {
    // a usual job of 10 from 0 on; an urgent one of 3 comes at 4
    for (policy, expected) in [
        (Preemption::Resume, vec![(7, 3, true), (13, 10, true)]),
        (Preemption::Restart, vec![(7, 3, true), (17, 10, true)]),
        (Preemption::Abort, vec![(4, 10, false), (7, 3, true)]),
    ] {
        let mut shop = Simulation::new(Streams::new(0, 0), |sim| {
            for (after, urgent, length) in [(0, false, 10), (4, true, 3)] {
                sim.spawn(Born { after, urgent, length: SimDuration(length), policy });
            }
            Machine::default()
        });
        let mut log = Vec::new();
        shop.run_until(SimTime(100), &mut log);
        let log: Vec<_> = log.into_iter().map(|(at, (length, done))| (at.0, length.0, done)).collect();
        assert_eq!(log, expected, "{policy:?}");
    }
}
