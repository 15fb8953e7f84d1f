//! The PNG half of every plot: a drawing backend for plotters that covers pixels by area.
//!
//! plotters' own bitmap backend has stair-stepped thick lines and drops the side bearings of glyphs. Here every line,
//! shape and letter is an outline, filled by `ab_glyph_rasterizer`, so that edges are smooth and text is spaced as its
//! font says. Only additions, multiplications and square roots: the same bytes on any machine.

use super::style::UNITS_PER_PIXEL;
use super::text::{Placed, outline};
use ab_glyph_rasterizer::{Point, Rasterizer, point};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};
use std::convert::Infallible;

/// Pixels of a PNG for each pixel of the layout.
const DENSITY: f32 = 1.5;

/// Cosines of multiples of 22.5 degrees, for round ends and joints.
const COS: [f32; 16] = [
    1.0,
    0.923_879_5,
    0.707_106_77,
    0.382_683_43,
    0.0,
    -0.382_683_43,
    -0.707_106_77,
    -0.923_879_5, //
    -1.0,
    -0.923_879_5,
    -0.707_106_77,
    -0.382_683_43,
    0.0,
    0.382_683_43,
    0.707_106_77,
    0.923_879_5,
];

/// An image of 8-bit RGB pixels, white to begin with.
pub struct Image {
    width: usize,
    height: usize,
    rgb: Vec<u8>,
    scale: f32,
}

impl Image {
    /// Room for a layout of this many units.
    pub fn for_units((width, height): (u32, u32)) -> Image {
        let scale = DENSITY / UNITS_PER_PIXEL as f32;
        let (width, height) = ((width as f32 * scale) as usize, (height as f32 * scale) as usize);
        Image { width, height, rgb: vec![255; width * height * 3], scale }
    }

    /// As a PNG file.
    pub fn png(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.width as u32, self.height as u32);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::Fast); // a tenth of the time of `Balanced`, for half as many bytes again
        let mut writer = encoder.write_header().expect("memory takes every byte");
        writer.write_image_data(&self.rgb).expect("the image has as many bytes as its size says");
        writer.finish().expect("memory takes every byte");
        bytes
    }

    /// Paints all of it, if a rectangle covers it, but for less than a pixel at its edges.
    fn cover(&mut self, low: Point, high: Point, color: BackendColor) -> bool {
        let reaches = high.x > self.width as f32 - 1.0 && high.y > self.height as f32 - 1.0;
        let covers = low.x <= 0.0 && low.y <= 0.0 && reaches && color.alpha >= 1.0;
        if covers {
            let row = [color.rgb.0, color.rgb.1, color.rgb.2].repeat(self.width);
            self.rgb.chunks_exact_mut(row.len()).for_each(|pixels| pixels.copy_from_slice(&row));
        }
        covers
    }

    /// Mixes the colour into every pixel, by how much of it the outlines cover.
    fn fill(&mut self, outlines: &Outlines, color: BackendColor) {
        let Some((low, high)) = outlines.bounds() else { return };
        let (left, top) = (low.x.floor(), low.y.floor());
        let (width, height) = ((high.x - left) as usize + 3, (high.y - top) as usize + 2);
        if high.x < 0.0 || high.y < 0.0 || low.x > self.width as f32 || low.y > self.height as f32 {
            return;
        }
        let mut rasterizer = Rasterizer::new(width, height);
        let moved = |p: Point| point(p.x - left, p.y - top);
        for piece in &outlines.pieces {
            match *piece {
                Piece::Line(a, b) => rasterizer.draw_line(moved(a), moved(b)),
                Piece::Quad(a, b, c) => rasterizer.draw_quad(moved(a), moved(b), moved(c)),
            }
        }
        let (left, top) = (left as i64, top as i64);
        rasterizer.for_each_pixel_2d(|x, y, coverage| {
            let (x, y) = (i64::from(x) + left, i64::from(y) + top);
            let inside = x >= 0 && y >= 0 && x < self.width as i64 && y < self.height as i64;
            if inside && coverage > 1e-3 {
                self.mix((y as usize * self.width + x as usize) * 3, color, coverage.min(1.0));
            }
        });
    }

    fn mix(&mut self, at: usize, color: BackendColor, coverage: f32) {
        let share = coverage * color.alpha as f32;
        let channels = [color.rgb.0, color.rgb.1, color.rgb.2];
        if share >= 1.0 {
            return self.rgb[at..at + 3].copy_from_slice(&channels);
        }
        for (pixel, channel) in self.rgb[at..at + 3].iter_mut().zip(channels) {
            let mixed = f32::from(*pixel) + (f32::from(channel) - f32::from(*pixel)) * share;
            *pixel = (mixed + 0.5) as u8;
        }
    }
}

/// A piece of an outline [pixels].
enum Piece {
    Line(Point, Point),
    Quad(Point, Point, Point),
}

/// Closed outlines that are filled as one, in whatever order they come.
#[derive(Default)]
struct Outlines {
    pieces: Vec<Piece>,
}

impl Outlines {
    /// Adds a polygon; all are turned the same way round, so that overlaps do not cancel.
    fn polygon(&mut self, corners: &[Point]) {
        let next = |i: usize| corners[(i + 1) % corners.len()];
        let area: f32 = corners.iter().enumerate().map(|(i, a)| a.x * next(i).y - next(i).x * a.y).sum();
        for (i, &a) in corners.iter().enumerate() {
            self.pieces.push(if area >= 0.0 { Piece::Line(a, next(i)) } else { Piece::Line(next(i), a) });
        }
    }

    fn disc(&mut self, centre: Point, radius: f32) {
        let corner = |i: usize| point(centre.x + radius * COS[i], centre.y + radius * COS[(i + 12) % 16]);
        self.polygon(&std::array::from_fn::<Point, 16, _>(corner));
    }

    /// A stroke with flat ends. Gentle bends are mitred, so that no part is covered twice; sharp ones get a round joint.
    fn stroke(&mut self, path: &[Point], width: f32) {
        let half = width / 2.0;
        let mut path = path.to_vec();
        path.dedup_by(|b, a| (b.x - a.x).abs() + (b.y - a.y).abs() < 1e-3);
        let normals: Vec<Point> = path.windows(2).map(|pair| normal(pair[0], pair[1])).collect();
        let mut begun = 0;
        let mut sides = (Vec::new(), Vec::new());
        for (i, &n) in normals.iter().enumerate() {
            if i == begun {
                side(&mut sides, path[i], n, half);
            }
            let bend = normals.get(i + 1).map(|&next| (next, n.x * next.x + n.y * next.y));
            match bend {
                Some((next, cosine)) if cosine > 0.3 => {
                    let mitre = point((n.x + next.x) / (1.0 + cosine), (n.y + next.y) / (1.0 + cosine));
                    side(&mut sides, path[i + 1], mitre, half);
                }
                sharp => {
                    side(&mut sides, path[i + 1], n, half);
                    let (mut outline, mut back) = std::mem::take(&mut sides);
                    back.reverse();
                    outline.append(&mut back);
                    self.polygon(&outline);
                    if sharp.is_some() {
                        self.disc(path[i + 1], half);
                    }
                    begun = i + 1;
                }
            }
        }
    }

    fn bounds(&self) -> Option<(Point, Point)> {
        let corners = self.pieces.iter().flat_map(|piece| match *piece {
            Piece::Line(a, b) => [a, b, b],
            Piece::Quad(a, b, c) => [a, b, c],
        });
        corners.fold(None, |bounds, p| {
            let (low, high) = bounds.unwrap_or((p, p));
            Some((point(low.x.min(p.x), low.y.min(p.y)), point(high.x.max(p.x), high.y.max(p.y))))
        })
    }
}

/// Unit vector square to a line.
fn normal(a: Point, b: Point) -> Point {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let length = (dx * dx + dy * dy).sqrt();
    point(-dy / length, dx / length)
}

/// Adds the two points beside `at`.
fn side((left, right): &mut (Vec<Point>, Vec<Point>), at: Point, normal: Point, half: f32) {
    left.push(point(at.x + normal.x * half, at.y + normal.y * half));
    right.push(point(at.x - normal.x * half, at.y - normal.y * half));
}

/// Draws into an [`Image`].
pub struct Raster<'a> {
    image: &'a mut Image,
    units: (u32, u32),
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl<'a> Raster<'a> {
    /// A backend of this many units over an image made for as many.
    pub fn new(image: &'a mut Image, units: (u32, u32)) -> Raster<'a> {
        Raster { image, units }
    }

    fn pixel(&self, (x, y): BackendCoord) -> Point {
        point(x as f32 * self.image.scale, y as f32 * self.image.scale)
    }

    fn stroke(&mut self, path: &[Point], style: &impl BackendStyle) {
        let mut outlines = Outlines::default();
        outlines.stroke(path, style.stroke_width() as f32 * self.image.scale);
        self.image.fill(&outlines, style.color());
    }

    fn polygon(&mut self, corners: &[Point], color: BackendColor) {
        let mut outlines = Outlines::default();
        outlines.polygon(corners);
        self.image.fill(&outlines, color);
    }
}

impl DrawingBackend for Raster<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.units
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, color: BackendColor) -> Drawn {
        let corners = [at, (at.0 + 1, at.1), (at.0 + 1, at.1 + 1), (at.0, at.1 + 1)].map(|corner| self.pixel(corner));
        self.polygon(&corners, color);
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        let path: Vec<Point> = path.into_iter().map(|at| self.pixel(at)).collect();
        self.stroke(&path, style);
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, fill: bool) -> Drawn {
        let corners = [from, (to.0, from.1), to, (from.0, to.1)].map(|corner| self.pixel(corner));
        if !fill {
            self.stroke(&[corners[0], corners[1], corners[2], corners[3], corners[0]], style);
        } else if !self.image.cover(corners[0], corners[2], style.color()) {
            self.polygon(&corners, style.color());
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, centre: BackendCoord, radius: u32, style: &S, _fill: bool) -> Drawn {
        let mut outlines = Outlines::default();
        outlines.disc(self.pixel(centre), radius as f32 * self.image.scale);
        self.image.fill(&outlines, style.color());
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, corners: I, style: &S) -> Drawn {
        let corners: Vec<Point> = corners.into_iter().map(|at| self.pixel(at)).collect();
        self.polygon(&corners, style.color());
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        let placed = Placed { at: self.pixel(at), size: style.size() as f32 * self.image.scale, anchor: style.anchor() };
        let mut outlines = Outlines::default();
        outline(text, placed, &style.transform(), |a, control, b| {
            outlines.pieces.push(control.map_or(Piece::Line(a, b), |control| Piece::Quad(a, control, b)));
        });
        self.image.fill(&outlines, style.color());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use plotters_backend::BackendColor;

    const BLACK: BackendColor = BackendColor { alpha: 1.0, rgb: (0, 0, 0) };

    fn image(width: usize, height: usize) -> Image {
        Image { width, height, rgb: vec![255; width * height * 3], scale: 1.0 }
    }

    fn row(image: &Image, y: usize) -> Vec<u8> {
        (0..image.width).map(|x| image.rgb[(y * image.width + x) * 3]).collect()
    }

    #[test]
    fn a_pixel_is_as_dark_as_it_is_covered() {
        let mut image = image(4, 3);
        let mut outlines = Outlines::default();
        outlines.polygon(&[point(0.5, 1.0), point(3.0, 1.0), point(3.0, 2.0), point(0.5, 2.0)]);
        image.fill(&outlines, BLACK);
        assert_eq!((row(&image, 0), row(&image, 1)), (vec![255; 4], vec![128, 0, 0, 255]));
    }

    #[test]
    fn overlapping_polygons_of_any_direction_do_not_cancel() {
        let mut image = image(3, 1);
        let mut outlines = Outlines::default();
        let square = [point(0.0, 0.0), point(2.0, 0.0), point(2.0, 1.0), point(0.0, 1.0)];
        outlines.polygon(&square);
        outlines.polygon(&[square[3], square[2], square[1], square[0]]);
        image.fill(&outlines, BLACK);
        assert_eq!(row(&image, 0), [0, 0, 255]);
    }

    #[test]
    fn what_lies_outside_is_left_out() {
        let mut image = image(3, 3);
        let mut outlines = Outlines::default();
        outlines.stroke(&[point(-50.0, 1.5), point(50.0, 1.5), point(50.0, -40.0)], 1.0);
        image.fill(&outlines, BLACK);
        assert_eq!((row(&image, 0), row(&image, 1), row(&image, 2)), (vec![255; 3], vec![0; 3], vec![255; 3]));
        let mut far = Outlines::default();
        far.disc(point(900.0, 900.0), 3.0);
        image.fill(&far, BLACK);
        image.fill(&Outlines::default(), BLACK);
    }
}
