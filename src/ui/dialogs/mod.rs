//! Dialogs in front of the window. Each closes with Escape and loses nothing.

mod audit;
mod cite;
mod export;
mod import;
mod import_model;
mod import_table;
mod palette;
mod settings;
mod share;

use std::sync::Arc;

use egui::{
    Align, Context, Frame, Id, Key, Label, Layout, Margin, Modal, Response, RichText, ScrollArea, TextEdit,
    Ui,
};

use super::shortcuts;
use super::sink::ActionSink;
use super::theme::{Tokens, caption, strong};
use super::widgets::{edit_menu_ui, field_frame};
use crate::app::{Action, AppState, COMMANDS, Dialog, PathDialog, Preset, PresetOrigin, Purpose};
use crate::units::{Dimension, Quantity, format};

/// Draws the dialog that is open, if one is.
pub(super) fn dialog_ui(ctx: &Context, state: &AppState, out: &mut ActionSink) {
    let opened = Id::unique("dialog-opened");
    let Some(dialog) = &state.session.dialog else {
        ctx.data_mut(|data| data.remove_temp::<bool>(opened));
        export::forget(ctx);
        return;
    };
    let is_new = ctx.data_mut(|data| !std::mem::replace(data.get_temp_mut_or_default::<bool>(opened), true));
    if let Dialog::Palette(palette) = dialog {
        palette::palette_ui(ctx, state, palette, is_new, out);
        return;
    }
    let frame = Frame::popup(&ctx.global_style()).inner_margin(Margin::same(20));
    let modal = Modal::new(Id::unique("dialog")).frame(frame).show(ctx, |ui| {
        let room = ui.ctx().content_rect().width() - 80.0;
        ui.set_width(match dialog {
            Dialog::Export(_) => export::width(ctx),
            Dialog::Import(_) | Dialog::Audit(_) | Dialog::Share(_) => room.min(820.0),
            _ => 520.0,
        });
        match dialog {
            Dialog::Path(path) => path_ui(ui, state, path, is_new, out),
            Dialog::Presets { filter } => presets_ui(ui, state, (filter, is_new), out),
            Dialog::Import(import) => import::import_ui(ui, state, import, is_new, out),
            Dialog::Audit(audit) => audit::audit_ui(ui, audit, is_new, out),
            Dialog::Share(shared) => share::share_ui(ui, shared, is_new, out),
            Dialog::Palette(_) => {}
            Dialog::Shortcuts => shortcuts_ui(ui, out),
            Dialog::Settings => settings::settings_ui(ui, state, out),
            Dialog::Export(dialog) => export::export_ui(ui, state, dialog, is_new, out),
            Dialog::Cite => cite::cite_ui(ui, state, out),
            Dialog::Unsaved(names) => unsaved_ui(ui, names, out),
        }
    });
    if modal.should_close() {
        out.push(Action::DialogCancel);
    }
}

fn title_ui(ui: &mut Ui, text: &str) {
    ui.label(strong(text).size(17.0));
    ui.add_space(6.0);
}

/// A text field of a dialog; it has the keyboard when the dialog opens.
fn field_ui(ui: &mut Ui, (id, hint): (Id, &str), text: &mut String, is_new: bool) -> Response {
    let frame = field_frame(ui, id, false);
    let edit = TextEdit::singleline(text).id(id).frame(frame).hint_text(hint).desired_width(f32::INFINITY);
    let response = ui.add(edit);
    response.context_menu(|ui| edit_menu_ui(ui, id, text.chars().count()));
    if is_new {
        response.request_focus();
    }
    response
}

/// A text field of several lines, for what is pasted; Enter makes a line.
fn text_ui(ui: &mut Ui, (id, hint): (Id, &str), rows: usize, text: &mut String, is_new: bool) -> Response {
    let frame = field_frame(ui, id, false);
    let height = rows as f32 * 20.0 + 16.0;
    let scroll =
        ScrollArea::vertical().id_salt((id, "scroll")).max_height(height).min_scrolled_height(height);
    let shown = scroll.show(ui, |ui| {
        let edit = TextEdit::multiline(text).id(id).frame(frame).hint_text(hint).desired_rows(rows);
        ui.add(edit.desired_width(f32::INFINITY))
    });
    let response = shown.inner;
    response.context_menu(|ui| edit_menu_ui(ui, id, text.chars().count()));
    if is_new {
        response.request_focus();
    }
    response
}

/// What went wrong, to be read and copied.
fn error_ui(ui: &mut Ui, error: &str) {
    let warning = Tokens::of(ui).warning;
    ui.add(Label::new(RichText::new(error).color(warning)).wrap().selectable(true));
}

/// Sentences, each wrapped.
fn lines_ui(ui: &mut Ui, mark: &str, lines: impl IntoIterator<Item = String>) {
    for line in lines {
        ui.add(Label::new(format!("{mark}{line}")).wrap().selectable(true));
    }
}

fn path_ui(ui: &mut Ui, state: &AppState, dialog: &PathDialog, is_new: bool, out: &mut ActionSink) {
    title_ui(ui, dialog.purpose.title());
    let text = if dialog.asking {
        "Choose in the system's file dialog, or type a path here."
    } else {
        "Type the path of a file, or browse for one."
    };
    let label = ui.label(text);
    let mut path = dialog.text.clone();
    let id = Id::unique(("dialog-path", dialog.purpose.title()));
    let response = field_ui(ui, (id, ""), &mut path, is_new).labelled_by(label.id);
    if response.changed() {
        out.push(Action::DialogText(path));
    }
    if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
        out.push(Action::DialogConfirm);
    }
    export::impossible_ui(ui, &dialog.impossible, dialog.acknowledged, out);
    if let Some(error) = &dialog.error {
        error_ui(ui, error);
    }
    if dialog.purpose == Purpose::Open && !state.session.takes_drops {
        ui.label(caption(ui, "Dropping files does not work on this system (Wayland). Pasting a path or a file's text into the window does."));
    }
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        if ui.add_enabled(!dialog.asking, egui::Button::new("Browse…")).clicked() {
            out.push(Action::DialogBrowse);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.button(strong(dialog.purpose.verb())).clicked() {
                out.push(Action::DialogConfirm);
            }
            if ui.button("Cancel").clicked() {
                out.push(Action::DialogCancel);
            }
        });
    });
}

fn presets_ui(ui: &mut Ui, state: &AppState, (filter, is_new): (&str, bool), out: &mut ActionSink) {
    title_ui(ui, "New from preset");
    let label = ui.label(caption(ui, "Find by name or developer"));
    let mut text = filter.to_owned();
    let id = Id::unique("preset-filter");
    let response = field_ui(ui, (id, ""), &mut text, is_new).labelled_by(label.id);
    if response.changed() {
        out.push(Action::DialogText(text));
    }
    let wanted = filter.trim().to_lowercase();
    let found: Vec<&Preset> = state
        .world
        .presets
        .iter()
        .filter(|preset| {
            let scenario = &preset.scenario;
            format!("{} {}", scenario.name, scenario.developer).to_lowercase().contains(&wanted)
        })
        .collect();
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if let (true, Some(first)) = (entered, found.first()) {
        out.push(Action::AddPreset(Arc::clone(&first.scenario)));
    }
    ui.add_space(6.0);
    if found.is_empty() {
        ui.label("No preset has these letters in its name.");
    }
    // A list that was short leaves a low dialog: what is in it next is shown all the same.
    let list = ScrollArea::vertical().max_height(420.0).min_scrolled_height(420.0);
    list.auto_shrink([false, true]).show(ui, |ui| {
        for (heading, shipped) in [("Yours", false), ("Shipped", true)] {
            let presets =
                || found.iter().filter(|preset| (preset.origin == PresetOrigin::Shipped) == shipped);
            if presets().next().is_some() {
                ui.label(caption(ui, heading));
            }
            for preset in presets() {
                preset_ui(ui, preset, out);
            }
            ui.add_space(6.0);
        }
    });
}

fn preset_ui(ui: &mut Ui, preset: &Preset, out: &mut ActionSink) {
    let scenario = &preset.scenario;
    let params = format::short(Dimension::Params, scenario.model.total_params.value.base());
    let button = egui::Button::new(scenario.name.as_str())
        .right_text(caption(ui, format!("{}  {params}", scenario.developer)))
        .min_size(egui::vec2(ui.available_width() - 10.0, 28.0));
    if ui.add(button).clicked() {
        out.push(Action::AddPreset(Arc::clone(scenario)));
    }
}

fn shortcuts_ui(ui: &mut Ui, out: &mut ActionSink) {
    title_ui(ui, "Keyboard shortcuts");
    // In a low window, title and button stay inside it.
    let height = (ui.ctx().content_rect().height() - 190.0).clamp(120.0, 480.0);
    ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        egui::Grid::new("shortcuts").num_columns(3).spacing([18.0, 5.0]).show(ui, |ui| {
            for spec in COMMANDS.iter().filter(|spec| !spec.shortcuts.is_empty()) {
                let keys: Vec<_> =
                    spec.shortcuts.iter().map(|keys| shortcuts::words(ui.ctx(), *keys)).collect();
                ui.label(strong(keys.join(" or ")));
                ui.label(spec.label);
                ui.end_row();
            }
            for (keys, what) in [
                ("Enter, Tab", "Confirm an entry; Enter and Space press a button"),
                ("Arrows", "Move among tabs, rows and entries"),
                ("Esc", "Take an entry back, close a dialog or the explanation"),
                ("Arrows on a slider", "Move it; with Shift farther, with Alt less far"),
                ("Ctrl+A, Ctrl+C in a table", "Select all rows, copy the selected ones"),
                ("Ctrl + and −", "Larger and smaller"),
            ] {
                ui.label(strong(keys));
                ui.label(what);
                ui.end_row();
            }
        });
    });
    ui.add_space(8.0);
    if ui.button("Close").clicked() {
        out.push(Action::DialogCancel);
    }
}

/// Asks before changes to files are lost.
fn unsaved_ui(ui: &mut Ui, names: &[String], out: &mut ActionSink) {
    title_ui(ui, "Quit without saving?");
    ui.label(format!("Changes to {} are not in their files yet.", names.join(", ")));
    ui.add_space(8.0);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        if ui.button(strong("Keep working")).clicked() {
            out.push(Action::DialogCancel);
        }
        if ui.button("Quit without saving").clicked() {
            out.push(Action::DialogConfirm);
        }
    });
}
