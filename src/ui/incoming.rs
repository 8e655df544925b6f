//! What comes from outside: files dropped onto the window, and texts pasted into it.

use egui::{Context, Event};

use super::sink::ActionSink;
use crate::app::{Action, incoming};

/// Files that were dropped, in their order.
pub(super) fn dropped(ctx: &Context, out: &mut ActionSink) {
    let mut paths: Vec<_> =
        ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_path_buf()).collect());
    match paths.len() {
        0 => {}
        1 => out.extend(paths.pop().map(Action::OpenPath)),
        _ => out.push(Action::OpenPaths(paths)),
    }
}

/// A pasted text that is a file or names one. While a field has the keyboard, a path is left to the field; the text of a
/// whole file belongs in none.
pub(super) fn pasted(ctx: &Context, out: &mut ActionSink) {
    let typing = ctx.text_edit_focused();
    ctx.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Paste(text) = event else { return true };
            let Some(found) = incoming::recognize(text) else { return true };
            if typing && !found.is_whole() {
                return true;
            }
            out.push(found.action());
            false
        });
    });
}
