//! What differs: for each KPI the difference from the first scenario, as a share of its mean, with the interval that holds for
//! all together.

use super::axis::Axis;
use super::page::{Figure, Key, fitted};
use super::style::{AXIS, GRID, INK, LABEL, PALE_INK, anchored, colour, font, line, px, text_width};
use super::{Area, Done};
use crate::comparison::{Row, Side, Verdict};
use crate::naming::facility_and_name;
use darse_port::kpi::Definition;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, VPos};

/// Rows that a page has room for.
const MOST: usize = 22;
/// Height of a row, and room for names on its left at least [pixels].
const ROW: f64 = 24.0;
const NAMES: f64 = 380.0;

/// Room for a tick and what it says [pixels].
const TICK: f64 = 90.0;

/// The part of a page's width that names have at most.
const MOST_NAMES: f64 = 0.6;

/// One other scenario beside the first.
pub struct Differences {
    name: String,
    title: String,
    subtitle: String,
    bars: Vec<Bar>,
}

struct Bar {
    label: String,
    /// Difference and half-width [% of the first mean].
    at: f64,
    half: Option<f64>,
    verdict: Verdict,
}

impl Differences {
    /// The KPIs with the clearest differences, in the order of the table.
    pub fn of(side: &Side, first: &str, file: String, catalogue: &[Definition]) -> Differences {
        let clear = |row: &&Row| row.verdict != Verdict::Same && row.paired.first != 0.0;
        let mut rows: Vec<(usize, &Row)> = side.rows.iter().enumerate().filter(|(_, row)| clear(row)).collect();
        let of = rows.len();
        rows.sort_by(|a, b| a.1.paired.p.total_cmp(&b.1.paired.p).then(a.0.cmp(&b.0)));
        rows.truncate(MOST);
        rows.sort_by_key(|(place, _)| *place);
        let bar = |(_, row): &(usize, &Row)| {
            let (facility, name) = facility_and_name(&row.kpi, &row.definition, catalogue);
            let percent = 100.0 / row.paired.first.abs();
            Bar {
                label: if facility.is_empty() { name } else { format!("{facility}  {name}") },
                at: row.paired.difference * percent,
                half: row.half_width.map(|half| half * percent),
                verdict: row.verdict,
            }
        };
        let which = if of > MOST { format!("; the {MOST} clearest of {of} that differ at all") } else { String::new() };
        let (how, each) =
            if side.is_paired { ("Paired differences [%", "pairs") } else { ("Differences [%", "replications each") };
        let pairs = side.rows.iter().map(|row| row.paired.n).max().unwrap_or(0);
        let rings = if rows.iter().any(|(_, row)| row.half_width.is_none()) { "; rings: too few for one" } else { "" };
        Differences {
            name: file,
            title: format!("{} beside {first}", side.name),
            subtitle: format!("{how} of the first], {pairs} {each}; the intervals hold together with 95 %{rings}{which}"),
            bars: rows.iter().map(bar).collect(),
        }
    }

    /// Room for the longest name [pixels].
    fn names(&self, width: f64) -> f64 {
        let longest = self.bars.iter().map(|bar| text_width(&bar.label, LABEL)).fold(0.0, f64::max);
        (longest + 16.0).clamp(NAMES, MOST_NAMES * width)
    }

    /// From and to [%]: three quarters of the intervals fit; longer ones are cut at the edge.
    fn reach(&self) -> f64 {
        let mut ends: Vec<f64> = self.bars.iter().map(|bar| bar.at.abs() + bar.half.unwrap_or(0.0)).collect();
        ends.sort_by(f64::total_cmp);
        let usual = ends.get(ends.len() * 3 / 4).or(ends.last()).copied().unwrap_or(1.0);
        let clearest = self.bars.iter().map(|bar| bar.at.abs()).fold(0.0, f64::max);
        1.15 * usual.max(clearest).max(1e-6)
    }
}

fn colour_of(verdict: Verdict) -> RGBColor {
    match verdict {
        Verdict::Higher => colour(0),
        Verdict::Lower => colour(4),
        Verdict::Same | Verdict::Open => AXIS,
    }
}

impl Figure for Differences {
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
        let key = |verdict, text: &str| Key { colour: colour_of(verdict), text: text.to_owned() };
        vec![
            key(Verdict::Higher, "shown to be higher"),
            key(Verdict::Lower, "shown to be lower"),
            key(Verdict::Open, "not shown to differ"),
        ]
    }

    fn body<DB: DrawingBackend>(&self, area: &Area<DB>) -> Done<DB> {
        let width = f64::from(area.dim_in_pixel().0) / f64::from(px(1.0));
        if self.bars.is_empty() {
            let middle = (px(width / 2.0), px(120.0));
            return area.draw(&Text::new("Nothing differs", middle, anchored(font(LABEL, INK), HPos::Center, VPos::Center)));
        }
        let (reach, names) = (self.reach(), self.names(width));
        let axis = Axis::between(-reach, reach, ((width - names) / TICK) as usize);
        let x = |percent: f64| px(names + (width - names - 20.0) * (percent.clamp(-reach, reach) + reach) / (2.0 * reach));
        let foot = ROW * self.bars.len() as f64 + 8.0;
        for &tick in &axis.ticks {
            let style = if tick == 0.0 { line(INK, 1.5) } else { line(GRID, 1.0) };
            area.draw(&PathElement::new(vec![(x(tick), 0), (x(tick), px(foot))], style))?;
            let text = if tick > 0.0 { format!("+{} %", axis.text(tick)) } else { format!("{} %", axis.text(tick)) };
            let style = anchored(font(LABEL, PALE_INK), HPos::Center, VPos::Center);
            area.draw(&Text::new(text, (x(tick), px(foot + 14.0)), style))?;
        }
        for (place, bar) in self.bars.iter().enumerate() {
            let y = px(ROW * (place as f64 + 0.5) + 4.0);
            let label = fitted(&bar.label, LABEL, names - 16.0);
            let right = anchored(font(LABEL, INK), HPos::Right, VPos::Center);
            area.draw(&Text::new(label, (px(names - 12.0), y), right))?;
            let ink = colour_of(bar.verdict);
            if let Some(half) = bar.half {
                let ends = [bar.at - half, bar.at + half];
                area.draw(&PathElement::new(ends.map(|end| (x(end), y)).to_vec(), line(ink, 3.0)))?;
                for end in ends.into_iter().filter(|end| end.abs() <= reach) {
                    area.draw(&PathElement::new(vec![(x(end), y - px(5.0)), (x(end), y + px(5.0))], line(ink, 2.0)))?;
                }
            }
            let style = if bar.half.is_some() { ink.filled() } else { line(ink, 2.0) };
            area.draw(&Circle::new((x(bar.at), y), px(4.5), style))?;
        }
        Ok(())
    }
}
