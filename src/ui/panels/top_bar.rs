//! Menus, and one tab for each scenario.

use egui::{Align, Button, Layout, MenuBar, RichText, ScrollArea, Stroke, Ui};

use crate::app::{Action, AppState, COMMANDS, Command, Entry, Menu};
use crate::ui::shortcuts;
use crate::ui::sink::ActionSink;
use crate::ui::theme::{Tokens, caption, semibold};

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
    for spec in COMMANDS.iter().filter(|spec| spec.menu == menu) {
        if spec.separated {
            ui.separator();
        }
        let keys = spec.shortcuts.first().map(|keys| shortcuts::words(ui.ctx(), *keys)).unwrap_or_default();
        let mut label = spec.command.label(state);
        if let Some(on) = spec.command.is_on(state) {
            label = format!("{}  {label}", if on { "✔" } else { "    " });
        }
        let button = Button::new(label).shortcut_text(keys).frame_when_inactive(false);
        let response = ui.add_enabled(spec.command.is_enabled(state), button).on_hover_text(spec.help);
        if response.clicked() {
            out.push(Action::Run(spec.command));
            ui.close();
        }
        if spec.command == Command::Open {
            recent_ui(ui, state, out);
        }
    }
}

/// Files that were opened or saved last; those that are gone are grey.
fn recent_ui(ui: &mut Ui, state: &AppState, out: &mut ActionSink) {
    let recent = &state.session.recent;
    ui.add_enabled_ui(!recent.is_empty(), |ui| {
        ui.menu_button("Open recent", |ui| {
            for file in recent {
                let name = file.path.file_name().unwrap_or(file.path.as_os_str()).to_string_lossy();
                let folder = file.path.parent().map(|folder| folder.display().to_string());
                let button = Button::new(name).frame_when_inactive(false);
                let tip = file.path.display().to_string();
                let gone = format!("{tip} is not there any more.");
                let response = ui
                    .add_enabled(file.exists, button.right_text(caption(ui, folder.unwrap_or_default())))
                    .on_hover_text(tip)
                    .on_disabled_hover_text(gone);
                if response.clicked() {
                    out.push(Action::OpenPath(file.path.clone()));
                    ui.close();
                }
            }
        });
    });
}

/// What the hand looks for most: undo, redo, panels.
fn quick_ui(ui: &mut Ui, state: &AppState, out: &mut ActionSink) {
    ui.spacing_mut().item_spacing.x = 4.0;
    for (command, text) in [
        (Command::ToggleExplain, "Explain"),
        (Command::ToggleInputs, "Inputs"),
        (Command::ExportChart, "Export chart…"),
        (Command::Redo, "Redo"),
        (Command::Undo, "Undo"),
    ] {
        let on = command.is_on(state).unwrap_or(false);
        let button = Button::selectable(on, text);
        let label = command.label(state);
        let keys = command.spec().shortcuts.first().map(|keys| shortcuts::words(ui.ctx(), *keys));
        let tip = keys.map_or(label.clone(), |keys| format!("{label} ({keys})"));
        if ui.add_enabled(command.is_enabled(state), button).on_hover_text(tip).clicked() {
            out.push(Action::Run(command));
        }
    }
}

fn tabs_ui(ui: &mut Ui, state: &AppState, out: &mut ActionSink) {
    ScrollArea::horizontal().id_salt("tabs").show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            for (index, entry) in state.project.scenarios.iter().enumerate() {
                tab_ui(ui, state, index, entry, out);
            }
            let add = ui.button("+");
            add.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "New from preset"));
            if add.on_hover_text("New from preset…").clicked() {
                out.push(Action::Run(Command::New));
            }
        });
    });
}

fn tab_ui(ui: &mut Ui, state: &AppState, index: usize, entry: &Entry, out: &mut ActionSink) {
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
    let response = ui.add(Button::new(text).fill(fill).stroke(line));
    let accessible = format!("Scenario {name}");
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Tab, true, selected, &accessible));
    let response = response.on_hover_text(if subject {
        "The headline is about this scenario. Right-click for more."
    } else {
        "Click to see its inputs. Right-click for more."
    });
    if response.clicked() {
        out.push(Action::Select(index));
    }
    if response.middle_clicked() {
        out.push(Action::Close(index));
    }
    response.context_menu(|ui| {
        ui.set_min_width(180.0);
        for (label, enabled, action) in [
            ("Make it the subject", !subject, Action::Baseline(index)),
            ("Duplicate", true, Action::Duplicate(index)),
            ("Remove from comparison", state.project.scenarios.len() > 1, Action::Close(index)),
        ] {
            if ui.add_enabled(enabled, Button::new(label)).clicked() {
                out.push(action);
                ui.close();
            }
        }
    });
}
