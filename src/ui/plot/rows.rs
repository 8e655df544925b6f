//! Rows with a name at the left and one value axis: bars with their values, thresholds, a tooltip for each row.

use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Align2, Color32, CursorIcon, FontFamily, FontId, Galley, Painter, Pos2, Rect, Response, Sense, Shape,
    Stroke, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::fill;
use crate::chart::{ColorRole, ResolvedChart, Row, RowPiece, RowsPlot};
use crate::ui::theme::{BODY, SMALL, Tokens, semibold};

/// Between a mark and the text beside it.
const GAP: f32 = 8.0;
/// Height of the line of rule labels above the plot.
const RULE_LINE: f32 = 20.0;

/// Height of tick labels and axis title under the rows, and of rule labels above them.
#[must_use]
pub(crate) fn foot_height(plot: &RowsPlot) -> f32 {
    let rules = if plot.axis.rules.is_empty() { 0.0 } else { RULE_LINE };
    let title = if plot.axis.title.is_empty() && plot.axis.note.is_empty() { 0.0 } else { 20.0 };
    26.0 + title + rules
}

/// Where things go, measured before the first stroke.
struct Frame {
    /// The value axis from left to right, rows from top to bottom.
    plot: Rect,
    /// Everything.
    outer: Rect,
    pitch: f32,
}

impl Frame {
    fn x(&self, position: f64) -> f32 {
        self.plot.left() + position as f32 * self.plot.width()
    }

    fn row(&self, index: usize) -> Rect {
        let top = self.plot.top() + index as f32 * self.pitch;
        Rect::from_min_max(pos2(self.outer.left(), top), pos2(self.outer.right(), top + self.pitch))
    }
}

/// Draws the rows. Returns the row that was clicked.
pub(crate) fn rows_ui(
    ui: &mut Ui,
    chart: &ResolvedChart,
    plot: &RowsPlot,
    selected: Option<usize>,
    size: Vec2,
) -> Option<usize> {
    let (outer, response) = ui.allocate_exact_size(size, Sense::hover());
    describe(ui, &response, &chart.text_alternative);
    if !ui.is_rect_visible(outer) {
        return None;
    }
    let tokens = Tokens::of(ui);
    let frame = measure(ui, plot, outer);
    let mut picked = None;
    let mut grounds = Vec::with_capacity(plot.rows.len());
    for (index, row) in plot.rows.iter().enumerate() {
        let hit = row_response(ui, &response, &frame, index, row);
        if hit.clicked() {
            picked = Some(index);
        }
        let ground = match (hit.hovered() || hit.has_focus(), selected == Some(index)) {
            (true, _) => tokens.surface,
            (false, true) => tokens.panel,
            (false, false) => tokens.background,
        };
        ui.painter().rect_filled(frame.row(index).shrink2(vec2(0.0, 1.0)), 4, ground);
        grounds.push(ground);
        if hit.has_focus() {
            let edge = frame.row(index).shrink(1.0);
            ui.painter().rect_stroke(edge, 4, Stroke::new(1.5, tokens.accent), egui::StrokeKind::Inside);
        }
        hit.on_hover_text_at_pointer(&row.hover);
    }
    axis(ui.painter(), plot, &frame, &tokens);
    for ((index, row), ground) in plot.rows.iter().enumerate().zip(grounds) {
        row_ui(ui.painter(), row, &frame, (index, ground), &tokens);
    }
    rules(ui.painter(), plot, &frame, &tokens);
    picked
}

/// The chart in words, for those who do not see it.
fn describe(ui: &Ui, response: &Response, words: &str) {
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Figure, ui.is_enabled(), words));
}

fn row_response(ui: &Ui, parent: &Response, frame: &Frame, index: usize, row: &Row) -> Response {
    let hit = ui.interact(frame.row(index), parent.id.with(index), Sense::click());
    hit.widget_info(|| WidgetInfo::labeled(egui::Role::Button, ui.is_enabled(), &row.hover));
    hit.on_hover_cursor(CursorIcon::PointingHand)
}

fn family(row: &Row) -> FontFamily {
    if row.emphasis { semibold() } else { FontFamily::Proportional }
}

fn galley(ui: &Ui, text: &str, size: f32, family: FontFamily) -> Arc<Galley> {
    ui.painter().layout_no_wrap(text.to_owned(), FontId::new(size, family), Color32::PLACEHOLDER)
}

fn width(ui: &Ui, text: &str, row: &Row) -> f32 {
    galley(ui, text, BODY, family(row)).size().x
}

/// Finds how wide the plot can be so that no name and no value is cut off.
fn measure(ui: &Ui, plot: &RowsPlot, outer: Rect) -> Frame {
    let most = outer.width() * 0.3;
    let detail = |row: &Row| galley(ui, &row.detail, SMALL, FontFamily::Proportional).size().x;
    let names = plot.rows.iter().map(|row| width(ui, &row.label, row).max(detail(row)));
    let names = names.fold(0.0, f32::max).min(most);
    let left = outer.left() + names + 12.0 + GAP;
    let mut right = outer.right() - 8.0;
    // Each pass narrows the axis, which moves the marks a little; it settles quickly.
    for _ in 0..5 {
        let span = right - left;
        let need = plot.rows.iter().filter(|row| !row.missing).map(|row| {
            let end = left + row.value_label.position as f32 * span;
            end + GAP + width(ui, &row.value_label.text, row) - (outer.right() - 8.0)
        });
        let over = need.fold(0.0, f32::max);
        if over <= 0.5 {
            break;
        }
        right -= over;
    }
    let top = outer.top() + if plot.axis.rules.is_empty() { 0.0 } else { RULE_LINE };
    let rows = outer.height() - foot_height(plot);
    let plot_rect = Rect::from_min_max(pos2(left, top), pos2(right.max(left + 60.0), top + rows));
    Frame { plot: plot_rect, outer, pitch: rows / plot.rows.len().max(1) as f32 }
}

fn axis(painter: &Painter, plot: &RowsPlot, frame: &Frame, tokens: &Tokens) {
    let font = FontId::new(SMALL, FontFamily::Proportional);
    let bottom = frame.plot.bottom();
    let mut last = f32::NEG_INFINITY;
    for tick in &plot.axis.ticks {
        let x = frame.x(tick.position);
        let line = Stroke::new(if tick.label.is_empty() { 0.5 } else { 1.0 }, tokens.line);
        painter.line_segment([pos2(x, frame.plot.top()), pos2(x, bottom)], line);
        if tick.label.is_empty() {
            continue;
        }
        let words = painter.layout_no_wrap(tick.label.clone(), font.clone(), tokens.muted);
        let half = words.size().x / 2.0;
        let center = x.min(frame.outer.right() - half);
        if center - half > last + 6.0 {
            painter.galley(pos2(center - half, bottom + 6.0), words, tokens.muted);
            last = center + half;
        }
    }
    let start = frame.x(plot.base.as_ref().map_or(0.0, |base| base.position));
    let edge = Stroke::new(1.5, tokens.role(ColorRole::AxisLine));
    painter.line_segment([pos2(start, frame.plot.top()), pos2(start, bottom)], edge);
    let y = bottom + 36.0;
    let title = painter.text(
        pos2(frame.plot.left(), y),
        Align2::LEFT_CENTER,
        &plot.axis.title,
        font.clone(),
        tokens.muted,
    );
    let note = painter.layout_no_wrap(plot.axis.note.clone(), font, tokens.muted);
    let note_left = frame.outer.right() - note.size().x;
    if note_left > title.right() + 16.0 {
        painter.galley(pos2(note_left, y - note.size().y / 2.0), note, tokens.muted);
    }
}

fn row_ui(painter: &Painter, row: &Row, frame: &Frame, (index, ground): (usize, Color32), tokens: &Tokens) {
    let rect = frame.row(index);
    let y = rect.center().y;
    let thick = (frame.pitch * 0.52).clamp(8.0, 30.0);
    for piece in &row.pieces {
        let bar = Rect::from_min_max(
            pos2(frame.x(piece.start), y - thick / 2.0),
            pos2(frame.x(piece.end).max(frame.x(piece.start) + 1.5), y + thick / 2.0),
        );
        fill::area(painter, bar, piece.fill, tokens);
        inside_ui(painter, piece, bar, tokens);
    }
    if let Some(dot) = row.dot {
        painter.circle_filled(pos2(frame.x(dot.position), y), 5.0, tokens.outline(dot.role));
    }
    if let Some(whisker) = row.whisker {
        whisker_ui(painter, (frame.x(whisker.low), frame.x(whisker.high)), y, tokens);
    }
    if let Some(position) = row.connector {
        let x = frame.x(position);
        let line = Stroke::new(1.0, tokens.role(ColorRole::AxisLine));
        painter.line_segment([pos2(x, y + thick / 2.0), pos2(x, y + frame.pitch - thick / 2.0)], line);
    }
    let font = FontId::new(BODY, family(row));
    name_ui(painter, row, frame, y, &font, tokens);
    let color = if row.missing { tokens.muted } else { tokens.text };
    let at = pos2(frame.x(row.value_label.position) + GAP, y);
    let words = painter.layout_no_wrap(row.value_label.text.clone(), font, color);
    let place = Rect::from_min_size(pos2(at.x, at.y - words.size().y / 2.0), words.size());
    // A grid line through a number would be read as part of it.
    painter.rect_filled(place.expand2(vec2(3.0, 0.0)), 0, ground);
    painter.galley(place.min, words, color);
}

/// The name and its detail, right-aligned at the axis; shortened where they are too long.
fn name_ui(painter: &Painter, row: &Row, frame: &Frame, y: f32, font: &FontId, tokens: &Tokens) {
    let room = frame.plot.left() - GAP - frame.outer.left() - 4.0;
    let line = |text: &str, font: FontId, color: Color32, y: f32| {
        let mut job = LayoutJob::simple_singleline(text.to_owned(), font, color);
        job.wrap = TextWrapping::truncate_at_width(room);
        let words = painter.layout_job(job);
        let at = pos2(frame.plot.left() - GAP - words.size().x, y - words.size().y / 2.0);
        painter.galley(at, words, color);
    };
    if row.detail.is_empty() {
        line(&row.label, font.clone(), tokens.text, y);
    } else {
        line(&row.label, font.clone(), tokens.text, y - 8.0);
        line(&row.detail, FontId::new(SMALL, FontFamily::Proportional), tokens.muted, y + 9.0);
    }
}

/// The fullest text that fits inside an area.
fn inside_ui(painter: &Painter, piece: &RowPiece, bar: Rect, tokens: &Tokens) {
    let font = FontId::new(SMALL, semibold());
    let galleys =
        piece.texts.iter().map(|text| painter.layout_no_wrap(text.clone(), font.clone(), tokens.text));
    let Some(words) = galleys.into_iter().find(|words| words.size().x + 10.0 <= bar.width()) else { return };
    let ground = tokens.ground_of(piece.fill);
    let at = bar.center() - words.size() / 2.0;
    painter.rect_filled(Rect::from_min_size(at, words.size()).expand2(vec2(3.0, 0.0)), 2, ground);
    painter.galley_with_override_text_color(at, words, tokens.ink_on(piece.fill));
}

fn whisker_ui(painter: &Painter, (low, high): (f32, f32), y: f32, tokens: &Tokens) {
    for (color, thick) in [(tokens.background, 4.0), (tokens.text, 1.5)] {
        let stroke = Stroke::new(thick, color);
        painter.line_segment([pos2(low, y), pos2(high, y)], stroke);
        for x in [low, high] {
            painter.line_segment([pos2(x, y - 5.0), pos2(x, y + 5.0)], stroke);
        }
    }
}

/// Thresholds across the plot, labelled above it.
fn rules(painter: &Painter, plot: &RowsPlot, frame: &Frame, tokens: &Tokens) {
    let color = tokens.role(ColorRole::Rule);
    for rule in &plot.axis.rules {
        let x = frame.x(rule.position);
        let line: [Pos2; 2] = [pos2(x, frame.plot.top() - 2.0), pos2(x, frame.plot.bottom())];
        painter.extend(Shape::dashed_line(&line, Stroke::new(1.5, color), 5.0, 4.0));
        let words = painter.layout_no_wrap(rule.label.clone(), FontId::new(SMALL, semibold()), color);
        let half = words.size().x / 2.0;
        let left =
            (x - half).clamp(frame.outer.left(), (frame.outer.right() - 2.0 * half).max(frame.outer.left()));
        painter.galley(pos2(left, frame.plot.top() - RULE_LINE), words, color);
    }
}
