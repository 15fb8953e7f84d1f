//! A CSV file that a scenario names: how it is written, what its columns are called, and opening it.

use super::Files;
use super::diagnostic::Code;
use super::read::{Column, CsvFormat, CsvSource, DateTime, Document, Place, Table};

/// The name of a column: as the scenario has it, or the default.
pub struct Heading {
    text: String,
    is_written: bool,
    place: Place,
}

impl Heading {
    /// Reads the name; what is wrong with one that is not written is said at the name of the file.
    pub fn read(t: &mut Table<'_>, key: &'static str, about: &str, file: Place) -> Self {
        let place = if t.has(key) { t.place(key) } else { file };
        Heading { is_written: t.has(key), place, text: t.text(key, about) }
    }
    /// Whether the scenario has it.
    pub fn is_written(&self) -> bool {
        self.is_written
    }
    /// Whether no column is to be read.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
    /// A column that must be there if the scenario names it, and may be there if it does not.
    pub fn column(&self, document: &Document, csv: &CsvSource) -> Column {
        match self.is_written {
            _ if self.text.is_empty() => Column::ABSENT,
            true => csv.column(document, self.place, &self.text),
            false => csv.column_if_any(&self.text),
        }
    }
    /// A column without missing cells.
    pub fn required(&self, document: &Document, csv: &CsvSource) -> Column {
        csv.required(document, self.place, &self.text)
    }
}

/// Nothing if dates could not be read with it.
pub fn read_format(t: &mut Table<'_>) -> Option<CsvFormat> {
    let delimiters = [("auto", None), (",", Some(b',')), (";", Some(b';')), ("tab", Some(b'\t')), ("|", Some(b'|'))];
    let delimiter = t.choice("delimiter", &delimiters, "What separates cells; `auto` finds it out.");
    let latin1 = t.choice("encoding", &[("utf-8", false), ("latin-1", true)], "How letters are coded.");
    let dates = t.text("dates", "How dates are written, e.g. `%d/%m/%Y %H:%M`; empty: as 2021-07-01 15:00:00.");
    if !dates.is_empty() && !DateTime::is_format(&dates) {
        let help = "use %Y %m %d %H %M %S, e.g. `dates = \"%d/%m/%Y %H:%M\"`";
        t.error("dates", Code::BadText, format!("`dates` must say where year, month and day stand, found `{dates}`"), help);
        return None;
    }
    Some(CsvFormat { delimiter, latin1, datetime: Some(dates).filter(|dates| !dates.is_empty()) })
}

/// Opens the file of the key `file`: its path, and what is in it; nothing if that cannot be read.
pub fn open(t: &Table<'_>, folder: &str, file: &str, format: &CsvFormat, files: &mut dyn Files) -> Option<(String, CsvSource)> {
    let path = joined(folder, file);
    let bytes = match files.read(&path) {
        Ok(bytes) => bytes,
        Err(why) => {
            let help = "put it beside the scenario, or say in which folder it is: `--set calls.folder=FOLDER`";
            t.error("file", Code::CsvUnreadable, format!("cannot read `{path}`: {why}"), help);
            return None;
        }
    };
    let csv = CsvSource::open(&path, bytes, format);
    if let (Some(_), [only]) = (format.delimiter, csv.header())
        && only.contains([',', ';', '\t', '|'])
    {
        let message = format!("cells of `{path}` are not separated so: its header would be the one cell `{only}`");
        t.error("delimiter", Code::CsvForm, message, "leave `delimiter` out to find it out");
        return None;
    }
    Some((path, csv))
}

/// A file in a folder, or as it is written.
fn joined(folder: &str, file: &str) -> String {
    let folder = folder.trim().trim_end_matches(['/', '\\']);
    if matches!(folder, "" | ".") || file.starts_with('/') { file.to_owned() } else { format!("{folder}/{file}") }
}
