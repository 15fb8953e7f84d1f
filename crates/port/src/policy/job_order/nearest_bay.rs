//! `nearest-bay`: the job with the least gantry travel; of equal ones the oldest.
//!
//! Most moves an hour for one crane. A job at the far end waits for as long as nearer ones come; with few jobs waiting there is little to choose from.
//!
//! Source: the shortest travel first, a rule of thumb of crane drivers.

use super::view::{Jobs, Rule};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "nearest-bay",
    standing: Standing::Other,
    about: "The job with the least gantry travel.",
    source: "practice",
    rule: choose,
};

fn choose(block: &Jobs<'_>) -> Option<usize> {
    block.first_by(block.bays_to)
}
