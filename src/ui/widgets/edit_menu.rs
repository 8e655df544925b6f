//! Cut, copy, paste and select all for text fields, which egui has by keys only.

use egui::text::{CCursor, CCursorRange};
use egui::{Id, TextEdit, Ui, ViewportCommand};

/// The part of a context menu that every text field has.
pub(crate) fn edit_menu_ui(ui: &mut Ui, field: Id, letters: usize) {
    let selected = TextEdit::load_state(ui.ctx(), field)
        .and_then(|state| state.cursor.char_range())
        .is_some_and(|range| !range.is_empty());
    for (label, command) in [
        ("Cut", ViewportCommand::RequestCut),
        ("Copy", ViewportCommand::RequestCopy),
        ("Paste", ViewportCommand::RequestPaste),
    ] {
        let possible = selected || command == ViewportCommand::RequestPaste;
        if ui.add_enabled(possible, egui::Button::new(label)).clicked() {
            keep(ui, field);
            ui.ctx().send_viewport_cmd(command);
            ui.close();
        }
    }
    if ui.add_enabled(letters > 0, egui::Button::new("Select all")).clicked() {
        select_all(ui, field, letters);
        keep(ui, field);
        ui.close();
    }
}

/// Gives the keyboard back to the field without touching what is selected there.
fn keep(ui: &Ui, field: Id) {
    ui.memory_mut(|memory| memory.request_focus(field));
    ui.data_mut(|data| data.insert_temp(field.with("menu"), true));
}

/// Whether the keyboard came back from the menu, so that the selection stays as it is.
pub(crate) fn comes_from_menu(ui: &Ui, field: Id) -> bool {
    ui.data_mut(|data| data.remove_temp::<bool>(field.with("menu"))).unwrap_or(false)
}

/// Selects the whole text of a field.
pub(crate) fn select_all(ui: &Ui, field: Id, letters: usize) {
    let mut edit = TextEdit::load_state(ui.ctx(), field).unwrap_or_default();
    edit.cursor.set_char_range(Some(CCursorRange::two(CCursor::new(0), CCursor::new(letters))));
    TextEdit::store_state(ui.ctx(), field, edit);
}
