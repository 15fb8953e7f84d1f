//! What a disruption does to the zone and how it comes back: backlog and throughput of the disrupted run and of its undisturbed twin.

use super::axis::Axis;
use super::lines::{Lines, keys};
use super::page::{Figure, Key, panel};
use super::series::Band;
use super::style::px;
use super::{Area, Done};
use crate::number::grouped;
use crate::results::Results;
use crate::statistics::{half_width, mean};
use darse_port::outcome::{RecoveryPicture, RecoverySeries};
use plotters::prelude::DrawingBackend;

/// As many panels as read well on one page.
const PANELS: usize = 6;

/// What differs by less than this share of the greatest value is not shown.
const TELLING: f64 = 0.05;

/// The chain of what a disruption does.
pub struct Recovery {
    panels: Vec<Panel>,
    subtitle: String,
}

/// One thing over time.
struct Panel {
    title: String,
    lines: Lines,
    /// How far the means are apart at most, over the greatest of them.
    telling: f64,
}

impl Recovery {
    /// Of a run with disruptions, if there was anything to see.
    pub fn of(results: &Results) -> Option<Recovery> {
        let pictures: Vec<&RecoveryPicture> =
            results.replications.iter().filter_map(|it| it.outcome.pictures.recovery.as_ref()).collect();
        let first = pictures.first()?;
        let until = results.horizon_days();
        let spell = |end: fn(&RecoveryPicture) -> f64| {
            mean(&pictures.iter().map(|it| end(it)).collect::<Vec<_>>()).unwrap_or_default().clamp(0.0, until)
        };
        let shaded = (spell(|it| it.disrupted.0), spell(|it| it.disrupted.1));
        let all = (0..first.series.len()).map(|place| Panel::of(place, &pictures, shaded, until));
        let mut order: Vec<Panel> = all.filter(|panel| panel.telling >= TELLING).collect();
        while order.len() > PANELS {
            let least = (0..order.len()).min_by(|a, b| order[*a].telling.total_cmp(&order[*b].telling))?;
            order.remove(least);
        }
        let how = match pictures.len() {
            1 => "One replication".to_owned(),
            n => format!("Means of {n} replications with their 95 % intervals"),
        };
        let days = |at: f64| grouped(at + 1.0, 1); // as the axis counts: the first day is day 1
        let subtitle = format!("{how}. Shaded: disrupted, day {} to {} on average", days(shaded.0), days(shaded.1));
        (!order.is_empty()).then_some(Recovery { panels: order, subtitle })
    }
}

impl Panel {
    fn of(place: usize, pictures: &[&RecoveryPicture], shaded: (f64, f64), until: f64) -> Panel {
        let of = |read: fn(&RecoverySeries) -> &[f32]| {
            let each = pictures.iter().map(|picture| {
                let series = &picture.series[place];
                points(read(series), series.is_flow, picture.step_h)
            });
            band(&each.collect::<Vec<_>>())
        };
        let (twin, here) = (of(|it| &it.twin), of(|it| &it.here));
        let apart = twin.mean.iter().zip(&here.mean).map(|(twin, here)| (here - twin).abs()).fold(0.0, f64::max);
        let greatest = twin.mean.iter().chain(&here.mean).copied().fold(0.0, f64::max);
        let top = twin.top().max(here.top());
        let lines =
            Lines { bands: vec![twin, here], upright: Axis::from_zero(top.max(1.0), 4), unit: "", until, shaded: Some(shaded) };
        let title = pictures[0].series[place].name.clone();
        Panel { title, lines, telling: if greatest > 0.0 { apart / greatest } else { 0.0 } }
    }
}

/// States as they are, what comes in a step added up to days: when [days], and how much.
fn points(series: &[f32], is_flow: bool, step_h: u32) -> Vec<(f64, f64)> {
    let step = f64::from(step_h) / 24.0;
    if !is_flow {
        return series.iter().enumerate().map(|(at, value)| ((at + 1) as f64 * step, f64::from(*value))).collect();
    }
    let a_day = (24 / step_h.min(24)).max(1) as usize;
    let days = series.chunks_exact(a_day).enumerate();
    let per_day = 1.0 / (a_day as f64 * step);
    days.map(|(day, steps)| {
        let sum: f64 = steps.iter().map(|value| f64::from(*value)).sum();
        ((day as f64 + 0.5) * a_day as f64 * step, sum * per_day)
    })
    .collect()
}

/// Means and their intervals over the replications, never below 0: none of these can be.
fn band(replications: &[Vec<(f64, f64)>]) -> Band {
    let mut band = Band::default();
    for place in 0..replications.iter().map(Vec::len).min().unwrap_or(0) {
        let values: Vec<f64> = replications.iter().map(|it| it[place].1).collect();
        let (mean, half) = (mean(&values).unwrap_or_default(), half_width(&values).unwrap_or_default());
        band.at.push(replications[0][place].0);
        band.mean.push(mean);
        band.low.push((mean - half).max(0.0));
        band.high.push(mean + half);
    }
    band
}

impl Figure for Recovery {
    fn name(&self) -> String {
        "recovery".to_owned()
    }

    fn title(&self) -> String {
        "Disruption and recovery, against the same run undisturbed".to_owned()
    }

    fn subtitle(&self) -> String {
        self.subtitle.clone()
    }

    fn legend(&self) -> Vec<Key> {
        keys(&["undisturbed".to_owned(), "disrupted".to_owned()])
    }

    fn body<DB: DrawingBackend>(&self, area: &Area<DB>) -> Done<DB> {
        let columns = if self.panels.len() > 2 { 2 } else { 1 };
        let rows = self.panels.len().div_ceil(columns);
        for (it, cell) in self.panels.iter().zip(area.split_evenly((rows, columns))) {
            panel(it, &cell.margin(px(4.0), px(2.0), px(4.0), px(10.0)))?;
        }
        Ok(())
    }
}

impl Figure for Panel {
    fn name(&self) -> String {
        self.title.clone()
    }

    fn title(&self) -> String {
        self.title.clone()
    }

    fn subtitle(&self) -> String {
        String::new()
    }

    fn legend(&self) -> Vec<Key> {
        Vec::new()
    }

    fn body<DB: DrawingBackend>(&self, area: &Area<DB>) -> Done<DB> {
        self.lines.draw(area)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flows_are_added_up_by_days_and_states_stand_where_they_were_seen() {
        let hours = [1.0f32; 48];
        assert_eq!(points(&hours, true, 1), [(0.5, 24.0), (1.5, 24.0)]);
        assert_eq!(points(&[12.0; 4], true, 12), [(0.5, 24.0), (1.5, 24.0)]);
        assert_eq!(points(&[96.0; 2], true, 48), [(1.0, 48.0), (3.0, 48.0)], "steps of two days are halved");
        assert_eq!(points(&[3.0, 4.0], false, 12), [(0.5, 3.0), (1.0, 4.0)]);
    }
}
