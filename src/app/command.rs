//! The table of commands: menu, shortcuts, help and palette all read it.

mod keys;
mod table;

pub use keys::{Key, Shortcut, When};
pub use table::COMMANDS;
use table::QUIT;

use super::questions::CompareAs;
use super::session::{Panel, View};
use super::state::AppState;
use crate::chart::Scale;
use crate::files::settings::ThemeChoice;
use crate::scenario::input::Level;

/// Something that can be done from a menu or by a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each command is documented by its row in the table")]
pub enum Command {
    New,
    Open,
    Save,
    SaveAs,
    SaveProject,
    Import,
    OpenShare,
    CheckTable,
    ReopenRemoved,
    StartAfresh,
    Settings,
    ExportChart,
    Pictures,
    Report,
    CopyChart,
    CopyShare,
    CopyScenarioShare,
    Quit,
    Undo,
    Redo,
    Find,
    Palette,
    ResetScenario,
    Duplicate,
    Rename,
    MoveLeft,
    MoveRight,
    Close,
    MakeBaseline,
    GoalSeek,
    NextScenario,
    PreviousScenario,
    NextPanel,
    PreviousPanel,
    ToggleInputs,
    ToggleExplain,
    Show(View),
    CompareAs(CompareAs),
    ToggleScale,
    ToggleSamePrice,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    LevelSimple,
    LevelStandard,
    LevelExpert,
    ShowHints,
    Shortcuts,
    Cite,
    Help,
}

/// A menu of the menu bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are the headings")]
pub enum Menu {
    File,
    Edit,
    View,
    Scenario,
    Help,
}

impl Menu {
    /// Every menu from left to right.
    pub const ALL: [Self; 5] = [Self::File, Self::Edit, Self::View, Self::Scenario, Self::Help];

    /// Heading.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::View => "View",
            Self::Scenario => "Scenario",
            Self::Help => "Help",
        }
    }
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct CommandSpec {
    /// Which command.
    pub command: Command,
    /// Menu that it is in.
    pub menu: Menu,
    /// Words in the menu.
    pub label: &'static str,
    /// What it does, in one sentence.
    pub help: &'static str,
    /// Keys, the usual one first.
    pub shortcuts: &'static [Shortcut],
    /// Whether a line is drawn above it in the menu.
    pub separated: bool,
}

impl Command {
    /// The row of this command.
    #[must_use]
    pub fn spec(self) -> &'static CommandSpec {
        // Every command has a row; a test keeps it so.
        COMMANDS.iter().find(|spec| spec.command == self).unwrap_or(&QUIT)
    }

    /// The words in the menu now: undo and redo name what they would do.
    #[must_use]
    pub fn label(self, state: &AppState) -> String {
        let label = self.spec().label;
        let named = match self {
            Self::Undo => state.history.undo_name(),
            Self::Redo => state.history.redo_name(),
            _ => None,
        };
        named.map_or_else(|| label.to_owned(), |name| format!("{label}: {name}"))
    }

    /// Whether the command does anything now.
    #[must_use]
    pub fn is_enabled(self, state: &AppState) -> bool {
        let scenarios = state.project.scenarios.len();
        match self {
            Self::Undo => !state.history.is_empty() || state.has_bad_draft(),
            Self::Redo => state.history.redo_name().is_some(),
            Self::Save
            | Self::SaveAs
            | Self::SaveProject
            | Self::Duplicate
            | Self::Rename
            | Self::Close
            | Self::Find
            | Self::GoalSeek
            | Self::Pictures
            | Self::Report
            | Self::CopyShare
            | Self::CopyScenarioShare => scenarios > 0,
            Self::ReopenRemoved => !state.session.removed.is_empty(),
            Self::NextScenario | Self::PreviousScenario => scenarios > 1,
            Self::MoveLeft => state.project.selected > 0,
            Self::MoveRight => state.project.selected + 1 < scenarios,
            Self::ExportChart | Self::CopyChart => state.derived.shown_chart(state.session.view).is_some(),
            Self::MakeBaseline => state.project.selected != state.project.baseline,
            Self::ResetScenario => state.selected_is_edited(),
            Self::ToggleScale => state.session.fixed_scale().is_none(),
            _ => true,
        }
    }

    /// Why the command does nothing now, where that is not plain to see.
    #[must_use]
    pub fn why_not(self, state: &AppState) -> Option<&'static str> {
        match self {
            Self::ToggleScale => state.session.fixed_scale(),
            _ => None,
        }
    }

    /// Whether a switch is on; `None` for commands that are no switch.
    #[must_use]
    pub fn is_on(self, state: &AppState) -> Option<bool> {
        Some(match self {
            Self::ToggleInputs => state.session.shows(Panel::Inputs),
            Self::ToggleExplain => state.session.shows(Panel::Explain),
            Self::Show(view) => state.session.view == view,
            Self::CompareAs(shape) => {
                state.session.view == View::Compare && state.session.compare_as == shape
            }
            Self::ToggleScale => {
                let session = &state.session;
                let log = session.scale(session.view, state.project.scale) == Scale::Log;
                log || session.fixed_scale().is_some()
            }
            Self::ToggleSamePrice => state.project.same_price,
            Self::ThemeSystem => state.settings.theme == ThemeChoice::System,
            Self::ThemeLight => state.settings.theme == ThemeChoice::Light,
            Self::ThemeDark => state.settings.theme == ThemeChoice::Dark,
            Self::LevelSimple => state.session.level == Level::Simple,
            Self::LevelStandard => state.session.level == Level::Standard,
            Self::LevelExpert => state.session.level == Level::Expert,
            _ => return None,
        })
    }
}
