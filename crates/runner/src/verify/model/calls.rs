//! A call centre through a day of 13 hours: busy days and quiet ones, agents by the hour, callers who hang up. L'Ecuyer and
//! Buist, *Simulation in Java with SSJ*, WSC 2005.
//!
//! ```text
//! Source ─ spawns ─▶ Calling ─▶ OnHold ─▶ Talking ─▶ gone         Shift { period }: agents of the hour
//!                                  └▶ hangs up
//! ```

use crate::verify::study::{Row, Seen, seen};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{
    PoolId, Process, Request, Sim, SimDuration, SimTime, Simulation, Stage, Step, Stream, Streams, Tally, Variate, VariateError,
};

const GAP: Stream = Stream::named("verify/gap");
const SERVICE: Stream = Stream::named("verify/service");
const PATIENCE: Stream = Stream::named("verify/patience");
const BUSYNESS: Stream = Stream::named("verify/busyness");

/// What the day looks like.
#[derive(Clone, BorshSerialize, BorshDeserialize)]
pub struct Centre {
    /// Agents of each hour.
    pub agents: Vec<u32>,
    /// Calls an hour of each hour, on a usual day.
    pub rates: Vec<f64>,
}

/// Calls expected in a day, by which sums are divided.
const EXPECTED: f64 = 1_660.0;

/// A wait below this is good service.
const GOOD: SimDuration = SimDuration::seconds(20);

#[derive(Clone, BorshSerialize, BorshDeserialize)]
struct Floor {
    centre: Centre,
    most: f64,
    busyness: f64,
    agents: PoolId,
    waits: Tally,
    good: u64,
    calls: u64,
    lost: u64,
}

impl Floor {
    fn waited(&mut self, wait: SimDuration) {
        self.waits.observe(wait);
        self.good += u64::from(wait < GOOD);
    }
}

#[derive(Clone, Copy, BorshSerialize, BorshDeserialize)]
enum Life {
    Shift { period: u8 },
    Source { next: u64 },
    Calling { id: u64 },
    OnHold { id: u64, since: SimTime },
    Talking,
    Gone,
}
use Life::{Calling, Gone, OnHold, Shift, Source, Talking};

impl Stage for Life {}
impl Process for Life {
    type World = Floor;
    type Record = ();
    type Cause = ();

    fn resume(&mut self, floor: &mut Floor, sim: &mut Sim<Self>) -> Step {
        let hour = (sim.now().0 / SimDuration::hours(1).0) as usize;
        match *self {
            Shift { period } => match floor.centre.agents.get(usize::from(period)) {
                Some(agents) => {
                    sim.set_capacity(floor.agents, *agents);
                    Shift { period: period + 1 }.hold(SimDuration::hours(1))
                }
                None => Gone.done(),
            },
            Source { .. } if hour >= floor.centre.rates.len() => Gone.done(),
            Source { next } => {
                let mut draw = sim.streams.of(GAP, next, 0);
                let gap = draw.exponential(SimDuration::from_seconds_f64(3_600.0 / (floor.most * floor.busyness)));
                if next > 0 && draw.open_unit() * floor.most < floor.centre.rates[hour] {
                    sim.spawn(Calling { id: next });
                }
                Source { next: next + 1 }.hold(gap)
            }
            Calling { id } => {
                floor.calls += 1;
                let mut draw = sim.streams.of(PATIENCE, id, 0);
                let none = draw.chance(0.1);
                let patience = if none { SimDuration::ZERO } else { draw.exponential(SimDuration::seconds(1_000)) };
                OnHold { id, since: sim.now() }.until(sim.seize(Request::of(floor.agents, 1))).or_after(patience)
            }
            OnHold { since, .. } if sim.timed_out() => {
                floor.lost += 1;
                floor.waited(sim.now() - since);
                Gone.done()
            }
            OnHold { id, since } => {
                floor.waited(sim.now() - since);
                Talking.hold(sim.streams.of(SERVICE, id, 0).exponential(SimDuration::seconds(100)))
            }
            Talking => {
                sim.release(Request::of(floor.agents, 1));
                Gone.done()
            }
            Gone => unreachable!("it has ended"),
        }
        .enter(self)
    }
}

/// So many days, each with random numbers of its own.
///
/// # Errors
/// None: the law of busyness is a constant of the example.
pub fn days(centre: &Centre, days: u32, streams: Streams) -> Result<Row, VariateError> {
    let busyness = Variate::gamma(1.0, 0.05)?; // shape 400
    let most = centre.rates.iter().copied().fold(0.0, f64::max);
    let mut sums = [0.0; 4];
    for day in 0..days {
        let streams = Streams::new(streams.seed(), streams.replication() * days + day);
        let mut run = Simulation::new(streams, |sim| {
            let agents = sim.add_pool(0);
            sim.spawn(Shift { period: 0 });
            sim.spawn(Source { next: 0 });
            let busyness = busyness.sample(&mut sim.streams.of(BUSYNESS, 0, 0));
            Floor { centre: centre.clone(), most, busyness, agents, waits: Tally::default(), good: 0, calls: 0, lost: 0 }
        });
        run.run_until(SimTime::ZERO + SimDuration::hours(48), &mut ());
        let floor = &run.world;
        let wait = floor.waits.total_micros() as f64 * 1e-6 / EXPECTED;
        let seen = [floor.calls as f64, wait, floor.good as f64 / EXPECTED, floor.lost as f64 / EXPECTED];
        sums.iter_mut().zip(seen).for_each(|(sum, it)| *sum += it);
    }
    let names = ["arrivals", "avg_wait", "prop_wait_lt_s", "prop_lost"];
    Ok(names.into_iter().zip(sums).map(|(name, sum)| seen(name, Seen::Ratio(sum, f64::from(days)))).collect())
}
