//! A stress test: the KPI of each limit against the demand, with its intervals, the limit and where it is passed. A page for each
//! facility.

use super::axis::{Axis, Chart};
use super::page::{Figure, Key, panel};
use super::style::{AXIS, INK, LABEL, PALE_INK, anchored, colour, font, line, px};
use super::{Area, Done};
use crate::escape::file_stem;
use crate::stress::limit::Watched;
use crate::stress::{End, Stress, Verdict, throughput, words};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, VPos};

/// Panels of a page.
const PANELS: usize = 4;

/// How far above a limit an axis goes at most, as a multiple of it: what lies higher is cut at the edge.
const HEADROOM: f64 = 3.0;

/// The page of one facility.
pub struct Page {
    name: String,
    title: String,
    subtitle: String,
    panels: Vec<Panel>,
}

/// One KPI.
struct Panel {
    title: String,
    key: String,
    limit: Option<f64>,
    /// Level, mean, half-width, verdict; by level.
    points: Vec<(f64, f64, f64, Verdict)>,
    /// Where the limit is passed: from, estimate, to.
    crossing: Option<[f64; 3]>,
    /// Of the level axis.
    across: (f64, f64),
}

/// The pages of a stress test.
pub fn figures(stress: &Stress) -> Vec<Page> {
    let mut facilities: Vec<&str> = Vec::new();
    for limit in &stress.limits {
        if !facilities.contains(&limit.facility.as_str()) {
            facilities.push(&limit.facility);
        }
    }
    let several = facilities.len() > 1;
    facilities.iter().map(|facility| Page::of(stress, facility, several)).collect()
}

impl Page {
    fn of(stress: &Stress, facility: &str, several: bool) -> Page {
        let mut limits: Vec<usize> =
            (0..stress.limits.len()).filter(|limit| stress.limits[*limit].facility == facility).collect();
        // The one that is passed comes first, whatever else has to be left out.
        if let End::Crossed(crossing) = &stress.end {
            limits.sort_by_key(|limit| *limit != crossing.limit);
        }
        limits.truncate(PANELS - 1);
        let values = stress.levels.iter().map(|level| level.value);
        let ends = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
        // A level alone has a tenth of its value on either side.
        let room = if ends.1 > ends.0 { 0.0 } else { 0.1 * ends.0.abs().max(1e-3) };
        let across = (ends.0 - room, ends.1 + room);
        let panels =
            limits.iter().map(|limit| Panel::of(stress, *limit, across)).chain([Panel::throughput(stress, facility, across)]);
        let most = stress.levels.iter().map(|level| level.results.replications.len()).max().unwrap_or(0);
        Page {
            name: if several { format!("stress-{}", file_stem(facility)) } else { "stress".to_owned() },
            title: stress.levels.first().map(|level| level.results.run.title.clone()).unwrap_or_default(),
            subtitle: format!(
                "{} {}; up to {most} replications a level, the same random numbers at all; the intervals of limits hold together with 95 %",
                stress.key,
                words::moved(stress)
            ),
            panels: panels.collect(),
        }
    }
}

impl Panel {
    fn of(stress: &Stress, limit: usize, across: (f64, f64)) -> Panel {
        let it: &Watched = &stress.limits[limit];
        let points = stress.levels.iter().filter_map(|level| {
            let reading = &level.readings[limit];
            Some((level.value, reading.mean?, reading.half_width.unwrap_or(0.0), reading.verdict))
        });
        let unit = if it.unit == "–" { String::new() } else { format!(" [{}]", it.unit) };
        Panel {
            title: format!("{}{unit}, limit {}", words::title(stress, limit), words::bound(it.bound, &it.unit)),
            key: stress.key.clone(),
            limit: Some(it.bound),
            points: points.collect(),
            crossing: bracket(stress).filter(|(passed, _)| *passed == limit).map(|(_, at)| at),
            across,
        }
    }

    fn throughput(stress: &Stress, facility: &str, across: (f64, f64)) -> Panel {
        let points = stress.levels.iter().filter_map(|level| {
            let [mean, _, high] = throughput(&level.results, facility)?;
            Some((level.value, mean, high - mean, level.verdict()))
        });
        let mine = bracket(stress).filter(|(limit, _)| stress.limits[*limit].facility == facility);
        Panel {
            title: "Quay throughput [TEU a year]".to_owned(),
            key: stress.key.clone(),
            limit: None,
            points: points.collect(),
            crossing: mine.map(|(_, at)| at),
            across,
        }
    }

    /// From and to: all intervals if they fit below [`HEADROOM`].
    fn upright(&self) -> (f64, f64) {
        let ends = self.points.iter().flat_map(|(_, mean, half, _)| [mean - half, mean + half]).chain(self.limit);
        let (low, high) = ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), end| (low.min(end), high.max(end)));
        let most = self.limit.filter(|limit| *limit > 0.0).map_or(high, |limit| HEADROOM * limit);
        let high = high.min(most);
        // Of a quantity that has no sense below zero, an interval is cut there; one far from zero does not begin at it.
        let low = low.max(0.0).min(high);
        if low < 0.6 * high { (0.0, 1.05 * high) } else { (low - 0.1 * (high - low), high + 0.1 * (high - low)) }
    }
}

/// The limit that is passed, and from where to where.
fn bracket(stress: &Stress) -> Option<(usize, [f64; 3])> {
    let End::Crossed(it) = &stress.end else { return None };
    Some((it.limit, [stress.levels[it.low].value, it.estimate, stress.levels[it.high].value]))
}

fn colour_of(verdict: Verdict) -> RGBColor {
    match verdict {
        Verdict::Within => colour(0),
        Verdict::Beyond => colour(4),
        Verdict::Open | Verdict::Idle => AXIS,
    }
}

impl Figure for Page {
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
        let key = |colour, text: &str| Key { colour, text: text.to_owned() };
        vec![
            key(colour_of(Verdict::Within), "shown to be within the limit"),
            key(colour_of(Verdict::Beyond), "shown to be beyond it"),
            key(colour_of(Verdict::Open), "too close to tell"),
            key(colour(1), "where the limit is passed, and its interval"),
        ]
    }

    fn body<DB: DrawingBackend>(&self, area: &Area<DB>) -> Done<DB> {
        let cells = area.split_evenly(if self.panels.len() > 2 { (2, 2) } else { (1, 2) });
        for (at, (it, cell)) in self.panels.iter().zip(&cells).enumerate() {
            let [left, right] = if at % 2 == 0 { [0, px(14.0)] } else { [px(14.0), 0] };
            let [top, bottom] = if at < 2 { [0, px(6.0)] } else { [px(6.0), 0] };
            panel(it, &cell.clone().margin(top, bottom, left, right))?;
        }
        Ok(())
    }
}

impl Figure for Panel {
    fn name(&self) -> String {
        String::new()
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
        let (width, height) = area.dim_in_pixel();
        let (upper, lower) = area.split_vertically(height as i32 - px(18.0));
        let caption = anchored(font(LABEL, PALE_INK), HPos::Center, VPos::Center);
        lower.draw(&Text::new(self.key.clone(), (width as i32 / 2 + px(30.0), px(9.0)), caption))?;
        let pad = 0.04 * (self.across.1 - self.across.0).max(1e-9);
        let (low, high) = self.upright();
        let (across, upright) =
            (Axis::between(self.across.0 - pad, self.across.1 + pad, 8), Axis::between(low, high.max(low + 1e-9), 5));
        let mut chart = Axis::chart(&across, &upright, "", &upper)?;
        self.draw(&mut chart, (low, high))
    }
}

impl Panel {
    fn draw<DB: DrawingBackend>(&self, chart: &mut Chart<'_, DB>, (low, high): (f64, f64)) -> Done<DB> {
        let shown = |value: f64| value.clamp(low, high);
        if let Some([from, estimate, to]) = self.crossing {
            let band = Rectangle::new([(from, low), (to, high)], colour(1).mix(0.22).filled());
            chart.draw_series(std::iter::once(band))?;
            let upright = vec![(estimate, low), (estimate, high)];
            chart.draw_series(std::iter::once(PathElement::new(upright, line(colour(1), 2.0))))?;
        }
        if let Some(limit) = self.limit {
            let level = vec![(self.across.0, limit), (self.across.1, limit)];
            chart.draw_series(std::iter::once(PathElement::new(level, line(INK, 1.5))))?;
        }
        // The line goes up to the first point that is cut.
        let cut = self.points.iter().position(|point| point.1 > high).map_or(self.points.len(), |at| at + 1);
        let path = self.points[..cut].windows(2).map(|pair| {
            let [(x0, y0, ..), (x1, y1, ..)] = [pair[0], pair[1]];
            let part = if y1 > high { (high - y0) / (y1 - y0) } else { 1.0 };
            PathElement::new(vec![(x0, shown(y0)), (x0 + part * (x1 - x0), y0 + part * (y1 - y0))], line(AXIS, 1.5))
        });
        chart.draw_series(path.collect::<Vec<_>>())?;
        for &(at, mean, half, verdict) in &self.points {
            let ink = colour_of(verdict);
            if mean - half < high {
                let ends = vec![(at, shown(mean - half)), (at, shown(mean + half))];
                chart.draw_series(std::iter::once(PathElement::new(ends, line(ink, 2.0))))?;
            }
            if mean <= high {
                chart.draw_series(std::iter::once(Circle::new((at, mean), px(4.0), ink.filled())))?;
            } else {
                chart.draw_series(std::iter::once(TriangleMarker::new((at, high), px(6.0), ink.filled())))?;
            }
        }
        Ok(())
    }
}
