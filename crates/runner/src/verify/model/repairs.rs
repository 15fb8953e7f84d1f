//! Machines that run until they fail, and crews that repair them one at a time.
//!
//! ```text
//! Running ─▶ AwaitingCrew ─▶ InRepair ─▶ Running
//! ```

use super::unit::Unit;
use crate::verify::study::{Row, Seen, seen};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{
    PoolId, Process, Request, Sim, SimTime, Simulation, Stage, Step, Stream, Streams, Tally, TimeWeighted, Variate,
};

const UP_TIME: Stream = Stream::named("verify/up-time");
const REPAIR: Stream = Stream::named("verify/repair");

/// The shop.
#[derive(Clone, BorshSerialize, BorshDeserialize)]
pub struct Shop {
    /// From a repair to the next failure.
    pub up_time: Variate,
    /// A repair.
    pub repair: Variate,
    /// Machines.
    pub machines: u32,
    /// Crews.
    pub crews: u32,
}

#[derive(Clone, BorshSerialize, BorshDeserialize)]
struct Hall {
    shop: Shop,
    crew: PoolId,
    down: TimeWeighted,
    all_up: TimeWeighted,
    all_down: TimeWeighted,
    waits: Tally,
    downtimes: Tally,
}

impl Hall {
    fn change(&mut self, by: i64, now: SimTime) {
        self.down.add(now, by);
        self.all_up.set(now, u32::from(self.down.value() == 0));
        self.all_down.set(now, u32::from(self.down.value() == u64::from(self.shop.machines)));
    }
}

#[derive(Clone, Copy, BorshSerialize, BorshDeserialize)]
struct Machine {
    id: u64,
    /// Failures so far.
    nth: u32,
    doing: Doing,
}

#[derive(Clone, Copy, BorshSerialize, BorshDeserialize)]
enum Doing {
    New,
    Running,
    AwaitingCrew { since: SimTime },
    InRepair { since: SimTime },
}
use Doing::{AwaitingCrew, InRepair, New, Running};

impl Stage for Doing {}
impl Process for Machine {
    type World = Hall;
    type Record = ();
    type Cause = ();

    fn resume(&mut self, hall: &mut Hall, sim: &mut Sim<Self>) -> Step {
        let crew = Request::of(hall.crew, 1);
        match self.doing {
            New => Running.hold(hall.shop.up_time.sample_duration(&mut sim.streams.of(UP_TIME, self.id, self.nth))),
            Running => {
                hall.change(1, sim.now());
                AwaitingCrew { since: sim.now() }.until(sim.seize(crew))
            }
            AwaitingCrew { since } => {
                hall.waits.observe(sim.now() - since);
                InRepair { since }.hold(hall.shop.repair.sample_duration(&mut sim.streams.of(REPAIR, self.id, self.nth)))
            }
            InRepair { since } => {
                sim.release(crew);
                hall.change(-1, sim.now());
                hall.downtimes.observe(sim.now() - since);
                self.nth += 1;
                Running.hold(hall.shop.up_time.sample_duration(&mut sim.streams.of(UP_TIME, self.id, self.nth)))
            }
        }
        .enter(&mut self.doing)
    }
}

/// Runs `warm_up` [units], forgets it, and runs `length` more.
pub fn observe(shop: &Shop, unit: Unit, warm_up: f64, length: f64, streams: Streams) -> Row {
    let mut run = Simulation::new(streams, |sim| {
        for id in 0..u64::from(shop.machines) {
            sim.spawn(Machine { id, nth: 0, doing: New });
        }
        let [down, mut all_up, all_down] = [(); 3].map(|()| TimeWeighted::default());
        all_up.set(SimTime::ZERO, 1);
        let (waits, downtimes) = (Tally::default(), Tally::default());
        Hall { shop: shop.clone(), crew: sim.add_pool(shop.crews), down, all_up, all_down, waits, downtimes }
    });
    run.run_until(unit.instant(warm_up), &mut ());
    run.intervene(|hall, sim| {
        sim.reset_statistics();
        [&mut hall.down, &mut hall.all_up, &mut hall.all_down].into_iter().for_each(|it| it.reset(sim.now()));
        (hall.waits, hall.downtimes) = (Tally::default(), Tally::default());
    });
    let end = unit.instant(warm_up + length);
    run.run_until(end, &mut ());
    let (hall, crew) = (&run.world, run.sim().pool(run.world.crew));
    let span = unit.of(end - unit.instant(warm_up));
    let area = |it: &TimeWeighted| unit.of_micros(it.area(end));
    let (machines, crews) = (f64::from(shop.machines), f64::from(shop.crews));
    let mean = |it: &Tally| Seen::Ratio(unit.of_micros(it.total_micros()), it.count() as f64);
    vec![
        seen("mean_down", Seen::Ratio(area(&hall.down), span)),
        seen("mean_waiting_repair", Seen::Ratio(area(crew.queued_over_time()), span)),
        seen("availability", Seen::Ratio(machines * span - area(&hall.down), machines * span)),
        seen("repair_rate_throughput", Seen::Ratio(hall.downtimes.count() as f64, span)),
        seen("Wq_repair", mean(&hall.waits)),
        seen("W_down", mean(&hall.downtimes)),
        seen("repairmen_utilisation", Seen::Ratio(area(crew.taken_over_time()), crews * span)),
        seen("P_all_up", Seen::Ratio(area(&hall.all_up), span)),
        seen("P_all_down", Seen::Ratio(area(&hall.all_down), span)),
    ]
}
