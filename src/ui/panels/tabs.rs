//! One tab for each scenario: shown, renamed, moved, removed.

use egui::{Button, EventFilter, Id, Key, Rect, Response, RichText, ScrollArea, Sense, Stroke, TextEdit, Ui};

use crate::app::{Action, AppState, ChangeCount, Command, Entry, Focus, ScenarioKey};
use crate::ui::focus::{self, Kind, Wanted};
use crate::ui::sink::ActionSink;
use crate::ui::theme::{Tokens, semibold};
use crate::ui::widgets::{Helped as _, edit_menu_ui, field_frame, select_all};

/// Draws the tabs.
pub(super) fn tabs_ui(ui: &mut Ui, state: &AppState, out: &mut ActionSink) {
    ScrollArea::horizontal().id_salt("tabs").show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let tabs: Vec<Response> = state
                .project
                .scenarios
                .iter()
                .enumerate()
                .map(|(index, entry)| tab_ui(ui, state, index, entry, out))
                .collect();
            drag_ui(ui, &tabs, out);
            let add = ui.button("+");
            add.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "New from preset"));
            if add.helped("New from preset…").clicked() {
                out.push(Action::Run(Command::New));
            }
            focus::follow(ui);
        });
    });
}

fn tab_ui(ui: &mut Ui, state: &AppState, index: usize, entry: &Entry, out: &mut ActionSink) -> Response {
    let renamed = Id::unique(("tab-name", entry.key));
    if focus::take(ui.ctx(), Wanted::Asked(Focus::Name(entry.key))) {
        ui.data_mut(|data| data.insert_temp(renamed, entry.scenario.name.clone()));
    }
    if let Some(text) = ui.data(|data| data.get_temp::<String>(renamed)) {
        return name_ui(ui, entry, renamed, text, out);
    }
    let response = button_ui(ui, state, index, entry);
    let selected = state.project.selected == index;
    if selected && focus::take(ui.ctx(), Wanted::Asked(Focus::Tab(entry.key))) {
        response.request_focus();
    }
    arrows(ui, state, &response, index, out);
    let subject = state.project.baseline == index;
    let response = response.helped(tip(entry, subject, state.change_count(entry)));
    if response.double_clicked() {
        focus::want(ui.ctx(), Wanted::Asked(Focus::Name(entry.key)));
    }
    if response.clicked() {
        out.push(Action::Select(index));
    }
    if response.middle_clicked() {
        out.push(Action::Close(index));
    }
    response.context_menu(|ui| menu_ui(ui, state, index, entry.key, out));
    response
}

fn button_ui(ui: &mut Ui, state: &AppState, index: usize, entry: &Entry) -> Response {
    let tokens = Tokens::of(ui);
    let selected = state.project.selected == index;
    let subject = state.project.baseline == index;
    let modified = if state.is_modified(entry.key) { " •" } else { "" };
    let name = &entry.scenario.name;
    let mut text = RichText::new(format!("{name}{modified}"));
    if selected {
        text = text.family(semibold());
    }
    let fill = if selected { tokens.background } else { tokens.panel };
    let line = match (selected, subject) {
        (_, true) => Stroke::new(1.5, tokens.accent),
        (true, false) => Stroke::new(1.0, tokens.frame),
        (false, false) => Stroke::new(1.0, tokens.line),
    };
    // One stop for the tabulator; arrows move among the tabs.
    let focusable = if selected { Sense::FOCUSABLE } else { Sense::HOVER };
    let button = Button::new(text).fill(fill).stroke(line).sense(Sense::CLICK | Sense::DRAG | focusable);
    let response = ui.add(button);
    let accessible = format!("Scenario {name}");
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Tab, true, selected, &accessible));
    focus::note(&response, Kind::Tab);
    response
}

/// What the tab is, and what differs in its scenario.
fn tip(entry: &Entry, subject: bool, count: ChangeCount) -> String {
    let inputs = |count: usize| if count == 1 { "1 input".to_owned() } else { format!("{count} inputs") };
    let mut lines = vec![entry.scenario.name.clone()];
    if subject {
        lines.push("The headline is about this scenario.".to_owned());
    }
    lines.push(match count.preset {
        0 => "No input is changed from its preset.".to_owned(),
        number => format!("{} changed from the preset.", inputs(number)),
    });
    if !subject && count.baseline > 0 {
        lines.push(format!("{} differ from the baseline.", inputs(count.baseline)));
    }
    lines.push("Double-click to rename, drag to move, right-click for more.".to_owned());
    lines.join("\n")
}

/// Left and right show the neighbor while a tab has the keyboard.
fn arrows(ui: &Ui, state: &AppState, response: &Response, index: usize, out: &mut ActionSink) {
    if !response.has_focus() {
        return;
    }
    let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let (left, right) =
        ui.input(|input| (input.key_pressed(Key::ArrowLeft), input.key_pressed(Key::ArrowRight)));
    let next = match (left, right) {
        (true, false) => index.checked_sub(1),
        (false, true) => Some(index + 1),
        _ => None,
    };
    if let Some((next, entry)) = next.and_then(|next| Some((next, state.project.scenarios.get(next)?))) {
        out.push(Action::Select(next));
        focus::want(ui.ctx(), Wanted::Asked(Focus::Tab(entry.key)));
    }
}

fn menu_ui(ui: &mut Ui, state: &AppState, index: usize, key: ScenarioKey, out: &mut ActionSink) {
    ui.set_min_width(180.0);
    if ui.button("Rename").clicked() {
        focus::want(ui.ctx(), Wanted::Asked(Focus::Name(key)));
        ui.close();
    }
    let last = state.project.scenarios.len().saturating_sub(1);
    for (label, enabled, action) in [
        ("Make it the subject", state.project.baseline != index, Action::Baseline(index)),
        ("Duplicate", true, Action::Duplicate(index)),
        ("Move left", index > 0, Action::Move { from: index, to: index.saturating_sub(1) }),
        ("Move right", index < last, Action::Move { from: index, to: index + 1 }),
        ("Remove from comparison", true, Action::Close(index)),
    ] {
        if ui.add_enabled(enabled, Button::new(label)).clicked() {
            out.push(action);
            ui.close();
        }
    }
}

/// The name as a text field in place of the tab. Enter and leaving take it, Escape does not.
fn name_ui(ui: &mut Ui, entry: &Entry, id: Id, mut text: String, out: &mut ActionSink) -> Response {
    let is_new = ui.data_mut(|data| {
        let begun = id.with("begun");
        !std::mem::replace(data.get_temp_mut_or_default::<bool>(begun), true)
    });
    let frame = field_frame(ui, id, false);
    let width = (text.chars().count() as f32 * 8.0 + 24.0).clamp(120.0, 320.0);
    let edit = TextEdit::singleline(&mut text).id(id).frame(frame).desired_width(width);
    let response = ui.add(edit).accessible_name("New name of the scenario");
    response.context_menu(|ui| edit_menu_ui(ui, id, text.chars().count()));
    if is_new {
        response.request_focus();
        select_all(ui, id, text.chars().count());
    }
    if response.changed() {
        ui.data_mut(|data| data.insert_temp(id, text.clone()));
    }
    if response.lost_focus() {
        ui.data_mut(|data| {
            data.remove_temp::<String>(id);
            data.remove_temp::<bool>(id.with("begun"));
        });
        let (name, escaped) = (text.trim(), ui.input(|input| input.key_pressed(Key::Escape)));
        if !escaped && !name.is_empty() && name != entry.scenario.name {
            out.push(Action::Rename { scenario: entry.key, name: name.to_owned() });
        }
        focus::want(ui.ctx(), Wanted::Asked(Focus::Tab(entry.key)));
    }
    response
}

/// A tab that is dragged goes where it is let go; a line shows where that is.
fn drag_ui(ui: &Ui, tabs: &[Response], out: &mut ActionSink) {
    let dragged = tabs.iter().position(|tab| tab.dragged() || tab.drag_stopped());
    let (Some(from), Some(at)) = (dragged, ui.input(|input| input.pointer.latest_pos())) else { return };
    let rects: Vec<Rect> = tabs.iter().map(|tab| tab.rect).collect();
    let to = place(&rects, from, at.x);
    let (Some(tab), Some(target)) = (tabs.get(from), rects.get(to)) else { return };
    if tab.drag_stopped() {
        if to != from {
            out.push(Action::Move { from, to });
        }
    } else if to != from {
        let x = if to > from { target.right() + 2.0 } else { target.left() - 2.0 };
        let line = Stroke::new(2.0, Tokens::of(ui).accent);
        ui.painter().vline(x, target.y_range(), line);
    }
}

/// The place that a tab takes when it is let go at `x`: behind every other one whose middle it has passed.
fn place(tabs: &[Rect], from: usize, x: f32) -> usize {
    tabs.iter().enumerate().filter(|(index, tab)| *index != from && tab.center().x < x).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tab_lands_behind_those_whose_middle_it_has_passed() {
        let tabs: Vec<Rect> = (0..4_u8)
            .map(|index| {
                let left = f32::from(index) * 100.0;
                Rect::from_min_max(egui::pos2(left, 0.0), egui::pos2(left + 90.0, 20.0))
            })
            .collect();
        assert_eq!(place(&tabs, 0, 20.0), 0);
        assert_eq!(place(&tabs, 0, 160.0), 1);
        assert_eq!(place(&tabs, 0, 999.0), 3);
        assert_eq!(place(&tabs, 3, -5.0), 0);
        assert_eq!(place(&tabs, 2, 220.0), 2);
    }
}
