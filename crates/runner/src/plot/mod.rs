//! Plots.

use crate::results::Results;

/// Every plot, by name.
pub fn files(_results: &Results) -> Vec<(String, Vec<u8>)> {
    Vec::new()
}
