//! Quiet frames around things that belong together.

use egui::{CornerRadius, Frame, InnerResponse, Margin, RichText, Stroke, Ui};

use crate::ui::theme::{SMALL, Tokens, semibold};

/// A surface with room around its contents, as wide as there is.
pub(crate) fn card<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let tokens = Tokens::of(ui);
    Frame::new()
        .fill(tokens.background)
        .stroke(Stroke::new(1.0, tokens.line))
        .corner_radius(CornerRadius::same(8))
        .inner_margin(Margin::symmetric(14, 10))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            contents(ui)
        })
}

/// A small heading above a section.
pub(crate) fn section_title(ui: &mut Ui, text: &str) -> egui::Response {
    let muted = Tokens::of(ui).muted;
    ui.label(RichText::new(text).size(SMALL).family(semibold()).color(muted))
}
