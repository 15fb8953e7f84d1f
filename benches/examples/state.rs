//! What the state of a scenario weighs: seconds and bytes to save, load and branch it, halfway through its run.
//!
//! `cargo run --release -p darse-benches --example state [SCENARIO]`

#![expect(clippy::print_stdout, reason = "the table is the point")]
#![expect(clippy::disallowed_methods, reason = "a bench measures time")]

use darse_benches::scenario::scenario;
use darse_engine::SimTime;
use darse_port::Replication;
use std::error::Error;
use std::time::Instant;

/// The median of so many repetitions [ms], and what the last one made.
fn median_ms<T>(mut act: impl FnMut() -> T) -> (f64, T) {
    let mut once = || {
        let begin = Instant::now();
        let made = act();
        (begin.elapsed().as_secs_f64() * 1e3, made)
    };
    let mut times: Vec<f64> = (0..20).map(|_| once().0).collect();
    times.sort_by(f64::total_cmp);
    (times[10], once().1)
}

fn restore_is_whole(bytes: &[u8], restored: Replication) -> Result<(), String> {
    if darse_state::to_bytes(&restored) == bytes { Ok(()) } else { Err("the state that was loaded is another".to_owned()) }
}

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "scenarios/tanger-med-tc4.toml".to_owned());
    let scenario = scenario(&std::fs::read_to_string(&path)?)?;
    let mut replication = Replication::new(&scenario, scenario.experiment.seed, 0);
    replication.run_until(SimTime(replication.end().0 / 2), false).map_err(|violation| violation.0)?;
    let (save, bytes) = median_ms(|| darse_state::to_bytes(&replication));
    let (restore, restored) = median_ms(|| darse_state::from_bytes(&bytes));
    restore_is_whole(&bytes, restored?)?;
    let (branch, _) = median_ms(|| replication.clone());
    println!("{}: halfway through", scenario.title);
    println!("state   {:8.2} MB", bytes.len() as f64 / 1e6);
    println!("save    {save:8.2} ms\nload    {restore:8.2} ms\nbranch  {branch:8.2} ms");
    Ok(())
}
