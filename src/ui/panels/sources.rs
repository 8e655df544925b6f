//! Sources: every input of the shown scenario with its value, its standing and who says so.

use egui::Ui;

use crate::app::AppState;
use crate::files::report::estimate::inputs_table;
use crate::ui::sink::ActionSink;
use crate::ui::widgets::{card, copy_table_ui, section_title, table_ui};

/// Draws the view.
pub(super) fn sources_ui(ui: &mut Ui, state: &AppState, _out: &mut ActionSink) {
    let Some(evaluation) = state.selected_evaluation() else { return };
    let table = inputs_table(evaluation);
    card(ui, |ui| {
        section_title(ui, &format!("Who says so: {}", evaluation.scenario().name));
        table_ui(ui, "sources", &table);
        copy_table_ui(ui, &table);
    });
}
