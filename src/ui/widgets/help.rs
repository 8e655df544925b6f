//! Help that the pointer finds by resting and the keyboard by F1.

use egui::{Response, Tooltip, Ui};

use crate::ui::focus;

/// A tooltip that does not need a pointer.
pub(crate) trait Helped: Sized {
    /// Shows a text while the pointer rests on it, and on F1 while it has the keyboard.
    fn helped(self, text: impl Into<String>) -> Self;
    /// The same with contents of any kind.
    fn helped_ui(self, contents: impl FnOnce(&mut Ui)) -> Self;
}

impl Helped for Response {
    fn helped(self, text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() {
            return self;
        }
        self.helped_ui(|ui| {
            ui.set_max_width(340.0);
            ui.label(text);
        })
    }

    fn helped_ui(self, contents: impl FnOnce(&mut Ui)) -> Self {
        if focus::explains(&self) {
            Tooltip::for_widget(&self).show(contents);
            return self;
        }
        self.on_hover_ui(contents)
    }
}
