//! One point of a design: a level of each factor.

use crate::edit::{EditError, Override};
use darse_port::scenario::{Factor, Level};

/// One level of each factor, in their order.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The levels.
    pub levels: Vec<Level>,
}

impl Point {
    /// What it changes in the scenario: one override a factor.
    ///
    /// # Errors
    /// If a factor's path is no path of keys.
    pub fn overrides(&self, factors: &[Factor]) -> Result<Vec<Override>, EditError> {
        factors.iter().zip(&self.levels).map(|(factor, level)| format!("{}={}", factor.path(), level.text).parse()).collect()
    }

    /// In words: `a.count=9, a.speed=20 km/h`.
    pub fn in_words(&self, factors: &[Factor]) -> String {
        let each = factors.iter().zip(&self.levels).map(|(factor, level)| format!("{}={}", factor.path(), level.text));
        each.collect::<Vec<_>>().join(", ")
    }
}
