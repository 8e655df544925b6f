//! What stands between the axes: columns, curves with bands, points, rules, names.

use std::sync::Arc;

use egui::{Color32, Galley, Mesh, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

use super::super::{axis, marker, words};
use super::{GAP, at};
use crate::chart::place::{Area, Labels, Name, Place, spread};
use crate::chart::{Line, Pattern, PlanePlot, PointMark, ResolvedColumn, Rule};
use crate::ui::theme::Tokens;

/// Markers along a curve.
const CURVE_MARKERS: usize = 6;
/// Names of points wider than this are broken into lines.
const WIDEST: f32 = 170.0;

/// A rectangle as the placing of names wants it.
fn area(rect: Rect) -> Area {
    Area::new(rect.left().into(), rect.top().into(), rect.right().into(), rect.bottom().into())
}

fn around(at: Pos2, half: (f32, f32)) -> Area {
    Area::around((at.x.into(), at.y.into()), (f64::from(half.0) * 2.0, f64::from(half.1) * 2.0))
}

/// Draws everything between the axes.
pub(super) fn draw(painter: &Painter, plot: &PlanePlot, frame: Rect, outer: Rect, tokens: &Tokens) {
    columns(painter, &plot.columns, frame, tokens);
    for rule in &plot.x.rules {
        let x = axis::x_at(frame, rule.position);
        let ends = [pos2(x, frame.top() - 3.0), pos2(x, frame.bottom())];
        axis::rule(painter, rule, ends, !plot.columns.is_empty(), tokens);
    }
    let mut taken = Labels::new(area(frame.with_max_x(outer.right())));
    if plot.points.iter().any(|point| point.minor) {
        taken = taken.strict();
    }
    for rule in &plot.x.rules {
        let x = axis::x_at(frame, rule.position);
        taken.block(area(frame.with_min_x(x - 1.5).with_max_x(x + 1.5)));
    }
    // A curve may leave a plot that is zoomed into.
    let inside = painter.with_clip_rect(frame.expand(2.0).intersect(painter.clip_rect()));
    for line in &plot.lines {
        curve(&inside, line, frame, &mut taken, tokens);
    }
    if plot.names_its_lines() {
        names(painter, &plot.lines, (frame, outer), tokens);
    }
    for point in &plot.points {
        let center = at(frame, (point.x, point.y));
        let half = if point.minor { 4.5 } else { 7.0 };
        taken.block(around(center, (half, half)));
        if let Some(whisker) = point.whisker {
            let ends = [at(frame, (point.x, whisker.low)), at(frame, (point.x, whisker.high))];
            taken.block(area(Rect::from_two_pos(ends[0], ends[1]).expand(5.0)));
            marker::interval(painter, ends, 5.0, false, tokens);
        }
    }
    let labels = levels(painter, &plot.y.rules, frame, &mut taken, tokens);
    for point in plot.points.iter().rev() {
        let center = at(frame, (point.x, point.y));
        let radius = if point.minor { 3.5 } else { 5.0 };
        marker::marker(painter, center, radius, point.marker, tokens.outline(point.role), tokens);
    }
    // Over the points, which would cut them to pieces.
    for (place, words, color) in labels {
        label(painter, &place, (words, color), tokens);
    }
    // Emphasized names choose their place first.
    for emphasis in [true, false] {
        for point in plot.points.iter().filter(|point| point.emphasis == emphasis) {
            point_name(painter, point, frame, &mut taken, tokens);
        }
    }
}

/// Columns with a line along their tops, which separates the pale ones from the ground.
fn columns(painter: &Painter, columns: &[ResolvedColumn], frame: Rect, tokens: &Tokens) {
    let Some(first) = columns.first() else { return };
    let mut tops = Vec::with_capacity(columns.len() * 2);
    for column in columns {
        let corner = at(frame, (column.start, column.top));
        let other = at(frame, (column.end, column.top));
        tops.extend([corner, other]);
        let rect = Rect::from_min_max(corner, pos2(other.x, frame.bottom()));
        let solid = column.fill.pattern == Pattern::Solid;
        let color = if solid { tokens.role(column.fill.role) } else { tokens.tint(column.fill) };
        painter.rect_filled(rect, 0, color);
        if rect.width() > 7.0 {
            let edge = Stroke::new(1.0, tokens.background);
            painter.line_segment([rect.left_top(), rect.left_bottom()], edge);
        }
    }
    painter.add(Shape::line(tops, Stroke::new(1.5, tokens.outline(first.fill.role))));
}

/// A curve with its band and its markers.
fn curve(painter: &Painter, line: &Line, frame: Rect, taken: &mut Labels, tokens: &Tokens) {
    let color = tokens.outline(line.role);
    band(painter, line, frame, tokens.veil(line.role));
    let points: Vec<Pos2> = line.points.iter().map(|point| at(frame, *point)).collect();
    for pair in points.windows(2) {
        if let [from, to] = pair {
            taken.block_segment((from.x.into(), from.y.into()), (to.x.into(), to.y.into()));
        }
    }
    let stroke = Stroke::new(2.0, color);
    if line.dashed {
        painter.extend(Shape::dashed_line(&points, stroke, 7.0, 4.5));
    } else {
        painter.add(Shape::line(points.clone(), stroke));
    }
    if let Some(shape) = line.marker {
        let stride = points.len().div_ceil(CURVE_MARKERS).max(1);
        for point in points.iter().rev().step_by(stride) {
            marker::marker(painter, *point, 3.5, shape, color, tokens);
        }
    }
}

fn band(painter: &Painter, line: &Line, frame: Rect, color: Color32) {
    let mut mesh = Mesh::default();
    for (x, low, high) in &line.band {
        mesh.colored_vertex(at(frame, (*x, *low)), color);
        mesh.colored_vertex(at(frame, (*x, *high)), color);
    }
    for step in 0..(line.band.len() as u32).saturating_sub(1) {
        let first = step * 2;
        mesh.add_triangle(first, first + 1, first + 2);
        mesh.add_triangle(first + 1, first + 2, first + 3);
    }
    painter.add(mesh);
}

/// Names at the right ends of curves, moved apart where ends lie close together.
fn names(painter: &Painter, lines: &[Line], (frame, outer): (Rect, Rect), tokens: &Tokens) {
    let mut ends: Vec<(Pos2, &Line)> =
        lines.iter().filter_map(|line| Some((at(frame, *line.points.last()?), line))).collect();
    ends.retain(|(end, _)| frame.expand(2.0).contains(*end));
    ends.sort_by(|a, b| a.0.y.total_cmp(&b.0.y));
    let wanted: Vec<f64> = ends.iter().map(|(end, _)| f64::from(end.y)).collect();
    let leading = 17.0;
    let range = (f64::from(frame.top()) + leading / 2.0, f64::from(frame.bottom()) - leading / 2.0);
    for ((end, line), y) in ends.into_iter().zip(spread(&wanted, leading, range)) {
        let y = y as f32;
        if (y - end.y).abs() > 3.0 {
            let thin = Stroke::new(1.0, tokens.outline(line.role));
            painter.line_segment([end, pos2(end.x + GAP - 3.0, y)], thin);
        }
        let left = end.x + GAP;
        let words = words::cut(painter, &line.name, words::small_bold(), tokens.text, outer.right() - left);
        painter.galley(pos2(left, y - words.size().y / 2.0), words, tokens.text);
    }
}

/// Rules from side to side; returns their names with places beside them, where they cover least.
fn levels(
    painter: &Painter,
    rules: &[Rule],
    frame: Rect,
    taken: &mut Labels,
    tokens: &Tokens,
) -> Vec<(Place, Arc<Galley>, Color32)> {
    for rule in rules {
        let y = axis::y_at(frame, rule.position);
        let ends = [pos2(frame.left(), y), pos2(frame.right(), y)];
        axis::rule(painter, rule, ends, false, tokens);
        taken.block(area(Rect::from_two_pos(ends[0], ends[1]).expand2(vec2(0.0, 1.0))));
    }
    let named = rules.iter().filter_map(|rule| {
        let color = axis::rule_color(rule, tokens);
        let words = words::cut(painter, &rule.label, words::small_bold(), color, frame.width() - 12.0);
        let range = (f64::from(frame.left()) + 6.0, f64::from(frame.right()) - 6.0);
        let size = (words.size().x.into(), words.size().y.into());
        let place = taken.along(axis::y_at(frame, rule.position).into(), range, size)?;
        Some((place, words, color))
    });
    named.collect()
}

/// The name beside a point, where it covers least.
fn point_name(painter: &Painter, point: &PointMark, frame: Rect, taken: &mut Labels, tokens: &Tokens) {
    if point.label.is_empty() {
        return;
    }
    let (font, color) =
        if point.emphasis { (words::small_bold(), tokens.text) } else { (words::small(), tokens.muted) };
    let words = words::wrapped(painter, &point.label, font, color, (WIDEST, 3));
    let center = at(frame, (point.x, point.y));
    let name = Name {
        at: (center.x.into(), center.y.into()),
        size: (words.size().x.into(), words.size().y.into()),
        gap: (10.0, 8.0),
        must: point.emphasis,
    };
    if let Some(place) = taken.place(&name) {
        if place.far {
            let (x, y) = name.at;
            let end = pos2(
                x.clamp(place.area.left, place.area.right) as f32,
                y.clamp(place.area.top, place.area.bottom) as f32,
            );
            painter.line_segment([center, end], Stroke::new(1.0, tokens.text));
        }
        label(painter, &place, (words, color), tokens);
    }
}

/// Words at their place, on a ground of their own if something else lies there.
fn label(painter: &Painter, place: &Place, (words, color): (Arc<Galley>, Color32), tokens: &Tokens) {
    let corner = pos2(place.area.left as f32, place.area.top as f32);
    if place.covers {
        let ground = Rect::from_min_size(corner, words.size()).expand2(vec2(3.0, 0.0));
        painter.rect_filled(ground, 2, tokens.background);
    }
    painter.galley(corner, words, color);
}
