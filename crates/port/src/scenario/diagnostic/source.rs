//! A text and its lines: from bytes to line and column.

use super::{Code, Diagnostic};
use std::ops::Range;

/// A finding before its line and column are worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::scenario) struct Finding {
    pub code: Code,
    pub span: Range<usize>,
    pub message: String,
    pub help: Option<String>,
}

/// A named text, with the byte at which each line begins.
#[derive(Debug)]
pub(in crate::scenario) struct Source {
    pub name: String,
    pub text: String,
    lines: Vec<usize>,
}

/// As much of a line is kept beyond the start of a span [bytes].
const TAIL: usize = 400;

impl Source {
    pub fn new(name: &str, text: impl Into<String>) -> Self {
        let text = text.into();
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Source { name: name.to_owned(), text, lines }
    }

    /// The text under a span; nothing if it lies outside.
    pub fn slice(&self, span: &Range<usize>) -> &str {
        self.text.get(span.clone()).unwrap_or("")
    }

    /// 1-based line and column [characters] of a byte, and where its line begins and ends.
    pub fn locate(&self, byte: usize) -> ((u32, u32), Range<usize>) {
        let byte = self.text.floor_char_boundary(byte);
        let line = self.lines.partition_point(|start| *start <= byte) - 1;
        let bom = if line == 0 && self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let start = (self.lines[line] + bom).min(self.text.len());
        let end = self.lines.get(line + 1).map_or(self.text.len(), |next| next - 1);
        let column = self.text[start..byte.max(start)].chars().count();
        ((line as u32 + 1, column as u32 + 1), start..end)
    }

    /// The finding with its place.
    pub fn diagnostic(&self, finding: Finding) -> Diagnostic {
        let Finding { code, span, message, help } = finding;
        let (at, line) = self.locate(span.start);
        let end = self.text.floor_char_boundary(line.end.min(span.start.max(line.start) + TAIL));
        let excerpt = self.text[line.start..end].trim_end_matches('\r').to_owned();
        Diagnostic { code: code.id(), severity: code.severity(), file: self.name.clone(), span, at, excerpt, message, help }
    }
}
