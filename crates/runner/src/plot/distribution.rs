//! Histograms of several terminals in one chart.

use super::axis::Axis;
use super::page::{Figure, Key};
use super::series::Histogram;
use super::style::{INK, LABEL, PALE_INK, anchored, colour, font, line, px};
use super::{Area, Done};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, VPos};

/// Shares of a population by size.
pub struct Distribution {
    /// The file's name.
    pub name: &'static str,
    /// The title.
    pub title: &'static str,
    /// The subtitle.
    pub subtitle: String,
    /// What the axis below says.
    pub across_unit: &'static str,
    /// What the upright axis says, e.g. `% of calls`.
    pub upright_unit: String,
    /// One a terminal, all with the same bins.
    pub shapes: Vec<Shape>,
    /// From and to on the axis below.
    pub range: std::ops::Range<f64>,
}

/// The histogram of one terminal.
pub struct Shape {
    /// The legend's text.
    pub key: String,
    /// The counts.
    pub histogram: Histogram,
    /// Where a dashed line stands: the mean or the median.
    pub centre: Option<f64>,
}

impl Distribution {
    fn top(&self) -> f64 {
        let shares = self.shapes.iter().flat_map(|shape| {
            let population = shape.histogram.total();
            (0..shape.histogram.counts.len()).map(move |bin| shape.histogram.share(bin, population))
        });
        shares.fold(0.0, f64::max)
    }
}

impl Figure for Distribution {
    fn name(&self) -> String {
        self.name.to_owned()
    }

    fn title(&self) -> String {
        self.title.to_owned()
    }

    fn subtitle(&self) -> String {
        self.subtitle.clone()
    }

    fn legend(&self) -> Vec<Key> {
        self.shapes.iter().enumerate().map(|(n, shape)| Key { colour: colour(n), text: shape.key.clone() }).collect()
    }

    fn body<DB: DrawingBackend>(&self, area: &Area<DB>) -> Done<DB> {
        let (width, height) = area.dim_in_pixel();
        let foot = px(18.0);
        let (upper, lower) = area.split_vertically(height as i32 - foot);
        let middle = (width as i32 / 2, foot / 2);
        lower.draw(&Text::new(self.across_unit, middle, anchored(font(LABEL, PALE_INK), HPos::Center, VPos::Center)))?;
        if self.shapes.iter().all(|shape| shape.histogram.total() == 0) {
            let centre = (width as i32 / 2, height as i32 / 2);
            return upper.draw(&Text::new("none in this run", centre, anchored(font(LABEL, INK), HPos::Center, VPos::Center)));
        }
        let most = (f64::from(width) / f64::from(px(70.0))) as usize;
        let across = Axis::between(self.range.start, self.range.end, most);
        let upright = Axis::from_zero(self.top() * 1.05, 5);
        let mut chart = Axis::chart(&across, &upright, &self.upright_unit, &upper)?;
        for (n, shape) in self.shapes.iter().enumerate() {
            let outline = steps(&shape.histogram, &self.range);
            chart.draw_series(std::iter::once(Polygon::new(outline.clone(), colour(n).mix(0.22))))?;
            chart.draw_series(std::iter::once(PathElement::new(outline, line(colour(n), 1.75))))?;
        }
        for (n, shape) in self.shapes.iter().enumerate() {
            if let Some(at) = shape.centre {
                let step = upright.range.end / 40.0;
                let dash = |i: u32| {
                    let foot = f64::from(i) * step;
                    PathElement::new(vec![(at, foot), (at, foot + 0.6 * step)], line(colour(n), 1.5))
                };
                chart.draw_series((0..40).map(dash))?;
            }
        }
        Ok(())
    }
}

/// The outline of the bars, from the ground up and back.
fn steps(histogram: &Histogram, range: &std::ops::Range<f64>) -> Vec<(f64, f64)> {
    let population = histogram.total();
    let mut outline = Vec::new();
    let mut end = range.start;
    for bin in 0..histogram.counts.len() {
        let from = histogram.from + bin as f64 * histogram.width;
        let to = from + histogram.width;
        if from < range.start - 1e-9 || to > range.end + 1e-9 {
            continue;
        }
        let share = histogram.share(bin, population);
        if outline.is_empty() {
            outline.push((from, 0.0));
        }
        outline.extend([(from, share), (to, share)]);
        end = to;
    }
    outline.push((end, 0.0));
    outline
}
