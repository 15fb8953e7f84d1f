//! The wall clock, the processor's clock and the memory meter. No other module may look at them, and what they say goes
//! to stderr and `timings.json` alone.

use std::time::Instant;

/// `/proc/self/stat` counts in these, on every Linux [ticks/s].
const TICKS_PER_SECOND: f64 = 100.0;

/// Time spent between a start and now.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch {
    wall: Instant,
    cpu_s: Option<f64>,
}

/// What a [`Stopwatch`] shows.
#[derive(Clone, Copy, Debug)]
pub struct Lap {
    /// Elapsed time [s].
    pub wall_s: f64,
    /// Processor time of all threads [s], where the system tells.
    pub cpu_s: Option<f64>,
}

impl Stopwatch {
    /// Starts one.
    #[expect(clippy::disallowed_methods, reason = "the one place that looks at the wall clock, for timings.json")]
    pub fn start() -> Stopwatch {
        Stopwatch { wall: Instant::now(), cpu_s: cpu_seconds() }
    }

    /// Reads it.
    pub fn lap(&self) -> Lap {
        let cpu_s = cpu_seconds().zip(self.cpu_s).map(|(now, then)| now - then);
        Lap { wall_s: self.wall.elapsed().as_secs_f64(), cpu_s }
    }
}

/// User and system time of this process so far [s].
fn cpu_seconds() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The second field is the program's name in parentheses and may hold blanks; `utime` and `stime` are fields 14 and 15.
    let mut fields = stat.rsplit_once(')')?.1.split_ascii_whitespace().skip(11);
    let (user, system): (f64, f64) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    Some((user + system) / TICKS_PER_SECOND)
}

/// The most memory this process ever held [bytes], where the system tells.
pub fn peak_memory_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_ascii_whitespace().next()?.parse::<u64>().ok().map(|kib| kib * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn a_stopwatch_shows_wall_and_processor_time() {
        let lap = Stopwatch::start().lap();
        assert!(lap.wall_s >= 0.0 && lap.cpu_s.is_some_and(|s| s >= 0.0));
        assert!(peak_memory_bytes().is_some_and(|bytes| bytes > 100_000));
    }
}
