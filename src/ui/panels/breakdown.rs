//! What is in the number, rung by rung, and where a ratio to a rival comes from.

use egui::{Align, Button, Label, Layout, RichText, Ui};

use super::compare;
use super::switches::{Room, same_price_ui};
use crate::analysis::MfuMethods;
use crate::app::{Action, AppState, Ratio};
use crate::chart::ResolvedChart;
use crate::estimate::FigureId;
use crate::scenario::{ChoiceId, Scope};
use crate::ui::plot::{self, PlotOptions};
use crate::ui::sink::ActionSink;
use crate::ui::theme::{caption, semibold, strong};
use crate::ui::widgets::{FigureOf, Helped as _, card, figure_value, section_title};
use crate::units::{Dimension, Quantity, format};

/// Draws the view.
pub(super) fn breakdown_ui(ui: &mut Ui, state: &AppState, room: Room, out: &mut ActionSink) {
    match &state.derived.ratio {
        Some(ratio) => ratio_ui(ui, state, ratio, room, out),
        None => {
            ui.label("There is no ratio to take apart: choose another figure, or add a scenario.");
        }
    }
    ui.add_space(12.0);
    card(ui, |ui| ladder_ui(ui, state, out));
    ui.add_space(8.0);
    if let Some(methods) = &state.derived.mfu_methods {
        card(ui, |ui| methods_ui(ui, methods));
        ui.add_space(8.0);
    }
    if let Some(chart) = &state.derived.energy {
        card(ui, |ui| energy_ui(ui, chart));
        ui.add_space(8.0);
    }
}

/// Three ways to an MFU side by side, and the published runs that the second one rests on.
fn methods_ui(ui: &mut Ui, methods: &MfuMethods) {
    section_title(ui, "Three ways to its MFU");
    ui.spacing_mut().item_spacing.y = 2.0;
    for answer in &methods.answers {
        let in_force = answer.method == methods.in_force;
        let name = ChoiceId::MfuMethod.option_label(answer.method.id());
        let name = if in_force { format!("{name} (in force)") } else { name.to_owned() };
        let value = match (&answer.mfu, &answer.hours) {
            (Ok(mfu), Ok(hours)) => format!(
                "{}, {}",
                format::short(Dimension::Fraction, mfu.value.base()),
                format::short(Dimension::AcceleratorHours, hours.base())
            ),
            (Ok(mfu), Err(_)) => format::short(Dimension::Fraction, mfu.value.base()),
            (Err(missing), _) => missing.to_string(),
        };
        let rank = answer.percentile.map(|share| {
            format!("{} of such runs stay below", format::significant(Dimension::Fraction, share, 2))
        });
        ui.horizontal(|ui| {
            ui.label(if in_force { strong(name) } else { RichText::new(name) });
            if let Some(rank) = rank {
                ui.label(caption(ui, rank));
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add(Label::new(if in_force { strong(value) } else { RichText::new(value) }).truncate());
            });
        });
    }
    if let Some(class) = &methods.class {
        ui.add(Label::new(caption(ui, class.words())).wrap());
    }
}

fn energy_ui(ui: &mut Ui, chart: &ResolvedChart) {
    section_title(ui, &chart.title);
    plot::show(ui, chart, &PlotOptions::default());
    ui.add(Label::new(caption(ui, chart.subtitle.as_str())).wrap());
}

fn ratio_ui(ui: &mut Ui, state: &AppState, ratio: &Ratio, room: Room, out: &mut ActionSink) {
    let name_of = |index: usize| {
        state.project.scenarios.get(index).map(|entry| entry.scenario.name.as_str()).unwrap_or_default()
    };
    ui.horizontal_wrapped(|ui| {
        ui.label("Why does");
        compare::rival_ui(ui, state, ratio.rival, out);
        ui.label(format!("differ from {}?", name_of(state.project.baseline)));
        ui.add_space(6.0);
        same_price_ui(ui, state, out);
    });
    let explanation = match &ratio.explanation {
        Ok(explanation) => explanation,
        Err(missing) => {
            ui.label(format!("There is no ratio: {missing}."));
            return;
        }
    };
    let (size, gap) = if room.low { (15.0, 0.0) } else { (17.0, 4.0) };
    ui.add_space(gap);
    ui.add(Label::new(RichText::new(&explanation.sentence).size(size).family(semibold())).wrap());
    ui.add_space(gap);
    let Some(chart) = &ratio.chart else { return };
    // In a low window the rows are as close as their words allow.
    let height = room.low.then(|| ui.available_height() - 4.0);
    plot::show(ui, chart, &PlotOptions { room: height, dense: room.low, ..PlotOptions::default() });
}

/// The subject's cost at every rung. A rung without a number says what it needs.
fn ladder_ui(ui: &mut Ui, state: &AppState, out: &mut ActionSink) {
    let Some(evaluation) = state.derived.evaluation(state.project.baseline) else { return };
    let scenario = evaluation.scenario();
    section_title(ui, &format!("{}: what is counted, rung by rung", scenario.name));
    ui.spacing_mut().item_spacing.y = 2.0;
    for scope in Scope::ALL {
        let missing = evaluation.estimate.cost_at(scope).err();
        ui.horizontal(|ui| {
            let chosen = scope == scenario.scope;
            let text = format!("{}  {}", scope.letter(), scope.name());
            let words = if chosen { strong(text) } else { RichText::new(text) };
            let button = Button::selectable(chosen, words);
            if ui.add(button).helped(format!("Includes {}.", scope.includes())).clicked() {
                out.push(Action::Scope(scope));
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if let Some(missing) = missing {
                    ui.add(Label::new(caption(ui, format!("– {missing}"))).truncate());
                    return;
                }
                let style = |words: RichText| if chosen { words.family(semibold()) } else { words };
                let index = state.project.baseline;
                let of = FigureOf { scenario: index, figure: FigureId::Cost, rung: Some(scope) };
                figure_value(ui, state, of, style, out);
            });
        });
    }
}
