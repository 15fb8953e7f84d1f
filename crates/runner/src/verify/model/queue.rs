//! One station: customers of several classes come one by one or in batches, wait by priority and in order of arrival, are
//! turned away where it is full, lose patience.
//!
//! ```text
//! Source ─ spawns ─▶ Arriving ─▶ Queueing ─▶ InService ─▶ gone
//!                       └▶ turned away  └▶ out of patience
//! ```

use super::batch::Batch;
use super::unit::{Unit, Window};
use crate::verify::study::{Row, Seen, seen};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{
    PoolId, Process, Request, Sample, Sim, SimDuration, SimTime, Simulation, Stage, Step, Stream, Streams, Tally, TimeWeighted,
    Variate,
};

const GAP: Stream = Stream::named("verify/gap");
const SIZE: Stream = Stream::named("verify/batch-size");
const SERVICE: Stream = Stream::named("verify/service");
const PATIENCE: Stream = Stream::named("verify/patience");

/// Customers of one kind.
#[derive(Clone, BorshSerialize, BorshDeserialize)]
pub struct Class {
    /// Between two batches.
    pub gap: Variate,
    /// How many come at once.
    pub batch: Batch,
    /// In service.
    pub service: Variate,
    /// Lower numbers are served first.
    pub priority: u16,
}

impl Class {
    /// They come one by one.
    pub fn single(gap: Variate, service: Variate) -> Class {
        Class { gap, batch: Batch::Fixed(1), service, priority: 0 }
    }
}

/// The station.
#[derive(Clone, BorshSerialize, BorshDeserialize)]
pub struct Queue {
    /// Who comes.
    pub classes: Vec<Class>,
    /// Servers.
    pub servers: u32,
    /// Places in the station, those in service among them; who finds none is lost.
    pub places: Option<u32>,
    /// How long one waits at most.
    pub patience: Option<Variate>,
    /// Waits are kept one by one, for quantiles or for the first customers.
    pub keep_waits: bool,
}

impl Queue {
    /// Customers of one class, who all wait as long as it takes.
    pub fn plain(class: Class, servers: u32) -> Queue {
        Queue { classes: vec![class], servers, places: None, patience: None, keep_waits: false }
    }
}

/// What is counted of a class.
#[derive(Clone, Default, BorshSerialize, BorshDeserialize)]
struct Counts {
    arrived: u64,
    blocked: u64,
    abandoned: u64,
    delayed: u64,
    waits: Tally,
    waits_in_vain: Tally,
    services: Tally,
    sojourns: Tally,
}

#[derive(Clone, BorshSerialize, BorshDeserialize)]
struct Station {
    queue: Queue,
    desk: PoolId,
    counts: Vec<Counts>,
    inside: TimeWeighted,
    empty: TimeWeighted,
    waits: Sample,
}

#[derive(Clone, Copy, BorshSerialize, BorshDeserialize)]
enum Customer {
    Opening { class: u8 },
    Source { class: u8, next: u64 },
    Arriving { class: u8, id: u64 },
    Queueing { class: u8, id: u64, since: SimTime },
    InService { class: u8, since: SimTime, wait: SimDuration },
    Gone,
}
use Customer::{Arriving, Gone, InService, Opening, Queueing, Source};

/// The key of a customer's random numbers.
fn key(class: u8, id: u64) -> u64 {
    id << 8 | u64::from(class)
}

impl Station {
    fn move_in(&mut self, now: SimTime) {
        self.inside.add(now, 1);
        self.empty.set(now, 0);
    }
    fn move_out(&mut self, now: SimTime) {
        self.inside.add(now, -1);
        self.empty.set(now, u32::from(self.inside.value() == 0));
    }
    fn request(&self, class: u8) -> Request {
        Request::of(self.desk, 1).with_priority(self.queue.classes[usize::from(class)].priority)
    }
    fn counts(&mut self, class: u8) -> &mut Counts {
        &mut self.counts[usize::from(class)]
    }
}

impl Stage for Customer {}
impl Process for Customer {
    type World = Station;
    type Record = ();
    type Cause = ();

    #[inline]
    fn resume(&mut self, at: &mut Station, sim: &mut Sim<Self>) -> Step {
        match *self {
            Opening { class } => {
                let gap = &at.queue.classes[usize::from(class)].gap;
                Source { class, next: 0 }.hold(gap.sample_duration(&mut sim.streams.of(GAP, key(class, 0), 1)))
            }
            Source { class, next } => {
                let of = &at.queue.classes[usize::from(class)];
                let size = of.batch.size(|| sim.streams.of(SIZE, key(class, next), 0));
                let gap = of.gap.sample_duration(&mut sim.streams.of(GAP, key(class, next), 0));
                for id in next..next + size {
                    sim.spawn(Arriving { class, id });
                }
                Source { class, next: next + size }.hold(gap)
            }
            Arriving { class, id } => {
                at.counts(class).arrived += 1;
                if at.queue.places.is_some_and(|places| at.inside.value() >= u64::from(places)) {
                    at.counts(class).blocked += 1;
                    return Gone.done().enter(self);
                }
                at.move_in(sim.now());
                let waiting = Queueing { class, id, since: sim.now() }.until(sim.seize(at.request(class)));
                match &at.queue.patience {
                    Some(law) => waiting.or_after(law.sample_duration(&mut sim.streams.of(PATIENCE, key(class, id), 0))),
                    None => waiting,
                }
            }
            Queueing { class, since, .. } if at.queue.patience.is_some() && sim.timed_out() => {
                at.counts(class).abandoned += 1;
                at.counts(class).waits_in_vain.observe(sim.now() - since);
                at.counts(class).delayed += 1;
                at.move_out(sim.now());
                Gone.done()
            }
            Queueing { class, id, since } => {
                let wait = sim.now() - since;
                if at.queue.keep_waits {
                    at.waits.observe(wait.as_seconds_f64());
                }
                let service =
                    at.queue.classes[usize::from(class)].service.sample_duration(&mut sim.streams.of(SERVICE, key(class, id), 0));
                let counts = at.counts(class);
                counts.waits.observe(wait);
                counts.delayed += u64::from(wait > SimDuration::ZERO);
                counts.services.observe(service);
                InService { class, since: sim.now(), wait }.hold(service)
            }
            InService { class, since, wait } => {
                sim.release(at.request(class));
                let sojourn = wait + (sim.now() - since);
                at.counts(class).sojourns.observe(sojourn);
                at.move_out(sim.now());
                Gone.done()
            }
            Gone => unreachable!("it has left"),
        }
        .enter(self)
    }
}

fn open(queue: &Queue, streams: Streams) -> Simulation<Customer> {
    Simulation::new(streams, |sim| {
        for class in 0..queue.classes.len() {
            sim.spawn(Opening { class: class as u8 });
        }
        let mut empty = TimeWeighted::default();
        empty.set(SimTime::ZERO, 1);
        Station {
            queue: queue.clone(),
            desk: sim.add_pool(queue.servers),
            counts: vec![Counts::default(); queue.classes.len()],
            inside: TimeWeighted::default(),
            empty,
            waits: Sample::default(),
        }
    })
}

/// What an observation of a station in its steady state saw.
pub struct Observed {
    unit: Unit,
    servers: f64,
    span: f64,
    queued: f64,
    taken: f64,
    inside: f64,
    empty: f64,
    counts: Vec<Counts>,
    waits: Sample,
}

/// Runs through the warm-up, forgets it, runs on.
pub fn observe(queue: &Queue, unit: Unit, window: Window, streams: Streams) -> Observed {
    let mut run = open(queue, streams);
    run.run_until(unit.instant(window.warm_up), &mut ());
    run.intervene(|station, sim| {
        sim.reset_statistics();
        station.counts.iter_mut().for_each(|counts| *counts = Counts::default());
        station.inside.reset(sim.now());
        station.empty.reset(sim.now());
        station.waits = Sample::default();
    });
    let end = unit.instant(window.warm_up + window.length);
    run.run_until(end, &mut ());
    let desk = run.sim().pool(run.world.desk);
    Observed {
        unit,
        servers: f64::from(queue.servers),
        span: unit.of(end - unit.instant(window.warm_up)),
        queued: unit.of_micros(desk.queued_over_time().area(end)),
        taken: unit.of_micros(desk.taken_over_time().area(end)),
        inside: unit.of_micros(run.world.inside.area(end)),
        empty: unit.of_micros(run.world.empty.area(end)),
        counts: run.world.counts,
        waits: run.world.waits,
    }
}

/// The waits of the first `n` customers of a station that opens empty [units].
pub fn first_waits(queue: &Queue, unit: Unit, n: usize, streams: Streams) -> Vec<f64> {
    let mut run = open(queue, streams);
    while run.world.waits.count() < n {
        let next = run.next_at().unwrap_or(SimTime::MAX);
        run.run_until(next, &mut ());
    }
    run.world.waits.values()[..n].iter().map(|wait| wait / unit.0).collect()
}

impl Observed {
    /// Every quantity that the files name, of a station with one class.
    pub fn row(&self) -> Row {
        let Observed { unit, servers, span, .. } = *self;
        let it = &self.counts[0];
        let (started, arrived) = (it.waits.count() as f64, it.arrived as f64);
        let sum = |tally: &Tally| unit.of_micros(tally.total_micros());
        let admitted = started + it.abandoned as f64;
        let service = self.service_mean();
        let mut row = vec![
            seen("rho", Seen::Ratio(self.taken, span * servers)),
            seen("utilisation", Seen::Ratio(self.taken, span * servers)),
            seen("carried", Seen::Ratio(self.taken, span)),
            seen("throughput", Seen::Ratio(it.sojourns.count() as f64, span)),
            seen("Wq", Seen::Ratio(sum(&it.waits), started)),
            seen("Wq_admitted", Seen::Ratio(sum(&it.waits), started)),
            seen("Wq_all", Seen::Ratio(sum(&it.waits) + sum(&it.waits_in_vain), admitted)),
            seen("Wq_over_S", Seen::Ratio(sum(&it.waits), sum(&it.services))),
            seen("P_wait", Seen::Ratio(it.delayed as f64, admitted)),
            seen("sigma", Seen::Ratio(it.delayed as f64, admitted)),
            seen("P_block", Seen::Ratio(it.blocked as f64, arrived)),
            seen("P_abandon", Seen::Ratio(it.abandoned as f64, admitted)),
            seen("P_empty", Seen::Ratio(self.empty, span)),
            seen("W", Seen::Ratio(sum(&it.sojourns), it.sojourns.count() as f64)),
            seen("W_admitted", Seen::Ratio(sum(&it.sojourns), it.sojourns.count() as f64)),
            seen("Lq", Seen::Ratio(self.queued, span)),
            seen("L", Seen::Ratio(self.inside, span)),
            seen("ES", Seen::Ratio(sum(&it.services), started)),
            seen("ES2", Seen::Ratio(self.squares(&it.services), started)),
            seen("scv", Seen::Variance(started, sum(&it.services) / service, self.squares(&it.services) / (service * service))),
            seen("Wq_var", Seen::Variance(started, sum(&it.waits), self.squares(&it.waits))),
        ];
        if self.waits.count() > 0 {
            let quantiles = self.waits.quantiles([0.9, 0.95]);
            for (name, quantile) in ["Wq_p90", "Wq_p95"].into_iter().zip(quantiles) {
                row.push(seen(name, Seen::value(quantile / unit.0)));
            }
        }
        row
    }

    /// Mean wait of each class: `name[0]`, …
    pub fn waits_by_class(&self, name: &str) -> Row {
        let wait = |counts: &Counts| Seen::Ratio(self.unit.of_micros(counts.waits.total_micros()), counts.waits.count() as f64);
        self.counts.iter().enumerate().map(|(class, counts)| seen(format!("{name}[{class}]"), wait(counts))).collect()
    }

    /// Mean wait of all classes together.
    pub fn wait_of_all(&self, name: &str) -> Row {
        let total = self.counts.iter().map(|counts| self.unit.of_micros(counts.waits.total_micros())).sum();
        vec![seen(name, Seen::Ratio(total, self.counts.iter().map(|counts| counts.waits.count() as f64).sum()))]
    }

    fn service_mean(&self) -> f64 {
        self.counts[0].services.mean_seconds() / self.unit.0
    }

    /// Sum of squares [units²].
    fn squares(&self, tally: &Tally) -> f64 {
        let (n, mean) = (tally.count() as f64, tally.mean_seconds() / self.unit.0);
        (n - 1.0) * tally.variance_seconds2() / (self.unit.0 * self.unit.0) + n * mean * mean
    }
}
