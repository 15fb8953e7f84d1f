//! A bank from door to door: arrivals by the hour, few or many tellers by chance, customers who balk at long lines. Bratley,
//! Fox and Schrage, *A Guide to Simulation*, 2nd ed. (1987), example 1.4.1.
//!
//! ```text
//! Source ─ spawns ─▶ Arriving ─▶ Queueing ─▶ InService ─▶ gone         Closed ─▶ Open
//! ```

use crate::verify::study::{Row, Seen, seen};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{
    PoolId, Process, Request, Sim, SimDuration, SimTime, Simulation, Stage, Step, Stream, Streams, Variate, VariateError,
};

const GAP: Stream = Stream::named("verify/gap");
const BALK: Stream = Stream::named("verify/balk");
const SERVICE: Stream = Stream::named("verify/service");
const TELLERS: Stream = Stream::named("verify/tellers");

/// From 9:45, when the first may come, in minutes.
const DOORS: u64 = 15;
const RUSH: (u64, u64) = (75, 255);
const CLOSE: u64 = 315;

#[derive(Clone, BorshSerialize, BorshDeserialize)]
struct Hall {
    service: Variate,
    tellers: PoolId,
    served: u64,
}

#[derive(Clone, Copy, BorshSerialize, BorshDeserialize)]
enum Life {
    Source { next: u64 },
    Arriving { id: u64 },
    Queueing { id: u64 },
    InService,
    Closed,
    Open,
    Gone,
}
use Life::{Arriving, Closed, Gone, InService, Open, Queueing, Source};

impl Stage for Life {}
impl Process for Life {
    type World = Hall;
    type Record = ();
    type Cause = ();

    fn resume(&mut self, hall: &mut Hall, sim: &mut Sim<Self>) -> Step {
        let minute = (sim.now().0 / SimDuration::minutes(1).0, SimDuration::minutes(1));
        match *self {
            Source { .. } if minute.0 >= CLOSE => Gone.done(),
            // Candidates come at one a minute; outside the rush every second is kept.
            Source { next } => {
                let mut draw = sim.streams.of(GAP, next, 0);
                let gap = draw.exponential(minute.1);
                let rush = (RUSH.0..RUSH.1).contains(&minute.0);
                if next > 0 && (rush || draw.chance(0.5)) {
                    sim.spawn(Arriving { id: next });
                }
                Source { next: next + 1 }.hold(gap)
            }
            Arriving { id } => {
                let waiting = sim.pool(hall.tellers).queued();
                let balks = match waiting {
                    0..=5 => false,
                    6..=9 => sim.streams.of(BALK, id, 0).chance((waiting - 5) as f64 / 5.0),
                    _ => true,
                };
                if balks {
                    return Gone.done().enter(self);
                }
                Queueing { id }.until(sim.seize(Request::of(hall.tellers, 1)))
            }
            Queueing { id } => InService.hold(hall.service.sample_duration(&mut sim.streams.of(SERVICE, id, 0))),
            InService => {
                sim.release(Request::of(hall.tellers, 1));
                hall.served += 1;
                Gone.done()
            }
            Closed => Open.hold(minute.1 * DOORS),
            Open => {
                let tellers = match sim.streams.of(TELLERS, 0, 0).open_unit() {
                    chance if chance < 0.80 => 3,
                    chance if chance < 0.95 => 2,
                    _ => 1,
                };
                sim.set_capacity(hall.tellers, tellers);
                Gone.done()
            }
            Gone => unreachable!("it has left"),
        }
        .enter(self)
    }
}

/// So many days, each with random numbers of its own.
///
/// # Errors
/// None: the law of service is a constant of the example.
pub fn days(days: u32, streams: Streams) -> Result<Row, VariateError> {
    let service = Variate::erlang(2, 120.0)?;
    let (mut served, mut waited) = (0.0, 0.0);
    for day in 0..days {
        let mut run = Simulation::new(Streams::new(streams.seed(), streams.replication() * days + day), |sim| {
            sim.spawn(Source { next: 0 });
            sim.spawn(Closed);
            Hall { service: service.clone(), tellers: sim.add_pool(0), served: 0 }
        });
        let end = SimTime::ZERO + SimDuration::hours(48);
        run.run_until(end, &mut ());
        served += run.world.served as f64;
        waited += run.sim().pool(run.world.tellers).queued_over_time().area(end) as f64 / 3.6e9;
    }
    let days = f64::from(days);
    Ok(vec![seen("served", Seen::Ratio(served, days)), seen("cum_wait_h", Seen::Ratio(waited, days))])
}
