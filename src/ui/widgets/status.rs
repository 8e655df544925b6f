//! How well a value is known: a mark of its own shape, and a word.

use egui::{Painter, Pos2, Response, Sense, Shape, Stroke, Ui, Vec2, pos2};

use crate::catalog::Status;
use crate::ui::theme::Tokens;

/// The word for a status.
#[must_use]
pub(crate) const fn status_word(status: Status) -> &'static str {
    match status {
        Status::Reported => "reported",
        Status::Derived => "derived",
        Status::Estimated => "estimated",
        Status::Speculative => "speculative",
        Status::Yours => "your value",
    }
}

/// A small mark: filled circle for reported, square for derived, open diamond for estimated, open triangle for
/// speculative, filled diamond in the accent for the user's own.
pub(crate) fn status_mark(ui: &mut Ui, status: Status) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::new(10.0, 14.0), Sense::hover());
    paint(ui.painter(), rect.center(), status, &Tokens::of(ui));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, status_word(status)));
    response
}

fn paint(painter: &Painter, center: Pos2, status: Status, tokens: &Tokens) {
    let radius = 3.6;
    let ink = if status == Status::Yours { tokens.accent } else { tokens.muted };
    let stroke = Stroke::new(1.4, ink);
    let around = |points: &[(f32, f32)]| {
        points.iter().map(|(x, y)| pos2(center.x + x * radius, center.y + y * radius)).collect::<Vec<_>>()
    };
    let diamond = [(0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)];
    let shape = match status {
        Status::Reported => Shape::circle_filled(center, radius, ink),
        Status::Derived => Shape::convex_polygon(
            around(&[(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)]),
            ink,
            Stroke::NONE,
        ),
        Status::Estimated => Shape::closed_line(around(&diamond), stroke),
        Status::Speculative => Shape::closed_line(around(&[(0.0, -1.1), (1.1, 0.9), (-1.1, 0.9)]), stroke),
        Status::Yours => Shape::convex_polygon(around(&diamond), ink, Stroke::NONE),
    };
    painter.add(shape);
}
