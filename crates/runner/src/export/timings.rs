//! `timings.json`: how long it took, here and today. The only file that differs from run to run.

use crate::clock::{Lap, peak_memory_bytes};
use serde::Serialize;

/// What a run cost.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Timings {
    /// Elapsed time of the replications [s].
    pub wall_seconds: f64,
    /// Processor time of all threads together [s].
    pub cpu_seconds: Option<f64>,
    /// Events of all replications.
    pub events: u64,
    /// Events per second of elapsed time.
    pub events_per_second: f64,
    /// Events per second of processor time.
    pub events_per_cpu_second: Option<f64>,
    /// Most memory held at once [bytes].
    pub peak_memory_bytes: Option<u64>,
    /// Threads that ran replications.
    pub threads: usize,
    /// Replications run.
    pub replications: usize,
}

impl Timings {
    /// Of a batch that took this long.
    pub fn new(lap: Lap, events: u64, threads: usize, replications: usize) -> Timings {
        let rate = |seconds: f64| events as f64 / seconds.max(1e-9);
        Timings {
            wall_seconds: lap.wall_s,
            cpu_seconds: lap.cpu_s,
            events,
            events_per_second: rate(lap.wall_s),
            // The processor's clock ticks a hundred times a second: below some ticks it says nothing.
            events_per_cpu_second: lap.cpu_s.filter(|&seconds| seconds >= 0.05).map(rate),
            peak_memory_bytes: peak_memory_bytes(),
            threads,
            replications,
        }
    }
}

impl Timings {
    /// Of one batch and then another.
    pub fn and(self, then: Timings) -> Timings {
        let cpu_s = self.cpu_seconds.zip(then.cpu_seconds).map(|(a, b)| a + b);
        let lap = Lap { wall_s: self.wall_seconds + then.wall_seconds, cpu_s };
        let threads = self.threads.max(then.threads);
        Timings::new(lap, self.events + then.events, threads, self.replications + then.replications)
    }
}

/// As JSON: of one run, or of several as a list.
pub fn export(timings: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(timings).expect("numbers are always JSON");
    bytes.push(b'\n');
    bytes
}
