//! Keys from the command table, and how they are written.

use egui::{KeyboardShortcut, Modifiers};

use crate::app::{Action, COMMANDS, Key, Shortcut};

use super::sink::ActionSink;

fn keyboard(shortcut: Shortcut) -> Option<KeyboardShortcut> {
    let key = match shortcut.key {
        Key::Letter(letter) => egui::Key::from_name(&letter.to_string())?,
        Key::Tab => egui::Key::Tab,
        Key::F1 => egui::Key::F1,
    };
    let mut modifiers = Modifiers::NONE;
    if shortcut.control {
        modifiers |= Modifiers::COMMAND;
    }
    if shortcut.shift {
        modifiers |= Modifiers::SHIFT;
    }
    Some(KeyboardShortcut::new(modifiers, key))
}

/// How a combination is written on this system: `Ctrl+Shift+S`.
#[must_use]
pub(super) fn words(ctx: &egui::Context, shortcut: Shortcut) -> String {
    keyboard(shortcut).map(|keys| ctx.format_shortcut(&keys)).unwrap_or_default()
}

/// Takes the commands' keys out of the input, before any field sees them.
pub(super) fn shortcuts(ctx: &egui::Context, out: &mut ActionSink) {
    // Longer combinations first: Ctrl+Shift+Z must not be taken for Ctrl+Z.
    for wanted in [true, false] {
        for spec in COMMANDS {
            for shortcut in spec.shortcuts.iter().filter(|shortcut| shortcut.shift == wanted) {
                let Some(keys) = keyboard(*shortcut) else { continue };
                if ctx.input_mut(|input| input.consume_shortcut(&keys)) {
                    out.push(Action::Run(spec.command));
                }
            }
        }
    }
}
