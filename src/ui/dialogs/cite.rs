//! How to cite the program and the scenarios that it shows.

use egui::{Align, Label, Layout, RichText, ScrollArea, Ui};

use super::title_ui;
use crate::app::{Action, AppState};
use crate::files::report::cite::citation;
use crate::ui::sink::ActionSink;
use crate::ui::theme::{caption, strong};

/// Draws the citation as text and as BibTeX.
pub(super) fn cite_ui(ui: &mut Ui, state: &AppState, out: &mut ActionSink) {
    title_ui(ui, "Cite");
    let scenarios = state.project.scenarios.iter().map(|entry| &*entry.scenario);
    let cited = citation(&state.world.catalog, scenarios);
    let (text, bibtex) = (cited.text(), cited.bibtex());
    ui.label(caption(ui, "The eight letters behind a name stand for the scenario with all its values."));
    ui.add_space(6.0);
    ScrollArea::vertical().max_height(420.0).auto_shrink([false, true]).show(ui, |ui| {
        ui.label(strong("Text"));
        ui.add(Label::new(&text).wrap().selectable(true));
        ui.add_space(8.0);
        ui.label(strong("BibTeX"));
        ui.add(Label::new(RichText::new(&bibtex).monospace()).wrap().selectable(true));
    });
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        if ui.button("Copy text").clicked() {
            ui.ctx().copy_text(text);
        }
        if ui.button("Copy BibTeX").clicked() {
            ui.ctx().copy_text(bibtex);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.button(strong("Close")).clicked() {
                out.push(Action::DialogCancel);
            }
        });
    });
}
