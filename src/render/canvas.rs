//! Drawing in layout units with color roles: a thin face over a plotters drawing area.

use super::geometry::{clipped_stripe, dashes};
use super::options::{Background, ExportOptions, Frame, RenderError};
use super::raster::SUB;
use super::text::{self, Weight};
pub(super) use crate::chart::place::Area;
use crate::chart::{ColorRole, Fill, Marker, Pattern};
use crate::palette::{self, Rgb, Theme};
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontDesc, FontFamily, FontStyle, RGBAColor, ShapeStyle, TextStyle};
use plotters_backend::DrawingBackend;

/// Result of drawing something.
pub(super) type Drawn = Result<(), RenderError>;

/// Size, weight and color of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Type {
    pub(super) size: f64,
    pub(super) weight: Weight,
    pub(super) role: ColorRole,
}

impl Type {
    pub(super) fn regular(size: f64, role: ColorRole) -> Self {
        Self { size, weight: Weight::Regular, role }
    }

    pub(super) fn bold(size: f64, role: ColorRole) -> Self {
        Self { size, weight: Weight::SemiBold, role }
    }

    pub(super) fn width(&self, text: &str) -> f64 {
        text::width(text, self.size, self.weight)
    }
}

/// Which point of a text stands at the given place.
#[derive(Clone, Copy, Debug)]
pub(super) enum Anchor {
    /// Start of the baseline.
    Base,
    /// Left, centered on the height of capitals.
    Left,
    /// Right, centered on the height of capitals.
    Right,
    /// Center, both ways.
    Center,
    /// Horizontal center, top of capitals.
    Top,
}

impl Anchor {
    fn pos(self) -> Pos {
        match self {
            Self::Base => Pos::new(HPos::Left, VPos::Bottom),
            Self::Left => Pos::new(HPos::Left, VPos::Center),
            Self::Right => Pos::new(HPos::Right, VPos::Center),
            Self::Center => Pos::new(HPos::Center, VPos::Center),
            Self::Top => Pos::new(HPos::Center, VPos::Top),
        }
    }
}

/// The surface of one picture.
pub(super) struct Canvas<'a, DB: DrawingBackend> {
    area: &'a DrawingArea<DB, Shift>,
    /// Pixels per layout unit.
    scale: f64,
    size: (f64, f64),
    theme: Theme,
    opaque: bool,
}

impl<'a, DB: DrawingBackend> Canvas<'a, DB> {
    pub(super) fn new(area: &'a DrawingArea<DB, Shift>, frame: &Frame, options: &ExportOptions) -> Self {
        Self {
            area,
            scale: frame.scale,
            size: frame.units(),
            theme: options.theme,
            opaque: options.background == Background::Opaque,
        }
    }

    /// Width and height in layout units.
    pub(super) fn size(&self) -> (f64, f64) {
        self.size
    }

    pub(super) fn opaque(&self) -> bool {
        self.opaque
    }

    pub(super) fn color(&self, role: ColorRole) -> Rgb {
        palette::color(role, self.theme)
    }

    pub(super) fn outline(&self, role: ColorRole) -> Rgb {
        palette::outline(role, self.theme)
    }

    pub(super) fn tint(&self, role: ColorRole) -> Rgb {
        palette::tint(role, self.theme)
    }

    /// The nearest place on a pixel boundary.
    pub(super) fn snap(&self, value: f64) -> f64 {
        (value * self.scale).round() / self.scale
    }

    /// The nearest whole number of pixels, at least one.
    fn hairline(&self, width: f64) -> f64 {
        (width * self.scale).round().max(1.0) / self.scale
    }

    fn lattice(&self, value: f64) -> i32 {
        (value * self.scale * SUB).round() as i32
    }

    fn point(&self, (x, y): (f64, f64)) -> (i32, i32) {
        (self.lattice(x), self.lattice(y))
    }

    fn points(&self, points: &[(f64, f64)]) -> Vec<(i32, i32)> {
        points.iter().map(|point| self.point(*point)).collect()
    }

    fn filled([r, g, b]: Rgb, alpha: f64) -> ShapeStyle {
        ShapeStyle { color: RGBAColor(r, g, b, alpha), filled: true, stroke_width: 0 }
    }

    fn stroked(&self, [r, g, b]: Rgb, width: f64) -> ShapeStyle {
        let stroke_width = self.lattice(width).max(1).unsigned_abs();
        ShapeStyle { color: RGBAColor(r, g, b, 1.0), filled: false, stroke_width }
    }

    /// Fills a rectangle with edges on whole pixels.
    pub(super) fn rect(&self, area: Area, color: Rgb) -> Drawn {
        let corners = [(area.left, area.top), (area.right, area.bottom)];
        let corners = corners.map(|(x, y)| self.point((self.snap(x), self.snap(y))));
        self.area.draw(&Rectangle::new(corners, Self::filled(color, 1.0))).map_err(failed)
    }

    /// A horizontal or vertical line of whole pixels, centered on its place.
    pub(super) fn rule(&self, from: (f64, f64), to: (f64, f64), width: f64, color: Rgb) -> Drawn {
        let width = self.hairline(width);
        if from.0 == to.0 {
            let left = self.snap(from.0 - width / 2.0);
            self.rect(Area::new(left, from.1.min(to.1), left + width, from.1.max(to.1)), color)
        } else {
            let top = self.snap(from.1 - width / 2.0);
            self.rect(Area::new(from.0.min(to.0), top, from.0.max(to.0), top + width), color)
        }
    }

    /// A dashed horizontal or vertical line.
    pub(super) fn dashed_rule(&self, from: (f64, f64), to: (f64, f64), width: f64, color: Rgb) -> Drawn {
        let length = (to.0 - from.0).abs().max((to.1 - from.1).abs());
        let (dash, gap) = (7.0, 5.0);
        let step = |at: f64| {
            let share = if length > 0.0 { (at / length).min(1.0) } else { 0.0 };
            (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share)
        };
        let mut at = 0.0;
        while at < length {
            self.rule(step(at), step(at + dash), width, color)?;
            at += dash + gap;
        }
        Ok(())
    }

    pub(super) fn polygon(&self, corners: &[(f64, f64)], color: Rgb, alpha: f64) -> Drawn {
        self.area.draw(&Polygon::new(self.points(corners), Self::filled(color, alpha))).map_err(failed)
    }

    pub(super) fn line(&self, points: &[(f64, f64)], width: f64, color: Rgb) -> Drawn {
        self.area.draw(&PathElement::new(self.points(points), self.stroked(color, width))).map_err(failed)
    }

    /// A line in dashes that follow its length around corners.
    pub(super) fn dashed_line(&self, points: &[(f64, f64)], width: f64, color: Rgb) -> Drawn {
        for piece in dashes(points, 10.0, 6.0) {
            self.line(&piece, width, color)?;
        }
        Ok(())
    }

    pub(super) fn disc(&self, center: (f64, f64), radius: f64, color: Rgb) -> Drawn {
        let radius = self.lattice(radius).unsigned_abs();
        self.area.draw(&Circle::new(self.point(center), radius, Self::filled(color, 1.0))).map_err(failed)
    }

    /// A rectangle with round corners.
    pub(super) fn pill(&self, area: Area, radius: f64, color: Rgb) -> Drawn {
        let radius = radius.min(area.height() / 2.0).min(area.width() / 2.0);
        let centers = [
            (area.right - radius, area.top + radius, -90.0),
            (area.right - radius, area.bottom - radius, 0.0),
            (area.left + radius, area.bottom - radius, 90.0),
            (area.left + radius, area.top + radius, 180.0),
        ];
        let corner = |(x, y, from): (f64, f64, f64)| {
            (0..=8).map(move |step| {
                let angle = (from + 90.0 * f64::from(step) / 8.0).to_radians();
                (x + radius * libm::cos(angle), y + radius * libm::sin(angle))
            })
        };
        let corners: Vec<(f64, f64)> = centers.into_iter().flat_map(corner).collect();
        self.polygon(&corners, color, 1.0)
    }

    pub(super) fn text(&self, text: &str, at: (f64, f64), anchor: Anchor, look: Type) -> Drawn {
        self.text_in(text, at, anchor, look, self.color(look.role))
    }

    /// A text in a color that no role stands for (on a fill).
    pub(super) fn text_in(
        &self,
        text: &str,
        at: (f64, f64),
        anchor: Anchor,
        look: Type,
        color: Rgb,
    ) -> Drawn {
        if text.is_empty() {
            return Ok(());
        }
        let style = match look.weight {
            Weight::Regular => FontStyle::Normal,
            Weight::SemiBold => FontStyle::Bold,
        };
        let [r, g, b] = color;
        let font = FontDesc::new(FontFamily::Name("Inter"), look.size * self.scale * SUB, style);
        let color = RGBAColor(r, g, b, 1.0);
        let style = TextStyle::from(font).color(&color).pos(anchor.pos());
        self.area.draw(&Text::new(text, self.point(at), style)).map_err(failed)
    }

    /// A bar, segment or sample in its pattern.
    pub(super) fn fill(&self, area: Area, fill: Fill) -> Drawn {
        let area = Area::new(
            self.snap(area.left),
            self.snap(area.top),
            self.snap(area.right),
            self.snap(area.bottom),
        );
        // A bar thinner than a pixel would vanish.
        let area = Area { right: area.right.max(area.left + self.hairline(1.0)), ..area };
        let (full, edge, pale) = (self.color(fill.role), self.outline(fill.role), self.tint(fill.role));
        match fill.pattern {
            Pattern::Solid => {
                self.rect(area, full)?;
                if edge == full { Ok(()) } else { self.frame(area, 1.5, edge) }
            }
            Pattern::Light => {
                self.rect(area, pale)?;
                self.frame(area, 2.0, edge)
            }
            Pattern::Hatched => {
                self.rect(area, pale)?;
                self.stripes(area, (11.0, 4.0), full)?;
                self.frame(area, 2.0, edge)
            }
            Pattern::Hollow => {
                self.stripes(area, (22.0, 1.5), edge)?;
                self.dashed_frame(area, 2.0, edge)
            }
        }
    }

    /// An outline inside the edges.
    pub(super) fn frame(&self, area: Area, width: f64, color: Rgb) -> Drawn {
        let width = self.hairline(width).min(area.width()).min(area.height());
        self.rect(Area { bottom: area.top + width, ..area }, color)?;
        self.rect(Area { top: area.bottom - width, ..area }, color)?;
        self.rect(Area { right: area.left + width, ..area }, color)?;
        self.rect(Area { left: area.right - width, ..area }, color)
    }

    fn dashed_frame(&self, area: Area, width: f64, color: Rgb) -> Drawn {
        let half = self.hairline(width) / 2.0;
        let (left, right) = (area.left + half, area.right - half);
        let (top, bottom) = (area.top + half, area.bottom - half);
        self.dashed_rule((area.left, top), (area.right, top), width, color)?;
        self.dashed_rule((area.left, bottom), (area.right, bottom), width, color)?;
        self.dashed_rule((left, area.top), (left, area.bottom), width, color)?;
        self.dashed_rule((right, area.top), (right, area.bottom), width, color)
    }

    /// Diagonal stripes clipped to a rectangle: distance from stripe to stripe, thickness.
    fn stripes(&self, area: Area, (period, thickness): (f64, f64), color: Rgb) -> Drawn {
        // On the slope, a stripe's horizontal extent is its thickness times the square root of two.
        // Whole pixels make every stripe alike, which looks calmer and compresses well.
        let extent = self.hairline(thickness * std::f64::consts::SQRT_2);
        let period = self.hairline(period * std::f64::consts::SQRT_2);
        let mut start = self.snap(area.left - area.height());
        while start < area.right {
            let corners = clipped_stripe(area, start, extent);
            if corners.len() > 2 {
                self.polygon(&corners, color, 1.0)?;
            }
            start += period;
        }
        Ok(())
    }

    /// A marker; its shape says how well the value is known.
    pub(super) fn marker(&self, (x, y): (f64, f64), radius: f64, shape: Marker, color: Rgb) -> Drawn {
        let ground = self.color(ColorRole::Background);
        let ring = radius * 0.42;
        match shape {
            Marker::Circle => {
                self.disc((x, y), radius + 1.5, ground)?;
                self.disc((x, y), radius, color)
            }
            Marker::Square => {
                let square = |r: f64| [(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)];
                self.polygon(&square(radius * 0.9 + 1.5), ground, 1.0)?;
                self.polygon(&square(radius * 0.9), color, 1.0)
            }
            Marker::OpenDiamond => {
                let diamond = |r: f64| [(x, y - r), (x + r, y), (x, y + r), (x - r, y)];
                let outer = radius * 1.3;
                self.polygon(&diamond(outer + 2.0), ground, 1.0)?;
                self.polygon(&diamond(outer), color, 1.0)?;
                self.polygon(&diamond(outer - ring * 1.3), ground, 1.0)
            }
            Marker::OpenTriangle => {
                let triangle =
                    |r: f64| [(x, y - r), (x + r * 0.9, y + r * 0.62), (x - r * 0.9, y + r * 0.62)];
                let outer = radius * 1.35;
                self.polygon(&triangle(outer + 2.5), ground, 1.0)?;
                self.polygon(&triangle(outer), color, 1.0)?;
                self.polygon(&triangle(outer - ring * 1.9), ground, 1.0)
            }
        }
    }
}

/// Drawing on our own surfaces cannot fail; the message is for whoever breaks that.
#[allow(clippy::needless_pass_by_value, reason = "the shape that map_err asks for")]
fn failed<E: std::error::Error + Send + Sync>(
    error: plotters::drawing::DrawingAreaErrorKind<E>,
) -> RenderError {
    RenderError::Failed(error.to_string())
}
