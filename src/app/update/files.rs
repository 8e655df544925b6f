//! Files: asking for a path, reading, writing, and what comes of it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::action::Action;
use crate::app::audit::AuditDialog;
use crate::app::dialog::{Dialog, PathDialog, Purpose, suggested_name};
use crate::app::effect::Effect;
use crate::app::export::was_read;
use crate::app::import::ImportTask;
use crate::app::project::ScenarioKey;
use crate::app::report::{PageFormat, unknown_page};
use crate::app::session::FileLink;
use crate::app::shared::ShareDialog;
use crate::app::state::{AppState, PresetOrigin};
use crate::chart::name::file_stem;
use crate::files;
use crate::files::recent::RecentChange;
use crate::scenario::Scenario;

impl AppState {
    pub(super) fn file(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::DialogText(text) => self.dialog_text(text),
            Action::DialogConfirm => return self.dialog_confirm(),
            Action::DialogBrowse => return self.browse(),
            Action::DialogCancel => self.session.dialog = None,
            Action::OpenPath(path) => return vec![Effect::Open(path)],
            Action::OpenShared(text) => self.show_shared(text),
            Action::TakeShared { replace } => self.open_shared(replace),
            Action::OpenPaths(paths) => return vec![Effect::OpenAll(paths)],
            Action::OpenText(text) => return vec![Effect::ReadText(text)],
            Action::TextRead(result) => {
                self.opened(None, result);
            }
            Action::Asked { purpose, path, unavailable } => return self.asked(purpose, path, unavailable),
            Action::Looked { purpose, path, exists } => return self.looked(purpose, path, exists),
            Action::Opened { path, result: Ok(file) } if is_picture(&path) => {
                self.show_picture(&path, file);
                return vec![Effect::Remember(RecentChange::Used(path))];
            }
            Action::Opened { path, result } => {
                return if self.opened(Some(&path), result) {
                    vec![Effect::Remember(RecentChange::Used(path))]
                } else {
                    vec![Effect::LookRecent]
                };
            }
            Action::Reread { scenario, read } => self.reread(scenario, &read),
            Action::FolderOpened(read) => self.open_folder(read),
            Action::ScenarioSaved { key, scenario, path, result } => {
                return self.scenario_saved(key, scenario, path, result);
            }
            Action::ProjectSaved { path, result } => return self.project_saved(path, result),
            Action::Exported { path, result } => {
                self.finished(&path, "Chart written to", result);
            }
            Action::Reported { path, result } => {
                self.finished(&path, "Report written to", result);
            }
            Action::PresetsLoaded(yours, errors) => {
                self.world.presets.retain(|preset| preset.origin == PresetOrigin::Shipped);
                self.world.presets.extend(yours);
                for error in errors {
                    self.failed(error);
                }
            }
            _ => {}
        }
        Vec::new()
    }

    /// Opens the dialog for a path, and the system's own in front of it.
    pub(super) fn ask(&mut self, purpose: Purpose) -> Vec<Effect> {
        let start = self.start_path(purpose);
        let mut dialog = PathDialog::new(purpose, &start);
        if purpose == Purpose::Report {
            dialog.impossible = self.impossible();
        }
        // What has to be read first is not covered by another dialog.
        dialog.asking = dialog.impossible.is_empty();
        let asks = dialog.asking;
        self.session.dialog = Some(Dialog::Path(dialog));
        if asks { vec![Effect::Ask { purpose, start }] } else { Vec::new() }
    }

    /// The folder where such files usually are, with a name to offer.
    pub(super) fn start_path(&self, purpose: Purpose) -> PathBuf {
        let own = match purpose {
            Purpose::SaveScenario(key) => self.session.files.get(&key).and_then(|link| link.path.clone()),
            Purpose::SaveProject => self.session.project_file.clone(),
            Purpose::Open | Purpose::Import | Purpose::Audit | Purpose::ExportChart | Purpose::Report => None,
        };
        if let Some(path) = own {
            return path;
        }
        let world = &self.world;
        let folder = match purpose {
            Purpose::ExportChart | Purpose::Report => world.picture_dir.as_ref().or(world.home.as_ref()),
            Purpose::Import | Purpose::Audit => world.home.as_ref(),
            _ => world.preset_dir.as_ref().or(world.home.as_ref()),
        };
        folder.cloned().unwrap_or_default().join(suggested_name(purpose, &self.project, &self.session))
    }

    /// Saves the shown scenario to its file, or asks for one.
    pub(super) fn save(&mut self) -> Vec<Effect> {
        let Some(entry) = self.project.selected() else { return Vec::new() };
        let path = self.session.files.get(&entry.key).and_then(|link| link.path.clone());
        let purpose = Purpose::SaveScenario(entry.key);
        match path {
            Some(path) => self.act(purpose, path, false),
            None => self.ask(purpose),
        }
    }

    fn dialog_text(&mut self, text: String) {
        match &mut self.session.dialog {
            Some(Dialog::Path(dialog)) => {
                dialog.text = text;
                dialog.error = None;
                dialog.replace = None;
            }
            Some(Dialog::Presets { filter }) => *filter = text,
            Some(Dialog::Palette(palette)) => (palette.query, palette.chosen) = (text, 0),
            Some(Dialog::Import(dialog)) => (dialog.text, dialog.error) = (text, None),
            Some(Dialog::Audit(dialog)) => **dialog = AuditDialog::of("", text),
            Some(Dialog::Share(_)) if !text.trim().is_empty() => self.show_shared(text),
            Some(Dialog::Share(dialog)) => **dialog = ShareDialog::default(),
            Some(Dialog::Export(_)) => self.name_export(text),
            Some(Dialog::Shortcuts | Dialog::Settings | Dialog::Cite | Dialog::Unsaved(_)) | None => {}
        }
    }

    fn dialog_confirm(&mut self) -> Vec<Effect> {
        if matches!(self.session.dialog, Some(Dialog::Unsaved(_))) {
            self.session.dialog = None;
            return vec![Effect::Quit];
        }
        if matches!(self.session.dialog, Some(Dialog::Palette(_))) {
            return self.take_from_palette();
        }
        match self.session.dialog {
            Some(Dialog::Import(_)) => return self.confirm_import(),
            Some(Dialog::Export(_)) => return self.save_export(),
            Some(Dialog::Share(_)) => {
                self.open_shared(false);
                return Vec::new();
            }
            _ => {}
        }
        let home = self.world.home.clone();
        let Some(Dialog::Path(dialog)) = &mut self.session.dialog else { return Vec::new() };
        let Some(path) = dialog.path(home.as_deref()) else {
            dialog.error = Some("Empty: type the path of a file.".to_owned());
            return Vec::new();
        };
        let purpose = dialog.purpose;
        if purpose.writes() && dialog.replace.as_ref() != Some(&path) {
            return vec![Effect::Look { purpose, path, beside: None }];
        }
        self.act(purpose, path, true)
    }

    fn asked(&mut self, purpose: Purpose, path: Option<PathBuf>, unavailable: bool) -> Vec<Effect> {
        if matches!(purpose, Purpose::Import | Purpose::Audit) {
            return self.asked_to_read(path, unavailable);
        }
        if matches!(self.session.dialog, Some(Dialog::Export(_))) {
            self.place_export(path);
            return Vec::new();
        }
        let Some(Dialog::Path(dialog)) = &mut self.session.dialog else { return Vec::new() };
        if dialog.purpose != purpose {
            return Vec::new();
        }
        dialog.asking = false;
        match path {
            Some(path) => {
                // The system's dialog has asked whether to replace.
                dialog.text = path.display().to_string();
                self.act(purpose, path, true)
            }
            // Closed by the user: they changed their mind. Never appeared: the field is the way.
            None if unavailable => Vec::new(),
            None => {
                self.session.dialog = None;
                Vec::new()
            }
        }
    }

    fn looked(&mut self, purpose: Purpose, path: PathBuf, exists: bool) -> Vec<Effect> {
        if matches!(self.session.dialog, Some(Dialog::Export(_))) {
            return self.export_looked(path, exists);
        }
        if !exists {
            return self.act(purpose, path, false);
        }
        if let Some(Dialog::Path(dialog)) = &mut self.session.dialog {
            dialog.error = Some(format!(
                "{} exists. Press {} again to replace it, or type another name.",
                file_name(&path),
                purpose.verb()
            ));
            dialog.replace = Some(path);
        }
        Vec::new()
    }

    /// Reads or writes the file that was decided on.
    fn act(&mut self, purpose: Purpose, path: PathBuf, replace: bool) -> Vec<Effect> {
        let effect = match purpose {
            Purpose::Open | Purpose::Import => Some(Effect::Open(path)),
            Purpose::Audit => Some(Effect::Import(ImportTask::Audit(path))),
            Purpose::SaveScenario(key) => {
                self.name_after(key, &path);
                self.project.entry(key).map(|entry| Effect::SaveScenario {
                    key,
                    scenario: Arc::clone(&entry.scenario),
                    path,
                    replace,
                })
            }
            Purpose::SaveProject => {
                Some(Effect::SaveProject { project: Box::new(self.project_file()), path, replace })
            }
            // Has a dialog of its own.
            Purpose::ExportChart => None,
            Purpose::Report => {
                if PageFormat::of(&path).is_none() {
                    self.complain(unknown_page(&path));
                    return Vec::new();
                }
                if let Some(Dialog::Path(dialog)) = &mut self.session.dialog
                    && let Err(error) = was_read(&dialog.impossible, dialog.acknowledged)
                {
                    dialog.error = Some(error);
                    return Vec::new();
                }
                let known = self.world.presets.iter().map(|preset| Arc::clone(&preset.scenario)).collect();
                Some(Effect::WriteReport { project: Box::new(self.shown_project()), known, path })
            }
        };
        effect.into_iter().collect()
    }

    /// A scenario in a file of its own gets an id of its own, and a name that no shipped one has.
    fn name_after(&mut self, key: ScenarioKey, path: &Path) {
        let known = self.session.files.get(&key).and_then(|link| link.path.as_deref());
        let (Some(entry), false) = (self.project.entry(key), known == Some(path)) else { return };
        let id = file_stem(&path.file_stem().unwrap_or_default().to_string_lossy());
        let shipped = self.world.presets.iter().filter(|preset| preset.origin == PresetOrigin::Shipped);
        let taken = shipped.into_iter().any(|preset| preset.scenario.name == entry.scenario.name);
        let name =
            if taken { format!("{} (mine)", entry.scenario.name) } else { entry.scenario.name.clone() };
        self.step(format!("save as {name}"), Some(key), None, |state| {
            state.project.edit(key, |scenario| (scenario.id, scenario.name) = (id, name));
        });
    }

    /// Reports the outcome of writing a file, in the dialog if it is still open.
    fn finished(&mut self, path: &Path, done: &str, result: Result<(), String>) -> bool {
        match result {
            Ok(()) => {
                self.session.dialog = None;
                self.done(format!("{done} {}", path.display()));
                true
            }
            Err(error) => {
                self.complain(error);
                false
            }
        }
    }

    /// Says that something did not work, in the dialog that asked for it if there is one.
    pub fn complain(&mut self, error: String) {
        match &mut self.session.dialog {
            Some(Dialog::Path(dialog)) => dialog.error = Some(error),
            Some(Dialog::Import(dialog)) => (dialog.error, dialog.busy) = (Some(error), false),
            Some(Dialog::Export(dialog)) => dialog.error = Some(error),
            _ => self.failed(error),
        }
    }

    fn scenario_saved(
        &mut self,
        key: ScenarioKey,
        scenario: Arc<Scenario>,
        path: PathBuf,
        result: Result<(), String>,
    ) -> Vec<Effect> {
        if !self.finished(&path, "Saved to", result) {
            return Vec::new();
        }
        self.session.files.insert(key, FileLink { path: Some(path.clone()), saved: scenario });
        vec![Effect::ReloadPresets, Effect::Remember(RecentChange::Used(path))]
    }

    fn project_saved(&mut self, path: PathBuf, result: Result<(), String>) -> Vec<Effect> {
        if !self.finished(&path, "Saved comparison to", result) {
            return Vec::new();
        }
        self.session.project_file = Some(path.clone());
        vec![Effect::Remember(RecentChange::Used(path))]
    }

    /// The comparison as a file holds it.
    pub(super) fn project_file(&self) -> files::Project {
        let project = &self.project;
        files::Project {
            scenarios: project.scenarios.iter().map(|entry| Arc::clone(&entry.scenario)).collect(),
            baseline: project.baseline,
            scope: None,
            same_price: project.same_price,
            figure: project.figure,
        }
        .on_shared_rung()
    }
}

/// Whether a file is a picture that carries what it was drawn from.
fn is_picture(path: &Path) -> bool {
    let is = |ending: &str| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(ending));
    is("png") || is("svg")
}

pub(super) fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}
