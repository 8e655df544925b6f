//! Compare: the scenarios as bars, as a table with differences, rung against rung, and among published runs by date.

use egui::{Align, Button, ComboBox, Label, Layout, RichText, ScrollArea, Ui, Vec2};

use super::switches::Room;
use super::{cards, chart, rungs};
use crate::app::{Action, AppState, ChartSlot, CompareAs};
use crate::chart::{ColorRole, Plot, ResolvedChart};
use crate::estimate::{FigureId, Standing, THRESHOLDS};
use crate::files::report::deltas::{deltas_table, signed};
use crate::files::report::{Cell, Table};
use crate::ui::plot::{self, Picked, PlotOptions};
use crate::ui::sink::ActionSink;
use crate::ui::theme::{Tokens, caption, semibold, strong};
use crate::ui::widgets::{card, chips, copy_table_ui, radio, section_title};
use crate::units::{Dimension, Flop, format};

const SHAPES: [(CompareAs, &str, &str); 4] = [
    (CompareAs::Chart, "Bars", "Every scenario as a bar"),
    (CompareAs::Table, "Table", "Figures with their differences to the subject"),
    (CompareAs::Rungs, "Rungs", "Ratios to one rival, with the rungs of both on the axes"),
    (CompareAs::OverTime, "Over time", "Among published runs by date, with the lines that laws draw"),
];

/// The choice of form, for the row of switches.
pub(super) fn shapes_ui(ui: &mut Ui, state: &AppState, out: &mut ActionSink) {
    if let Some(shape) = chips(ui, "As", &SHAPES, Some(state.session.compare_as)) {
        out.push(Action::CompareAs(shape));
    }
}

/// Draws the comparison.
pub(super) fn compare_ui(ui: &mut Ui, state: &AppState, room: Room, out: &mut ActionSink) {
    if state.derived.chart.is_none() {
        let text =
            state.derived.chart_error.clone().unwrap_or_else(|| "Add a scenario to see a chart.".into());
        ui.add_space(40.0);
        ui.vertical_centered(|ui| ui.label(RichText::new(text).color(Tokens::of(ui).warning)));
        ui.add_space(40.0);
        return;
    }
    match state.session.compare_as {
        CompareAs::Chart => chart_ui(ui, state, room, out),
        CompareAs::Table => table_ui(ui, state, out),
        CompareAs::Rungs => rungs::rungs_ui(ui, state, out),
        CompareAs::OverTime => over_time_ui(ui, state, room, out),
    }
    cards::cards_ui(ui, state, out);
}

fn chart_ui(ui: &mut Ui, state: &AppState, room: Room, out: &mut ActionSink) {
    let Some(chart) = &state.derived.chart else { return };
    let selected = state.derived.chart_order.iter().position(|row| *row == state.project.selected);
    // The height that is left above the cards; in a low window, above the legend alone.
    let below = if room.low { 38.0 } else { 270.0 };
    let options = PlotOptions {
        name: "comparison",
        selected,
        pickable: true,
        room: Some(ui.available_height() - below),
        dense: room.low,
        ..PlotOptions::default()
    };
    let shown = plot::show(ui, chart, &options);
    let Some(Picked::Row(row)) = shown.picked else { return };
    if let Some(index) = state.derived.chart_order.get(row) {
        out.push(Action::Select(*index));
        out.push(Action::Explain(state.project.figure));
    }
}

/// Figures with their differences; the subject can be changed here.
fn table_ui(ui: &mut Ui, state: &AppState, out: &mut ActionSink) {
    let Some(comparison) = &state.derived.comparison else { return };
    let table = deltas_table(comparison, state.project.figure);
    card(ui, |ui| {
        ScrollArea::horizontal().id_salt("deltas").auto_shrink([false, true]).show(ui, |ui| {
            let spacing = Vec2::new(16.0, 6.0);
            egui::Grid::new("deltas")
                .num_columns(table.columns.len() + 1)
                .spacing(spacing)
                .striped(true)
                .show(ui, |ui| {
                    ui.label(caption(ui, "Subject"));
                    for column in &table.columns {
                        ui.label(caption(ui, column.label.as_str()));
                    }
                    ui.end_row();
                    for index in 0..table.rows.len() {
                        row_ui(ui, state, &table, index, out);
                    }
                });
        });
        ui.add_space(2.0);
        copy_table_ui(ui, &table);
    });
}

fn row_ui(ui: &mut Ui, state: &AppState, table: &Table, index: usize, out: &mut ActionSink) {
    let Some(cells) = table.rows.get(index) else { return };
    let subject = index == state.project.baseline;
    let name = cells.first().map(Cell::shown).unwrap_or_default();
    let chosen = radio(ui, subject, "");
    let said = format!("Make {name} the subject of the table");
    chosen.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, subject, &said));
    if chosen.on_hover_text("The differences are to this one").clicked() {
        out.push(Action::Baseline(index));
    }
    for (column, cell) in table.columns.iter().zip(cells) {
        let shown = match (column.id.as_str(), cell) {
            ("difference" | "difference_share", Cell::Number(value, dimension)) => signed(*dimension, *value),
            _ => cell.shown(),
        };
        let words = if subject { strong(shown) } else { RichText::new(shown) };
        match (column.id.as_str(), cell) {
            ("name", _) => {
                let chosen = index == state.project.selected;
                let response = ui.add(Button::new(words).frame(false));
                let said = format!("Show {name} of the table");
                response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, chosen, &said));
                if response.on_hover_text("Shows its inputs at the left").clicked() {
                    out.push(Action::Select(index));
                }
            }
            (_, Cell::Text(_)) => {
                ui.label(words);
            }
            _ => {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.label(words));
            }
        }
    }
    ui.end_row();
}

/// Published runs by date, and how the scenarios stand to the thresholds of law.
fn over_time_ui(ui: &mut Ui, state: &AppState, room: Room, out: &mut ActionSink) {
    match &state.derived.compared.over_time {
        Some(Ok(chart)) => {
            over_time_chart_ui(ui, state, chart, room, out);
            if state.project.figure == FigureId::TrainingCompute {
                ui.add_space(8.0);
                card(ui, |ui| standings_ui(ui, state));
            }
        }
        Some(Err(reason)) => {
            ui.add_space(8.0);
            ui.add(Label::new(reason).wrap());
        }
        None => {}
    }
}

fn over_time_chart_ui(
    ui: &mut Ui,
    state: &AppState,
    chart: &ResolvedChart,
    room: Room,
    out: &mut ActionSink,
) {
    let (size, below, least) = if room.low { (15.0, 6.0, 200.0) } else { (17.0, 120.0, 360.0) };
    ui.add(Label::new(RichText::new(&chart.title).size(size).family(semibold())).wrap());
    ui.add(Label::new(caption(ui, chart.subtitle.as_str())).wrap());
    let room = Some((ui.available_height() - below).max(least));
    let options = PlotOptions { pickable: true, room, ..PlotOptions::default() };
    let shown = chart::zoomable_ui(ui, state, ChartSlot::OverTime, chart, &options, out);
    for note in &chart.notes {
        ui.add(Label::new(caption(ui, note.as_str())).wrap());
    }
    let Some(Picked::Point(index)) = shown.picked else { return };
    let window = state.session.zooms.get(ChartSlot::OverTime);
    let part = window.and_then(|window| chart.zoomed(window));
    let Plot::Plane(plane) = &part.as_ref().unwrap_or(chart).plot else { return };
    let Some(point) = plane.points.get(index) else { return };
    // A scenario's point begins with its name; published runs select nothing.
    let is_of = |name: &str| {
        let rest = point.label.strip_prefix(name).filter(|_| point.role != ColorRole::Rival);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(", may exceed"))
    };
    let row = state.project.scenarios.iter().position(|entry| is_of(&entry.scenario.name));
    if let Some(index) = row {
        out.push(Action::Select(index));
        out.push(Action::Explain(state.project.figure));
    }
}

/// Each scenario's compute against the thresholds: how many times, and whether its interval holds the line.
fn standings_ui(ui: &mut Ui, state: &AppState) {
    section_title(ui, "How the scenarios stand to the thresholds of law");
    let ends = state.derived.interval_ends();
    let shown: Vec<_> = THRESHOLDS.iter().filter(|threshold| threshold.id.starts_with("eu-")).collect();
    egui::Grid::new("standings")
        .num_columns(1 + shown.len())
        .spacing(Vec2::new(18.0, 4.0))
        .striped(true)
        .show(ui, |ui| {
            ui.label(caption(ui, "Scenario"));
            for threshold in &shown {
                ui.label(caption(ui, threshold.label))
                    .on_hover_text(format!("{} ({})", threshold.rule, threshold.source));
            }
            ui.end_row();
            for (index, entry) in state.project.scenarios.iter().enumerate() {
                ui.label(&entry.scenario.name);
                let value = state
                    .derived
                    .evaluation(index)
                    .and_then(|evaluation| evaluation.value(FigureId::TrainingCompute).ok());
                for threshold in &shown {
                    let words = value.map(|flop| {
                        let (low, high) = ends.get(index).copied().flatten().unwrap_or((flop, flop));
                        let standing = threshold.standing(Flop::from_flop(low), Flop::from_flop(high));
                        let times =
                            format::significant(Dimension::Ratio, threshold.ratio(Flop::from_flop(flop)), 2);
                        (format!("{times}, {}", standing.label()), standing)
                    });
                    match words {
                        Some((words, Standing::MayExceed)) => ui.label(strong(words)),
                        Some((words, _)) => ui.label(words),
                        None => ui.label("–"),
                    };
                }
                ui.end_row();
            }
        });
    for threshold in shown {
        let words = format!("{}: {} ({})", threshold.label, threshold.rule, threshold.source);
        ui.add(Label::new(caption(ui, words)).wrap());
    }
}

/// A choice among the scenarios beside the subject.
pub(super) fn rival_ui(ui: &mut Ui, state: &AppState, shown: usize, out: &mut ActionSink) {
    let name = |row: usize| state.project.scenarios.get(row).map_or("", |entry| entry.scenario.name.as_str());
    let combo = ComboBox::from_id_salt("rival").selected_text(name(shown)).show_ui(ui, |ui| {
        for (index, entry) in state.project.scenarios.iter().enumerate() {
            if index == state.project.baseline {
                continue;
            }
            if ui.selectable_label(index == shown, &entry.scenario.name).clicked() {
                out.push(Action::Rival(entry.key));
            }
        }
    });
    combo.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, "Rival"));
}
