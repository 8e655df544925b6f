//! The dialog that shows what a share string or a picture holds, and what opening it would change.

use egui::{Align, Id, Label, Layout, ScrollArea, Ui};

use super::{error_ui, text_ui, title_ui};
use crate::app::{Action, OpenedFile, ShareDialog, SharedFound};
use crate::files::report::{Cell, Column, Table};
use crate::ui::sink::ActionSink;
use crate::ui::theme::{caption, strong};
use crate::ui::widgets::table_ui;

/// Draws the dialog.
pub(super) fn share_ui(ui: &mut Ui, dialog: &ShareDialog, is_new: bool, out: &mut ActionSink) {
    let picture = dialog.found.as_ref().and_then(|found| found.path.as_deref());
    match picture.and_then(|path| path.file_name()) {
        Some(name) => title_ui(ui, &format!("What {} was drawn from", name.to_string_lossy())),
        None => {
            title_ui(ui, "Open share string");
            let label = ui.label("Share string; text around it does no harm");
            let mut text = dialog.text.clone();
            let response = text_ui(ui, (Id::unique("share-text"), "flopwise1:…"), 4, &mut text, is_new);
            if response.labelled_by(label.id).changed() {
                out.push(Action::DialogText(text));
            }
        }
    }
    if let Some(error) = &dialog.error {
        error_ui(ui, error);
    }
    ui.add_space(6.0);
    if let Some(found) = &dialog.found {
        found_ui(ui, found);
    }
    ui.add_space(8.0);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let several = matches!(&dialog.found, Some(SharedFound { file: OpenedFile::Project(_), .. }));
        let open = if several { "Add to the comparison" } else { "Open as new scenario" };
        if ui.add_enabled(dialog.found.is_some(), egui::Button::new(strong(open))).clicked() {
            out.push(Action::TakeShared { replace: false });
        }
        let replaces = dialog.found.as_ref().is_some_and(|found| several || found.replaces().is_some());
        let replace = if several { "Replace the comparison" } else { "Replace" };
        if replaces && ui.button(replace).clicked() {
            out.push(Action::TakeShared { replace: true });
        }
        if ui.button("Cancel").clicked() {
            out.push(Action::DialogCancel);
        }
    });
}

/// The scenarios, and what each would change in the open one of its id.
fn found_ui(ui: &mut Ui, found: &SharedFound) {
    let names: Vec<_> = found.scenarios.iter().map(|scenario| scenario.name.as_str()).collect();
    let held = match &found.file {
        OpenedFile::Scenario(_) => format!("Holds the scenario {}.", names.concat()),
        OpenedFile::Project(_) => {
            format!("Holds a comparison of {} scenarios: {}.", names.len(), names.join(", "))
        }
    };
    ui.add(Label::new(strong(held)).wrap());
    let height = (ui.ctx().content_rect().height() - 330.0).max(120.0);
    ScrollArea::vertical().max_height(height).min_scrolled_height(height).auto_shrink([false, true]).show(
        ui,
        |ui| {
            for (index, scenario) in found.scenarios.iter().enumerate() {
                let name = scenario.name.as_str();
                match &scenario.open {
                    None => {
                        ui.label(caption(ui, format!("{name}: no open scenario has its id.")));
                    }
                    Some((_, changes)) if changes.is_empty() => {
                        ui.label(caption(ui, format!("{name}: the open scenario is the same.")));
                    }
                    Some((_, changes)) => {
                        ui.add_space(4.0);
                        ui.label(format!("{name}: against the open scenario of the same id"));
                        let columns = ["What", "As it is open", "As it was shared"];
                        let columns = columns.map(|label| Column::text(label, label));
                        let mut table = Table::new(columns.into());
                        table.rows = changes
                            .iter()
                            .map(|change| {
                                [&change.input, &change.before, &change.after]
                                    .map(|text| Cell::text(text))
                                    .into()
                            })
                            .collect();
                        table_ui(ui, &format!("shared-{index}"), &table);
                    }
                }
            }
        },
    );
}
