//! The KPI gate: did a change of the code change what comes out?
//!
//! ```text
//! record ─▶ baseline file ─ check ─▶ looks at 16, 32, 64 … replications ─▶ a verdict a KPI ─▶ one for all, an exit code
//!                  ▲                                                             │
//!                  └──────────────────── accept --reason ────────────────────────┘
//! ```
//! A check runs the replications of the baseline again, with the same random numbers, and looks at their differences pair by
//! pair. Unchanged code gives the same bits, and no statistics are needed. Where bits differ: a *gate* KPI is tested (Student,
//! paired; Holm over the gate KPIs; the error spread evenly over the looks), and held against its tolerance (two one-sided
//! tests). A *watch* KPI is shown and never fails; an *exact* one must be the same to the bit.

pub mod baseline;
pub mod class;
pub mod file;
pub mod judge;
pub mod rehearsal;
pub mod report;

use serde::{Deserialize, Serialize};

/// Chance of any alarm at all in one check, if the code means the same and only its random numbers are others.
pub const FALSE_ALARM: f64 = 1e-3;

/// Chance that one KPI is called equivalent though it differs by its tolerance, all looks together.
pub const FALSE_PEACE: f64 = 0.05;

/// The part of that chance that the last look has, if there are others; these share the rest. The first looks are for differences that
/// hardly vary; where all random numbers are others, only the last has replications enough.
pub const LAST_LOOKS_PART: f64 = 0.6;

/// Replications at which a check looks, as far as the baseline has as many; it always looks at the end.
pub const LOOKS: [usize; 5] = [16, 32, 64, 128, 256];

/// What a check says, of a KPI and of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Verdict {
    /// The same bits.
    Identical,
    /// Within the tolerance, and not shown to differ.
    Equivalent,
    /// Within the tolerance, but shown to differ.
    Drift,
    /// Neither shown to differ nor to be within the tolerance: more replications are needed.
    Inconclusive,
    /// Shown to differ, for the better, and not within the tolerance.
    Improved,
    /// Shown to differ, and not within the tolerance.
    Changed,
}

impl Verdict {
    /// As it is written everywhere.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Identical => "IDENTICAL",
            Verdict::Equivalent => "EQUIVALENT",
            Verdict::Drift => "DRIFT",
            Verdict::Inconclusive => "INCONCLUSIVE",
            Verdict::Improved => "IMPROVED",
            Verdict::Changed => "CHANGED",
        }
    }
}

/// The looks of a baseline of so many replications.
pub fn looks(replications: usize) -> Vec<usize> {
    let mut looks: Vec<usize> = LOOKS.into_iter().filter(|look| *look < replications).collect();
    looks.push(replications);
    looks
}
