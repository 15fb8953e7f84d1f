//! Axes: where the ticks stand, what they say, and the empty chart they make.

use super::style::{AXIS, GRID, LABEL, PALE_INK, font, line, px, text_width};
use super::{Area, Drawn};
use crate::number::{decimals_for, grouped};
use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, ValueFormatter};
use plotters::prelude::*;
use std::ops::Range;

/// A chart with the ticks of two [`Axis`].
pub type Chart<'a, DB> = ChartContext<'a, DB, Cartesian2d<Axis, Axis>>;

/// One axis: what it spans, and its ticks.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// From and to.
    pub range: Range<f64>,
    /// Where grid lines and labels stand.
    pub ticks: Vec<f64>,
    labels: Vec<String>,
    /// Where fainter lines stand, without labels.
    minor: Vec<f64>,
}

/// Room for the labels of every upright axis [pixels], so that charts one above the other begin at the same place.
const LEFT: f64 = 68.0;

impl Axis {
    /// From 0 to at least `top`, in at most `most` steps of 1, 2 or 5 times a power of ten.
    pub fn from_zero(top: f64, most: usize) -> Axis {
        let top = if top > 0.0 && top.is_finite() { top } else { 1.0 };
        let step = nice_step(top, most);
        let count = (top / step - 1e-9).ceil() as usize;
        Axis::stepped(0.0..count as f64 * step, step)
    }

    /// Between two values, with ticks at whole steps inside.
    pub fn between(low: f64, high: f64, most: usize) -> Axis {
        let high = if high > low { high } else { low + 1.0 };
        Axis::stepped(low..high, nice_step(high - low, most))
    }

    /// Ticks at these places, with these labels.
    pub fn named(range: Range<f64>, ticks: Vec<(f64, String)>) -> Axis {
        let (ticks, labels) = ticks.into_iter().unzip();
        Axis { range, ticks, labels, minor: Vec::new() }
    }

    fn stepped(range: Range<f64>, step: f64) -> Axis {
        let decimals = if step >= 1.0 { 0 } else { decimals_for(step, 1) };
        let first = (range.start / step - 1e-9).ceil() as i64;
        let last = (range.end / step + 1e-9).floor() as i64;
        let ticks: Vec<f64> = (first..=last).map(|i| i as f64 * step).collect();
        let labels = ticks.iter().map(|&tick| grouped(tick, decimals)).collect();
        Axis { range, ticks, labels, minor: Vec::new() }
    }

    /// From 0 to 100 %.
    pub fn percent() -> Axis {
        let mut axis = Axis::stepped(0.0..100.0, 20.0);
        axis.labels.iter_mut().for_each(|label| label.push_str(" %"));
        axis
    }

    /// Simulated time [days] with ticks that begin weeks or days: `week 1` stands where the first week begins.
    pub fn days(until: f64, most: usize) -> Axis {
        let until = until.max(0.25);
        let (unit, name, steps): (f64, &str, &[usize]) = match until {
            days if days > 21.0 => (7.0, "week", &[1, 2, 4, 8, 13, 26, 52, 104, 260, 520]),
            days if days > 2.0 => (1.0, "day", &[1, 2, 3, 7]),
            _ => (1.0 / 24.0, "hour", &[1, 2, 3, 6, 12, 24]),
        };
        let count = (until / unit - 1e-9).ceil() as usize;
        let step = steps.iter().copied().find(|step| count.div_ceil(*step) <= most).unwrap_or(count.max(1));
        let starts: Vec<usize> = (0..count.max(1)).step_by(step).collect();
        Axis {
            range: 0.0..until,
            ticks: starts.iter().map(|&start| start as f64 * unit).collect(),
            labels: starts.iter().map(|start| format!("{name} {}", start + 1)).collect(),
            minor: if unit > 1.0 && step == 1 { (0..until.ceil() as u32).map(f64::from).collect() } else { Vec::new() },
        }
    }

    /// The same axis ending here, with the ticks up to it.
    pub fn cut(mut self, end: f64) -> Axis {
        let end = if end > self.range.start { end } else { self.range.end };
        let kept = self.ticks.iter().filter(|&&tick| tick <= end + 1e-9).count();
        self.ticks.truncate(kept);
        self.labels.truncate(kept);
        self.range.end = end;
        self
    }

    /// What stands at a tick.
    pub fn text(&self, tick: f64) -> String {
        self.label(tick)
    }

    fn label(&self, value: f64) -> String {
        let at = self.ticks.iter().position(|tick| (tick - value).abs() < 1e-9);
        at.map(|at| self.labels[at].clone()).unwrap_or_default()
    }

    /// Width of the widest label [pixels].
    fn widest(&self) -> f64 {
        self.labels.iter().map(|label| text_width(label, LABEL)).fold(0.0, f64::max)
    }

    /// Draws grid, ticks and labels; `unit` stands above the upright axis.
    pub fn chart<'a, DB: DrawingBackend>(across: &Axis, upright: &Axis, unit: &str, area: &Area<DB>) -> Drawn<Chart<'a, DB>, DB> {
        let left = (upright.widest() + 14.0).max(LEFT);
        area.draw(&Text::new(unit.to_owned(), (px(left - 4.0), px(12.0)), font(LABEL, PALE_INK)))?;
        let last_label = across.labels.last().map_or(0.0, |label| text_width(label, LABEL) / 2.0);
        let last_tick = across.ticks.last().map_or(0.0, |tick| across.range.end - tick) / (across.range.end - across.range.start);
        let width = f64::from(area.dim_in_pixel().0) / f64::from(px(1.0));
        let right = (last_label - last_tick * (width - left)).max(0.0) + 8.0;
        let mut chart = ChartBuilder::on(area)
            .margin_top(px(24.0))
            .margin_right(px(right))
            .x_label_area_size(px(28.0))
            .y_label_area_size(px(left))
            .build_cartesian_2d(across.clone(), upright.clone())?;
        chart
            .configure_mesh()
            .light_line_style(line(GRID.mix(0.45), 1.0))
            .bold_line_style(line(GRID, 1.0))
            .axis_style(line(AXIS, 1.0))
            .label_style(font(LABEL, PALE_INK))
            .set_all_tick_mark_size(px(4.0))
            .draw()?;
        Ok(chart)
    }
}

impl Ranged for Axis {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, (from, to): (i32, i32)) -> i32 {
        let share = (value - self.range.start) / (self.range.end - self.range.start);
        from + (share * f64::from(to - from)).round() as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        if hint.weight().allow_light_points() { self.minor.clone() } else { self.ticks.clone() }
    }

    fn range(&self) -> Range<f64> {
        self.range.clone()
    }
}

impl ValueFormatter<f64> for Axis {
    fn format_ext(&self, value: &f64) -> String {
        self.label(*value)
    }
}

/// The least of 1, 2 and 5 times a power of ten that needs no more than `most` steps.
pub fn nice_step(span: f64, most: usize) -> f64 {
    let least = span / most.max(1) as f64;
    let mut power = 1.0;
    while power > least {
        power /= 10.0;
    }
    while power * 10.0 <= least {
        power *= 10.0;
    }
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|factor| factor * power).find(|&step| step >= least * (1.0 - 1e-9)).unwrap_or(power)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round() {
        for (span, most, expected) in [(100.0, 5, 20.0), (83.0, 5, 20.0), (1.0, 4, 0.5), (130_000.0, 6, 50_000.0), (7.0, 7, 1.0)]
        {
            assert!((nice_step(span, most) - expected).abs() < 1e-12, "{span} in {most}: {}", nice_step(span, most));
        }
    }

    #[test]
    fn an_axis_from_zero_ends_at_a_tick() {
        let axis = Axis::from_zero(132_000.0, 6);
        assert_eq!(axis.labels, ["0", "50,000", "100,000", "150,000"]);
        assert_eq!(Axis::from_zero(0.0, 4).labels.last().map(String::as_str), Some("1.0"));
    }

    #[test]
    fn weeks_days_and_hours_begin_at_their_ticks() {
        let labels = |days: f64, most: usize| Axis::days(days, most).labels;
        assert_eq!(labels(28.0, 10), ["week 1", "week 2", "week 3", "week 4"]);
        assert_eq!(labels(364.0, 10), ["week 1", "week 9", "week 17", "week 25", "week 33", "week 41", "week 49"]);
        assert_eq!(labels(5.0, 10), ["day 1", "day 2", "day 3", "day 4", "day 5"]);
        assert_eq!(labels(0.5, 6), ["hour 1", "hour 3", "hour 5", "hour 7", "hour 9", "hour 11"]);
        assert_eq!(labels(0.0, 6).len(), 6);
    }
}
