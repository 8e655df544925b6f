//! Two-way tables: shaded cells with their numbers, the current one outlined.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{
    Align, Color32, CursorIcon, EventFilter, FontFamily, FontId, Galley, Key, Painter, Rect, Response, Role,
    Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::{Picked, PlotOptions, Shown, tip, words};
use crate::chart::{ColorRole, Fill, HeatCell, HeatPlot, Pattern, ResolvedChart};
use crate::ui::theme::{Tokens, semibold};

/// Heights of one row: the least, the usual and the most.
const PITCH: (f32, f32, f32) = (26.0, 34.0, 46.0);
/// Height of the title and the heads of the columns.
const HEAD: f32 = 44.0;
/// Sizes of numbers, from the usual to the smallest.
const SIZES: [f32; 5] = [14.0, 13.0, 12.0, 11.0, 10.0];

/// Where cells are.
struct Grid {
    /// All cells.
    cells: Rect,
    /// Everything.
    outer: Rect,
    step: Vec2,
    size: f32,
}

impl Grid {
    fn cell(&self, row: usize, column: usize) -> Rect {
        let corner = self.cells.min + vec2(column as f32 * self.step.x, row as f32 * self.step.y);
        Rect::from_min_size(corner, self.step).shrink(1.0)
    }

    fn font(&self, bold: bool) -> FontId {
        FontId::new(self.size, if bold { semibold() } else { FontFamily::Proportional })
    }
}

/// Draws the table.
pub(super) fn heat_ui(
    ui: &mut Ui,
    chart: &ResolvedChart,
    plot: &HeatPlot,
    options: &PlotOptions,
    width: f32,
) -> Shown {
    let (rows, columns) = (plot.rows.len().max(1) as f32, plot.columns.len().max(1) as f32);
    let left = heads_width(ui.painter(), plot, width);
    let across = (width - left - 2.0) / columns;
    let size = number_size(ui.painter(), plot, across);
    let head = HEAD + wrapped_heads(ui.painter(), plot, across, size);
    let pitch = options.room.map_or(PITCH.1, |room| ((room - head) / rows).clamp(PITCH.0, PITCH.2));
    let step = vec2(across, pitch);
    let sense = if options.pickable { Sense::focusable_noninteractive() } else { Sense::hover() };
    let response = super::canvas(ui, chart, vec2(width, head + rows * pitch + 2.0), (options.name, sense));
    let outer = response.rect;
    if !ui.is_rect_visible(outer) {
        return Shown::plain(response, None);
    }
    let corner = outer.min + vec2(left, head);
    let cells = Rect::from_min_size(corner, vec2(step.x * columns, rows * pitch));
    let grid = Grid { cells, outer, step, size };
    let tokens = Tokens::of(ui);
    heads(ui.painter(), plot, &grid, &tokens);
    let mut picked = None;
    let mut current = Vec::new();
    for (row, cells) in plot.cells.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            let rect = grid.cell(row, column);
            let hit = cell_response(ui, &response, (row, column, cell), rect, options.pickable);
            if options.pickable && hit.clicked() {
                picked = Some(Picked::Cell(row, column));
            }
            cell_ui(ui.painter(), cell, &grid, rect, &tokens);
            if hit.hovered() {
                tip::sentence(ui, &response, rect, &cell.hover);
                ui.painter().rect_stroke(rect, 0, Stroke::new(1.5, tokens.text), StrokeKind::Inside);
            }
            current.extend(cell.current.then_some(rect));
        }
    }
    for rect in current {
        // Last, so that no neighbor covers it; dark and light, so that it shows on every shade.
        ui.painter().rect_stroke(rect.expand(1.0), 0, Stroke::new(2.0, tokens.text), StrokeKind::Middle);
        ui.painter().rect_stroke(
            rect.shrink(0.75),
            0,
            Stroke::new(1.0, tokens.background),
            StrokeKind::Inside,
        );
    }
    let picked = picked.or(keys_ui(ui, &response, plot, &grid));
    Shown::plain(response, picked)
}

/// The width of the row heads with their gap.
fn heads_width(painter: &Painter, plot: &HeatPlot, width: f32) -> f32 {
    let wide = |text: &String| words::width(painter, text, FontId::proportional(14.0));
    let heads = plot.rows.iter().map(wide).fold(0.0, f32::max);
    let title = words::width(painter, &plot.row_title, words::small_bold()).min(width * 0.24);
    heads.min(width * 0.24).max(title) + 14.0
}

/// The largest size at which every number fits its cell, and every head above it on two lines.
fn number_size(painter: &Painter, plot: &HeatPlot, across: f32) -> f32 {
    let fits = |size: &f32| {
        let font = FontId::new(*size, semibold());
        let mut texts = plot.cells.iter().flatten().map(|cell| &cell.text);
        texts.all(|text| words::width(painter, text, font.clone()) + 8.0 <= across)
            && plot.columns.iter().all(|text| {
                let galley = column_head(painter, text, (*size, across), Color32::PLACEHOLDER);
                !galley.elided && galley.size().x <= across
            })
    };
    SIZES.into_iter().find(fits).unwrap_or(10.0)
}

/// A column's head, centered, on at most two lines.
fn column_head(painter: &Painter, text: &str, (size, across): (f32, f32), color: Color32) -> Arc<Galley> {
    let font = FontId::new(size, FontFamily::Proportional);
    let mut job = LayoutJob::simple(text.to_owned(), font, color, across - 4.0);
    job.wrap.max_rows = 2;
    job.halign = Align::Center;
    painter.layout_job(job)
}

/// By how much heads on two lines are taller than on one.
fn wrapped_heads(painter: &Painter, plot: &HeatPlot, across: f32, size: f32) -> f32 {
    let heads =
        plot.columns.iter().map(|text| column_head(painter, text, (size, across), Color32::PLACEHOLDER));
    if heads.into_iter().any(|head| head.rows.len() > 1) { size * 1.25 } else { 0.0 }
}

/// Titles and heads of rows and columns.
fn heads(painter: &Painter, plot: &HeatPlot, grid: &Grid, tokens: &Tokens) {
    let (left, right) = (grid.outer.left(), grid.cells.left() - 12.0);
    let column_title =
        words::cut(painter, &plot.column_title, words::small_bold(), tokens.muted, grid.cells.width());
    painter.galley(pos2(grid.cells.left(), grid.outer.top()), column_title, tokens.muted);
    let mut job = LayoutJob::simple(plot.row_title.clone(), words::small_bold(), tokens.muted, right - left);
    job.wrap.max_rows = 2;
    job.halign = Align::RIGHT;
    let row_title = painter.layout_job(job);
    painter.galley(pos2(right, grid.cells.top() - row_title.size().y - 4.0), row_title, tokens.muted);
    for (index, head) in plot.columns.iter().enumerate() {
        let words = column_head(painter, head, (grid.size, grid.step.x), tokens.text);
        let middle = grid.cells.left() + (index as f32 + 0.5) * grid.step.x;
        painter.galley(pos2(middle, grid.cells.top() - words.size().y - 4.0), words, tokens.text);
    }
    for (index, head) in plot.rows.iter().enumerate() {
        let words = words::cut(painter, head, grid.font(false), tokens.text, right - left);
        let y = grid.cells.top() + (index as f32 + 0.5) * grid.step.y - words.size().y / 2.0;
        painter.galley(pos2(right - words.size().x, y), words, tokens.text);
    }
}

fn cell_response(
    ui: &Ui,
    parent: &Response,
    (row, column, cell): (usize, usize, &HeatCell),
    rect: Rect,
    pickable: bool,
) -> Response {
    // Clickable but no stop of the Tab key: the table is one stop, and arrow keys move inside it.
    let sense = if pickable { Sense::CLICK } else { Sense::hover() };
    let hit = ui.interact(rect, parent.id.with((row, column)), sense);
    let name = &cell.hover;
    hit.widget_info(|| WidgetInfo::labeled(Role::Cell, ui.is_enabled(), name));
    if cell.current {
        ui.ctx().accesskit_node_builder(hit.id, |node| node.set_selected(true));
    }
    if pickable { hit.on_hover_cursor(CursorIcon::PointingHand) } else { hit }
}

fn cell_ui(painter: &Painter, cell: &HeatCell, grid: &Grid, rect: Rect, tokens: &Tokens) {
    let fill = Fill { role: cell.role, pattern: Pattern::Solid };
    painter.rect_filled(rect, 0, tokens.role(cell.role));
    let ink: Color32 = if cell.role == ColorRole::Background { tokens.muted } else { tokens.ink_on(fill) };
    let words = words::cut(painter, &cell.text, grid.font(cell.current), ink, rect.width());
    painter.galley(rect.center() - words.size() / 2.0, words, ink);
}

/// Arrow keys move from cell to cell, Enter and Space choose one.
fn keys_ui(ui: &Ui, response: &Response, plot: &HeatPlot, grid: &Grid) -> Option<Picked> {
    if !response.has_focus() {
        return None;
    }
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let pressed = |key| ui.input(|input| input.num_presses(key));
    let start = || {
        let mut cells = plot.cells.iter().enumerate();
        cells
            .find_map(|(row, cells)| Some((row, cells.iter().position(|cell| cell.current)?)))
            .unwrap_or((0, 0))
    };
    let step = |at: usize, back: Key, forth: Key, count: usize| {
        (at + pressed(forth)).saturating_sub(pressed(back)).min(count.saturating_sub(1))
    };
    let (row, column) = ui.data(|data| data.get_temp(response.id)).unwrap_or_else(start);
    let row = step(row, Key::ArrowUp, Key::ArrowDown, plot.rows.len());
    let column = step(column, Key::ArrowLeft, Key::ArrowRight, plot.columns.len());
    ui.data_mut(|data| data.insert_temp(response.id, (row, column)));
    let cell = plot.cells.get(row)?.get(column)?;
    let (tokens, rect) = (Tokens::of(ui), grid.cell(row, column));
    ui.painter().rect_stroke(rect, 0, Stroke::new(2.0, tokens.accent), StrokeKind::Inside);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_value(cell.hover.as_str()));
    tip::sentence(ui, response, rect, &cell.hover);
    (pressed(Key::Enter) + pressed(Key::Space) > 0).then_some(Picked::Cell(row, column))
}
