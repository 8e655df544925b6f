//! Below the chart: what the number includes and leaves out, and the utilization behind it.

use egui::{Align, Id, Label, Layout, RichText, Ui};

use crate::app::{Action, AppState};
use crate::estimate::{FigureId, MfuMatrix, PeakColumn, Plausibility};
use crate::scenario::{Convention, Scope};
use crate::ui::sink::ActionSink;
use crate::ui::theme::{SMALL, Tokens, caption, semibold, strong};
use crate::ui::widgets::{FigureOf, Helped as _, card, figure_value, section_title};
use crate::units::{Dimension, FlopPerSec, Fraction, Quantity, format};

/// From this width on the cards stand side by side.
const SIDE_BY_SIDE: f32 = 640.0;

/// Draws the cards.
pub(super) fn cards_ui(ui: &mut Ui, state: &AppState, out: &mut ActionSink) {
    ui.add_space(10.0);
    if ui.available_width() < SIDE_BY_SIDE {
        card(ui, |ui| in_out_ui(ui, state, out));
        ui.add_space(8.0);
        card(ui, |ui| mfu_ui(ui, state, out));
        return;
    }
    let half = ((ui.available_width() - 12.0) / 2.0).max(40.0);
    // As high as the higher one was when they were drawn last.
    let id = Id::unique("cards");
    let known: f32 = ui.data(|data| data.get_temp(id)).unwrap_or(0.0);
    let mut highest: f32 = 0.0;
    ui.with_layout(Layout::left_to_right(Align::Min).with_cross_justify(false), |ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        for part in [in_out_ui, mfu_ui] {
            ui.allocate_ui_with_layout(egui::vec2(half, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(half);
                card(ui, |ui| {
                    let top = ui.cursor().top();
                    ui.set_min_height(known);
                    part(ui, state, out);
                    highest = highest.max(ui.cursor().top() - ui.spacing().item_spacing.y - top);
                });
            });
        }
    });
    if (highest - known).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(id, highest));
        ui.ctx().request_repaint();
    }
}

/// What the rung includes and what it leaves out, in plain words.
fn in_out_ui(ui: &mut Ui, state: &AppState, out: &mut ActionSink) {
    let Some(evaluation) = state.derived.evaluation(state.project.baseline) else { return };
    let scope = evaluation.scenario().scope;
    ui.spacing_mut().item_spacing.y = 3.0;
    let title = format!("What is in the number · {}: {}", scope.letter(), scope.name());
    match caveat(state, scope) {
        // Beside the title: below the lists it would push what there is to try out of the first screen.
        Some((words, url)) => {
            ui.horizontal(|ui| {
                section_title(ui, &title);
                let link = RichText::new("Source").size(SMALL).color(Tokens::of(ui).accent_text);
                let link = ui.add_enabled(!url.is_empty(), egui::Button::new(link).small().frame(false));
                link.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &words));
                if link.helped(&words).clicked() {
                    ui.ctx().open_url(egui::OpenUrl::new_tab(url));
                }
            });
        }
        None => {
            section_title(ui, &title);
        }
    }
    line_ui(ui, "In", scope.includes());
    line_ui(ui, "Out", scope.leaves_out());
    let next = Scope::ALL.get(scope as usize + 1).copied();
    if let Some(next) = next {
        let cost = evaluation.estimate.cost_at(next).map(|cost| format::short(Dimension::Usd, cost.base()));
        let text = match cost {
            Ok(cost) => format!("Next rung, {}: {}: {cost}", next.letter(), next.name()),
            Err(missing) => format!("Next rung, {}: {}: {missing}", next.letter(), next.name()),
        };
        let button = egui::Button::new(RichText::new(text).size(SMALL).color(Tokens::of(ui).accent_text))
            .wrap()
            .frame(false);
        if ui.add(button).helped("Click to climb there").clicked() {
            out.push(Action::Scope(next));
        }
    }
}

/// What those who published the figure say themselves that it leaves out, and the address where they say so.
fn caveat(state: &AppState, scope: Scope) -> Option<(String, &str)> {
    let entry = state.project.scenarios.get(state.project.baseline)?;
    let claim = state.world.catalog.claims.iter().find(|claim| {
        claim.rung.as_deref() == Some(scope.letter())
            && !claim.excludes.is_empty()
            && claim.scenarios.iter().any(|id| *id == entry.scenario.id)
    })?;
    let place = claim.provenance.citation();
    let words = format!("{} itself leaves out {}: {place}", claim.claimant, claim.excludes);
    Some((words, claim.provenance.url.as_str()))
}

fn line_ui(ui: &mut Ui, head: &str, text: &str) {
    ui.horizontal_top(|ui| {
        ui.allocate_ui_with_layout(egui::vec2(28.0, 18.0), Layout::left_to_right(Align::Min), |ui| {
            ui.set_min_width(28.0);
            ui.label(strong(head));
        });
        ui.add(Label::new(text).wrap());
    });
}

/// Utilization against each peak and by each FLOP count.
fn mfu_ui(ui: &mut Ui, state: &AppState, out: &mut ActionSink) {
    let Some(matrix) = &state.derived.mfu else {
        section_title(ui, "Model FLOP utilization (MFU)");
        ui.label("Needs compute and hours of one phase.");
        return;
    };
    let in_force = matrix.columns.iter().find(|column| column.in_force);
    let device = in_force.map_or("this accelerator", |column| column.device.as_str());
    ui.horizontal(|ui| {
        section_title(ui, &format!("MFU on {device}: never one number"));
        how_ui(ui, out);
    });
    ui.add_space(2.0);
    let own = in_force.map(|column| column.device.as_str());
    matrix_ui(ui, state, matrix, own, out);
    let mut others: Vec<&str> = matrix.columns.iter().map(|column| column.device.as_str()).collect();
    others.sort_unstable();
    others.dedup();
    for other in others.into_iter().filter(|other| Some(*other) != own) {
        // What a figure means depends on the form factor, which reports often leave out.
        let title =
            RichText::new(format!("If it were {other}")).size(SMALL).color(Tokens::of(ui).accent_text);
        egui::CollapsingHeader::new(title).id_salt(("form factor", other)).show_unindented(ui, |ui| {
            matrix_ui(ui, state, matrix, Some(other), out);
        });
    }
}

fn how_ui(ui: &mut Ui, out: &mut ActionSink) {
    let button =
        egui::Button::new(RichText::new("How?").size(SMALL).color(Tokens::of(ui).accent_text)).frame(false);
    let response = ui.add(button);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "How the MFU comes about"));
    if response.clicked() {
        out.push(Action::Explain(FigureId::Mfu));
    }
}

/// The counts without recomputation against the peaks of one form factor.
fn matrix_ui(ui: &mut Ui, state: &AppState, matrix: &MfuMatrix, own: Option<&str>, out: &mut ActionSink) {
    let tokens = Tokens::of(ui);
    let columns: Vec<(usize, &PeakColumn)> =
        matrix.columns.iter().enumerate().filter(|(_, column)| Some(column.device.as_str()) == own).collect();
    // The first column takes what the others leave.
    let (rates, shares) = (92.0, 62.0);
    let first = (ui.available_width() - rates - shares * columns.len() as f32).max(40.0);
    ui.spacing_mut().item_spacing = egui::vec2(0.0, 2.0);
    ui.horizontal(|ui| {
        cell(ui, first, Align::Min, caption(ui, "FLOP count"));
        cell(ui, rates, Align::Max, caption(ui, "achieved"));
        for (_, column) in &columns {
            let tip = format!("Share of the dense {} peak, {}", column.precision.label(), rate(column.peak));
            let text = caption(ui, format!("of {}", column.precision.label()));
            cell(ui, shares, Align::Max, text).on_hover_text(tip);
        }
    });
    for (index, row) in matrix.rows.iter().enumerate() {
        if row.convention.is_some_and(Convention::includes_recompute) && !row.in_force {
            continue;
        }
        ui.horizontal(|ui| {
            cell(ui, first, Align::Min, RichText::new(&row.label).size(13.0));
            cell(ui, rates, Align::Max, RichText::new(rate(row.achieved)).size(13.0));
            for (at, _) in &columns {
                let Some(share) = matrix.cell(index, *at).map(Fraction::number) else { continue };
                let mut text = RichText::new(format::short(Dimension::Fraction, share)).size(13.0);
                if row.in_force {
                    text = text.family(semibold());
                }
                let is_figure = row.in_force && matrix.columns.get(*at).is_some_and(|column| column.in_force);
                if is_figure
                    && state
                        .selected_evaluation()
                        .is_some_and(|evaluation| evaluation.value(FigureId::Mfu) == Ok(share))
                {
                    let size = egui::vec2(shares, 18.0);
                    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
                        ui.set_min_size(size);
                        ui.spacing_mut().button_padding.x = 0.0;
                        let style = |words: RichText| words.size(13.0).family(semibold());
                        figure_value(ui, state, FigureOf::shown(state, FigureId::Mfu), style, out);
                    });
                    continue;
                }
                if Plausibility::of(share) > Plausibility::Plausible {
                    text = text.color(tokens.warning);
                }
                cell(ui, shares, Align::Max, text);
            }
        });
    }
}

fn rate(rate: FlopPerSec) -> String {
    format::short(Dimension::FlopPerSec, rate.base())
}

fn cell(ui: &mut Ui, width: f32, align: Align, text: RichText) -> egui::Response {
    let layout = match align {
        Align::Max => Layout::right_to_left(Align::Center),
        Align::Min | Align::Center => Layout::left_to_right(Align::Center),
    };
    let size = egui::vec2(width, 18.0);
    ui.allocate_ui_with_layout(size, layout, |ui| {
        ui.set_min_size(size);
        ui.add(Label::new(text).truncate())
    })
    .inner
}
