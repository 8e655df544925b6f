//! Compare: the chart of all scenarios, and what is in the number.

use egui::{RichText, Ui};

use super::cards;
use crate::app::{Action, AppState};
use crate::ui::plot::{self, Picked, PlotOptions};
use crate::ui::sink::ActionSink;
use crate::ui::theme::Tokens;

/// Draws the comparison.
pub(super) fn compare_ui(ui: &mut Ui, state: &AppState, out: &mut ActionSink) {
    chart_ui(ui, state, out);
    cards::cards_ui(ui, state, out);
}

fn chart_ui(ui: &mut Ui, state: &AppState, out: &mut ActionSink) {
    let Some(chart) = &state.derived.chart else {
        let text =
            state.derived.chart_error.clone().unwrap_or_else(|| "Add a scenario to see a chart.".into());
        ui.add_space(40.0);
        ui.vertical_centered(|ui| ui.label(RichText::new(text).color(Tokens::of(ui).warning)));
        ui.add_space(40.0);
        return;
    };
    let selected = state.derived.chart_order.iter().position(|row| *row == state.project.selected);
    // The height that is left above the cards.
    let room = Some(ui.available_height() - 270.0);
    let shown = plot::show(ui, chart, &PlotOptions { selected, pickable: true, room });
    let Some(Picked::Row(row)) = shown.picked else { return };
    if let Some(index) = state.derived.chart_order.get(row) {
        out.push(Action::Select(*index));
        out.push(Action::Explain(state.project.figure));
    }
}
