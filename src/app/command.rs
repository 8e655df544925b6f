//! The table of commands: menu, shortcuts, help and palette all read it.

use super::session::{Panel, ThemeChoice, View};
use super::state::AppState;
use crate::chart::Scale;
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
    ExportChart,
    Quit,
    Undo,
    Redo,
    ResetScenario,
    Duplicate,
    Close,
    MakeBaseline,
    NextScenario,
    PreviousScenario,
    ToggleInputs,
    ToggleExplain,
    ViewCompare,
    ViewBreakdown,
    ViewWhatIf,
    ViewUncertainty,
    ViewClaims,
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

/// A key on the keyboard, by its position on a Latin layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// A letter in upper case, or a digit.
    Letter(char),
    /// The tabulator.
    Tab,
    /// F1.
    F1,
}

/// A combination of keys. Control stands for Command on a Mac.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Shortcut {
    /// With Control.
    pub control: bool,
    /// With Shift.
    pub shift: bool,
    /// The key.
    pub key: Key,
}

/// Control and a letter.
const fn ctrl(letter: char) -> Shortcut {
    Shortcut { control: true, shift: false, key: Key::Letter(letter) }
}

/// Control, Shift and a letter.
const fn ctrl_shift(letter: char) -> Shortcut {
    Shortcut { control: true, shift: true, key: Key::Letter(letter) }
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

const fn row(
    menu: Menu,
    command: Command,
    label: &'static str,
    shortcuts: &'static [Shortcut],
    help: &'static str,
) -> CommandSpec {
    CommandSpec { command, menu, label, help, shortcuts, separated: false }
}

const fn below_line(mut spec: CommandSpec) -> CommandSpec {
    spec.separated = true;
    spec
}

/// Every command, in the order of the menus.
pub const COMMANDS: &[CommandSpec] = &TABLE;

#[rustfmt::skip]
const TABLE: [CommandSpec; 32] = [
    row(Menu::File, Command::New, "New from preset…", &[ctrl('N')], "Adds a scenario that starts from a preset."),
    row(Menu::File, Command::Open, "Open…", &[ctrl('O')], "Opens a scenario, which joins the comparison, or a whole comparison."),
    below_line(row(Menu::File, Command::Save, "Save", &[ctrl('S')], "Saves the shown scenario to its file.")),
    row(Menu::File, Command::SaveAs, "Save as…", &[ctrl_shift('S')], "Saves the shown scenario to a new file; in the presets folder it appears among your presets."),
    row(Menu::File, Command::SaveProject, "Save comparison as…", &[], "Saves all scenarios and how they are compared in one file."),
    below_line(row(Menu::File, Command::ExportChart, "Export chart…", &[ctrl('E')], "Writes the chart as a picture for an article or a slide.")),
    below_line(row(Menu::File, Command::Quit, "Quit", &[ctrl('Q')], "Closes the window.")),
    row(Menu::Edit, Command::Undo, "Undo", &[ctrl('Z')], "Takes the last change back."),
    row(Menu::Edit, Command::Redo, "Redo", &[ctrl_shift('Z'), ctrl('Y')], "Does again what was undone."),
    below_line(row(Menu::Edit, Command::ResetScenario, "Reset scenario", &[], "Puts every value of the shown scenario back to its source.")),
    row(Menu::View, Command::ToggleInputs, "Inputs", &[ctrl('B')], "Shows or hides the inputs."),
    row(Menu::View, Command::ToggleExplain, "Explanation", &[ctrl('I')], "Shows or hides how a figure comes about."),
    below_line(row(Menu::View, Command::ViewCompare, "Compare", &[ctrl('1')], "Shows all scenarios side by side.")),
    row(Menu::View, Command::ViewBreakdown, "Breakdown", &[ctrl('2')], "Shows what is in the number and where a ratio comes from."),
    row(Menu::View, Command::ViewWhatIf, "What-if", &[ctrl('3'), ctrl('G')], "Solves an input for a figure, and varies one or two inputs."),
    row(Menu::View, Command::ViewUncertainty, "Uncertainty", &[ctrl('4')], "Shows how sure the figure is and which input makes it so."),
    row(Menu::View, Command::ViewClaims, "Claims", &[ctrl('7')], "Checks what others say of a run, or a claim of your own."),
    below_line(row(Menu::View, Command::LevelSimple, "Simple", &[], "Shows the few inputs that matter first.")),
    row(Menu::View, Command::LevelStandard, "Standard", &[], "Shows the inputs that a budget needs."),
    row(Menu::View, Command::LevelExpert, "Expert", &[], "Shows every input."),
    below_line(row(Menu::View, Command::ToggleScale, "Logarithmic axis", &[ctrl('L')], "Switches the axis between logarithmic and linear.")),
    row(Menu::View, Command::ToggleSamePrice, "Same price per hour", &[], "Prices every run like the subject."),
    below_line(row(Menu::View, Command::ThemeSystem, "System theme", &[], "Light or dark as the system has it.")),
    row(Menu::View, Command::ThemeLight, "Light theme", &[], "Dark ink on white."),
    row(Menu::View, Command::ThemeDark, "Dark theme", &[], "Light ink on near black."),
    row(Menu::Scenario, Command::MakeBaseline, "Make it the subject", &[], "The headline is about the shown scenario, and the others are compared with it."),
    row(Menu::Scenario, Command::Duplicate, "Duplicate", &[ctrl('D')], "Adds a copy of the shown scenario."),
    row(Menu::Scenario, Command::Close, "Remove from comparison", &[ctrl('W')], "Takes the shown scenario out of the comparison; undo brings it back."),
    below_line(row(Menu::Scenario, Command::NextScenario, "Next scenario", &[Shortcut { control: true, shift: false, key: Key::Tab }], "Shows the scenario at the right.")),
    row(Menu::Scenario, Command::PreviousScenario, "Previous scenario", &[Shortcut { control: true, shift: true, key: Key::Tab }], "Shows the scenario at the left."),
    row(Menu::Help, Command::Shortcuts, "Keyboard shortcuts", &[Shortcut { control: false, shift: false, key: Key::F1 }], "Lists commands and their keys."),
    row(Menu::Help, Command::ShowHints, "Show experiments and hints", &[], "Brings back what was closed."),
];

impl Command {
    /// The row of this command.
    #[must_use]
    pub fn spec(self) -> &'static CommandSpec {
        // Every command has a row; a test keeps it so.
        const FIRST: &CommandSpec = &TABLE[0];
        COMMANDS.iter().find(|spec| spec.command == self).unwrap_or(FIRST)
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
            Self::Save | Self::SaveAs | Self::SaveProject | Self::Duplicate => scenarios > 0,
            Self::Close | Self::NextScenario | Self::PreviousScenario => scenarios > 1,
            Self::ExportChart => state.derived.shown_chart(state.session.view).is_some(),
            Self::MakeBaseline => state.project.selected != state.project.baseline,
            Self::ResetScenario => state.selected_is_edited(),
            _ => true,
        }
    }

    /// Whether a switch is on; `None` for commands that are no switch.
    #[must_use]
    pub fn is_on(self, state: &AppState) -> Option<bool> {
        Some(match self {
            Self::ToggleInputs => state.session.shows(Panel::Inputs),
            Self::ToggleExplain => state.session.shows(Panel::Explain),
            Self::ViewCompare => state.session.view == View::Compare,
            Self::ViewBreakdown => state.session.view == View::Breakdown,
            Self::ViewWhatIf => state.session.view == View::WhatIf,
            Self::ViewClaims => state.session.view == View::Claims,
            Self::ViewUncertainty => state.session.view == View::Uncertainty,
            Self::ToggleScale => state.project.scale == Scale::Log,
            Self::ToggleSamePrice => state.project.same_price,
            Self::ThemeSystem => state.session.theme == ThemeChoice::System,
            Self::ThemeLight => state.session.theme == ThemeChoice::Light,
            Self::ThemeDark => state.session.theme == ThemeChoice::Dark,
            Self::LevelSimple => state.session.level == Level::Simple,
            Self::LevelStandard => state.session.level == Level::Standard,
            Self::LevelExpert => state.session.level == Level::Expert,
            _ => return None,
        })
    }
}
