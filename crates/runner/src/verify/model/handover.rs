//! Two stations with room for few between them. Who is done at the first and finds no room stays there and blocks it.
//!
//! ```text
//! Source ─ spawns ─▶ Arriving ─▶ AtFirst ─▶ Blocked ─▶ AtSecond ─▶ gone
//! ```

use super::unit::{Unit, Window};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{
    PoolId, Process, Request, Sim, SimTime, Simulation, Stage, Step, Stream, Streams, Tally, TimeWeighted, Variate,
};

const GAP: Stream = Stream::named("verify/gap");
const FIRST: Stream = Stream::named("verify/first");
const SECOND: Stream = Stream::named("verify/second");

/// The line.
#[derive(Clone, BorshSerialize, BorshDeserialize)]
pub struct Line {
    /// Between arrivals; without it there is always somebody at the first station.
    pub gap: Option<Variate>,
    /// Work at the first station.
    pub first: Variate,
    /// Work at the second.
    pub second: Variate,
    /// Room between them.
    pub buffer: u32,
}

#[derive(Clone, BorshSerialize, BorshDeserialize)]
struct Floor {
    line: Line,
    first: PoolId,
    /// Room between the stations, and the second station's own place.
    room: PoolId,
    second: PoolId,
    blocked: TimeWeighted,
    inside: TimeWeighted,
    sojourns: Tally,
}

#[derive(Clone, Copy, BorshSerialize, BorshDeserialize)]
enum Piece {
    Source { next: u64 },
    Arriving { id: u64 },
    Queueing { id: u64, since: SimTime },
    AtFirst { id: u64, since: SimTime },
    Blocked { id: u64, since: SimTime },
    AwaitingSecond { id: u64, since: SimTime },
    AtSecond { since: SimTime },
    Gone,
}
use Piece::{Arriving, AtFirst, AtSecond, AwaitingSecond, Blocked, Gone, Queueing, Source};

impl Stage for Piece {}
impl Process for Piece {
    type World = Floor;
    type Record = ();
    type Cause = ();

    fn resume(&mut self, floor: &mut Floor, sim: &mut Sim<Self>) -> Step {
        let [first, room, second] = [floor.first, floor.room, floor.second].map(|pool| Request::of(pool, 1));
        match *self {
            Source { next } => {
                sim.spawn(Arriving { id: next });
                match &floor.line.gap {
                    Some(gap) => Source { next: next + 1 }.hold(gap.sample_duration(&mut sim.streams.of(GAP, next, 0))),
                    None => Gone.done(),
                }
            }
            Arriving { id } => {
                floor.inside.add(sim.now(), 1);
                Queueing { id, since: sim.now() }.until(sim.seize(first))
            }
            Queueing { id, since } => {
                AtFirst { id, since }.hold(floor.line.first.sample_duration(&mut sim.streams.of(FIRST, id, 0)))
            }
            AtFirst { id, since } => {
                floor.blocked.set(sim.now(), 1);
                Blocked { id, since }.until(sim.seize(room))
            }
            Blocked { id, since } => {
                floor.blocked.set(sim.now(), 0);
                sim.release(first);
                if floor.line.gap.is_none() {
                    sim.spawn(Arriving { id: id + 1 });
                }
                AwaitingSecond { id, since }.until(sim.seize(second))
            }
            AwaitingSecond { id, since } => {
                AtSecond { since }.hold(floor.line.second.sample_duration(&mut sim.streams.of(SECOND, id, 0)))
            }
            AtSecond { since } => {
                sim.release(second);
                sim.release(room);
                floor.sojourns.observe(sim.now() - since);
                floor.inside.add(sim.now(), -1);
                Gone.done()
            }
            Gone => unreachable!("it has left"),
        }
        .enter(self)
    }
}

/// What was seen of a line [units].
pub struct Observed {
    /// How long it was looked at.
    pub span: f64,
    /// Pieces that left.
    pub done: f64,
    /// Sum of their times from arrival to leaving.
    pub sojourns: f64,
    /// Area of the number inside.
    pub inside: f64,
    /// How long the first station was blocked.
    pub blocked: f64,
}

/// Runs through the warm-up, forgets it, runs on.
pub fn observe(line: &Line, unit: Unit, window: Window, streams: Streams) -> Observed {
    let mut run = Simulation::new(streams, |sim| {
        sim.spawn(Source { next: 0 });
        let (blocked, inside, sojourns) = (TimeWeighted::default(), TimeWeighted::default(), Tally::default());
        let (first, room, second) = (sim.add_pool(1), sim.add_pool(line.buffer + 1), sim.add_pool(1));
        Floor { line: line.clone(), first, room, second, blocked, inside, sojourns }
    });
    run.run_until(unit.instant(window.warm_up), &mut ());
    run.intervene(|floor, sim| {
        floor.blocked.reset(sim.now());
        floor.inside.reset(sim.now());
        floor.sojourns = Tally::default();
    });
    let end = unit.instant(window.warm_up + window.length);
    run.run_until(end, &mut ());
    let floor = &run.world;
    Observed {
        span: unit.of(end - unit.instant(window.warm_up)),
        done: floor.sojourns.count() as f64,
        sojourns: unit.of_micros(floor.sojourns.total_micros()),
        inside: unit.of_micros(floor.inside.area(end)),
        blocked: unit.of_micros(floor.blocked.area(end)),
    }
}
