//! A year of a terminal against the engine's own M/M/1, an event: what the model costs above the engine. They alternate in one
//! process, in CPU time; ratios are taken round by round, and their median is printed.
//!
//! `cargo run --release -p darse-benches --example year [ROUNDS] [SCENARIO]`; TC4 unless another is named. Linux.
//!
//! An event is what [`Sim::events`](darse_engine::Sim::events) counts, on both sides: a key that came out of the calendar when it
//! was due and had not been cancelled. Wake-ups within an instant come on top: a customer of M/M/1 is two events (it comes, it
//! has been served) and four steps of processes. The queue is run twice: with one generator and the platform's logarithm, as
//! against the loop by hand, and with random numbers keyed by customer, as the terminal's are keyed by box.

#![expect(clippy::print_stdout, reason = "the table is the point")]

use darse_benches::cpu::{cpu_ns, median};
use darse_benches::{queue, scenario::scenario};
use darse_port::simulate;
use std::error::Error;

const CUSTOMERS: u32 = 5_000_000;

/// CPU time of so much work, by its events [ns].
fn ns_per_event(work: impl FnOnce() -> Result<u64, String>) -> Result<f64, String> {
    let begin = cpu_ns();
    let events = work()?;
    Ok((cpu_ns() - begin) / events as f64)
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let rounds: u32 = arguments.next().map_or(Ok(3), |rounds| rounds.parse())?;
    let path = arguments.next().unwrap_or_else(|| "scenarios/tanger-med-tc4.toml".to_owned());
    let scenario = scenario(&std::fs::read_to_string(&path)?)?;
    let (mut rows, mut port_events, mut queue_events) = (Vec::new(), 0, 0);
    for _ in 0..rounds {
        rows.push([
            ns_per_event(|| {
                let outcome = simulate(&scenario, scenario.experiment.seed, 0, false).map_err(|violation| violation.0)?;
                port_events = outcome.events;
                Ok(port_events)
            })?,
            ns_per_event(|| {
                queue_events = queue::run_counted::<false>(CUSTOMERS, 1, 0.9).1;
                Ok(queue_events)
            })?,
            ns_per_event(|| Ok(queue::run_counted::<true>(CUSTOMERS, 1, 0.9).1))?,
        ]);
    }
    let names = [scenario.title.as_str(), "M/M/1, load 0.9", "the same, keyed random numbers"];
    println!("{:46} {:>11} {:>9}  {:>14}", "", "events", "ns/event", "first against");
    for (column, (name, events)) in names.iter().zip([port_events, queue_events, queue_events]).enumerate() {
        let ns = median(rows.iter().map(|row| row[column]).collect());
        let ratio = median(rows.iter().map(|row| row[0] / row[column]).collect());
        println!("{name:46} {events:11} {ns:9.1}  {ratio:14.2}");
    }
    Ok(())
}
