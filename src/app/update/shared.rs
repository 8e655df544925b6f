//! What was shared, as a string or in a picture: shown first, then opened beside what is open or in its place.

use std::path::{Path, PathBuf};

use super::scenarios::on_rung;
use crate::app::dialog::Dialog;
use crate::app::effect::OpenedFile;
use crate::app::shared::{ShareDialog, SharedFound};
use crate::app::state::AppState;
use crate::files;

impl AppState {
    /// Shows what a share string holds; a damaged one says how, and its text stays.
    pub(super) fn show_shared(&mut self, text: String) {
        let mut dialog = ShareDialog { text, ..ShareDialog::default() };
        match files::share::decode(&dialog.text, &self.world.catalog) {
            Ok(project) => {
                dialog.found = Some(SharedFound::new(OpenedFile::of(project), None, &self.project));
            }
            Err(error) => dialog.error = Some(error.to_string()),
        }
        self.session.dialog = Some(Dialog::Share(Box::new(dialog)));
    }

    /// Shows what a picture holds.
    pub(super) fn show_picture(&mut self, path: &Path, file: OpenedFile) {
        let found = SharedFound::new(file, Some(path.to_owned()), &self.project);
        let dialog = ShareDialog { found: Some(found), ..ShareDialog::default() };
        self.session.dialog = Some(Dialog::Share(Box::new(dialog)));
    }

    /// Opens what was shared beside what is open, or in its place.
    pub(super) fn open_shared(&mut self, replace: bool) {
        let Some(Dialog::Share(dialog)) = &mut self.session.dialog else { return };
        let Some(found) = dialog.found.take() else { return };
        let path: Option<PathBuf> = found.path.clone();
        let key = found.replaces();
        self.session.dialog = None;
        match (found.file, key) {
            (OpenedFile::Scenario(scenario), Some(key)) if replace => {
                let name = scenario.name.clone();
                self.session.drafts.clear();
                self.step(format!("replace {name}"), Some(key), None, |state| {
                    state.project.edit(key, |open| *open = scenario.as_ref().clone());
                });
                self.done(format!("Replaced {name}"));
            }
            (OpenedFile::Project(project), _) if !replace => {
                let count = project.scenarios.len();
                self.step("open what was shared", None, None, |state| {
                    for scenario in project.scenarios {
                        state.add_entry(on_rung(scenario, project.scope), None);
                    }
                    state.project.selected = state.project.scenarios.len().saturating_sub(1);
                });
                self.done(format!("Opened {count} scenarios"));
            }
            (file, _) => {
                self.opened(path.as_deref(), Ok(file));
            }
        }
    }
}
