//! One server, cut into cycles: from one arrival at an empty station to the next. What is summed up over a cycle is
//! independent of every other cycle, so the variance of a long average is told without bias by cycles of any length (Crane
//! and Iglehart 1975).
//!
//! ```text
//! Source ─ spawns ─▶ Arriving ─▶ Queueing ─▶ InService ─▶ gone
//! ```

use super::unit::Unit;
use crate::verify::study::{Row, Seen, seen};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{
    PoolId, Process, Request, Sim, SimDuration, SimTime, Simulation, Stage, Step, Stream, Streams, TimeWeighted, Variate,
};

const GAP: Stream = Stream::named("verify/gap");
const SERVICE: Stream = Stream::named("verify/service");

/// The station, and what long averages there are.
#[derive(Clone, BorshSerialize, BorshDeserialize)]
pub struct Station {
    /// Between two customers.
    pub gap: Variate,
    /// In service.
    pub service: Variate,
    /// Mean wait before service [s].
    pub wait: f64,
    /// Mean number in the station.
    pub number: f64,
    /// How many cycles are seen.
    pub cycles: u64,
}

/// What is summed up over cycles that are over.
#[derive(Clone, Copy, Default, BorshSerialize, BorshDeserialize)]
struct Sums {
    customers: f64,
    time: f64,
    /// Squares of (sum of waits − mean wait × customers) of each cycle.
    waits: f64,
    /// Squares of (area of the number in the station − mean number × time) of each cycle.
    numbers: f64,
}

#[derive(Clone, BorshSerialize, BorshDeserialize)]
struct Desk {
    station: Station,
    server: PoolId,
    inside: TimeWeighted,
    /// Cycles that have begun.
    begun: u64,
    began: SimTime,
    arrived: u64,
    waited: SimDuration,
    sums: Sums,
}

impl Desk {
    fn is_over(&self) -> bool {
        self.begun > self.station.cycles
    }

    /// A customer finds the station empty: a cycle begins, and the one before it, if there was one, is over.
    fn begin_cycle(&mut self, now: SimTime) {
        if self.is_over() {
            return;
        }
        let (customers, time) = (self.arrived as f64, (now - self.began).as_seconds_f64());
        let of_waits = self.waited.as_seconds_f64() - self.station.wait * customers;
        let of_numbers = self.inside.area(now) as f64 * 1e-6 - self.station.number * time;
        self.sums.customers += customers;
        self.sums.time += time;
        self.sums.waits += of_waits * of_waits;
        self.sums.numbers += of_numbers * of_numbers;
        (self.begun, self.began, self.arrived, self.waited) = (self.begun + 1, now, 0, SimDuration::ZERO);
        self.inside.reset(now);
    }
}

#[derive(Clone, Copy, BorshSerialize, BorshDeserialize)]
enum Customer {
    Source { next: u64 },
    Arriving { id: u64 },
    Queueing { id: u64, since: SimTime },
    InService,
    Gone,
}
use Customer::{Arriving, Gone, InService, Queueing, Source};

impl Stage for Customer {}
impl Process for Customer {
    type World = Desk;
    type Record = ();
    type Cause = ();

    #[inline]
    fn resume(&mut self, desk: &mut Desk, sim: &mut Sim<Self>) -> Step {
        let server = Request::of(desk.server, 1);
        match *self {
            Source { .. } if desk.is_over() => Gone.done(),
            Source { next } => {
                sim.spawn(Arriving { id: next });
                Source { next: next + 1 }.hold(desk.station.gap.sample_duration(&mut sim.streams.of(GAP, next, 0)))
            }
            Arriving { id } => {
                if desk.inside.value() == 0 {
                    desk.begin_cycle(sim.now());
                }
                desk.arrived += 1;
                desk.inside.add(sim.now(), 1);
                Queueing { id, since: sim.now() }.until(sim.seize(server))
            }
            Queueing { id, since } => {
                desk.waited += sim.now() - since;
                InService.hold(desk.station.service.sample_duration(&mut sim.streams.of(SERVICE, id, 0)))
            }
            InService => {
                sim.release(server);
                desk.inside.add(sim.now(), -1);
                Gone.done()
            }
            Gone => unreachable!("it has left"),
        }
        .enter(self)
    }
}

/// The limits n Var(mean of n waits) and t Var(average over t of the number in the station), in units of the case: mean squares
/// of cycles over the mean number of customers, or the mean length, of a cycle.
pub fn observe(station: &Station, unit: Unit, streams: Streams) -> Row {
    let mut run = Simulation::new(streams, |sim| {
        sim.spawn(Source { next: 0 });
        let (inside, sums) = (TimeWeighted::default(), Sums::default());
        let (begun, began, arrived, waited) = (0, SimTime::ZERO, 0, SimDuration::ZERO);
        Desk { station: station.clone(), server: sim.add_pool(1), inside, begun, began, arrived, waited, sums }
    });
    run.run_until(SimTime::MAX, &mut ());
    let sums = run.world.sums;
    vec![
        seen("n_var_mean_Wq", Seen::Ratio(sums.waits / (unit.0 * unit.0), sums.customers)),
        seen("t_var_mean_L", Seen::Ratio(sums.numbers / unit.0, sums.time)),
    ]
}
