//! Welch's plot: the series of a run from the very beginning, so that an eye can judge where the warm-up ends.

use super::axis::{Axis, Chart};
use super::lines::keys;
use super::page::{Figure, Key};
use super::series::terminals;
use super::style::{INK, colour, line, px};
use super::{Area, Done};
use crate::results::Results;
use crate::table::duration;
use crate::warm_up::{SERIES, WarmUp, averaged, courses};
use plotters::prelude::*;

/// Moving averages look half a week back and ahead: timetables repeat by the week.
const HALF_WINDOW_H: usize = 84;

/// Three charts over the same time, a line for each terminal.
pub struct Welch {
    names: Vec<String>,
    subtitle: String,
    /// The end of the warm-up, and of the run [days].
    warm_up: f64,
    until: f64,
    charts: Vec<Panel>,
}

/// One series of all terminals.
struct Panel {
    unit: &'static str,
    is_share: bool,
    lines: Vec<Averaged>,
}

/// One series of one terminal.
struct Averaged {
    /// Length of a step [days].
    step: f64,
    raw: Vec<f64>,
    smooth: Vec<f64>,
    /// Where MSER-5 cuts [days].
    cut: Option<f64>,
}

impl Welch {
    /// Of all terminals.
    pub fn of(results: &Results, judged: &WarmUp) -> Welch {
        let names = terminals(results);
        let lines = |series: &crate::warm_up::Series, factor: f64| -> Vec<Averaged> {
            let one = |(terminal, name): (usize, &String)| {
                let courses = courses(results, terminal);
                let step_h = courses.first().map_or(1, |course| course.step_h);
                let raw: Vec<f64> = averaged(&courses, series.of).into_iter().map(|it| it * factor).collect();
                let cut = judged.series.iter().find(|line| line.facility == *name && line.series == series.name);
                let smooth = moving_average(&raw, HALF_WINDOW_H / step_h as usize);
                Averaged { step: f64::from(step_h) / 24.0, raw, smooth, cut: cut.map(|line| line.cut_hours / 24.0) }
            };
            names.iter().enumerate().map(one).collect()
        };
        let [berths, waiting, yard] = &SERIES;
        let charts = vec![
            Panel { unit: "share of the quay occupied", is_share: true, lines: lines(berths, 100.0) },
            Panel { unit: "vessels waiting for a berth", is_share: false, lines: lines(waiting, 1.0) },
            Panel { unit: "share of yard slots filled", is_share: true, lines: lines(yard, 100.0) },
        ];
        let n = results.replications.len();
        let of = if n == 1 { "One replication".to_owned() } else { format!("Mean of {n} replications") };
        Welch {
            subtitle: format!(
                "{of}: thin as it is, bold averaged over a week. Dashed: end of the warm-up of {}. Triangles: where MSER-5 cuts",
                duration(results.run.warm_up_us)
            ),
            names,
            warm_up: results.run.warm_up_us as f64 / 86_400e6,
            until: (results.run.warm_up_us + results.run.horizon_us) as f64 / 86_400e6,
            charts,
        }
    }
}

/// Over as many steps back as ahead, at most so many; at both ends over as many as there are (Welch, *The Statistical Analysis of
/// Simulation Results*, 1983).
fn moving_average(values: &[f64], half: usize) -> Vec<f64> {
    let mean = |at: usize| {
        let reach = half.min(at).min(values.len() - 1 - at);
        let part = &values[at - reach..=at + reach];
        part.iter().sum::<f64>() / part.len() as f64
    };
    (0..values.len()).map(mean).collect()
}

impl Panel {
    fn draw<DB: DrawingBackend>(&self, area: &Area<DB>, warm_up: f64, until: f64) -> Done<DB> {
        let width = f64::from(area.dim_in_pixel().0) / f64::from(px(1.0));
        let across = Axis::days(until, (width / 85.0) as usize);
        let top = self.lines.iter().flat_map(|it| &it.raw).copied().fold(0.0, f64::max);
        let upright = if self.is_share { Axis::percent() } else { Axis::from_zero(top.max(1.0), 4) };
        let mut chart = Axis::chart(&across, &upright, self.unit, area)?;
        for (n, it) in self.lines.iter().enumerate() {
            path(&mut chart, it.step, &it.raw, line(colour(n).mix(0.35), 1.0))?;
        }
        for (n, it) in self.lines.iter().enumerate() {
            path(&mut chart, it.step, &it.smooth, line(colour(n), 2.5))?;
        }
        let end = upright.range.end;
        let dash = |i: u32| {
            let foot = f64::from(i) * end / 24.0;
            PathElement::new(vec![(warm_up, foot), (warm_up, foot + 0.6 * end / 24.0)], line(INK, 1.5))
        };
        chart.draw_series((0..24).map(dash))?;
        let cuts = self.lines.iter().enumerate().filter_map(|(n, it)| Some((n, it.cut?)));
        chart.draw_series(cuts.map(|(n, at)| TriangleMarker::new((at, end * 0.03), px(7.0), colour(n).filled())))?;
        Ok(())
    }
}

/// Values at the middles of their steps.
fn path<DB: DrawingBackend>(chart: &mut Chart<'_, DB>, step: f64, values: &[f64], style: ShapeStyle) -> Done<DB> {
    let points = values.iter().enumerate().map(|(at, value)| ((at as f64 + 0.5) * step, *value));
    chart.draw_series(std::iter::once(PathElement::new(points.collect::<Vec<_>>(), style)))?;
    Ok(())
}

impl Figure for Welch {
    fn name(&self) -> String {
        "warm-up".to_owned()
    }

    fn title(&self) -> String {
        "Into the steady state".to_owned()
    }

    fn subtitle(&self) -> String {
        self.subtitle.clone()
    }

    fn legend(&self) -> Vec<Key> {
        keys(&self.names)
    }

    fn body<DB: DrawingBackend>(&self, area: &Area<DB>) -> Done<DB> {
        for (chart, part) in self.charts.iter().zip(area.split_evenly((self.charts.len(), 1))) {
            chart.draw(&part, self.warm_up, self.until)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_shrinks_at_both_ends() {
        assert_eq!(moving_average(&[0.0, 3.0, 6.0, 0.0, 0.0], 2), [0.0, 3.0, 1.8, 2.0, 0.0]);
        assert_eq!(moving_average(&[], 2), Vec::<f64>::new());
    }
}
