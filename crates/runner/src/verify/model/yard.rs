//! Boxes that ships bring, each of which stays its dwell time: an infinite-server yard.
//!
//! ```text
//! Source (a ship) ─ spawns ─▶ Arriving ─▶ Stored ─▶ gone         Looking: counts, again and again
//! ```

use super::batch::Batch;
use super::unit::Unit;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Process, Sim, SimDuration, Simulation, Stage, Step, Stream, Streams, TimeWeighted, Variate};

const GAP: Stream = Stream::named("verify/gap");
const SIZE: Stream = Stream::named("verify/batch-size");
const DWELL: Stream = Stream::named("verify/dwell");

/// What comes and how long it stays.
#[derive(Clone, BorshSerialize, BorshDeserialize)]
pub struct Yard {
    /// Between ships.
    pub gap: Variate,
    /// Boxes of a ship.
    pub boxes: Batch,
    /// Of each box.
    pub dwell: Variate,
    /// Between two looks.
    pub look_every: SimDuration,
}

/// Number, sum, sum of squares of a count seen at instants.
#[derive(Clone, Copy, Debug, Default, BorshSerialize, BorshDeserialize)]
pub struct Looks {
    /// How often it was seen.
    pub n: f64,
    /// Sum of what was seen.
    pub sum: f64,
    /// Sum of squares.
    pub squares: f64,
}

impl Looks {
    fn see(&mut self, count: u64) {
        let x = count as f64;
        *self = Looks { n: self.n + 1.0, sum: self.sum + x, squares: self.squares + x * x };
    }
}

#[derive(Clone, BorshSerialize, BorshDeserialize)]
struct Ground {
    yard: Yard,
    stock: TimeWeighted,
    looks: Looks,
    before: Looks,
    after: Looks,
}

#[derive(Clone, Copy, BorshSerialize, BorshDeserialize)]
enum Life {
    Source { ship: u64, boxes: u64 },
    Landing { boxes: u64, size: u64 },
    Arriving { id: u64 },
    Stored,
    Looking,
    Gone,
}
use Life::{Arriving, Gone, Landing, Looking, Source, Stored};

impl Stage for Life {}
impl Process for Life {
    type World = Ground;
    type Record = ();
    type Cause = ();

    fn resume(&mut self, ground: &mut Ground, sim: &mut Sim<Self>) -> Step {
        match *self {
            Source { ship, boxes } => {
                let size = ground.yard.boxes.size(|| sim.streams.of(SIZE, ship, 0));
                sim.spawn(Landing { boxes, size });
                Source { ship: ship + 1, boxes: boxes + size }
                    .hold(ground.yard.gap.sample_duration(&mut sim.streams.of(GAP, ship, 0)))
            }
            Landing { boxes, size } => {
                ground.before.see(ground.stock.value());
                ground.after.see(ground.stock.value() + size);
                for id in boxes..boxes + size {
                    sim.spawn(Arriving { id });
                }
                Gone.done()
            }
            Arriving { id } => {
                ground.stock.add(sim.now(), 1);
                Stored.hold(ground.yard.dwell.sample_duration(&mut sim.streams.of(DWELL, id, 0)))
            }
            Stored => {
                ground.stock.add(sim.now(), -1);
                Gone.done()
            }
            Looking => {
                ground.looks.see(ground.stock.value());
                Looking.hold(ground.yard.look_every)
            }
            Gone => unreachable!("it has left"),
        }
        .enter(self)
    }
}

/// What was seen of a yard.
pub struct Observed {
    /// How long it was looked at [units].
    pub span: f64,
    /// Area of the stock over time [units].
    pub area: f64,
    /// At regular instants.
    pub looks: Looks,
    /// Just before a ship's boxes come.
    pub before: Looks,
    /// Just after.
    pub after: Looks,
}

/// Runs `warm_up` [units], forgets it, and runs `length` more.
pub fn observe(yard: &Yard, unit: Unit, warm_up: f64, length: f64, streams: Streams) -> Observed {
    let mut run = Simulation::new(streams, |sim| {
        sim.spawn(Source { ship: 0, boxes: 0 });
        sim.spawn(Looking);
        let [looks, before, after] = [(); 3].map(|()| Looks::default());
        Ground { yard: yard.clone(), stock: TimeWeighted::default(), looks, before, after }
    });
    run.run_until(unit.instant(warm_up), &mut ());
    run.intervene(|ground, sim| {
        ground.stock.reset(sim.now());
        [&mut ground.looks, &mut ground.before, &mut ground.after].into_iter().for_each(|it| *it = Looks::default());
    });
    let end = unit.instant(warm_up + length);
    run.run_until(end, &mut ());
    let Ground { stock, looks, before, after, .. } = run.world;
    let span = unit.of(end - unit.instant(warm_up));
    Observed { span, area: unit.of_micros(stock.area(end)), looks, before, after }
}
