//! A chart in a view: its zoom is kept for it, and `L` changes the scale of the view.

use egui::Ui;

use crate::app::{Action, AppState, ChartSlot};
use crate::chart::{ResolvedChart, Scale};
use crate::ui::plot::{self, PlotOptions, Shown};
use crate::ui::sink::ActionSink;

/// The other scale.
pub(super) fn other(scale: Scale) -> Scale {
    match scale {
        Scale::Log => Scale::Linear,
        Scale::Linear => Scale::Log,
    }
}

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
    let shown = plot::show(ui, chart, &PlotOptions { zoomable: true, window, ..*options });
    if let Some(window) = shown.zoomed {
        out.push(Action::Zoom(slot, window));
    }
    rescale(state, &shown, out);
    shown
}

/// Changes the scale of the view's charts where `L` was pressed on one.
pub(super) fn rescale(state: &AppState, shown: &Shown, out: &mut ActionSink) {
    if shown.rescaled {
        let now = state.session.scale(state.session.view, state.project.scale);
        out.push(Action::Scale(other(now)));
    }
}
