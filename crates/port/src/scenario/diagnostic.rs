//! What is wrong with a scenario, and where.
//!
//! A [`Diagnostic`] points at the token it is about; its `Display` is the text that people see. Every code stands in
//! [`Code`] together with its explanation, so none is undocumented; to add one, write one line there.

mod code;
mod grouped;
mod nearest;
mod source;

pub use code::{Code, explain};
pub use grouped::grouped;
pub use nearest::{closest, listed};
pub(in crate::scenario) use source::{Finding, Source};

use std::fmt;
use std::ops::Range;

/// As many diagnostics are shown in one run.
pub const CAP: usize = 50;

/// An error stops the run; a warning does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
    /// The line of text the span begins in, for the excerpt, cut some way beyond it; nothing if it begins too far into its line.
    pub excerpt: String,
    /// One line: what was expected and what was found.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

/// Widest piece of a line that is shown [characters].
const WINDOW: usize = 120;

impl fmt::Display for Diagnostic {
    /// The one grep-able line, the excerpt with carets, the help; no newline at the end. Control characters are escaped.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = self.at;
        let severity = if self.severity == Severity::Error { "error" } else { "warning" };
        let (file, message) = (printable(&self.file), printable(&self.message));
        write!(f, "{file}:{line}:{column}: {severity}[{}]: {message}", self.code)?;
        let margin = " ".repeat(line.to_string().len());
        if !self.excerpt.is_empty() {
            let before = column.saturating_sub(1) as usize;
            let skipped = if before > WINDOW / 2 && self.excerpt.chars().count() > WINDOW { before - WINDOW / 2 } else { 0 };
            let shown: String = self.excerpt.chars().skip(skipped).take(WINDOW).collect();
            let indent: String = shown.chars().take(before - skipped).map(|c| if c == '\t' { c } else { ' ' }).collect();
            let carets = self.carets(before).min(WINDOW - (before - skipped).min(WINDOW - 1));
            write!(f, "\n{margin} |\n{line} | {}\n{margin} | {indent}{}", printable(&shown), "^".repeat(carets))?;
        }
        if let Some(help) = &self.help {
            write!(f, "\n{margin} = help: {}", printable(help))?;
        }
        Ok(())
    }
}

impl Diagnostic {
    /// How many characters of the excerpt the span covers, at least 1.
    fn carets(&self, before: usize) -> usize {
        let rest = self.excerpt.char_indices().nth(before).map_or("", |(at, _)| &self.excerpt[at..]);
        let bytes = self.span.len();
        rest.char_indices().take_while(|(at, _)| *at < bytes).count().max(1)
    }
}

/// Keeps tabs, escapes what else a terminal would obey or hide (control characters, direction marks).
fn printable(text: &str) -> String {
    let obeyed = |c: char| {
        (c.is_control() && c != '\t') || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if obeyed(c) { out.extend(c.escape_default()) } else { out.push(c) }
    }
    out
}

/// Sorted by position, scenario first, at most [`CAP`]: errors before warnings where not all fit, and a last line counts the
/// rest, `hidden` ones that are not among them included.
pub fn capped(scenario: &str, mut all: Vec<Diagnostic>, hidden: usize) -> Vec<Diagnostic> {
    let rank = |d: &Diagnostic| (d.file != scenario, d.file.clone(), d.span.start, d.span.end, d.severity);
    all.sort_by_cached_key(rank);
    all.dedup();
    let over = all.len().saturating_sub(CAP) + hidden;
    if all.len() <= CAP {
        return all;
    }
    all.sort_by_key(|d| d.severity);
    let rest = all.split_off(CAP);
    all.sort_by_cached_key(rank);
    let mut last = rest[0].clone();
    let code = if last.severity == Severity::Error { Code::TooMany } else { Code::MoreWarnings };
    (last.code, last.message) = (code.id(), format!("… and {over} more"));
    (last.excerpt, last.help) = (String::new(), Some("mend these first, then run again".to_owned()));
    all.push(last);
    all
}
