//! Yard occupancy over time.

use super::axis::Axis;
use super::lines::{Lines, keys};
use super::page::{Figure, Key};
use super::series::{Band, Fold, bucket_days, how, terminals};
use super::throughput::capital;
use super::{Area, Done};
use crate::results::Results;
use plotters::prelude::DrawingBackend;

/// Share of the yard's slots that is filled, a line for each terminal.
pub struct Yard {
    lines: Lines,
    names: Vec<String>,
    subtitle: String,
}

impl Yard {
    /// Of all terminals.
    pub fn of(results: &Results) -> Yard {
        let names = terminals(results);
        let days = bucket_days(results);
        let bands = (0..names.len())
            .map(|n| Band::of(results, n, |picture| &picture.yard_occupancy_by_day, days, Fold::Mean).times(100.0))
            .collect();
        let lines =
            Lines { bands, upright: Axis::percent(), unit: "share of slots filled", until: results.horizon_days(), shaded: None };
        let each = if days == 7 { "Weekly means" } else { "Daily means" };
        Yard { lines, names, subtitle: format!("{each}. {}", capital(&how(results))) }
    }
}

impl Figure for Yard {
    fn name(&self) -> String {
        "yard".to_owned()
    }

    fn title(&self) -> String {
        "Yard occupancy [%]".to_owned()
    }

    fn subtitle(&self) -> String {
        self.subtitle.clone()
    }

    fn legend(&self) -> Vec<Key> {
        keys(&self.names)
    }

    fn body<DB: DrawingBackend>(&self, area: &Area<DB>) -> Done<DB> {
        self.lines.draw(area)
    }
}
