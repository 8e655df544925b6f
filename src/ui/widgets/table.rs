//! A table of results on screen, with its copies for a spreadsheet and a page.

use egui::{Align, Label, Layout, RichText, ScrollArea, Ui, Vec2};

use crate::files::report::{Cell, Table, TableFormat};
use crate::ui::theme::caption;

/// Draws a table; numbers stand at the right. Wider tables scroll.
pub(crate) fn table_ui(ui: &mut Ui, id: &str, table: &Table) {
    ScrollArea::horizontal().id_salt((id, "scroll")).auto_shrink([false, true]).show(ui, |ui| {
        egui::Grid::new(id)
            .num_columns(table.columns.len())
            .spacing(Vec2::new(18.0, 4.0))
            .striped(true)
            .show(ui, |ui| {
                for column in &table.columns {
                    ui.label(caption(ui, column.label.as_str()));
                }
                ui.end_row();
                for row in &table.rows {
                    for cell in row {
                        cell_ui(ui, cell);
                    }
                    ui.end_row();
                }
            });
    });
}

fn cell_ui(ui: &mut Ui, cell: &Cell) {
    /// Longer words wrap.
    const WIDEST: f32 = 300.0;
    let words = RichText::new(cell.shown());
    match cell {
        Cell::Text(text) | Cell::Link(text, _) if text.chars().count() > 44 => {
            ui.scope(|ui| {
                ui.set_max_width(WIDEST);
                ui.set_min_width(WIDEST);
                ui.add(Label::new(words).wrap());
            });
        }
        Cell::Text(_) | Cell::Link(..) => {
            ui.label(words);
        }
        _ => {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.label(words));
        }
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
