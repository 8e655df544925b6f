//! Scenarios to start from: the shipped ones and the user's own beside them.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::error::{FileError, FileProblem};
use super::scenario::{load_scenario, parse_scenario};
use crate::catalog::{Catalog, UnknownId, nearest};
use crate::scenario::Scenario;

macro_rules! shipped {
    ($($id:literal,)*) => {
        &[$(($id, include_str!(concat!("../../presets/scenarios/", $id, ".ron"))),)*]
    };
}

/// Id and text of every shipped scenario, in the order in which they are offered.
pub(super) const SHIPPED: &[(&str, &str)] = shipped! {
    "deepseek-v3",
    "deepseek-r1",
    "llama-3.1-405b",
    "gpt-4",
    "gpt-4-epoch",
    "gpt-oss-120b",
    "llama-3.1-70b",
    "llama-3.1-family",
    "deepseek-v2",
    "kimi-k2",
    "claude-3.5-sonnet",
    "olmo-2-32b",
    "gemini-1.0-ultra",
    "palm-540b",
    "bloom-176b",
    "mt-nlg-530b",
    "gpt-3",
    "dense-7b",
    "dense-70b",
};

/// Where a scenario of the library comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Part of flopwise.
    Shipped,
    /// A file of the user.
    User(PathBuf),
}

/// One scenario to start from.
#[derive(Debug, Clone)]
pub struct LibraryEntry {
    /// The scenario's id.
    pub id: String,
    /// The scenario.
    pub scenario: Arc<Scenario>,
    /// Where it comes from.
    pub origin: Origin,
}

/// The scenarios to start from, and what was wrong with the user's files.
#[derive(Debug, Clone, Default)]
pub struct Library {
    /// The scenarios: shipped ones first, then the user's by file name.
    pub scenarios: Vec<LibraryEntry>,
    /// Files that were left out, each with the reason. They stay as they are.
    pub errors: Vec<FileError>,
}

/// Why no scenario was found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotFound {
    /// Neither an id of the library nor a file.
    #[error("{0}, and no file has this name")]
    Unknown(UnknownId),
    /// A file that cannot be used.
    #[error(transparent)]
    File(#[from] FileError),
}

impl Library {
    /// The shipped scenarios and those in a folder of the user, which need not exist. A file of the user whose id is
    /// taken is reported and left out.
    #[must_use]
    pub fn load(catalog: &Catalog, user_folder: Option<&Path>) -> Self {
        let mut library = Self::default();
        for (id, text) in SHIPPED {
            match parse_scenario(&format!("{id}.ron"), text, catalog) {
                Ok(scenario) => library.scenarios.push(LibraryEntry {
                    id: scenario.id.clone(),
                    scenario: Arc::new(scenario),
                    origin: Origin::Shipped,
                }),
                Err(error) => library.errors.push(error),
            }
        }
        if let Some(folder) = user_folder {
            library.add_folder(catalog, folder);
        }
        library
    }

    fn add_folder(&mut self, catalog: &Catalog, folder: &Path) {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return,
            Err(error) => {
                let problem = FileProblem::Io { action: "listed", reason: error.to_string() };
                self.errors.push(FileError::new(&folder.to_string_lossy(), problem));
                return;
            }
        };
        let is_ron = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "ron");
        let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).filter(is_ron).collect();
        paths.sort();
        for path in paths {
            match load_scenario(&path, catalog) {
                Ok(scenario) => self.add_user(scenario, path),
                Err(error) => self.errors.push(error),
            }
        }
    }

    fn add_user(&mut self, scenario: Scenario, path: PathBuf) {
        if self.get(&scenario.id).is_ok() {
            let problem = FileProblem::IdTaken { kind: "scenario", id: scenario.id };
            self.errors.push(FileError::new(&super::scenario::shown_name(&path), problem));
            return;
        }
        let (id, scenario) = (scenario.id.clone(), Arc::new(scenario));
        self.scenarios.push(LibraryEntry { id, scenario, origin: Origin::User(path) });
    }

    /// The scenario with this id.
    ///
    /// # Errors
    /// When there is none: the nearest ids are named.
    pub fn get(&self, id: &str) -> Result<&LibraryEntry, UnknownId> {
        let id = id.trim();
        self.scenarios.iter().find(|entry| entry.id.eq_ignore_ascii_case(id)).ok_or_else(|| UnknownId {
            kind: "scenario",
            wanted: id.to_owned(),
            nearest: nearest(id, self.scenarios.iter().map(|entry| entry.id.as_str())),
        })
    }

    /// The scenario with this id, else the one in the file with this path.
    ///
    /// # Errors
    /// When there is neither, or the file cannot be used.
    pub fn find(&self, id_or_path: &str, catalog: &Catalog) -> Result<Arc<Scenario>, NotFound> {
        let unknown = match self.get(id_or_path) {
            Ok(entry) => return Ok(Arc::clone(&entry.scenario)),
            Err(unknown) => unknown,
        };
        let path = Path::new(id_or_path);
        if path.is_file() {
            return Ok(Arc::new(load_scenario(path, catalog)?));
        }
        Err(NotFound::Unknown(unknown))
    }
}
