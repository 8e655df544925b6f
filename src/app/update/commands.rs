//! Commands of the table.

use std::sync::Arc;

use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::dialog::{Dialog, Purpose};
use crate::app::effect::Effect;
use crate::app::focus::Focus;
use crate::app::palette::Shelf;
use crate::app::session::{Panel, View};
use crate::app::state::AppState;
use crate::chart::Scale;
use crate::files;
use crate::files::settings::ThemeChoice;
use crate::scenario::input::Level;

impl AppState {
    pub(super) fn run(&mut self, command: Command) -> Vec<Effect> {
        if !command.is_enabled(self) {
            if let Some(reason) = command.why_not(self) {
                self.done(reason);
            }
            return Vec::new();
        }
        match command {
            Command::New => self.session.dialog = Some(Dialog::Presets { filter: String::new() }),
            Command::Settings => self.session.dialog = Some(Dialog::Settings),
            Command::Palette => self.open_palette(Shelf::Everything),
            Command::Find => self.open_palette(Shelf::Inputs),
            Command::Help => return vec![Effect::Focus(Focus::Help)],
            Command::NextPanel => return vec![Effect::Focus(Focus::NextPanel)],
            Command::PreviousPanel => return vec![Effect::Focus(Focus::PreviousPanel)],
            Command::Rename => {
                let selected = self.project.selected().map(|entry| entry.key);
                return selected.map(|key| Effect::Focus(Focus::Name(key))).into_iter().collect();
            }
            Command::CompareAs(shape) => {
                self.apply(Action::View(View::Compare));
                return self.apply(Action::CompareAs(shape));
            }
            Command::GoalSeek => {
                let mut effects = self.apply(Action::View(View::WhatIf));
                effects.push(Effect::Focus(Focus::Goal));
                return effects;
            }
            Command::CopyChart => {
                return self.copy_chart();
            }
            Command::CopyShare => {
                let project = files::share::portable(&self.project_file(), &self.world.catalog);
                let text = files::share::encode(&project);
                return copy_share(text, "the comparison");
            }
            Command::CopyScenarioShare => {
                let Some(entry) = self.project.selected() else { return Vec::new() };
                let scenarios = vec![Arc::clone(&entry.scenario)];
                let alone = files::Project { scenarios, ..files::Project::default() };
                let text = files::share::encode(&files::share::portable(&alone, &self.world.catalog));
                return copy_share(text, &entry.scenario.name);
            }
            Command::Shortcuts => self.session.dialog = Some(Dialog::Shortcuts),
            Command::Open => return self.ask(Purpose::Open),
            Command::Save => return self.save(),
            Command::SaveAs => {
                let selected = self.project.selected().map(|entry| entry.key);
                return selected.map(|key| self.ask(Purpose::SaveScenario(key))).unwrap_or_default();
            }
            Command::Import => self.session.dialog = Some(Dialog::Import(Box::default())),
            Command::OpenShare => self.session.dialog = Some(Dialog::Share(Box::default())),
            Command::CheckTable => self.session.dialog = Some(Dialog::Audit(Box::default())),
            Command::SaveProject => return self.ask(Purpose::SaveProject),
            Command::ExportChart => return self.open_export(false),
            Command::Pictures => return self.open_export(true),
            Command::Report => return self.ask(Purpose::Report),
            Command::Cite => self.session.dialog = Some(Dialog::Cite),
            Command::Quit => {
                let unsaved = self.unsaved_files();
                if unsaved.is_empty() {
                    return vec![Effect::Quit];
                }
                self.session.dialog = Some(Dialog::Unsaved(unsaved));
            }
            Command::Undo => self.undo(),
            Command::Redo => {
                let crossed = self.history.redo(&self.project);
                self.travel(crossed, "Redone");
            }
            Command::ResetScenario => self.reset_scenario(),
            Command::ShowHints => {
                self.session.hint_hidden = false;
                self.session.experiments_hidden = false;
            }
            _ => return self.action_of(command).map(|action| self.apply(action)).unwrap_or_default(),
        }
        Vec::new()
    }

    /// Commands that are another name for an action.
    fn action_of(&self, command: Command) -> Option<Action> {
        let project = &self.project;
        let count = project.scenarios.len().max(1);
        Some(match command {
            Command::ReopenRemoved => Action::Reopen,
            Command::StartAfresh => Action::StartAfresh,
            Command::Duplicate => Action::Duplicate(project.selected),
            Command::Close => Action::Close(project.selected),
            Command::MoveLeft => {
                Action::Move { from: project.selected, to: project.selected.saturating_sub(1) }
            }
            Command::MoveRight => Action::Move { from: project.selected, to: project.selected + 1 },
            Command::MakeBaseline => Action::Baseline(project.selected),
            Command::NextScenario => Action::Select((project.selected + 1) % count),
            Command::PreviousScenario => Action::Select((project.selected + count - 1) % count),
            Command::ToggleInputs => Action::Show(Panel::Inputs, !self.session.shows(Panel::Inputs)),
            Command::ToggleExplain => Action::Show(Panel::Explain, !self.session.shows(Panel::Explain)),
            Command::Show(view) => Action::View(view),
            Command::ToggleScale => {
                Action::Scale(match self.session.scale(self.session.view, project.scale) {
                    Scale::Log => Scale::Linear,
                    Scale::Linear => Scale::Log,
                })
            }
            Command::ToggleSamePrice => Action::SamePrice(!project.same_price),
            Command::ThemeSystem => Action::Theme(ThemeChoice::System),
            Command::ThemeLight => Action::Theme(ThemeChoice::Light),
            Command::ThemeDark => Action::Theme(ThemeChoice::Dark),
            Command::LevelSimple => Action::Level(Level::Simple),
            Command::LevelStandard => Action::Level(Level::Standard),
            Command::LevelExpert => Action::Level(Level::Expert),
            _ => return None,
        })
    }

    /// Undo. A text that was not understood goes first: nothing else has happened since.
    fn undo(&mut self) {
        if self.has_bad_draft() {
            self.session.drafts.retain(|_, draft| !draft.is_bad());
            self.done("Undone: text that was not understood");
            return;
        }
        let crossed = self.history.undo(&self.project);
        self.travel(crossed, "Undone");
    }
}

/// Hands a share string to the clipboard.
fn copy_share(text: String, of: &str) -> Vec<Effect> {
    let said = format!("Copied {of} as a share string of {} letters; paste it anywhere", text.len());
    vec![Effect::CopyText { text, said }]
}
