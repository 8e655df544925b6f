//! The rows of the command table, in the order of the menus.

use super::keys::{Key, Shortcut, When, ctrl, ctrl_key, ctrl_shift, only, plain, shift};
use super::{Command, CommandSpec, Menu};
use crate::app::questions::CompareAs;
use crate::app::session::View;

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

/// A row that shows a view, under the name on its tab.
const fn show(view: View, shortcuts: &'static [Shortcut], help: &'static str) -> CommandSpec {
    row(Menu::View, Command::Show(view), view.label(), shortcuts, help)
}

/// Every command, in the order of the menus.
#[rustfmt::skip]
pub const COMMANDS: &[CommandSpec] = &[
    row(Menu::File, Command::New, "New from preset…", &[ctrl('N')], "Adds a scenario that starts from a preset."),
    row(Menu::File, Command::Open, "Open…", &[ctrl('O')], "Opens a scenario, which joins the comparison, or a whole comparison."),
    row(Menu::File, Command::Import, "Import…", &[ctrl_shift('O')], "Reads a model's config.json or weights, a price list or a table, and shows what is in it before anything is created."),
    row(Menu::File, Command::OpenShare, "Open share string…", &[], "Shows what a share string holds and what it would change, and opens it."),
    below_line(row(Menu::File, Command::Save, "Save", &[ctrl('S')], "Saves the shown scenario to its file.")),
    row(Menu::File, Command::SaveAs, "Save as…", &[ctrl_shift('S')], "Saves the shown scenario to a new file; in the presets folder it appears among your presets."),
    row(Menu::File, Command::SaveProject, "Save comparison as…", &[], "Saves all scenarios and how they are compared in one file."),
    row(Menu::File, Command::ReopenRemoved, "Reopen removed scenario", &[ctrl_shift('T')], "Brings back the scenario that was taken out of the comparison last."),
    row(Menu::File, Command::StartAfresh, "Start afresh", &[], "Brings the first comparison back in place of this one; undo takes that back."),
    below_line(row(Menu::File, Command::ExportChart, "Export chart…", &[ctrl('E')], "Writes the chart as a picture for an article or a slide.")),
    row(Menu::File, Command::Pictures, "Pictures…", &[], "Fills a picture that readers recognize with these scenarios: hours by phase, what is included, cost over time."),
    row(Menu::File, Command::Report, "Report…", &[], "Writes figures, charts, inputs with sources, explanations and claims as one page."),
    row(Menu::File, Command::CopyChart, "Copy chart", &[ctrl_shift('C')], "Puts the chart into the clipboard as a picture."),
    below_line(row(Menu::File, Command::CopyShare, "Copy share string", &[ctrl('L')], "Copies the whole comparison as one line of text that opens wherever it is pasted.")),
    row(Menu::File, Command::CopyScenarioShare, "Copy share string of this scenario", &[], "Copies the shown scenario alone as one line of text."),
    below_line(row(Menu::File, Command::Settings, "Settings…", &[ctrl(',')], "Theme, decimal sign, inputs at first, samples, hints.")),
    below_line(QUIT),
    row(Menu::Edit, Command::Undo, "Undo", &[ctrl('Z')], "Takes the last change back."),
    row(Menu::Edit, Command::Redo, "Redo", &[ctrl_shift('Z'), ctrl('Y')], "Does again what was undone."),
    below_line(row(Menu::Edit, Command::Find, "Find input or source…", &[ctrl('F')], "Goes to an input, found by its name or by who says so.")),
    below_line(row(Menu::Edit, Command::ResetScenario, "Reset scenario", &[], "Puts every value of the shown scenario back to its source.")),
    row(Menu::View, Command::Palette, "Command palette…", &[ctrl('K'), ctrl('P')], "Finds commands, inputs, figures, scenarios, presets and claims."),
    below_line(row(Menu::View, Command::NextPanel, "Next panel", &[plain(Key::Function(6))], "Moves the keyboard to the next panel.")),
    row(Menu::View, Command::PreviousPanel, "Previous panel", &[shift(plain(Key::Function(6)))], "Moves the keyboard to the panel before."),
    row(Menu::View, Command::ToggleInputs, "Inputs", &[ctrl('B')], "Shows or hides the inputs."),
    row(Menu::View, Command::ToggleExplain, "Explanation", &[ctrl('I')], "Shows or hides how a figure comes about."),
    below_line(show(View::Compare, &[ctrl('1')], "Shows all scenarios side by side.")),
    show(View::Breakdown, &[ctrl('2')], "Shows what is in the number and where a ratio comes from."),
    show(View::WhatIf, &[ctrl('3')], "Solves an input for a figure, and varies one or two inputs."),
    show(View::Uncertainty, &[ctrl('4')], "Shows how sure the figure is and which input makes it so."),
    show(View::RunPlan, &[ctrl('5')], "Shows whether it can be done, how long it takes, and what it costs where."),
    show(View::Sources, &[ctrl('6')], "Lists every value with who says so."),
    show(View::Claims, &[ctrl('7')], "Checks what others say of a run, or a claim of your own."),
    show(View::Backtest, &[ctrl('8')], "Shows how far the method lies from runs whose hours are known."),
    below_line(row(Menu::View, Command::CompareAs(CompareAs::Chart), "Compare as bars", &[], "Shows every scenario as a bar.")),
    row(Menu::View, Command::CompareAs(CompareAs::Table), "Compare as a table", &[], "Lists figures with their differences to the subject."),
    row(Menu::View, Command::CompareAs(CompareAs::Rungs), "Compare rung by rung", &[], "Shows ratios to one rival, with the rungs of both on the axes."),
    row(Menu::View, Command::CompareAs(CompareAs::OverTime), "Compare over time", &[], "Shows the scenarios among published runs by date, with the lines that laws draw."),
    below_line(row(Menu::View, Command::LevelSimple, "Simple", &[], "Shows the few inputs that matter first.")),
    row(Menu::View, Command::LevelStandard, "Standard", &[], "Shows the inputs that a budget needs."),
    row(Menu::View, Command::LevelExpert, "Expert", &[], "Shows every input."),
    below_line(row(Menu::View, Command::ToggleScale, "Logarithmic axis", &[only(plain(Key::Letter('L')), When::OnChart)], "Switches the axis between logarithmic and linear.")),
    row(Menu::View, Command::ToggleSamePrice, "Same price per hour", &[], "Prices every run like the subject."),
    below_line(row(Menu::View, Command::ThemeSystem, "System theme", &[], "Light or dark as the system has it.")),
    row(Menu::View, Command::ThemeLight, "Light theme", &[], "Dark ink on white."),
    row(Menu::View, Command::ThemeDark, "Dark theme", &[], "Light ink on near black."),
    row(Menu::Scenario, Command::MakeBaseline, "Make it the subject", &[], "The headline is about the shown scenario, and the others are compared with it."),
    row(Menu::Scenario, Command::Duplicate, "Duplicate", &[ctrl('D')], "Adds a copy of the shown scenario."),
    row(Menu::Scenario, Command::Rename, "Rename", &[plain(Key::Function(2))], "Changes the name of the shown scenario on its tab."),
    row(Menu::Scenario, Command::Close, "Remove from comparison", &[ctrl('W'), only(plain(Key::Delete), When::OnTab)], "Takes the shown scenario out of the comparison; undo brings it back."),
    below_line(row(Menu::Scenario, Command::GoalSeek, "Goal seek…", &[ctrl('G')], "Finds the value of one input that gives a figure that is wanted: a budget, a date.")),
    below_line(row(Menu::Scenario, Command::NextScenario, "Next scenario", &[ctrl_key(Key::Tab)], "Shows the scenario at the right.")),
    row(Menu::Scenario, Command::PreviousScenario, "Previous scenario", &[shift(ctrl_key(Key::Tab))], "Shows the scenario at the left."),
    below_line(row(Menu::Scenario, Command::MoveLeft, "Move left", &[only(shift(ctrl_key(Key::Left)), When::NotTyping)], "Moves the shown scenario one place to the left.")),
    row(Menu::Scenario, Command::MoveRight, "Move right", &[only(shift(ctrl_key(Key::Right)), When::NotTyping)], "Moves the shown scenario one place to the right."),
    row(Menu::Help, Command::CheckTable, "Check a table…", &[], "Recomputes somebody else's table of counts, prices and totals, and marks what does not reconcile."),
    row(Menu::Help, Command::Help, "What is this?", &[plain(Key::Function(1)), only(plain(Key::Letter('?')), When::NotTyping)], "Explains what has the keyboard; otherwise lists the keys."),
    row(Menu::Help, Command::Shortcuts, "Keyboard shortcuts", &[], "Lists commands and their keys."),
    row(Menu::Help, Command::Cite, "Cite…", &[], "Shows how to cite the program and these scenarios, also for BibTeX."),
    row(Menu::Help, Command::ShowHints, "Show experiments and hints", &[], "Brings back what was closed."),
];

/// A row that is always there.
pub(super) const QUIT: CommandSpec =
    row(Menu::File, Command::Quit, "Quit", &[ctrl('Q')], "Closes the window.");
