//! Markers, whose shape says how well a value is known, and intervals.

use egui::{Color32, Painter, Pos2, Shape, Stroke, pos2, vec2};

use crate::chart::Marker;
use crate::ui::theme::Tokens;

/// Paints a marker with a ring in the background color around it.
pub(super) fn marker(
    painter: &Painter,
    at: Pos2,
    radius: f32,
    shape: Marker,
    color: Color32,
    tokens: &Tokens,
) {
    let ground = tokens.background;
    match shape {
        Marker::Circle => {
            painter.circle_filled(at, radius + 1.0, ground);
            painter.circle_filled(at, radius, color);
        }
        Marker::Square => {
            let square = |r: f32| {
                [vec2(-r, -r), vec2(r, -r), vec2(r, r), vec2(-r, r)].map(|corner| at + corner).to_vec()
            };
            polygon(painter, square(radius * 0.9 + 1.0), ground);
            polygon(painter, square(radius * 0.9), color);
        }
        Marker::OpenDiamond => {
            let r = radius * 1.25;
            let corners = [vec2(0.0, -r), vec2(r, 0.0), vec2(0.0, r), vec2(-r, 0.0)];
            open(painter, corners.map(|corner| at + corner).to_vec(), (radius, color), ground);
        }
        Marker::OpenTriangle => {
            let r = radius * 1.35;
            let corners = [vec2(0.0, -r), vec2(r * 0.9, r * 0.62), vec2(-r * 0.9, r * 0.62)];
            open(painter, corners.map(|corner| at + corner).to_vec(), (radius, color), ground);
        }
    }
}

fn polygon(painter: &Painter, corners: Vec<Pos2>, color: Color32) {
    painter.add(Shape::convex_polygon(corners, color, Stroke::NONE));
}

fn open(painter: &Painter, corners: Vec<Pos2>, (radius, color): (f32, Color32), ground: Color32) {
    painter.add(Shape::convex_polygon(corners, ground, Stroke::new(radius * 0.4, color)));
}

/// An interval with caps; `across` if it lies, else it stands. A halo keeps it visible on a dark bar.
pub(super) fn interval(painter: &Painter, ends: [Pos2; 2], cap: f32, across: bool, tokens: &Tokens) {
    for (color, thick) in [(tokens.background, 4.0), (tokens.text, 1.5)] {
        let stroke = Stroke::new(thick, color);
        painter.line_segment(ends, stroke);
        for end in ends {
            let (dx, dy) = if across { (0.0, cap) } else { (cap, 0.0) };
            painter.line_segment([pos2(end.x - dx, end.y - dy), pos2(end.x + dx, end.y + dy)], stroke);
        }
    }
}
