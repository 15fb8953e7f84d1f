//! `weather.file`: hours of weather from a CSV file. What a row leaves out, and every hour without a row, is drawn.

use super::Files;
use super::csv_file::{self, Heading};
use super::diagnostic::Code;
use super::read::{DateTime, Table};
use borsh::{BorshDeserialize, BorshSerialize};
use std::collections::BTreeMap;

/// The weather of one hour of a file.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct FileHour {
    /// Which hour since time 0.
    pub hour: u32,
    /// Mean wind [m/s].
    pub mean_m_s: Option<f64>,
    /// Gust [m/s].
    pub gust_m_s: Option<f64>,
    /// Significant wave height [m].
    pub swell_m: Option<f64>,
    /// Too thick for ships.
    pub fog: Option<bool>,
    /// Water level above datum [m].
    pub tide_m: Option<f64>,
}

/// Reads the file, if one is named; rows before the start are passed over.
pub fn read(t: &mut Table<'_>, folder: &str, start: DateTime, files: &mut dyn Files) -> Vec<FileHour> {
    let file = t.text("file", "A CSV file of hours, in the folder of `calls.folder`; empty: all weather is drawn.");
    let format = csv_file::read_format(t);
    let fog_below_m = t.metres("fog-below", "1 m"..="20 km", "Visibility of the file below which an hour counts as fog.");
    let file_place = t.place("file");
    let headings = t.table("columns", "The columns of the file by what they hold; empty: not read.", |t| {
        let mut heading = |key: &'static str, about: &str| Heading::read(t, key, about, file_place);
        [
            heading("time", "When the hour begins; in every row."),
            heading("wind", "Mean wind [m/s]."),
            heading("gust", "Gust [m/s]; where it is missing, the wind times `gust-factor`."),
            heading("swell", "Significant wave height [m]."),
            heading("visibility", "Visibility [m]."),
            heading("tide", "Water level above chart datum [m]."),
        ]
    });
    let Some(format) = format.filter(|_| !file.trim().is_empty()) else { return Vec::new() };
    let Some((path, csv)) = csv_file::open(t, folder, &file, &format, files) else { return Vec::new() };
    let time = headings[0].required(t.document(), &csv);
    let [wind, gust, swell, visibility, tide] = [1, 2, 3, 4, 5].map(|at| headings[at].column(t.document(), &csv));
    let mut hours = BTreeMap::new();
    for row in csv.rows() {
        let (mean_m_s, gust_m_s) = (row.number(wind, 0.0..=100.0), row.number(gust, 0.0..=150.0));
        let (swell_m, visibility) = (row.number(swell, 0.0..=30.0), row.number(visibility, 0.0..=1e6));
        let tide_m = row.number(tide, -20.0..=30.0);
        let Some(at) = row.datetime(time) else { continue };
        let Ok(hour) = u32::try_from(at.seconds_since(start).div_euclid(3600)) else { continue };
        let fog = visibility.map(|metres| metres < fog_below_m);
        if hours.insert(hour, FileHour { hour, mean_m_s, gust_m_s, swell_m, fog, tide_m }).is_some() {
            row.error(time, Code::Duplicate, format!("another row is of the hour of {at}"), "keep one row an hour");
        }
    }
    if !csv.has_errors() && hours.is_empty() && !t.document().has_errors() {
        t.warn("file", Code::Unused, format!("`{path}` has no hour after the `start` of the scenario, {start}"), "");
    }
    t.document().absorb(csv.finish());
    hours.into_values().collect()
}
