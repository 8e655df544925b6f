//! Where the keyboard is: the kind of thing that has it, where a command wants it, the panels that F6 goes through, and
//! help for what has it.

mod order;

use egui::{Context, Id, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo};

pub(super) use order::turn;

use super::theme::Tokens;
use crate::app::{Focus, View};

/// Things for which some keys have a meaning of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A chart, or a row or cell of one.
    Chart,
    /// The tab of a scenario.
    Tab,
}

/// The parts of the window, in the order in which F6 goes through them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Region {
    Top,
    Inputs,
    Center,
    Explain,
    Status,
}

impl Region {
    const ALL: [Self; 5] = [Self::Top, Self::Inputs, Self::Center, Self::Explain, Self::Status];

    const fn label(self) -> &'static str {
        match self {
            Self::Top => "Menus and scenarios",
            Self::Inputs => "Inputs",
            Self::Center => "View",
            Self::Explain => "Explanation",
            Self::Status => "Results",
        }
    }

    fn anchor(self) -> Id {
        Id::unique(("region", self))
    }
}

/// Where the keyboard shall go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// As a command asked.
    Asked(Focus),
    /// The tab of a view.
    View(View),
}

#[derive(Debug, Clone, Default)]
struct Memory {
    wanted: Option<Wanted>,
    kind: Option<(Id, Kind)>,
    /// The widget that is explained, and whether the explanation was drawn.
    help: Option<(Id, bool)>,
    regions: Vec<(Region, Rect)>,
    /// What the tabulator meets first and last in each of them.
    ends: Vec<order::Ends>,
    /// Whether anything had the keyboard at the end of the last frame.
    had: bool,
    /// What was brought into view.
    followed: Option<Id>,
}

fn with<R>(ctx: &Context, change: impl FnOnce(&mut Memory) -> R) -> R {
    ctx.data_mut(|data| change(data.get_temp_mut_or_default(Id::unique("focus"))))
}

/// Wants the keyboard somewhere; whoever draws that place takes it.
pub(super) fn want(ctx: &Context, wanted: Wanted) {
    with(ctx, |memory| memory.wanted = Some(wanted));
    ctx.request_repaint();
}

/// Whether the keyboard is wanted here. It is only asked for once.
pub(super) fn take(ctx: &Context, here: Wanted) -> bool {
    with(ctx, |memory| memory.wanted.take_if(|wanted| *wanted == here).is_some())
}

/// Where the keyboard is wanted.
pub(super) fn wanted(ctx: &Context) -> Option<Wanted> {
    with(ctx, |memory| memory.wanted)
}

/// Says what kind of thing has the keyboard, if it is this one.
pub(super) fn note(response: &Response, kind: Kind) {
    if response.has_focus() {
        with(&response.ctx, |memory| memory.kind = Some((response.id, kind)));
    }
}

/// Says that a chart has the keyboard, if it or one of its parts has.
pub(super) fn note_chart(response: &Response, parts: impl IntoIterator<Item = Id>) {
    let Some(focused) = response.ctx.memory(egui::Memory::focused) else { return };
    if focused == response.id || parts.into_iter().any(|part| part == focused) {
        with(&response.ctx, |memory| memory.kind = Some((focused, Kind::Chart)));
    }
}

/// Whether such a thing has the keyboard.
pub(super) fn is_on(ctx: &Context, kind: Kind) -> bool {
    let focused = ctx.memory(egui::Memory::focused);
    focused.is_some() && with(ctx, |memory| memory.kind) == focused.map(|id| (id, kind))
}

/// Does what a command asked for.
pub(super) fn ask(ctx: &Context, focus: Focus) {
    match focus {
        Focus::NextPanel => step(ctx, 1),
        Focus::PreviousPanel => step(ctx, -1),
        Focus::Help => {
            let focused = ctx.memory(egui::Memory::focused);
            // Without anything to explain, the list of keys is the help.
            with(ctx, |memory| memory.help = Some((focused.unwrap_or(Id::NULL), false)));
            ctx.request_repaint();
        }
        Focus::Field(_) | Focus::Name(_) | Focus::Tab(_) | Focus::Goal => want(ctx, Wanted::Asked(focus)),
    }
}

/// Whether a widget is to be explained now.
pub(super) fn explains(response: &Response) -> bool {
    with(&response.ctx, |memory| match &mut memory.help {
        Some((id, drawn)) if *id == response.id => {
            *drawn = true;
            true
        }
        _ => false,
    })
}

/// Ends help when the keyboard moves on or Escape is pressed. Returns whether help was asked for where there is none.
pub(super) fn end_of_frame(ctx: &Context) -> bool {
    let focused = ctx.memory(egui::Memory::focused);
    let escaped = ctx.input(|input| input.key_pressed(egui::Key::Escape));
    ring(ctx, focused);
    with(ctx, |memory| (memory.had, memory.followed) = (focused.is_some(), focused));
    with(ctx, |memory| match memory.help {
        Some((_, false)) => {
            memory.help = None;
            true
        }
        // Drawn again in the next frame, or the thing is gone.
        Some((id, true)) if escaped || focused != Some(id) => {
            memory.help = None;
            false
        }
        _ => false,
    })
}

/// What has the keyboard, in frames without a press or a click: reading a response in those takes the keyboard from
/// what is not under the pointer, though it may have just been given it.
fn settled(ctx: &Context, focused: Id) -> Option<Response> {
    let clicked = ctx.input(|input| input.pointer.any_pressed() || input.pointer.any_click());
    if clicked { None } else { ctx.read_response(focused) }
}

/// Brings what has just got the keyboard into view; to be called at the end of what scrolls.
pub(super) fn follow(ui: &Ui) {
    let Some(focused) = ui.memory(egui::Memory::focused) else { return };
    if with(ui.ctx(), |memory| memory.followed) == Some(focused) {
        return;
    }
    let Some(response) = settled(ui.ctx(), focused) else { return };
    let here = response.layer_id == ui.layer_id() && ui.min_rect().contains(response.rect.center());
    let (view, rect) = (ui.clip_rect(), response.rect);
    // What is larger than the view is in view when a part of it is: a click into a long table must not move it.
    let hidden = !view.contains_rect(rect) && (rect.height() <= view.height() || !view.intersects(rect));
    if here && hidden {
        ui.scroll_to_rect(response.rect.expand(8.0), None);
    }
}

/// Whether something had the keyboard before this frame; Escape takes it away before anything is drawn.
pub(super) fn had_keyboard(ctx: &Context) -> bool {
    with(ctx, |memory| memory.had)
}

/// A ring around what has the keyboard, the same for everything. Text fields have a frame and a cursor of their own.
fn ring(ctx: &Context, focused: Option<Id>) {
    let Some(focused) = focused.filter(|_| !ctx.text_edit_focused()) else { return };
    let Some(response) = settled(ctx, focused) else { return };
    let regions = with(ctx, |memory| memory.regions.clone());
    let region = regions.into_iter().find(|(region, _)| region.anchor() == focused);
    let rect = match region {
        // Within the margin of the panel.
        Some((_, rect)) => rect.expand2(egui::vec2(7.0, 4.0)),
        None if response.interact_rect.is_positive() => response.interact_rect.expand(2.0),
        None => return,
    };
    let stroke = Stroke::new(2.0, Tokens::of_context(ctx).accent);
    let painter = ctx.layer_painter(response.layer_id);
    painter.rect_stroke(rect, 5, stroke, StrokeKind::Middle);
}

/// Draws a part of the window that F6 reaches, with a name for those who do not see it.
pub(super) fn region_ui<R>(ui: &mut Ui, region: Region, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let anchor = region.anchor();
    let rect = ui.max_rect();
    // A stop for the tabulator only while it has the keyboard: the next stop is then the first one inside.
    let here = ui.memory(|memory| memory.has_focus(anchor));
    let sense = if here { Sense::focusable_noninteractive() } else { Sense::hover() };
    let top = Rect::from_min_size(rect.min, egui::vec2(rect.width(), 1.0));
    let response = ui.interact(top, anchor, sense);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Pane, true, region.label()));
    let before = order::drawn(ui);
    let result = contents(ui);
    let ends = order::ends(ui, region, before);
    let rect = rect.union(ui.min_rect());
    with(ui.ctx(), |memory| {
        memory.regions.retain(|(other, _)| *other != region);
        memory.regions.push((region, rect));
        memory.ends.retain(|other| other.region != region);
        memory.ends.extend(ends);
    });
    result
}

/// Forgets the parts of the window; those that are drawn come back.
pub(super) fn begin_frame(ctx: &Context) {
    with(ctx, |memory| {
        memory.regions.clear();
        memory.ends.clear();
    });
}

fn step(ctx: &Context, by: isize) {
    let regions = with(ctx, |memory| memory.regions.clone());
    let shown: Vec<Region> =
        Region::ALL.into_iter().filter(|region| regions.iter().any(|(other, _)| other == region)).collect();
    if shown.is_empty() {
        return;
    }
    let focused = ctx.memory(egui::Memory::focused);
    let at = focused.and_then(|id| ctx.read_response(id)).map(|response| response.rect.center());
    // The explanation may lie over the view.
    let here = shown.iter().rev().position(|region| {
        focused == Some(region.anchor())
            || regions.iter().any(|(other, rect)| other == region && at.is_some_and(|at| rect.contains(at)))
    });
    let here = here.map(|from_end| shown.len() - 1 - from_end);
    let count = shown.len() as isize;
    let next = match here {
        Some(here) => (here as isize + by).rem_euclid(count),
        None if by > 0 => 0,
        None => count - 1,
    };
    if let Some(region) = shown.get(next as usize) {
        ctx.memory_mut(|memory| memory.request_focus(region.anchor()));
        ctx.request_repaint();
    }
}
