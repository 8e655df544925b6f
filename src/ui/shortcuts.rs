//! Keys from the command table, and how they are written.
//!
//! The window system hands over the key at the same place of a Latin layout where a layout has no Latin letters, so
//! that Ctrl+Z works on a Cyrillic or Greek keyboard, too.

use egui::{Context, KeyboardShortcut, Modifiers};

use super::focus::{self, Kind};
use super::sink::ActionSink;
use crate::app::{Action, COMMANDS, CommandSpec, Key, Shortcut, When};

fn keyboard(shortcut: Shortcut) -> Option<KeyboardShortcut> {
    let key = match shortcut.key {
        Key::Letter(letter) => egui::Key::from_name(&letter.to_string())?,
        Key::Tab => egui::Key::Tab,
        Key::Function(number) => egui::Key::from_name(&format!("F{number}"))?,
        Key::Delete => egui::Key::Delete,
        Key::Left => egui::Key::ArrowLeft,
        Key::Right => egui::Key::ArrowRight,
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
pub(super) fn words(ctx: &Context, shortcut: Shortcut) -> String {
    let name = match shortcut.key {
        // egui writes arrows as signs that few fonts have.
        Key::Left => Some("Left"),
        Key::Right => Some("Right"),
        Key::Delete => Some("Del"),
        Key::Letter('?') => Some("?"),
        _ => None,
    };
    let keys = keyboard(shortcut);
    match (name, keys) {
        (Some(name), Some(keys)) => {
            let modifiers = ctx.format_modifiers(keys.modifiers);
            if modifiers.is_empty() { name.to_owned() } else { format!("{modifiers}+{name}") }
        }
        (_, Some(keys)) => ctx.format_shortcut(&keys),
        (_, None) => String::new(),
    }
}

/// The usual keys of a command, as they are written; empty where it has none.
#[must_use]
pub(super) fn usual_words(ctx: &Context, spec: &CommandSpec) -> String {
    spec.shortcuts.first().map(|keys| words(ctx, *keys)).unwrap_or_default()
}

/// Takes the commands' keys out of the input, before any field sees them.
pub(super) fn shortcuts(ctx: &Context, out: &mut ActionSink) {
    let typing = ctx.text_edit_focused();
    let counts = |when: When| match when {
        When::Always => true,
        When::NotTyping => !typing,
        When::OnChart => focus::is_on(ctx, Kind::Chart),
        When::OnTab => focus::is_on(ctx, Kind::Tab),
    };
    // Longer combinations first: Ctrl+Shift+Z must not be taken for Ctrl+Z.
    for wanted in [true, false] {
        for spec in COMMANDS {
            let keys = spec.shortcuts.iter().filter(|keys| keys.shift == wanted && counts(keys.when));
            for keys in keys.filter_map(|keys| keyboard(*keys)) {
                if ctx.input_mut(|input| input.consume_shortcut(&keys)) {
                    out.push(Action::Run(spec.command));
                }
            }
        }
    }
}
