//! A KPI against the levels of each factor: the mean and interval of every point, and a line through the means of the points at each
//! level. One panel a factor.

use super::axis::Axis;
use super::levels::Levels;
use super::page::{Figure, Key, fitted};
use super::style::{AXIS, INK, LABEL, PALE_INK, anchored, colour, font, line, px};
use super::{Area, Done};
use crate::design::{Kpi, Responses};
use crate::escape::file_stem;
use crate::summary::Summary;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, VPos};

/// Panels that a page has room for.
pub const PANELS: usize = 6;

/// One KPI over a design.
pub struct Response {
    name: String,
    title: String,
    subtitle: String,
    unit: String,
    upright: (f64, f64),
    /// Mean and interval of each point that has a value.
    values: Vec<Option<(f64, f64, f64)>>,
    panels: Vec<Levels>,
}

impl Response {
    /// Of one KPI, which is called `title`.
    pub fn of(responses: &Responses, kpi: &Kpi, title: String, how: String) -> Response {
        let interval = |it: &Summary| {
            let mean = it.mean?;
            Some((mean, it.ci_low.unwrap_or(mean), it.ci_high.unwrap_or(mean)))
        };
        let values: Vec<_> = responses.of(kpi).into_iter().map(|it| it.and_then(interval)).collect();
        let low = values.iter().flatten().map(|it| it.1).fold(f64::INFINITY, f64::min);
        let high = values.iter().flatten().map(|it| it.2).fold(f64::NEG_INFINITY, f64::max);
        let factors = responses.factors.len();
        let shown = factors.min(PANELS);
        let most = if shown == 1 { 14 } else { 7 };
        let left_out = if factors > PANELS { format!("; the first {PANELS} of {factors} factors") } else { String::new() };
        Response {
            name: file_stem(&kpi.id),
            title,
            subtitle: how + &left_out,
            unit: kpi.unit.clone(),
            upright: (low - 0.06 * (high - low), high + 0.06 * (high - low)),
            values,
            panels: (0..shown).map(|factor| Levels::of(responses, factor, most)).collect(),
        }
    }

    fn panel<DB: DrawingBackend>(&self, levels: &Levels, area: &Area<DB>) -> Done<DB> {
        let (width, height) = area.dim_in_pixel();
        let foot = px(20.0);
        let (upper, lower) = area.split_vertically(height as i32 - foot);
        let middle = (width as i32 / 2, foot / 2);
        let caption = fitted(&levels.caption, LABEL, f64::from(width) / f64::from(px(1.0)) - 10.0);
        lower.draw(&Text::new(caption, middle, anchored(font(LABEL, INK), HPos::Center, VPos::Center)))?;
        let upright = Axis::between(self.upright.0, self.upright.1, (f64::from(height) / f64::from(px(60.0))) as usize);
        let mut chart = Axis::chart(&levels.axis, &upright, &self.unit, &upper)?;
        // Where other factors vary too, a line from point to point would say what is not so.
        let alone = self.panels.len() == 1 && levels.groups.iter().all(|(_, points)| points.len() == 1);
        let ink = if alone { colour(0) } else { AXIS };
        for (at, (mean, low, high)) in levels.at.iter().zip(&self.values).filter_map(|(at, it)| Some((*at, (*it)?))) {
            let bar = PathElement::new(vec![(at, low), (at, high)], line(ink, if alone { 2.0 } else { 1.0 }));
            chart.draw_series(std::iter::once(bar))?;
            chart.draw_series(std::iter::once(Circle::new((at, mean), px(if alone { 4.0 } else { 2.5 }), ink.filled())))?;
        }
        let mean_at = |(at, points): &(f64, Vec<usize>)| {
            let values: Vec<f64> = points.iter().filter_map(|&point| self.values[point].map(|it| it.0)).collect();
            crate::statistics::mean(&values).map(|mean| (*at, mean))
        };
        // Levels that hardly any two points share have no means worth a line.
        let shared = 2 * levels.groups.len() <= levels.at.len();
        if !shared && !alone {
            return Ok(());
        }
        let means: Vec<(f64, f64)> = levels.groups.iter().filter_map(mean_at).collect();
        if levels.numbers {
            chart.draw_series(std::iter::once(PathElement::new(means.clone(), line(colour(0), 2.0))))?;
        }
        let dots = means.into_iter().map(|at| Circle::new(at, px(4.0), colour(0).filled()));
        chart.draw_series(dots)?;
        Ok(())
    }
}

impl Figure for Response {
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
        let several = self.panels.len() > 1 || self.panels.iter().any(|it| it.groups.iter().any(|(_, points)| points.len() > 1));
        let key = |colour, text: &str| Key { colour, text: text.to_owned() };
        if several {
            vec![key(AXIS, "one point of the design, with its interval"), key(colour(0), "mean over the points at that level")]
        } else {
            Vec::new()
        }
    }

    fn body<DB: DrawingBackend>(&self, area: &Area<DB>) -> Done<DB> {
        if self.values.iter().flatten().next().is_none() {
            let middle = (area.dim_in_pixel().0 as i32 / 2, px(120.0));
            let style = anchored(font(LABEL, PALE_INK), HPos::Center, VPos::Center);
            return area.draw(&Text::new("no value at any point", middle, style));
        }
        let (rows, columns) = match self.panels.len() {
            1 => (1, 1),
            2 => (1, 2),
            3 | 4 => (2, 2),
            _ => (2, 3),
        };
        let areas = area.split_evenly((rows, columns));
        for (levels, area) in self.panels.iter().zip(&areas) {
            self.panel(levels, &area.clone().margin(px(4.0), px(6.0), px(4.0), px(10.0)))?;
        }
        Ok(())
    }
}
