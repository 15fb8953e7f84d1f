//! Servers that fail whether they work or not, crews that repair them, and jobs that move to any server that is up: as
//! many are served as there are servers up, and who is broken off goes on where it stopped.
//!
//! ```text
//! Source ─ spawns ─▶ Arriving ─▶ Waiting ⇄ Working ─▶ gone
//! New ─▶ Up ─▶ AwaitingCrew ─▶ InRepair ─▶ Up
//! ```

use super::unit::{Unit, Window};
use crate::verify::study::{Row, Seen, seen};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{
    Answer, Line, Pid, PoolId, Process, Request, Sim, SimDuration, SimTime, Simulation, Stage, Step, Stream, Streams, Tally,
    TimeWeighted, Variate,
};

const GAP: Stream = Stream::named("verify/gap");
const SERVICE: Stream = Stream::named("verify/service");
const UP_TIME: Stream = Stream::named("verify/up-time");
const REPAIR: Stream = Stream::named("verify/repair");

/// The shop.
#[derive(Clone, BorshSerialize, BorshDeserialize)]
pub struct Shop {
    /// Between two jobs.
    pub gap: Variate,
    /// Work on a job.
    pub service: Variate,
    /// From the end of a repair to the next failure.
    pub up_time: Variate,
    /// A repair.
    pub repair: Variate,
    /// Servers.
    pub servers: u32,
    /// Crews that repair.
    pub crews: u32,
}

#[derive(Clone, BorshSerialize, BorshDeserialize)]
struct Hall {
    shop: Shop,
    crew: PoolId,
    /// Servers up.
    up: TimeWeighted,
    /// Jobs at work; the last to start is the first to make way.
    at_work: Vec<Pid>,
    working: TimeWeighted,
    /// Who was broken off stands before who has not begun.
    line: Line<Pid>,
    inside: TimeWeighted,
    sojourns: Tally,
}

impl Hall {
    fn start(&mut self, pid: Pid, now: SimTime) {
        self.at_work.push(pid);
        self.working.add(now, 1);
    }
    fn stop(&mut self, pid: Pid, now: SimTime) {
        self.at_work.retain(|other| *other != pid);
        self.working.add(now, -1);
    }
    fn ask(&mut self, broken_off: bool, sim: &mut Sim<Life>) -> Answer {
        let me = sim.me();
        if (self.at_work.len() as u64) < self.up.value() {
            self.start(me, sim.now());
            return Answer::GRANTED;
        }
        self.line.join_at(u8::from(!broken_off), me, sim)
    }
    fn serve(&mut self, sim: &mut Sim<Life>) {
        while (self.at_work.len() as u64) < self.up.value() {
            let Some((ticket, pid)) = self.line.take(0, sim) else { return };
            self.start(pid, sim.now());
            sim.wake(ticket);
        }
    }
    fn fail(&mut self, sim: &mut Sim<Life>) {
        self.up.add(sim.now(), -1);
        if self.at_work.len() as u64 > self.up.value()
            && let Some(last) = self.at_work.last()
        {
            sim.interrupt(*last, ());
        }
    }
    fn mend(&mut self, sim: &mut Sim<Life>) {
        self.up.add(sim.now(), 1);
        self.serve(sim);
    }
}

#[derive(Clone, Copy, BorshSerialize, BorshDeserialize)]
enum Life {
    Source { next: u64 },
    Arriving { id: u64 },
    Waiting { since: SimTime, left: SimDuration },
    Working { since: SimTime },
    New { server: u64 },
    Up { server: u64, nth: u32 },
    AwaitingCrew { server: u64, nth: u32 },
    InRepair { server: u64, nth: u32 },
    Gone,
}
use Life::{Arriving, AwaitingCrew, Gone, InRepair, New, Source, Up, Waiting, Working};

impl Stage for Life {}
impl Process for Life {
    type World = Hall;
    type Record = ();
    type Cause = ();

    fn resume(&mut self, hall: &mut Hall, sim: &mut Sim<Self>) -> Step {
        let crew = Request::of(hall.crew, 1);
        match *self {
            Source { next } => {
                sim.spawn(Arriving { id: next });
                Source { next: next + 1 }.hold(hall.shop.gap.sample_duration(&mut sim.streams.of(GAP, next, 0)))
            }
            Arriving { id } => {
                hall.inside.add(sim.now(), 1);
                let left = hall.shop.service.sample_duration(&mut sim.streams.of(SERVICE, id, 0));
                Waiting { since: sim.now(), left }.until(hall.ask(false, sim))
            }
            Waiting { since, left } => Working { since }.hold(left),
            Working { since } => {
                hall.stop(sim.me(), sim.now());
                hall.inside.add(sim.now(), -1);
                hall.sojourns.observe(sim.now() - since);
                hall.serve(sim);
                Gone.done()
            }
            New { server } => {
                hall.mend(sim);
                Up { server, nth: 0 }.hold(hall.shop.up_time.sample_duration(&mut sim.streams.of(UP_TIME, server, 0)))
            }
            Up { server, nth } => {
                hall.fail(sim);
                AwaitingCrew { server, nth }.until(sim.seize(crew))
            }
            AwaitingCrew { server, nth } => {
                InRepair { server, nth }.hold(hall.shop.repair.sample_duration(&mut sim.streams.of(REPAIR, server, nth)))
            }
            InRepair { server, nth } => {
                sim.release(crew);
                hall.mend(sim);
                Up { server, nth: nth + 1 }.hold(hall.shop.up_time.sample_duration(&mut sim.streams.of(UP_TIME, server, nth + 1)))
            }
            Gone => unreachable!("it has left"),
        }
        .enter(self)
    }

    fn interrupted(&mut self, (): (), left: SimDuration, hall: &mut Hall, sim: &mut Sim<Self>) -> Option<Step> {
        let Working { since } = *self else { return None };
        hall.stop(sim.me(), sim.now());
        Some(Waiting { since, left }.until(hall.ask(true, sim)).enter(self))
    }
}

/// What is seen after the warm-up, each name behind `head`.
pub fn observe(shop: &Shop, head: &str, unit: Unit, window: Window, streams: Streams) -> Row {
    let mut run = Simulation::new(streams, |sim| {
        for server in 0..u64::from(shop.servers) {
            sim.spawn(New { server });
        }
        sim.spawn(Source { next: 0 });
        Hall {
            shop: shop.clone(),
            crew: sim.add_pool(shop.crews),
            up: TimeWeighted::default(),
            at_work: Vec::new(),
            working: TimeWeighted::default(),
            line: Line::default(),
            inside: TimeWeighted::default(),
            sojourns: Tally::default(),
        }
    });
    run.run_until(unit.instant(window.warm_up), &mut ());
    run.intervene(|hall, sim| {
        hall.up.reset(sim.now());
        hall.working.reset(sim.now());
        hall.inside.reset(sim.now());
        hall.sojourns = Tally::default();
    });
    let end = unit.instant(window.warm_up + window.length);
    run.run_until(end, &mut ());
    let hall = &run.world;
    let area = |it: &TimeWeighted| unit.of_micros(it.area(end));
    let span = unit.of(end - unit.instant(window.warm_up));
    let entries = [
        ("L", Seen::Ratio(area(&hall.inside), span)),
        ("W", Seen::Ratio(unit.of_micros(hall.sojourns.total_micros()), hall.sojourns.count() as f64)),
        ("mean_servers_up", Seen::Ratio(area(&hall.up), span)),
        ("capacity", Seen::Ratio(area(&hall.up), span * shop.service.mean() / unit.0)),
        ("rho_eff", Seen::Ratio(area(&hall.working), area(&hall.up))),
        ("availability", Seen::Ratio(area(&hall.up), span * f64::from(shop.servers))),
    ];
    entries.into_iter().map(|(name, it)| seen(format!("{head}{name}"), it)).collect()
}
