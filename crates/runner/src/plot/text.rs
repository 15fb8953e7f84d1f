//! Letters: one bundled font for both kinds of plot, so that a plot is laid out alike wherever it is made or shown.

use ab_glyph::{Font, FontRef, OutlineCurve, Point, point};
use plotters::style::{FontStyle, register_font};
use plotters_backend::FontTransform;
use plotters_backend::text_anchor::{HPos, Pos, VPos};
use std::sync::LazyLock;

/// DejaVu Sans 2.37; its licence lies beside it.
const DEJAVU: &[u8] = include_bytes!("../../assets/DejaVuSans.ttf");

/// What an SVG asks for. Verdana has the same proportions.
pub const FAMILY: &str = "DejaVu Sans, Verdana, sans-serif";

/// plotters' size of a font is this many ems: the SVG backend divides by it.
pub const SIZE_PER_EM: f64 = 1.24;

static FONT: LazyLock<FontRef<'static>> = LazyLock::new(|| FontRef::try_from_slice(DEJAVU).expect("the bundled font is a font"));

/// Makes plotters know the font. Cheap to repeat.
pub fn register() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        if register_font(FAMILY, FontStyle::Normal, DEJAVU).is_err() {
            unreachable!("the bundled font is a font");
        }
    });
}

/// Width of a line of text in ems.
pub fn width_em(text: &str) -> f32 {
    let font = &*FONT;
    let units = font.units_per_em().expect("the bundled font says its units");
    text.chars().map(|c| font.h_advance_unscaled(font.glyph_id(c))).sum::<f32>() / units
}

/// Where a line of text goes [pixels].
#[derive(Clone, Copy)]
pub struct Placed {
    /// The anchor.
    pub at: Point,
    /// As plotters counts it, [`SIZE_PER_EM`] ems.
    pub size: f32,
    /// What of the text is at the anchor.
    pub anchor: Pos,
}

/// Hands out the outlines of a line of text: from, control point of a curve, to.
pub fn outline(text: &str, placed: Placed, turned: &FontTransform, mut piece: impl FnMut(Point, Option<Point>, Point)) {
    let font = &*FONT;
    let em = placed.size / SIZE_PER_EM as f32;
    let scale = em / font.units_per_em().expect("the bundled font says its units");
    let mut x = match placed.anchor.h_pos {
        HPos::Left => 0.0,
        HPos::Center => -width_em(text) * em / 2.0,
        HPos::Right => -width_em(text) * em,
    };
    // The same baselines as in plotters' SVG; the x-height of DejaVu is 0.547 em.
    let baseline = match placed.anchor.v_pos {
        VPos::Top => 0.76 * em,
        VPos::Center => 0.5 * 0.547 * em,
        VPos::Bottom => -0.5 * 0.547 * em,
    };
    for c in text.chars() {
        let glyph = font.glyph_id(c);
        let place = |p: Point| {
            let (x, y) = (x + p.x * scale, baseline - p.y * scale);
            let (x, y) = match turned {
                FontTransform::None => (x, y),
                FontTransform::Rotate90 => (-y, x),
                FontTransform::Rotate180 => (-x, -y),
                FontTransform::Rotate270 => (y, -x),
            };
            point(placed.at.x + x, placed.at.y + y)
        };
        for curve in font.outline(glyph).map(|outline| outline.curves).unwrap_or_default() {
            match curve {
                OutlineCurve::Line(a, b) => piece(place(a), None, place(b)),
                OutlineCurve::Quad(a, control, b) => piece(place(a), Some(place(control)), place(b)),
                OutlineCurve::Cubic(a, _, _, b) => piece(place(a), None, place(b)),
            }
        }
        x += font.h_advance_unscaled(glyph) * scale;
    }
}
