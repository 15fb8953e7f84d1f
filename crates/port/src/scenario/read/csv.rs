//! Tables in CSV files that a scenario names: files of vessel calls.
//!
//! A fault points at its cell, as in a scenario: `calls.csv:18:12: error[E0404]: row 17, column `arrival`: …`. Faulty rows do not
//! stop the reading; after [`ENOUGH`] faults it ends.
//!
//! ```
//! use darse_port::scenario::read::{CsvFormat, CsvSource, Document};
//! let document = Document::parse("port.toml", "", "");
//! let calls = CsvSource::open("calls.csv", b"vessel;length\nAlba;350\nBora;long\n".to_vec(), &CsvFormat::default());
//! let here = document.root().place_here();
//! let (vessel, length) = (calls.required(&document, here, "vessel"), calls.column(&document, here, "length"));
//! for row in calls.rows() {
//!     let (Some(_vessel), _length) = (row.text(vessel), row.number(length, 50.0..=450.0)) else { continue };
//! }
//! document.absorb(calls.finish());
//! assert!(document.finish()[0].to_string().starts_with(
//!     "calls.csv:3:6: error[E0404]: row 2, column `length`: must be a number, found `long`"));
//! ```

mod cell;
mod row;

pub use row::Row;

use super::document::{Document, Place};
use super::table::shortened;
use crate::scenario::diagnostic::{Code, Diagnostic, Finding, Source, closest, listed};
use csv::{ReaderBuilder, StringRecord};
use std::cell::RefCell;

/// A CSV file may be as long [bytes].
pub const LONGEST_CSV: usize = 256 << 20;

/// After as many faults in one file, its reading ends.
pub const ENOUGH: usize = 1_000;

/// How the file is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CsvFormat {
    /// What separates cells; `None` finds out which of `,` `;` tab `|` it is.
    pub delimiter: Option<u8>,
    /// Whether the bytes are Latin-1 rather than UTF-8 (with or without a byte order mark).
    pub latin1: bool,
    /// How dates are written if not as `2021-07-01 15:00:00`: see [`super::DateTime::parse_as`].
    pub datetime: Option<String>,
}

/// A column that was asked for; without one, every cell is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    index: Option<usize>,
    required: bool,
}

impl Column {
    /// No column.
    pub const ABSENT: Column = Column { index: None, required: false };

    /// Whether the file has it.
    pub fn is_there(self) -> bool {
        self.index.is_some()
    }
}

/// A CSV file being read.
#[derive(Debug)]
pub struct CsvSource {
    source: Source,
    /// Bytes before the header: a byte order mark.
    start: usize,
    delimiter: u8,
    datetime: Option<String>,
    header: Vec<String>,
    findings: RefCell<Vec<Finding>>,
}

impl CsvSource {
    /// Opens a file; whatever is wrong with it as a whole is found here, and then it has no rows.
    pub fn open(name: &str, bytes: Vec<u8>, format: &CsvFormat) -> CsvSource {
        let (text, fault) = match text_of(bytes, format.latin1) {
            Ok(text) => (text, None),
            Err((valid, finding)) => (valid, Some(finding)),
        };
        let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let delimiter = format.delimiter.unwrap_or_else(|| sniff(&text[start..]));
        let mut csv = CsvSource {
            source: Source::new(name, text),
            start,
            delimiter,
            datetime: format.datetime.clone(),
            header: Vec::new(),
            findings: RefCell::new(Vec::from_iter(fault)),
        };
        if csv.findings.borrow().is_empty() {
            csv.header = csv.read_header();
        }
        csv
    }

    /// The names of the columns.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// A column whose cells may be missing. That there is no such column is reported at the place in the scenario that names it.
    pub fn column(&self, document: &Document, place: Place, name: &str) -> Column {
        Column { index: self.index_of(document, place, name), required: false }
    }

    /// A column whose cells must not be missing.
    pub fn required(&self, document: &Document, place: Place, name: &str) -> Column {
        Column { index: self.index_of(document, place, name), required: true }
    }

    /// A column that need not be there.
    pub fn column_if_any(&self, name: &str) -> Column {
        Column { index: self.header.iter().position(|known| known == name.trim()), required: false }
    }

    /// The rows after the header that have as many cells as it; others are reported.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let mut reader = ReaderBuilder::new()
            .delimiter(self.delimiter)
            .flexible(true)
            .has_headers(true)
            .from_reader(&self.source.text.as_bytes()[self.start..]);
        let mut number = 0;
        std::iter::from_fn(move || {
            loop {
                let mut record = StringRecord::new();
                if self.header.is_empty()
                    || self.findings.borrow().len() >= ENOUGH
                    || !reader.read_record(&mut record).unwrap_or(false)
                {
                    return None;
                }
                number += 1;
                let begins = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(usize::MAX));
                let row = Row::new(self, record, number, self.start + begins);
                if row.is_whole() {
                    return Some(row);
                }
            }
        })
    }

    /// Whether anything was found wrong so far.
    pub fn has_errors(&self) -> bool {
        !self.findings.borrow().is_empty()
    }

    /// What was found wrong, by position.
    pub fn finish(self) -> Vec<Diagnostic> {
        let mut findings = self.findings.into_inner();
        findings.sort_by_key(|finding| (finding.span.start, finding.span.end));
        findings.dedup();
        findings.into_iter().map(|finding| self.source.diagnostic(finding)).collect()
    }

    fn find(&self, finding: Finding) {
        self.findings.borrow_mut().push(finding);
    }

    fn read_header(&self) -> Vec<String> {
        let text = self.source.text.as_bytes();
        let mut reader = ReaderBuilder::new().delimiter(self.delimiter).from_reader(&text[self.start..]);
        let names: Vec<String> =
            reader.headers().map(|names| names.iter().map(|name| name.trim().to_owned()).collect()).unwrap_or_default();
        if names.iter().all(String::is_empty) {
            let message = "the file has no header".to_owned();
            self.find(Finding {
                code: Code::CsvForm,
                span: 0..0,
                message,
                help: Some("its first line names the columns".to_owned()),
            });
            return Vec::new();
        }
        names
    }

    fn index_of(&self, document: &Document, place: Place, name: &str) -> Option<usize> {
        if self.header.is_empty() {
            return None;
        }
        let is_it = |known: &str| known == name.trim() && !known.is_empty();
        let mut found = self.header.iter().enumerate().filter(|(_, known)| is_it(known)).map(|(index, _)| index);
        let (first, second) = (found.next(), found.next());
        let file = &self.source.name;
        if let (Some(_), Some(_)) = (first, second) {
            let message = format!("`{file}` has two columns `{}`", shortened(name));
            document.error_at(place, Code::CsvColumn, message, "give one of them another name");
        } else if first.is_none() {
            let known = || self.header.iter().filter(|known| !known.is_empty());
            let all = format!("it has {}", listed(known().map(|name| shortened(name))).replace(" or ", " and "));
            let help = closest(name, known()).map_or_else(|| all, |meant| format!("did you mean `{meant}`?"));
            document.error_at(place, Code::CsvColumn, format!("`{file}` has no column `{}`", shortened(name)), help);
        }
        first
    }
}

/// The bytes as text, or the text as far as it is one and what is wrong then.
fn text_of(bytes: Vec<u8>, latin1: bool) -> Result<String, (String, Finding)> {
    let whole = |code: Code, message: String, help: &str| {
        (String::new(), Finding { code, span: 0..0, message, help: Some(help.to_owned()) })
    };
    if bytes.len() > LONGEST_CSV {
        let message = format!("the file has {} bytes, more than {} MiB", bytes.len(), LONGEST_CSV >> 20);
        return Err(whole(Code::TooLarge, message, "split it, or keep only the columns that are read"));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.contains(&0) {
        return Err(whole(Code::CsvForm, "the file is not CSV text".to_owned(), "save the spreadsheet as CSV"));
    }
    if latin1 {
        return Ok(bytes.into_iter().map(char::from).collect());
    }
    String::from_utf8(bytes).map_err(|fault| {
        let at = fault.utf8_error().valid_up_to();
        let line = fault.as_bytes()[at..].iter().position(|b| *b == b'\n').map_or(fault.as_bytes().len(), |end| at + end);
        let message = format!("the file is not UTF-8: byte {at} is 0x{:02x}", fault.as_bytes()[at]);
        let help = Some("save it as UTF-8, or write `encoding = \"latin-1\"` if that is what it is".to_owned());
        let valid = String::from_utf8_lossy(&fault.as_bytes()[..line]).into_owned();
        (valid, Finding { code: Code::NotUtf8, span: at..at + 1, message, help })
    })
}

/// The delimiter that stands most often in the first line, outside quotes.
fn sniff(text: &str) -> u8 {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    let (mut counts, mut quoted) = ([(0, b','), (0, b';'), (0, b'\t'), (0, b'|')], false);
    for byte in line.bytes() {
        quoted ^= byte == b'"';
        counts.iter_mut().filter(|(_, delimiter)| !quoted && *delimiter == byte).for_each(|(count, _)| *count += 1);
    }
    // The first of the largest.
    counts.into_iter().rev().max_by_key(|(count, _)| *count).map_or(b',', |(_, delimiter)| delimiter)
}

#[cfg(test)]
mod tests;
