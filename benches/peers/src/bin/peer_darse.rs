//! Darse through its public API, statistics and records on.

use darse_benches::looping::{self, HoldModel};
use darse_benches::queue;
use darse_engine::{Calendar, SimTime};
use darse_peers::*;

fn main() {
    let (work, n) = arguments();
    report(match work.as_str() {
        "mm1" | "mmc" => queue::run::<false>(n, servers(&work) as u16, LOAD),
        "mm1-keyed" => queue::run::<true>(n, 1, LOAD),
        "hold" => HoldModel::<Calendar>::new(PENDING).hold(n.into()) as f64,
        "loop" => {
            let mut simulation = looping::start(PENDING);
            simulation.run_until(SimTime(1_000_000_000 * u64::from(n) / u64::from(PENDING)), &mut ());
            simulation.sim().events() as f64 / f64::from(n)
        }
        _ => unknown(&work),
    });
}
