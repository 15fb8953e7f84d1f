//! A port of tankers: three berths, one tug, storms. Pritsker and O'Reilly, *Simulation with Visual SLAM and AweSim*, 2nd
//! ed., 6.13.
//!
//! ```text
//! Source ─ spawns ─▶ Arriving ─▶ AwaitingBerth ─▶ AwaitingTugIn ─▶ Berthing ─▶ Loading ─▶ AwaitingTugOut ─▶ Deberthing ─▶ gone, or away
//! Fair ⇄ Storm: no tug starts in a storm
//! ```

use crate::verify::study::{Row, Seen, seen};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{
    Draw, PoolId, Process, Request, Sim, SimDuration, SimTime, Simulation, Stage, Step, Stream, Streams, Tally, TimeWeighted,
};

const GAP: Stream = Stream::named("verify/gap");
const LOAD: Stream = Stream::named("verify/load");
const AWAY: Stream = Stream::named("verify/away");
const WEATHER: Stream = Stream::named("verify/weather");

/// One hour.
const HOUR: SimDuration = SimDuration::hours(1);

/// Keys of the tankers that come back, apart from those of all others.
const REGULARS: u64 = 1 << 32;

/// The variants of the example.
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
pub struct Port {
    /// Tankers that come back.
    pub regulars: u64,
    /// Whether there are storms.
    pub storms: bool,
    /// How long it runs [h].
    pub horizon: u64,
}

#[derive(Clone, BorshSerialize, BorshDeserialize)]
struct Harbour {
    port: Port,
    berths: PoolId,
    tug: PoolId,
    stays: [Tally; 4],
    storm: TimeWeighted,
}

impl Harbour {
    fn berth(&self) -> Request {
        Request::of(self.berths, 1)
    }
    /// Berthing goes before deberthing.
    fn tug(&self, berthing: bool) -> Request {
        Request::of(self.tug, 1).with_priority(u16::from(!berthing))
    }
}

#[derive(Clone, Copy, BorshSerialize, BorshDeserialize)]
struct Tanker {
    id: u64,
    kind: u8,
    /// Calls so far.
    nth: u32,
    since: SimTime,
    doing: Doing,
}

#[derive(Clone, Copy, BorshSerialize, BorshDeserialize)]
enum Doing {
    Opening,
    Source { next: u64 },
    Sailing,
    Arriving,
    AwaitingBerth,
    AwaitingTugIn,
    Berthing,
    Loading,
    AwaitingTugOut,
    Deberthing,
    Leaving,
    Fair { nth: u32 },
    Storm { nth: u32 },
    Gone,
}
use Doing::{
    Arriving, AwaitingBerth, AwaitingTugIn, AwaitingTugOut, Berthing, Deberthing, Fair, Gone, Leaving, Loading, Opening, Sailing,
    Source, Storm,
};

impl Tanker {
    fn new(id: u64, kind: u8, doing: Doing) -> Tanker {
        Tanker { id, kind, nth: 0, since: SimTime::ZERO, doing }
    }
}

/// Uniform between two numbers of hours.
fn uniform(mut draw: Draw, low: u64, high: u64) -> SimDuration {
    draw.uniform(HOUR * low, HOUR * high)
}

impl Stage for Doing {}
impl Process for Tanker {
    type World = Harbour;
    type Record = ();
    type Cause = ();

    fn resume(&mut self, harbour: &mut Harbour, sim: &mut Sim<Self>) -> Step {
        match self.doing {
            Opening => Source { next: 0 }.hold(uniform(sim.streams.of(GAP, 0, 1), 4, 18)),
            Source { next } => {
                let kind = match sim.streams.of(LOAD, next, 1).open_unit() {
                    chance if chance < 0.25 => 0,
                    chance if chance < 0.8 => 1,
                    _ => 2,
                };
                sim.spawn(Tanker::new(next, kind, Arriving));
                Source { next: next + 1 }.hold(uniform(sim.streams.of(GAP, next, 0), 4, 18))
            }
            Sailing => Arriving.hold(HOUR * (48 * (self.id - REGULARS + 1))),
            Arriving => {
                self.since = sim.now();
                AwaitingBerth.until(sim.seize(harbour.berth()))
            }
            AwaitingBerth => AwaitingTugIn.until(sim.seize(harbour.tug(true))),
            AwaitingTugIn => Berthing.hold(HOUR),
            Berthing => {
                sim.release(harbour.tug(true));
                let (low, high) = [(16, 20), (21, 27), (32, 40), (18, 24)][usize::from(self.kind)];
                Loading.hold(uniform(sim.streams.of(LOAD, self.id, 2 + self.nth), low, high))
            }
            Loading => AwaitingTugOut.until(sim.seize(harbour.tug(false))),
            AwaitingTugOut => Deberthing.hold(HOUR),
            // The berth goes first: who gets it asks for the tug before the tug looks for work.
            Deberthing => {
                sim.release(harbour.berth());
                Leaving.hold(SimDuration::ZERO)
            }
            Leaving => {
                sim.release(harbour.tug(false));
                harbour.stays[usize::from(self.kind)].observe(sim.now() - self.since);
                if self.kind == 3 {
                    self.nth += 1;
                    Arriving.hold(uniform(sim.streams.of(AWAY, self.id, self.nth), 216, 264))
                } else {
                    Gone.done()
                }
            }
            Fair { nth } => {
                sim.set_capacity(harbour.tug, 0);
                harbour.storm.set(sim.now(), 1);
                Storm { nth: nth + 1 }.hold(uniform(sim.streams.of(WEATHER, u64::from(nth), 1), 2, 6))
            }
            Storm { nth } => {
                sim.set_capacity(harbour.tug, 1);
                harbour.storm.set(sim.now(), 0);
                Fair { nth }.hold(sim.streams.of(WEATHER, u64::from(nth), 0).exponential(HOUR * 48))
            }
            Gone => unreachable!("it has left"),
        }
        .enter(&mut self.doing)
    }
}

/// One run from an empty port.
pub fn observe(port: Port, streams: Streams) -> Row {
    let mut run = Simulation::new(streams, |sim| {
        sim.spawn(Tanker::new(0, 0, Opening));
        for id in 0..port.regulars {
            sim.spawn(Tanker::new(REGULARS + id, 3, Sailing));
        }
        if port.storms {
            sim.spawn(Tanker::new(0, 0, Storm { nth: 0 })); // one that ends at once
        }
        let (berths, tug) = (sim.add_pool(3), sim.add_pool(1));
        Harbour { port, berths, tug, stays: [(); 4].map(|()| Tally::default()), storm: TimeWeighted::default() }
    });
    let end = SimTime::ZERO + HOUR * port.horizon;
    run.run_until(end, &mut ());
    let (harbour, sim) = (&run.world, run.sim());
    let busy = |pool: PoolId| sim.pool(pool).taken_over_time().mean(end);
    let mut row = vec![
        seen("berths_busy", Seen::value(busy(harbour.berths))),
        seen("tug_busy", Seen::value(busy(harbour.tug))),
        seen("storm_fraction", Seen::value(harbour.storm.mean(end))),
        seen("n", Seen::value(harbour.stays.iter().map(Tally::count).sum::<u64>() as f64)),
    ];
    for (kind, stays) in harbour.stays.iter().enumerate().filter(|(_, stays)| stays.count() > 0) {
        row.push(seen(format!("time_in_port_type{}", kind + 1), Seen::value(stays.mean_seconds() / 3_600.0)));
    }
    row
}
