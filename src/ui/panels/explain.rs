//! How a figure comes about: formula, numbers and source at every level, down to the inputs.

use egui::collapsing_header::CollapsingState;
use egui::{Align, ComboBox, Id, Label, Layout, RichText, ScrollArea, Ui};

use crate::app::{Action, AppState, Panel};
use crate::estimate::{Explanation, FigureId, Operand};
use crate::ui::sink::ActionSink;
use crate::ui::theme::{SMALL, Tokens, caption, semibold, strong};
use crate::ui::widgets::{section_title, status_mark, status_word};
use crate::units::format;

/// Levels that are open at first.
const OPEN: usize = 2;

/// Draws the explanation.
pub(crate) fn explain_ui(ui: &mut Ui, state: &AppState, out: &mut ActionSink) {
    ui.horizontal(|ui| {
        section_title(ui, "How it comes about");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.small_button("Close").on_hover_text("Ctrl+I brings it back").clicked() {
                out.push(Action::Show(Panel::Explain, false));
            }
        });
    });
    figure_choice_ui(ui, state, out);
    if let Some(entry) = state.project.selected() {
        ui.label(caption(ui, entry.scenario.name.as_str()));
    }
    ui.separator();
    ScrollArea::vertical().id_salt("explain").auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(ui.available_width() - 6.0);
        match &state.derived.explanation {
            Some(Ok(explanation)) => root_ui(ui, state, explanation),
            Some(Err(missing)) => {
                ui.label(format!("There is no such figure: {missing}."));
            }
            None => {
                ui.label("Click any figure to see how it comes about.");
            }
        }
    });
}

fn figure_choice_ui(ui: &mut Ui, state: &AppState, out: &mut ActionSink) {
    let explained = state.session.explained;
    let known = |figure: FigureId| {
        state.selected_evaluation().is_some_and(|evaluation| evaluation.value(figure).is_ok())
    };
    let combo = ComboBox::from_id_salt("explained")
        .width(ui.available_width() - 8.0)
        .height(500.0)
        .truncate()
        .selected_text(explained.label())
        .show_ui(ui, |ui| {
            for figure in FigureId::ALL.iter().copied().filter(|figure| known(*figure)) {
                if ui.selectable_label(figure == explained, figure.label()).clicked() {
                    out.push(Action::Explain(figure));
                }
            }
        });
    combo.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, "Figure to explain"));
}

fn root_ui(ui: &mut Ui, state: &AppState, explanation: &Explanation) {
    let value = format::short(explanation.dimension, explanation.value);
    let exact = format!("{} {}", format::full(explanation.value), explanation.dimension.unit());
    let text = RichText::new(value).size(24.0).family(semibold());
    ui.add(Label::new(text).selectable(true)).on_hover_text(exact);
    formula_ui(ui, explanation);
    ui.add_space(8.0);
    let id = Id::unique(("explain", state.session.explained));
    for (index, part) in explanation.parts.iter().enumerate() {
        part_ui(ui, id.with(index), part, 1);
    }
}

/// The formula in names and in numbers, and where the method comes from.
fn formula_ui(ui: &mut Ui, explanation: &Explanation) {
    ui.spacing_mut().item_spacing.y = 2.0;
    if !explanation.symbols.is_empty() {
        ui.add(Label::new(RichText::new(format!("= {}", explanation.symbols))).wrap());
    }
    if !explanation.numbers.is_empty() {
        let muted = Tokens::of(ui).muted;
        ui.add(Label::new(RichText::new(format!("= {}", explanation.numbers)).color(muted)).wrap());
    }
    if !explanation.source.is_empty() {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 5.0;
            status_mark(ui, explanation.status);
            let is_input = matches!(explanation.operand, Operand::Input(_) | Operand::Spec(_));
            let text = if is_input {
                format!("{} · {}", status_word(explanation.status), explanation.source)
            } else {
                format!("{} · method: {}", status_word(explanation.status), explanation.source)
            };
            ui.add(Label::new(caption(ui, text)).wrap());
        });
    }
}

fn part_ui(ui: &mut Ui, id: Id, part: &Explanation, depth: usize) {
    ui.add_space(4.0);
    let foldable = !part.parts.is_empty();
    if !foldable {
        ui.horizontal(|ui| {
            ui.add_space(18.0);
            title_ui(ui, part);
        });
        ui.indent(id, |ui| formula_ui(ui, part));
        return;
    }
    CollapsingState::load_with_default_open(ui.ctx(), id, depth < OPEN)
        .show_header(ui, |ui| title_ui(ui, part))
        .body(|ui| {
            formula_ui(ui, part);
            for (index, child) in part.parts.iter().enumerate() {
                part_ui(ui, id.with(index), child, depth + 1);
            }
        });
}

/// Name at the left, value at the right.
fn title_ui(ui: &mut Ui, part: &Explanation) {
    let value = format::short(part.dimension, part.value);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let exact = format!("{} {}", format::full(part.value), part.dimension.unit());
        ui.label(strong(value)).on_hover_text(exact);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.add(Label::new(RichText::new(capital(&part.name)).size(SMALL + 1.0)).truncate());
        });
    });
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
