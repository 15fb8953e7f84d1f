//! An open network: customers come to stations from outside, wait, are served, and go on by chance until they leave.
//!
//! ```text
//! Source ─ spawns ─▶ Arriving ─▶ Queueing ─▶ InService ─▶ Queueing (another station) …  ─▶ gone
//! ```

use super::unit::{Unit, Window};
use crate::verify::study::{Row, Seen, seen};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{
    PoolId, Process, Request, Sim, SimTime, Simulation, Stage, Step, Stream, Streams, Tally, TimeWeighted, Variate,
};

const GAP: Stream = Stream::named("verify/gap");
const SERVICE: Stream = Stream::named("verify/service");
const ROUTE: Stream = Stream::named("verify/route");

/// A station of the network.
#[derive(Clone, BorshSerialize, BorshDeserialize)]
pub struct Station {
    /// Between customers from outside, if any come.
    pub gap: Option<Variate>,
    /// One service.
    pub service: Variate,
    /// Servers.
    pub servers: u32,
    /// Where one goes next, by chance; with what is left to 1 one leaves.
    pub next: Vec<f64>,
}

#[derive(Clone, BorshSerialize, BorshDeserialize)]
struct Ground {
    stations: Vec<Station>,
    desks: Vec<PoolId>,
    waits: Vec<Tally>,
    inside: TimeWeighted,
    sojourns: Tally,
}

/// A customer: `id` is its key, `hop` how many stations it has seen.
#[derive(Clone, Copy, BorshSerialize, BorshDeserialize)]
struct Walker {
    id: u64,
    hop: u32,
    since: SimTime,
    doing: Doing,
}

#[derive(Clone, Copy, BorshSerialize, BorshDeserialize)]
enum Doing {
    Source { station: u8, next: u64 },
    Arriving { station: u8 },
    Queueing { station: u8, since: SimTime },
    InService { station: u8 },
    Gone,
}
use Doing::{Arriving, Gone, InService, Queueing, Source};

impl Stage for Doing {}
impl Process for Walker {
    type World = Ground;
    type Record = ();
    type Cause = ();

    fn resume(&mut self, ground: &mut Ground, sim: &mut Sim<Self>) -> Step {
        let request = |ground: &Ground, station: u8| Request::of(ground.desks[usize::from(station)], 1);
        match self.doing {
            Source { station, next } => {
                let id = next << 8 | u64::from(station);
                sim.spawn(Walker { id, hop: 0, since: sim.now(), doing: Arriving { station } });
                match &ground.stations[usize::from(station)].gap {
                    Some(gap) => Source { station, next: next + 1 }.hold(gap.sample_duration(&mut sim.streams.of(GAP, id, 0))),
                    None => Gone.done(),
                }
            }
            Arriving { station } => {
                ground.inside.add(sim.now(), 1);
                Queueing { station, since: sim.now() }.until(sim.seize(request(ground, station)))
            }
            Queueing { station, since } => {
                let at = usize::from(station);
                ground.waits[at].observe(sim.now() - since);
                let service = &ground.stations[at].service;
                InService { station }.hold(service.sample_duration(&mut sim.streams.of(SERVICE, self.id, self.hop)))
            }
            InService { station } => {
                sim.release(request(ground, station));
                let mut chance = sim.streams.of(ROUTE, self.id, self.hop).open_unit();
                self.hop += 1;
                let next = ground.stations[usize::from(station)].next.iter().position(|p| {
                    chance -= p;
                    chance < 0.0
                });
                match next {
                    Some(next) => {
                        let station = next as u8;
                        Queueing { station, since: sim.now() }.until(sim.seize(request(ground, station)))
                    }
                    None => {
                        ground.inside.add(sim.now(), -1);
                        ground.sojourns.observe(sim.now() - self.since);
                        Gone.done()
                    }
                }
            }
            Gone => unreachable!("it has left"),
        }
        .enter(&mut self.doing)
    }
}

/// What is seen after the warm-up.
pub fn observe(stations: &[Station], unit: Unit, window: Window, streams: Streams) -> Row {
    let waits = vec![Tally::default(); stations.len()];
    let mut run = Simulation::new(streams, |sim| {
        for station in stations.iter().enumerate().filter(|(_, it)| it.gap.is_some()).map(|(place, _)| place as u8) {
            sim.spawn(Walker { id: 0, hop: 0, since: SimTime::ZERO, doing: Source { station, next: 0 } });
        }
        let desks = stations.iter().map(|it| sim.add_pool(it.servers)).collect();
        let (inside, sojourns) = (TimeWeighted::default(), Tally::default());
        Ground { stations: stations.to_vec(), desks, waits: waits.clone(), inside, sojourns }
    });
    run.run_until(unit.instant(window.warm_up), &mut ());
    run.intervene(|ground, sim| {
        sim.reset_statistics();
        ground.waits = waits;
        ground.inside.reset(sim.now());
        ground.sojourns = Tally::default();
    });
    let end = unit.instant(window.warm_up + window.length);
    run.run_until(end, &mut ());
    let span = unit.of(end - unit.instant(window.warm_up));
    let (ground, sim) = (&run.world, run.sim());
    let mut row = vec![
        seen("L_total", Seen::Ratio(unit.of_micros(ground.inside.area(end)), span)),
        seen("mean_sojourn", Seen::Ratio(unit.of_micros(ground.sojourns.total_micros()), ground.sojourns.count() as f64)),
    ];
    for (i, (desk, waits)) in ground.desks.iter().zip(&ground.waits).enumerate() {
        let pool = sim.pool(*desk);
        let (taken, queued) = (pool.taken_over_time().area(end), pool.queued_over_time().area(end));
        let (taken, queued) = (unit.of_micros(taken), unit.of_micros(queued));
        row.push(seen(format!("arrival_rates[{i}]"), Seen::Ratio(waits.count() as f64, span)));
        row.push(seen(format!("utilisation[{i}]"), Seen::Ratio(taken, span * f64::from(stations[i].servers))));
        row.push(seen(format!("Wq[{i}]"), Seen::Ratio(unit.of_micros(waits.total_micros()), waits.count() as f64)));
        row.push(seen(format!("L[{i}]"), Seen::Ratio(taken + queued, span)));
    }
    row
}
