//! Sobol's indices of one KPI: for each factor its share of the variance, alone and with all its interactions.

use super::axis::Axis;
use super::page::{Figure, Key, fitted};
use super::style::{GRID, INK, LABEL, PALE_INK, anchored, colour, font, line, px};
use super::{Area, Done};
use crate::escape::file_stem;
use crate::sensitivity::sobol::Index;
use crate::sensitivity::study::{Decomposition, Sensitivity};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, VPos};

/// Room for the names on the left; height of a factor's two bars at most [pixels].
const NAMES: f64 = 330.0;
const TALLEST: f64 = 90.0;

/// One KPI.
pub struct Indices {
    name: String,
    title: String,
    subtitle: String,
    bars: Vec<(String, Index)>,
}

impl Indices {
    /// Of one KPI, which is called `title`.
    pub fn of(study: &Sensitivity, decomposition: &Decomposition, title: String) -> Indices {
        let mut bars: Vec<(String, Index)> = study.paths.iter().cloned().zip(decomposition.indices.iter().copied()).collect();
        bars.sort_by(|a, b| b.1.total.total_cmp(&a.1.total));
        Indices {
            name: format!("sobol-{}", file_stem(&decomposition.kpi.id)),
            title: format!("Shares of the variance of {title}"),
            subtitle: format!(
                "Sobol's indices from {} base points, {} at each point, with 95 % intervals",
                study.base,
                match study.replications {
                    1 => "one replication".to_owned(),
                    n => format!("mean of {n} replications"),
                }
            ),
            bars,
        }
    }
}

impl Figure for Indices {
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
        let key = |n: usize, text: &str| Key { colour: colour(n), text: text.to_owned() };
        vec![key(0, "first order: the key alone"), key(1, "total: the key with all its interactions")]
    }

    fn body<DB: DrawingBackend>(&self, area: &Area<DB>) -> Done<DB> {
        let pixels = |units: u32| f64::from(units) / f64::from(px(1.0));
        let (width, height) = (pixels(area.dim_in_pixel().0), pixels(area.dim_in_pixel().1) - 48.0);
        let ends = || {
            let both = |it: &Index| [(it.first, it.first_half_width), (it.total, it.total_half_width)];
            self.bars.iter().flat_map(move |(_, it)| both(it))
        };
        let low = ends().map(|(share, half)| share - half).fold(0.0, f64::min);
        let high = ends().map(|(share, half)| share + half).fold(1.0, f64::max);
        let axis = Axis::between(low.max(-0.5), high.min(2.0), 10);
        let span = axis.range.end - axis.range.start;
        let x = |share: f64| {
            let share = share.clamp(axis.range.start, axis.range.end);
            px(NAMES + (width - NAMES - 24.0) * (share - axis.range.start) / span)
        };
        let row = (height / self.bars.len().max(1) as f64).min(TALLEST);
        let foot = row * self.bars.len() as f64;
        for &tick in &axis.ticks {
            let style = if tick == 0.0 { line(INK, 1.5) } else { line(GRID, 1.0) };
            area.draw(&PathElement::new(vec![(x(tick), 0), (x(tick), px(foot))], style))?;
            let style = anchored(font(LABEL, PALE_INK), HPos::Center, VPos::Center);
            area.draw(&Text::new(axis.text(tick), (x(tick), px(foot + 14.0)), style))?;
        }
        let caption = anchored(font(LABEL, INK), HPos::Center, VPos::Center);
        area.draw(&Text::new("share of the variance", (px((NAMES + width) / 2.0), px(foot + 36.0)), caption))?;
        for (place, (path, it)) in self.bars.iter().enumerate() {
            let middle = row * (place as f64 + 0.5);
            let right = anchored(font(LABEL, INK), HPos::Right, VPos::Center);
            area.draw(&Text::new(fitted(path, LABEL, NAMES - 16.0), (px(NAMES - 12.0), px(middle)), right))?;
            let thick = 0.32 * row;
            for (n, top, share, half) in
                [(0, middle - thick - 1.0, it.first, it.first_half_width), (1, middle + 1.0, it.total, it.total_half_width)]
            {
                let corners = [(x(share.min(0.0)), px(top)), (x(share.max(0.0)), px(top + thick))];
                area.draw(&Rectangle::new(corners, colour(n).filled()))?;
                let y = px(top + thick / 2.0);
                let (from, to) = (x(share - half), x(share + half));
                area.draw(&PathElement::new(vec![(from, y), (to, y)], line(INK, 1.5)))?;
                for end in [from, to] {
                    area.draw(&PathElement::new(vec![(end, y - px(4.0)), (end, y + px(4.0))], line(INK, 1.5)))?;
                }
            }
        }
        Ok(())
    }
}
