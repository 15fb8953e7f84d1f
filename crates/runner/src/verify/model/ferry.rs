//! A ferry that leaves by the clock and takes as many as it holds; who is left behind waits for the next.
//!
//! ```text
//! Source ─ spawns ─▶ Arriving ─▶ Waiting ─▶ gone         Sailing: takes the first of the line, every time
//! ```

use super::unit::{Unit, Window};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{
    Line, Process, Sim, SimDuration, SimTime, Simulation, Stage, Step, Stream, Streams, Tally, TimeWeighted, Variate,
};

const GAP: Stream = Stream::named("verify/gap");

/// The service.
#[derive(Clone, BorshSerialize, BorshDeserialize)]
pub struct Ferry {
    /// Between trucks.
    pub gap: Variate,
    /// Between departures.
    pub every: SimDuration,
    /// Slots.
    pub slots: u32,
}

#[derive(Clone, BorshSerialize, BorshDeserialize)]
struct Ramp {
    ferry: Ferry,
    line: Line<()>,
    waiting: TimeWeighted,
    waits: Tally,
    departures: u64,
    left_behind: u64,
    all_aboard: u64,
}

#[derive(Clone, Copy, BorshSerialize, BorshDeserialize)]
enum Life {
    Source { next: u64 },
    Arriving,
    Waiting { since: SimTime },
    Sailing,
    Gone,
}
use Life::{Arriving, Gone, Sailing, Source, Waiting};

impl Stage for Life {}
impl Process for Life {
    type World = Ramp;
    type Record = ();
    type Cause = ();

    fn resume(&mut self, ramp: &mut Ramp, sim: &mut Sim<Self>) -> Step {
        match *self {
            Source { next } => {
                sim.spawn(Arriving);
                Source { next: next + 1 }.hold(ramp.ferry.gap.sample_duration(&mut sim.streams.of(GAP, next, 0)))
            }
            Arriving => {
                ramp.waiting.add(sim.now(), 1);
                Waiting { since: sim.now() }.until(ramp.line.join((), sim))
            }
            Waiting { since } => {
                ramp.waiting.add(sim.now(), -1);
                ramp.waits.observe(sim.now() - since);
                Gone.done()
            }
            Sailing => {
                for _ in 0..ramp.ferry.slots {
                    if !ramp.line.wake_first(sim, |()| true) {
                        break;
                    }
                }
                let left = ramp.line.len(sim) as u64;
                ramp.departures += 1;
                ramp.left_behind += left;
                ramp.all_aboard += u64::from(left == 0);
                Sailing.hold(ramp.ferry.every)
            }
            Gone => unreachable!("it has sailed"),
        }
        .enter(self)
    }
}

/// What was seen of a ferry.
pub struct Observed {
    /// How long it was looked at [units].
    pub span: f64,
    /// Departures.
    pub departures: f64,
    /// Trucks that sailed.
    pub boarded: f64,
    /// Sum over departures of those left behind.
    pub left_behind: f64,
    /// Departures that left nobody behind.
    pub all_aboard: f64,
    /// Sum of waits [units].
    pub waits: f64,
    /// Area of those waiting [units].
    pub area: f64,
}

/// Runs through the warm-up, forgets it, runs on.
pub fn observe(ferry: &Ferry, unit: Unit, window: Window, streams: Streams) -> Observed {
    let mut run = Simulation::new(streams, |sim| {
        sim.spawn(Source { next: 0 });
        sim.spawn(Sailing);
        let (waiting, waits) = (TimeWeighted::default(), Tally::default());
        Ramp { ferry: ferry.clone(), line: Line::default(), waiting, waits, departures: 0, left_behind: 0, all_aboard: 0 }
    });
    run.run_until(unit.instant(window.warm_up), &mut ());
    run.intervene(|ramp, sim| {
        ramp.waiting.reset(sim.now());
        ramp.waits = Tally::default();
        (ramp.departures, ramp.left_behind, ramp.all_aboard) = (0, 0, 0);
    });
    let end = unit.instant(window.warm_up + window.length);
    run.run_until(end, &mut ());
    let ramp = &run.world;
    Observed {
        span: unit.of(end - unit.instant(window.warm_up)),
        departures: ramp.departures as f64,
        boarded: ramp.waits.count() as f64,
        left_behind: ramp.left_behind as f64,
        all_aboard: ramp.all_aboard as f64,
        waits: unit.of_micros(ramp.waits.total_micros()),
        area: unit.of_micros(ramp.waiting.area(end)),
    }
}
