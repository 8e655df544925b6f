//! How a figure comes about: formula, numbers and source at every level, down to the inputs.

use egui::collapsing_header::CollapsingState;
use egui::{Align, Button, ComboBox, Id, Label, Layout, OpenUrl, Response, RichText, ScrollArea, Ui};

use crate::app::{Action, AppState, Copies, FieldKey, Panel};
use crate::estimate::{Explanation, FigureId, Operand};
use crate::scenario::input::InputKey;
use crate::ui::focus;
use crate::ui::sink::ActionSink;
use crate::ui::theme::{SMALL, Tokens, caption, semibold, strong};
use crate::ui::widgets::{
    Helped as _, copy_menu_ui, offer, section_title, status_mark, status_word, strip_button,
};
use crate::units::{Dimension, format};

/// Levels that are open at first.
const OPEN: usize = 2;

/// Draws the explanation.
pub(crate) fn explain_ui(ui: &mut Ui, state: &AppState, out: &mut ActionSink) {
    ui.horizontal(|ui| {
        section_title(ui, "How it comes about");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let close = ui.small_button("Close");
            close
                .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "Close the explanation"));
            if close.helped("Ctrl+I brings it back").clicked() {
                out.push(Action::Show(Panel::Explain, false));
            }
        });
    });
    figure_choice_ui(ui, state, out);
    if let Some(entry) = state.project.selected() {
        let at = state.session.explained_rung.map(|rung| format!(", at {}: {}", rung.letter(), rung.name()));
        ui.label(caption(ui, format!("{}{}", entry.scenario.name, at.unwrap_or_default())));
    }
    ui.separator();
    ScrollArea::vertical().id_salt("explain").auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(ui.available_width() - 6.0);
        match &state.derived.explanation {
            Some(Ok(explanation)) => root_ui(ui, state, explanation, out),
            Some(Err(missing)) => {
                ui.label(format!("There is no such figure: {missing}."));
            }
            None => {
                ui.label("Click any figure to see how it comes about.");
            }
        }
        focus::follow(ui);
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

fn root_ui(ui: &mut Ui, state: &AppState, explanation: &Explanation, out: &mut ActionSink) {
    let value = format::short(explanation.dimension, explanation.value);
    let text = RichText::new(value).size(24.0).family(semibold());
    value_ui(ui, explanation, text);
    formula_ui(ui, explanation);
    source_ui(ui, state, explanation, out);
    copies_ui(ui, explanation);
    ui.add_space(8.0);
    let id = Id::unique(("explain", state.session.explained));
    for (index, part) in explanation.parts.iter().enumerate() {
        part_ui(ui, state, (id.with(index), 1), part, out);
    }
}

/// Ways to take the formula elsewhere.
fn copies_ui(ui: &mut Ui, explanation: &Explanation) {
    let copies = Copies::of(explanation);
    ui.horizontal_wrapped(|ui| {
        for (label, text) in [("Copy formula", copies.formula), ("Copy as LaTeX", copies.latex)] {
            if !text.is_empty() && strip_button(ui, label).clicked() {
                ui.ctx().copy_text(text);
            }
        }
    });
}

/// A value that shows every digit and can be copied.
fn value_ui(ui: &mut Ui, part: &Explanation, text: RichText) -> Response {
    let exact = Copies::of(part).with_unit;
    let name = format!("{}: {exact}", capital(&part.name));
    let button = Button::new(text).frame_when_inactive(false).small();
    let usual = std::mem::replace(&mut ui.spacing_mut().button_padding.x, 2.0);
    let response = ui.add(button);
    ui.spacing_mut().button_padding.x = usual;
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    let response = response.helped(format!("{exact}. Click for ways to copy it."));
    egui::Popup::menu(&response).show(|ui| copy_menu_ui(ui, &Copies::of(part)));
    response.context_menu(|ui| copy_menu_ui(ui, &Copies::of(part)));
    response
}

/// The formula in names and in numbers.
fn formula_ui(ui: &mut Ui, explanation: &Explanation) {
    ui.spacing_mut().item_spacing.y = 2.0;
    if !explanation.symbols.is_empty() {
        ui.add(Label::new(RichText::new(format!("= {}", explanation.symbols))).wrap());
    }
    if !explanation.numbers.is_empty() {
        let muted = Tokens::of(ui).muted;
        ui.add(Label::new(RichText::new(format!("= {}", explanation.numbers)).color(muted)).wrap());
    }
}

/// Who says so, as a link where there is one; for inputs what editing would do, and the way to the field.
fn source_ui(ui: &mut Ui, state: &AppState, part: &Explanation, out: &mut ActionSink) {
    if !part.source.is_empty() {
        let status = status_word(part.status);
        let is_given = matches!(part.operand, Operand::Input(_) | Operand::Spec(_));
        let words = if is_given { format!("{status} ·") } else { format!("{status} · method:") };
        let url = url_of(state, &part.operand);
        let linked = !url.is_empty();
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 5.0;
            status_mark(ui, part.status);
            let words = if linked { status.to_owned() } else { format!("{words} {}", part.source) };
            ui.add(Label::new(caption(ui, words)).wrap());
        });
        if linked {
            let link = ui.link(RichText::new(&part.source).size(SMALL));
            if link.helped("Opens the source in the browser").clicked() {
                ui.ctx().open_url(OpenUrl::new_tab(url));
            }
        }
    }
    if let Operand::Input(key) = part.operand {
        input_ui(ui, state, key, out);
    }
}

fn url_of(state: &AppState, operand: &Operand) -> String {
    let Some(evaluation) = state.selected_evaluation() else { return String::new() };
    match operand {
        Operand::Input(key) => {
            key.get(evaluation.scenario()).map(|value| value.provenance.url.clone()).unwrap_or_default()
        }
        Operand::Spec(spec) if spec.is_of_accelerator() => {
            evaluation.checked.accelerator().provenance.url.clone()
        }
        _ => String::new(),
    }
}

/// What editing the input would do, and the way to its field.
fn input_ui(ui: &mut Ui, state: &AppState, key: InputKey, out: &mut ActionSink) {
    let Some(entry) = state.project.selected() else { return };
    ui.horizontal_wrapped(|ui| {
        if let Some(nudge) = state.derived.nudges.iter().find(|nudge| nudge.key == key) {
            let effect = match nudge.effect.abs() {
                0.0 => "no change".to_owned(),
                small if small < 5e-4 => "less than 0.05 % more or less".to_owned(),
                _ => signed(nudge.effect),
            };
            let figure = state.session.explained.label().to_lowercase();
            ui.label(caption(ui, format!("{} here: {figure} {effect}", signed(nudge.step))));
        }
        let response = ui.add(offer(ui, "Go to input").small());
        let name = format!("Go to {}", key.label(&entry.scenario));
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
        if response.clicked() {
            out.push(Action::GoTo(FieldKey { scenario: entry.key, input: key }));
        }
    });
}

/// A change with its sign: `+8.3 %`.
fn signed(share: f64) -> String {
    let digits = format::significant(Dimension::Fraction, share.abs(), 2);
    format!("{}{digits}", if share < 0.0 { "−" } else { "+" })
}

fn part_ui(
    ui: &mut Ui,
    state: &AppState,
    (id, depth): (Id, usize),
    part: &Explanation,
    out: &mut ActionSink,
) {
    ui.add_space(4.0);
    if part.parts.is_empty() {
        ui.horizontal(|ui| {
            ui.add_space(18.0);
            title_ui(ui, part);
        });
        ui.indent(id, |ui| {
            formula_ui(ui, part);
            source_ui(ui, state, part, out);
        });
        return;
    }
    let mut fold = CollapsingState::load_with_default_open(ui.ctx(), id, depth < OPEN);
    let name = format!("Parts of {}", capital(&part.name));
    ui.horizontal(|ui| {
        let toggle = fold.show_toggle_button(ui, egui::collapsing_header::paint_default_icon);
        toggle.widget_info(|| egui::WidgetInfo::labeled(egui::Role::DisclosureTriangle, true, &name));
        title_ui(ui, part);
    });
    fold.show_body_unindented(ui, |ui| {
        ui.indent(id.with("parts"), |ui| {
            formula_ui(ui, part);
            source_ui(ui, state, part, out);
            for (index, child) in part.parts.iter().enumerate() {
                part_ui(ui, state, (id.with(index), depth + 1), child, out);
            }
        });
    });
}

/// Name at the left, value at the right.
fn title_ui(ui: &mut Ui, part: &Explanation) {
    let value = format::short(part.dimension, part.value);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        value_ui(ui, part, strong(value));
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.add(Label::new(RichText::new(capital(&part.name)).size(SMALL + 1.0)).truncate());
        });
    });
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
