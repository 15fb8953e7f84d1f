//! Replications to draw from: four weeks at two berths, where ships come at random and stay as chance will have it.

use crate::batch;
use darse_port::scenario::Files;
use darse_port::{Outcome, load, simulate};

/// Two berths at a load of 0.7, all of it seen through the KPIs of a terminal. The mean wait of four weeks is skewed; occupancy
/// and calls served are hardly.
const SCENARIO: &str = r#"
horizon = "4 weeks"
warm-up = "2 weeks"
weather.wind = "0 m/s"
marine = { pilots = 500, tugs = 500, inbound = "0 s", from-outside = "0 s", outbound = "0 s", channel-depth = "30 m" }
vessel-class.tramp = { loa = "200 m", draught = "10 m" }

[terminal.T.quay]
length = "600 m"
berths = ["300 m", "300 m"]
policy = "first-come"
mooring = "0 s"
unmooring = "0 s"
start = "0 s"
end = "0 s"
service-time = { exponential = { mean = "14 h" } }

[service.tramps]
terminal = "T"
kind = "tramp"
class = "tramp"
between = { exponential = { mean = "10 h" } }
discharge = 0
exports = 0
"#;

/// Seed of the pool.
const SEED: u64 = 40_404;

/// It names no file.
struct NoFiles;

impl Files for NoFiles {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, String> {
        Err(format!("`{path}`: there are no files"))
    }
}

/// Values of three KPIs, replication by replication.
pub struct Pool {
    /// Berth occupancy [%].
    pub occupancy: Vec<f64>,
    /// Calls served.
    pub throughput: Vec<f64>,
    /// Mean waiting time of vessels [h].
    pub waits: Vec<f64>,
}

impl Pool {
    /// Runs so many replications.
    ///
    /// # Errors
    /// If the system gives no threads, or a replication panicked; the fragment says why.
    pub fn run(replications: u32, threads: usize, progress: bool) -> Result<Pool, String> {
        let loaded = load("pool.toml", SCENARIO, &mut NoFiles);
        let scenario = loaded.scenario.ok_or_else(|| format!("the pool makes no scenario: {:?}", loaded.diagnostics))?;
        let numbers: Vec<u32> = (0..replications).collect();
        let one = |number: &u32| {
            let outcome = simulate(&scenario, SEED, *number, false).expect("invariants are not looked at");
            ["berth_occupancy", "calls_served", "vessel_wait"].map(|kpi| value(&outcome, kpi))
        };
        let rows = batch::each(&numbers, threads, progress, one)?.into_iter().collect::<Result<Vec<_>, String>>()?;
        let column = |at: usize| rows.iter().filter_map(|row| row[at]).collect();
        Ok(Pool { occupancy: column(0), throughput: column(1), waits: column(2) })
    }
}

fn value(outcome: &Outcome, kpi: &str) -> Option<f64> {
    let place = outcome.columns.iter().position(|column| column.id.strip_prefix("t/") == Some(kpi))?;
    outcome.values[place]
}
