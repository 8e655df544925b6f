//! The parts of the window.

mod advice;
mod breakdown;
mod cards;
mod claims;
mod compare;
mod explain;
mod inputs;
mod status_bar;
mod top_bar;
mod uncertainty;
mod what_if;

pub(super) use compare::compare_ui;
pub(super) use explain::explain_ui;
pub(super) use inputs::inputs_ui;
pub(super) use status_bar::status_bar_ui;
pub(super) use top_bar::top_bar_ui;
