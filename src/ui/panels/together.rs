//! How uncertain inputs hang together: correlated in one scenario, shared between scenarios.

use egui::{ComboBox, Id, Label, RichText, TextEdit, Ui};

use crate::app::{Action, AppState, Correlating, Entry};
use crate::scenario::input::InputKey;
use crate::ui::sink::ActionSink;
use crate::ui::theme::{SMALL, Tokens, caption};
use crate::ui::widgets::{Helped as _, checkbox, edit_menu_ui, field_frame, offer, section_title};

/// Draws both.
pub(super) fn together_ui(ui: &mut Ui, state: &AppState, entry: &Entry, out: &mut ActionSink) {
    let ranges = &entry.scenario.uncertainty.ranges;
    if state.project.scenarios.len() > 1 && !ranges.is_empty() {
        shared_ui(ui, entry, out);
        ui.add_space(6.0);
    }
    if ranges.len() > 1 {
        correlations_ui(ui, entry, out);
        correlate_ui(ui, state, entry, out);
    }
}

fn set(entry: &Entry, setting: String) -> Action {
    Action::Draws { scenario: entry.key, setting }
}

/// One switch for each range: the same price in every scenario that shares it.
fn shared_ui(ui: &mut Ui, entry: &Entry, out: &mut ActionSink) {
    let scenario = &entry.scenario;
    section_title(ui, "Drawn together with other scenarios that share it");
    ui.horizontal_wrapped(|ui| {
        for ranged in &scenario.uncertainty.ranges {
            let mut on = ranged.shared;
            let label = ranged.key.label(scenario);
            let response = checkbox(ui, &mut on, format!("Share {label}"));
            let help = "In every sample, scenarios that share this input get the same value of it.";
            if response.helped(help).changed() {
                let shared = scenario
                    .uncertainty
                    .ranges
                    .iter()
                    .filter(|other| if other.key == ranged.key { on } else { other.shared });
                let keys: Vec<_> = shared.map(|other| other.key.text(scenario)).collect();
                let keys = if keys.is_empty() { "none".to_owned() } else { keys.join(", ") };
                out.push(set(entry, format!("shared={keys}")));
            }
        }
    });
}

/// The correlations that there are, each with a way to end it.
fn correlations_ui(ui: &mut Ui, entry: &Entry, out: &mut ActionSink) {
    let scenario = &entry.scenario;
    section_title(ui, "Correlated inputs");
    if scenario.uncertainty.correlations.is_empty() {
        ui.label(caption(ui, "None: each input is drawn by itself."));
    }
    for pair in &scenario.uncertainty.correlations {
        ui.horizontal(|ui| {
            let names = [pair.first, pair.second].map(|key| key.label(scenario));
            ui.label(format!("{} and {}: rank correlation {}", names[0], names[1], pair.rank));
            let response = ui.add(egui::Button::new(caption(ui, "End it")).small().frame(false));
            let name = format!("End the correlation of {} and {}", names[0], names[1]);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
            if response.clicked() {
                out.push(set(entry, correlation(entry, (pair.first, pair.second), "0")));
            }
        });
    }
}

fn correlation(entry: &Entry, (first, second): (InputKey, InputKey), rank: &str) -> String {
    let scenario = &entry.scenario;
    format!("correlation={}, {}, {rank}", first.text(scenario), second.text(scenario))
}

/// Two inputs and a number.
fn correlate_ui(ui: &mut Ui, state: &AppState, entry: &Entry, out: &mut ActionSink) {
    let typed = &state.session.correlating;
    let (first, second) = typed.pair(&entry.scenario);
    ui.horizontal_wrapped(|ui| {
        if let Some(key) = input_ui(ui, entry, "First input to correlate", first) {
            out.push(Action::Correlating(Correlating { first: Some(key), ..typed.clone() }));
        }
        ui.label("and");
        if let Some(key) = input_ui(ui, entry, "Second input to correlate", second) {
            out.push(Action::Correlating(Correlating { second: Some(key), ..typed.clone() }));
        }
        let mut rank = typed.rank.clone();
        let id = Id::unique("correlate-rank");
        let bad = !rank.trim().is_empty() && typed.rank().is_none();
        let frame = field_frame(ui, id, bad);
        let edit = TextEdit::singleline(&mut rank).id(id).frame(frame).desired_width(60.0).hint_text("0.5");
        let response = ui.add(edit).accessible_name("Rank correlation");
        response.context_menu(|ui| edit_menu_ui(ui, id, rank.chars().count()));
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        if response.changed() {
            out.push(Action::Correlating(Correlating { rank, ..typed.clone() }));
        }
        let pair = first.zip(second).filter(|(first, second)| first != second);
        let ready = pair.filter(|_| typed.rank().is_some());
        let clicked = ui.add_enabled(ready.is_some(), offer(ui, "Correlate")).clicked();
        if let (true, Some(pair)) = (clicked || entered, ready) {
            out.push(set(entry, correlation(entry, pair, typed.rank.trim())));
            out.push(Action::Correlating(Correlating { rank: String::new(), ..typed.clone() }));
        }
        if bad {
            let text = "A rank correlation is a number from −0.999 to 0.999.";
            ui.add(Label::new(RichText::new(text).size(SMALL).color(Tokens::of(ui).warning)).wrap());
        }
    });
}

/// A choice among the inputs that are ranges.
fn input_ui(ui: &mut Ui, entry: &Entry, name: &str, chosen: Option<InputKey>) -> Option<InputKey> {
    let scenario = &entry.scenario;
    let shown = chosen.map_or("an input".to_owned(), |key| key.label(scenario));
    let mut pressed = None;
    let combo = ComboBox::from_id_salt(name).width(170.0).truncate().selected_text(shown).show_ui(ui, |ui| {
        for ranged in &scenario.uncertainty.ranges {
            if ui.selectable_label(chosen == Some(ranged.key), ranged.key.label(scenario)).clicked() {
                pressed = Some(ranged.key);
            }
        }
    });
    combo.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, name));
    pressed
}
