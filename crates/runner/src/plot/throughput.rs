//! Quay throughput over time.

use super::axis::Axis;
use super::lines::{Lines, keys};
use super::page::{Figure, Key};
use super::series::{Band, Fold, bucket_days, how, terminals};
use super::{Area, Done};
use crate::results::Results;
use plotters::prelude::DrawingBackend;

/// TEU over the quay, each week or day, a line for each terminal.
pub struct Throughput {
    lines: Lines,
    names: Vec<String>,
    weekly: bool,
    subtitle: String,
}

impl Throughput {
    /// Of all terminals.
    pub fn of(results: &Results) -> Throughput {
        let days = bucket_days(results);
        let names = terminals(results);
        let bands: Vec<Band> =
            (0..names.len()).map(|n| Band::of(results, n, |picture| &picture.teu_by_day, days, Fold::Sum)).collect();
        let top = bands.iter().map(Band::top).fold(0.0, f64::max);
        let weekly = days == 7;
        let unit = if weekly { "TEU a week" } else { "TEU a day" };
        let lines = Lines { bands, upright: Axis::from_zero(top, 6), unit, until: results.horizon_days(), shaded: None };
        Throughput { lines, names, weekly, subtitle: how(results) }
    }
}

impl Figure for Throughput {
    fn name(&self) -> String {
        "throughput".to_owned()
    }

    fn title(&self) -> String {
        format!("Quay throughput by {} [TEU]", if self.weekly { "week" } else { "day" })
    }

    fn subtitle(&self) -> String {
        format!("Loaded and discharged; a transhipped box counts twice. {}", capital(&self.subtitle))
    }

    fn legend(&self) -> Vec<Key> {
        keys(&self.names)
    }

    fn body<DB: DrawingBackend>(&self, area: &Area<DB>) -> Done<DB> {
        self.lines.draw(area)
    }
}

/// The text with a capital letter in front.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
