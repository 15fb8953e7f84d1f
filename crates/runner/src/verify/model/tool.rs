//! One server that fails only while it works: a job waits for it, is worked on, sees repairs, and is done.
//!
//! ```text
//! Source ─ spawns ─▶ Arriving ─▶ Queueing ─▶ Working ⇄ InRepair;  Working ─▶ gone
//! ```

use super::unit::{Unit, Window};
use crate::verify::study::{Row, Seen, seen};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{
    PoolId, Process, Request, Sim, SimDuration, SimTime, Simulation, Stage, Step, Stream, Streams, Tally, TimeWeighted, Variate,
};

const GAP: Stream = Stream::named("verify/gap");
const SERVICE: Stream = Stream::named("verify/service");
const UP_TIME: Stream = Stream::named("verify/up-time");
const REPAIR: Stream = Stream::named("verify/repair");

/// The server and its jobs.
#[derive(Clone, BorshSerialize, BorshDeserialize)]
pub struct Tool {
    /// Between two jobs.
    pub gap: Variate,
    /// Work on a job.
    pub service: Variate,
    /// Working time between failures, exponential: what is left of it is drawn anew for each job.
    pub up_time: Variate,
    /// A repair.
    pub repair: Variate,
}

#[derive(Clone, BorshSerialize, BorshDeserialize)]
struct Bench {
    tool: Tool,
    place: PoolId,
    inside: TimeWeighted,
    waits: Tally,
    completions: Tally,
    sojourns: Tally,
}

#[derive(Clone, Copy, BorshSerialize, BorshDeserialize)]
enum Job {
    Source { next: u64 },
    Arriving { id: u64 },
    Queueing { id: u64, since: SimTime },
    Working { job: At, left: SimDuration },
    InRepair { job: At, left: SimDuration },
    Gone,
}
use Job::{Arriving, Gone, InRepair, Queueing, Source, Working};

/// A job on the bench.
#[derive(Clone, Copy, BorshSerialize, BorshDeserialize)]
struct At {
    id: u64,
    since: SimTime,
    begun: SimTime,
    failures: u32,
}

/// Works until the work is done or the tool fails; `left` is what remains after that.
fn work(job: At, left: SimDuration, bench: &Bench, sim: &Sim<Job>) -> darse_engine::Next<Job> {
    let up = bench.tool.up_time.sample_duration(&mut sim.streams.of(UP_TIME, job.id, job.failures));
    Working { job, left: left.saturating_sub(up) }.hold(left.min(up))
}

impl Stage for Job {}
impl Process for Job {
    type World = Bench;
    type Record = ();
    type Cause = ();

    fn resume(&mut self, bench: &mut Bench, sim: &mut Sim<Self>) -> Step {
        let place = Request::of(bench.place, 1);
        match *self {
            Source { next } => {
                sim.spawn(Arriving { id: next });
                Source { next: next + 1 }.hold(bench.tool.gap.sample_duration(&mut sim.streams.of(GAP, next, 0)))
            }
            Arriving { id } => {
                bench.inside.add(sim.now(), 1);
                Queueing { id, since: sim.now() }.until(sim.seize(place))
            }
            Queueing { id, since } => {
                bench.waits.observe(sim.now() - since);
                let service = bench.tool.service.sample_duration(&mut sim.streams.of(SERVICE, id, 0));
                work(At { id, since, begun: sim.now(), failures: 0 }, service, bench, sim)
            }
            Working { job, left } if left > SimDuration::ZERO => {
                let repair = bench.tool.repair.sample_duration(&mut sim.streams.of(REPAIR, job.id, job.failures));
                InRepair { job: At { failures: job.failures + 1, ..job }, left }.hold(repair)
            }
            InRepair { job, left } => work(job, left, bench, sim),
            Working { job, .. } => {
                bench.completions.observe(sim.now() - job.begun);
                bench.sojourns.observe(sim.now() - job.since);
                bench.inside.add(sim.now(), -1);
                sim.release(place);
                Gone.done()
            }
            Gone => unreachable!("it has left"),
        }
        .enter(self)
    }
}

/// What is seen after the warm-up, each name behind `head`.
pub fn observe(tool: &Tool, head: &str, unit: Unit, window: Window, streams: Streams) -> Row {
    let mut run = Simulation::new(streams, |sim| {
        sim.spawn(Source { next: 0 });
        let [waits, completions, sojourns] = [(); 3].map(|()| Tally::default());
        Bench { tool: tool.clone(), place: sim.add_pool(1), inside: TimeWeighted::default(), waits, completions, sojourns }
    });
    run.run_until(unit.instant(window.warm_up), &mut ());
    run.intervene(|bench, sim| {
        sim.reset_statistics();
        bench.inside.reset(sim.now());
        [&mut bench.waits, &mut bench.completions, &mut bench.sojourns].into_iter().for_each(|it| *it = Tally::default());
    });
    let end = unit.instant(window.warm_up + window.length);
    run.run_until(end, &mut ());
    let bench = &run.world;
    let span = unit.of(end - unit.instant(window.warm_up));
    let mean = |it: &Tally| Seen::Ratio(unit.of_micros(it.total_micros()), it.count() as f64);
    let squares = |it: &Tally| {
        let (n, mean) = (it.count() as f64, it.mean_seconds());
        Seen::Ratio(((n - 1.0) * it.variance_seconds2() + n * mean * mean) / (unit.0 * unit.0), n)
    };
    let taken = unit.of_micros(run.sim().pool(bench.place).taken_over_time().area(end));
    let entries = [
        ("EC", mean(&bench.completions)),
        ("EC2", squares(&bench.completions)),
        ("rho_eff", Seen::Ratio(taken, span)),
        ("Wq", mean(&bench.waits)),
        ("W", mean(&bench.sojourns)),
        ("L", Seen::Ratio(unit.of_micros(bench.inside.area(end)), span)),
    ];
    entries.into_iter().map(|(name, it)| seen(format!("{head}{name}"), it)).collect()
}
