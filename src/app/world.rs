//! What the program finds on its start: the catalogue, scenarios to start from, and the user's folders.

use std::path::Path;
use std::sync::Arc;

use super::state::{Preset, PresetOrigin, World};
use crate::catalog::Catalog;
use crate::files::places::{Places, home_folder};
use crate::files::{DEFAULT_COMPARISON, FileError, Library, LibraryEntry, Origin, presets};
use crate::scenario::Scenario;

impl World {
    /// Reads catalogue and presets. The user's own files that cannot be used are left out and named.
    ///
    /// # Errors
    /// When the shipped catalogue is damaged.
    pub fn load(places: Option<&Places>) -> Result<(Self, Vec<String>), FileError> {
        let mut complaints = Vec::new();
        let catalog = match places {
            Some(places) => {
                let own = presets::load_user_catalog(&places.data)?;
                complaints.extend(own.problems.iter().map(ToString::to_string));
                Arc::new(own.catalog)
            }
            None => Arc::new(presets::shipped_catalog()?.clone()),
        };
        let preset_dir = places.map(|places| places.user_folder("scenarios"));
        let (presets, unusable) = read_presets(&catalog, preset_dir.as_deref());
        complaints.extend(unusable);
        let home = home_folder();
        let picture_dir = home.clone();
        Ok((Self { catalog, presets, preset_dir, home, picture_dir }, complaints))
    }

    /// The scenarios that the window compares at first.
    #[must_use]
    pub fn first_scenarios(&self) -> Vec<Arc<Scenario>> {
        let shipped = || self.presets.iter().filter(|preset| preset.origin == PresetOrigin::Shipped);
        let wanted =
            DEFAULT_COMPARISON.iter().filter_map(|id| shipped().find(|preset| preset.scenario.id == *id));
        wanted.map(|preset| Arc::clone(&preset.scenario)).collect()
    }
}

/// The scenarios to start from, and what is wrong with the user's files.
pub(super) fn read_presets(catalog: &Catalog, folder: Option<&Path>) -> (Vec<Preset>, Vec<String>) {
    let library = Library::load(catalog, folder);
    let presets = library.scenarios.iter().map(preset).collect();
    (presets, library.errors.iter().map(ToString::to_string).collect())
}

fn preset(entry: &LibraryEntry) -> Preset {
    let origin = match &entry.origin {
        Origin::Shipped => PresetOrigin::Shipped,
        Origin::User(path) => PresetOrigin::Yours(path.clone()),
    };
    Preset { scenario: Arc::clone(&entry.scenario), origin }
}
