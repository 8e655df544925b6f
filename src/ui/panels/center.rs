//! The center of every view: tabs, the finding, what makes it uneven, and how it is shown.

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, FontId, Key, RichText, ScrollArea, Sense, Stroke, Ui};

use super::switches::{Room, switches_ui};
use super::{advice, backtest, breakdown, claims, compare, run_plan, sources, start, uncertainty, what_if};
use crate::app::{Action, AppState, Command, Experiment, View};
use crate::estimate::FigureId;
use crate::ui::focus::{self, Wanted};
use crate::ui::sink::ActionSink;
use crate::ui::theme::{SMALL, TITLE, Tokens, caption, semibold, strong};
use crate::ui::widgets::{Helped as _, offer, strip_button, text_width};

/// Draws the center of the window.
pub(crate) fn center_ui(ui: &mut Ui, state: &AppState, out: &mut ActionSink) {
    let room = Room::of(ui);
    let (view, empty) = (state.session.view, state.project.scenarios.is_empty());
    if !empty {
        // The tabs stay in sight, and each view keeps its own place.
        views_ui(ui, state, out);
    }
    ScrollArea::vertical().id_salt(("center", view, empty)).auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(ui.available_width() - 6.0);
        if empty {
            start::start_ui(ui, out);
            return;
        }
        if view == View::Compare {
            hint_ui(ui, state, room, out);
            headline_ui(ui, state, room, out);
        }
        // Views that are about the comparison, then those about a figure of one scenario, then those about neither.
        if matches!(view, View::Compare | View::Breakdown) {
            subject_ui(ui, state, out);
            advice::badges_ui(ui, state, room, out);
        }
        if !matches!(view, View::Sources | View::Claims | View::Backtest) {
            advice::advisories_ui(ui, state, out);
            ui.add_space(if room.low { 2.0 } else { 6.0 });
            switches_ui(ui, state, room, out);
            ui.add_space(if room.low { 2.0 } else { 4.0 });
        }
        match view {
            View::Compare => compare::compare_ui(ui, state, room, out),
            View::Breakdown => breakdown::breakdown_ui(ui, state, room, out),
            View::WhatIf => what_if::what_if_ui(ui, state, room, out),
            View::Claims => claims::claims_ui(ui, state, out),
            View::RunPlan => run_plan::run_plan_ui(ui, state, out),
            View::Sources => sources::sources_ui(ui, state, out),
            View::Backtest => backtest::backtest_ui(ui, state, out),
            View::Uncertainty => uncertainty::uncertainty_ui(ui, state, room, out),
        }
        if view == View::Compare {
            experiments_ui(ui, state, out);
        }
        focus::follow(ui);
    });
}

/// One tab for each view.
fn views_ui(ui: &mut Ui, state: &AppState, out: &mut ActionSink) {
    ui.horizontal_wrapped(|ui| {
        // Narrower where the window is, before a second line is needed.
        ui.spacing_mut().item_spacing.x = if ui.available_width() < 600.0 { 7.0 } else { 14.0 };
        for view in View::ALL {
            let response = view_tab(ui, state.session.view == view, view.label());
            if response.clicked() {
                out.push(Action::View(view));
            }
            arrows(ui, (view, state.session.view == view), &response, out);
        }
    });
    ui.add_space(4.0);
}

/// Left and right show the neighboring view while a tab has the keyboard.
fn arrows(ui: &Ui, (view, chosen): (View, bool), response: &egui::Response, out: &mut ActionSink) {
    if chosen && focus::take(ui.ctx(), Wanted::View(view)) {
        response.request_focus();
    }
    if !response.has_focus() {
        return;
    }
    let filter = egui::EventFilter { horizontal_arrows: true, ..Default::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let (left, right) =
        ui.input(|input| (input.key_pressed(Key::ArrowLeft), input.key_pressed(Key::ArrowRight)));
    let step = match (left, right) {
        (true, false) => -1,
        (false, true) => 1,
        _ => return,
    };
    let place = View::ALL.iter().position(|other| *other == view).and_then(|at| at.checked_add_signed(step));
    if let Some(next) = place.and_then(|place| View::ALL.get(place)) {
        out.push(Action::View(*next));
        focus::want(ui.ctx(), Wanted::View(*next));
    }
}

/// A word with a line under the chosen one. One stop for the tabulator; arrows move among the views.
fn view_tab(ui: &mut Ui, chosen: bool, label: &str) -> egui::Response {
    let tokens = Tokens::of(ui);
    let words = if chosen { strong(label) } else { RichText::new(label).color(tokens.muted) };
    let sense = if chosen { Sense::click() } else { Sense::CLICK };
    let response = ui.add(egui::Button::new(words).frame(false).sense(sense));
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Tab, true, chosen, label));
    if chosen || response.hovered() {
        let line = Stroke::new(2.0, if chosen { tokens.accent } else { tokens.line });
        let rect = response.rect;
        ui.painter().line_segment([rect.left_bottom(), rect.right_bottom()], line);
    }
    response
}

/// One quiet line for the first minutes, where there is a line for it.
fn hint_ui(ui: &mut Ui, state: &AppState, room: Room, out: &mut ActionSink) {
    let text =
        "Numbers are presets with sources. Change anything; Ctrl+Z undoes. Nothing leaves this computer.";
    let small = FontId::proportional(SMALL);
    let wide = text_width(ui, text, small.clone()) + text_width(ui, "Hide", small) + 30.0;
    if state.session.hint_hidden || room.low || wide > ui.available_width() {
        return;
    }
    ui.horizontal(|ui| {
        ui.label(caption(ui, text));
        let close = egui::Button::new(caption(ui, "Hide")).small().frame(false);
        let response = ui.add(close);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "Hide this hint"));
        if response.clicked() {
            out.push(Action::HideHint);
        }
    });
}

fn headline_ui(ui: &mut Ui, state: &AppState, room: Room, out: &mut ActionSink) {
    let sizes = if room.low { (16.0, 13.5) } else { (TITLE, 16.0) };
    let job = headline_job(ui, &state.derived.headline, sizes);
    let response = ui.add(egui::Label::new(job).wrap().sense(egui::Sense::click()));
    let words = &state.derived.headline;
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, words));
    if response.helped("Click to see how the cost comes about").clicked() {
        out.push(Action::Explain(FigureId::Cost));
    }
}

/// Which scenario the inputs belong to, where it is not the subject.
fn subject_ui(ui: &mut Ui, state: &AppState, out: &mut ActionSink) {
    let other = state.project.selected != state.project.baseline;
    if let (true, Some(entry)) = (other, state.project.selected()) {
        ui.horizontal_wrapped(|ui| {
            ui.label(caption(ui, format!("The inputs at the left are those of {}.", entry.scenario.name)));
            let text = format!("Make {} the subject", entry.scenario.name);
            if strip_button(ui, &text).clicked() {
                out.push(Action::Run(Command::MakeBaseline));
            }
        });
    }
}

/// The finding in bold, its comparisons in running text.
fn headline_job(ui: &Ui, headline: &str, (title, text): (f32, f32)) -> LayoutJob {
    let tokens = Tokens::of(ui);
    let (finding, rivals) = match headline.split_once(": about ") {
        Some((finding, rivals)) => (format!("{finding}: "), format!("about {rivals}")),
        None => (headline.to_owned(), String::new()),
    };
    let mut job = LayoutJob::default();
    let bold = FontId::new(title, semibold());
    job.append(&finding, 0.0, TextFormat { valign: Align::BOTTOM, ..TextFormat::simple(bold, tokens.text) });
    let running = FontId::proportional(text);
    job.append(
        &rivals,
        0.0,
        TextFormat { valign: Align::BOTTOM, ..TextFormat::simple(running, tokens.text) },
    );
    job
}

fn experiments_ui(ui: &mut Ui, state: &AppState, out: &mut ActionSink) {
    if state.session.experiments_hidden {
        return;
    }
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label(caption(ui, "Try"));
        for experiment in Experiment::ALL {
            let possible = experiment.is_possible(&state.project);
            let button = offer(ui, experiment.label());
            let response = ui.add_enabled(possible, button);
            if response.helped(experiment.help()).clicked() {
                out.push(Action::Try(experiment));
            }
        }
        let response = ui.add(egui::Button::new(caption(ui, "Hide")).small().frame(false));
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "Hide the experiments"));
        if response.clicked() {
            out.push(Action::HideExperiments);
        }
    });
    ui.add_space(8.0);
}
