//! What it would take for a figure to have a wanted value, and what comes out when one or two inputs change.

use egui::{ComboBox, Id, Label, RichText, TextEdit, Ui};

use super::chart;
use super::switches::{Room, scale_ui};
use crate::analysis::Solution;
use crate::app::{
    Action, AppState, AxisText, ChartSlot, Entry, FieldKey, Focus, HoursHere, Supposed, WhatIf,
};
use crate::estimate::FigureId;
use crate::scenario::input::InputKey;
use crate::scenario::{ChoiceId, HoursBasis};
use crate::ui::focus::{self, Wanted};
use crate::ui::plot::PlotOptions;
use crate::ui::sink::ActionSink;
use crate::ui::theme::{SMALL, Tokens, caption, strong};
use crate::ui::widgets::{
    Helped as _, card, checkbox, copies_ui, edit_menu_ui, field_frame, offer, section_title, select_all,
};
use crate::units::{Dimension, format};

/// In a narrower card, fields are narrower too.
const NARROW: f32 = 560.0;

/// Draws the view: the table first, which is what it opens on.
pub(super) fn what_if_ui(ui: &mut Ui, state: &AppState, room: Room, out: &mut ActionSink) {
    let (Some(entry), Some(supposed)) = (state.project.selected(), &state.derived.what_if) else {
        ui.label("Add a scenario to ask what if.");
        return;
    };
    let question = &state.session.what_if;
    card(ui, |ui| sweep_ui(ui, state, (entry, supposed), room, out));
    ui.add_space(8.0);
    card(ui, |ui| goal_ui(ui, entry, state.project.figure, question, supposed, out));
    ui.add_space(8.0);
}

/// A field for a text of the question; returns the text when it changed.
fn text_ui(ui: &mut Ui, name: &str, text: &str, hint: &str, width: f32, bad: bool) -> Option<String> {
    let mut edited = text.to_owned();
    let id = Id::unique(("what-if", name));
    let frame = field_frame(ui, id, bad);
    let edit = TextEdit::singleline(&mut edited).id(id).frame(frame).desired_width(width).hint_text(hint);
    let response = ui.add(edit).accessible_name(name);
    response.context_menu(|ui| edit_menu_ui(ui, id, edited.chars().count()));
    response.changed().then_some(edited)
}

/// A choice among the inputs that the scenario has.
fn input_ui(ui: &mut Ui, entry: &Entry, name: &str, chosen: InputKey) -> Option<InputKey> {
    let mut pressed = None;
    let combo = ComboBox::from_id_salt(("what-if", name))
        .width(if ui.max_rect().width() < NARROW { 142.0 } else { 176.0 })
        .height(420.0)
        .truncate()
        .selected_text(chosen.label(&entry.scenario))
        .show_ui(ui, |ui| {
            for key in InputKey::present(&entry.scenario) {
                if ui.selectable_label(key == chosen, key.label(&entry.scenario)).clicked() {
                    pressed = Some(key);
                }
            }
        });
    combo.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, name));
    pressed
}

/// One input solved for the shown figure.
fn goal_ui(
    ui: &mut Ui,
    entry: &Entry,
    figure: FigureId,
    question: &WhatIf,
    supposed: &Supposed,
    out: &mut ActionSink,
) {
    section_title(ui, "What would it take?");
    ui.horizontal_wrapped(|ui| {
        ui.label(format!("{} of {} shall be", figure.label(), entry.scenario.name));
        let bad = matches!(supposed.solution, Some(Err(_)));
        let hint = figure.dimension().example().split(" or ").next().unwrap_or_default();
        if focus::take(ui.ctx(), Wanted::Asked(Focus::Goal)) {
            let id = Id::unique(("what-if", "Wanted figure"));
            ui.memory_mut(|memory| memory.request_focus(id));
            select_all(ui, id, question.target.chars().count());
        }
        if let Some(target) = text_ui(ui, "Wanted figure", &question.target, hint, 110.0, bad) {
            out.push(Action::WhatIf(WhatIf { target, ..question.clone() }));
        }
        ui.label("by changing");
        if let Some(goal) = input_ui(ui, entry, "Input to solve for", question.goal) {
            out.push(Action::WhatIf(WhatIf { goal, ..question.clone() }));
        }
    });
    match &supposed.solution {
        None => {
            ui.label(caption(ui, "Enter a wanted value; one input is solved for it, everything else stays."));
        }
        Some(Err(reason)) => {
            let words = RichText::new(reason).size(SMALL).color(Tokens::of(ui).warning);
            ui.add(Label::new(words).wrap());
            let derivable = entry.scenario.hours_basis == HoursBasis::Reported
                && matches!(supposed.goal_needs, Some(ChoiceId::Hours));
            if derivable && ui.add(offer(ui, "Use derived hours")).helped("Ctrl+Z undoes").clicked() {
                let option = HoursBasis::Derived.id();
                out.push(Action::Choose { scenario: entry.key, choice: ChoiceId::Hours, option });
            }
        }
        Some(Ok(solution)) => {
            ui.horizontal_wrapped(|ui| {
                ui.add(Label::new(strong(solution_words(entry, solution))).wrap());
                if ui.add(offer(ui, "Apply")).helped("Takes the value over; Ctrl+Z undoes").clicked() {
                    let field = FieldKey { scenario: entry.key, input: solution.key };
                    out.push(Action::ApplySolution { field, value: solution.practical() });
                }
            });
        }
    }
}

/// `Rental price $1.79/h instead of $2.00/h`.
fn solution_words(entry: &Entry, solution: &Solution) -> String {
    let dimension = solution.key.id.spec().dimension;
    let shown = |value: f64| format::significant(dimension, value, 4);
    let mut words = format!("{}: {}", solution.key.label(&entry.scenario), shown(solution.practical()));
    if solution.practical() != solution.value {
        words.push_str(&format!(" (exactly {})", format::significant(Dimension::Scalar, solution.value, 5)));
    }
    if let Some(before) = solution.before {
        words.push_str(&format!(" instead of {}", shown(before)));
    }
    if !solution.others.is_empty() {
        let others: Vec<_> = solution.others.iter().map(|value| shown(*value)).collect();
        words.push_str(&format!("; also {}", others.join(" and ")));
    }
    words
}

fn axis_ui(ui: &mut Ui, entry: &Entry, name: &str, axis: &AxisText, bad: bool) -> Option<AxisText> {
    let key = input_ui(ui, entry, &format!("{name}: input"), axis.key);
    let hint = "1, 1.5, 2 or 1 to 4 step 0.5";
    let width = if ui.max_rect().width() < NARROW { 160.0 } else { 190.0 };
    let values = text_ui(ui, &format!("{name}: values"), &axis.values, hint, width, bad);
    match (key, values) {
        (Some(key), _) => Some(AxisText { key, values: usual_values(entry, key) }),
        (None, Some(values)) => Some(AxisText { values, ..axis.clone() }),
        (None, None) => None,
    }
}

/// Values to start from around the one in force: from half to twice, within what the input may be.
fn usual_values(entry: &Entry, key: InputKey) -> String {
    let spec = key.id.spec();
    let Some(value) = key.get(&entry.scenario).map(|value| value.value).filter(|value| *value > 0.0) else {
        let shown = |value: f64| format::field(spec.dimension, value);
        return format!("{} to {} in 6", shown(spec.slider.0), shown(spec.slider.1));
    };
    let values = [0.5, 0.75, 1.0, 1.25, 1.5, 2.0].map(|factor| (value * factor).clamp(spec.low, spec.high));
    let mut values = values.map(|value| format::field(spec.dimension, value)).to_vec();
    values.dedup();
    values.join(", ")
}

/// The shown figure over one or two inputs, as chart and for copying.
fn sweep_ui(
    ui: &mut Ui,
    state: &AppState,
    (entry, supposed): (&Entry, &Supposed),
    room: Room,
    out: &mut ActionSink,
) {
    let question = &state.session.what_if;
    let bad = supposed.sweep.is_err();
    if !room.low {
        section_title(ui, "What if it were otherwise?");
    }
    ui.horizontal_wrapped(|ui| {
        ui.label("Vary");
        if let Some(rows) = axis_ui(ui, entry, "Rows", &question.rows, bad) {
            out.push(Action::WhatIf(WhatIf { rows, ..question.clone() }));
        }
        if question.columns.is_none() {
            if ui.add(offer(ui, "And a second input")).clicked() {
                let columns = WhatIf::default().columns;
                out.push(Action::WhatIf(WhatIf { columns, ..question.clone() }));
            }
            ui.add_space(10.0);
            scale_ui(ui, state, out);
        }
    });
    if let Some(columns) = &question.columns {
        ui.horizontal_wrapped(|ui| {
            ui.label("and ");
            if let Some(columns) = axis_ui(ui, entry, "Columns", columns, bad) {
                out.push(Action::WhatIf(WhatIf { columns: Some(columns), ..question.clone() }));
            }
            if ui.add(offer(ui, "One input only")).clicked() {
                out.push(Action::WhatIf(WhatIf { columns: None, ..question.clone() }));
            }
        });
    }
    if let Err(reason) = &supposed.sweep {
        ui.add(Label::new(RichText::new(reason).size(SMALL).color(Tokens::of(ui).warning)).wrap());
        return;
    }
    hours_ui(ui, question, supposed, out);
    for note in &supposed.notes {
        ui.add(Label::new(RichText::new(note).size(SMALL).color(Tokens::of(ui).warning)).wrap());
    }
    ui.add_space(4.0);
    if let Some(chart) = &supposed.chart {
        let height = if room.low { 224.0 } else { 330.0 };
        let options = PlotOptions { room: Some(height), ..PlotOptions::default() };
        chart::zoomable_ui(ui, state, ChartSlot::WhatIf, chart, &options, out);
    }
    ui.add_space(4.0);
    copies_ui(ui, || supposed.tsv.clone(), || supposed.markdown.clone());
}

/// Which hours the table stands on, where that need not be what the scenario takes, and the way to the other.
fn hours_ui(ui: &mut Ui, question: &WhatIf, supposed: &Supposed, out: &mut ActionSink) {
    let (mut derived, because) = match &supposed.hours {
        HoursHere::Own => return,
        HoursHere::Derived(because) => (true, because),
        HoursHere::Kept(because) => (false, because),
    };
    ui.horizontal_wrapped(|ui| {
        let help = "For this table alone: the scenario stays as it is.";
        if checkbox(ui, &mut derived, "Derive hours here").helped(help).changed() {
            out.push(Action::WhatIf(WhatIf { as_reported: !derived, ..question.clone() }));
        }
        ui.label(caption(ui, because.as_str()));
    });
}
