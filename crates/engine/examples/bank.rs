//! M/M/1: a bank with one desk.
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::*;

const GAP: Stream = Stream::named("gap");
const SERVICE: Stream = Stream::named("service");

#[derive(Clone, Copy, BorshSerialize, BorshDeserialize)]
enum Bank {
    Door { customer: u64 },
    Entering { customer: u64 },
    Queueing { customer: u64, since: SimTime },
    AtDesk { since: SimTime },
    Gone,
}
use Bank::*;

impl Stage for Bank {}
impl Process for Bank {
    type World = Request; // the desk
    type Record = SimDuration; // the time a customer spent in the bank
    type Cause = ();
    fn resume(&mut self, desk: &mut Request, sim: &mut Sim<Self>) -> Step {
        match *self {
            Door { customer } => {
                sim.spawn(Entering { customer });
                let gap = sim.streams.of(GAP, customer, 0).exponential(SimDuration::seconds(100));
                Door { customer: customer + 1 }.hold(gap)
            }
            Entering { customer } => Queueing { customer, since: sim.now() }.until(sim.seize(*desk)),
            Queueing { customer, since } => {
                AtDesk { since }.hold(sim.streams.of(SERVICE, customer, 0).exponential(SimDuration::seconds(90)))
            }
            AtDesk { since } => {
                sim.release(*desk);
                sim.record(sim.now() - since);
                Gone.done()
            }
            Gone => unreachable!("nobody is resumed after the end"),
        }
        .enter(self)
    }
}

struct TimeInBank(Tally);
impl Observer<SimDuration> for TimeInBank {
    fn record(&mut self, _: SimTime, spent: &SimDuration) {
        self.0.observe(*spent)
    }
}

fn main() {
    let mut run = Simulation::new(Streams::new(1, 0), |sim| {
        sim.spawn(Door { customer: 0 });
        Request::of(sim.add_pool(1), 1)
    });
    let mut spent = TimeInBank(Tally::default());
    run.run_until(SimTime::ZERO + SimDuration::hours(30_000), &mut spent);
    assert!((spent.0.mean_seconds() / 900.0 - 1.0).abs() < 0.05, "M/M/1: 90 s / (1 - 0.9)");
}
