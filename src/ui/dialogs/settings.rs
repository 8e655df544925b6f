//! The settings: what a person prefers, whatever is being compared. Every change is in force and kept at once.

use egui::{Align, ComboBox, Layout, Ui};

use super::title_ui;
use crate::app::{Action, AppState, Settings, ThemeChoice};
use crate::scenario::input::Level;
use crate::ui::sink::ActionSink;
use crate::ui::theme::{caption, strong};
use crate::ui::widgets::checkbox;
use crate::units::parse::NumberStyle;

const NUMBERS: [(NumberStyle, &str, &str); 3] = [
    (
        NumberStyle::Auto,
        "Point, reads both",
        "Shows 1,234.5. Reads 2.5 and 2,5; 1,234 is one thousand two hundred thirty-four.",
    ),
    (
        NumberStyle::Dot,
        "Point: 1,234.5",
        "Shows 1,234.5, and reads a comma before three digits as a thousands separator.",
    ),
    (
        NumberStyle::Comma,
        "Comma: 1.234,5",
        "Shows 1.234,5, and reads a point before three digits as a thousands separator.",
    ),
];

const LEVELS: [(Level, &str); 3] =
    [(Level::Simple, "Simple"), (Level::Standard, "Standard"), (Level::Expert, "Expert")];

/// Numbers of samples to choose from; without one the program's own.
const SAMPLES: [(Option<u32>, &str); 4] =
    [(None, "Usual"), (Some(16_384), "16,384"), (Some(262_144), "262,144"), (Some(1_048_576), "1,048,576")];

/// Draws the settings.
pub(super) fn settings_ui(ui: &mut Ui, state: &AppState, out: &mut ActionSink) {
    title_ui(ui, "Settings");
    let mut settings = state.settings.clone();
    egui::Grid::new("settings").num_columns(2).spacing([18.0, 10.0]).show(ui, |ui| {
        let themes = ThemeChoice::ALL.map(|theme| (theme, theme.label()));
        choice_ui(ui, "Theme", &themes, &mut settings.theme);
        choice_ui(ui, "Inputs at first", &LEVELS, &mut settings.level);
        choice_ui(ui, "Samples of new scenarios", &SAMPLES, &mut settings.samples);
        // Last: what stands below is about it.
        let numbers = NUMBERS.map(|(style, label, _)| (style, label));
        choice_ui(ui, "Decimal sign", &numbers, &mut settings.numbers);
    });
    if let Some((.., help)) = NUMBERS.iter().find(|(style, ..)| *style == settings.numbers) {
        ui.label(caption(ui, *help));
    }
    ui.label(caption(ui, "Files and the command line always write a decimal point."));
    ui.add_space(6.0);
    checkbox(ui, &mut settings.hints, "Show hints and experiments with a first comparison");
    checkbox(ui, &mut settings.reduce_motion, "Reduce motion");
    if settings != state.settings {
        out.push(Action::Adjust(settings));
    }
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        if ui.button("Usual settings").clicked() {
            out.push(Action::Adjust(Settings { zoom: state.settings.zoom, ..Settings::default() }));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.button(strong("Close")).clicked() {
                out.push(Action::DialogCancel);
            }
        });
    });
}

/// One setting with its options.
fn choice_ui<T: Copy + PartialEq>(ui: &mut Ui, label: &str, options: &[(T, &str)], value: &mut T) {
    let name = ui.label(label);
    let shown =
        options.iter().find(|(option, _)| option == value).map_or("As in the file", |(_, words)| words);
    ComboBox::from_id_salt(label)
        .selected_text(shown)
        .width(200.0)
        .show_ui(ui, |ui| {
            for (option, words) in options {
                ui.selectable_value(value, *option, *words);
            }
        })
        .response
        .labelled_by(name.id);
    ui.end_row();
}
