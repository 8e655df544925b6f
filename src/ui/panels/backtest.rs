//! Backtest: the method against published runs whose hours are known.

use egui::Ui;

use crate::app::AppState;
use crate::files::report::backtest::{classes_table, rows_table};
use crate::ui::sink::ActionSink;
use crate::ui::widgets::{card, copy_table_ui, section_title, table_ui};

/// Draws the view.
pub(super) fn backtest_ui(ui: &mut Ui, state: &AppState, _out: &mut ActionSink) {
    let Some(backtest) = &state.derived.backtest else { return };
    card(ui, |ui| {
        section_title(ui, "How far the method lies from runs whose hours are known");
        table_ui(ui, "classes", &classes_table(backtest));
    });
    ui.add_space(8.0);
    card(ui, |ui| {
        let table = rows_table(backtest);
        section_title(ui, "Run by run");
        table_ui(ui, "rows", &table);
        copy_table_ui(ui, &table);
    });
}
