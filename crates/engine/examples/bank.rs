//! M/M/1: a bank with one desk.
use darse_engine::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Serialize, Deserialize)]
enum Bank {
    Door,
    Entering,
    Queueing { since: SimTime },
    AtDesk { since: SimTime },
    Gone,
}
use Bank::*;

impl Stage for Bank {}
impl Process for Bank {
    type World = Request;
    type Record = SimDuration;
    type Cause = ();
    fn resume(&mut self, desk: &mut Request, sim: &mut Sim<Self>) -> Step {
        let now = sim.now();
        let mut draw = sim.streams.of(Stream::named("bank"), 0, sim.events() as u32);
        match *self {
            Door => {
                sim.spawn(Entering);
                Door.hold(draw.exponential(SimDuration::seconds(100)))
            }
            Entering => Queueing { since: now }.until(sim.seize(*desk)),
            Queueing { since } => AtDesk { since }.hold(draw.exponential(SimDuration::seconds(90))),
            AtDesk { since } => {
                sim.release(*desk);
                sim.record(now - since);
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
        sim.spawn(Door);
        Request::of(sim.add_pool(1), 1)
    });
    let mut spent = TimeInBank(Tally::default());
    run.run_until(SimTime(0) + SimDuration::hours(100_000), &mut spent);
    assert!((spent.0.mean_seconds() / 900.0 - 1.0).abs() < 0.05, "M/M/1: 90 s / (1 - 0.9)");
}
