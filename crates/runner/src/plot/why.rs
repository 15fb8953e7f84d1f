//! Pareto charts: the causes of the hours that ships, trucks and trains lost at a facility, the greatest first, and their sum.

use super::page::{Figure, Key, fitted};
use super::style::{AXIS, GRID, INK, LABEL, PALE_INK, PANEL_TITLE, anchored, colour, font, line, px};
use super::{Area, Done};
use crate::escape::printable;
use crate::number::grouped;
use crate::results::Results;
use crate::why::facilities;
use darse_port::hours::{DelayCause, EntityKind};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, VPos};

/// Charts on the page, and causes in each; the rest is one bar.
const CHARTS: usize = 6;
const CAUSES: usize = 6;
/// Room for names on the left and hours on the right [pixels].
const NAMES: f64 = 96.0;
const HOURS: f64 = 74.0;

/// The facilities and kinds of entity that lost most.
pub struct Pareto {
    charts: Vec<Chart>,
    left_out: usize,
    replications: usize,
}

struct Chart {
    title: String,
    /// Names and hours, the greatest first.
    bars: Vec<(String, f64)>,
    lost: f64,
}

impl Pareto {
    /// Of a run in which something was lost.
    pub fn of(results: &Results) -> Option<Pareto> {
        let kinds = [EntityKind::Ship, EntityKind::Truck, EntityKind::Train];
        let mut charts: Vec<Chart> = Vec::new();
        for it in facilities(results) {
            for kind in kinds {
                let lost = it.sum(kind, DelayCause::is_lost);
                if lost > 0.0 {
                    let mut bars: Vec<(String, f64)> = DelayCause::ALL
                        .iter()
                        .filter(|cause| cause.is_lost())
                        .map(|cause| (cause.name().to_owned(), it.of(kind, *cause)))
                        .filter(|(_, hours)| *hours > 0.0)
                        .collect();
                    bars.sort_by(|a, b| b.1.total_cmp(&a.1));
                    let share = 100.0 * lost / it.sum(kind, |_| true);
                    let hours = grouped(lost, 0);
                    let title = format!("{}: {} % of {} hours lost, {hours} h", it.name, grouped(share, 0), kind.word());
                    charts.push(Chart { title, bars: shortened(bars), lost });
                }
            }
        }
        charts.sort_by(|a, b| b.lost.total_cmp(&a.lost));
        let left_out = charts.len().saturating_sub(CHARTS);
        charts.truncate(CHARTS);
        (!charts.is_empty()).then_some(Pareto { charts, left_out, replications: results.replications.len() })
    }
}

/// The greatest, and all others as one.
fn shortened(mut bars: Vec<(String, f64)>) -> Vec<(String, f64)> {
    if bars.len() > CAUSES + 1 {
        let others: f64 = bars.split_off(CAUSES).iter().map(|(_, hours)| hours).sum();
        bars.push(("others".to_owned(), others));
    }
    bars
}

impl Chart {
    fn draw<DB: DrawingBackend>(&self, area: &Area<DB>) -> Done<DB> {
        let (width, height) = area.dim_in_pixel();
        let [width, height] = [width, height].map(|it| f64::from(it) / f64::from(px(1.0)));
        let title = fitted(&printable(&self.title), PANEL_TITLE, width);
        area.draw(&Text::new(title, (0, px(12.0)), font(PANEL_TITLE, INK)))?;
        let (top, foot) = (30.0, height - 26.0);
        let x = |share: f64| px(NAMES + (width - NAMES - HOURS) * share);
        for percent in [0, 25, 50, 75, 100] {
            let share = f64::from(percent) / 100.0;
            area.draw(&PathElement::new(vec![(x(share), px(top)), (x(share), px(foot))], line(GRID, 1.0)))?;
            let style = anchored(font(LABEL, PALE_INK), HPos::Center, VPos::Center);
            area.draw(&Text::new(format!("{percent} %"), (x(share), px(foot + 12.0)), style))?;
        }
        let step = (foot - top) / (CAUSES + 1) as f64;
        let (mut sum, mut points) = (0.0, Vec::new());
        for (place, (name, hours)) in self.bars.iter().enumerate() {
            let y = top + step * (place as f64 + 0.5);
            let bar = [(x(0.0), px(y - 0.34 * step)), (x(hours / self.lost), px(y + 0.34 * step))];
            area.draw(&Rectangle::new(bar, colour(0).filled()))?;
            let right = anchored(font(LABEL, INK), HPos::Right, VPos::Center);
            area.draw(&Text::new(name.clone(), (px(NAMES - 8.0), px(y)), right.clone()))?;
            let decimals = usize::from(*hours < 9.95);
            area.draw(&Text::new(format!("{} h", grouped(*hours, decimals)), (px(width - 6.0), px(y)), right.color(&PALE_INK)))?;
            sum += hours;
            points.push((x(sum / self.lost), px(y)));
        }
        area.draw(&PathElement::new(points.clone(), line(colour(1), 2.0)))?;
        for point in points {
            area.draw(&Circle::new(point, px(3.5), colour(1).filled()))?;
        }
        area.draw(&PathElement::new(vec![(x(0.0), px(top)), (x(0.0), px(foot))], line(AXIS, 1.0)))
    }
}

impl Figure for Pareto {
    fn name(&self) -> String {
        "why".to_owned()
    }

    fn title(&self) -> String {
        "What hours were lost to".to_owned()
    }

    fn subtitle(&self) -> String {
        let mean = if self.replications == 1 { "One replication" } else { "Means over replications" };
        let left_out = match self.left_out {
            0 => String::new(),
            1 => "; one chart with fewer hours is left out".to_owned(),
            n => format!("; {n} charts with fewer hours are left out"),
        };
        format!("{mean}; hours booked in the measured time to anything but work and planned stays{left_out}; all in why.csv")
    }

    fn legend(&self) -> Vec<Key> {
        let key = |at: usize, text: &str| Key { colour: colour(at), text: text.to_owned() };
        vec![key(0, "share of the hours lost"), key(1, "of this cause and those above it")]
    }

    fn body<DB: DrawingBackend>(&self, area: &Area<DB>) -> Done<DB> {
        let (rows, columns) = match self.charts.len() {
            1 => (1, 1),
            2 => (1, 2),
            3 | 4 => (2, 2),
            _ => (2, 3),
        };
        for (chart, panel) in self.charts.iter().zip(area.split_evenly((rows, columns))) {
            chart.draw(&panel.margin(px(4.0), px(8.0), px(6.0), px(14.0)))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_causes_are_one_bar() {
        let bars: Vec<(String, f64)> = (0..10).map(|at| (at.to_string(), 10.0 - f64::from(at))).collect();
        let short = shortened(bars);
        assert_eq!((short.len(), short[CAUSES].0.as_str()), (CAUSES + 1, "others"));
        assert!((short.iter().map(|(_, hours)| hours).sum::<f64>() - 55.0).abs() < 1e-12);
    }
}
