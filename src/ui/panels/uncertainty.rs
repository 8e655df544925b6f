//! How sure the shown figure is: its interval, which input makes it so, and how it was drawn.

use egui::{ComboBox, Id, Label, RichText, ScrollArea, TextEdit, Ui, Vec2};

use super::switches::{Room, scale_ui};
use super::{chart, together};
use crate::analysis::UncertainFigure;
use crate::app::{Action, AppState, ChartSlot, Entry, FieldKey, Uncertain};
use crate::chart::uncertain::UncertainChart;
use crate::scenario::{Sampling, USUAL_SAMPLES};
use crate::ui::plot::PlotOptions;
use crate::ui::sink::ActionSink;
use crate::ui::theme::{SMALL, Tokens, caption, semibold, strong};
use crate::ui::widgets::{card, checkbox, chips, choice, edit_menu_ui, field_frame, offer, section_title};
use crate::uncertainty::Swing;
use crate::units::{Dimension, format};

const CHARTS: [(UncertainChart, &str, &str); 5] = [
    (UncertainChart::Tornado, "Tornado", "Each input alone from end to end, the others at their values"),
    (UncertainChart::Histogram, "Histogram", "How often each value comes out"),
    (UncertainChart::Curve, "Curve", "How likely the figure stays below a value"),
    (UncertainChart::Spider, "Spider", "The figure along each input"),
    (UncertainChart::Shares, "Shares", "How much of the variance each input explains"),
];

const SWINGS: [(Swing, &str, &str); 2] = [
    (Swing::OwnRange, "own range", "Each input moves to the ends of its range"),
    (Swing::Percentiles, "10–90 %", "Each input moves to its 10th and 90th percentile"),
];

const COUNTS: [(u32, &str, &str); 3] = [
    (10_000, "10 k", "Quick"),
    (USUAL_SAMPLES, "100 k", "As usual"),
    (1_000_000, "1 M", "Slower, for what is rare"),
];

/// Draws the view.
pub(super) fn uncertainty_ui(ui: &mut Ui, state: &AppState, room: Room, out: &mut ActionSink) {
    let (Some(entry), Some(uncertain)) = (state.project.selected(), &state.derived.uncertain) else {
        ui.label("Add a scenario to see how sure its figures are.");
        return;
    };
    if !room.low {
        rival_ui(ui, state, uncertain.rival, out);
        ui.add_space(2.0);
    }
    let size = if room.low { 15.0 } else { 17.0 };
    ui.add(Label::new(RichText::new(&uncertain.sentence).size(size).family(semibold())).wrap());
    ui.add_space(if room.low { 0.0 } else { 4.0 });
    let Ok(figure) = &uncertain.figure else { return };
    if figure.plan.factors().is_empty() {
        start_ui(ui, entry, out);
        return;
    }
    if !room.low {
        below_ui(ui, state, uncertain, out);
    }
    chart_switches_ui(ui, state, room, out);
    ui.add_space(4.0);
    if let Some(chart) = &uncertain.chart {
        let height = if room.low { (ui.available_height() - 8.0).max(220.0) } else { 340.0 };
        let options = PlotOptions { room: Some(height), dense: room.low, ..PlotOptions::default() };
        let slot = ChartSlot::Uncertain(state.session.uncertain_chart);
        chart::zoomable_ui(ui, state, slot, chart, &options, out);
    }
    if room.low {
        ui.add_space(8.0);
        below_ui(ui, state, uncertain, out);
        rival_ui(ui, state, uncertain.rival, out);
    }
    ui.add_space(8.0);
    card(ui, |ui| {
        inputs_ui(ui, state, entry, figure, out);
        ui.add_space(6.0);
        together::together_ui(ui, state, entry, out);
    });
    ui.add_space(8.0);
    card(ui, |ui| draws_ui(ui, entry, figure, out));
    ui.add_space(8.0);
}

/// Which chart, over what; in a low window on which axis, too.
fn chart_switches_ui(ui: &mut Ui, state: &AppState, room: Room, out: &mut ActionSink) {
    let chosen = state.session.uncertain_chart;
    ui.horizontal_wrapped(|ui| {
        let pressed = if room.low {
            ui.label(caption(ui, "Chart"));
            choice(ui, "Chart", &CHARTS, chosen)
        } else {
            chips(ui, "Chart", &CHARTS, Some(chosen))
        };
        if let Some(chart) = pressed {
            out.push(Action::UncertainChart(chart));
        }
        if chosen == UncertainChart::Tornado {
            ui.add_space(10.0);
            if let Some(swing) = chips(ui, "over", &SWINGS, Some(state.session.swing)) {
                out.push(Action::Swing(swing));
            }
        }
        if room.low {
            ui.add_space(10.0);
            scale_ui(ui, state, out);
        }
    });
}

/// The figure by itself, or over that of another scenario.
fn rival_ui(ui: &mut Ui, state: &AppState, rival: Option<usize>, out: &mut ActionSink) {
    if state.project.scenarios.len() < 2 {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        let mut ratio = state.session.uncertain_ratio;
        if checkbox(ui, &mut ratio, "Over the same figure of").changed() {
            out.push(Action::UncertainRatio(ratio));
        }
        let name = |row: usize| state.project.scenarios.get(row).map(|entry| entry.scenario.name.as_str());
        let shown = rival.and_then(name).unwrap_or("another scenario");
        let combo = ComboBox::from_id_salt("uncertain-rival").selected_text(shown).show_ui(ui, |ui| {
            for (row, entry) in state.project.scenarios.iter().enumerate() {
                if row == state.project.selected {
                    continue;
                }
                if ui.selectable_label(rival == Some(row), &entry.scenario.name).clicked() {
                    out.push(Action::Rival(entry.key));
                    out.push(Action::UncertainRatio(true));
                }
            }
        });
        combo.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, "Divided by"));
    });
}

/// How likely the figure is below a value.
fn below_ui(ui: &mut Ui, state: &AppState, uncertain: &Uncertain, out: &mut ActionSink) {
    let mut text = state.session.uncertain_below.clone();
    ui.horizontal_wrapped(|ui| {
        ui.label("How likely is it below");
        let id = Id::unique("uncertain-below");
        let frame = field_frame(ui, id, matches!(uncertain.below, Some(Err(_))));
        let hint = if state.session.uncertain_ratio { "10%" } else { "a value" };
        let edit = TextEdit::singleline(&mut text).id(id).frame(frame).desired_width(90.0).hint_text(hint);
        let response = ui.add(edit).accessible_name("Value to stay below");
        response.context_menu(|ui| edit_menu_ui(ui, id, text.chars().count()));
        if response.changed() {
            out.push(Action::UncertainBelow(text));
        }
        match &uncertain.below {
            Some(Ok(share)) => {
                ui.label(strong(format::significant(Dimension::Fraction, *share, 3)));
            }
            Some(Err(reason)) => {
                ui.add(Label::new(RichText::new(reason).size(SMALL).color(Tokens::of(ui).warning)).wrap());
            }
            None => {}
        }
    });
    ui.add_space(4.0);
}

/// What to do where nothing is uncertain yet.
fn start_ui(ui: &mut Ui, entry: &Entry, out: &mut ActionSink) {
    card(ui, |ui| {
        section_title(ui, "Nothing here is uncertain yet");
        ui.add(
            Label::new(
                "Type a range into any input at the left: 1.5 to 3.5, 2 ± 0.5, 2 +- 25% or 1.5 (60%) or 2.5 (40%). \
                 It counts as a 90 % interval.",
            )
            .wrap(),
        );
        ui.add_space(4.0);
        if ui.add(offer(ui, "Make price and MFU uncertain")).clicked() {
            out.push(Action::MakeUncertain(entry.key));
        }
    });
}

/// The uncertain inputs, what they explain, and a way to make them certain again.
fn inputs_ui(ui: &mut Ui, state: &AppState, entry: &Entry, figure: &UncertainFigure, out: &mut ActionSink) {
    section_title(ui, "What is uncertain");
    let share = |value: f64| format::significant(Dimension::Fraction, value, 3);
    // A narrow window scrolls the table instead of widening everything.
    ScrollArea::horizontal().id_salt("uncertain-inputs").auto_shrink([false, true]).show(ui, |ui| {
        egui::Grid::new("uncertain-inputs").num_columns(5).spacing(Vec2::new(18.0, 4.0)).striped(true).show(
            ui,
            |ui| {
                for title in ["Input", "Range", "Value", "Share of variance", ""] {
                    ui.label(caption(ui, title));
                }
                ui.end_row();
                for variable in figure.plan.variables() {
                    let Some(factor) = figure.plan.factors().get(variable.factor) else { continue };
                    let dimension = factor.key.id.spec().dimension;
                    let shown = |value: f64| format::typed(dimension, value);
                    ui.label(&factor.label);
                    ui.label(format!("{} to {}", shown(variable.ends.0), shown(variable.ends.1)));
                    ui.label(shown(variable.point));
                    match figure.share_of(variable.factor) {
                        Some(known) if known.total < 5e-4 => ui.label(caption(ui, "moves nothing here")),
                        Some(known) => ui.label(share(known.total)),
                        None => ui.label("–"),
                    };
                    let own = factor.scenario.is_none_or(|scenario| scenario == 0);
                    if own && state.project.entry(entry.key).is_some() {
                        let response =
                            ui.add(egui::Button::new(caption(ui, "Make certain")).small().frame(false));
                        let name = format!("Make {} certain", factor.label);
                        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
                        if response.clicked() {
                            let field = FieldKey { scenario: entry.key, input: factor.key };
                            out.push(Action::Set { field, value: variable.point });
                        }
                    }
                    ui.end_row();
                }
            },
        );
    });
}

/// How many samples with which seed, and how good they are.
fn draws_ui(ui: &mut Ui, entry: &Entry, figure: &UncertainFigure, out: &mut ActionSink) {
    let uncertainty = &entry.scenario.uncertainty;
    let draws = |setting: String| Action::Draws { scenario: entry.key, setting };
    section_title(ui, "How it was drawn");
    ui.horizontal_wrapped(|ui| {
        if let Some(count) = chips(ui, "Samples", &COUNTS, Some(uncertainty.samples)) {
            out.push(draws(format!("samples={count}")));
        }
        ui.add_space(10.0);
        ui.label(format!("Seed {}", uncertainty.seed));
        if ui.add(offer(ui, "Another seed")).clicked() {
            out.push(draws(format!("seed={}", uncertainty.seed.wrapping_add(1))));
        }
        ui.add_space(10.0);
        let options = Sampling::ALL.map(|way| match way {
            Sampling::Sobol => (way, "Sobol", "Scrambled Sobol points: much less error for the same number"),
            Sampling::Random => (way, "random", "Pseudo-random points"),
        });
        if let Some(way) = chips(ui, "Points", &options, Some(uncertainty.sampling)) {
            out.push(draws(format!("sampling={}", way.id())));
        }
    });
    let outcome = &figure.outcome;
    let errors = [outcome.p5, outcome.p50, outcome.p95].map(|value| value.standard_error / value.value.abs());
    let worst = at_most(errors.into_iter().fold(0.0, f64::max));
    let mut text = format!(
        "{} samples; the percentiles' standard error is {worst}.",
        format::full(f64::from(figure.plan.samples()))
    );
    if let Some(gap) = figure.exact_gap() {
        let gap = at_most(gap);
        text.push_str(&format!(" Check against the exact log-normal result: off by {gap}."));
    }
    if outcome.not_finite > 0 {
        text.push_str(&format!(" {} samples are no finite number and left out.", outcome.not_finite));
    }
    ui.add(Label::new(RichText::new(text).color(Tokens::of(ui).muted)).wrap());
}

/// A share that an error stays within, of which nobody needs more than a thousandth of a percent.
fn at_most(share: f64) -> String {
    if share < 1e-5 {
        "less than 0.001 %".to_owned()
    } else {
        format!("at most {}", format::significant(Dimension::Fraction, share, 2))
    }
}
