//! What the program knows: the shipped catalogue and scenarios, and the user's own beside them.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use super::error::CliError;
use super::output;
use crate::catalog::Catalog;
use crate::files::places::Places;
use crate::files::presets::{load_user_catalog, shipped_accelerators_and_sites, shipped_catalog};
use crate::files::{Library, NotFound, find_scenario};
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

    /// The scenario with this id, or in the file with this path.
    pub(super) fn scenario(&self, name: &str) -> Result<Arc<Scenario>, CliError> {
        let folder = self.places.as_ref().map(|places| places.user_folder("scenarios"));
        find_scenario(name, &self.catalog, folder.as_deref()).map_err(|error| match error {
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
        })
    }

    /// Every scenario to start from.
    pub(super) fn library(&self) -> Library {
        let folder = self.places.as_ref().map(|places| places.user_folder("scenarios"));
        let library = Library::load(&self.catalog, folder.as_deref());
        for problem in &library.errors {
            output::message(&format!("flopwise: left out: {problem}"));
        }
        library
    }
}

/// Whether the user has entries of any kind, so that the shipped ones need not be copied for nothing.
fn has_entries(places: &Places) -> bool {
    ["accelerators", "prices", "sites", "runs", "claims"]
        .iter()
        .any(|kind| Path::is_dir(&places.user_folder(kind)))
}
