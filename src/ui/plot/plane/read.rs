//! The read-out of a plane: what the nearest point, column or place along the curves says.

use egui::{
    EventFilter, Key, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2,
};

use super::super::{PlotOptions, axis, tip};
use super::at;
use crate::chart::{PlanePlot, ReadOut};
use crate::ui::theme::Tokens;

/// How near the pointer must be to a point among curves.
const NEAR: f32 = 14.0;
/// How near it must be where there are only points.
const NEAR_ALONE: f32 = 30.0;

/// What is read.
enum Under {
    Point(usize),
    Column(usize),
    Curves(ReadOut),
}

/// Draws the read-out at the pointer, or the one that the arrow keys have moved to. Returns the point that was chosen, where
/// points can be.
pub(super) fn read_ui(
    ui: &Ui,
    response: &Response,
    plot: &PlanePlot,
    frame: Rect,
    options: &PlotOptions,
) -> Option<usize> {
    describe(ui, response, plot, frame);
    let pointer = ui.input(|input| input.pointer.hover_pos()).filter(|_| response.contains_pointer());
    let resting = pointer.filter(|_| !response.dragged());
    let by_pointer = resting.and_then(|pointer| nearest(plot, frame, pointer));
    let by_keys = response.has_focus().then(|| moved(ui, response, plot)).flatten();
    if response.has_focus() {
        let edge = Stroke::new(1.5, Tokens::of(ui).accent);
        ui.painter().rect_stroke(response.rect.expand(3.0), 4, edge, StrokeKind::Inside);
    }
    // The tip of a crosshair stands at the height of the pointer.
    let height = pointer.filter(|_| by_pointer.is_some()).map(|pointer| pointer.y);
    let chosen_by_keys = by_pointer.is_none()
        && ui.input(|input| input.key_pressed(Key::Enter) || input.key_pressed(Key::Space));
    let under = by_pointer.or(by_keys)?;
    let (anchor, said) = mark(ui, plot, (frame, height), &under);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_value(said.as_str()));
    match &under {
        Under::Curves(read) => tip::read_out(ui, response, anchor, read),
        Under::Point(_) | Under::Column(_) => tip::sentence(ui, response, anchor, &said),
    }
    match under {
        Under::Point(index) if options.pickable => {
            (clicked(ui, response) || (chosen_by_keys && response.has_focus())).then_some(index)
        }
        _ => None,
    }
}

/// A click on the plot, whether or not it can be dragged over.
fn clicked(ui: &Ui, response: &Response) -> bool {
    let over = response.contains_pointer();
    response.clicked()
        || (over && !response.sense.senses_click() && ui.input(|input| input.pointer.primary_clicked()))
}

/// Every point and column as a part of the chart that assistive technology can visit.
fn describe(ui: &Ui, response: &Response, plot: &PlanePlot, frame: Rect) {
    let part = |name: &str, index: usize, rect: Rect, words: &str| {
        let part = ui.interact(rect, response.id.with((name, index)), Sense::hover());
        part.widget_info(|| WidgetInfo::labeled(Role::GraphicsSymbol, ui.is_enabled(), words));
    };
    for (index, point) in plot.points.iter().enumerate() {
        let rect = Rect::from_center_size(at(frame, (point.x, point.y)), Vec2::splat(12.0));
        part("point", index, rect, &point.hover);
    }
    let mut before = "";
    for (index, column) in plot.columns.iter().enumerate() {
        // A column that is cut in two says its sentence once.
        if column.hover != before {
            let rect =
                Rect::from_two_pos(at(frame, (column.start, column.top)), at(frame, (column.end, 0.0)));
            part("column", index, rect, &column.hover);
        }
        before = &column.hover;
    }
}

/// What lies nearest to the pointer.
fn nearest(plot: &PlanePlot, frame: Rect, pointer: Pos2) -> Option<Under> {
    if !frame.expand(8.0).contains(pointer) {
        return None;
    }
    let alone = plot.lines.is_empty() && plot.columns.is_empty();
    let near = if alone { NEAR_ALONE } else { NEAR };
    let distances = plot.points.iter().map(|point| at(frame, (point.x, point.y)).distance(pointer));
    let point = distances.enumerate().min_by(|a, b| a.1.total_cmp(&b.1)).filter(|(_, far)| *far <= near);
    if let Some((index, _)) = point {
        return Some(Under::Point(index));
    }
    let x = f64::from((pointer.x - frame.left()) / frame.width());
    match plot.columns.iter().position(|column| (column.start..=column.end).contains(&x)) {
        Some(index) => Some(Under::Column(index)),
        None => plot.read_at(x.clamp(0.0, 1.0)).map(Under::Curves),
    }
}

/// Moves the read-out with the arrow keys, and says where it stands now.
fn moved(ui: &Ui, response: &Response, plot: &PlanePlot) -> Option<Under> {
    let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    // Points are read one by one, from left to right; where there are none, curves at their points.
    let points = if plot.columns.is_empty() { plot.visits() } else { Vec::new() };
    let stops = if plot.columns.is_empty() && points.is_empty() { plot.stops() } else { Vec::new() };
    let last = stops.len().max(plot.columns.len()).max(points.len()).checked_sub(1)?;
    let pressed = |key| ui.input(|input| input.num_presses(key));
    let (back, forth) = (pressed(Key::ArrowLeft), pressed(Key::ArrowRight));
    let (home, end) = (pressed(Key::Home) > 0, pressed(Key::End) > 0);
    let index = ui.data_mut(|data| {
        let place: &mut usize = data.get_temp_mut_or(response.id, last / 2);
        *place = match (home, end) {
            (true, _) => 0,
            (_, true) => last,
            _ => (*place + forth).saturating_sub(back),
        }
        .min(last);
        *place
    });
    match (points.get(index), stops.get(index)) {
        (Some(point), _) => Some(Under::Point(*point)),
        (None, Some(x)) => plot.read_at(*x).map(Under::Curves),
        (None, None) => Some(Under::Column(index)),
    }
}

/// Marks what is read; returns the mark's place and what it says.
fn mark(ui: &Ui, plot: &PlanePlot, (frame, height): (Rect, Option<f32>), under: &Under) -> (Rect, String) {
    let (tokens, painter) = (Tokens::of(ui), ui.painter());
    let thin = Stroke::new(1.5, tokens.text);
    match under {
        Under::Point(index) => {
            let Some(point) = plot.points.get(*index) else { return (frame, String::new()) };
            let center = at(frame, (point.x, point.y));
            painter.circle_stroke(center, 9.0, thin);
            (Rect::from_center_size(center, Vec2::splat(18.0)), point.hover.clone())
        }
        Under::Column(index) => {
            let Some(column) = plot.columns.get(*index) else { return (frame, String::new()) };
            let mut whole = Rect::NOTHING;
            // Both parts of a column that is cut in two.
            for part in plot.columns.iter().filter(|part| part.hover == column.hover) {
                let corners = [at(frame, (part.start, part.top)), at(frame, (part.end, 0.0))];
                whole = whole.union(Rect::from_two_pos(corners[0], corners[1]));
            }
            painter.rect_stroke(whole, 0, thin, StrokeKind::Middle);
            (whole, column.hover.clone())
        }
        Under::Curves(read) => {
            let x = axis::x_at(frame, read.x);
            let line = [pos2(x, frame.top()), pos2(x, frame.bottom())];
            painter.line_segment(line, Stroke::new(1.0, tokens.muted));
            for line in &read.lines {
                let center = pos2(x, axis::y_at(frame, line.y));
                painter.circle_filled(center, 5.0, tokens.background);
                painter.circle_filled(center, 4.0, tokens.outline(line.role));
            }
            let highest = read.lines.first().map_or(0.5, |line| line.y);
            let center = pos2(x, height.unwrap_or(axis::y_at(frame, highest)));
            (Rect::from_center_size(center, Vec2::splat(8.0)), read.sentence())
        }
    }
}
