//! The dialog that imports: a field for a path or a text, then what was found, then the button that creates.

use egui::{Align, Id, Layout, ScrollArea, Ui};

use super::{error_ui, import_model, import_table, text_ui, title_ui};
use crate::app::{Action, AppState, ImportDialog, ImportEvent, ImportPreview};
use crate::ui::sink::ActionSink;
use crate::ui::theme::{caption, strong};

/// Draws the dialog.
pub(super) fn import_ui(
    ui: &mut Ui,
    state: &AppState,
    dialog: &ImportDialog,
    is_new: bool,
    out: &mut ActionSink,
) {
    let Some(found) = &dialog.found else {
        return choose_ui(ui, state, dialog, is_new, out);
    };
    let height = (ui.ctx().content_rect().height() - 220.0).max(160.0);
    let scrolled = |ui: &mut Ui, contents: &mut dyn FnMut(&mut Ui)| {
        ScrollArea::vertical()
            .max_height(height)
            .min_scrolled_height(height)
            .auto_shrink([false, true])
            .show(ui, |ui| contents(ui));
    };
    let (verb, ready) = match found {
        ImportPreview::Model(model) => {
            title_ui(ui, "Import a model");
            scrolled(ui, &mut |ui| import_model::model_ui(ui, model, out));
            ("Create scenario".to_owned(), model.wrong.is_empty())
        }
        ImportPreview::Table(table) => {
            title_ui(ui, &format!("Import: {}", table.preview.kind.label()));
            scrolled(ui, &mut |ui| import_table::table_import_ui(ui, state, table, out));
            (import_table::verb(table), table.preview.is_ready() && table.wrong.is_none())
        }
    };
    if let Some(error) = &dialog.error {
        error_ui(ui, error);
    }
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        if ui.button("Another file…").clicked() {
            out.push(Action::Import(ImportEvent::Back));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.add_enabled(ready, egui::Button::new(strong(verb))).clicked() {
                out.push(Action::DialogConfirm);
            }
            if ui.button("Cancel").clicked() {
                out.push(Action::DialogCancel);
            }
        });
    });
}

/// What is to be read.
fn choose_ui(ui: &mut Ui, state: &AppState, dialog: &ImportDialog, is_new: bool, out: &mut ActionSink) {
    title_ui(ui, "Import");
    let label = ui.label("Path of a file or folder, or the text of a file");
    let mut text = dialog.text.clone();
    let hint =
        "config.json, model.safetensors.index.json, a folder of weights, prices.csv; or paste the text";
    let response = text_ui(ui, (Id::unique("import-text"), hint), 7, &mut text, is_new);
    if response.labelled_by(label.id).changed() {
        out.push(Action::DialogText(text));
    }
    ui.label(caption(
        ui,
        "Reads models (Hugging Face or DeepSeek configurations, safetensors), SkyPilot price lists, Epoch AI's table of models, and tables that flopwise writes. Nothing is created before you have seen it.",
    ));
    if state.session.takes_drops {
        ui.label(caption(ui, "Files can also be dropped on the window, and texts pasted into it."));
    }
    if let Some(error) = &dialog.error {
        error_ui(ui, error);
    }
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        if ui.add_enabled(!dialog.busy, egui::Button::new("Browse…")).clicked() {
            out.push(Action::DialogBrowse);
        }
        if dialog.busy {
            ui.label(caption(ui, "Reading…"));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.add_enabled(!dialog.busy, egui::Button::new(strong("Read"))).clicked() {
                out.push(Action::DialogConfirm);
            }
            if ui.button("Cancel").clicked() {
                out.push(Action::DialogCancel);
            }
        });
    });
}
