//! `shortest`: the lane with the fewest trucks; of equal ones the first.
//!
//! What drivers do who see all lanes. A truck behind a long inspection waits while a later one passes beside it; nobody changes lanes.
//!
//! Source: practice; join the shortest queue, best among lines of their own where service is exponential (Winston 1977).

use super::view::{Lanes, Rule};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "shortest",
    standing: Standing::Usual,
    about: "The lane with the fewest trucks.",
    source: "practice; Winston 1977, Journal of Applied Probability 14, 181-189",
    rule: Some(choose),
};

fn choose(gate: &Lanes<'_>) -> usize {
    gate.shortest(0..gate.trucks.len())
}
