//! What is wrong with a scenario, and where.

use std::ops::Range;

/// An error stops the run; a warning does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The scenario cannot be run.
    Error,
    /// The scenario runs, and the user should know this.
    Warning,
}

/// One finding, pointing at the token it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable code, e.g. `E0312`; `darse explain` knows it.
    pub code: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// The file: the scenario or a CSV file that it names.
    pub file: String,
    /// Bytes of that file.
    pub span: Range<usize>,
    /// 1-based line and column of the start (column in characters).
    pub at: (u32, u32),
    /// The whole line of text the span begins in, for the excerpt.
    pub excerpt: String,
    /// One line: what was expected and what was found.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}
