//! `one-line`: all trucks stand in one line, and the first of it drives up to the lane that is free.
//!
//! No lane is idle while a truck waits, and nobody is overtaken: no other rule has a shorter mean queue. It takes ground before the gate, and somebody, or a screen, that calls trucks up.
//!
//! Source: sharing servers, Smith and Whitt 1981.

use super::view::Rule;
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "one-line",
    standing: Standing::Good,
    about: "All trucks stand in one line, and the first of it takes the lane that is free.",
    source: "Smith and Whitt 1981, Bell System Technical Journal 60, 39-55",
    rule: None,
};
