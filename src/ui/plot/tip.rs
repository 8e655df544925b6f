//! What appears beside the pointer, or beside a crosshair moved by keyboard.

use egui::{Rect, RectAlign, Response, RichText, Sense, Tooltip, Ui, Vec2};

use crate::chart::ReadOut;
use crate::ui::theme::{Tokens, caption, strong};

/// A wider tip is broken into lines.
const WIDEST: f32 = 360.0;

/// Where a tip goes that has no room at the right of its anchor.
const ELSEWHERE: [RectAlign; 4] =
    [RectAlign::LEFT_START, RectAlign::BOTTOM, RectAlign::TOP, RectAlign::BOTTOM_START];

/// Shows one sentence.
pub(super) fn sentence(ui: &Ui, owner: &Response, anchor: Rect, words: &str) {
    open(ui, owner, anchor, |ui| {
        ui.label(words);
    });
}

/// Shows what every curve says at one place.
pub(super) fn read_out(ui: &Ui, owner: &Response, anchor: Rect, read: &ReadOut) {
    open(ui, owner, anchor, |ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        ui.label(caption(ui, read.head.as_str()));
        for line in &read.lines {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                let (rect, _) = ui.allocate_exact_size(Vec2::splat(9.0), Sense::hover());
                let color = Tokens::of(ui).outline(line.role);
                ui.painter().circle_filled(rect.center(), 4.0, color);
                ui.label(RichText::new(&line.name));
                ui.label(strong(line.value.as_str()));
            });
        }
    });
}

/// Whether no dialog lies above the chart, which a tip would cover.
pub(super) fn has_room(ui: &Ui) -> bool {
    ui.memory(|memory| memory.allows_interaction(ui.layer_id()))
}

/// Beside its anchor: above or below it would cover what it speaks of.
fn open(ui: &Ui, owner: &Response, anchor: Rect, contents: impl FnOnce(&mut Ui)) {
    if !has_room(ui) {
        return;
    }
    let mut tooltip = Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), owner.id.with("tip"), anchor);
    tooltip.popup = tooltip.popup.align(RectAlign::RIGHT_START).align_alternatives(&ELSEWHERE);
    tooltip.gap(14.0).width(WIDEST).show(|ui| {
        // Contents change from place to place; they must not inherit the width of the last one.
        ui.set_max_width(WIDEST);
        contents(ui);
    });
}
