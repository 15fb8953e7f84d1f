//! A crowd that holds: more than the near part of the calendar has room for, each for its own time and then a little longer, all
//! broken off twice and going on.
//!
//! ```text
//! Born ─ Holding ─ Holding ─ gone            Foreman ─ interrupts all ─ interrupts all ─ gone
//!           └ interrupted: goes on for what is left
//! ```

use crate::verify::study::{Row, Seen, seen};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Pid, Process, Sim, SimDuration, SimTime, Simulation, Stage, Step, Streams};

#[derive(Clone, Copy, BorshSerialize, BorshDeserialize)]
enum Member {
    Born { due: SimTime },
    Holding { due: SimTime, again: bool },
    Foreman { left: u32 },
    Gone,
}
use Member::{Born, Foreman, Gone, Holding};

impl Stage for Member {}
impl Process for Member {
    type World = Vec<Pid>;
    type Record = SimTime;
    type Cause = ();

    fn resume(&mut self, crowd: &mut Vec<Pid>, sim: &mut Sim<Self>) -> Step {
        match *self {
            Born { due } => Holding { due, again: true }.hold(due - SimTime::ZERO),
            Holding { due, again } => {
                sim.record(due);
                // Not much longer: among those that are next.
                let more = SimDuration((due - SimTime::ZERO).0 / 64);
                if again { Holding { due: due + more, again: false }.hold(more) } else { Gone.done() }
            }
            Foreman { left } => {
                if sim.now() > SimTime::ZERO {
                    crowd.iter().for_each(|pid| sim.interrupt(*pid, ()));
                }
                if left > 0 { Foreman { left: left - 1 }.hold(SimDuration(1)) } else { Gone.done() }
            }
            Gone => unreachable!("it is over"),
        }
        .enter(self)
    }

    fn interrupted(&mut self, (): (), left: SimDuration, _: &mut Vec<Pid>, _: &mut Sim<Self>) -> Option<Step> {
        let Holding { .. } = *self else { return None };
        Some(self.hold(left).enter(self))
    }
}

/// Of so many, one of them later by so many microseconds: what came out when, and the trace.
fn run(members: u32, later: u64) -> (Vec<(SimTime, SimTime)>, u64) {
    let mut crowd = Simulation::new(Streams::new(0, 0), |sim| {
        // Far apart and in no order: multiples of the golden ratio. None before the foreman is done.
        let due = |nth: u32| SimTime(100 + u64::from(nth.wrapping_mul(2_654_435_769)) + if nth == 1 { later } else { 0 });
        let pids = (0..members).map(|nth| sim.spawn(Born { due: due(nth) })).collect();
        sim.spawn(Foreman { left: 2 });
        pids
    });
    let mut log = Vec::new();
    crowd.run_until(SimTime(1 << 33), &mut log);
    (log, crowd.sim().trace_hash())
}

/// How many did not come out when they were due, out of turn, or at all; and traces that are the same though one was later.
pub fn observe(members: u32) -> Row {
    let (log, _) = run(members, 0);
    let late = log.iter().filter(|(at, due)| at != due).count();
    let out_of_turn = log.windows(2).filter(|pair| pair[0].1 > pair[1].1).count();
    let missing = 2 * members as usize - log.len();
    let same_trace = usize::from(run(2, 0).1 == run(2, 1).1);
    let counts = [("late", late), ("out_of_turn", out_of_turn), ("missing", missing), ("same_trace", same_trace)];
    counts.map(|(name, count)| seen(name, Seen::exact(count as f64))).into()
}
