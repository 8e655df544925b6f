//! The switches above a view: scope, figure, form and axis. Where there is little room, the same in fewer rows.

use egui::Ui;

use super::compare;
use crate::app::{Action, AppState, CompareAs, View};
use crate::chart::Scale;
use crate::estimate::FigureId;
use crate::scenario::Scope;
use crate::ui::sink::ActionSink;
use crate::ui::theme::caption;
use crate::ui::widgets::{Helped as _, chip, chips, chips_width, choice, letter_chip};

/// Figures that the chart shows, with short words.
const FIGURES: [(FigureId, &str, &str); 6] = [
    (FigureId::Cost, "Cost", "US dollars at the chosen scope"),
    (FigureId::TrainingCompute, "FLOP", "Training compute: an amount, not a rate"),
    (FigureId::AcceleratorHours, "Hours", "Accelerator-hours"),
    (FigureId::Energy, "Energy", "Facility energy, kilowatt-hours"),
    (FigureId::WallClock, "Days", "Wall-clock time"),
    (FigureId::Carbon, "CO2e", "Operational emissions, location-based"),
];

const SCALES: [(Scale, &str, &str); 2] = [
    (Scale::Log, "Log", "Equal lengths are equal ratios (L on the chart)"),
    (Scale::Linear, "Linear", "Equal lengths are equal differences (L on the chart)"),
];

/// Below this height of the center a view keeps to what it is about, so that its chart is seen without scrolling.
const LOW: f32 = 560.0;

/// How much room the center of the window has.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    /// There is little height: words that explain wait for the pointer, and switches share a row.
    pub(super) low: bool,
}

impl Room {
    /// The room of the center, asked before anything is drawn in it.
    pub(super) fn of(ui: &Ui) -> Self {
        Self { low: ui.available_height() < LOW }
    }
}

/// Draws the switches of the view that is shown.
pub(super) fn switches_ui(ui: &mut Ui, state: &AppState, room: Room, out: &mut ActionSink) {
    let view = state.session.view;
    let figures = view != View::RunPlan;
    ui.horizontal_wrapped(|ui| {
        scope_ui(ui, state, out);
        if figures && room.low {
            ui.add_space(6.0);
            ui.label(caption(ui, "Show"));
            if let Some(figure) = choice(ui, "Show", &FIGURES, state.project.figure) {
                out.push(Action::Figure(figure));
            }
        }
    });
    if figures && !room.low {
        ui.horizontal_wrapped(|ui| {
            if let Some(figure) = chips(ui, "Show", &FIGURES, Some(state.project.figure)) {
                out.push(Action::Figure(figure));
            }
            if view == View::Uncertainty {
                ui.add_space(10.0);
                scale_ui(ui, state, out);
            }
        });
    }
    if view == View::Compare {
        ui.horizontal_wrapped(|ui| {
            compare::shapes_ui(ui, state, out);
            if state.session.compare_as == CompareAs::Chart {
                ui.add_space(10.0);
                scale_ui(ui, state, out);
            }
            ui.add_space(10.0);
            same_price_ui(ui, state, out);
        });
    }
}

/// The ladder of scopes: in words where they stand in one row, else by the letters of its rungs.
fn scope_ui(ui: &mut Ui, state: &AppState, out: &mut ActionSink) {
    let rungs: Vec<(Scope, &str, String)> = Scope::ALL
        .into_iter()
        .map(|scope| {
            let help = format!("{}: {}. Includes {}.", scope.letter(), scope.name(), scope.includes());
            (scope, scope.chip(), help)
        })
        .collect();
    let options: Vec<(Scope, &str, &str)> =
        rungs.iter().map(|(scope, chip, help)| (*scope, *chip, help.as_str())).collect();
    let mut scopes = state.project.scenarios.iter().map(|entry| entry.scenario.scope);
    let first = scopes.next();
    let shared = first.filter(|first| scopes.all(|scope| scope == *first));
    if chips_width(ui, "Scope", &options, shared) <= ui.available_width() {
        if let Some(scope) = chips(ui, "Scope", &options, shared) {
            out.push(Action::Scope(scope));
        }
        return;
    }
    ui.spacing_mut().item_spacing.x = 3.0;
    ui.label(caption(ui, "Scope"));
    for (scope, name, help) in options {
        if letter_chip(ui, shared == Some(scope), scope.letter(), name).helped(help).clicked() {
            out.push(Action::Scope(scope));
        }
    }
}

/// The choice of a logarithmic or linear axis.
pub(super) fn scale_ui(ui: &mut Ui, state: &AppState, out: &mut ActionSink) {
    let scale = state.session.scale(state.session.view, state.project.scale);
    if let Some(scale) = chips(ui, "Axis", &SCALES, Some(scale)) {
        out.push(Action::Scale(scale));
    }
}

/// Whether all runs are priced like the subject.
pub(super) fn same_price_ui(ui: &mut Ui, state: &AppState, out: &mut ActionSink) {
    let same = state.project.same_price;
    let help = "Prices every run like the subject, so that only the hours differ.";
    if chip(ui, same, "Same $/h").helped(help).clicked() {
        out.push(Action::SamePrice(!same));
    }
}
