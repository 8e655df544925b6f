//! A plotters backend that writes SVG: same lattice, same text measures as the pixels.

use super::options::{ExportOptions, Frame};
use super::raster::{SUB, anchor_offset, weight_of};
use super::text::{self, Weight};
use crate::chart::ResolvedChart;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontTransform,
};
use std::convert::Infallible;
use std::fmt::Write;

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// An SVG in the making.
pub(super) struct Document {
    size: (u32, u32),
    text: String,
}

impl Document {
    pub(super) fn new(frame: &Frame, chart: &ResolvedChart, options: &ExportOptions) -> Self {
        let (width, height) = (frame.width, frame.height);
        let mut text = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"title desc\" \
             font-family=\"Inter, 'Helvetica Neue', Arial, sans-serif\" font-feature-settings=\"'tnum'\">\n"
        );
        text.push_str(&format!("<title id=\"title\">{}</title>\n", escaped(&chart.title)));
        text.push_str(&format!("<desc id=\"desc\">{}</desc>\n", escaped(&chart.text_alternative)));
        if !options.metadata.is_empty() {
            text.push_str("<metadata>");
            for (keyword, value) in &options.metadata {
                text.push_str(&format!("{}: {}\n", escaped(keyword), escaped(value)));
            }
            text.push_str("</metadata>\n");
        }
        Self { size: (width, height), text }
    }

    pub(super) fn finish(mut self) -> String {
        self.text.push_str("</svg>\n");
        self.text
    }

    fn push(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        let _ = self.text.write_fmt(element);
        self.text.push('\n');
    }
}

/// The backend.
pub(super) struct Vector<'a> {
    document: &'a mut Document,
}

impl<'a> Vector<'a> {
    pub(super) fn new(document: &'a mut Document) -> Self {
        Self { document }
    }
}

fn escaped(text: &str) -> String {
    // Control characters are not allowed in XML at all.
    let clean = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t'));
    clean.fold(String::with_capacity(text.len()), |mut out, c| {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
        out
    })
}

fn hex([r, g, b]: [u8; 3]) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// A length in pixels, as short as it can be.
fn px(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn at(lattice: i32) -> String {
    px(f64::from(lattice) / SUB)
}

/// The attributes of a color, for `fill` or `stroke`.
fn ink(property: &str, color: BackendColor) -> String {
    let (r, g, b) = color.rgb;
    let mut text = format!("{property}=\"{}\"", hex([r, g, b]));
    if color.alpha < 1.0 {
        text.push_str(&format!(" {property}-opacity=\"{}\"", px(color.alpha)));
    }
    text
}

fn stroke<S: BackendStyle>(style: &S) -> String {
    format!(
        "fill=\"none\" {} stroke-width=\"{}\"",
        ink("stroke", style.color()),
        at(style.stroke_width() as i32)
    )
}

fn point_list(points: impl IntoIterator<Item = BackendCoord>) -> String {
    let pairs: Vec<String> = points.into_iter().map(|(x, y)| format!("{},{}", at(x), at(y))).collect();
    pairs.join(" ")
}

impl DrawingBackend for Vector<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        let (width, height) = self.document.size;
        (width * SUB as u32, height * SUB as u32)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Drawn {
        let fill = ink("fill", color);
        self.document.push(format_args!(
            "<rect x=\"{}\" y=\"{}\" width=\"1\" height=\"1\" {fill}/>",
            at(x),
            at(y)
        ));
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
        let (x, y) = (a.0.min(b.0), a.1.min(b.1));
        let (width, height) = ((a.0 - b.0).abs(), (a.1 - b.1).abs());
        if fill && (width == 0 || height == 0) {
            return Ok(());
        }
        let look = if fill { ink("fill", style.color()) } else { stroke(style) };
        self.document.push(format_args!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" {look}/>",
            at(x),
            at(y),
            at(width),
            at(height)
        ));
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let points = point_list(path);
        self.document.push(format_args!(
            "<polyline points=\"{points}\" {} stroke-linejoin=\"round\"/>",
            stroke(style)
        ));
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let look = if fill { ink("fill", style.color()) } else { stroke(style) };
        let (x, y, r) = (at(center.0), at(center.1), at(radius as i32));
        self.document.push(format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\" {look}/>"));
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        let (points, fill) = (point_list(corners), ink("fill", style.color()));
        self.document.push(format_args!("<polygon points=\"{points}\" {fill}/>"));
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, (x, y): BackendCoord) -> Drawn {
        let size = style.size() / SUB;
        let (dx, dy) = anchor_offset(text, size, style);
        let (x, y) = (f64::from(x) / SUB, f64::from(y) / SUB);
        let weight = weight_of(style.style());
        let bold = if weight == Weight::SemiBold { " font-weight=\"600\"" } else { "" };
        let place = match style.transform() {
            FontTransform::None => format!("x=\"{}\" y=\"{}\"", px(x + dx), px(y + dy)),
            turn => {
                let degrees = match turn {
                    FontTransform::Rotate90 => 90,
                    FontTransform::Rotate180 => 180,
                    _ => -90,
                };
                let (x, y) = (px(x), px(y));
                let (dx, dy) = (px(dx), px(dy));
                format!("x=\"{dx}\" y=\"{dy}\" transform=\"translate({x} {y}) rotate({degrees})\"")
            }
        };
        // A viewer without the font keeps the measured width, so that nothing is cut off or overlaps.
        let length = px(text::width(text, size, weight));
        let (fill, words) = (ink("fill", style.color()), escaped(text));
        self.document.push(format_args!(
            "<text {place} font-size=\"{}\"{bold} {fill} textLength=\"{length}\" \
             lengthAdjust=\"spacingAndGlyphs\">{words}</text>",
            px(size)
        ));
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
