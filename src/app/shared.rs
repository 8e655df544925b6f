//! The dialog that shows what a share string or a picture holds before anything is opened.

use std::path::PathBuf;
use std::sync::Arc;

use super::effect::OpenedFile;
use super::project::{Project, ScenarioKey};
use crate::analysis::{Change, difference};
use crate::scenario::Scenario;

/// The dialog that opens what was shared.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ShareDialog {
    /// The string as it came or was typed.
    pub text: String,
    /// How it is damaged.
    pub error: Option<String>,
    /// What it holds.
    pub found: Option<SharedFound>,
}

/// What was shared.
#[derive(Debug, Clone, PartialEq)]
pub struct SharedFound {
    /// The content.
    pub file: OpenedFile,
    /// The picture that held it.
    pub path: Option<PathBuf>,
    /// Each scenario beside the open one of its id.
    pub scenarios: Vec<SharedScenario>,
}

/// A shared scenario beside the open one of its id.
#[derive(Debug, Clone, PartialEq)]
pub struct SharedScenario {
    /// Its name.
    pub name: String,
    /// The open one, and what would change in it.
    pub open: Option<(ScenarioKey, Vec<Change>)>,
}

impl SharedFound {
    /// Compares what was shared with what is open.
    #[must_use]
    pub fn new(file: OpenedFile, path: Option<PathBuf>, project: &Project) -> Self {
        let beside = |scenario: &Arc<Scenario>| {
            let same = |entry: &&super::project::Entry| entry.scenario.id == scenario.id;
            let open = project.scenarios.iter().find(same);
            let open = open.map(|entry| (entry.key, difference(&entry.scenario, scenario)));
            SharedScenario { name: scenario.name.clone(), open }
        };
        let scenarios = match &file {
            OpenedFile::Scenario(scenario) => vec![beside(scenario)],
            OpenedFile::Project(project) => project.scenarios.iter().map(beside).collect(),
        };
        Self { file, path, scenarios }
    }

    /// The open scenario that a single shared one can replace.
    #[must_use]
    pub fn replaces(&self) -> Option<ScenarioKey> {
        match (&self.file, self.scenarios.as_slice()) {
            (OpenedFile::Scenario(_), [only]) => only.open.as_ref().map(|(key, _)| *key),
            _ => None,
        }
    }
}
