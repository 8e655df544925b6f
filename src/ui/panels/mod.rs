//! The parts of the window.

mod advice;
mod backtest;
mod breakdown;
mod cards;
mod center;
mod chart;
mod claims;
mod compare;
mod explain;
mod inputs;
mod providers;
mod run_plan;
mod rungs;
mod sources;
mod start;
mod status_bar;
mod switches;
mod tabs;
mod together;
mod top_bar;
mod uncertainty;
mod what_if;

pub(super) use center::center_ui;
pub(super) use explain::explain_ui;
pub(super) use inputs::inputs_ui;
pub(super) use status_bar::status_bar_ui;
pub(super) use top_bar::top_bar_ui;
