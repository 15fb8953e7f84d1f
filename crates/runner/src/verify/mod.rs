//! `darse verify`: oracles, which are cases with exact or published answers, against the engine and the port.
//!
//! ```text
//! case (params, expected, source) ─ family ─▶ studies ─ measure (pilot, replications: batch) ─▶ claims ─ verdict ─▶ lines ─ report
//!                                     └ model: processes of darse_engine, scenarios of darse_port
//! ```
//! `family` has a file for each group of cases that share a model; `model` the processes. To add a family: its name in
//! `family::NAMES`, its arm in `family::studies`, its figures with their source in `own/`.

mod case;
pub mod coverage;
mod estimate;
mod family;
mod glob;
mod measure;
mod model;
mod params;
mod pool;
mod precision;
mod report;
mod study;
mod suite;
mod verdict;

pub use case::{Case, read};
pub use family::NAMES as FAMILIES;
pub use glob::matches;
pub use pool::Pool;
pub use report::{LeftOut, Report};
pub use suite::{Extent, Stopped, own, verify};
// For tests that plant bugs around single replications; no promise.
#[doc(hidden)]
pub use suite::{jobs, report};
pub use verdict::{Line, Verdict};
