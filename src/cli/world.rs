//! What the program knows: the shipped catalogue and scenarios, and the user's own beside them.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::error::CliError;
use super::output;
use crate::catalog::Catalog;
use crate::files::places::Places;
use crate::files::presets::{load_user_catalog, shipped_accelerators_and_sites, shipped_catalog};
use crate::files::{Library, NotFound, Project, find_project, find_scenario};
use crate::scenario::Scenario;

/// How much of the catalogue a command reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Accelerators and sites: what a scenario refers to.
    Scenarios,
    /// Quotes, published runs and claims too.
    Everything,
}

/// The catalogue in force, and where the user's scenarios are.
pub(super) struct World {
    catalog: Cow<'static, Catalog>,
    places: Option<Places>,
}

impl World {
    /// Reads the catalogue. Files of the user that cannot be read are named and left out.
    pub(super) fn open(reach: Reach) -> Result<Self, CliError> {
        let places = Places::discover();
        let catalog = match places.as_ref().filter(|places| has_entries(places)) {
            None if reach == Reach::Scenarios => Cow::Borrowed(shipped_accelerators_and_sites()?),
            None => Cow::Borrowed(shipped_catalog()?),
            Some(places) => {
                let user = load_user_catalog(&places.data)?;
                for problem in user.problems {
                    output::message(&format!("flopwise: left out: {problem}"));
                }
                Cow::Owned(user.catalog)
            }
        };
        Ok(Self { catalog, places })
    }

    pub(super) fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// The scenario with this id, in the file with this path, or in this share string.
    pub(super) fn scenario(&self, name: &str) -> Result<Arc<Scenario>, CliError> {
        find_scenario(name, &self.catalog, self.own().as_deref()).map_err(in_words)
    }

    /// The same where there may be several scenarios with how they are compared.
    pub(super) fn project(&self, name: &str) -> Result<Project, CliError> {
        find_project(name, &self.catalog, self.own().as_deref()).map_err(in_words)
    }

    /// Where the user's scenarios are.
    fn own(&self) -> Option<PathBuf> {
        self.places.as_ref().map(|places| places.user_folder("scenarios"))
    }

    /// Every scenario to start from.
    pub(super) fn library(&self) -> Library {
        let library = Library::load(&self.catalog, self.own().as_deref());
        for problem in &library.errors {
            output::message(&format!("flopwise: left out: {problem}"));
        }
        library
    }
}

fn in_words(error: NotFound) -> CliError {
    match error {
        // A string is no file: what is wrong with it is wrong with what was typed.
        NotFound::File(error) if error.file.is_empty() => CliError::Invalid(error.to_string()),
        NotFound::File(error) => CliError::File(error),
        NotFound::Unknown(unknown) => {
            let near = match unknown.nearest.as_slice() {
                [] => String::new(),
                names => format!("; nearest: {}", names.join(", ")),
            };
            CliError::Invalid(format!(
                "there is no scenario and no file {:?}{near}; flopwise presets list names the scenarios",
                unknown.wanted
            ))
        }
    }
}

/// Whether the user has entries of any kind, so that the shipped ones need not be copied for nothing.
fn has_entries(places: &Places) -> bool {
    ["accelerators", "prices", "sites", "runs", "claims"]
        .iter()
        .any(|kind| Path::is_dir(&places.user_folder(kind)))
}
