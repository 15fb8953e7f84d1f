//! A station whose customers come at a rate that changes with the hour, day after day the same.
//!
//! ```text
//! Source ─ spawns, if the hour wants it ─▶ Arriving ─▶ Queueing ─▶ InService ─▶ gone
//! Looking { slot }: counts at its instant of each day
//! ```

use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{
    PoolId, Process, Request, Sim, SimDuration, SimTime, Simulation, Stage, Step, Stream, Streams, Tally, TimeWeighted, Variate,
    real,
};
use std::f64::consts::TAU;

const GAP: Stream = Stream::named("verify/gap");
const SERVICE: Stream = Stream::named("verify/service");

/// One day [s].
pub const DAY: SimDuration = SimDuration::days(1);

const HOUR: SimDuration = SimDuration::hours(1);

/// Arrivals an hour, by the hour of the day.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub enum Profile {
    /// mean + amplitude · sin(2π t / 24 h)
    Sine(f64, f64),
    /// One rate an hour, 24 of them.
    Hourly(Vec<f64>),
}

impl Profile {
    fn at(&self, now: SimTime) -> f64 {
        let hour = (now.0 % DAY.0) as f64 / 3.6e9;
        match self {
            Profile::Sine(mean, amplitude) => mean + amplitude * real::sin(TAU * hour / 24.0),
            Profile::Hourly(rates) => rates[hour as usize],
        }
    }
    /// The greatest rate within this hour of the day: a sine turns on the hour, so that it is the greater of both ends.
    fn most(&self, hour: u64) -> f64 {
        let rate = |hour: u64| self.at(SimTime::ZERO + SimDuration::hours(hour));
        match self {
            Profile::Sine(..) => rate(hour).max(rate(hour + 1)),
            Profile::Hourly(_) => rate(hour),
        }
    }
}

/// The station.
#[derive(Clone, BorshSerialize, BorshDeserialize)]
pub struct Day {
    /// Who comes.
    pub profile: Profile,
    /// One service [s].
    pub service: Variate,
    /// Servers.
    pub servers: u32,
    /// Instants of the day at which it is looked at [s].
    pub instants: Vec<f64>,
}

#[derive(Clone, BorshSerialize, BorshDeserialize)]
struct Station {
    day: Day,
    /// The greatest rate of each hour.
    most: Vec<f64>,
    desk: PoolId,
    inside: TimeWeighted,
    waits: Tally,
    delayed: u64,
    looks: Vec<(f64, f64)>,
    areas: Vec<(u128, u128)>,
    hours: Vec<(f64, f64)>,
}

#[derive(Clone, Copy, BorshSerialize, BorshDeserialize)]
enum Life {
    Source { next: u64, candidate: bool },
    Arriving { id: u64 },
    Queueing { id: u64, since: SimTime },
    InService,
    Looking { slot: u32 },
    Hour { hour: u32 },
    Gone,
}
use Life::{Arriving, Gone, Hour, InService, Looking, Queueing, Source};

impl Stage for Life {}
impl Process for Life {
    type World = Station;
    type Record = ();
    type Cause = ();

    fn resume(&mut self, at: &mut Station, sim: &mut Sim<Self>) -> Step {
        match *self {
            // Thinning (Lewis and Shedler, 1979): candidates at the greatest rate of the hour, kept as often as the instant wants; who
            // would come in another hour is drawn afresh when it begins.
            Source { next, candidate } => {
                let now = sim.now();
                let hour = now.0 / HOUR.0;
                let (most, left) = (at.most[(hour % 24) as usize], SimDuration((hour + 1) * HOUR.0 - now.0));
                let mut draw = sim.streams.of(GAP, next, 0);
                if candidate && draw.open_unit() * most < at.day.profile.at(now) {
                    sim.spawn(Arriving { id: next });
                }
                let gap = if most > 0.0 { draw.exponential(SimDuration::from_seconds_f64(3_600.0 / most)) } else { left };
                Source { next: next + 1, candidate: gap < left }.hold(gap.min(left))
            }
            Arriving { id } => {
                at.inside.add(sim.now(), 1);
                Queueing { id, since: sim.now() }.until(sim.seize(Request::of(at.desk, 1)))
            }
            Queueing { id, since } => {
                let wait = sim.now() - since;
                at.waits.observe(wait);
                at.delayed += u64::from(wait > SimDuration::ZERO);
                InService.hold(at.day.service.sample_duration(&mut sim.streams.of(SERVICE, id, 0)))
            }
            InService => {
                sim.release(Request::of(at.desk, 1));
                at.inside.add(sim.now(), -1);
                Gone.done()
            }
            Looking { slot } => {
                let look = &mut at.looks[slot as usize];
                look.0 += at.inside.value() as f64;
                look.1 += sim.pool(at.desk).queued() as f64;
                Looking { slot }.hold(DAY)
            }
            Hour { hour } => {
                let now = sim.now();
                let areas = (at.inside.area(now), sim.pool(at.desk).queued_over_time().area(now));
                if let Some(before) = at.areas.pop() {
                    let of = &mut at.hours[((hour + 23) % 24) as usize];
                    of.0 += (areas.0 - before.0) as f64 / 3.6e9;
                    of.1 += (areas.1 - before.1) as f64 / 3.6e9;
                }
                at.areas.push(areas);
                Hour { hour: (hour + 1) % 24 }.hold(HOUR)
            }
            Gone => unreachable!("it has left"),
        }
        .enter(self)
    }
}

/// What was seen over so many days.
pub struct Observed {
    /// Days.
    pub days: f64,
    /// At each instant: sum over days of the number inside, and of those in line.
    pub looks: Vec<(f64, f64)>,
    /// Of each hour: sum over days of the mean number inside, and of those in line.
    pub hours: Vec<(f64, f64)>,
    /// Sum of all waits [h].
    pub waits: f64,
    /// Customers who began service.
    pub started: f64,
    /// Those who had to wait.
    pub delayed: f64,
}

/// Runs `warm_up` days, forgets them, and runs `days` more.
pub fn observe(day: &Day, warm_up: u64, days: u64, streams: Streams) -> Observed {
    let mut run = Simulation::new(streams, |sim| {
        sim.spawn(Source { next: 0, candidate: false });
        Station {
            day: day.clone(),
            most: (0..24).map(|hour| day.profile.most(hour)).collect(),
            desk: sim.add_pool(day.servers),
            inside: TimeWeighted::default(),
            waits: Tally::default(),
            delayed: 0,
            looks: vec![(0.0, 0.0); day.instants.len()],
            areas: Vec::new(),
            hours: vec![(0.0, 0.0); 24],
        }
    });
    run.run_until(SimTime::ZERO + DAY * warm_up, &mut ());
    run.intervene(|station, sim| {
        station.waits = Tally::default();
        station.delayed = 0;
        sim.spawn(Hour { hour: 0 });
    });
    // Each observer is born at its instant of the first day.
    let mut slots: Vec<(SimDuration, u32)> =
        day.instants.iter().zip(0..).map(|(at, slot)| (SimDuration::from_seconds_f64(*at), slot)).collect();
    slots.sort_unstable();
    for (at, slot) in slots {
        run.run_until(SimTime::ZERO + DAY * warm_up + at, &mut ());
        run.intervene(|_, sim| sim.spawn(Looking { slot }));
    }
    run.run_until(SimTime::ZERO + DAY * (warm_up + days) - SimDuration(1), &mut ());
    let Station { looks, mut hours, waits, delayed, areas, inside, desk, .. } = run.world.clone();
    let end = SimTime::ZERO + DAY * (warm_up + days);
    if let Some(before) = areas.last() {
        hours[23].0 += (inside.area(end) - before.0) as f64 / 3.6e9;
        hours[23].1 += (run.sim().pool(desk).queued_over_time().area(end) - before.1) as f64 / 3.6e9;
    }
    let started = waits.count() as f64;
    let waits = waits.total_micros() as f64 / 3.6e9;
    Observed { days: days as f64, looks, hours, waits, started, delayed: delayed as f64 }
}
