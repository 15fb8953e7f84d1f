//! A figure on its page: title, subtitle, legend, and the two kinds of file it becomes.

use super::raster::{Image, Raster};
use super::style::{FIGURE, INK, PALE_INK, PANEL_TITLE, SMALL, TITLE, font, px, text_width};
use super::{Area, Done, text};
use crate::escape::printable;
use plotters::prelude::*;

/// One entry of a legend.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// Its colour.
    pub colour: RGBColor,
    /// What the colour stands for.
    pub text: String,
}

/// Something that can be drawn, on a page of its own or as a panel among others.
pub trait Figure {
    /// The file's name without its extension.
    fn name(&self) -> String;
    /// What is shown, with its unit.
    fn title(&self) -> String;
    /// How it came about: replications, bands, averages.
    fn subtitle(&self) -> String;
    /// What the colours mean.
    fn legend(&self) -> Vec<Key>;
    /// The drawing itself.
    fn body<DB: DrawingBackend>(&self, area: &Area<DB>) -> Done<DB>;
}

/// The figure as SVG and as PNG: names and bytes.
pub fn files(figure: &impl Figure) -> Vec<(String, Vec<u8>)> {
    let name = figure.name();
    vec![(format!("plots/{name}.svg"), svg(figure).into_bytes()), (format!("plots/{name}.png"), png(figure))]
}

fn units() -> (u32, u32) {
    (px(f64::from(FIGURE.0)) as u32, px(f64::from(FIGURE.1)) as u32)
}

fn svg(figure: &impl Figure) -> String {
    text::register();
    let mut document = String::new();
    let area = SVGBackend::with_string(&mut document, units()).into_drawing_area();
    page(figure, &area).expect("memory takes every drawing");
    drop(area);
    // plotters writes the size in drawing units; the view box keeps them, and lines get round joints.
    let (width, height) = units();
    let written = format!("<svg width=\"{width}\" height=\"{height}\"");
    let wanted = format!("<svg width=\"{}\" height=\"{}\" stroke-linejoin=\"round\"", FIGURE.0, FIGURE.1);
    document.replacen(&written, &wanted, 1)
}

fn png(figure: &impl Figure) -> Vec<u8> {
    text::register();
    let mut image = Image::for_units(units());
    page(figure, &Raster::new(&mut image, units()).into_drawing_area()).expect("memory takes every drawing");
    image.png()
}

fn page<DB: DrawingBackend>(figure: &impl Figure, area: &Area<DB>) -> Done<DB> {
    area.fill(&WHITE)?;
    let (left, width) = (24.0, f64::from(FIGURE.0) - 48.0);
    let line = |text: String, y: f64, size: f64, colour: RGBColor| {
        let text = fitted(&printable(&text), size, width);
        area.draw(&Text::new(text, (px(left), px(y)), font(size, colour)))
    };
    line(figure.title(), 32.0, TITLE, INK)?;
    line(figure.subtitle(), 60.0, SMALL, PALE_INK)?;
    let rows = legend(&figure.legend(), area, (left, 86.0), width)?;
    let top = 76.0 + 22.0 * f64::from(rows);
    figure.body(&area.clone().margin(px(top + 6.0), px(14.0), px(left), px(left)))
}

/// A figure as a panel: a smaller heading, and the legend only if the page has none that holds for all.
pub fn panel<DB: DrawingBackend>(figure: &impl Figure, area: &Area<DB>) -> Done<DB> {
    let width = f64::from(area.dim_in_pixel().0) / f64::from(px(1.0));
    let title = fitted(&printable(&figure.title()), PANEL_TITLE, width);
    area.draw(&Text::new(title, (0, px(14.0)), font(PANEL_TITLE, INK)))?;
    figure.body(&area.clone().margin(px(26.0), 0, 0, 0))
}

/// Draws swatches and texts in as many rows as they need, and says how many.
pub fn legend<DB: DrawingBackend>(
    keys: &[Key],
    area: &Area<DB>,
    (left, top): (f64, f64),
    width: f64,
) -> Result<u32, DrawingAreaErrorKind<DB::ErrorType>> {
    let (mut x, mut row) = (0.0, 0u32);
    for key in keys {
        let text = fitted(&printable(&key.text), SMALL, width - 24.0);
        let needed = 24.0 + text_width(&text, SMALL) + 26.0;
        if x > 0.0 && x + needed - 26.0 > width {
            (x, row) = (0.0, row + 1);
        }
        let (from, y) = (left + x, top + 22.0 * f64::from(row));
        area.draw(&Rectangle::new([(px(from), px(y - 6.0)), (px(from + 16.0), px(y + 6.0))], key.colour.filled()))?;
        area.draw(&Text::new(text, (px(from + 24.0), px(y)), font(SMALL, INK)))?;
        x += needed;
    }
    Ok(if keys.is_empty() { 0 } else { row + 1 })
}

/// The text, cut so that it is no wider than this [pixels].
pub fn fitted(text: &str, size: f64, width: f64) -> String {
    let text = text.replace('\n', " ");
    if text_width(&text, size) <= width {
        return text;
    }
    let mut cut = text;
    while !cut.is_empty() && text_width(&cut, size) + text_width("…", size) > width {
        cut.pop();
    }
    cut + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_too_wide_is_cut() {
        assert_eq!(fitted("TC3", SMALL, 100.0), "TC3");
        let cut = fitted(&"very long ".repeat(30), SMALL, 100.0);
        assert!(cut.ends_with('…') && text_width(&cut, SMALL) <= 100.0, "{cut}");
    }
}
