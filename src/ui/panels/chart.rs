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
    let shown = plot::show(ui, chart, &PlotOptions { name: name(slot), zoomable: true, window, ..*options });
    if let Some(window) = shown.zoomed {
        out.push(Action::Zoom(slot, window));
    }
    shown
}

/// A chart keeps the keyboard while things above it come and go.
const fn name(slot: ChartSlot) -> &'static str {
    match slot {
        ChartSlot::OverTime => "over time",
        ChartSlot::WhatIf => "what if",
        ChartSlot::Uncertain(chart) => chart.id(),
        ChartSlot::Plan => "plan",
        ChartSlot::Prices => "prices",
    }
}
