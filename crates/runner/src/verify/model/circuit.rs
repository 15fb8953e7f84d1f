//! A closed loop: so many trucks travel, then pass the stations one after the other, each waiting where servers are taken.
//!
//! ```text
//! Travelling ─▶ Queueing { station 0 } ─▶ InService { station 0 } ─▶ … ─▶ Travelling
//! ```

use super::unit::Unit;
use crate::verify::study::Seen;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{PoolId, Process, Request, Sim, SimTime, Simulation, Stage, Step, Stream, Streams, Tally, Variate};

const TRAVEL: Stream = Stream::named("verify/travel");
const SERVICE: Stream = Stream::named("verify/service");

/// A station of the loop.
#[derive(Clone, BorshSerialize, BorshDeserialize)]
pub struct Station {
    /// Servers.
    pub servers: u32,
    /// One service.
    pub service: Variate,
}

/// The loop.
#[derive(Clone, BorshSerialize, BorshDeserialize)]
pub struct Circuit {
    /// The way round, without queueing.
    pub travel: Variate,
    /// In the order in which they are passed.
    pub stations: Vec<Station>,
    /// Trucks.
    pub trucks: u32,
}

#[derive(Clone, BorshSerialize, BorshDeserialize)]
struct Ground {
    circuit: Circuit,
    desks: Vec<PoolId>,
    waits: Vec<Tally>,
    rounds: u64,
}

#[derive(Clone, Copy, BorshSerialize, BorshDeserialize)]
struct Truck {
    id: u64,
    /// Rounds so far.
    nth: u32,
    doing: Doing,
}

#[derive(Clone, Copy, BorshSerialize, BorshDeserialize)]
enum Doing {
    Starting,
    Travelling,
    Queueing { station: u8, since: SimTime },
    InService { station: u8 },
}
use Doing::{InService, Queueing, Starting, Travelling};

impl Truck {
    fn join(self, station: u8, ground: &Ground, sim: &mut Sim<Truck>) -> darse_engine::Next<Doing> {
        Queueing { station, since: sim.now() }.until(sim.seize(Request::of(ground.desks[usize::from(station)], 1)))
    }
    fn travel(self, ground: &Ground, sim: &Sim<Truck>) -> darse_engine::Next<Doing> {
        Travelling.hold(ground.circuit.travel.sample_duration(&mut sim.streams.of(TRAVEL, self.id, self.nth)))
    }
}

impl Stage for Doing {}
impl Process for Truck {
    type World = Ground;
    type Record = ();
    type Cause = ();

    fn resume(&mut self, ground: &mut Ground, sim: &mut Sim<Self>) -> Step {
        match self.doing {
            Starting => self.travel(ground, sim),
            Travelling => self.join(0, ground, sim),
            Queueing { station, since } => {
                let at = usize::from(station);
                ground.waits[at].observe(sim.now() - since);
                let key = self.id << 8 | u64::from(station);
                let service = ground.circuit.stations[at].service.sample_duration(&mut sim.streams.of(SERVICE, key, self.nth));
                InService { station }.hold(service)
            }
            InService { station } => {
                sim.release(Request::of(ground.desks[usize::from(station)], 1));
                if usize::from(station) + 1 < ground.desks.len() {
                    self.join(station + 1, ground, sim)
                } else {
                    ground.rounds += 1;
                    self.nth += 1;
                    self.travel(ground, sim)
                }
            }
        }
        .enter(&mut self.doing)
    }
}

/// What was seen of a loop.
pub struct Observed {
    /// Rounds a unit of time.
    pub throughput: Seen,
    /// Time of one round.
    pub cycle: Seen,
    /// Of each station: share of servers taken.
    pub utilisation: Vec<Seen>,
    /// Of each station: trucks there, in line or in service.
    pub present: Vec<Seen>,
    /// Of each station: mean wait.
    pub wait: Vec<Seen>,
}

/// Runs `warm_up` [units], forgets it, and runs `length` more.
pub fn observe(circuit: &Circuit, unit: Unit, warm_up: f64, length: f64, streams: Streams) -> Observed {
    let waits = vec![Tally::default(); circuit.stations.len()];
    let mut run = Simulation::new(streams, |sim| {
        for id in 0..u64::from(circuit.trucks) {
            sim.spawn(Truck { id, nth: 0, doing: Starting });
        }
        let desks = circuit.stations.iter().map(|station| sim.add_pool(station.servers)).collect();
        Ground { circuit: circuit.clone(), desks, waits: waits.clone(), rounds: 0 }
    });
    run.run_until(unit.instant(warm_up), &mut ());
    run.intervene(|ground, sim| {
        sim.reset_statistics();
        ground.waits = waits;
        ground.rounds = 0;
    });
    let end = unit.instant(warm_up + length);
    run.run_until(end, &mut ());
    let span = unit.of(end - unit.instant(warm_up));
    let (ground, sim) = (&run.world, run.sim());
    let area = |desk: &PoolId| {
        let pool = sim.pool(*desk);
        (unit.of_micros(pool.taken_over_time().area(end)), unit.of_micros(pool.queued_over_time().area(end)))
    };
    let stations = ground.desks.iter().zip(&circuit.stations);
    let rounds = ground.rounds as f64;
    Observed {
        throughput: Seen::Ratio(rounds, span),
        cycle: Seen::Ratio(f64::from(circuit.trucks) * span, rounds), // Little's law over the whole loop
        utilisation: stations.map(|(desk, it)| Seen::Ratio(area(desk).0, span * f64::from(it.servers))).collect(),
        present: ground.desks.iter().map(|desk| Seen::Ratio(area(desk).0 + area(desk).1, span)).collect(),
        wait: ground.waits.iter().map(|it| Seen::Ratio(unit.of_micros(it.total_micros()), it.count() as f64)).collect(),
    }
}
