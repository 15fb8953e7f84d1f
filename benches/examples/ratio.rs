//! The engine against the loop written by hand, alternating, in CPU time a customer. Arguments: servers, customers, rounds.

use darse_benches::{by_hand, queue};
use std::io::Write;

/// CPU time of this process [ns]; Linux.
fn cpu_ns() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    stat.split(' ').next().and_then(|ns| ns.parse().ok()).unwrap_or(f64::NAN)
}

fn timed(customers: u32, work: impl FnOnce() -> f64) -> (f64, f64) {
    let start = cpu_ns();
    let mean = work();
    ((cpu_ns() - start) / f64::from(customers), mean)
}

fn main() -> std::io::Result<()> {
    let arguments: Vec<u32> = std::env::args().skip(1).filter_map(|a| a.parse().ok()).collect();
    let argument = |place: usize, usual| arguments.get(place).copied().unwrap_or(usual);
    let (servers, customers, rounds) = (argument(0, 1), argument(1, 2_000_000), argument(2, 7));
    let mut ratios = Vec::new();
    let mut out = std::io::stdout().lock();
    for _ in 0..rounds {
        let (hand, mean) = timed(customers, || by_hand::queue(customers, servers, 0.9));
        let (plain, same) = timed(customers, || queue::run::<false>(customers, servers as u16, 0.9));
        let (keyed, other) = timed(customers, || queue::run::<true>(customers, servers as u16, 0.9));
        ratios.push(plain / hand);
        writeln!(out, "by hand {hand:.1} ns ({mean:.2}), engine {plain:.1} ({same:.2}), keyed {keyed:.1} ({other:.2})")?;
    }
    ratios.sort_by(f64::total_cmp);
    writeln!(out, "median ratio, same numbers: {:.2}", ratios[ratios.len() / 2])
}
