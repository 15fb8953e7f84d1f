//! A KPI over a grid of two factors: one cell a point, its colour the mean, with the interval written in it.

use super::levels::{Levels, evenly, name};
use super::page::{Figure, Key, fitted};
use super::style::{AXIS, INK, LABEL, PALE_INK, SMALL, anchored, font, gradient, ink_on, line, px, text_width};
use super::{Area, Done};
use crate::design::{Kpi, Responses};
use crate::escape::file_stem;
use crate::number::{decimals_for, grouped};
use crate::table::mean_and_half_width;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, VPos};

/// Room for the scale at the right and the captions below [pixels].
const SCALE: f64 = 110.0;
const FOOT: f64 = 52.0;

/// One KPI over two factors, the first across, the second upright.
pub struct HeatMap {
    name: String,
    title: String,
    subtitle: String,
    /// Captions and names of the levels, across and upright.
    captions: [String; 2],
    names: [Vec<String>; 2],
    /// Column, row from below, mean, and what is written.
    cells: Vec<(usize, usize, Option<f64>, String)>,
    least: f64,
    greatest: f64,
}

impl HeatMap {
    /// Of one KPI, which is called `title`.
    pub fn of(responses: &Responses, kpi: &Kpi, title: String, how: String) -> HeatMap {
        let axes = [0, 1].map(|factor| Levels::of(responses, factor, usize::MAX));
        let names = [0, 1].map(|factor: usize| {
            let unit = responses.factors[factor].unit();
            let first = |points: &[usize]| points.first().map(|&point| name(&responses.points[point].levels[factor], unit));
            let names = axes[factor].groups.iter().filter_map(|(_, points)| first(points)).collect::<Vec<String>>();
            if axes[factor].numbers { evenly(names) } else { names }
        });
        let summaries = responses.of(kpi);
        let rank = |axis: &Levels, point: usize| axis.groups.iter().position(|(_, points)| points.contains(&point)).unwrap_or(0);
        let cell = |point: usize| {
            let summary = summaries[point];
            let text = summary.map(mean_and_half_width).unwrap_or_default();
            let text = text.trim_end_matches('*').to_owned();
            (rank(&axes[0], point), rank(&axes[1], point), summary.and_then(|it| it.mean), text)
        };
        let cells: Vec<_> = (0..responses.points.len()).map(cell).collect();
        let means = || cells.iter().filter_map(|it| it.2);
        HeatMap {
            name: file_stem(&kpi.id),
            title,
            subtitle: how,
            captions: axes.map(|it| it.caption),
            names,
            least: means().fold(f64::INFINITY, f64::min),
            greatest: means().fold(f64::NEG_INFINITY, f64::max),
            cells,
        }
    }

    fn share(&self, mean: f64) -> f64 {
        if self.greatest > self.least { (mean - self.least) / (self.greatest - self.least) } else { 0.5 }
    }

    /// The colours with the means they stand for, at the right edge.
    fn scale<DB: DrawingBackend>(&self, area: &Area<DB>, (left, top, bottom): (f64, f64, f64)) -> Done<DB> {
        const STEPS: u32 = 60;
        let y = |share: f64| bottom - share * (bottom - top);
        for step in (0..STEPS).rev() {
            let (from, to) = (f64::from(step) / f64::from(STEPS), f64::from(step + 1) / f64::from(STEPS));
            // A little below its own step, so that no seam shows between two.
            let corners = [(px(left), px(y(to))), (px(left + 16.0), px((y(from) + 2.0).min(bottom)))];
            area.draw(&Rectangle::new(corners, gradient((from + to) / 2.0).filled()))?;
        }
        let decimals = decimals_for((self.greatest - self.least).abs(), 2).max(decimals_for(self.greatest.abs(), 3));
        for share in [0.0, 0.5, 1.0] {
            let text = grouped(self.least + share * (self.greatest - self.least), decimals);
            area.draw(&Text::new(text, (px(left + 22.0), px(y(share))), font(LABEL, PALE_INK)))?;
        }
        Ok(())
    }
}

impl Figure for HeatMap {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn title(&self) -> String {
        self.title.clone()
    }

    fn subtitle(&self) -> String {
        self.subtitle.clone()
    }

    fn legend(&self) -> Vec<Key> {
        Vec::new()
    }

    fn body<DB: DrawingBackend>(&self, area: &Area<DB>) -> Done<DB> {
        let pixels = |units: u32| f64::from(units) / f64::from(px(1.0));
        let (width, height) = (pixels(area.dim_in_pixel().0), pixels(area.dim_in_pixel().1));
        let widest = self.names[1].iter().map(|name| text_width(name, SMALL)).fold(0.0, f64::max).min(220.0);
        let (left, top) = (widest + 14.0, 28.0);
        let (right, bottom) = (width - SCALE, height - FOOT);
        let (columns, rows) = (self.names[0].len().max(1) as f64, self.names[1].len().max(1) as f64);
        let (wide, high) = ((right - left) / columns, (bottom - top) / rows);
        area.draw(&Text::new(fitted(&self.captions[1], LABEL, right), (0, px(10.0)), font(LABEL, INK)))?;
        for (column, row, mean, text) in &self.cells {
            let (x, y) = (left + wide * *column as f64, bottom - high * (*row as f64 + 1.0));
            let corners = [(px(x + 1.0), px(y + 1.0)), (px(x + wide - 1.0), px(y + high - 1.0))];
            let Some(mean) = mean else {
                area.draw(&Rectangle::new(corners, line(AXIS, 1.0)))?;
                continue;
            };
            let fill = gradient(self.share(*mean));
            area.draw(&Rectangle::new(corners, fill.filled()))?;
            let centred = |size: f64| anchored(font(size, ink_on(fill)), HPos::Center, VPos::Center);
            let (middle, centre) = (px(x + wide / 2.0), y + high / 2.0);
            let (value, half) = text.split_once(" ± ").unwrap_or((text, ""));
            let room = |text: &str, size: f64| text_width(text, size) < wide - 8.0;
            if high >= 40.0 && room(value, SMALL) && room(half, LABEL) && !half.is_empty() {
                area.draw(&Text::new(value.to_owned(), (middle, px(centre - 9.0)), centred(SMALL)))?;
                area.draw(&Text::new(format!("± {half}"), (middle, px(centre + 10.0)), centred(LABEL)))?;
            } else if high >= 18.0 && room(value, LABEL) {
                area.draw(&Text::new(value.to_owned(), (middle, px(centre)), centred(LABEL)))?;
            }
        }
        for (row, name) in self.names[1].iter().enumerate() {
            let at = (px(left - 8.0), px(bottom - high * (row as f64 + 0.5)));
            let style = anchored(font(SMALL, INK), HPos::Right, VPos::Center);
            area.draw(&Text::new(fitted(name, SMALL, widest + 1.0), at, style))?;
        }
        for (column, name) in self.names[0].iter().enumerate() {
            let at = (px(left + wide * (column as f64 + 0.5)), px(bottom + 14.0));
            let style = anchored(font(SMALL, INK), HPos::Center, VPos::Center);
            area.draw(&Text::new(fitted(name, SMALL, wide - 4.0), at, style))?;
        }
        let at = (px((left + right) / 2.0), px(bottom + 38.0));
        let style = anchored(font(LABEL, INK), HPos::Center, VPos::Center);
        area.draw(&Text::new(fitted(&self.captions[0], LABEL, right - left), at, style))?;
        self.scale(area, (right + 18.0, top, bottom))
    }
}
