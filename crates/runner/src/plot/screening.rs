//! Morris's screening of one KPI: how much each factor matters, against how much that depends on where it and the others stand.

use super::axis::Axis;
use super::page::{Figure, Key, fitted};
use super::style::{GRID, INK, LABEL, PALE_INK, anchored, colour, font, line, px, text_width};
use super::{Area, Done};
use crate::escape::file_stem;
use crate::sensitivity::study::{Screening, Sensitivity};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, VPos};

/// Widest label beside a dot [pixels].
const WIDEST: f64 = 330.0;

/// One KPI.
pub struct Screened {
    name: String,
    title: String,
    subtitle: String,
    unit: String,
    dots: Vec<Dot>,
}

struct Dot {
    label: String,
    mu_star: f64,
    half_width: f64,
    sigma: f64,
}

impl Screened {
    /// Of one KPI, which is called `title`; nothing if no factor has an effect to show.
    pub fn of(study: &Sensitivity, screening: &Screening, title: String) -> Option<Screened> {
        let dot = |(path, effect): (&String, &Option<crate::sensitivity::morris::Effect>)| {
            let it = (*effect)?;
            Some(Dot { label: path.clone(), mu_star: it.mu_star, half_width: it.half_width, sigma: it.sigma? })
        };
        let dots: Vec<Dot> = study.paths.iter().zip(&screening.effects).filter_map(dot).collect();
        Some(Screened {
            name: format!("morris-{}", file_stem(&screening.kpi.id)),
            title: format!("What moves {title}"),
            subtitle: format!(
                "Morris's screening, {} trajectories, {} at each point. To the right: matters more. Upwards: interacts or bends",
                study.trajectories,
                match study.replications {
                    1 => "one replication".to_owned(),
                    n => format!("mean of {n} replications"),
                }
            ),
            unit: screening.kpi.unit.clone(),
            dots,
        })
        .filter(|it| !it.dots.is_empty())
    }
}

/// Left, top, right and bottom [pixels].
type Corners = (f64, f64, f64, f64);

fn overlap(a: &Corners, b: &Corners) -> bool {
    a.0 < b.2 && b.0 < a.2 && a.1 < b.3 && b.1 < a.3
}

/// Where each label stands so that it hides neither a dot with its interval nor another label: to the right of its dot, to the
/// left, or further and further above or below. A dot is given by its place and half the width of its interval.
fn places(dots: &[(f64, f64, f64)], widths: &[f64], (width, height): (f64, f64)) -> Vec<(f64, f64)> {
    let dot = |(x, y, half): &(f64, f64, f64)| (x - half.max(7.0), y - 7.0, x + half.max(7.0), y + 7.0);
    let mut taken: Vec<Corners> = dots.iter().map(dot).collect();
    let mut places = Vec::new();
    for ((x, y, _), wide) in dots.iter().zip(widths) {
        let right = |step: f64| (x + 11.0, y + 18.0 * step);
        let left = |step: f64| (x - 11.0 - wide, y + 18.0 * step);
        let steps = [0.0, -1.0, 1.0, -2.0, 2.0, -3.0, 3.0, -4.0, 4.0, -5.0, -6.0, -7.0, -8.0];
        let candidates = steps.iter().flat_map(|&step| [right(step), left(step)]);
        let corners = |(x, y): (f64, f64)| (x, y - 9.0, x + wide, y + 9.0);
        let inside = |it: &Corners| it.0 >= 0.0 && it.2 <= width && it.1 >= 0.0 && it.3 <= height;
        let free = |at: &(f64, f64)| inside(&corners(*at)) && taken.iter().all(|other| !overlap(&corners(*at), other));
        let place = candidates.clone().find(free).unwrap_or_else(|| right(0.0));
        taken.push(corners(place));
        places.push(place);
    }
    places
}

impl Figure for Screened {
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
        let height = area.dim_in_pixel().1 as i32;
        let foot = px(22.0);
        let (upper, lower) = area.split_vertically(height - foot);
        let of_unit = if self.unit == "–" { String::new() } else { format!(" [{}]", self.unit) };
        let caption = format!("μ*, mean absolute effect over the key's range{of_unit}, with its 95 % interval");
        let middle = (area.dim_in_pixel().0 as i32 / 2, foot / 2);
        lower.draw(&Text::new(caption, middle, anchored(font(LABEL, INK), HPos::Center, VPos::Center)))?;
        let right = self.dots.iter().map(|dot| dot.mu_star + dot.half_width).fold(0.0, f64::max);
        let top = self.dots.iter().map(|dot| dot.sigma).fold(0.0, f64::max);
        let (across, upright) = (Axis::from_zero(1.02 * right, 8), Axis::from_zero(1.1 * top.max(0.15 * right), 6));
        let caption = format!("σ, standard deviation of the effects{of_unit}");
        let mut chart = Axis::chart(&across, &upright, &caption, &upper)?;
        let end = across.range.end.min(upright.range.end);
        chart.draw_series(std::iter::once(PathElement::new(vec![(0.0, 0.0), (end, end)], line(GRID, 2.0))))?;
        for (n, dot) in self.dots.iter().enumerate() {
            let ends = [(dot.mu_star - dot.half_width).max(0.0), dot.mu_star + dot.half_width];
            let bar = ends.map(|end| (end, dot.sigma)).to_vec();
            chart.draw_series(std::iter::once(PathElement::new(bar, line(colour(n), 2.0))))?;
            chart.draw_series(std::iter::once(Circle::new((dot.mu_star, dot.sigma), px(5.0), colour(n).filled())))?;
        }
        let plane = chart.plotting_area();
        let (left, top) = plane.get_base_pixel();
        let pixels = |units: i32| f64::from(units) / f64::from(px(1.0));
        let size = (pixels(plane.dim_in_pixel().0 as i32), pixels(plane.dim_in_pixel().1 as i32));
        let at: Vec<(f64, f64, f64)> = self
            .dots
            .iter()
            .map(|dot| {
                let (x, y) = plane.map_coordinate(&(dot.mu_star, dot.sigma));
                let end = plane.map_coordinate(&(dot.mu_star + dot.half_width, dot.sigma)).0;
                (pixels(x - left), pixels(y - top), pixels(end - x))
            })
            .collect();
        let labels: Vec<String> = self.dots.iter().map(|dot| fitted(&dot.label, LABEL, WIDEST)).collect();
        let widths: Vec<f64> = labels.iter().map(|label| text_width(label, LABEL)).collect();
        let (across_base, upright_base) = upper.get_base_pixel();
        for ((label, (x, y)), n) in labels.into_iter().zip(places(&at, &widths, size)).zip(0..) {
            let place = (px(x) + left - across_base, px(y) + top - upright_base);
            upper.draw(&Text::new(label, place, font(LABEL, colour(n))))?;
        }
        let note = (px(size.0) + left - across_base - px(6.0), px(size.1) + top - upright_base - px(10.0));
        let style = anchored(font(LABEL, PALE_INK), HPos::Right, VPos::Center);
        upper.draw(&Text::new("above the line σ = μ*: no trend of one sign", note, style))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_hide_neither_dots_nor_each_other() {
        let dots = [(100.0, 100.0, 30.0), (104.0, 103.0, 9.0), (100.0, 98.0, 0.0), (290.0, 100.0, 20.0), (5.0, 195.0, 4.0)];
        let widths = [80.0; 5];
        let places = places(&dots, &widths, (300.0, 200.0));
        let boxes: Vec<Corners> = places.iter().map(|(x, y)| (*x, y - 9.0, x + 80.0, y + 9.0)).collect();
        for (at, label) in boxes.iter().enumerate() {
            assert!(boxes[..at].iter().all(|other| !overlap(label, other)), "{boxes:?}");
            assert!(dots.iter().all(|(x, y, half)| !overlap(label, &(x - half, y - 7.0, x + half, y + 7.0))), "{boxes:?}");
            assert!(label.0 >= 0.0 && label.2 <= 300.0, "{boxes:?}");
        }
    }
}
