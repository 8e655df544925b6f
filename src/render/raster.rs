//! A plotters backend that draws antialiased onto a tiny-skia surface, with its own text layout.
//!
//! Coordinates arrive in a lattice of [`SUB`] steps per pixel, because plotters knows only whole numbers.

use super::options::RenderError;
use super::text::{self, Weight};
use plotters::style::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
    FontTransform,
};
use std::convert::Infallible;
use tiny_skia::{
    Color, FillRule, LineCap, LineJoin, Paint, PathBuilder, Pixmap, PremultipliedColorU8, Rect, Stroke,
    Transform,
};

/// Lattice steps per pixel.
pub(super) const SUB: f64 = 16.0;

/// Steps of text coverage. Sixteen look like 256 at these sizes and keep pictures within one palette.
const COVERAGE_STEPS: f32 = 8.0;

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// An empty, transparent surface.
pub(super) fn surface(width: u32, height: u32) -> Result<Pixmap, RenderError> {
    Pixmap::new(width, height)
        .ok_or_else(|| RenderError::Failed(format!("no memory for {width} × {height} pixels")))
}

/// The backend.
pub(super) struct Raster<'a> {
    pixels: &'a mut Pixmap,
}

impl<'a> Raster<'a> {
    pub(super) fn new(pixels: &'a mut Pixmap) -> Self {
        Self { pixels }
    }

    fn fill(&mut self, builder: PathBuilder, color: BackendColor) {
        if let Some(path) = builder.finish() {
            self.pixels.fill_path(&path, &paint(color), FillRule::Winding, Transform::identity(), None);
        }
    }

    fn stroke(&mut self, builder: PathBuilder, color: BackendColor, width: f32) {
        let stroke =
            Stroke { width, line_cap: LineCap::Butt, line_join: LineJoin::Round, ..Stroke::default() };
        if let Some(path) = builder.finish() {
            self.pixels.stroke_path(&path, &paint(color), &stroke, Transform::identity(), None);
        }
    }

    fn cover(&mut self, x: i32, y: i32, color: BackendColor, coverage: f32) {
        let steps = (coverage.clamp(0.0, 1.0) * COVERAGE_STEPS).round();
        if steps == 0.0 || x < 0 || y < 0 {
            return;
        }
        let (x, y) = (x as usize, y as usize);
        let width = self.pixels.width() as usize;
        if x >= width {
            return;
        }
        if let Some(pixel) = self.pixels.pixels_mut().get_mut(y * width + x) {
            *pixel = blend(*pixel, color, steps / COVERAGE_STEPS * color.alpha as f32);
        }
    }
}

fn paint(color: BackendColor) -> Paint<'static> {
    let (r, g, b) = color.rgb;
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color(Color::from_rgba8(r, g, b, (color.alpha.clamp(0.0, 1.0) * 255.0).round() as u8));
    paint
}

/// Source over destination, premultiplied.
fn blend(below: PremultipliedColorU8, color: BackendColor, alpha: f32) -> PremultipliedColorU8 {
    let over = |source: u8, below: u8| {
        (f32::from(source) * alpha + f32::from(below) * (1.0 - alpha)).round().clamp(0.0, 255.0) as u8
    };
    let (r, g, b) = color.rgb;
    let a = over(255, below.alpha());
    let channel = |source: u8, below: u8| over(source, below).min(a);
    PremultipliedColorU8::from_rgba(
        channel(r, below.red()),
        channel(g, below.green()),
        channel(b, below.blue()),
        a,
    )
    .unwrap_or(below)
}

fn px(lattice: i32) -> f32 {
    (f64::from(lattice) / SUB) as f32
}

fn polyline(points: impl IntoIterator<Item = BackendCoord>) -> PathBuilder {
    let mut path = PathBuilder::new();
    for (index, (x, y)) in points.into_iter().enumerate() {
        if index == 0 {
            path.move_to(px(x), px(y));
        } else {
            path.line_to(px(x), px(y));
        }
    }
    path
}

impl DrawingBackend for Raster<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (self.pixels.width() * SUB as u32, self.pixels.height() * SUB as u32)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Drawn {
        self.cover((f64::from(x) / SUB) as i32, (f64::from(y) / SUB) as i32, color, 1.0);
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        a: BackendCoord,
        b: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let (left, right) = (px(a.0.min(b.0)), px(a.0.max(b.0)));
        let (top, bottom) = (px(a.1.min(b.1)), px(a.1.max(b.1)));
        let Some(rect) = Rect::from_ltrb(left, top, right, bottom) else { return Ok(()) };
        if fill {
            let mut paint = paint(style.color());
            // Whole pixels need no antialiasing, and a large area is much faster without.
            paint.anti_alias = [left, top, right, bottom].iter().any(|edge| edge.fract() != 0.0);
            self.pixels.fill_rect(rect, &paint, Transform::identity(), None);
        } else {
            let mut path = PathBuilder::new();
            path.push_rect(rect);
            self.stroke(path, style.color(), px(style.stroke_width() as i32));
        }
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.stroke(polyline(path), style.color(), px(style.stroke_width() as i32));
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let mut path = PathBuilder::new();
        path.push_circle(px(center.0), px(center.1), px(radius as i32));
        if fill {
            self.fill(path, style.color());
        } else {
            self.stroke(path, style.color(), px(style.stroke_width() as i32));
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        let mut path = polyline(corners);
        path.close();
        self.fill(path, style.color());
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, (x, y): BackendCoord) -> Drawn {
        let weight = weight_of(style.style());
        let Some(face) = text::face(weight) else { return Ok(()) };
        let size = style.size() / SUB;
        let (dx, dy) = anchor_offset(text, size, style);
        let color = style.color();
        let (left, base) = (f64::from(x) / SUB, f64::from(y) / SUB);
        match style.transform() {
            FontTransform::None => {
                // Baselines on whole pixels keep letters crisp.
                let origin = ((left + dx) as f32, (base + dy).round() as f32);
                face.coverage(text, size as f32, origin, |px, py, c| self.cover(px, py, color, c));
            }
            turn => {
                let (cx, cy) = (left.round() as i32, base.round() as i32);
                face.coverage(text, size as f32, (dx as f32, dy.round() as f32), |px, py, c| {
                    // Pixel centers turn, not corners.
                    let (tx, ty) = match turn {
                        FontTransform::Rotate90 => (-py - 1, px),
                        FontTransform::Rotate180 => (-px - 1, -py - 1),
                        _ => (py, -px - 1),
                    };
                    self.cover(cx + tx, cy + ty, color, c);
                });
            }
        }
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let width = text::width(text, style.size(), weight_of(style.style()));
        Ok((width.ceil() as u32, style.size().ceil() as u32))
    }
}

/// Bold is the semi-bold face; the font has no other.
pub(super) fn weight_of(style: FontStyle) -> Weight {
    match style {
        FontStyle::Bold => Weight::SemiBold,
        _ => Weight::Regular,
    }
}

/// From the anchor to the start of the baseline. Vertically, the center is that of capitals and figures, the top is
/// their top, and the bottom is the baseline: what the eye aligns.
pub(super) fn anchor_offset<T: BackendTextStyle>(text: &str, size: f64, style: &T) -> (f64, f64) {
    let weight = weight_of(style.style());
    let width = text::width(text, size, weight);
    let cap = text::face(weight).map_or(0.727, |face| f64::from(face.cap_height())) * size;
    let anchor = style.anchor();
    let dx = match anchor.h_pos {
        HPos::Left => 0.0,
        HPos::Center => -width / 2.0,
        HPos::Right => -width,
    };
    let dy = match anchor.v_pos {
        VPos::Top => cap,
        VPos::Center => cap / 2.0,
        VPos::Bottom => 0.0,
    };
    (dx, dy)
}
