//! The berth chart: quay metres against time, a bar for each call alongside.

use super::axis::Axis;
use super::page::{Figure, Key};
use super::series::terminals;
use super::style::{INK, anchored, colour, font, ink_on, line, px, text_width};
use super::{Area, Done};
use crate::escape::{file_stem, printable};
use crate::results::Results;
use darse_port::outcome::{BerthStay, TerminalPicture};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, VPos};

/// Time shown [days]: five weeks, so that a calendar month has all its calls.
const SHOWN: f64 = 35.0;

/// Text in the bars, the smaller where the larger has no room [pixels].
const BAR_TEXT: [f64; 2] = [11.0, 9.5];

/// Where along the ship her wait is drawn: away from the labels, which stand in the middle, and by turns, so that those
/// who wait for the same place do not share a line.
const WAIT_AT: [f64; 4] = [0.05, 0.15, 0.1, 0.2];

/// Waits shorter than this are not drawn [days]: an hour.
const SHORTEST_WAIT: f64 = 1.0 / 24.0;

/// The berths of one terminal in the first replication.
pub struct Gantt<'a> {
    picture: &'a TerminalPicture,
    file: String,
    replication: u32,
    until: f64,
    classes: Vec<&'a str>,
}

/// One for each terminal.
pub fn of<'a>(results: &'a Results) -> Vec<Gantt<'a>> {
    let Some(first) = results.replications.first() else { return Vec::new() };
    let mut files: Vec<String> = Vec::new();
    for name in terminals(results) {
        let mut file = format!("gantt-{}", file_stem(&name));
        if files.contains(&file) {
            file = format!("{file}-{}", files.len() + 1);
        }
        files.push(file);
    }
    let until = results.horizon_days().min(SHOWN);
    let gantt = |(picture, file): (&'a TerminalPicture, String)| Gantt {
        picture,
        file,
        replication: first.number,
        until,
        classes: classes(&picture.berths),
    };
    first.outcome.pictures.terminals.iter().zip(files).map(gantt).collect()
}

/// The classes, small ships first.
fn classes(stays: &[BerthStay]) -> Vec<&str> {
    let mut longest: Vec<(&str, f64)> = Vec::new();
    for stay in stays {
        let length = stay.metres.1 - stay.metres.0;
        match longest.iter_mut().find(|(class, _)| *class == stay.class) {
            Some((_, known)) => *known = known.max(length),
            None => longest.push((&stay.class, length)),
        }
    }
    longest.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(b.0)));
    longest.into_iter().map(|(class, _)| class).collect()
}

impl Gantt<'_> {
    /// The calls that are seen, cut to what is shown.
    fn shown(&self) -> impl Iterator<Item = Bar<'_>> {
        self.picture.berths.iter().filter_map(|stay| {
            let left = if stay.left.is_finite() { stay.left } else { f64::INFINITY };
            let (from, to) = (stay.berthed.max(0.0), left.min(self.until));
            (from < to).then_some(Bar { stay, from, to })
        })
    }

    fn colour_of(&self, class: &str) -> RGBColor {
        colour(self.classes.iter().position(|known| *known == class).unwrap_or(0))
    }
}

struct Bar<'a> {
    stay: &'a BerthStay,
    from: f64,
    to: f64,
}

impl Figure for Gantt<'_> {
    fn name(&self) -> String {
        self.file.clone()
    }

    fn title(&self) -> String {
        format!("Berths of {}: metres of quay against time", self.picture.name)
    }

    fn subtitle(&self) -> String {
        let calls = self.shown().count();
        let s = if calls == 1 { "" } else { "s" };
        format!(
            "{calls} call{s} of replication {}. A bar is a vessel alongside, the thin line before it her wait from arrival at the port",
            self.replication
        )
    }

    fn legend(&self) -> Vec<Key> {
        self.classes.iter().map(|class| Key { colour: self.colour_of(class), text: (*class).to_owned() }).collect()
    }

    fn body<DB: DrawingBackend>(&self, area: &Area<DB>) -> Done<DB> {
        let width = f64::from(area.dim_in_pixel().0) / f64::from(px(1.0));
        let across = Axis::days(self.until, (width / 85.0) as usize);
        let upright = Axis::from_zero(self.picture.quay_m, 8).cut(self.picture.quay_m);
        let mut chart = Axis::chart(&across, &upright, "metres along the quay", area)?;
        for bar in self.shown() {
            let corners = [(bar.from, bar.stay.metres.0), (bar.to, bar.stay.metres.1)];
            let colour = self.colour_of(&bar.stay.class);
            chart.draw_series([Rectangle::new(corners, colour.filled()), Rectangle::new(corners, line(WHITE, 0.75))])?;
            let (low, high) = (chart.backend_coord(&corners[0]), chart.backend_coord(&corners[1]));
            let pixels = |units: i32| f64::from(units) / f64::from(px(1.0));
            if let Some((text, size, turned)) = label(&bar.stay.label, pixels(high.0 - low.0), pixels(low.1 - high.1)) {
                let middle = ((bar.from + bar.to) / 2.0, (bar.stay.metres.0 + bar.stay.metres.1) / 2.0);
                let style = anchored(font(size, ink_on(colour)), HPos::Center, VPos::Center).transform(turned);
                chart.draw_series(std::iter::once(Text::new(text, middle, style)))?;
            }
        }
        for (stay, share) in self.picture.berths.iter().zip(WAIT_AT.into_iter().cycle()) {
            let (from, to) = (stay.arrived.max(0.0), stay.berthed.min(self.until));
            if stay.berthed - stay.arrived >= SHORTEST_WAIT && from < to {
                let height = stay.metres.0 + share * (stay.metres.1 - stay.metres.0);
                chart.draw_series(std::iter::once(PathElement::new(vec![(from, height), (to, height)], line(INK, 1.25))))?;
                if stay.arrived >= 0.0 {
                    chart.draw_series(std::iter::once(Circle::new((from, height), px(2.5), INK.filled())))?;
                }
            }
        }
        Ok(())
    }
}

/// A bar's label, its size and direction, if there is room [pixels].
fn label(text: &str, width: f64, height: f64) -> Option<(String, f64, FontTransform)> {
    let text = printable(text);
    let fits = |size: f64, along: f64, across: f64| text_width(&text, size) + 4.0 <= along && size + 2.0 <= across;
    let upright = BAR_TEXT.into_iter().find(|&size| fits(size, width, height)).map(|size| (size, FontTransform::None));
    let turned = || BAR_TEXT.into_iter().find(|&size| fits(size, height, width)).map(|size| (size, FontTransform::Rotate270));
    let (size, direction) = upright.or_else(turned)?;
    Some((text, size, direction))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_lies_stands_or_is_left_out() {
        let direction = |width: f64, height: f64| {
            label("WAF-3", width, height).map(|(_, size, way)| (size, matches!(way, FontTransform::None)))
        };
        assert_eq!(direction(60.0, 20.0), Some((11.0, true)));
        assert_eq!(direction(39.0, 90.0), Some((9.5, true)));
        assert_eq!(direction(15.0, 90.0), Some((11.0, false)));
        assert_eq!(direction(8.0, 90.0), None);
    }

    #[test]
    fn a_stay_with_open_ends_is_cut_to_what_is_shown() {
        let stay = |berthed: f64, left: f64| BerthStay {
            label: "x".into(),
            class: "feeder".into(),
            metres: (0.0, 100.0),
            arrived: berthed - 1.0,
            berthed,
            left,
        };
        let picture = TerminalPicture {
            quay_m: 800.0,
            berths: vec![stay(-2.0, 1.0), stay(27.0, f64::INFINITY), stay(26.0, f64::NAN), stay(29.0, 30.0), stay(-3.0, -1.0)],
            ..TerminalPicture::default()
        };
        let gantt =
            Gantt { classes: classes(&picture.berths), picture: &picture, file: String::new(), replication: 0, until: 28.0 };
        let shown: Vec<(f64, f64)> = gantt.shown().map(|bar| (bar.from, bar.to)).collect();
        assert_eq!(shown, [(0.0, 1.0), (27.0, 28.0), (26.0, 28.0)]);
    }
}
