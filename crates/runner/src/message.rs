//! Diagnostics as people and as programs read them.
//!
//! ```text
//! scenarios/port.toml:42:17: error[E0312]: `mean` must be a finite number of hours above 0, found `nan`
//!    |
//! 42 |   service = { exponential = { mean = nan } }
//!    |                                      ^^^
//!    = help: write the unit, e.g. `mean = "6.5 h"`
//! ```
//! The first line is one line that grep finds; with `--message-format json` each diagnostic is one JSON object a line.

use crate::console::Paint;
use crate::escape::printable;
use darse_port::scenario::{Diagnostic, Severity};
use serde::Serialize;
use unicode_width::UnicodeWidthChar;

/// An excerpt is cut to this many terminal columns around what it points at.
const EXCERPT_COLUMNS: usize = 110;

/// A tab is shown as this many blanks.
const TAB_COLUMNS: usize = 4;

/// How diagnostics are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum MessageFormat {
    /// With an excerpt and carets.
    #[default]
    Human,
    /// One JSON object a line.
    Json,
}

/// One diagnostic for a person, ending in a line feed. `note` is one more line below it.
pub fn human(diagnostic: &Diagnostic, note: Option<&str>, colour: bool) -> String {
    let (line, column) = diagnostic.at;
    let (severity, paint) = severity(diagnostic.severity);
    let head = paint.on(&format!("{severity}[{}]", diagnostic.code), colour);
    let one_line = |text: &str| printable(text).replace('\n', " ");
    let place = format!("{}:{line}:{column}", printable(&diagnostic.file));
    let mut text = format!("{place}: {head}: {}\n", one_line(&diagnostic.message));
    let number = line.to_string();
    let blank = " ".repeat(number.len());
    let bar = |label: &str| Paint::Frame.on(&format!("{label} |"), colour);
    if !diagnostic.excerpt.is_empty() {
        let excerpt = Excerpt::of(diagnostic);
        let carets = paint.on(&"^".repeat(excerpt.carets), colour);
        let indent = " ".repeat(excerpt.indent);
        text += &format!("{}\n{} {}\n{} {indent}{carets}\n", bar(&blank), bar(&number), excerpt.line, bar(&blank));
    }
    for (label, body) in [("help", diagnostic.help.as_deref()), ("note", note)] {
        if let Some(body) = body {
            let label = Paint::Frame.on(&format!("{blank} = {label}:"), colour);
            text += &format!("{label} {}\n", one_line(body));
        }
    }
    text
}

/// One diagnostic as a line of JSON.
pub fn json(diagnostic: &Diagnostic, note: Option<&str>) -> String {
    #[derive(Serialize)]
    struct Line<'a> {
        severity: &'static str,
        code: &'static str,
        file: &'a str,
        line: u32,
        column: u32,
        span: [usize; 2],
        message: &'a str,
        help: Option<&'a str>,
        note: Option<&'a str>,
    }
    let line = Line {
        severity: severity(diagnostic.severity).0,
        code: diagnostic.code,
        file: &diagnostic.file,
        line: diagnostic.at.0,
        column: diagnostic.at.1,
        span: [diagnostic.span.start, diagnostic.span.end],
        message: &diagnostic.message,
        help: diagnostic.help.as_deref(),
        note,
    };
    serde_json::to_string(&line).expect("strings and numbers are always JSON") + "\n"
}

fn severity(severity: Severity) -> (&'static str, Paint) {
    match severity {
        Severity::Error => ("error", Paint::Error),
        Severity::Warning => ("warning", Paint::Warning),
    }
}

/// The line a diagnostic points into, as it is shown.
struct Excerpt {
    line: String,
    /// Terminal columns before the carets.
    indent: usize,
    /// Terminal columns under what is meant, at least one.
    carets: usize,
}

impl Excerpt {
    fn of(diagnostic: &Diagnostic) -> Excerpt {
        let source = diagnostic.excerpt.trim_end_matches(['\n', '\r']);
        let before = diagnostic.at.1.saturating_sub(1) as usize;
        let start = source.char_indices().nth(before).map_or(source.len(), |(at, _)| at);
        let end = start.saturating_add(diagnostic.span.len()).min(source.len());
        let shown: Vec<Shown> = source.char_indices().map(|(at, c)| Shown::of(at, c)).collect();
        let first = shown.iter().position(|c| c.at >= start).unwrap_or(shown.len());
        let after = shown.iter().position(|c| c.at >= end.max(start + 1)).unwrap_or(shown.len());
        let width = |part: &[Shown]| part.iter().map(|c| c.columns).sum::<usize>();

        // Cut a long line on both sides, so that what is meant stands at about a third of what is left.
        let (mut from, mut to) = (0, shown.len());
        if width(&shown) > EXCERPT_COLUMNS {
            while width(&shown[from..first]) > EXCERPT_COLUMNS / 3 {
                from += 1;
            }
            while to > first && width(&shown[from..to]) > EXCERPT_COLUMNS {
                to -= 1;
            }
        }
        let (left, right) = (if from > 0 { "…" } else { "" }, if to < shown.len() { "…" } else { "" });
        let middle: String = shown[from..to].iter().map(|c| c.text.as_str()).collect();
        let indent = width(&shown[from..first]) + usize::from(from > 0);
        let carets = width(&shown[first..after.clamp(first, to.max(first))]).max(1);
        Excerpt { line: format!("{left}{middle}{right}"), indent, carets }
    }
}

/// One character of an excerpt, as a terminal shows it.
struct Shown {
    at: usize,
    text: String,
    columns: usize,
}

impl Shown {
    fn of(at: usize, c: char) -> Shown {
        let text = if c == '\t' { " ".repeat(TAB_COLUMNS) } else { printable(&c.to_string()) };
        let columns = text.chars().map(|c| c.width().unwrap_or(0)).sum();
        Shown { at, text, columns }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use insta::assert_snapshot;

    /// A diagnostic about the first place where `token` stands in a line.
    fn about(excerpt: &str, token: &str) -> Diagnostic {
        let start = excerpt.find(token).unwrap();
        let column = excerpt[..start].chars().count() as u32 + 1;
        Diagnostic {
            code: "E0312",
            severity: Severity::Error,
            file: "scenarios/port.toml".to_owned(),
            span: 1000 + start..1000 + start + token.len(),
            at: (42, column),
            excerpt: excerpt.to_owned(),
            message: "`mean` must be a finite number of hours above 0, found `nan`".to_owned(),
            help: Some("write the unit, e.g. `mean = \"6.5 h\"`".to_owned()),
        }
    }

    fn shown(excerpt: &str, token: &str) -> String {
        human(&about(excerpt, token), None, false)
    }

    #[test]
    fn the_carets_stand_under_the_token() {
        assert_snapshot!(shown("  service = { exponential = { mean = nan } }", "nan"));
    }

    #[test]
    fn tabs_wide_and_hidden_characters_take_their_room() {
        assert_snapshot!(shown("\tname = \"釜山\u{1b}[31m\", mean = nan", "nan"));
    }

    #[test]
    fn a_wide_token_has_wide_carets() {
        assert_snapshot!(shown("name = \"釜山\"", "\"釜山\""));
    }

    #[test]
    fn a_long_line_is_cut_around_the_token() {
        let line = format!("{}nan{}", "1000,".repeat(60), ",2000".repeat(60));
        assert_snapshot!(shown(&line, "nan"));
        let long = format!("x = \"{}\"", "y".repeat(300));
        assert_snapshot!(shown(&long, &long[4..]));
    }

    #[test]
    fn a_span_past_the_end_of_the_line_has_one_caret_and_no_excerpt_no_gutter() {
        let mut diagnostic = about("[quay", "y");
        diagnostic.at.1 = 6;
        diagnostic.span = 5..5;
        assert_snapshot!(human(&diagnostic, None, false));
        diagnostic.excerpt.clear();
        assert_snapshot!(human(&diagnostic, Some("with --set quay.length=0"), false));
    }

    #[test]
    fn colours_leave_the_first_line_in_one_piece() {
        let text = human(&about("mean = nan", "nan"), None, true);
        assert!(text.starts_with("scenarios/port.toml:42:8: \u{1b}["), "{text:?}");
        assert!(text.contains("error[E0312]\u{1b}[0m: `mean` must"), "{text:?}");
    }

    #[test]
    fn json_is_one_object_a_line() {
        assert_snapshot!(json(&about("mean = nan", "nan"), None));
    }
}
