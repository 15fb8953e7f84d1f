//! A tank that ships fill at a constant rate while it is drawn from at another. A flow is a level changed in small steps; at
//! the instants that are looked at it is exact.
//!
//! ```text
//! Drawing: every step, for ever         Discharging { ship }: every step of a discharge
//! ```

use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Level, Process, Sim, SimDuration, SimTime, Simulation, Stage, Step, Streams};

/// Steps an hour.
const STEPS: u64 = 100;

/// One step.
const STEP: SimDuration = SimDuration(SimDuration::hours(1).0 / STEPS);

/// The level counts in millionths of a cubic metre.
const PARTS: f64 = 1e6;

/// The terminal.
#[derive(Clone, Copy, BorshSerialize, BorshDeserialize)]
pub struct Tank {
    /// Content at the start [m³].
    pub content: f64,
    /// What it holds [m³].
    pub capacity: f64,
    /// While a ship discharges [m³/h].
    pub discharge: f64,
    /// All the time [m³/h].
    pub draw: f64,
}

#[derive(Clone, BorshSerialize, BorshDeserialize)]
struct Farm {
    tank: Tank,
    level: Level,
}

#[derive(Clone, Copy, BorshSerialize, BorshDeserialize)]
enum Flow {
    Drawing { step: u64 },
    Drawn { step: u64 },
    Discharging { step: u64, steps: u64 },
    Discharged { step: u64, steps: u64 },
    Over,
}
use Flow::{Discharged, Discharging, Drawing, Drawn, Over};

/// What flows in one step: the difference of two cumulative amounts, so that rounding does not add up.
fn part(rate: f64, step: u64) -> u64 {
    let until = |step: u64| (rate * PARTS * step as f64 / STEPS as f64).round() as u64;
    until(step + 1) - until(step)
}

impl Stage for Flow {}
impl Process for Flow {
    type World = Farm;
    type Record = ();
    type Cause = ();

    fn resume(&mut self, farm: &mut Farm, sim: &mut Sim<Self>) -> Step {
        match *self {
            Drawing { step } => Drawn { step }.until(farm.level.get(part(farm.tank.draw, step), sim)),
            Drawn { step } => Drawing { step: step + 1 }.hold(STEP),
            Discharging { step, steps } if step == steps => Over.done(),
            Discharging { step, steps } => Discharged { step, steps }.until(farm.level.put(part(farm.tank.discharge, step), sim)),
            Discharged { step, steps } => Discharging { step: step + 1, steps }.hold(STEP),
            Over => unreachable!("the ship has left"),
        }
        .enter(self)
    }
}

/// Content [m³] when each ship starts, ends its discharge, and when the next one comes. Times [h] are whole steps.
pub fn levels(tank: Tank, ship_every: f64, discharge: f64, ships: u64, streams: Streams) -> Vec<[f64; 3]> {
    let mut run = Simulation::new(streams, |sim| {
        sim.spawn(Drawing { step: 0 });
        let parts = |volume: f64| (volume * PARTS).round() as u64;
        Farm { tank, level: Level::new(parts(tank.capacity), parts(tank.content)) }
    });
    let steps = |hours: f64| (hours * STEPS as f64).round() as u64;
    // A step's flow has been moved by the end of the step: one microsecond before is the instant to look.
    let look = |step: u64| SimTime::ZERO + STEP * step - SimDuration(u64::from(step > 0));
    let mut levels = Vec::new();
    for ship in 0..ships {
        let start = ship * steps(ship_every);
        let mut seen = [start, start + steps(discharge), start + steps(ship_every)].map(|step| (step, 0.0));
        for (place, (step, content)) in seen.iter_mut().enumerate() {
            if place > 0 || ship > 0 {
                run.run_until(look(*step), &mut ());
            }
            *content = run.world.level.content() as f64 / PARTS;
            if place == 0 {
                run.run_until(SimTime::ZERO + STEP * start - SimDuration(u64::from(start > 0)), &mut ());
                let ship = Discharging { step: 0, steps: steps(discharge) };
                run.intervene(|_, sim| sim.spawn(ship));
            }
        }
        levels.push(seen.map(|(_, content)| content));
    }
    levels
}
