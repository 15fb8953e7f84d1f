//! Berth occupancy, and the vessels that wait for a berth.

use super::axis::Axis;
use super::lines::{Lines, keys};
use super::page::{Figure, Key};
use super::series::{Band, Fold, bucket_days, how, terminals};
use super::throughput::capital;
use super::{Area, Done};
use crate::results::Results;
use plotters::prelude::DrawingBackend;

/// Two charts over the same time: share of the quay occupied, vessels waiting.
pub struct Berths {
    occupancy: Lines,
    waiting: Lines,
    names: Vec<String>,
    subtitle: String,
}

impl Berths {
    /// Of all terminals.
    pub fn of(results: &Results) -> Berths {
        let days = bucket_days(results);
        let names = terminals(results);
        let occupancy = (0..names.len())
            .map(|n| Band::of(results, n, |picture| &picture.berth_occupancy_by_day, days, Fold::Mean).times(100.0))
            .collect();
        let waiting: Vec<Band> =
            (0..names.len()).map(|n| Band::of(results, n, |picture| &picture.vessels_waiting_by_day, days, Fold::Mean)).collect();
        let top = waiting.iter().map(Band::top).fold(0.0, f64::max);
        let until = results.horizon_days();
        let each = if days == 7 { "Weekly means" } else { "Daily means" };
        Berths {
            occupancy: Lines {
                bands: occupancy,
                upright: Axis::percent(),
                unit: "share of the quay occupied",
                until,
                shaded: None,
            },
            waiting: Lines {
                bands: waiting,
                upright: Axis::from_zero(top.max(1.0), 4),
                unit: "vessels waiting for a berth",
                until,
                shaded: None,
            },
            names,
            subtitle: format!("{each}. {}", capital(&how(results))),
        }
    }

    /// The upper chart alone, for the overview.
    pub fn occupancy<DB: DrawingBackend>(&self, area: &Area<DB>) -> Done<DB> {
        self.occupancy.draw(area)
    }
}

impl Figure for Berths {
    fn name(&self) -> String {
        "berths".to_owned()
    }

    fn title(&self) -> String {
        "Berth occupancy [%] and vessels waiting for a berth".to_owned()
    }

    fn subtitle(&self) -> String {
        self.subtitle.clone()
    }

    fn legend(&self) -> Vec<Key> {
        keys(&self.names)
    }

    fn body<DB: DrawingBackend>(&self, area: &Area<DB>) -> Done<DB> {
        let height = area.dim_in_pixel().1 as i32;
        let (upper, lower) = area.split_vertically(height * 55 / 100);
        self.occupancy.draw(&upper)?;
        self.waiting.draw(&lower)
    }
}
