//! Draws bars, dots, stacks, waterfalls and tornados: rows with a name at the left and one value axis.

use super::super::canvas::{Anchor, Area, Canvas, Drawn, Type};
use super::super::text::{self, Weight};
use super::axis::{self, RuleLabels};
use crate::chart::{ColorRole, Pattern, ResolvedAxis, Row, RowPiece, RowsPlot, Rule};
use crate::palette;
use plotters_backend::DrawingBackend;

/// Between a mark and the text beside it.
const GAP: f64 = 10.0;

/// Height of the title of the column at the right edge.
const ASIDE_HEAD: f64 = 28.0;

/// Everything measured before the first stroke.
struct Layout {
    /// Where names end.
    names_right: f64,
    /// The value axis from left to right, rows from top to bottom.
    plot: Area,
    /// Height of one row.
    pitch: f64,
    /// Size of names and values.
    size: f64,
    /// Lines of each name.
    names: Vec<Vec<String>>,
}

pub(super) fn draw<DB: DrawingBackend>(canvas: &Canvas<'_, DB>, plot: &RowsPlot, area: Area) -> Drawn {
    let foot = axis::foot(&plot.axis, area.width() * 0.7);
    let whole = area;
    let area = Area { right: area.right - aside_room(plot, area), ..area };
    let mut body = Area { bottom: area.bottom - foot, ..area };
    let mut layout = measure(plot, body);
    let rules: Vec<&Rule> = plot.base.iter().chain(&plot.axis.rules).collect();
    let labels = RuleLabels::new(&rules, (layout.plot.left, layout.plot.width()), (area.left, area.right));
    let head = if plot.aside_title.is_empty() { 0.0 } else { ASIDE_HEAD };
    if labels.height.max(head) > 0.0 {
        body.top += labels.height.max(head);
        layout = measure(plot, body);
    }
    let frame = layout.plot;
    axis::horizontal(canvas, &plot.axis, frame, (area.left, area.right))?;
    labels.draw(canvas, frame.top)?;
    for (index, row) in plot.rows.iter().enumerate() {
        marks(canvas, row, &layout, index)?;
    }
    lines(canvas, plot, frame)?;
    for (index, row) in plot.rows.iter().enumerate() {
        words(canvas, row, &layout, index, (area, &plot.axis))?;
    }
    asides(canvas, plot, &layout, whole)
}

fn aside_head() -> Type {
    Type::regular(16.0, ColorRole::TextMuted)
}

/// The width of the column at the right edge, with the gap before it.
fn aside_room(plot: &RowsPlot, area: Area) -> f64 {
    if plot.aside_title.is_empty() {
        return 0.0;
    }
    let texts = plot.rows.iter().map(|row| text::width(&row.aside, 20.0, Weight::Regular));
    texts.fold(aside_head().width(&plot.aside_title), f64::max).min(area.width() * 0.25) + 28.0
}

/// A column of texts at the right edge, under its title.
fn asides<DB: DrawingBackend>(
    canvas: &Canvas<'_, DB>,
    plot: &RowsPlot,
    layout: &Layout,
    area: Area,
) -> Drawn {
    let (head, most) = (aside_head(), area.width() * 0.25);
    let title = text::ellipsized(&plot.aside_title, head.size, head.weight, most);
    canvas.text(&title, (area.right, layout.plot.top - 6.0 - ASIDE_HEAD * 0.43), Anchor::Right, head)?;
    let look = Type::regular(layout.size, ColorRole::Text);
    for (index, row) in plot.rows.iter().enumerate() {
        let words = text::ellipsized(&row.aside, look.size, look.weight, most);
        canvas.text(&words, (area.right, center(layout, index)), Anchor::Right, look)?;
    }
    Ok(())
}

/// The line that rows grow from, and thresholds above the bars.
fn lines<DB: DrawingBackend>(canvas: &Canvas<'_, DB>, plot: &RowsPlot, frame: Area) -> Drawn {
    let zero = plot.axis.position(0.0).unwrap_or(0.0);
    let base = plot.base.as_ref().map_or(zero, |rule| rule.position);
    let x = frame.left + base * frame.width();
    // Dots do not grow from the end of the axis, so nothing marks it.
    if plot.base.is_some() || plot.rows.iter().any(|row| !row.pieces.is_empty()) {
        canvas.rule((x, frame.top), (x, frame.bottom), 2.0, canvas.color(ColorRole::AxisLine))?;
    }
    plot.axis.rules.iter().try_for_each(|rule| axis::upright(canvas, rule, frame, false))
}

fn name_type(row: &Row, size: f64) -> Type {
    if row.emphasis { Type::bold(size, ColorRole::Text) } else { Type::regular(size, ColorRole::Text) }
}

fn value_type(row: &Row, size: f64) -> Type {
    let role = if row.missing { ColorRole::Absent } else { ColorRole::Text };
    if row.emphasis { Type::bold(size, role) } else { Type::regular(size, role) }
}

fn detail_size(size: f64) -> f64 {
    (size * 0.8).max(12.0)
}

/// Chooses the type size, breaks names, and finds how wide the plot can be so that no label is cut off.
fn measure(plot: &RowsPlot, area: Area) -> Layout {
    // A few rows may be tall, but a single one should not fill a page.
    let tallest = if plot.rows.len() < 3 { 240.0 } else { 150.0 };
    let pitch = (area.height() / plot.rows.len().max(1) as f64).clamp(10.0, tallest);
    let column = area.width() * 0.3;
    let sizes = [20.0, 19.0, 18.0, 17.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.0, 10.0];
    let lines_of = |row: &Row, size: f64| {
        let detail = if row.detail.is_empty() { 0.0 } else { detail_size(size) * 1.25 };
        (((pitch * 0.98 - detail) / (size * 1.2)) as usize).clamp(1, 3)
    };
    let size = sizes
        .into_iter()
        .find(|size| {
            plot.rows.iter().all(|row| {
                let detail = if row.detail.is_empty() { 0.0 } else { detail_size(*size) * 1.25 };
                let weight = name_type(row, *size).weight;
                detail + size * 1.15 <= pitch
                    && text::fits(&row.label, *size, weight, column, lines_of(row, *size))
                    && text::width(&row.detail, detail_size(*size), Weight::Regular) <= column * 1.1
            })
        })
        .unwrap_or(12.0);
    let names: Vec<Vec<String>> = plot
        .rows
        .iter()
        .map(|row| text::wrap(&row.label, size, name_type(row, size).weight, column, lines_of(row, size)))
        .collect();
    let widest = plot
        .rows
        .iter()
        .zip(&names)
        .flat_map(|(row, lines)| {
            let look = name_type(row, size);
            let detail = text::width(&row.detail, detail_size(size), Weight::Regular).min(column * 1.1);
            lines.iter().map(move |line| look.width(line)).chain([detail])
        })
        .fold(0.0, f64::max);
    let names_right = area.left + widest;
    let (left, right) = value_room(plot, size, Area { left: names_right + 16.0, ..area });
    let height = pitch * plot.rows.len() as f64;
    Layout { names_right, plot: Area::new(left, area.top, right, area.top + height), pitch, size, names }
}

/// Left and right end of the value axis, narrow enough for the labels beside the marks.
fn value_room(plot: &RowsPlot, size: f64, area: Area) -> (f64, f64) {
    let (mut left, mut right) = (0.0_f64, 0.0_f64);
    // Each pass narrows the axis, which moves the marks a little; it settles quickly.
    for _ in 0..6 {
        let width = area.width() - left - right;
        let (mut need_left, mut need_right) = (0.0_f64, 0.0_f64);
        for row in &plot.rows {
            let label = &row.value_label;
            let wide = value_type(row, size).width(&label.text) + gap(row);
            need_right = need_right.max(wide - (1.0 - label.position) * width);
            if let Some(start) = &row.start_label {
                let wide = value_type(row, size).width(&start.text) + GAP;
                need_left = need_left.max(wide - start.position * width);
            }
        }
        (left, right) = (need_left.max(left), need_right.max(right));
    }
    let most = area.width() * 0.5;
    if left + right > most {
        let shrink = most / (left + right);
        (left, right) = (left * shrink, right * shrink);
    }
    (area.left + left, area.right - right)
}

/// A dot reaches beyond its value.
fn gap(row: &Row) -> f64 {
    if row.dot.is_some() { GAP + 8.0 } else { GAP }
}

fn center(layout: &Layout, index: usize) -> f64 {
    layout.plot.top + (index as f64 + 0.5) * layout.pitch
}

fn thickness(pitch: f64) -> f64 {
    (pitch * 0.6).clamp(6.0, 56.0_f64.max(pitch * 0.34))
}

fn marks<DB: DrawingBackend>(canvas: &Canvas<'_, DB>, row: &Row, layout: &Layout, index: usize) -> Drawn {
    let (frame, y) = (layout.plot, center(layout, index));
    let half = thickness(layout.pitch) / 2.0;
    let at = |position: f64| frame.left + position * frame.width();
    if let Some(position) = row.connector {
        let line = canvas.color(ColorRole::AxisLine);
        canvas.rule((at(position), y + half), (at(position), y + layout.pitch - half), 1.0, line)?;
    }
    if let Some(dot) = row.dot {
        // Leads the eye from the name; where no plate can keep the value readable, it ends at the dot.
        let end = if canvas.opaque() { frame.right } else { at(dot.position) };
        canvas.rule((frame.left, y), (end, y), 1.0, canvas.color(ColorRole::Grid))?;
    }
    let many = row.pieces.len() > 1;
    for piece in &row.pieces {
        let (upper, lower) = piece.lane.span();
        let bar = Area::new(
            at(piece.start),
            y - half + upper * 2.0 * half,
            at(piece.end),
            y - half + lower * 2.0 * half,
        );
        canvas.fill(bar, piece.fill)?;
        if many && piece.end < 1.0 && row.start_label.is_none() && piece.lane.of == 1 {
            // A gap in the background color separates neighbors without relying on their colors.
            let edge = canvas.snap(bar.right);
            canvas.rule((edge, bar.top), (edge, bar.bottom), 2.0, canvas.color(ColorRole::Background))?;
        }
        inside(canvas, piece, bar)?;
    }
    if let Some(whisker) = row.whisker {
        axis::whisker(canvas, (at(whisker.low), at(whisker.high)), y, (half * 0.45).clamp(4.0, 11.0))?;
    }
    match row.dot {
        Some(dot) => {
            let radius = (half * 0.6).clamp(6.0, 11.0);
            canvas.marker((at(dot.position), y), radius, dot.marker, canvas.outline(dot.role))
        }
        None => Ok(()),
    }
}

/// The text inside an area, or its key letter, where one fits.
fn inside<DB: DrawingBackend>(canvas: &Canvas<'_, DB>, piece: &RowPiece, bar: Area) -> Drawn {
    let look = Type::bold((bar.height() * 0.42).clamp(11.0, 16.0), ColorRole::Text);
    let room = bar.width() - 12.0;
    let Some(words) = piece.texts.iter().find(|words| look.width(words) <= room) else { return Ok(()) };
    let middle = (f64::midpoint(bar.left, bar.right), f64::midpoint(bar.top, bar.bottom));
    let ground = match piece.fill.pattern {
        Pattern::Solid => canvas.color(piece.fill.role),
        Pattern::Light => canvas.tint(piece.fill.role),
        // Stripes disturb letters: a plate behind them keeps them readable.
        Pattern::Hatched | Pattern::Hollow => {
            let (half, ground) = (look.width(words) / 2.0 + 5.0, canvas.color(ColorRole::Background));
            let (top, bottom) = (middle.1 - look.size * 0.7, middle.1 + look.size * 0.7);
            canvas.rect(Area::new(middle.0 - half, top, middle.0 + half, bottom), ground)?;
            ground
        }
    };
    canvas.text_in(words, middle, Anchor::Center, look, palette::ink_on(ground))
}

fn words<DB: DrawingBackend>(
    canvas: &Canvas<'_, DB>,
    row: &Row,
    layout: &Layout,
    index: usize,
    (area, axis): (Area, &ResolvedAxis),
) -> Drawn {
    let (frame, y, size) = (layout.plot, center(layout, index), layout.size);
    let look = name_type(row, size);
    let lines = layout.names.get(index).map_or(&[] as &[String], Vec::as_slice);
    let (leading, detail) = (size * 1.2, detail_size(size));
    let block = lines.len() as f64 * leading + if row.detail.is_empty() { 0.0 } else { detail * 1.25 };
    let mut line_y = y - block / 2.0 + leading / 2.0;
    for line in lines {
        canvas.text(line, (layout.names_right, line_y), Anchor::Right, look)?;
        line_y += leading;
    }
    if !row.detail.is_empty() {
        let muted = Type::regular(detail, ColorRole::TextMuted);
        let words =
            text::ellipsized(&row.detail, detail, Weight::Regular, layout.names_right - area.left + 1.0);
        canvas.text(
            &words,
            (layout.names_right, line_y - leading / 2.0 + detail * 0.625),
            Anchor::Right,
            muted,
        )?;
    }
    let value = value_type(row, size);
    let at = |position: f64| frame.left + position * frame.width();
    if let Some(start) = &row.start_label {
        canvas.text(&start.text, (at(start.position) - GAP, y), Anchor::Right, value)?;
    }
    let heavy = axis.ticks.iter().filter(|tick| tick.major).map(|tick| tick.position);
    let crossings: Vec<f64> = heavy.chain(axis.rules.iter().map(|rule| rule.position)).map(at).collect();
    let end = at(row.value_label.position) + gap(row);
    let width = value.width(&row.value_label.text);
    let plate = canvas.opaque()
        && (row.dot.is_some() || crossings.iter().any(|x| (end - 3.0..end + width + 3.0).contains(x)));
    beside(canvas, &row.value_label.text, (end, y), value, (area, plate))
}

/// A value to the right of its mark; on a plate at the right edge where there is no room for it.
fn beside<DB: DrawingBackend>(
    canvas: &Canvas<'_, DB>,
    words: &str,
    (left, y): (f64, f64),
    look: Type,
    (area, plate): (Area, bool),
) -> Drawn {
    let width = look.width(words);
    if left + width <= area.right + 0.5 {
        if plate {
            let (top, bottom) = (y - look.size * 0.6, y + look.size * 0.6);
            canvas.rect(
                Area::new(left - 4.0, top, left + width + 4.0, bottom),
                canvas.color(ColorRole::Background),
            )?;
        }
        return canvas.text(words, (left, y), Anchor::Left, look);
    }
    let words = text::ellipsized(words, look.size, look.weight, area.width() * 0.6);
    let left = area.right - look.width(&words);
    let plate = Area::new(left - 6.0, y - look.size * 0.7, area.right, y + look.size * 0.7);
    canvas.rect(plate, canvas.color(ColorRole::Background))?;
    canvas.text(&words, (area.right, y), Anchor::Right, look)
}
