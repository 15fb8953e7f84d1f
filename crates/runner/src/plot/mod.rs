//! Plots: every figure as SVG and as PNG, from one description.
//!
//! To add one: a file with a type that is a [`Figure`], and its line in [`files`]. How all of them look is said in
//! `style`; `axis` makes the empty chart, `series` what is drawn into it, `raster` the pixels. No figure knows a file.

mod axis;
mod berths;
mod crane_rate;
mod differences;
mod distribution;
mod gantt;
mod lines;
mod means;
mod overview;
mod page;
mod raster;
mod series;
mod stress;
mod style;
mod text;
mod throughput;
mod trucks;
mod yard;

use crate::comparison::{Comparison, Side};
use crate::results::Results;
use crate::selection::Selection;
use crate::stress::Stress;
use darse_port::kpi::Definition;
use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingAreaErrorKind, DrawingBackend};

pub use page::{Figure, Key};

/// Where a figure is drawn.
pub type Area<DB> = DrawingArea<DB, Shift>;

/// What comes of drawing.
pub type Drawn<T, DB> = Result<T, DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;

/// Drawn, or not.
pub type Done<DB> = Drawn<(), DB>;

/// What differs, a figure for each of the other scenarios.
pub fn of_comparison(comparison: &Comparison, catalogue: &[Definition]) -> Vec<(String, Vec<u8>)> {
    let several = comparison.sides.len() > 1;
    let figure = |(number, side): (usize, &Side)| {
        let file = if several { format!("differences-{}", number + 1) } else { "differences".to_owned() };
        page::files(&differences::Differences::of(side, &comparison.first, file, catalogue))
    };
    comparison.sides.iter().enumerate().flat_map(figure).collect()
}

/// The means of the scenarios among which the best was looked for.
pub fn of_selection(it: &Selection) -> Vec<(String, Vec<u8>)> {
    page::files(&means::Means::of(it))
}

/// The KPIs of all limits against the demand, a figure for each facility.
pub fn of_stress(it: &Stress) -> Vec<(String, Vec<u8>)> {
    stress::figures(it).iter().flat_map(page::files).collect()
}

/// Every plot of a run, by name. Nothing if there is no terminal to draw.
pub fn files(results: &Results) -> Vec<(String, Vec<u8>)> {
    if series::terminals(results).is_empty() {
        return Vec::new();
    }
    let mut files = page::files(&overview::Overview::of(results));
    files.extend(page::files(&throughput::Throughput::of(results)));
    files.extend(page::files(&berths::Berths::of(results)));
    files.extend(page::files(&crane_rate::of(results)));
    files.extend(page::files(&yard::Yard::of(results)));
    files.extend(page::files(&trucks::of(results)));
    for gantt in gantt::of(results) {
        files.extend(page::files(&gantt));
    }
    files
}
