//! The command palette: what can be found, how it is ranked, and what choosing it does.

mod matching;

use std::sync::Arc;

use super::action::Action;
use super::command::{COMMANDS, Command, Shortcut};
use super::project::FieldKey;
use super::questions::ClaimChoice;
use super::session::View;
use super::state::AppState;
use crate::estimate::FigureId;
use crate::scenario::Scenario;
use crate::scenario::input::InputKey;
use crate::units::format;

/// What the palette looks through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shelf {
    /// Commands, inputs, figures, scenarios, presets and claims.
    #[default]
    Everything,
    /// Inputs of the shown scenario, by name or source.
    Inputs,
}

/// The palette while it is open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Palette {
    /// What it looks through.
    pub shelf: Shelf,
    /// What was typed.
    pub query: String,
    /// The entry that Enter takes, from the top.
    pub chosen: usize,
}

/// What an entry stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// A command of the table.
    Command(Command),
    /// An input of the shown scenario.
    Input(FieldKey),
    /// A figure of the shown scenario.
    Figure(FigureId),
    /// A scenario by its place among the tabs.
    Scenario(usize),
    /// A preset.
    Preset(Arc<Scenario>),
    /// A published claim by its id.
    Claim(String),
}

impl Found {
    /// The word for its kind.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Command(_) => "Command",
            Self::Input(_) => "Input",
            Self::Figure(_) => "Explain",
            Self::Scenario(_) => "Scenario",
            Self::Preset(_) => "Add preset",
            Self::Claim(_) => "Check claim",
        }
    }
}

/// One entry.
#[derive(Debug, Clone, PartialEq)]
pub struct PaletteEntry {
    /// What it stands for.
    pub found: Found,
    /// Its name.
    pub label: String,
    /// More words that find it: a value, a source, a developer.
    pub detail: String,
    /// What it is or does, in one sentence; for what cannot be done now, why.
    pub help: String,
    /// Keys that do the same.
    pub shortcuts: &'static [Shortcut],
    /// Whether it can be taken now.
    pub enabled: bool,
}

impl Palette {
    /// A palette that looks through a shelf.
    #[must_use]
    pub fn new(shelf: Shelf) -> Self {
        Self { shelf, ..Self::default() }
    }

    /// What matches, best first. Without a query, everything in the order of menus and forms.
    #[must_use]
    pub fn entries(&self, state: &AppState) -> Vec<PaletteEntry> {
        let mut all = Vec::new();
        if self.shelf == Shelf::Everything {
            all.extend(COMMANDS.iter().map(|spec| command_entry(state, spec.command)));
        }
        all.extend(input_entries(state));
        if self.shelf == Shelf::Everything {
            all.extend(figure_entries(state));
            all.extend(scenario_entries(state));
            all.extend(preset_entries(state));
            all.extend(claim_entries(state));
        }
        matching::ranked(&self.query, all)
    }
}

fn command_entry(state: &AppState, command: Command) -> PaletteEntry {
    let spec = command.spec();
    let enabled = command.is_enabled(state);
    PaletteEntry {
        found: Found::Command(command),
        label: command.label(state),
        detail: spec.menu.label().to_owned(),
        help: match command.why_not(state) {
            Some(reason) => reason.to_owned(),
            None if enabled => spec.help.to_owned(),
            None => format!("Not now. {}", spec.help),
        },
        shortcuts: spec.shortcuts,
        enabled,
    }
}

fn input_entries(state: &AppState) -> Vec<PaletteEntry> {
    let Some(entry) = state.project.selected() else { return Vec::new() };
    let scenario = &entry.scenario;
    let found = |input: InputKey| {
        let value = input.get(scenario)?;
        let spec = input.id.spec();
        let shown = format::typed(spec.dimension, value.value);
        Some(PaletteEntry {
            found: Found::Input(FieldKey { scenario: entry.key, input }),
            label: input.label(scenario),
            detail: format!("{shown} · {}", value.provenance.citation()),
            help: spec.help.to_owned(),
            shortcuts: &[],
            enabled: true,
        })
    };
    InputKey::present(scenario).into_iter().filter_map(found).collect()
}

fn figure_entries(state: &AppState) -> Vec<PaletteEntry> {
    let Some(evaluation) = state.selected_evaluation() else { return Vec::new() };
    let found = |figure: &FigureId| {
        let (detail, help, enabled) = match evaluation.value(*figure) {
            Ok(value) => {
                let help = format!("Shows how it comes about for {}.", evaluation.scenario().name);
                (format::short(figure.dimension(), value), help, true)
            }
            Err(missing) => (String::new(), format!("There is no such figure: {missing}."), false),
        };
        let (found, label) = (Found::Figure(*figure), figure.label().to_owned());
        PaletteEntry { found, label, detail, help, shortcuts: &[], enabled }
    };
    FigureId::ALL.iter().map(found).collect()
}

fn scenario_entries(state: &AppState) -> Vec<PaletteEntry> {
    let found = |(index, entry): (usize, &super::project::Entry)| PaletteEntry {
        found: Found::Scenario(index),
        label: entry.scenario.name.clone(),
        detail: entry.scenario.developer.clone(),
        help: "Shows its inputs and figures.".to_owned(),
        shortcuts: &[],
        enabled: true,
    };
    state.project.scenarios.iter().enumerate().map(found).collect()
}

fn preset_entries(state: &AppState) -> Vec<PaletteEntry> {
    let found = |preset: &super::state::Preset| PaletteEntry {
        found: Found::Preset(Arc::clone(&preset.scenario)),
        label: preset.scenario.name.clone(),
        detail: preset.scenario.developer.clone(),
        help: "Adds it to the comparison.".to_owned(),
        shortcuts: &[],
        enabled: true,
    };
    state.world.presets.iter().map(found).collect()
}

fn claim_entries(state: &AppState) -> Vec<PaletteEntry> {
    let possible = !state.project.scenarios.is_empty();
    let found = |claim: &Arc<crate::catalog::Claim>| PaletteEntry {
        found: Found::Claim(claim.id.clone()),
        label: claim.name.clone(),
        detail: String::new(),
        help: if possible { claim.statement.clone() } else { "Add a scenario first.".to_owned() },
        shortcuts: &[],
        enabled: possible,
    };
    state.world.catalog.claims.iter().map(found).collect()
}

/// What taking an entry does, in this order.
pub(super) fn actions(state: &AppState, found: &Found) -> Vec<Action> {
    match found {
        Found::Command(command) => vec![Action::Run(*command)],
        Found::Input(field) => vec![Action::GoTo(*field)],
        Found::Figure(figure) => vec![Action::Explain(*figure)],
        Found::Scenario(index) => vec![Action::Select(*index)],
        Found::Preset(scenario) => vec![Action::AddPreset(Arc::clone(scenario))],
        Found::Claim(id) => {
            let own = state.session.claim.own.clone();
            vec![
                Action::View(View::Claims),
                Action::Claim(ClaimChoice { id: Some(id.clone()), chosen: true, own }),
            ]
        }
    }
}

#[cfg(test)]
mod tests;
