//! Ratios of a rival's cost to the subject's with the rungs of both on the axes: one rung compares like with like.

use egui::{Align, CornerRadius, Frame, Id, Label, Layout, Margin, RichText, ScrollArea, Stroke, Ui};

use super::compare::rival_ui;
use crate::analysis::{RatioCell, RatioMatrix};
use crate::app::{AppState, Rungs};
use crate::files::report::{Cell, Column, Table};
use crate::scenario::Scope;
use crate::ui::sink::ActionSink;
use crate::ui::theme::{Tokens, caption, strong};
use crate::ui::widgets::{Helped as _, card, copy_table_ui, section_title, strip_button};
use crate::units::{Dimension, format};

/// Widths of a cell: the least, below which the matrix scrolls, and the usual.
const CELL: (f32, f32) = (48.0, 66.0);
/// Width of the heads of rows.
const HEAD: f32 = 172.0;
/// Between cells.
const GAP: f32 = 4.0;
/// Where the clicked cell is remembered.
const CHOSEN: &str = "rung-cell";

/// Draws the matrix.
pub(super) fn rungs_ui(ui: &mut Ui, state: &AppState, out: &mut ActionSink) {
    let Some(Rungs { rival, matrix }) = &state.derived.compared.rungs else {
        ui.label("Add a second scenario to compare rung by rung.");
        return;
    };
    let name = |row: usize| state.project.scenarios.get(row).map_or("", |entry| entry.scenario.name.as_str());
    let (of, to) = (name(*rival), name(state.project.baseline));
    card(ui, |ui| {
        section_title(ui, "How many times as much does it cost, rung by rung?");
        ui.horizontal_wrapped(|ui| {
            rival_ui(ui, state, *rival, out);
            ui.label(format!("down the side, over {to} across. Framed: the same rung on both sides."));
        });
        ui.add_space(4.0);
        let room = ui.available_width();
        ScrollArea::horizontal().id_salt("rungs").auto_shrink([false, true]).show(ui, |ui| {
            ui.spacing_mut().item_spacing = egui::vec2(GAP, 3.0);
            let count = matrix.columns.len().max(1) as f32;
            let width = ((room - HEAD) / count - GAP).clamp(CELL.0, CELL.1);
            heads_ui(ui, matrix, width);
            for ((scope, cost), cells) in matrix.rows.iter().zip(&matrix.cells) {
                ui.horizontal(|ui| {
                    let cost = format::short(Dimension::Usd, *cost);
                    let words = format!("{} {} {cost}", scope.letter(), scope.chip());
                    slot_ui(ui, HEAD, Align::Min, |ui| {
                        ui.add(Label::new(RichText::new(words).size(13.0)).truncate())
                            .on_hover_text(format!("{of}: {}: {cost}", scope.name()));
                    });
                    for cell in cells {
                        cell_ui(ui, cell, (of, to), matrix, width);
                    }
                });
            }
        });
        for scope in Scope::ALL {
            let known = matrix.rows.iter().any(|row| row.0 == scope);
            if !known && matrix.columns.iter().any(|column| column.0 == scope) {
                let words = format!("{} {}: not known for {of}", scope.letter(), scope.name());
                ui.add(Label::new(caption(ui, words)).wrap());
            }
        }
        sentence_ui(ui, matrix, (of, to), chosen(ui, state));
        copy_table_ui(ui, &table(matrix, of, to));
    });
}

/// Letter and cost of each rung, one above the other.
fn heads_ui(ui: &mut Ui, matrix: &RatioMatrix, width: f32) {
    let costs = matrix.columns.iter().map(|(_, cost)| format::short(Dimension::Usd, *cost));
    let letters = matrix.columns.iter().map(|(scope, _)| scope.letter().to_owned());
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for line in [letters.collect::<Vec<_>>(), costs.collect()] {
            ui.horizontal(|ui| {
                ui.add_space(HEAD + GAP);
                for ((scope, _), words) in matrix.columns.iter().zip(line) {
                    slot_ui(ui, width, Align::Max, |ui| {
                        ui.spacing_mut().item_spacing.x = 0.0;
                        ui.add(Label::new(caption(ui, words)).extend()).on_hover_text(scope.name());
                    });
                }
            });
        }
    });
}

/// Room of a fixed width, so that columns stand below each other.
fn slot_ui(ui: &mut Ui, width: f32, align: Align, contents: impl FnOnce(&mut Ui)) {
    let layout = match align {
        Align::Max => Layout::right_to_left(Align::Center),
        Align::Min | Align::Center => Layout::left_to_right(Align::Center),
    };
    ui.allocate_ui_with_layout(egui::vec2(width, 20.0), layout, |ui| {
        ui.set_min_width(width);
        contents(ui);
    });
}

fn cell_ui(ui: &mut Ui, cell: &RatioCell, (of, to): (&str, &str), matrix: &RatioMatrix, width: f32) {
    let tokens = Tokens::of(ui);
    let ratio = format::ratio_words(cell.ratio);
    let cost = |list: &[(Scope, f64)], scope: Scope| {
        list.iter()
            .find(|entry| entry.0 == scope)
            .map(|entry| format::short(Dimension::Usd, entry.1))
            .unwrap_or_default()
    };
    let scopes = if cell.same_rung { "same rung" } else { "mixed scope" };
    let said = format!(
        "{of} at {} {} over {to} at {} {}: {ratio}, {scopes}",
        cell.rival.letter(),
        cost(&matrix.rows, cell.rival),
        cell.base.letter(),
        cost(&matrix.columns, cell.base)
    );
    let (ground, edge) =
        if cell.same_rung { (tokens.chosen, tokens.accent) } else { (tokens.background, tokens.line) };
    let inner = width - 10.0;
    let frame = Frame::new()
        .fill(ground)
        .stroke(Stroke::new(1.0, edge))
        .corner_radius(CornerRadius::same(3))
        .inner_margin(Margin::symmetric(4, 1));
    let shown = frame.show(ui, |ui| {
        slot_ui(ui, inner, Align::Max, |ui| {
            let words = RichText::new(&ratio).size(13.0);
            let words =
                if cell.same_rung { strong(ratio.as_str()).size(13.0) } else { words.color(tokens.muted) };
            ui.label(words);
        });
    });
    // No stop for the tabulator: the sentence below is about one cell, and there are dozens.
    let response = shown.response.interact(egui::Sense::CLICK);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Cell, true, &said));
    if response.on_hover_text(said).on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
        ui.data_mut(|data| data.insert_temp(Id::unique(CHOSEN), (cell.rival, cell.base)));
    }
}

/// The rungs of the cell that was clicked last; at first the subject's own on both sides.
fn chosen(ui: &Ui, state: &AppState) -> (Scope, Scope) {
    let own = state
        .project
        .scenarios
        .get(state.project.baseline)
        .map_or(Scope::FinalRun, |entry| entry.scenario.scope);
    ui.data(|data| data.get_temp(Id::unique(CHOSEN))).unwrap_or((own, own))
}

/// One cell as a sentence that names both rungs, to take away.
fn sentence_ui(ui: &mut Ui, matrix: &RatioMatrix, (of, to): (&str, &str), (rival, base): (Scope, Scope)) {
    let cell = matrix.cells.iter().flatten().find(|cell| (cell.rival, cell.base) == (rival, base));
    let cost =
        |list: &[(Scope, f64)], scope: Scope| list.iter().find(|entry| entry.0 == scope).map(|entry| entry.1);
    let (Some(cell), Some(above), Some(below)) =
        (cell, cost(&matrix.rows, rival), cost(&matrix.columns, base))
    else {
        return;
    };
    let money = |cost: f64| format::short(Dimension::Usd, cost);
    let mixed = if cell.same_rung { "" } else { " Mixed scope: the two do not count the same things." };
    let words = format!(
        "{of}, {}: {}. {to}, {}: {}. The former is {} the latter.{mixed}",
        format::in_sentence(rival.name()),
        money(above),
        format::in_sentence(base.name()),
        money(below),
        format::ratio_words(cell.ratio),
    );
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        ui.add(Label::new(words.as_str()).wrap().selectable(true));
        if strip_button(ui, "Copy sentence").helped("Click another cell to say that one").clicked() {
            ui.ctx().copy_text(words.clone());
        }
    });
}

fn table(matrix: &RatioMatrix, of: &str, to: &str) -> Table {
    let mut columns = vec![Column::text("rung", &format!("{of} over {to}"))];
    columns.extend(matrix.columns.iter().map(|(scope, _)| {
        Column::number(scope.letter(), &format!("{} {}", scope.letter(), scope.name()), Dimension::Ratio)
    }));
    let mut table = Table::new(columns);
    for ((scope, _), cells) in matrix.rows.iter().zip(&matrix.cells) {
        let mut row = vec![Cell::text(format!("{} {}", scope.letter(), scope.name()))];
        row.extend(cells.iter().map(|cell| Cell::Ratio(cell.ratio)));
        table.rows.push(row);
    }
    table
}
