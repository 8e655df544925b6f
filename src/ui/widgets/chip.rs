//! Chips: rounded buttons of which one is chosen.

use egui::{
    Button, Color32, ComboBox, CornerRadius, FontFamily, FontId, Response, RichText, Stroke, Ui, Vec2,
};

use super::Helped as _;
use crate::ui::theme::{SMALL, Tokens, semibold};

/// Size of a chip's words.
const SIZE: f32 = 13.0;

/// Room at either side of a chip's words, and between chips.
const PADDING: f32 = 8.0;
const GAP: f32 = 4.0;

/// A rounded button that can be chosen.
pub(crate) fn chip(ui: &mut Ui, chosen: bool, text: &str) -> Response {
    chip_ui(ui, chosen, (text, text), PADDING)
}

/// A chip of one letter that stands for a name; the chosen one shows the name as well.
pub(crate) fn letter_chip(ui: &mut Ui, chosen: bool, letter: &str, name: &str) -> Response {
    let long = format!("{letter} {name}");
    chip_ui(ui, chosen, (if chosen { &long } else { letter }, name), 7.0)
}

fn chip_ui(ui: &mut Ui, chosen: bool, (text, name): (&str, &str), padding: f32) -> Response {
    let tokens = Tokens::of(ui);
    let mut words = RichText::new(text).size(SIZE);
    if chosen {
        words = words.family(semibold()).color(tokens.accent_text);
    }
    let stroke = if chosen { tokens.accent } else { tokens.line };
    let fill = if chosen { tokens.chosen } else { tokens.background };
    let button = Button::new(words)
        .fill(fill)
        .stroke(Stroke::new(1.0, stroke))
        .corner_radius(CornerRadius::same(13))
        .min_size(Vec2::new(24.0, 26.0));
    // Narrower than other buttons; a scope of its own would not wrap.
    let usual = std::mem::replace(&mut ui.spacing_mut().button_padding.x, padding);
    let response = ui.add(button);
    ui.spacing_mut().button_padding.x = usual;
    let name = name.to_owned();
    response.widget_info(move || egui::WidgetInfo::selected(egui::Role::Button, true, chosen, name.clone()));
    response
}

/// The width of a text on one line.
pub(crate) fn text_width(ui: &Ui, text: &str, font: FontId) -> f32 {
    ui.painter().layout_no_wrap(text.to_owned(), font, Color32::PLACEHOLDER).size().x
}

/// The width of a row of [`chips`].
pub(crate) fn chips_width<T: Copy + PartialEq>(
    ui: &Ui,
    label: &str,
    options: &[(T, &str, &str)],
    chosen: Option<T>,
) -> f32 {
    let family = |option| if chosen == Some(option) { semibold() } else { FontFamily::Proportional };
    let wide = |text: &str, option| text_width(ui, text, FontId::new(SIZE, family(option)));
    let chips = options.iter().map(|(option, text, _)| wide(text, *option) + 2.0 * PADDING + GAP);
    text_width(ui, label, FontId::proportional(SMALL)) + chips.sum::<f32>()
}

/// The same choice as [`chips`] in the room of one: a list that drops down.
pub(crate) fn choice<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    options: &[(T, &str, &str)],
    chosen: T,
) -> Option<T> {
    let shown = options.iter().find(|(option, ..)| *option == chosen).map_or("", |(_, text, _)| *text);
    let mut pressed = None;
    let combo = ComboBox::from_id_salt(("choice", name)).width(0.0).selected_text(shown).show_ui(ui, |ui| {
        for (option, text, help) in options {
            if ui.selectable_label(chosen == *option, *text).helped(*help).clicked() {
                pressed = Some(*option);
            }
        }
    });
    combo.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, name));
    pressed
}

/// A labelled row of chips; returns the one that was pressed.
pub(crate) fn chips<T: Copy + PartialEq>(
    ui: &mut Ui,
    label: &str,
    options: &[(T, &str, &str)],
    chosen: Option<T>,
) -> Option<T> {
    let mut pressed = None;
    ui.spacing_mut().item_spacing.x = GAP;
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

/// Draws a box or circle to tick with a frame: without one, an empty one is hardly seen. Buttons have frames under the
/// pointer only.
fn framed(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> Response) -> Response {
    let tokens = Tokens::of(ui);
    let usual = ui.visuals().widgets.inactive;
    let inactive = &mut ui.visuals_mut().widgets.inactive;
    inactive.bg_stroke = Stroke::new(1.0, tokens.frame);
    inactive.bg_fill = tokens.background;
    let response = add(ui);
    ui.visuals_mut().widgets.inactive = usual;
    response
}

/// A box to tick.
pub(crate) fn checkbox(ui: &mut Ui, on: &mut bool, text: impl Into<String>) -> Response {
    let text = text.into();
    framed(ui, |ui| ui.checkbox(on, text))
}

/// One of several, of which one is chosen.
pub(crate) fn radio(ui: &mut Ui, on: bool, text: impl Into<String>) -> Response {
    let text = text.into();
    framed(ui, |ui| ui.radio(on, text))
}

/// A button that looks like a link: for quiet offers.
pub(crate) fn offer(ui: &Ui, text: &str) -> Button<'static> {
    let tokens = Tokens::of(ui);
    Button::new(RichText::new(text).color(tokens.accent_text))
        .fill(Color32::TRANSPARENT)
        .stroke(Stroke::new(1.0, tokens.line))
}

/// Adds an [`offer`].
pub(crate) fn strip_button(ui: &mut Ui, text: &str) -> Response {
    let button = offer(ui, text);
    ui.add(button)
}
