//! Lines over time with their bands: what most figures are made of.

use super::axis::{Axis, Chart};
use super::page::Key;
use super::series::Band;
use super::style::{GRID, colour, line, px};
use super::{Area, Done};
use plotters::prelude::*;

/// One line for each terminal, in its colour.
pub struct Lines {
    /// In the order of the terminals.
    pub bands: Vec<Band>,
    /// The upright axis.
    pub upright: Axis,
    /// What its numbers are.
    pub unit: &'static str,
    /// The end of the time axis [days].
    pub until: f64,
    /// A stretch of time that stands out [days].
    pub shaded: Option<(f64, f64)>,
}

impl Lines {
    /// Draws axes, bands and, over them, the lines.
    pub fn draw<DB: DrawingBackend>(&self, area: &Area<DB>) -> Done<DB> {
        let width = f64::from(area.dim_in_pixel().0) / f64::from(px(1.0));
        let across = Axis::days(self.until, (width / 85.0) as usize);
        let mut chart = Axis::chart(&across, &self.upright, self.unit, area)?;
        if let Some((from, to)) = self.shaded {
            let (bottom, top) = (self.upright.range.start, self.upright.range.end);
            chart.draw_series(std::iter::once(Rectangle::new([(from, bottom), (to, top)], GRID.mix(0.7).filled())))?;
        }
        for (n, band) in self.bands.iter().enumerate() {
            band_area(&mut chart, band, colour(n))?;
        }
        for (n, band) in self.bands.iter().enumerate() {
            let points = band.at.iter().copied().zip(band.mean.iter().copied());
            chart.draw_series(std::iter::once(PathElement::new(points.collect::<Vec<_>>(), line(colour(n), 2.0))))?;
            if let ([at], [mean]) = (band.at.as_slice(), band.mean.as_slice()) {
                chart.draw_series(std::iter::once(Circle::new((*at, *mean), px(4.0), colour(n).filled())))?;
            }
        }
        Ok(())
    }
}

fn band_area<DB: DrawingBackend>(chart: &mut Chart<'_, DB>, band: &Band, colour: RGBColor) -> Done<DB> {
    let upper = band.at.iter().copied().zip(band.high.iter().copied());
    let lower = band.at.iter().copied().zip(band.low.iter().copied()).rev();
    let outline: Vec<(f64, f64)> = upper.chain(lower).collect();
    if outline.len() > 2 {
        chart.draw_series(std::iter::once(Polygon::new(outline, colour.mix(0.22))))?;
    }
    Ok(())
}

/// A legend of terminals.
pub fn keys(names: &[String]) -> Vec<Key> {
    names.iter().enumerate().map(|(n, name)| Key { colour: colour(n), text: name.clone() }).collect()
}
