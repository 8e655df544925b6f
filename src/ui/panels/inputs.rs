//! The inputs of the shown scenario, group by group, down to the chosen level of detail.

use std::sync::Arc;

use egui::{Button, ComboBox, FontId, Frame, Id, Key, Label, Margin, RichText, ScrollArea, TextEdit, Ui};

use crate::analysis::Evaluation;
use crate::app::{Action, AppState, Command, Entry, FieldKey, Focus, form_keys};
use crate::catalog::Entry as _;
use crate::estimate::FigureId;
use crate::scenario::input::{Group, InputKey, Level};
use crate::scenario::{ChoiceId, HoursBasis, Scenario};
use crate::ui::focus::{self, Wanted};
use crate::ui::sink::ActionSink;
use crate::ui::theme::{Tokens, caption, semibold, strong};
use crate::ui::widgets::{Helped as _, chip, edit_menu_ui, field_frame, input_row_ui, section_title};
use crate::units::{Dimension, Quantity as _, format};

const LEVELS: [(Level, &str); 3] =
    [(Level::Simple, "Simple"), (Level::Standard, "Standard"), (Level::Expert, "Expert")];

/// Draws the inputs.
pub(crate) fn inputs_ui(ui: &mut Ui, state: &AppState, out: &mut ActionSink) {
    let Some(entry) = state.project.selected() else {
        ui.label("No scenario is open.");
        ui.add_space(6.0);
        if ui.button("New from preset…").clicked() {
            out.push(Action::Run(Command::New));
        }
        return;
    };
    head_ui(ui, state, entry, out);
    ui.add_space(4.0);
    ui.separator();
    ScrollArea::vertical().id_salt(("inputs", entry.key)).auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(ui.available_width() - 6.0);
        for problem in general_problems(state, entry) {
            ui.add(Label::new(RichText::new(problem).color(Tokens::of(ui).warning)).wrap());
        }
        for group in Group::ALL {
            group_ui(ui, state, entry, group, out);
        }
        focus::follow(ui);
    });
}

fn head_ui(ui: &mut Ui, state: &AppState, entry: &Entry, out: &mut ActionSink) {
    let scenario = &entry.scenario;
    name_ui(ui, entry, out);
    if !scenario.developer.is_empty() {
        let released = scenario.released.map(|date| format!(", {date}")).unwrap_or_default();
        ui.label(caption(ui, format!("{}{released}", scenario.developer)));
    }
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        for (level, label) in LEVELS {
            let help = "How many inputs are shown. The result never depends on it.";
            if chip(ui, state.session.level == level, label).helped(help).clicked() {
                out.push(Action::Level(level));
            }
        }
    });
}

/// The scenario's name, which can be changed in place.
fn name_ui(ui: &mut Ui, entry: &Entry, out: &mut ActionSink) {
    let id = Id::unique(("scenario-name", entry.key));
    let typed: Option<String> = ui.data(|data| data.get_temp(id));
    let mut text = typed.unwrap_or_else(|| entry.scenario.name.clone());
    let focused = ui.memory(|memory| memory.has_focus(id));
    let frame =
        if focused { field_frame(ui, id, false) } else { Frame::new().inner_margin(Margin::symmetric(0, 3)) };
    let edit = TextEdit::singleline(&mut text)
        .id(id)
        .font(FontId::new(16.0, semibold()))
        .frame(frame)
        .desired_width(f32::INFINITY);
    let response = ui.add(edit).on_hover_text("Click to change the name");
    let response = response.accessible_name("Scenario name");
    response.context_menu(|ui| edit_menu_ui(ui, id, text.chars().count()));
    if response.changed() {
        ui.data_mut(|data| data.insert_temp(id, text.clone()));
    }
    if response.lost_focus() {
        ui.data_mut(|data| data.remove_temp::<String>(id));
        let (name, escaped) = (text.trim(), ui.input(|input| input.key_pressed(Key::Escape)));
        if !escaped && !name.is_empty() && name != entry.scenario.name {
            out.push(Action::Rename { scenario: entry.key, name: name.to_owned() });
        }
    }
}

/// Problems that belong to no field on this form.
fn general_problems(state: &AppState, entry: &Entry) -> Vec<String> {
    let on_form = |field: &str| {
        InputKey::present(&entry.scenario).into_iter().any(|key| key.text(&entry.scenario) == field)
    };
    let problems = state.derived.problems(entry.key).iter();
    problems.filter(|problem| !on_form(&problem.field)).map(|problem| problem.message.clone()).collect()
}

/// Whether the keyboard is wanted in the field of this input.
fn is_wanted(ui: &Ui, entry: &Entry, input: InputKey) -> bool {
    let field = FieldKey { scenario: entry.key, input };
    focus::wanted(ui.ctx()) == Some(Wanted::Asked(Focus::Field(field)))
}

/// The name of a phase before the first of its inputs, where it is not the main one.
fn phase_title(scenario: &Scenario, key: InputKey, before: Option<InputKey>) -> Option<&str> {
    let own = key.id.spec().per_phase && scenario.main_phase() != Some(key.phase);
    let first = before.is_none_or(|before| before.phase != key.phase || !before.id.spec().per_phase);
    let phase = scenario.phases.get(key.phase).filter(|_| own && first)?;
    Some(phase.name.as_str())
}

fn group_ui(ui: &mut Ui, state: &AppState, entry: &Entry, group: Group, out: &mut ActionSink) {
    let level = state.session.level;
    let keys = form_keys(&entry.scenario, group, level);
    let wanted = keys.iter().any(|input| is_wanted(ui, entry, *input));
    let has_hours = group == Group::Hardware;
    if keys.is_empty() && !has_hours {
        return;
    }
    ui.add_space(6.0);
    let folded = state.session.folded.contains(&group);
    if folded && wanted {
        // It opens for an input that was searched for.
        out.push(Action::Fold(group, false));
    }
    let shown = egui::CollapsingHeader::new(strong(group.label()))
        .id_salt(("group", group.label()))
        .default_open(!folded)
        // The session says what is open, so that it comes back at the next start.
        .open(Some(!folded || wanted))
        .show_unindented(ui, |ui| {
            ui.add_space(4.0);
            if group == Group::Hardware {
                accelerator_ui(ui, state, entry, out);
                hours_ui(ui, state, entry, out);
            }
            let mut before = None;
            for input in keys {
                if let Some(name) = phase_title(&entry.scenario, input, before) {
                    section_title(ui, name);
                    ui.add_space(2.0);
                }
                before = Some(input);
                let field = FieldKey { scenario: entry.key, input };
                input_row_ui(ui, state, field, &entry.scenario, out);
            }
            if group == Group::Price && level > Level::Simple {
                quotes_ui(ui, state, entry, out);
            }
            for choice in choices_of(group, level) {
                choice_ui(ui, entry, *choice, out);
            }
        });
    if shown.header_response.clicked() {
        out.push(Action::Fold(group, !folded));
    }
}

/// Choices among named options; beyond the hours, which every level shows.
fn choices_of(group: Group, level: Level) -> &'static [ChoiceId] {
    if level < Level::Expert {
        return &[];
    }
    match group {
        Group::Model => &[ChoiceId::Convention],
        Group::Efficiency => &[ChoiceId::MfuMethod, ChoiceId::MfuPrecision, ChoiceId::GoodputMethod],
        Group::Price => &[ChoiceId::PriceKind, ChoiceId::OwnershipMethod],
        Group::Energy => &[ChoiceId::EnergyMethod],
        Group::Program => &[ChoiceId::Scope],
        Group::Data | Group::Hardware => &[],
    }
}

fn choice_ui(ui: &mut Ui, entry: &Entry, choice: ChoiceId, out: &mut ActionSink) {
    let chosen = choice.get(&entry.scenario);
    let name = ui.label(caption(ui, choice.label()));
    let combo = ComboBox::from_id_salt(("choice", choice.key()))
        .width(ui.available_width())
        .truncate()
        .selected_text(choice.option_label(chosen))
        .show_ui(ui, |ui| {
            for option in choice.option_names() {
                if ui.selectable_label(option == chosen, choice.option_label(option)).clicked() {
                    out.push(Action::Choose { scenario: entry.key, choice, option });
                }
            }
        });
    combo.response.labelled_by(name.id);
    ui.add_space(4.0);
}

/// Dated quotes for the scenario's chip in any form factor, newest first.
fn quotes_ui(ui: &mut Ui, state: &AppState, entry: &Entry, out: &mut ActionSink) {
    let catalog = &state.world.catalog;
    let Ok(accelerator) = catalog.accelerator(&entry.scenario.hardware.accelerator) else { return };
    let mut quotes: Vec<_> = catalog.quotes_of_family(&accelerator.chip_family).collect();
    quotes.sort_by_key(|quote| std::cmp::Reverse(quote.date));
    if quotes.is_empty() {
        return;
    }
    let name = ui.label(caption(ui, "Price from a dated quote"));
    let combo = ComboBox::from_id_salt("quote")
        .width(ui.available_width())
        .height(420.0)
        .selected_text(format!("{} quotes for {}", quotes.len(), accelerator.chip_family))
        .show_ui(ui, |ui| {
            for quote in quotes {
                for (kind, price) in &quote.prices {
                    let price = format::short(Dimension::UsdPerAcceleratorHour, price.base());
                    let (date, provider) = (quote.date, &quote.provider);
                    let text = format!("{date}  {price}  {provider}, {}", kind.label());
                    if ui.selectable_label(false, text).helped(quote.accelerator_as_quoted.as_str()).clicked()
                    {
                        let id = quote.id.clone();
                        out.push(Action::Quote { scenario: entry.key, id, kind: *kind });
                    }
                }
            }
        });
    combo.response.labelled_by(name.id);
    ui.add_space(4.0);
}

fn accelerator_ui(ui: &mut Ui, state: &AppState, entry: &Entry, out: &mut ActionSink) {
    let catalog = Arc::clone(&state.world.catalog);
    let chosen = &entry.scenario.hardware.accelerator;
    let name = catalog.accelerator(chosen).map_or(chosen.clone(), |found| found.name.clone());
    let label = ui.label("Accelerator");
    let width = ui.available_width();
    let combo = ComboBox::from_id_salt("accelerator")
        .width(width)
        .height(420.0)
        .truncate()
        .selected_text(name)
        .show_ui(ui, |ui| {
            for accelerator in &catalog.accelerators {
                let year = accelerator.release_year.map(|year| format!(" ({year})")).unwrap_or_default();
                let text = format!("{}{year}", accelerator.name);
                if ui.selectable_label(accelerator.id() == chosen, text).clicked() {
                    out.push(Action::Accelerator { scenario: entry.key, id: accelerator.id.clone() });
                }
            }
        });
    combo.response.labelled_by(label.id);
    ui.add_space(10.0);
}

/// The phase that has hours of both kinds, which alone can be compared.
fn both_kinds(scenario: &Scenario, evaluation: Option<&Evaluation>) -> String {
    let phases = evaluation.map(|evaluation| evaluation.estimate.phases.as_slice()).unwrap_or_default();
    let mut both = scenario
        .phases
        .iter()
        .zip(phases)
        .filter(|(_, estimate)| estimate.reported_hours.is_some() && estimate.derived_hours.is_ok());
    match (both.next(), both.next()) {
        (Some((phase, _)), None) if scenario.phases.len() > 1 => format!("{} alone", phase.name),
        _ => "Same phases".to_owned(),
    }
}

/// Hours as published or derived from compute: both are shown, with the gap between them.
fn hours_ui(ui: &mut Ui, state: &AppState, entry: &Entry, out: &mut ActionSink) {
    let evaluation = state.selected_evaluation();
    let of = |figure: FigureId| {
        let value = evaluation.and_then(|evaluation| evaluation.value(figure).ok());
        value.map(|value| format::short(figure.dimension(), value))
    };
    ui.label("Accelerator-hours");
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        for (basis, word, figure, help) in [
            (
                HoursBasis::Reported,
                "Reported",
                FigureId::ReportedHours,
                "Hours as published, where a phase has them.",
            ),
            (
                HoursBasis::Derived,
                "Derived",
                FigureId::DerivedHours,
                "Hours from compute, dense peak, MFU and goodput.",
            ),
        ] {
            let text = format!("{word} {}", of(figure).unwrap_or_else(|| "–".to_owned()));
            let chosen = entry.scenario.hours_basis == basis;
            if chip(ui, chosen, &text).helped(help).clicked() {
                out.push(Action::Choose { scenario: entry.key, choice: ChoiceId::Hours, option: basis.id() });
            }
        }
    });
    let gap = evaluation.and_then(|evaluation| evaluation.value(FigureId::HoursGap).ok());
    if let Some(gap) = gap {
        let side = if gap >= 0.0 { "above" } else { "below" };
        let gap = format::significant(Dimension::Fraction, gap.abs(), 2);
        let text = format!("{}: derived {gap} {side}", both_kinds(&entry.scenario, evaluation));
        let button = Button::new(caption(ui, text)).frame(false).truncate();
        let help = "Over the phases that have both kinds of hours. Click to see how it comes about.";
        if ui.add(button).helped(help).clicked() {
            out.push(Action::Explain(FigureId::HoursGap));
        }
    }
    ui.add_space(10.0);
}
