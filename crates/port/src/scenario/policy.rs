//! The policy of a decision, by its name.

use super::read::Table;
use crate::policy::{Decision, Policy};

/// Reads the key that names the policy of a decision.
pub fn read<D: Decision>(t: &mut Table<'_>, key: &'static str, about: &str) -> Policy<D> {
    let choices: Vec<(&'static str, Policy<D>)> = Policy::all().map(|it| (it.name(), it)).collect();
    t.choice(key, &choices, about)
}
