//! A table of results on screen: sorted by its headers, selected row by row, copied for a spreadsheet or a page.

mod selection;

use egui::{
    Align, Button, Color32, Event, EventFilter, FontId, Id, Key, Label, Layout, Modifiers, Rect, Response,
    RichText, ScrollArea, Sense, Shape, Ui, Vec2, WidgetInfo,
};

use super::text_width;
use crate::files::report::{Cell, Table, TableFormat};
use crate::ui::theme::{BODY, SMALL, Tokens, caption};
use selection::{Selection, Sort, order};

/// Ways to copy a table, in the order of the menu.
const FORMATS: [(TableFormat, &str); 6] = [
    (TableFormat::Tsv, "Copy for a spreadsheet (TSV)"),
    (TableFormat::Csv, "Copy as CSV"),
    (TableFormat::Markdown, "Copy as Markdown"),
    (TableFormat::Latex, "Copy as LaTeX"),
    (TableFormat::Json, "Copy as JSON"),
    (TableFormat::Plain, "Copy as plain text"),
];

/// Between columns.
const GAP: f32 = 14.0;
/// Room for the mark of the order beside a head.
const MARK: f32 = 16.0;
/// Columns narrower than this never wrap.
const SHORT: f32 = 84.0;
/// Lines longer than this are hard to follow.
const LONGEST: f32 = 640.0;

/// How a table is looked at; nothing that is saved or undone.
#[derive(Debug, Clone, Default)]
struct Looks {
    sort: Option<Sort>,
    selection: Selection,
    /// From left to right, as it was drawn last.
    width: Option<egui::Rangef>,
    /// Whether a row was clicked, and the table has not got the keyboard since.
    wants_keyboard: bool,
}

/// Draws a table; numbers stand at the right. Wider tables scroll.
pub(crate) fn table_ui(ui: &mut Ui, id: &str, table: &Table) {
    let key = Id::unique(("table", id));
    let mut looks: Looks = ui.data_mut(|data| data.get_temp_mut_or_default::<Looks>(key).clone());
    let shown = order(table, looks.sort);
    let widths = widths(ui, table, looks.sort);
    ScrollArea::horizontal().id_salt((id, "scroll")).auto_shrink([false, true]).show(ui, |ui| {
        let drawn = egui::Grid::new(id)
            .num_columns(table.columns.len())
            .spacing(Vec2::new(GAP, 4.0))
            .striped(true)
            .show(ui, |ui| {
                heads_ui(ui, table, &mut looks);
                for row in &shown {
                    row_ui(ui, key, (table, &widths), *row, &shown, &mut looks);
                }
            });
        looks.width = Some(drawn.response.rect.x_range());
        keys_ui(ui, key, drawn.response.rect, table, &shown, &mut looks);
    });
    ui.data_mut(|data| data.insert_temp(key, looks));
}

/// Headers; a click sorts.
fn heads_ui(ui: &mut Ui, table: &Table, looks: &mut Looks) {
    for (index, column) in table.columns.iter().enumerate() {
        let sorted = looks.sort.filter(|sort| sort.column == index);
        let mark = match sorted {
            Some(Sort { descending: false, .. }) => " ▲",
            Some(_) => " ▼",
            None => "",
        };
        if column.label.is_empty() {
            ui.label("");
            continue;
        }
        let text = caption(ui, format!("{}{mark}", column.label));
        let number = table.rows.iter().filter_map(|row| row.get(index)).any(Cell::is_number);
        let button = Button::new(text).frame_when_inactive(false).small();
        // The head stands where the words below it stand.
        let usual = std::mem::replace(&mut ui.spacing_mut().button_padding.x, 0.0);
        let response = if number {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.add(button)).inner
        } else {
            ui.add(button)
        };
        ui.spacing_mut().button_padding.x = usual;
        let state = match sorted {
            Some(Sort { descending: false, .. }) => ", rising",
            Some(_) => ", falling",
            None => "",
        };
        let name = format!("Sort by {}{state}", column.label);
        response.widget_info(|| WidgetInfo::labeled(egui::Role::ColumnHeader, true, &name));
        if response.clicked() {
            looks.sort = Sort::clicked(looks.sort, index);
        }
    }
    ui.end_row();
}

/// One row; a click selects it.
fn row_ui(
    ui: &mut Ui,
    key: Id,
    (table, widths): (&Table, &[Option<f32>]),
    row: usize,
    shown: &[usize],
    looks: &mut Looks,
) {
    let Some(cells) = table.rows.get(row) else { return };
    let ground = ui.painter().add(Shape::Noop);
    let mut rect = Rect::NOTHING;
    let wraps = widths.iter().any(Option::is_some);
    for (cell, width) in cells.iter().zip(widths) {
        rect = rect.union(cell_ui(ui, cell, *width, wraps));
    }
    if let Some(width) = looks.width {
        rect = Rect::from_x_y_ranges(width, rect.y_range());
    }
    let rect = rect.expand2(Vec2::new(2.0, 2.0));
    // The keyboard reaches the table as a whole.
    let response = ui.interact(rect, key.with(row), Sense::CLICK);
    let selected = looks.selection.contains(row);
    // Written only where somebody listens.
    let name = || cells.iter().map(Cell::shown).collect::<Vec<_>>().join(", ");
    response.widget_info(|| WidgetInfo::selected(egui::Role::Row, true, selected, name()));
    let tokens = Tokens::of(ui);
    let fill = match (selected, response.hovered()) {
        (true, _) => tokens.chosen,
        (false, true) => tokens.hovered,
        (false, false) => Color32::TRANSPARENT,
    };
    ui.painter().set(ground, Shape::rect_filled(rect, 3, fill));
    if response.clicked() {
        let modifiers = ui.input(|input| input.modifiers);
        looks.selection.click(row, shown, modifiers.command, modifiers.shift);
        looks.wants_keyboard = true;
    }
    if response.secondary_clicked() && !selected {
        looks.selection.click(row, shown, false, false);
    }
    response.context_menu(|ui| menu_ui(ui, table, shown, &looks.selection));
    ui.end_row();
}

fn menu_ui(ui: &mut Ui, table: &Table, shown: &[usize], selection: &Selection) {
    for (format, label) in FORMATS {
        if ui.button(label).clicked() {
            ui.ctx().copy_text(selection.part(table, shown).write(format));
            ui.close();
        }
    }
}

/// The table as one stop of the keyboard: arrows, Shift, Ctrl+A and Ctrl+C.
fn keys_ui(ui: &Ui, key: Id, rect: Rect, table: &Table, shown: &[usize], looks: &mut Looks) {
    let response: Response = ui.interact(rect, key, Sense::focusable_noninteractive());
    let heads: Vec<&str> = table.columns.iter().map(|column| column.label.as_str()).collect();
    let name = format!("Table of {} rows: {}", table.rows.len(), heads.join(", "));
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Table, true, &name));
    // In the frame of the click, and whenever that is drawn again, a row is hovered and not the table: egui would
    // take the keyboard from it.
    if looks.wants_keyboard && ui.input(|input| input.pointer.any_released()) {
        ui.ctx().request_repaint();
    } else if std::mem::take(&mut looks.wants_keyboard) {
        response.request_focus();
    }
    if !response.has_focus() {
        return;
    }
    let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(key, filter));
    let (down, up, all, copied, shift) = ui.input_mut(|input| {
        (
            input.key_pressed(Key::ArrowDown),
            input.key_pressed(Key::ArrowUp),
            input.consume_key(Modifiers::COMMAND, Key::A),
            input.events.contains(&Event::Copy),
            input.modifiers.shift,
        )
    });
    if down != up {
        looks.selection.step(down, shown, shift);
    }
    if all {
        looks.selection.all(shown);
    }
    if copied {
        ui.ctx().copy_text(looks.selection.part(table, shown).write(TableFormat::Tsv));
    }
}

/// The widths of columns whose words wrap, as pages lay tables out: where not every column can be as wide as what is in
/// it, columns of words give up room in proportion to what they could. None for columns that need not.
fn widths(ui: &Ui, table: &Table, sort: Option<Sort>) -> Vec<Option<f32>> {
    let body = || FontId::proportional(BODY);
    let column = |index: usize, head: &str| {
        let mark = if sort.is_some_and(|sort| sort.column == index) { MARK } else { 0.0 };
        let head = text_width(ui, head, FontId::proportional(SMALL)) + mark;
        let cells = || table.rows.iter().filter_map(|row| row.get(index));
        let whole = cells().map(|cell| text_width(ui, &cell.shown(), body())).fold(head, f32::max);
        if cells().any(Cell::is_number) {
            return (whole, whole);
        }
        let words = |cell: &Cell| {
            let shown = cell.shown();
            shown.split(' ').map(|word| text_width(ui, word, body())).fold(0.0, f32::max)
        };
        let longest = cells().map(words).fold(head, f32::max);
        // Short words stay on a line.
        (longest.max(SHORT).min(whole).min(LONGEST), whole.min(LONGEST))
    };
    let bounds: Vec<(f32, f32)> =
        table.columns.iter().enumerate().map(|(index, spec)| column(index, &spec.label)).collect();
    let gaps = GAP * bounds.len().saturating_sub(1) as f32;
    let (least, most) = bounds.iter().fold((0.0, 0.0), |sum, bound| (sum.0 + bound.0, sum.1 + bound.1));
    let room = ui.available_width() - gaps - 4.0;
    let share = if most > least { ((room - least) / (most - least)).clamp(0.0, 1.0) } else { 1.0 };
    let width = |(low, high): (f32, f32)| {
        let wraps = high > low && (share < 1.0 || high >= LONGEST);
        wraps.then_some(low + (high - low) * share)
    };
    bounds.into_iter().map(width).collect()
}

/// Draws a cell and says where it is. In tables whose words wrap, everything stands at the top of its row.
fn cell_ui(ui: &mut Ui, cell: &Cell, width: Option<f32>, wraps: bool) -> Rect {
    let words = RichText::new(cell.shown());
    let align = if wraps { Align::Min } else { Align::Center };
    match (cell.is_number() || matches!(cell, Cell::Empty), width) {
        (false, Some(width)) => {
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                ui.set_max_width(width);
                ui.set_min_width(width);
                ui.add(Label::new(words).wrap());
            })
            .response
            .rect
        }
        (false, None) => {
            ui.with_layout(Layout::left_to_right(align), |ui| ui.add(Label::new(words).extend())).inner.rect
        }
        (true, _) => ui.with_layout(Layout::right_to_left(align), |ui| ui.label(words)).inner.rect,
    }
}

/// Buttons that copy a table.
pub(crate) fn copies_ui(ui: &mut Ui, tsv: impl FnOnce() -> String, markdown: impl FnOnce() -> String) {
    ui.horizontal(|ui| {
        if super::strip_button(ui, "Copy for a spreadsheet").clicked() {
            ui.ctx().copy_text(tsv());
        }
        if super::strip_button(ui, "Copy as Markdown").clicked() {
            ui.ctx().copy_text(markdown());
        }
    });
}

/// Buttons that copy this table.
pub(crate) fn copy_table_ui(ui: &mut Ui, table: &Table) {
    copies_ui(ui, || table.write(TableFormat::Tsv), || table.write(TableFormat::Markdown));
}
