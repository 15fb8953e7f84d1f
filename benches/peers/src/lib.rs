//! What all programs share: `PROGRAM WORK N`, and the line that each prints.
//!
//! Work is `mm1` or `mmc` (N customers at 1 or 10 servers, load 0.9, mean service 1), `hold` (N times the least of 10,000
//! pending events out and one in) or `loop` (N holds of 10,000 processes, mean 1).

/// Events pending, processes that loop.
pub const PENDING: u32 = 10_000;
/// Of a server.
pub const LOAD: f64 = 0.9;

/// What is to be done, and how often.
pub fn arguments() -> (String, u32) {
    let mut arguments = std::env::args().skip(1);
    let work = arguments.next().unwrap_or_default();
    (work, arguments.next().and_then(|n| n.parse().ok()).unwrap_or(1))
}

/// Servers in this work.
pub fn servers(work: &str) -> u32 {
    if work == "mmc" { 10 } else { 1 }
}

/// `result` is the mean time in system, or what proves that the work was done.
pub fn report(result: f64) {
    println!("{result:.4}");
}

/// The work is not done by this program.
pub fn unknown(work: &str) -> ! {
    eprintln!("no such work here: {work}");
    std::process::exit(2)
}
