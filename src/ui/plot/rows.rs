//! Rows with a name at the left and one value axis: bars, dots, stacks, waterfalls, tornados; a tooltip for each row.

use egui::text::LayoutJob;
use egui::{
    Align, Color32, CursorIcon, EventFilter, FontFamily, FontId, Key, Painter, Rect, Response, Role, Sense,
    Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::axis::{self, RuleLabels};
use super::{Picked, PlotOptions, Shown, fill, marker, tip, words};
use crate::chart::{ColorRole, ResolvedChart, Row, RowPiece, RowsPlot, Rule};
use crate::ui::theme::{BODY, SMALL, Tokens, semibold};

/// Between a mark and the text beside it.
const GAP: f32 = 8.0;
/// Height of the title of the column at the right edge.
const ASIDE_HEAD: f32 = 22.0;
/// Heights of one row: the least, the usual and the most.
const PITCH: (f32, f32, f32) = (34.0, 44.0, 64.0);
/// The least height of a row that may be close to the next, with one line of words.
const DENSE: f32 = 24.0;

/// More rows than this reach out of a window: the axis is labeled at the top as well.
const MANY: usize = 12;

/// Where things go from left to right, measured before the first stroke.
#[derive(Clone, Copy)]
struct Columns {
    /// Where names end.
    names: f32,
    /// Where the value axis begins and ends.
    axis: (f32, f32),
    /// Where words at the right of marks end.
    values: f32,
}

/// Where things go.
struct Frame {
    /// The value axis from left to right, rows from top to bottom.
    plot: Rect,
    /// Everything.
    outer: Rect,
    /// Where names end.
    names: f32,
    /// Where words at the right of marks end.
    values: f32,
    pitch: f32,
}

impl Frame {
    fn x(&self, position: f64) -> f32 {
        axis::x_at(self.plot, position)
    }

    fn row(&self, index: usize) -> Rect {
        let top = self.plot.top() + index as f32 * self.pitch;
        Rect::from_min_max(pos2(self.outer.left(), top), pos2(self.outer.right(), top + self.pitch))
    }

    fn thick(&self) -> f32 {
        (self.pitch * 0.52).clamp(8.0, 30.0)
    }
}

/// Draws the rows.
pub(super) fn rows_ui(
    ui: &mut Ui,
    chart: &ResolvedChart,
    plot: &RowsPlot,
    options: &PlotOptions,
    width: f32,
) -> Shown {
    let tokens = Tokens::of(ui);
    let columns = measure(ui.painter(), plot, width);
    let rules: Vec<&Rule> = plot.base.iter().chain(&plot.axis.rules).collect();
    let (left, right) = columns.axis;
    let labels = RuleLabels::new(ui.painter(), &rules, (left, right - left), (0.0, columns.values), &tokens);
    let many = plot.rows.len() > MANY;
    let over = if many { axis::OVER } else { 0.0 };
    let head = labels.height.max(if plot.aside_title.is_empty() { 2.0 } else { ASIDE_HEAD }) + over;
    let foot = axis::foot(ui.painter(), &plot.axis, columns.values - left);
    let count = plot.rows.len().max(1) as f32;
    let one_line = plot.rows.iter().all(|row| row.detail.is_empty());
    let least = if options.dense && one_line { DENSE } else { PITCH.0 };
    let height = match options.room {
        Some(room) => (room - head - foot).clamp(count * least, count * PITCH.2),
        None => count * PITCH.1,
    };
    let size = Vec2::new(width, head + height + foot);
    let response = super::canvas(ui, chart, size, (options.name, Sense::focusable_noninteractive()));
    let outer = response.rect;
    if !ui.is_rect_visible(outer) {
        return Shown::plain(response, None);
    }
    let top = outer.top() + head;
    let frame = Frame {
        plot: Rect::from_min_max(pos2(outer.left() + left, top), pos2(outer.left() + right, top + height)),
        outer,
        names: outer.left() + columns.names,
        values: outer.left() + columns.values,
        pitch: height / count,
    };
    let (grounds, picked) = grounds_ui(ui, &response, plot, &frame, options);
    axis::across(ui.painter(), &plot.axis, frame.plot, (outer.left(), frame.values), &tokens);
    if many {
        axis::over(ui.painter(), &plot.axis, frame.plot, (outer.left(), frame.values), &tokens);
    }
    base(ui.painter(), plot, &frame, &tokens);
    for (index, row) in plot.rows.iter().enumerate() {
        marks_ui(ui.painter(), row, &frame, index, &tokens);
    }
    for rule in &plot.axis.rules {
        let x = frame.x(rule.position);
        let ends = [pos2(x, frame.plot.top() - 2.0), pos2(x, frame.plot.bottom())];
        axis::rule(ui.painter(), rule, ends, false, &tokens);
    }
    for ((index, row), ground) in plot.rows.iter().enumerate().zip(grounds) {
        let y = frame.row(index).center().y;
        name_ui(ui.painter(), row, &frame, y, &tokens);
        values_ui(ui.painter(), row, &frame, (y, ground), &tokens);
    }
    labels.draw(ui.painter(), outer.left(), frame.plot.top() - over);
    asides(ui.painter(), plot, &frame, &tokens);
    let picked = picked.or(keys_ui(ui, &response, plot, &frame, options));
    Shown::plain(response, picked)
}

/// The ground of each row, which says what the pointer is over and what is selected; and the row that was clicked.
fn grounds_ui(
    ui: &Ui,
    parent: &Response,
    plot: &RowsPlot,
    frame: &Frame,
    options: &PlotOptions,
) -> (Vec<Color32>, Option<Picked>) {
    let tokens = Tokens::of(ui);
    let mut picked = None;
    let mut grounds = Vec::with_capacity(plot.rows.len());
    for (index, row) in plot.rows.iter().enumerate() {
        let hit = row_response(ui, parent, frame, (index, row), options.pickable);
        if options.pickable && hit.clicked() {
            picked = Some(Picked::Row(index));
        }
        let ground = match (hit.hovered(), options.selected == Some(index)) {
            (true, _) => tokens.surface,
            (false, true) => tokens.panel,
            (false, false) => tokens.background,
        };
        ui.painter().rect_filled(frame.row(index).shrink2(vec2(0.0, 1.0)), 4, ground);
        grounds.push(ground);
        if tip::has_room(ui) {
            hit.on_hover_text_at_pointer(&row.hover);
        }
    }
    (grounds, picked)
}

/// Arrow keys move from row to row, Enter and Space choose one: the chart is one stop of the Tab key.
fn keys_ui(
    ui: &Ui,
    response: &Response,
    plot: &RowsPlot,
    frame: &Frame,
    options: &PlotOptions,
) -> Option<Picked> {
    if !response.has_focus() {
        return None;
    }
    let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let pressed = |key| ui.input(|input| input.num_presses(key));
    let last = plot.rows.len().checked_sub(1)?;
    let (home, end) = (pressed(Key::Home) > 0, pressed(Key::End) > 0);
    let before = ui.data(|data| data.get_temp(response.id)).or(options.selected).unwrap_or(0);
    let index = match (home, end) {
        (true, _) => 0,
        (_, true) => last,
        _ => (before + pressed(Key::ArrowDown)).saturating_sub(pressed(Key::ArrowUp)).min(last),
    };
    ui.data_mut(|data| data.insert_temp(response.id, index));
    let row = plot.rows.get(index)?;
    let edge = frame.row(index).shrink(1.0);
    ui.painter().rect_stroke(edge, 4, Stroke::new(1.5, Tokens::of(ui).accent), StrokeKind::Inside);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_value(row.hover.as_str()));
    tip::sentence(ui, response, edge, &row.hover);
    let chosen = options.pickable && pressed(Key::Enter) + pressed(Key::Space) > 0;
    chosen.then_some(Picked::Row(index))
}

fn row_response(
    ui: &Ui,
    parent: &Response,
    frame: &Frame,
    (index, row): (usize, &Row),
    pickable: bool,
) -> Response {
    let (sense, role) =
        if pickable { (Sense::CLICK, Role::Button) } else { (Sense::hover(), Role::ListItem) };
    let hit = ui.interact(frame.row(index), super::row_id(parent.id, index), sense);
    hit.widget_info(|| WidgetInfo::labeled(role, ui.is_enabled(), &row.hover));
    if pickable { hit.on_hover_cursor(CursorIcon::PointingHand) } else { hit }
}

fn font(row: &Row) -> FontId {
    FontId::new(BODY, if row.emphasis { semibold() } else { FontFamily::Proportional })
}

/// Finds how wide the value axis can be so that no name and no value is cut off.
fn measure(painter: &Painter, plot: &RowsPlot, width: f32) -> Columns {
    let wide = |text: &str, font: FontId| words::width(painter, text, font);
    let names =
        plot.rows.iter().map(|row| wide(&row.label, font(row)).max(wide(&row.detail, words::small())));
    // Many rows are as low as one line, so that a long name has to find its room beside the axis.
    let most = if plot.rows.len() > MANY { width * 0.44 } else { (width * 0.3).max(190.0).min(width * 0.4) };
    let names = names.fold(0.0, f32::max).min(most);
    let asides = plot.rows.iter().map(|row| wide(&row.aside, font(row)));
    let asides = asides.fold(wide(&plot.aside_title, words::small()), f32::max).min(width * 0.25);
    let values = width - 8.0 - if asides > 0.0 { asides + 20.0 } else { 0.0 };
    let names = names + 6.0;
    let first = names + 4.0 + GAP;
    let (mut left, mut right) = (first, values);
    // Each pass narrows the axis, which moves the marks a little; it settles quickly.
    for _ in 0..6 {
        let span = right - left;
        let (mut before, mut after) = (0.0_f32, 0.0_f32);
        for row in plot.rows.iter().filter(|row| !row.missing) {
            let end = left + row.value_label.position as f32 * span;
            after = after.max(end + GAP + wide(&row.value_label.text, font(row)) - values);
            if let Some(start) = &row.start_label {
                let end = left + start.position as f32 * span;
                before = before.max(names + 2.0 * GAP + wide(&start.text, font(row)) - end);
            }
        }
        if before.max(after) <= 0.5 {
            break;
        }
        (left, right) = (left + before, right - after);
    }
    Columns { names, axis: (left, right.max(left + 60.0)), values }
}

/// The line that rows grow from.
fn base(painter: &Painter, plot: &RowsPlot, frame: &Frame, tokens: &Tokens) {
    let zero = plot.axis.position(0.0).unwrap_or(0.0);
    let x = frame.x(plot.base.as_ref().map_or(zero, |base| base.position));
    // Dots do not grow from the end of the axis, so nothing marks it.
    if plot.base.is_some() || plot.rows.iter().any(|row| !row.pieces.is_empty()) {
        let edge = Stroke::new(1.5, tokens.role(ColorRole::AxisLine));
        painter.line_segment([pos2(x, frame.plot.top()), pos2(x, frame.plot.bottom())], edge);
    }
}

fn marks_ui(painter: &Painter, row: &Row, frame: &Frame, index: usize, tokens: &Tokens) {
    let (y, thick) = (frame.row(index).center().y, frame.thick());
    if row.dot.is_some() {
        // Leads the eye from the name.
        let line = [pos2(frame.plot.left(), y), pos2(frame.plot.right(), y)];
        painter.line_segment(line, Stroke::new(1.0, tokens.line));
    }
    for piece in &row.pieces {
        let (upper, lower) = piece.lane.span();
        let bar = Rect::from_min_max(
            pos2(frame.x(piece.start), y + (upper as f32 - 0.5) * thick),
            pos2(frame.x(piece.end).max(frame.x(piece.start) + 1.5), y + (lower as f32 - 0.5) * thick),
        );
        fill::area(painter, bar, piece.fill, tokens);
        inside_ui(painter, piece, bar, tokens);
    }
    if let Some(whisker) = row.whisker {
        let ends = [pos2(frame.x(whisker.low), y), pos2(frame.x(whisker.high), y)];
        marker::interval(painter, ends, 5.0, true, tokens);
    }
    if let Some(dot) = row.dot {
        marker::marker(
            painter,
            pos2(frame.x(dot.position), y),
            5.5,
            dot.marker,
            tokens.outline(dot.role),
            tokens,
        );
    }
    if let Some(position) = row.connector {
        let x = frame.x(position);
        let line = Stroke::new(1.0, tokens.role(ColorRole::AxisLine));
        painter.line_segment([pos2(x, y + thick / 2.0), pos2(x, y + frame.pitch - thick / 2.0)], line);
    }
}

/// The values beside the marks, on plates: a grid line through a number would be read as part of it.
fn values_ui(painter: &Painter, row: &Row, frame: &Frame, (y, ground): (f32, Color32), tokens: &Tokens) {
    let color = if row.missing { tokens.muted } else { tokens.text };
    let plate = |left: f32, words: std::sync::Arc<egui::Galley>| {
        let place = Rect::from_min_size(pos2(left, y - words.size().y / 2.0), words.size());
        painter.rect_filled(place.expand2(vec2(3.0, 0.0)), 0, ground);
        painter.galley(place.min, words, color);
    };
    let beside = if row.dot.is_some() { GAP + 4.0 } else { GAP };
    let wanted = frame.x(row.value_label.position) + beside;
    let room = frame.values - if row.missing { wanted } else { frame.plot.left() };
    let words = words::cut(painter, &row.value_label.text, font(row), color, room);
    let left = wanted.min(frame.values - words.size().x);
    plate(left, words);
    if let Some(start) = &row.start_label {
        let words = words::line(painter, &start.text, font(row), color);
        plate(frame.x(start.position) - GAP - words.size().x, words);
    }
}

/// The name and its detail, right-aligned at the axis; broken or shortened where they are too long.
fn name_ui(painter: &Painter, row: &Row, frame: &Frame, y: f32, tokens: &Tokens) {
    let right = frame.names;
    let room = right - frame.outer.left() - 2.0;
    let block = |text: &str, font: FontId, color: Color32, most: usize| {
        let mut job = LayoutJob::simple(text.to_owned(), font, color, room);
        job.wrap.max_rows = most;
        job.halign = Align::RIGHT;
        painter.layout_job(job)
    };
    let lines = if row.detail.is_empty() && frame.pitch >= 38.0 { 2 } else { 1 };
    let name = block(&row.label, font(row), tokens.text, lines);
    let detail = block(&row.detail, FontId::new(SMALL, FontFamily::Proportional), tokens.muted, 1);
    let below = if row.detail.is_empty() { 0.0 } else { detail.size().y };
    let top = y - (name.size().y + below) / 2.0;
    let next = top + name.size().y;
    painter.galley(pos2(right, top), name, tokens.text);
    if !row.detail.is_empty() {
        painter.galley(pos2(right, next), detail, tokens.muted);
    }
}

/// The fullest text that fits inside an area.
fn inside_ui(painter: &Painter, piece: &RowPiece, bar: Rect, tokens: &Tokens) {
    let galleys = piece.texts.iter().map(|text| words::line(painter, text, words::small_bold(), tokens.text));
    let Some(words) = galleys.into_iter().find(|words| words.size().x + 10.0 <= bar.width()) else { return };
    let ground = tokens.ground_of(piece.fill);
    let at = bar.center() - words.size() / 2.0;
    painter.rect_filled(Rect::from_min_size(at, words.size()).expand2(vec2(3.0, 0.0)), 2, ground);
    painter.galley_with_override_text_color(at, words, tokens.ink_on(piece.fill));
}

/// A column of texts at the right edge, under its title.
fn asides(painter: &Painter, plot: &RowsPlot, frame: &Frame, tokens: &Tokens) {
    let right = frame.outer.right() - 8.0;
    let title = words::line(painter, &plot.aside_title, words::small(), tokens.muted);
    let top = frame.plot.top() - ASIDE_HEAD + (18.0 - title.size().y) / 2.0;
    painter.galley(pos2(right - title.size().x, top), title, tokens.muted);
    for (index, row) in plot.rows.iter().enumerate() {
        let words = words::line(painter, &row.aside, font(row), tokens.text);
        let y = frame.row(index).center().y - words.size().y / 2.0;
        painter.galley(pos2(right - words.size().x, y), words, tokens.text);
    }
}
