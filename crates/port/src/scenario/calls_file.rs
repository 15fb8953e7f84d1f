//! `[service.NAME]` with `kind = "file"`: calls from a CSV file, with columns named in the scenario, and what the file does
//! not say (class, length, draught, numbers of boxes) from a table of sizes.
//!
//! ```text
//! cell of the row ─ else the size row that its capacity falls in ─ else the class (loa, draught) or the service (boxes)
//! ```
//!
//! A column that the scenario names must be in the file; one that it does not name is read if the file has a column of the
//! default name.

use super::Files;
use super::csv_file::{self, Heading};
use super::diagnostic::{Code, closest, listed};
use super::read::{Column, CsvSource, DateTime, Row, Table};
use super::service::{Context, MOST_BOXES, read_boxes};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, SimTime, Variate};

/// One call of a file.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct FileCall {
    /// Name of the vessel.
    pub name: String,
    /// Row of the file, from 1, the header not counted.
    pub row: u32,
    /// Index of its class.
    pub class: usize,
    /// Length over all [m].
    pub loa_m: f64,
    /// Draught [m].
    pub draught_m: f64,
    /// Planned arrival.
    pub planned: SimTime,
    /// Actual arrival.
    pub actual: SimTime,
    /// Boxes to discharge: the number of the file, or as its size or its service has it.
    pub discharge: Variate,
    /// Boxes that come by land for it.
    pub exports: Variate,
}

/// What a service has where neither the file nor a size says more.
pub struct Service<'a> {
    /// Its name.
    pub name: &'a str,
    /// Boxes discharged at a call.
    pub discharge: &'a Variate,
    /// Boxes that come by land for a call.
    pub exports: &'a Variate,
    /// Share of the discharged boxes that change to another ship.
    pub transhipment: f64,
}

/// Ships up to some capacity.
struct Size {
    up_to_teu: u32,
    class: usize,
    loa_m: Option<f64>,
    draught_m: Option<f64>,
    discharge: Option<Variate>,
    exports: Option<Variate>,
}

/// The columns of a file.
#[derive(Clone, Copy)]
struct Columns {
    name: Column,
    planned: Column,
    actual: Column,
    capacity: Column,
    class: Column,
    service: Column,
    loa: Column,
    draught: Column,
    discharge: Column,
    load: Column,
}

/// Reads the file and the table of sizes; calls by planned arrival.
pub fn read(t: &mut Table<'_>, service: &Service<'_>, context: &Context<'_>, files: &mut dyn Files) -> Vec<FileCall> {
    let class_names: Vec<&str> = context.classes.iter().map(|class| class.name.as_str()).collect();
    let file = t.text("file", "The CSV file, in the folder of `calls.folder`; empty: no calls.");
    let format = csv_file::read_format(t);
    let file_place = t.place("file");
    let headings = t.table("columns", "The columns of the file by what they hold; empty: not read.", |t| {
        let mut heading = |key: &'static str, about: &str| Heading::read(t, key, about, file_place);
        [
            heading("name", "Name of the vessel; in every row."),
            heading("planned", "Planned arrival; where it is missing, it is the actual one."),
            heading("actual", "Actual arrival; where it is missing, it is the planned one."),
            heading("capacity", "Capacity of the vessel [TEU], to find its size; in every row if there are sizes."),
            heading("class", "Its vessel class; where it is missing, that of its size."),
            heading("service", "The service it calls for: only rows with this service's name are read; in every row."),
            heading("loa", "Length over all [m]; where it is missing, that of its size or class."),
            heading("draught", "Draught [m]; where it is missing, that of its size or class."),
            heading("discharge", "Boxes to discharge; where it is missing, as its size or the service has it."),
            heading("load", "Boxes to load, transhipped ones included: exports are the load less the service's transhipment share of its discharge."),
        ]
    });
    let mut reached = 0;
    let sizes = t.list("size", "Ships up to some capacity, small ones first: what the file does not say of them.", |t| {
        let size = read_size(t, &class_names);
        if size.up_to_teu <= reached {
            let message = format!("`up-to` must rise from size to size, found {} after {reached}", size.up_to_teu);
            t.error("up-to", Code::Inconsistent, message, "write small sizes first");
        }
        reached = size.up_to_teu.max(reached);
        size
    });
    let Some(format) = format.filter(|_| !file.trim().is_empty()) else { return Vec::new() };
    let Some((path, csv)) = csv_file::open(t, context.folder, &file, &format, files) else { return Vec::new() };
    let columns = find_columns(t, &csv, &headings, !sizes.is_empty());
    let rows = Rows { csv: &csv, columns, sizes: &sizes, class_names: &class_names, service, context };
    let calls = rows.read();
    if !csv.has_errors() && calls.is_empty() && !t.document().has_errors() {
        t.warn("file", Code::Unused, format!("`{path}` has no calls of {}", service.name), "");
    }
    t.document().absorb(csv.finish());
    calls
}

fn read_size(t: &mut Table<'_>, class_names: &[&str]) -> Size {
    t.require(&["up-to"]);
    Size {
        up_to_teu: t.count("up-to", 1..=40_000, "Ships of this size hold at most so much [TEU]."),
        class: t.name_required("class", class_names, "vessel class", "Their class, where the file does not say it."),
        loa_m: t.maybe("loa", |t| t.metres("loa", "20 m"..="500 m", "Their length over all; unwritten: that of the class.")),
        draught_m: t
            .maybe("draught", |t| t.metres("draught", "1 m"..="25 m", "Their draught at arrival; unwritten: that of the class.")),
        discharge: t.maybe("discharge", |t| read_boxes(t, "discharge", "Boxes discharged; unwritten: as the service has it.")),
        exports: t.maybe("exports", |t| read_boxes(t, "exports", "Boxes brought by land; unwritten: as the service has it.")),
    }
}

fn find_columns(t: &Table<'_>, csv: &CsvSource, headings: &[Heading; 10], sized: bool) -> Columns {
    let document = t.document();
    let optional = |at: usize| headings[at].column(document, csv);
    let required = |at: usize| headings[at].required(document, csv);
    let columns = Columns {
        name: required(0),
        planned: optional(1),
        actual: optional(2),
        capacity: if sized { required(3) } else { Column::ABSENT },
        class: optional(4),
        service: if headings[5].is_empty() { Column::ABSENT } else { required(5) },
        loa: optional(6),
        draught: optional(7),
        discharge: optional(8),
        load: optional(9),
    };
    if csv.header().is_empty() {
        return columns;
    }
    let is_written = |at: usize| headings[at].is_written() && !headings[at].is_empty();
    if !columns.planned.is_there() && !columns.actual.is_there() && !is_written(1) && !is_written(2) {
        let help = format!("name one, e.g. `columns = {{ planned = {:?} }}`", csv.header().last().map_or("", String::as_str));
        t.error("file", Code::CsvColumn, "the file has no column of planned or actual arrivals", help);
    }
    if !columns.class.is_there() && !sized && !is_written(4) {
        let help = "name a column `class`, or write `[[size]]` tables with the class of ships up to some capacity";
        t.error("file", Code::MissingKey, "nothing says of which class the ships are", help);
    }
    columns
}

/// The rows of a file, and what is needed to make calls of them.
struct Rows<'a> {
    csv: &'a CsvSource,
    columns: Columns,
    sizes: &'a [Size],
    class_names: &'a [&'a str],
    service: &'a Service<'a>,
    context: &'a Context<'a>,
}

/// Calls before time 0: the first of them, the earliest time, and how many there are.
struct Early<'c> {
    row: Row<'c>,
    column: Column,
    at: DateTime,
    earliest: DateTime,
    rows: usize,
}

impl Rows<'_> {
    fn read(&self) -> Vec<FileCall> {
        let mut calls = Vec::new();
        let mut early: Option<Early<'_>> = None;
        for row in self.csv.rows() {
            if !self.is_of_service(&row) {
                continue;
            }
            let times = self.times(&row);
            if let Some((column, at)) = times.and_then(|times| self.before_start(times)) {
                match &mut early {
                    Some(early) => (early.earliest, early.rows) = (early.earliest.min(at), early.rows + 1),
                    None => early = Some(Early { row, column, at, earliest: at, rows: 1 }),
                }
                continue;
            }
            calls.extend(self.call(&row, times));
        }
        if let Some(early) = early {
            let more = match early.rows - 1 {
                0 => String::new(),
                1 => ", as in another row".to_owned(),
                rows => format!(", as in {rows} other rows"),
            };
            let message = format!("{} is before the `start` of the scenario, {}{more}", early.at, self.context.start);
            let DateTime { year, month, day, .. } = early.earliest;
            let help = format!("write `start = {year:04}-{month:02}-{day:02}` in the scenario, or leave such rows out");
            early.row.error(early.column, Code::OutOfRange, message, help);
        }
        calls.sort_by_key(|call| call.planned);
        calls
    }

    /// Whether a row is for this service; a name that no service has is reported.
    fn is_of_service(&self, row: &Row<'_>) -> bool {
        let column = self.columns.service;
        if !column.is_there() {
            return true;
        }
        let Some(name) = row.text(column) else { return false };
        let known = self.context.file_services;
        if !known.contains(&name) {
            let help = closest(&name, known).map_or_else(
                || format!("services of `kind = \"file\"` are {}", listed(known)),
                |meant| format!("did you mean `{meant}`?"),
            );
            row.error(column, Code::UnknownName, format!("no service of `kind = \"file\"` is called `{name}`"), help);
        }
        name == self.service.name
    }

    /// Planned and actual arrival, the one for the other where it is missing.
    fn times(&self, row: &Row<'_>) -> Option<[(Column, DateTime); 2]> {
        let columns = [self.columns.planned, self.columns.actual];
        let [planned, actual] = columns.map(|column| row.datetime(column).map(|at| (column, at)));
        let there = columns.iter().find(|column| column.is_there());
        if let (Some(column), true) = (there, columns.iter().all(|column| row.is_missing(*column))) {
            row.error(*column, Code::CsvMissing, "neither planned nor actual arrival", "one of them is needed");
        }
        Some([planned.or(actual)?, actual.or(planned)?])
    }

    fn before_start(&self, times: [(Column, DateTime); 2]) -> Option<(Column, DateTime)> {
        times.into_iter().filter(|(_, at)| *at < self.context.start).min_by_key(|(_, at)| *at)
    }

    /// The call of a row; every cell is read before the first is missed, so that all faults are found.
    fn call(&self, row: &Row<'_>, times: Option<[(Column, DateTime); 2]>) -> Option<FileCall> {
        let columns = &self.columns;
        let name = row.text(columns.name);
        let size = self.size(row);
        let class = self.class(row, size);
        let (loa_m, draught_m) = (row.number(columns.loa, 20.0..=500.0), row.number(columns.draught, 1.0..=25.0));
        let [discharge, load] = [columns.discharge, columns.load].map(|column| row.count(column, 0..=MOST_BOXES));
        let ([planned, actual], class) = (times?, class?);
        let of_class = &self.context.classes[class];
        let boxes = |of_size: Option<&Variate>, of_service: &Variate| of_size.unwrap_or(of_service).clone();
        let discharge = match discharge {
            Some(given) => Variate::Constant(f64::from(given)),
            None => boxes(size.and_then(|size| size.discharge.as_ref()), self.service.discharge),
        };
        let exports = match load {
            Some(given) => Variate::Constant((f64::from(given) - self.service.transhipment * discharge.mean()).max(0.0)),
            None => boxes(size.and_then(|size| size.exports.as_ref()), self.service.exports),
        };
        Some(FileCall {
            name: name?,
            row: row.index() as u32,
            class,
            loa_m: loa_m.or(size.and_then(|size| size.loa_m)).unwrap_or(of_class.loa_m),
            draught_m: draught_m.or(size.and_then(|size| size.draught_m)).unwrap_or(of_class.draught_m),
            planned: self.since_start(planned.1),
            actual: self.since_start(actual.1),
            discharge,
            exports,
        })
    }

    fn size(&self, row: &Row<'_>) -> Option<&Size> {
        let capacity = row.count(self.columns.capacity, 1..=40_000)?;
        let size = self.sizes.iter().find(|size| capacity <= size.up_to_teu);
        if size.is_none() {
            let largest = self.sizes.last().map_or(0, |size| size.up_to_teu);
            let message = format!("{capacity} TEU is more than the largest size, {largest} TEU");
            row.error(self.columns.capacity, Code::OutOfRange, message, "write a `[[size]]` with a higher `up-to`");
        }
        size
    }

    fn class(&self, row: &Row<'_>, size: Option<&Size>) -> Option<usize> {
        let column = self.columns.class;
        let Some(wanted) = row.text(column) else {
            if self.sizes.is_empty() && column.is_there() {
                row.error(column, Code::CsvMissing, "must not be empty", "only a `[[size]]` could say the class instead");
            }
            return size.map(|size| size.class).filter(|class| *class < self.class_names.len());
        };
        let index = self.class_names.iter().position(|name| *name == wanted);
        if index.is_none() {
            let help = closest(&wanted, self.class_names)
                .map_or_else(|| format!("there is {}", listed(self.class_names)), |meant| format!("did you mean `{meant}`?"));
            row.error(column, Code::UnknownName, format!("no vessel class is called `{wanted}`"), help);
        }
        index
    }

    fn since_start(&self, at: DateTime) -> SimTime {
        let seconds = at.seconds_since(self.context.start).max(0);
        SimTime(0) + SimDuration::seconds(seconds.unsigned_abs())
    }
}
