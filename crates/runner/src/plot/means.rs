//! The means of scenarios side by side, each with its interval: among which of them the best was looked for.

use super::axis::Axis;
use super::page::{Figure, Key, fitted};
use super::style::{AXIS, GRID, INK, LABEL, PALE_INK, anchored, colour, font, line, px};
use super::{Area, Done};
use crate::escape::printable;
use crate::number::shortest;
use crate::selection::words::{behind_text, order};
use crate::selection::{Procedure, Selection};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, VPos};

/// Rows that a page has room for.
const MOST: usize = 20;
/// Height of a row at most, and room for names on its left and for numbers on its right [pixels].
const ROW: f64 = 96.0;
const NAMES: f64 = 400.0;
const NUMBERS: f64 = 270.0;

/// One row a scenario, the best first.
pub struct Means {
    title: String,
    subtitle: String,
    rows: Vec<Row>,
}

struct Row {
    label: String,
    mean: f64,
    half: f64,
    /// Replications, and how far behind the best.
    note: String,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Best,
    Out,
    In,
}

impl Means {
    /// Of all scenarios, or of the best of them that fit.
    pub fn of(it: &Selection) -> Means {
        let is_kn = matches!(it.procedure, Procedure::Kn { .. });
        let row = |at: &usize| {
            let system = &it.systems[*at];
            let (mean, half) = system.estimate();
            let kind = match (*at == it.best, system.out_at.is_some() || !is_kn) {
                (true, _) => Kind::Best,
                (_, true) => Kind::Out,
                (_, false) => Kind::In,
            };
            let behind = behind_text(it, *at).map_or(String::new(), |text| format!("{text} behind; "));
            let note = format!("{behind}{} replications", system.values.len());
            Row { label: printable(&system.name), mean: mean.unwrap_or(0.0), half: half.unwrap_or(0.0), note, kind }
        };
        let unit = if it.unit == "–" { String::new() } else { format!(" [{}]", it.unit) };
        let how = match it.procedure {
            Procedure::Kn { alpha, delta, .. } => {
                let zone = format!("{} {}", shortest(delta), if it.unit == "–" { "" } else { &it.unit });
                format!("KN: {} %, differences from {}", shortest(100.0 * (1.0 - alpha)), zone.trim_end())
            }
            Procedure::Ocba { budget } => format!("OCBA: {budget} replications"),
        };
        Means {
            title: format!("{}{unit}: the {} of {}", it.kpi_name, it.goal.word(), it.systems.len()),
            subtitle: format!("Means with their 95 % intervals; the same random numbers let them rise and fall together. {how}"),
            rows: order(it).iter().take(MOST).map(row).collect(),
        }
    }
}

fn colour_of(kind: Kind) -> RGBColor {
    match kind {
        Kind::Best => colour(2),
        Kind::Out => AXIS,
        Kind::In => colour(1),
    }
}

impl Figure for Means {
    fn name(&self) -> String {
        "means".to_owned()
    }

    fn title(&self) -> String {
        self.title.clone()
    }

    fn subtitle(&self) -> String {
        self.subtitle.clone()
    }

    fn legend(&self) -> Vec<Key> {
        let key = |kind, text: &str| Key { colour: colour_of(kind), text: text.to_owned() };
        let mut keys = vec![key(Kind::Best, "the best"), key(Kind::Out, "others")];
        if self.rows.iter().any(|row| row.kind == Kind::In) {
            keys.push(key(Kind::In, "not told from the best"));
        }
        keys
    }

    fn body<DB: DrawingBackend>(&self, area: &Area<DB>) -> Done<DB> {
        let (width, height) = area.dim_in_pixel();
        let [width, height] = [width, height].map(|it| f64::from(it) / f64::from(px(1.0)));
        let ends = self.rows.iter().flat_map(|row| [row.mean - row.half, row.mean + row.half]);
        let (low, high) = ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), end| (low.min(end), high.max(end)));
        let pad = (0.06 * (high - low)).max(1e-9 * high.abs()).max(1e-12);
        let axis = Axis::between(low - pad, high + pad, 7);
        let span = axis.range.end - axis.range.start;
        let x = |value: f64| px(NAMES + (width - NAMES - NUMBERS) * (value - axis.range.start) / span);
        let step = ROW.min((height - 40.0) / self.rows.len() as f64);
        let foot = step * self.rows.len() as f64 + 8.0;
        for &tick in &axis.ticks {
            area.draw(&PathElement::new(vec![(x(tick), 0), (x(tick), px(foot))], line(GRID, 1.0)))?;
            let style = anchored(font(LABEL, PALE_INK), HPos::Center, VPos::Center);
            area.draw(&Text::new(axis.text(tick), (x(tick), px(foot + 14.0)), style))?;
        }
        for (place, row) in self.rows.iter().enumerate() {
            let y = px(step * (place as f64 + 0.5) + 4.0);
            let right = anchored(font(LABEL, INK), HPos::Right, VPos::Center);
            area.draw(&Text::new(fitted(&row.label, LABEL, NAMES - 16.0), (px(NAMES - 12.0), y), right.clone()))?;
            area.draw(&Text::new(row.note.clone(), (px(width - 4.0), y), right.color(&PALE_INK)))?;
            let ink = colour_of(row.kind);
            let ends = [row.mean - row.half, row.mean + row.half];
            area.draw(&PathElement::new(ends.map(|end| (x(end), y)).to_vec(), line(ink, 3.0)))?;
            for end in ends {
                area.draw(&PathElement::new(vec![(x(end), y - px(5.0)), (x(end), y + px(5.0))], line(ink, 2.0)))?;
            }
            area.draw(&Circle::new((x(row.mean), y), px(4.5), ink.filled()))?;
        }
        Ok(())
    }
}
