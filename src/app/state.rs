//! The whole state of the program, in compartments that never mix.

use std::path::PathBuf;
use std::sync::Arc;

use super::derived::Derived;
use super::draft::Draft;
use super::history::History;
use super::project::{Entry, FieldKey, Project, ScenarioKey};
use super::session::{FileLink, Session};
use crate::analysis::Evaluation;
use crate::catalog::Catalog;
use crate::files::settings::Settings;
use crate::scenario::Scenario;
use crate::scenario::input::InputKey;
use crate::units::UsdPerAcceleratorHour;
use crate::units::numerals::use_style;

/// Where a preset comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PresetOrigin {
    /// Shipped with the program.
    Shipped,
    /// The user's own file.
    Yours(PathBuf),
}

/// A scenario to start from.
#[derive(Debug, Clone, PartialEq)]
pub struct Preset {
    /// The scenario.
    pub scenario: Arc<Scenario>,
    /// Where it comes from.
    pub origin: PresetOrigin,
}

/// What the program finds on its start: facts, presets and places. Only presets are read again later.
#[derive(Debug, Clone, Default)]
pub struct World {
    /// Accelerators, prices, sites, published runs.
    pub catalog: Arc<Catalog>,
    /// Scenarios to start from: shipped ones, then the user's own.
    pub presets: Vec<Preset>,
    /// Where the user's own presets are kept.
    pub preset_dir: Option<PathBuf>,
    /// The user's home directory.
    pub home: Option<PathBuf>,
    /// Where pictures go.
    pub picture_dir: Option<PathBuf>,
}

/// The state of the program.
#[derive(Debug, Clone)]
pub struct AppState {
    /// What is compared: saved and undone.
    pub project: Project,
    /// How the program is being used.
    pub session: Session,
    /// What follows from the project.
    pub derived: Derived,
    /// Undo and redo.
    pub history: History,
    /// What the user prefers.
    pub settings: Settings,
    /// Facts and presets.
    pub world: World,
    /// The next unused number, for scenarios and messages.
    pub(super) next_key: u64,
}

impl AppState {
    /// Starts with a comparison of some scenarios. The first one is the subject, and all stand on its rung.
    #[must_use]
    pub fn new(world: World, scenarios: Vec<Arc<Scenario>>) -> Self {
        let mut state = Self {
            project: Project::new(Vec::new()),
            session: Session::default(),
            derived: Derived::default(),
            history: History::default(),
            settings: Settings::default(),
            world,
            next_key: 1,
        };
        let scope = scenarios.first().map(|scenario| scenario.scope);
        for scenario in scenarios {
            let key = state.add_entry(scenario, None);
            if let Some(scope) = scope {
                state.project.edit(key, |scenario| scenario.scope = scope);
            }
        }
        state.remember_as_saved();
        state.refresh();
        state
    }

    /// Appends a scenario and remembers where it came from.
    pub(super) fn add_entry(&mut self, scenario: Arc<Scenario>, path: Option<PathBuf>) -> ScenarioKey {
        let key = ScenarioKey(self.next_key);
        self.next_key += 1;
        self.session.files.insert(key, FileLink { path, saved: Arc::clone(&scenario) });
        self.project.scenarios.push(Entry { key, scenario });
        key
    }

    /// Takes the present state of every scenario as unmodified.
    pub(super) fn remember_as_saved(&mut self) {
        for entry in &self.project.scenarios {
            if let Some(link) = self.session.files.get_mut(&entry.key) {
                link.saved = Arc::clone(&entry.scenario);
            }
        }
    }

    pub(super) fn refresh(&mut self) {
        let _style = use_style(self.settings.numbers);
        self.derived.refresh(&self.world, &self.project, &self.session);
    }

    /// The evaluation of the scenario whose inputs are shown.
    #[must_use]
    pub fn selected_evaluation(&self) -> Option<&Evaluation> {
        self.derived.evaluation(self.project.selected)
    }

    /// The price per accelerator-hour that a scenario is counted at in place of its own, where all are priced like the
    /// subject.
    #[must_use]
    pub fn price_in_place(&self, scenario: ScenarioKey) -> Option<UsdPerAcceleratorHour> {
        let comparison = self.derived.comparison.as_ref().filter(|comparison| comparison.same_price)?;
        let row = self.project.index(scenario).filter(|row| *row != comparison.baseline)?;
        Some(comparison.rows.get(row)?.evaluation.scenario().pricing.rental_price.value)
    }

    /// The text being typed into a field, or left there because it was not understood.
    #[must_use]
    pub fn draft(&self, field: FieldKey) -> Option<&Draft> {
        self.session.drafts.get(&field)
    }

    /// Whether some text was not understood.
    #[must_use]
    pub fn has_bad_draft(&self) -> bool {
        self.session.drafts.values().any(Draft::is_bad)
    }

    /// Whether a scenario differs from what was read or saved.
    #[must_use]
    pub fn is_modified(&self, key: ScenarioKey) -> bool {
        match (self.project.entry(key), self.session.files.get(&key)) {
            (Some(entry), Some(link)) => {
                !Arc::ptr_eq(&entry.scenario, &link.saved) && entry.scenario != link.saved
            }
            _ => false,
        }
    }

    /// Names of scenarios that have a file and differ from it. Experiments with presets are not among them.
    #[must_use]
    pub fn unsaved_files(&self) -> Vec<String> {
        let has_file = |key| self.session.files.get(&key).is_some_and(|link| link.path.is_some());
        let entries = self.project.scenarios.iter();
        entries
            .filter(|entry| has_file(entry.key) && self.is_modified(entry.key))
            .map(|entry| entry.scenario.name.clone())
            .collect()
    }

    /// Whether the shown scenario has a value that can be reset.
    #[must_use]
    pub fn selected_is_edited(&self) -> bool {
        self.project.selected().is_some_and(|entry| {
            let keys = InputKey::present(&entry.scenario);
            keys.into_iter().any(|key| key.get(&entry.scenario).is_some_and(|value| value.replaced.is_some()))
        })
    }

    /// The title of the window.
    #[must_use]
    pub fn title(&self) -> String {
        match self.project.selected() {
            Some(entry) => {
                let modified = if self.is_modified(entry.key) { " •" } else { "" };
                format!("{}{modified} – flopwise", entry.scenario.name)
            }
            None => "flopwise".to_owned(),
        }
    }
}
