//! A figure that can be asked: a click explains it, a right click copies it.

use egui::{Button, Response, RichText, Ui};

use super::Helped as _;
use crate::app::{Action, AppState, Copies};
use crate::estimate::{Explanation, FigureId, Missing};
use crate::scenario::Scope;
use crate::ui::sink::ActionSink;
use crate::units::format;

/// Which figure of which scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FigureOf {
    /// The scenario by its place among the tabs.
    pub(crate) scenario: usize,
    /// The figure.
    pub(crate) figure: FigureId,
    /// For the cost: the rung, where it is not the scenario's own.
    pub(crate) rung: Option<Scope>,
}

impl FigureOf {
    /// A figure of the shown scenario.
    pub(crate) fn shown(state: &AppState, figure: FigureId) -> Self {
        Self { scenario: state.project.selected, figure, rung: None }
    }

    fn value(self, state: &AppState) -> Result<f64, Missing> {
        let evaluation = state.derived.evaluation(self.scenario).ok_or(Missing::NoPhase)?;
        match self.rung {
            Some(rung) => evaluation.estimate.cost_at(rung).map(crate::units::Quantity::base),
            None => evaluation.value(self.figure),
        }
    }

    fn label(self) -> String {
        match self.rung {
            Some(rung) => format!("Cost at {}: {}", rung.letter(), rung.name()),
            None => self.figure.label().to_owned(),
        }
    }

    fn explain(self, state: &AppState, out: &mut ActionSink) {
        if self.scenario != state.project.selected {
            out.push(Action::Select(self.scenario));
        }
        out.push(match self.rung {
            Some(rung) => Action::ExplainRung(rung),
            None => Action::Explain(self.figure),
        });
    }
}

/// Draws a figure in some words. What is missing is a dash with its reason.
pub(crate) fn figure_value(
    ui: &mut Ui,
    state: &AppState,
    of: FigureOf,
    style: impl FnOnce(RichText) -> RichText,
    out: &mut ActionSink,
) -> Response {
    let value = of.value(state);
    let dimension = of.figure.dimension();
    let label = of.label();
    let (text, tip) = match value {
        Ok(value) => {
            let exact = format!("{} {}", format::full(value), dimension.unit());
            (format::short(dimension, value), format!("{label}: {exact}. Click to see how it comes about."))
        }
        Err(missing) => ("–".to_owned(), format!("{label}: {missing}")),
    };
    let name = format!("{label}: {text}");
    let button = Button::new(style(RichText::new(text))).frame_when_inactive(false).small();
    let response = ui.add(button);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    let response = response.helped(tip);
    if response.clicked() {
        of.explain(state, out);
    }
    response.context_menu(|ui| {
        if let Ok(explanation) = explanation(state, of) {
            copy_menu_ui(ui, &Copies::of(&explanation));
        }
        if ui.button("Show source").clicked() {
            of.explain(state, out);
            ui.close();
        }
    });
    response
}

fn explanation(state: &AppState, of: FigureOf) -> Result<Explanation, Missing> {
    let explained = (state.project.selected, state.session.explained, state.session.explained_rung);
    match (&state.derived.explanation, of.rung) {
        (Some(Ok(known)), _) if (of.scenario, of.figure, of.rung) == explained => Ok(known.clone()),
        (_, Some(rung)) => state.derived.explain_rung(&state.world, of.scenario, rung),
        _ => state.derived.evaluation(of.scenario).ok_or(Missing::NoPhase)?.explain(of.figure).cloned(),
    }
}

/// Ways to copy a value.
pub(crate) fn copy_menu_ui(ui: &mut Ui, copies: &Copies) {
    for (label, text) in [
        ("Copy value", &copies.value),
        ("Copy with unit", &copies.with_unit),
        ("Copy formula", &copies.formula),
        ("Copy as Markdown row", &copies.markdown),
        ("Copy as LaTeX", &copies.latex),
    ] {
        if !text.is_empty() && ui.button(label).clicked() {
            ui.ctx().copy_text(text.clone());
            ui.close();
        }
    }
}
