//! Queues against theory, and Little's law in integers.

use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::*;

const GAP: Stream = Stream::named("gap");
const SERVICE: Stream = Stream::named("service");

#[derive(Clone, BorshSerialize, BorshDeserialize)]
struct Shop {
    servers: Request,
    gap: Variate,
    service: Variate,
    customers: u64,
}

#[derive(Clone, Copy, BorshSerialize, BorshDeserialize)]
enum Customer {
    Source { next: u64 },
    Entering { id: u64 },
    Queueing { id: u64, since: SimTime },
    InService { id: u64, waited: SimDuration, since: SimTime },
    Gone,
}
use Customer::*;

#[derive(Clone, Copy)]
struct Left {
    id: u64,
    waited: SimDuration,
    served: SimDuration,
}

impl Stage for Customer {}
impl Process for Customer {
    type World = Shop;
    type Record = Left;
    type Cause = ();

    fn resume(&mut self, shop: &mut Shop, sim: &mut Sim<Self>) -> Step {
        match *self {
            Source { next } if next == shop.customers => Gone.done(),
            Source { next } => {
                sim.spawn(Entering { id: next });
                Source { next: next + 1 }.hold(shop.gap.sample_duration(&mut sim.streams.of(GAP, next, 0)))
            }
            Entering { id } => Queueing { id, since: sim.now() }.until(sim.seize(shop.servers)),
            Queueing { id, since } => {
                let service = shop.service.sample_duration(&mut sim.streams.of(SERVICE, id, 0));
                InService { id, waited: sim.now() - since, since: sim.now() }.hold(service)
            }
            InService { id, waited, since } => {
                sim.release(shop.servers);
                sim.record(Left { id, waited, served: sim.now() - since });
                Gone.done()
            }
            Gone => unreachable!("it has left"),
        }
        .enter(self)
    }
}

struct Waits {
    warm_up: u64,
    waits: Tally,
    services: Tally,
}

impl Observer<Left> for Waits {
    fn record(&mut self, _: SimTime, left: &Left) {
        if left.id >= self.warm_up {
            self.waits.observe(left.waited);
            self.services.observe(left.served);
        }
    }
}

fn run(
    replication: u32,
    servers: u32,
    gap: Variate,
    service: Variate,
    customers: u64,
    warm_up: u64,
) -> (Waits, Simulation<Customer>) {
    let mut simulation = Simulation::new(Streams::new(2024, replication), |sim| {
        sim.spawn(Source { next: 0 });
        Shop { servers: Request::of(sim.add_pool(servers), 1), gap, service, customers }
    });
    let mut waits = Waits { warm_up, waits: Tally::default(), services: Tally::default() };
    simulation.run_until(SimTime::MAX, &mut waits);
    (waits, simulation)
}

/// Mean wait of 30 replications [mean services] against theory: within 4 standard errors, and these are small enough.
fn check(name: &str, servers: u32, load: f64, service: Variate, expected: f64, customers: u64, precision: f64) {
    let mean = service.mean();
    let gap = Variate::exponential(mean / load / f64::from(servers)).unwrap();
    let mut means = Moments::default();
    for replication in 0..30 {
        let (waits, _) = run(replication, servers, gap.clone(), service.clone(), customers, customers / 10);
        means.observe(waits.waits.mean_seconds() / mean);
    }
    let error = means.sd() / (means.count() as f64).sqrt();
    assert!((means.mean() - expected).abs() <= 4.0 * error, "{name}: {} ± {error} not {expected}", means.mean());
    assert!(error <= precision * expected, "{name}: standard error {error} of {expected}");
}

/// Erlang's C formula: mean wait of M/M/c [mean services] (Gross and Harris, *Fundamentals of Queueing Theory*, 2.4).
fn erlang_c(servers: u32, load: f64) -> f64 {
    let offered = load * f64::from(servers);
    let blocked = (1..=servers).fold(1.0, |b, c| offered * b / (f64::from(c) + offered * b)); // Erlang B
    let waits = blocked / (1.0 - load * (1.0 - blocked));
    waits / (f64::from(servers) * (1.0 - load))
}

#[test]
fn mm1_waits_as_long_as_theory_says() {
    let service = || Variate::exponential(100.0).unwrap();
    check("M/M/1 rho 0.5", 1, 0.5, service(), 0.5 / 0.5, 15_000, 0.01);
    check("M/M/1 rho 0.9", 1, 0.9, service(), 0.9 / 0.1, 60_000, 0.02);
}

#[test]
fn mmc_waits_as_long_as_theory_says() {
    assert!((erlang_c(1, 0.9) - 9.0).abs() < 1e-12);
    let service = || Variate::exponential(100.0).unwrap();
    check("M/M/4 rho 0.8", 4, 0.8, service(), erlang_c(4, 0.8), 90_000, 0.01);
    check("M/M/10 rho 0.9", 10, 0.9, service(), erlang_c(10, 0.9), 90_000, 0.02);
}

/// Pollaczek and Khinchine: rho (1 + cv²) / 2 (1 − rho) mean services.
#[test]
fn mg1_waits_as_long_as_theory_says() {
    let wait = |load: f64, cv: f64| load * (1.0 + cv * cv) / (2.0 * (1.0 - load));
    check("M/D/1 rho 0.8", 1, 0.8, Variate::constant(100.0).unwrap(), wait(0.8, 0.0), 30_000, 0.01);
    check("M/E3/1 rho 0.7", 1, 0.7, Variate::erlang(3, 100.0).unwrap(), wait(0.7, 1.0 / 3f64.sqrt()), 30_000, 0.01);
}

/// The time that requests spent in line is the area of the line's length; the same for units taken. No rounding anywhere.
#[test]
fn littles_law_holds_to_the_microsecond() {
    for servers in [1, 3] {
        let service = Variate::gamma(100.0, 0.7).unwrap();
        let (waits, simulation) = run(0, servers, Variate::exponential(110.0 / f64::from(servers)).unwrap(), service, 5_000, 0);
        let desk = simulation.sim().pool(PoolId::default());
        assert_eq!((waits.waits.count(), desk.asked(), desk.queued(), desk.taken()), (5_000, 5_000, 0, 0));
        let end = simulation.sim().now();
        assert_eq!(desk.queued_over_time().area(end), waits.waits.total_micros());
        assert_eq!(desk.taken_over_time().area(end), waits.services.total_micros());
        assert!(waits.waits.total_micros() > 0 && u64::from(servers) >= desk.taken_over_time().max());
        assert_eq!(simulation.sim().living(), 0);
    }
}
