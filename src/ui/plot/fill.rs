//! Filled areas whose pattern says how well a value is known.

use egui::{Color32, CornerRadius, Painter, Rect, Shape, Stroke, StrokeKind, pos2};

use crate::chart::{Fill, Pattern};
use crate::ui::theme::Tokens;

/// Paints an area in its pattern.
pub(super) fn area(painter: &Painter, rect: Rect, fill: Fill, tokens: &Tokens) {
    let (color, outline) = (tokens.role(fill.role), tokens.outline(fill.role));
    let corner = CornerRadius::same(2);
    match fill.pattern {
        Pattern::Solid => {
            painter.rect_filled(rect, corner, color);
        }
        Pattern::Light => {
            painter.rect(rect, corner, tokens.tint(fill), Stroke::new(1.5, outline), StrokeKind::Inside);
        }
        Pattern::Hatched => {
            painter.rect_filled(rect, corner, tokens.tint(fill));
            stripes(painter, rect, outline, 7.0, 1.6);
            painter.rect_stroke(rect, corner, Stroke::new(1.5, outline), StrokeKind::Inside);
        }
        Pattern::Hollow => {
            stripes(painter, rect, outline, 14.0, 1.0);
            let edge = rect.shrink(0.75);
            let around =
                [edge.left_top(), edge.right_top(), edge.right_bottom(), edge.left_bottom(), edge.left_top()];
            painter.extend(Shape::dashed_line(&around, Stroke::new(1.5, outline), 5.0, 3.5));
        }
    }
}

/// Diagonal stripes, clipped to the area.
fn stripes(painter: &Painter, rect: Rect, color: Color32, pitch: f32, width: f32) {
    if rect.width() < 1.0 || rect.height() < 1.0 {
        return;
    }
    let inside = painter.with_clip_rect(rect.intersect(painter.clip_rect()));
    let rise = rect.height();
    // Stripes start on a fixed lattice, so that they stand still while a bar grows.
    let mut x = rect.left() - rise;
    while x < rect.right() {
        inside.line_segment([pos2(x, rect.bottom()), pos2(x + rise, rect.top())], Stroke::new(width, color));
        x += pitch;
    }
}
