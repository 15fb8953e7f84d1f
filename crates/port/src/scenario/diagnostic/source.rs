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

/// A span may begin as far into its line for the line to be kept [bytes].
const FARTHEST: usize = 10_000;

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
        let far = span.start.saturating_sub(line.start) > FARTHEST;
        let excerpt = if far { String::new() } else { self.text[line.start..end].trim_end_matches('\r').to_owned() };
        Diagnostic { code: code.id(), severity: code.severity(), file: self.name.clone(), span, at, excerpt, message, help }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(span: Range<usize>) -> Finding {
        Finding { code: Code::Syntax, span, message: "odd".to_owned(), help: None }
    }

    #[test]
    fn lines_and_columns_count_from_one_and_in_characters() {
        let source = Source::new("a.toml", "\u{feff}é=1\r\n\r\nab = 'ü' # x");
        let at = |byte: usize| source.locate(byte).0;
        assert_eq!((at(0), at(3), at(5), at(6)), ((1, 1), (1, 1), (1, 2), (1, 3)));
        assert_eq!((at(9), at(11), at(16)), ((2, 1), (3, 1), (3, 6)));
        assert_eq!(at(10_000).0, 3, "beyond the end is the end");
        assert_eq!(source.diagnostic(finding(3..5)).excerpt, "é=1");
    }

    #[test]
    fn carets_stand_under_the_token_of_a_long_line_too() {
        let text = format!("a = [{} wrong, 1]", "1, ".repeat(100));
        let at = text.find("wrong").unwrap();
        let shown = Source::new("a.toml", text).diagnostic(finding(at..at + 5)).to_string();
        let lines: Vec<&str> = shown.lines().collect();
        assert_eq!(lines[2].find("wrong"), lines[3].find("^^^^^"), "{shown}");
        assert!(lines[2].len() < 140);
        let far = Source::new("a.toml", "x".repeat(20_000)).diagnostic(finding(15_000..15_001));
        assert_eq!(far.to_string(), "a.toml:1:15001: error[E0101]: odd");
    }
}
