//! The command palette: a field, and what it finds.

use egui::{
    Align, Context, Frame, Id, Key, Label, Margin, Modal, Modifiers, RichText, ScrollArea, Ui, WidgetInfo,
    vec2,
};

use super::field_ui;
use crate::app::{Action, AppState, Palette, PaletteEntry, Shelf};
use crate::ui::shortcuts;
use crate::ui::sink::ActionSink;
use crate::ui::theme::{Tokens, caption};

const WIDTH: f32 = 620.0;
const ROW: f32 = 30.0;
/// Rows that are seen at once.
const SEEN: f32 = 12.0;

/// Draws the palette near the top, where it hides little of what it is about.
pub(super) fn palette_ui(
    ctx: &Context,
    state: &AppState,
    palette: &Palette,
    is_new: bool,
    out: &mut ActionSink,
) {
    let entries = palette.entries(state);
    let area = Modal::default_area(Id::unique("dialog")).anchor(egui::Align2::CENTER_TOP, vec2(0.0, 56.0));
    let frame = Frame::popup(&ctx.global_style()).inner_margin(Margin::same(12));
    let modal = Modal::new(Id::unique("dialog")).area(area).frame(frame).show(ctx, |ui| {
        ui.set_width(WIDTH.min(ctx.content_rect().width() - 60.0));
        // Before the field sees them: there they would move the cursor.
        let moved = keys(ctx, palette.chosen, entries.len());
        let chosen = moved.unwrap_or(palette.chosen);
        if moved.is_some() {
            out.push(Action::PaletteChoose(chosen));
        }
        query_ui(ui, palette, is_new, out);
        ui.add_space(6.0);
        let height = ROW * SEEN;
        ScrollArea::vertical()
            .max_height(height)
            .min_scrolled_height(height)
            .auto_shrink([false, true])
            .show_rows(ui, ROW, entries.len(), |ui, rows| {
                for (place, entry) in entries.iter().enumerate().take(rows.end).skip(rows.start) {
                    if entry_ui(ui, entry, place == chosen) {
                        out.push(Action::PaletteChoose(place));
                        out.push(Action::DialogConfirm);
                    }
                }
                if moved.is_some() {
                    bring_into_view(ui, chosen, rows.start);
                }
            });
        ui.add_space(4.0);
        let foot = entries.get(chosen).map_or("Nothing has these letters.", |entry| entry.help.as_str());
        ui.add(Label::new(caption(ui, foot)).truncate());
    });
    if modal.should_close() {
        out.push(Action::DialogCancel);
    }
}

/// The place after arrow keys, if any was pressed.
fn keys(ctx: &Context, chosen: usize, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    let mut place = chosen.min(last);
    let mut pressed = false;
    ctx.input_mut(|input| {
        for (key, step) in [(Key::ArrowDown, 1), (Key::ArrowUp, -1), (Key::PageDown, 10), (Key::PageUp, -10)]
        {
            for _ in 0..input.count_and_consume_key(Modifiers::NONE, key) {
                pressed = true;
                place = match step {
                    1 if place == last => 0,
                    -1 if place == 0 => last,
                    step => place.saturating_add_signed(step).min(last),
                };
            }
        }
    });
    pressed.then_some(place)
}

fn query_ui(ui: &mut Ui, palette: &Palette, is_new: bool, out: &mut ActionSink) {
    let (name, hint) = match palette.shelf {
        Shelf::Everything => ("Command palette", "A command, input, figure, scenario, preset or claim"),
        Shelf::Inputs => ("Find input or source", "An input, or who says so"),
    };
    let mut text = palette.query.clone();
    let id = Id::unique("palette-query");
    let response = field_ui(ui, (id, hint), &mut text, is_new).accessible_name(name);
    // The field is the only thing here that takes keys.
    if !response.has_focus() && !response.lost_focus() {
        response.request_focus();
    }
    if response.changed() {
        out.push(Action::DialogText(text));
    }
    if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
        response.request_focus();
        out.push(Action::DialogConfirm);
    }
}

/// One entry: name and value, kind, keys. Returns whether it was clicked.
fn entry_ui(ui: &mut Ui, entry: &PaletteEntry, chosen: bool) -> bool {
    let tokens = Tokens::of(ui);
    let ink = if entry.enabled { tokens.text } else { tokens.muted };
    let keys: Vec<_> = entry.shortcuts.iter().map(|keys| shortcuts::words(ui.ctx(), *keys)).collect();
    let right = if keys.is_empty() {
        entry.found.kind().to_owned()
    } else {
        format!("{}   {}", entry.found.kind(), keys.join(" or "))
    };
    let size = vec2(ui.available_width(), ROW - ui.spacing().item_spacing.y);
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::CLICK);
    let name = format!("{} {}", entry.found.kind(), entry.label);
    response.widget_info(|| WidgetInfo::selected(egui::Role::ListBoxOption, entry.enabled, chosen, &name));
    let fill = match (chosen, response.hovered()) {
        (true, _) => tokens.chosen,
        (false, true) => tokens.hovered,
        (false, false) => egui::Color32::TRANSPARENT,
    };
    ui.painter().rect_filled(rect, 5, fill);
    let inner = rect.shrink2(vec2(8.0, 0.0));
    let mut row = ui
        .new_child(egui::UiBuilder::new().max_rect(inner).layout(egui::Layout::right_to_left(Align::Center)));
    row.add(Label::new(caption(&row, right)));
    row.with_layout(egui::Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        ui.add(Label::new(RichText::new(&entry.label).color(ink)));
        let is_place = matches!(entry.found, crate::app::Found::Command(_));
        if !is_place && !entry.detail.is_empty() {
            ui.add(Label::new(caption(ui, entry.detail.as_str())).truncate());
        }
    });
    response.clicked()
}

/// Scrolls so that the chosen row is seen.
fn bring_into_view(ui: &Ui, chosen: usize, first: usize) {
    let top = ui.min_rect().top() + (chosen as f32 - first as f32) * ROW;
    let row = egui::Rect::from_min_size(egui::pos2(ui.min_rect().left(), top), vec2(1.0, ROW));
    ui.scroll_to_rect(row, None);
}
