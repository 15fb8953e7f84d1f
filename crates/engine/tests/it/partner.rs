//! A ticket wakes one wait, once: presented late or twice it does nothing.

use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::*;

#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
enum Hand {
    Coming,
    StandingBy,
    Resting,
    Partner { after: u64 },
    Calling,
    Gone,
}
use Hand::*;

impl Stage for Hand {}
impl Process for Hand {
    type World = Option<Ticket>;
    type Record = &'static str;
    type Cause = ();
    fn resume(&mut self, ticket: &mut Option<Ticket>, sim: &mut Sim<Self>) -> Step {
        match *self {
            Coming => {
                let (answer, mine) = stand_by(sim);
                *ticket = Some(mine);
                StandingBy.until(answer).or_after(SimDuration(5))
            }
            StandingBy => {
                sim.record(if sim.timed_out() { "gave up" } else { "met" });
                Resting.hold(SimDuration(20))
            }
            Resting => {
                sim.record("rested");
                Gone.done()
            }
            Partner { after } => Calling.hold(SimDuration(after)),
            Calling => {
                let ticket = ticket.expect("it came first");
                sim.wake(ticket);
                sim.wake(ticket);
                assert_eq!(sim.waiting(ticket), None);
                Gone.done()
            }
            Gone => unreachable!("it is over"),
        }
        .enter(self)
    }
}

#[test]
pub fn a_stale_ticket_wakes_nobody() {
    for (after, expected) in [(3, [(3, "met"), (23, "rested")]), (9, [(5, "gave up"), (25, "rested")])] {
        let mut meeting = Simulation::new(Streams::new(0, 0), |sim| {
            for hand in [Coming, Partner { after }, Partner { after: after + 1 }] {
                sim.spawn(hand);
            }
            None
        });
        let mut log = Vec::new();
        meeting.run_until(SimTime(100), &mut log);
        assert_eq!(log.iter().map(|&(at, saw)| (at.0, saw)).collect::<Vec<_>>(), expected);
    }
}
