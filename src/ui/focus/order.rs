//! The order in which the tabulator goes through the parts of the window. They are drawn in another one, because a bar at
//! the bottom takes its room before what stands above it.

use egui::{Context, FocusDirection, Id, Key, LayerId, Ui};

use super::{Region, with};

/// The first and the last thing in a part of the window that takes the keyboard.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ends {
    pub(super) region: Region,
    first: Id,
    last: Id,
}

/// How many widgets were drawn on a layer in this frame.
pub(super) fn drawn(ui: &Ui) -> usize {
    let layer: LayerId = ui.layer_id();
    ui.ctx().viewport(|viewport| viewport.this_pass.widgets.get_layer(layer).count())
}

/// The ends of a part of the window whose widgets are those drawn after the first ones.
pub(super) fn ends(ui: &Ui, region: Region, before: usize) -> Option<Ends> {
    let layer = ui.layer_id();
    ui.ctx().viewport(|viewport| {
        let widgets = viewport.this_pass.widgets.get_layer(layer).skip(before);
        let mut stops = widgets.filter(|widget| widget.enabled && widget.sense.is_focusable());
        let first = stops.next()?.id;
        Some(Ends { region, first, last: stops.last().map_or(first, |widget| widget.id) })
    })
}

/// Takes the keyboard over the border of a part of the window to the next one, if the tabulator was pressed there; to be
/// called before anything is drawn.
pub(in crate::ui) fn turn(ctx: &Context) {
    let (pressed, modifiers) = ctx.input(|input| (input.key_pressed(Key::Tab), input.modifiers));
    if !pressed || (modifiers.any() && !modifiers.shift_only()) {
        return;
    }
    let forward = !modifiers.shift_only();
    let known = with(ctx, |memory| memory.ends.clone());
    let shown: Vec<Ends> =
        Region::ALL.iter().filter_map(|of| known.iter().find(|ends| ends.region == *of)).copied().collect();
    let focused = ctx.memory(egui::Memory::focused);
    let is_end = |ends: &Ends| match focused {
        Some(id) if forward => ends.last == id,
        Some(id) => ends.first == id || ends.region.anchor() == id,
        None => false,
    };
    let here = shown.iter().position(is_end);
    let target = match (here, focused) {
        (Some(here), _) if forward => shown.iter().cycle().nth(here + 1).map(|ends| ends.first),
        (Some(here), _) => shown.iter().rev().cycle().nth(shown.len() - here).map(|ends| ends.last),
        (None, None) if forward => shown.first().map(|ends| ends.first),
        (None, None) => shown.last().map(|ends| ends.last),
        // Inside: the next one is the one drawn next.
        (None, Some(_)) => None,
    };
    if let Some(target) = target {
        ctx.memory_mut(|memory| {
            memory.move_focus(FocusDirection::None);
            memory.request_focus(target);
        });
    }
}
