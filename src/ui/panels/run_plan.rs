//! Run plan: hours, days and cost of each phase of the shown scenario, and what it costs where.

use egui::Ui;

use crate::app::AppState;
use crate::files::report::estimate::phases_table;
use crate::ui::sink::ActionSink;
use crate::ui::widgets::{card, copy_table_ui, section_title, table_ui};

/// Draws the view.
pub(super) fn run_plan_ui(ui: &mut Ui, state: &AppState, _out: &mut ActionSink) {
    let Some(evaluation) = state.selected_evaluation() else { return };
    let table = phases_table(evaluation);
    card(ui, |ui| {
        section_title(ui, &format!("Phases of {}", evaluation.scenario().name));
        table_ui(ui, "phases", &table);
        copy_table_ui(ui, &table);
    });
}
