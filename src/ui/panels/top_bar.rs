//! Menus, what the hand looks for most, and the tabs of scenarios below.

use egui::containers::menu::{MenuConfig, SubMenuButton};
use egui::{
    Align, Button, Layout, MenuBar, PopupCloseBehavior, Role, ScrollArea, Ui, UiKind, WidgetInfo, vec2,
};

use super::tabs::tabs_ui;
use crate::app::{Action, AppState, COMMANDS, Command, Menu, RecentChange, RecentFile};
use crate::ui::shortcuts;
use crate::ui::sink::ActionSink;
use crate::ui::theme::caption;
use crate::ui::widgets::Helped as _;

/// Draws menus and tabs.
pub(crate) fn top_bar_ui(ui: &mut Ui, state: &AppState, out: &mut ActionSink) {
    MenuBar::new().ui(ui, |ui| {
        for menu in Menu::ALL {
            ui.menu_button(menu.label(), |ui| menu_ui(ui, menu, state, out));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| quick_ui(ui, state, out));
    });
    ui.add_space(2.0);
    tabs_ui(ui, state, out);
}

fn menu_ui(ui: &mut Ui, menu: Menu, state: &AppState, out: &mut ActionSink) {
    ui.set_min_width(250.0);
    // The longest menu is higher than the least window.
    let room = (ui.ctx().content_rect().bottom() - ui.max_rect().top() - 16.0).max(100.0);
    // Without this a popup has the height of a few rows.
    ui.set_max_height(room);
    ScrollArea::vertical().max_height(room).show(ui, |ui| rows_ui(ui, menu, state, out));
}

fn rows_ui(ui: &mut Ui, menu: Menu, state: &AppState, out: &mut ActionSink) {
    for spec in COMMANDS.iter().filter(|spec| spec.menu == menu) {
        if spec.separated {
            ui.separator();
        }
        let keys = shortcuts::usual_words(ui.ctx(), spec);
        let mut label = spec.command.label(state);
        if let Some(on) = spec.command.is_on(state) {
            label = format!("{}  {label}", if on { "✔" } else { "    " });
        }
        let button = Button::new(label).shortcut_text(keys).frame_when_inactive(false);
        let response = ui.add_enabled(spec.command.is_enabled(state), button).helped(spec.help);
        let response = match spec.command.why_not(state) {
            Some(reason) => response.on_disabled_hover_text(reason),
            None => response,
        };
        if response.clicked() {
            out.push(Action::Run(spec.command));
            ui.close();
        }
        if spec.command == Command::Open {
            recent_ui(ui, state, out);
        }
    }
}

/// Files that were opened or saved last. Those that are gone are named as missing until they are taken off the list.
fn recent_ui(ui: &mut Ui, state: &AppState, out: &mut ActionSink) {
    let recent = &state.session.recent;
    ui.add_enabled_ui(!recent.is_empty(), |ui| {
        // Pinning one file is no reason to leave the list.
        let stay = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
        SubMenuButton::new("Open recent").config(stay).ui(ui, |ui| {
            for file in recent {
                ui.horizontal(|ui| recent_file_ui(ui, file, out));
            }
        });
    });
}

/// One of them: opens it, pins it, takes it off the list.
fn recent_file_ui(ui: &mut Ui, file: &RecentFile, out: &mut ActionSink) {
    let name = file.path.file_name().unwrap_or(file.path.as_os_str()).to_string_lossy().into_owned();
    let folder = file.path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
    let path = || file.path.clone();
    let tip = file.path.display().to_string();
    let gone = format!("{tip} is not there any more.");
    let shown = if file.exists { name.clone() } else { format!("{name} (missing)") };
    let button = Button::new(shown)
        .frame_when_inactive(false)
        .right_text(caption(ui, folder))
        .min_size(vec2(300.0, 0.0));
    let response = ui.add_enabled(file.exists, button).on_hover_text(tip).on_disabled_hover_text(gone);
    if response.clicked() {
        out.push(Action::OpenPath(path()));
        ui.close_kind(UiKind::Menu);
    }
    let mut small = |ui: &mut Ui, text: &str, label: String, change: RecentChange| {
        let response = ui.add(Button::selectable(text == "Pinned", text)).on_hover_text(&label);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
        if response.clicked() {
            out.push(Action::Recent(change));
        }
    };
    if file.pinned {
        small(ui, "Pinned", format!("Unpin {name}"), RecentChange::Unpin(path()));
    } else {
        small(ui, "Pin", format!("Pin {name}: it stays at the top of this list"), RecentChange::Pin(path()));
    }
    small(
        ui,
        "Remove",
        format!("Remove {name} from this list; the file stays"),
        RecentChange::Remove(path()),
    );
}

/// What the hand looks for most: undo, redo, panels.
fn quick_ui(ui: &mut Ui, state: &AppState, out: &mut ActionSink) {
    ui.spacing_mut().item_spacing.x = 4.0;
    for (command, text) in [
        (Command::Palette, "Find…"),
        (Command::ToggleExplain, "Explain"),
        (Command::ToggleInputs, "Inputs"),
        (Command::ExportChart, "Export chart…"),
        (Command::Redo, "Redo"),
        (Command::Undo, "Undo"),
    ] {
        let on = command.is_on(state).unwrap_or(false);
        let button = Button::selectable(on, text);
        let label = command.label(state);
        let keys = shortcuts::usual_words(ui.ctx(), command.spec());
        let tip = if keys.is_empty() { label } else { format!("{label} ({keys})") };
        if ui.add_enabled(command.is_enabled(state), button).helped(tip).clicked() {
            out.push(Action::Run(command));
        }
    }
}
