//! How plots look: one place for colours, sizes and margins.

use super::text::{FAMILY, SIZE_PER_EM, width_em};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

/// The layout of a figure [pixels].
pub const FIGURE: (u32, u32) = (1200, 700);

/// Everything is drawn in units of a quarter of a pixel, because plotters' coordinates are whole numbers.
pub const UNITS_PER_PIXEL: i32 = 4;

/// Colours for terminals: Okabe and Ito, *Color Universal Design* (2008), without its yellow, which is faint on white.
const PALETTE: [RGBColor; 7] = [
    RGBColor(0, 114, 178),
    RGBColor(230, 159, 0),
    RGBColor(0, 158, 115),
    RGBColor(204, 121, 167),
    RGBColor(213, 94, 0),
    RGBColor(86, 180, 233),
    RGBColor(90, 90, 90),
];

/// Titles and values.
pub const INK: RGBColor = RGBColor(34, 40, 49);
/// Axis labels, subtitles.
pub const PALE_INK: RGBColor = RGBColor(95, 103, 114);
/// Grid lines.
pub const GRID: RGBColor = RGBColor(226, 230, 234);
/// Axis lines.
pub const AXIS: RGBColor = RGBColor(150, 157, 166);

/// Heading of a figure [pixels].
pub const TITLE: f64 = 24.0;
/// Heading of a panel in a figure [pixels].
pub const PANEL_TITLE: f64 = 16.0;
/// Subtitles and legends [pixels].
pub const SMALL: f64 = 14.0;
/// Axis labels [pixels].
pub const LABEL: f64 = 13.0;

/// The n-th colour; after the last they begin anew.
pub fn colour(n: usize) -> RGBColor {
    PALETTE[n % PALETTE.len()]
}

/// Pixels in drawing units.
pub fn px(pixels: f64) -> i32 {
    (pixels * f64::from(UNITS_PER_PIXEL)).round() as i32
}

/// A line of this width [pixels].
pub fn line(colour: impl Color, width: f64) -> ShapeStyle {
    colour.stroke_width(px(width) as u32)
}

/// Text of this size [pixels], anchored at its left and middle.
pub fn font(size: f64, colour: RGBColor) -> TextStyle<'static> {
    let size = size * SIZE_PER_EM * f64::from(UNITS_PER_PIXEL);
    let mut style = TextStyle::from((FAMILY, size));
    style.color = colour.to_backend_color();
    style.pos(Pos::new(HPos::Left, VPos::Center))
}

/// The same text, anchored elsewhere.
pub fn anchored(style: TextStyle<'static>, horizontal: HPos, vertical: VPos) -> TextStyle<'static> {
    style.pos(Pos::new(horizontal, vertical))
}

/// Width of text of this size [pixels].
pub fn text_width(text: &str, size: f64) -> f64 {
    f64::from(width_em(text)) * size
}

/// Five colours of viridis (van der Walt and Smith, matplotlib 2.0), which are told apart by any eye and in grey.
const VIRIDIS: [RGBColor; 5] =
    [RGBColor(68, 1, 84), RGBColor(59, 82, 139), RGBColor(33, 145, 140), RGBColor(94, 201, 98), RGBColor(253, 231, 37)];

/// A colour for a share from 0, dark, to 1, bright.
pub fn gradient(share: f64) -> RGBColor {
    let last = VIRIDIS.len() - 1;
    let at = share.clamp(0.0, 1.0) * last as f64;
    let below = (at as usize).min(last - 1);
    let (a, b, part) = (VIRIDIS[below], VIRIDIS[below + 1], at - below as f64);
    let mix = |a: u8, b: u8| (f64::from(a) + part * (f64::from(b) - f64::from(a))).round() as u8;
    RGBColor(mix(a.0, b.0), mix(a.1, b.1), mix(a.2, b.2))
}

/// Black or white, whichever reads better on this colour.
pub fn ink_on(background: RGBColor) -> RGBColor {
    let RGBColor(r, g, b) = background;
    let luminance = 299 * u32::from(r) + 587 * u32::from(g) + 114 * u32::from(b);
    if luminance > 140_000 { INK } else { WHITE }
}
