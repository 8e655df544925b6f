//! Chips: rounded buttons of which one is chosen.

use egui::{Button, CornerRadius, Response, RichText, Stroke, Ui, Vec2};

use super::Helped as _;
use crate::ui::theme::{Tokens, semibold};

/// A rounded button that can be chosen.
pub(crate) fn chip(ui: &mut Ui, chosen: bool, text: &str) -> Response {
    let tokens = Tokens::of(ui);
    let mut words = RichText::new(text).size(13.0);
    if chosen {
        words = words.family(semibold()).color(tokens.accent_text);
    }
    let stroke = if chosen { tokens.accent } else { tokens.line };
    let fill = if chosen { tokens.chosen } else { tokens.background };
    let button = Button::new(words)
        .fill(fill)
        .stroke(Stroke::new(1.0, stroke))
        .corner_radius(CornerRadius::same(13))
        .min_size(Vec2::new(0.0, 26.0));
    // Narrower than other buttons; a scope of its own would not wrap.
    let usual = std::mem::replace(&mut ui.spacing_mut().button_padding.x, 8.0);
    let response = ui.add(button);
    ui.spacing_mut().button_padding.x = usual;
    let name = text.to_owned();
    response.widget_info(move || egui::WidgetInfo::selected(egui::Role::Button, true, chosen, name.clone()));
    response
}

/// A labelled row of chips; returns the one that was pressed.
pub(crate) fn chips<T: Copy + PartialEq>(
    ui: &mut Ui,
    label: &str,
    options: &[(T, &str, &str)],
    chosen: Option<T>,
) -> Option<T> {
    let mut pressed = None;
    ui.spacing_mut().item_spacing.x = 4.0;
    ui.label(super::super::theme::caption(ui, label));
    for (option, text, help) in options {
        let response = chip(ui, chosen == Some(*option), text);
        let response = if help.is_empty() { response } else { response.helped(*help) };
        if response.clicked() {
            pressed = Some(*option);
        }
    }
    pressed
}

/// A button that looks like a link: for quiet offers.
pub(crate) fn offer(ui: &Ui, text: &str) -> Button<'static> {
    let tokens = Tokens::of(ui);
    Button::new(RichText::new(text).color(tokens.accent_text))
        .fill(egui::Color32::TRANSPARENT)
        .stroke(Stroke::new(1.0, tokens.line))
}

/// Adds an [`offer`].
pub(crate) fn strip_button(ui: &mut Ui, text: &str) -> Response {
    let button = offer(ui, text);
    ui.add(button)
}
