//! What makes a comparison uneven, and remarks on the shown scenario, each with what mends it.

use egui::{CornerRadius, FontId, Frame, Label, Margin, RichText, Stroke, Ui};

use super::switches::Room;
use crate::analysis::Badge;
use crate::app::{Action, AppState, FieldKey};
use crate::estimate::{AdvisoryLevel, FigureId};
use crate::scenario::ChoiceId;
use crate::scenario::input::{INPUTS, Level};
use crate::ui::sink::ActionSink;
use crate::ui::theme::{BODY, SMALL, Tokens, semibold};
use crate::ui::widgets::{offer, strip_button, text_width};
use crate::units::format;

/// Room for the button that mends what a remark is about.
const FIX_WIDTH: f32 = 130.0;

/// Badges of the comparison, with their meaning and a way out. Where a badge would take more than a line, its meaning
/// waits for the pointer.
pub(super) fn badges_ui(ui: &mut Ui, state: &AppState, room: Room, out: &mut ActionSink) {
    let Some(comparison) = &state.derived.comparison else { return };
    let badges = comparison.badges(state.project.figure);
    if badges.is_empty() {
        return;
    }
    ui.add_space(if room.low { 0.0 } else { 4.0 });
    let badge_ui = |ui: &mut Ui, badge: Badge, out: &mut ActionSink| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let (words, way_out) = (sentence(badge.help()), way_out(state, badge));
        let explained = !room.low && fits(ui, (badge.label(), &words), way_out.as_ref().map(|way| way.0));
        pill(ui, badge.label(), &words);
        if explained {
            ui.label(RichText::new(words).size(SMALL).color(Tokens::of(ui).muted));
        }
        if let Some((text, action)) = way_out
            && strip_button(ui, text).clicked()
        {
            out.push(action);
        }
    };
    if room.low {
        ui.horizontal_wrapped(|ui| badges.into_iter().for_each(|badge| badge_ui(ui, badge, out)));
    } else {
        for badge in badges {
            ui.horizontal_wrapped(|ui| badge_ui(ui, badge, out));
        }
    }
}

/// Whether a badge with its meaning and its button stands on one line.
fn fits(ui: &Ui, (label, words): (&str, &str), button: Option<&str>) -> bool {
    let wide = |text: &str, font| text_width(ui, text, font);
    let button = button.map_or(0.0, |text| wide(text, FontId::proportional(BODY)) + 30.0);
    let label = wide(label, FontId::new(SMALL, semibold())) + 26.0;
    label + wide(words, FontId::proportional(SMALL)) + button <= ui.available_width()
}

/// What mends an uneven comparison.
fn way_out(state: &AppState, badge: Badge) -> Option<(&'static str, Action)> {
    let base = state.project.scenarios.get(state.project.baseline)?;
    Some(match badge {
        Badge::MixedScope => ("Put all on one rung", Action::Scope(base.scenario.scope)),
        Badge::MixedPriceYear => ("Price all alike", Action::SamePrice(true)),
        Badge::MixedConvention => {
            let option = ChoiceId::Convention.get(&base.scenario);
            let odd = state.project.scenarios.iter().find(|entry| {
                ChoiceId::Convention.get(&entry.scenario) != option
                    && entry.scenario.model.architecture.is_some()
            })?;
            ("Count alike", Action::Choose { scenario: odd.key, choice: ChoiceId::Convention, option })
        }
    })
}

/// A badge; its meaning is read with it and shown under the pointer.
fn pill(ui: &mut Ui, text: &str, meaning: &str) {
    let tokens = Tokens::of(ui);
    let frame = Frame::new()
        .fill(tokens.warning_ground)
        .stroke(Stroke::new(1.0, tokens.warning))
        .corner_radius(CornerRadius::same(10))
        .inner_margin(Margin::symmetric(8, 1));
    let shown = frame.show(ui, |ui| {
        let label = ui.label(RichText::new(text).size(SMALL).family(semibold()).color(tokens.warning));
        let said = format!("{text}: {meaning}");
        label.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &said));
    });
    shown.response.on_hover_text(meaning);
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let start: String = letters.next().map(|first| first.to_uppercase().collect()).unwrap_or_default();
    let end = if text.ends_with('.') { "" } else { "." };
    format!("{start}{}{end}", letters.as_str())
}

/// Remarks on the shown scenario; those with a fix offer it.
pub(super) fn advisories_ui(ui: &mut Ui, state: &AppState, out: &mut ActionSink) {
    let (Some(entry), Some(evaluation)) = (state.project.selected(), state.selected_evaluation()) else {
        return;
    };
    let stale = state.derived.stale.iter().any(|stale| stale.scenario == entry.key);
    if state.has_bad_draft() || stale {
        let text =
            "An entry at the left is not understood or does not fit. Results keep its last good value.";
        strip(ui, AdvisoryLevel::Warning, |ui| {
            ui.add(Label::new(text).wrap());
        });
    }
    let with_notes = state.session.level > Level::Simple || state.project.figure != FigureId::Cost;
    for advisory in &evaluation.advisories {
        let message = worded(&advisory.message);
        if advisory.level == AdvisoryLevel::Note {
            if with_notes {
                let words = RichText::new(message).size(SMALL).color(Tokens::of(ui).muted);
                ui.add(Label::new(words).wrap());
            }
            continue;
        }
        strip(ui, advisory.level, |ui| match advisory.fix {
            None => {
                ui.add(Label::new(message).wrap());
            }
            Some((input, value)) => {
                let shown = format::short(input.id.spec().dimension, value).replace(".0 ", " ");
                let button = offer(ui, &format!("Use {shown}"));
                let room = (ui.available_width() - FIX_WIDTH).max(120.0);
                ui.scope(|ui| {
                    ui.set_width(room);
                    ui.add(Label::new(message).wrap());
                });
                if ui.add(button).clicked() {
                    out.push(Action::Set { field: FieldKey { scenario: entry.key, input }, value });
                }
            }
        });
    }
}

/// A remark as a sentence that names an input as the form does.
fn worded(message: &str) -> String {
    match message.split_once(": ") {
        Some((key, rest)) => match INPUTS.iter().find(|spec| spec.key == key) {
            Some(spec) => sentence(&format!("{}: {rest}", spec.label)),
            None => sentence(message),
        },
        None => sentence(message),
    }
}

fn strip(ui: &mut Ui, level: AdvisoryLevel, contents: impl FnOnce(&mut Ui)) {
    let tokens = Tokens::of(ui);
    ui.add_space(4.0);
    Frame::new()
        .fill(tokens.warning_ground)
        .stroke(Stroke::new(1.0, tokens.warning))
        .corner_radius(CornerRadius::same(6))
        .inner_margin(Margin::symmetric(10, 5))
        .show(ui, |ui| {
            ui.horizontal_top(|ui| {
                ui.set_width(ui.available_width());
                let mark = if level == AdvisoryLevel::Error { "✖" } else { "⚠" };
                ui.label(RichText::new(mark).color(tokens.warning));
                contents(ui);
            });
        });
}
