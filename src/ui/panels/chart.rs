//! A chart in a view: what is zoomed into is kept for it.

use egui::Ui;

use crate::app::{Action, AppState, ChartSlot};
use crate::chart::ResolvedChart;
use crate::ui::plot::{self, PlotOptions, Shown};
use crate::ui::sink::ActionSink;

/// Draws a chart that can be zoomed into.
pub(super) fn zoomable_ui(
    ui: &mut Ui,
    state: &AppState,
    slot: ChartSlot,
    chart: &ResolvedChart,
    options: &PlotOptions,
    out: &mut ActionSink,
) -> Shown {
    let window = state.session.zooms.get(slot);
    // A chart that has a name keeps the keyboard while things above it come and go.
    let shown = plot::show(ui, chart, &PlotOptions { name: slot.name(), zoomable: true, window, ..*options });
    if let Some(window) = shown.zoomed {
        out.push(Action::Zoom(slot, window));
    }
    shown
}
