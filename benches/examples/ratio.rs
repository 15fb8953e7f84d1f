//! The engine against what is written by hand, alternating in one process, in CPU time: ratios are taken round by round, and
//! their median is printed. Arguments: rounds, customers a round.

use darse_benches::cpu::{cpu_ns, median};
use darse_benches::looping::{self, EventList, HoldModel, PackedHeap, StandardHeap};
use darse_benches::{by_hand, queue};
use darse_engine::*;
use std::hint::black_box;
use std::io::Write;

/// Nanoseconds for each of so many things.
fn timed<T>(things: u32, work: impl FnOnce() -> T) -> f64 {
    let start = cpu_ns();
    black_box(work());
    (cpu_ns() - start) / f64::from(things)
}

/// Does each in turn, so many rounds; nanoseconds, and the ratio to the first of the same round.
fn compare(what: &str, rounds: u32, works: &mut [(&str, &mut dyn FnMut() -> f64)]) -> std::io::Result<()> {
    let rows: Vec<Vec<f64>> = (0..rounds).map(|_| works.iter_mut().map(|(_, work)| work()).collect()).collect();
    for (column, (name, _)) in works.iter().enumerate() {
        let (time, ratio) = rows.iter().map(|row| (row[column], row[column] / row[0])).unzip();
        let (time, ratio) = (median(time), median(ratio));
        writeln!(std::io::stdout(), "{what:22} {name:26} {time:8.1} ns {ratio:6.2} x")?;
    }
    Ok(())
}

fn queues(rounds: u32, customers: u32, servers: u16) -> std::io::Result<()> {
    compare(
        &format!("M/M/{servers}, a customer"),
        rounds,
        &mut [
            ("by hand", &mut || timed(customers, || by_hand::queue(customers, servers.into(), 0.9))),
            ("engine, same numbers", &mut || timed(customers, || queue::run::<false>(customers, servers, 0.9))),
            ("engine, keyed streams", &mut || timed(customers, || queue::run::<true>(customers, servers, 0.9))),
        ],
    )
}

fn event_lists(rounds: u32, pending: u32, holds: u32) -> std::io::Result<()> {
    fn timer<L: EventList + Default>(pending: u32, holds: u32) -> impl FnMut() -> f64 {
        let mut model = HoldModel::<L>::new(pending);
        model.hold(holds.into());
        move || timed(holds, || model.hold(holds.into()))
    }
    compare(
        &format!("hold, {pending} pending"),
        rounds,
        &mut [
            ("BinaryHeap", &mut timer::<StandardHeap>(pending, holds)),
            ("BinaryHeap, packed keys", &mut timer::<PackedHeap>(pending, holds)),
            ("calendar", &mut timer::<Calendar>(pending, holds)),
        ],
    )
}

fn looping_processes(rounds: u32, processes: u32, holds: u32) -> std::io::Result<()> {
    let (mut simulation, mut end) = (looping::start(processes), SimTime::ZERO);
    let stretch = SimDuration(1_000_000_000 * u64::from(holds) / u64::from(processes)); // so many holds on average
    compare(
        &format!("{processes} processes"),
        rounds,
        &mut [("engine, a resume", &mut || {
            end += stretch;
            timed(holds, || simulation.run_until(end, &mut ()))
        })],
    )
}

fn draws(rounds: u32, n: u32) -> std::io::Result<()> {
    let (streams, stream, mean) = (Streams::new(1, 0), Stream::named("bench"), SimDuration::seconds(90));
    let entities = |n: u32| (0..u64::from(n)).map(black_box);
    compare(
        "keyed, a variate",
        rounds,
        &mut [
            ("uniform", &mut || {
                timed(n, || entities(n).map(|entity| streams.of_in_place(stream, entity, 0).unit()).sum::<f64>())
            }),
            ("exponential", &mut || {
                timed(n, || entities(n).map(|entity| streams.of_in_place(stream, entity, 0).exponential(mean).0).sum::<u64>())
            }),
            ("exponential, 4 an entity", &mut || {
                let four = |mut draw: Draw| [(); 4].map(|()| draw.exponential(mean).0).iter().sum::<u64>();
                timed(n, || entities(n / 4).map(|entity| four(streams.of_in_place(stream, entity, 0))).sum::<u64>())
            }),
        ],
    )
}

fn main() -> std::io::Result<()> {
    let arguments: Vec<u32> = std::env::args().skip(1).filter_map(|a| a.parse().ok()).collect();
    let argument = |place: usize, usual| arguments.get(place).copied().unwrap_or(usual);
    let (rounds, customers) = (argument(0, 7), argument(1, 2_000_000));
    queues(rounds, customers, 1)?;
    queues(rounds, customers, 10)?;
    for pending in [100, 10_000, 1_000_000] {
        event_lists(rounds, pending, customers)?;
    }
    looping_processes(rounds, 10_000, customers)?;
    draws(rounds, 4 * customers)?;
    let mut million = looping::start(1_000_000);
    million.run_until(SimTime(1_000_000_000), &mut ());
    let bytes = million.sim().bytes() as f64 / 1e6;
    writeln!(std::io::stdout(), "engine memory a pending process, of a million: {bytes:.1} bytes")
}
