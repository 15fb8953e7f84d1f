//! What came out of a batch, checked once: the only thing that summaries, files and plots are made from.

use crate::disk::{DataFile, sha256_hex};
use crate::precision::Precision;
use crate::summary::{Summary, summarise};
use crate::warm_up::WarmUp;
use darse_port::Outcome;
use darse_port::kpi::Column;

/// What makes a run what it is; all of it goes into the manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The scenario's title.
    pub title: String,
    /// Its file name, without folders.
    pub file: String,
    /// SHA-256 of its effective text, in hex.
    pub sha256: String,
    /// `--set` and the flags that stand for one, without folders of this machine.
    pub overrides: Vec<String>,
    /// Data files it was read with.
    pub data: Vec<DataFile>,
    /// Master seed.
    pub seed: u64,
    /// Measured time [µs].
    pub horizon_us: u64,
    /// Time before it [µs].
    pub warm_up_us: u64,
    /// Whether invariants were verified.
    pub checked: bool,
}

/// One replication that ended as it should.
#[derive(Clone, Debug, PartialEq)]
pub struct Replication {
    /// Its number, from 0.
    pub number: u32,
    /// What it gave.
    pub outcome: Outcome,
}

/// Everything that came out of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Results {
    /// What was run.
    pub run: Run,
    /// The replications that ended as they should, by number.
    pub replications: Vec<Replication>,
    /// The numbers of those that failed.
    pub failed: Vec<u32>,
    /// One a column.
    pub summaries: Vec<Summary>,
    /// How precise it is in what was asked about, if anything was: `--precision`.
    pub precision: Option<Precision>,
    /// Whether the warm-up is long enough, if the run is long enough to tell.
    pub warm_up: Option<WarmUp>,
}

impl Results {
    /// Puts them together.
    ///
    /// # Errors
    /// If the replications do not fit together, which is a bug of the model; the text says which.
    pub fn new(run: Run, replications: Vec<Replication>, failed: Vec<u32>) -> Result<Results, String> {
        let columns: &[Column] = replications.first().map(|first| first.outcome.columns.as_slice()).unwrap_or_default();
        for Replication { number, outcome } in &replications {
            if outcome.columns != columns || outcome.values.len() != columns.len() {
                return Err(format!("replication {number} has other columns than the first"));
            }
            if let Some(at) = outcome.values.iter().position(|value| value.is_some_and(|x| !x.is_finite())) {
                return Err(format!("`{}` of replication {number} is not a finite number", columns[at].id));
            }
        }
        let column = |at: usize| replications.iter().map(|r| r.outcome.values[at]).collect::<Vec<_>>();
        let summaries = columns.iter().enumerate().map(|(at, c)| summarise(c, &column(at))).collect();
        Ok(Results { run, summaries, replications, failed, precision: None, warm_up: None })
    }

    /// Events of all replications together.
    pub fn events(&self) -> u64 {
        self.replications.iter().map(|replication| replication.outcome.events).sum()
    }

    /// One hash over the trace hashes of all replications, in order: two runs with the same one did the same.
    pub fn trace_hash(&self) -> String {
        let hashes = self.replications.iter().map(|r| format!("{} {:016x}\n", r.number, r.outcome.trace_hash));
        sha256_hex(hashes.collect::<String>().as_bytes())[..16].to_owned()
    }

    /// Did all replications, of which there are several, do the same? Then nothing in the scenario is random, and what it gives is
    /// known.
    pub fn is_certain(&self) -> bool {
        let mut pairs = self.replications.windows(2);
        self.replications.len() > 1 && pairs.all(|pair| pair[0].outcome.trace_hash == pair[1].outcome.trace_hash)
    }

    /// The length of the measured time [days].
    pub fn horizon_days(&self) -> f64 {
        self.run.horizon_us as f64 / 86_400e6
    }
}
