//! Criterion benches of the engine: queues, the hold model, keyed draws.

#![expect(missing_docs, reason = "criterion's macros make functions without")]

use criterion::measurement::WallTime;
use criterion::{BatchSize, BenchmarkGroup, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use darse_benches::looping::{self, EventList, HoldModel, PackedHeap, StandardHeap};
use darse_benches::{by_hand, queue};
use darse_engine::*;
use std::hint::black_box;

/// Holds an iteration.
const HOLDS: u64 = 100_000;

fn queues(c: &mut Criterion) {
    const CUSTOMERS: u32 = 100_000;
    for servers in [1u16, 10] {
        let mut group = c.benchmark_group(format!("M/M/{servers}, rho 0.9"));
        group.throughput(Throughput::Elements(u64::from(CUSTOMERS)));
        group.bench_function("by hand", |b| b.iter(|| by_hand::queue(CUSTOMERS, u32::from(servers), 0.9)));
        group.bench_function("engine, same numbers", |b| b.iter(|| queue::run::<false>(CUSTOMERS, servers, 0.9)));
        group.bench_function("engine, keyed streams", |b| b.iter(|| queue::run::<true>(CUSTOMERS, servers, 0.9)));
    }
}

fn event_list<L: EventList + Default>(group: &mut BenchmarkGroup<'_, WallTime>, name: &str, pending: u32) {
    let mut model = HoldModel::<L>::new(pending);
    group.bench_function(BenchmarkId::new(name, pending), |b| b.iter(|| model.hold(HOLDS)));
}

fn hold_model(c: &mut Criterion) {
    let mut group = c.benchmark_group("hold model");
    group.throughput(Throughput::Elements(HOLDS));
    for pending in [100u32, 10_000, 1_000_000] {
        event_list::<StandardHeap>(&mut group, "BinaryHeap", pending);
        event_list::<PackedHeap>(&mut group, "BinaryHeap of packed keys", pending);
        event_list::<Calendar>(&mut group, "calendar", pending);
        let mut simulation = looping::start(pending);
        let stretch = SimDuration(1_000_000_000 * HOLDS / u64::from(pending)); // so many holds on average
        let mut end = SimTime::ZERO;
        group.bench_function(BenchmarkId::new("looping processes", pending), |b| {
            b.iter(|| {
                end += stretch;
                simulation.run_until(end, &mut ());
            });
        });
    }
}

fn draws(c: &mut Criterion) {
    const N: u64 = 1000;
    let (streams, stream) = (Streams::new(1, 0), Stream::named("bench"));
    let mut group = c.benchmark_group("a variate");
    group.throughput(Throughput::Elements(N));
    group.bench_function("keyed unit, one an entity", |b| {
        b.iter(|| (0..N).map(|entity| streams.of(stream, black_box(entity), 0).unit()).sum::<f64>());
    });
    group.bench_function("keyed exponential, one an entity", |b| {
        let mean = SimDuration::seconds(90);
        b.iter(|| (0..N).map(|entity| streams.of(stream, black_box(entity), 0).exponential(mean).0).sum::<u64>());
    });
    group.bench_function("keyed exponential, four an entity", |b| {
        let mean = SimDuration::seconds(90);
        let four = |mut draw: Draw| [(); 4].map(|()| draw.exponential(mean).0).iter().sum::<u64>();
        b.iter(|| (0..N / 4).map(|entity| four(streams.of(stream, black_box(entity), 0))).sum::<u64>());
    });
    let families = [
        ("lognormal", Variate::lognormal(115.0, 0.3)),
        ("gamma", Variate::gamma(10.0, 0.5)),
        ("triangular", Variate::triangular(1.0, 2.0, 6.0)),
        ("pert", Variate::pert(1.0, 2.0, 6.0)),
    ];
    for (name, variate) in families {
        let variate = variate.expect("the arguments are right");
        group.bench_function(BenchmarkId::new("many of one draw", name), |b| {
            b.iter_batched(
                || streams.of(stream, 1, 0),
                |mut draw| (0..N).map(|_| variate.sample(&mut draw)).sum::<f64>(),
                BatchSize::SmallInput,
            );
        });
    }
}

criterion_group!(engine, queues, hold_model, draws);
criterion_main!(engine);
