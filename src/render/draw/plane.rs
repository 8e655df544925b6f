//! Draws scatter and line charts.

use super::super::canvas::{Anchor, Area, Canvas, Drawn, Type};
use super::super::text;
use super::axis::{self, RuleLabels};
use super::labels;
use crate::chart::place::{self, Labels};
use crate::chart::{ColorRole, Line, Pattern, PlanePlot, PointMark, ResolvedAxis, ResolvedColumn, Rule};
use plotters_backend::DrawingBackend;

/// Markers along a curve.
const CURVE_MARKERS: usize = 6;

pub(super) fn draw<DB: DrawingBackend>(canvas: &Canvas<'_, DB>, plot: &PlanePlot, area: Area) -> Drawn {
    let frame = frame(plot, area);
    let rules: Vec<&Rule> = plot.x.rules.iter().collect();
    let labels = RuleLabels::new(&rules, (frame.left, frame.width()), (area.left, area.right));
    let frame = Area { top: frame.top + labels.height, ..frame };
    axis::horizontal(canvas, &plot.x, frame, (area.left, area.right))?;
    vertical(canvas, &plot.y, frame, area)?;
    labels.draw(canvas, frame.top)?;
    columns(canvas, &plot.columns, frame)?;
    for rule in &plot.x.rules {
        axis::upright(canvas, rule, frame, !plot.columns.is_empty())?;
    }
    let mut taken = Labels::new(Area { right: area.right, ..frame });
    if plot.points.iter().any(|point| point.minor) {
        taken = taken.strict();
    }
    for rule in &plot.x.rules {
        let x = frame.left + rule.position * frame.width();
        taken.block(Area::new(x - 2.0, frame.top, x + 2.0, frame.bottom));
    }
    for line in &plot.lines {
        curve(canvas, line, frame, &mut taken)?;
    }
    names(canvas, &plot.lines, frame, area)?;
    let at = |point: &PointMark| at(frame, (point.x, point.y));
    for point in &plot.points {
        let (x, y) = at(point);
        let half = if point.minor { 6.5 } else { 10.0 };
        taken.block(Area::new(x - half, y - half, x + half, y + half));
        if let Some(whisker) = point.whisker {
            let (low, high) = (at_y(frame, whisker.low), at_y(frame, whisker.high));
            taken.block(Area::new(x - 6.0, high, x + 6.0, low));
            upright_whisker(canvas, x, (low, high))?;
        }
    }
    thresholds(canvas, &plot.y.rules, frame, &mut taken)?;
    for point in plot.points.iter().rev() {
        let radius = if point.minor { 5.0 } else { 8.0 };
        canvas.marker(at(point), radius, point.marker, canvas.outline(point.role))?;
    }
    // Emphasized names choose their place first.
    for emphasis in [true, false] {
        for point in plot.points.iter().filter(|point| point.emphasis == emphasis) {
            let role = if emphasis { ColorRole::Text } else { ColorRole::TextMuted };
            let look = if emphasis { Type::bold(17.0, role) } else { Type::regular(16.0, role) };
            labels::place(canvas, &mut taken, &point.label, at(point), (look, emphasis))?;
        }
    }
    Ok(())
}

fn at_y(frame: Area, position: f64) -> f64 {
    frame.bottom - position * frame.height()
}

fn at(frame: Area, (x, y): (f64, f64)) -> (f64, f64) {
    (frame.left + x * frame.width(), at_y(frame, y))
}

/// The rectangle between the axes.
fn frame(plot: &PlanePlot, area: Area) -> Area {
    let look = axis::tick_type();
    let widest = plot.y.ticks.iter().map(|tick| look.width(&tick.label)).fold(0.0, f64::max);
    let left = area.left + widest + 12.0;
    let named = if plot.names_its_lines() { plot.lines.as_slice() } else { &[] };
    let names = named.iter().map(|line| name_type(line).width(&line.name)).fold(0.0, f64::max);
    let right =
        if names > 0.0 { area.right - names.min(area.width() * 0.3) - 14.0 } else { area.right - 12.0 };
    let caption = if plot.y.title.is_empty() && plot.y.note.is_empty() { 0.0 } else { 32.0 };
    Area::new(left, area.top + caption, right, area.bottom - axis::foot(&plot.x, right - left))
}

/// Horizontal grid lines, labels at their left, title and note on a line of their own above.
fn vertical<DB: DrawingBackend>(
    canvas: &Canvas<'_, DB>,
    axis: &ResolvedAxis,
    frame: Area,
    area: Area,
) -> Drawn {
    let look = axis::tick_type();
    for tick in &axis.ticks {
        let y = at_y(frame, tick.position);
        let width = if tick.major { 1.5 } else { 0.5 };
        canvas.rule((frame.left, y), (frame.right, y), width, canvas.color(ColorRole::Grid))?;
        canvas.text(&tick.label, (frame.left - 12.0, y), Anchor::Right, look)?;
    }
    let line = canvas.color(ColorRole::AxisLine);
    canvas.rule((frame.left, frame.bottom), (frame.right, frame.bottom), 2.0, line)?;
    let parts = [axis.title.as_str(), axis.note.as_str()];
    let words: Vec<&str> = parts.into_iter().filter(|words| !words.is_empty()).collect();
    let caption = text::ellipsized(&words.join(" · "), look.size, look.weight, area.width());
    canvas.text(&caption, (area.left, area.top + 9.0), Anchor::Left, look)
}

fn upright_whisker<DB: DrawingBackend>(canvas: &Canvas<'_, DB>, x: f64, (low, high): (f64, f64)) -> Drawn {
    let color = canvas.color(ColorRole::AxisLine);
    canvas.rule((x, high), (x, low), 2.0, color)?;
    canvas.rule((x - 7.0, high), (x + 7.0, high), 2.0, color)?;
    canvas.rule((x - 7.0, low), (x + 7.0, low), 2.0, color)
}

/// Rules from side to side with their names beside them, where they cover least.
fn thresholds<DB: DrawingBackend>(
    canvas: &Canvas<'_, DB>,
    rules: &[Rule],
    frame: Area,
    taken: &mut Labels,
) -> Drawn {
    let look = axis::rule_type();
    for rule in rules {
        let y = at_y(frame, rule.position);
        axis::stroke(canvas, rule, ((frame.left, y), (frame.right, y)))?;
        taken.block(Area::new(frame.left, y - 1.0, frame.right, y + 1.0));
    }
    for rule in rules {
        let y = at_y(frame, rule.position);
        let label = text::ellipsized(&rule.label, look.size, look.weight, frame.width() - 16.0);
        let size = (look.width(&label), 21.0);
        if let Some(place) = taken.along(y, (frame.left + 8.0, frame.right - 8.0), size) {
            if place.covers {
                labels::plate(canvas, place.area)?;
            }
            let look = Type { role: axis::role_of(rule), ..look };
            let middle = f64::midpoint(place.area.top, place.area.bottom);
            canvas.text(&label, (place.area.left, middle), Anchor::Left, look)?;
        }
    }
    Ok(())
}

/// A curve with its band and its markers.
fn curve<DB: DrawingBackend>(canvas: &Canvas<'_, DB>, line: &Line, frame: Area, taken: &mut Labels) -> Drawn {
    let color = canvas.outline(line.role);
    if line.band.len() > 1 {
        let low = line.band.iter().map(|(x, low, _)| at(frame, (*x, *low)));
        let high = line.band.iter().rev().map(|(x, _, high)| at(frame, (*x, *high)));
        canvas.polygon(&low.chain(high).collect::<Vec<_>>(), color, 0.18)?;
    }
    let points: Vec<(f64, f64)> = line.points.iter().map(|point| at(frame, *point)).collect();
    for pair in points.windows(2) {
        if let [from, to] = pair {
            taken.block_segment(*from, *to);
        }
    }
    if line.dashed {
        canvas.dashed_line(&points, 3.0, color)?;
    } else {
        canvas.line(&points, 3.0, color)?;
    }
    let stride = points.len().div_ceil(CURVE_MARKERS).max(1);
    if let Some(marker) = line.marker {
        for point in points.iter().rev().step_by(stride) {
            canvas.marker(*point, 5.5, marker, color)?;
        }
    }
    Ok(())
}

/// Columns with a line along their tops, which separates the pale ones from the ground.
fn columns<DB: DrawingBackend>(canvas: &Canvas<'_, DB>, columns: &[ResolvedColumn], frame: Area) -> Drawn {
    let x = |position: f64| frame.left + position * frame.width();
    for column in columns.iter().filter(|column| column.top > 0.0) {
        let area = Area::new(x(column.start), at_y(frame, column.top), x(column.end), frame.bottom);
        let role = column.fill.role;
        let color =
            if column.fill.pattern == Pattern::Solid { canvas.color(role) } else { canvas.tint(role) };
        canvas.rect(area, color)?;
        if area.width() > 9.0 {
            let ground = canvas.color(ColorRole::Background);
            canvas.rule((area.left, area.top), (area.left, area.bottom), 1.0, ground)?;
        }
    }
    let tops: Vec<(f64, f64)> = columns
        .iter()
        .flat_map(|column| [column.start, column.end].map(|at| (x(at), at_y(frame, column.top))))
        .collect();
    match columns.first() {
        Some(first) => canvas.line(&tops, 2.0, canvas.outline(first.fill.role)),
        None => Ok(()),
    }
}

fn name_type(_: &Line) -> Type {
    Type::bold(17.0, ColorRole::Text)
}

/// Names at the right ends of curves, moved apart where ends lie close together.
fn names<DB: DrawingBackend>(canvas: &Canvas<'_, DB>, lines: &[Line], frame: Area, area: Area) -> Drawn {
    if lines.len() < 2 {
        return Ok(());
    }
    let leading = 22.0;
    let mut ends: Vec<((f64, f64), &Line)> =
        lines.iter().filter_map(|line| Some((at(frame, *line.points.last()?), line))).collect();
    ends.sort_by(|a, b| a.0.1.total_cmp(&b.0.1));
    let wanted: Vec<f64> = ends.iter().map(|(end, _)| end.1).collect();
    let range = (frame.top + leading / 2.0, frame.bottom - leading / 2.0);
    for ((end, line), y) in ends.into_iter().zip(place::spread(&wanted, leading, range)) {
        let look = name_type(line);
        let color = canvas.outline(line.role);
        if (y - end.1).abs() > 4.0 {
            canvas.line(&[end, (end.0 + 10.0, y)], 1.0, color)?;
        }
        let left = end.0 + 14.0;
        let name = text::ellipsized(&line.name, look.size, look.weight, area.right - left);
        canvas.text(&name, (left, y), Anchor::Left, look)?;
    }
    Ok(())
}
