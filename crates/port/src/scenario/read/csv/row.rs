//! One row of a CSV file.

use super::cell::{cells_of, is_missing};
use super::{Column, CsvSource};
use crate::scenario::diagnostic::{Code, Finding};
use crate::scenario::read::civil::DateTime;
use crate::scenario::read::node::Span;
use crate::scenario::read::table::shortened;
use crate::scenario::units::{Bounds, Dimension};
use csv::StringRecord;
use std::ops::RangeInclusive;

/// One row. Its getters give nothing where a cell is missing, and also where it is at fault, which is reported.
#[derive(Debug)]
pub struct Row<'c> {
    csv: &'c CsvSource,
    record: StringRecord,
    number: usize,
    /// The byte at which it begins, or some line ends before it.
    begins: usize,
}

impl<'c> Row<'c> {
    pub(super) fn new(csv: &'c CsvSource, record: StringRecord, number: usize, begins: usize) -> Self {
        Row { csv, record, number, begins }
    }

    /// Which one it is, from 1, the header not counted.
    pub fn index(&self) -> usize {
        self.number
    }

    /// Whether nothing stands there, or there is no such column.
    pub fn is_missing(&self, column: Column) -> bool {
        column.index.and_then(|index| self.record.get(index)).is_none_or(|cell| is_missing(cell.trim()))
    }

    /// The text of a cell, without spaces around it.
    pub fn text(&self, column: Column) -> Option<String> {
        self.cell(column).map(str::to_owned)
    }

    /// A finite number.
    pub fn number(&self, column: Column, bounds: impl Into<Bounds>) -> Option<f64> {
        let (cell, bounds) = (self.cell(column)?, bounds.into());
        let Ok(number) = cell.parse::<f64>() else {
            let help = if cell.contains(',') { "write a decimal point, and no commas between thousands" } else { "" };
            return self.fault(column, &format!("must be a number, found `{}`", shortened(cell)), help);
        };
        if !number.is_finite() {
            return self.fault(column, &format!("must be a finite number, found `{}`", shortened(cell)), "");
        }
        if !bounds.hold(number, Dimension::Number) {
            let wanted = bounds.wanted(Dimension::Number);
            return self.fault(column, &format!("must be {wanted}, found `{}`", shortened(cell)), "");
        }
        Some(number)
    }

    /// A whole number; `12.0` is one, as tables of floats are often written so.
    pub fn count(&self, column: Column, bounds: RangeInclusive<u32>) -> Option<u32> {
        let cell = self.cell(column)?;
        let digits = cell
            .split_once('.')
            .filter(|(_, zeros)| !zeros.is_empty() && zeros.bytes().all(|b| b == b'0'))
            .map_or(cell, |(whole, _)| whole);
        let whole =
            |text: &str| text.strip_prefix(['+', '-']).unwrap_or(text).bytes().all(|b| b.is_ascii_digit()) && text.len() < 30;
        match digits.parse::<i128>() {
            Ok(number) if whole(digits) => {
                let number = u32::try_from(number).ok().filter(|number| bounds.contains(number));
                let message = format!("must be between {} and {}, found `{}`", bounds.start(), bounds.end(), shortened(cell));
                number.or_else(|| self.fault(column, &message, ""))
            }
            _ => self.fault(column, &format!("must be a whole number, found `{}`", shortened(cell)), ""),
        }
    }

    /// A date and time, in the format of the file.
    pub fn datetime(&self, column: Column) -> Option<DateTime> {
        let cell = self.cell(column)?;
        let (read, wanted) = match &self.csv.datetime {
            Some(format) => (DateTime::parse_as(cell, format), format!("of the form `{format}`")),
            None => (DateTime::parse(cell), "such as `2021-07-01 15:00:00`".to_owned()),
        };
        let message = format!("must be a date and time {wanted}, found `{}`", shortened(cell));
        read.or_else(|| self.fault(column, &message, "where dates are written otherwise, say so: `dates = \"%d/%m/%Y %H:%M\"`"))
    }

    /// Reports at a cell something that no getter can see. An empty help is left out.
    pub fn error(&self, column: Column, code: Code, message: impl AsRef<str>, help: impl Into<String>) {
        let index = column.index.unwrap_or(0);
        let name = self.csv.header.get(index).map_or("", String::as_str);
        let message = format!("row {}, column `{}`: {}", self.number, shortened(name), message.as_ref());
        let help = Some(help.into()).filter(|help| !help.is_empty());
        self.csv.find(Finding { code, span: self.span(index), message, help });
    }

    /// Whether it has as many cells as the header; reported if not.
    pub(super) fn is_whole(&self) -> bool {
        let (expected, found) = (self.csv.header.len(), self.record.len());
        if expected != found {
            let cells = cells_of(&self.csv.source.text, self.begins, self.csv.delimiter);
            let span = cells.first().map_or(0, |cell| cell.start)..cells.last().map_or(0, |cell| cell.end);
            let open = self.csv.source.slice(&span).contains('\n');
            let help =
                if open { "a quote may have been left open" } else { "a cell that holds the delimiter must stand in quotes" };
            let s = if found == 1 { "" } else { "s" };
            let message = format!("row {}: {found} cell{s}, but the header has {expected}", self.number);
            self.csv.find(Finding { code: Code::CsvRagged, span, message, help: Some(help.to_owned()) });
        }
        expected == found
    }

    /// The cell, if it holds something.
    fn cell(&self, column: Column) -> Option<&str> {
        let cell = self.record.get(column.index?)?.trim();
        if !is_missing(cell) {
            return Some(cell);
        }
        if column.required {
            let message =
                if cell.is_empty() { "must not be empty".to_owned() } else { format!("must have a value, found `{cell}`") };
            self.error(column, Code::CsvMissing, message, "");
        }
        None
    }

    fn fault<T>(&self, column: Column, message: &str, help: &str) -> Option<T> {
        self.error(column, Code::CsvCell, message, help);
        None
    }

    fn span(&self, index: usize) -> Span {
        let cells = cells_of(&self.csv.source.text, self.begins, self.csv.delimiter);
        cells.get(index).cloned().unwrap_or(self.begins..self.begins)
    }
}
