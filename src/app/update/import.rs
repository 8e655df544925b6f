//! Imports and audits: dialogs that show what is there before anything changes.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::scenarios::on_rung;
use crate::app::audit::AuditDialog;
use crate::app::derived::Derived;
use crate::app::dialog::{Dialog, Purpose};
use crate::app::effect::Effect;
use crate::app::import::{
    Added, ImportDialog, ImportEvent, ImportFound, ImportPreview, ImportSource, ImportTask, ModelImport,
    TableImport,
};
use crate::app::incoming::{Incoming, recognize};
use crate::app::state::AppState;
use crate::files::import::tables::Creation;

impl AppState {
    pub(super) fn import(&mut self, event: ImportEvent) -> Vec<Effect> {
        match event {
            ImportEvent::Begin(ImportSource::Text(text))
                if matches!(self.session.dialog, Some(Dialog::Audit(_))) =>
            {
                self.session.dialog = Some(Dialog::Audit(Box::new(AuditDialog::of("", text))));
            }
            ImportEvent::Begin(source) => return self.begin_import(source),
            ImportEvent::Read(result) => self.import_read(result),
            ImportEvent::Previewed(result) => {
                if let Some(table) = self.table_import() {
                    match result {
                        Ok(preview) => (table.preview, table.wrong) = (*preview, None),
                        Err(error) => table.wrong = Some(error),
                    }
                }
            }
            ImportEvent::Added(result) => self.import_added(result),
            ImportEvent::AuditRead(Ok((file, text))) => {
                self.session.dialog = Some(Dialog::Audit(Box::new(AuditDialog::of(&file, text))));
            }
            ImportEvent::AuditRead(Err(error)) => match &mut self.session.dialog {
                Some(Dialog::Audit(dialog)) => dialog.found = Some(Err(error)),
                _ => self.failed(error),
            },
            ImportEvent::Back => {
                if let Some(Dialog::Import(dialog)) = &mut self.session.dialog {
                    (dialog.found, dialog.error) = (None, None);
                }
            }
            ImportEvent::Date(_)
            | ImportEvent::Provider(_)
            | ImportEvent::Stands(..)
            | ImportEvent::OneRow(_)
            | ImportEvent::Base(_) => return self.table_said(event),
            ImportEvent::Given(..)
            | ImportEvent::Total(_)
            | ImportEvent::Active(_)
            | ImportEvent::UsePublished(_)
            | ImportEvent::Predictions(_) => self.model_said(event),
        }
        Vec::new()
    }

    fn begin_import(&mut self, source: ImportSource) -> Vec<Effect> {
        let text = match &source {
            ImportSource::Text(text) => text.clone(),
            ImportSource::Paths(paths) => {
                paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join("\n")
            }
        };
        let dialog = ImportDialog { text, busy: true, ..ImportDialog::default() };
        self.session.dialog = Some(Dialog::Import(Box::new(dialog)));
        vec![Effect::Import(ImportTask::Read(source))]
    }

    fn import_read(&mut self, result: Result<ImportFound, String>) {
        let found = match result {
            Err(error) => {
                if !matches!(self.session.dialog, Some(Dialog::Import(_))) {
                    return self.failed(error);
                }
                Err(error)
            }
            Ok(ImportFound::Own(path, file)) => {
                self.session.dialog = None;
                self.opened(Some(&path), Ok(file));
                return;
            }
            Ok(ImportFound::Fleet(file, text)) => {
                self.session.dialog = Some(Dialog::Audit(Box::new(AuditDialog::of(&file, text))));
                return;
            }
            Ok(ImportFound::Model(model, config)) => {
                let presets: Vec<_> =
                    self.world.presets.iter().map(|preset| Arc::clone(&preset.scenario)).collect();
                let import = ModelImport::new(*model, config, &presets, &self.world.catalog);
                Ok(ImportPreview::Model(Box::new(import)))
            }
            Ok(ImportFound::Table(file, text, preview)) => {
                Ok(ImportPreview::Table(Box::new(TableImport::new(file, text, *preview))))
            }
        };
        if !matches!(self.session.dialog, Some(Dialog::Import(_))) {
            self.session.dialog = Some(Dialog::Import(Box::default()));
        }
        if let Some(Dialog::Import(dialog)) = &mut self.session.dialog {
            dialog.busy = false;
            match found {
                Ok(found) => (dialog.found, dialog.error) = (Some(found), None),
                Err(error) => (dialog.found, dialog.error) = (None, Some(error)),
            }
        }
    }

    fn table_import(&mut self) -> Option<&mut TableImport> {
        match &mut self.session.dialog {
            Some(Dialog::Import(dialog)) => match &mut dialog.found {
                Some(ImportPreview::Table(table)) => Some(table),
                _ => None,
            },
            _ => None,
        }
    }

    fn table_said(&mut self, event: ImportEvent) -> Vec<Effect> {
        let preset = match &event {
            ImportEvent::Base(id) => {
                let presets = self.world.presets.iter();
                presets.map(|preset| &preset.scenario).find(|scenario| scenario.id == *id).map(Arc::clone)
            }
            _ => None,
        };
        let Some(table) = self.table_import() else { return Vec::new() };
        match event {
            ImportEvent::Date(text) => table.date = text,
            ImportEvent::Provider(text) => table.provider = text,
            ImportEvent::OneRow(row) => table.row = row,
            ImportEvent::Base(_) => table.base = preset,
            ImportEvent::Stands(name, accelerator) => {
                for stands in table.names.iter_mut().filter(|stands| stands.name == name) {
                    stands.accelerator.clone_from(&accelerator);
                }
            }
            _ => {}
        }
        match table.options() {
            Ok(options) => vec![Effect::Import(ImportTask::Preview {
                file: table.file.clone(),
                text: Arc::clone(&table.text),
                options: Box::new(options),
            })],
            Err(error) => {
                table.wrong = Some(error);
                Vec::new()
            }
        }
    }

    fn model_said(&mut self, event: ImportEvent) {
        let Some(Dialog::Import(dialog)) = &mut self.session.dialog else { return };
        let Some(ImportPreview::Model(model)) = &mut dialog.found else { return };
        dialog.error = None;
        match event {
            ImportEvent::Given(key, text) => {
                for (_, _, typed) in model.given.iter_mut().filter(|(_, of, _)| *of == key) {
                    typed.clone_from(&text);
                }
            }
            ImportEvent::Total(text) => model.total = text,
            ImportEvent::Active(text) => model.active = text,
            ImportEvent::UsePublished(on) => model.use_published = on,
            ImportEvent::Predictions(on) => model.predictions = on,
            _ => {}
        }
        model.refresh();
    }

    /// The button of the dialog: reads what is named, or creates what is shown.
    pub(super) fn confirm_import(&mut self) -> Vec<Effect> {
        let Some(Dialog::Import(dialog)) = &mut self.session.dialog else { return Vec::new() };
        let found = match &dialog.found {
            None => return self.read_typed(),
            Some(found) => found.clone(),
        };
        match found {
            ImportPreview::Model(model) => match model.scenario(&self.world.catalog) {
                Ok(scenario) => {
                    self.session.dialog = None;
                    self.create(scenario);
                }
                Err(error) => dialog.error = Some(error),
            },
            ImportPreview::Table(table) => {
                if !table.preview.is_ready() || table.wrong.is_some() {
                    return Vec::new();
                }
                match table.preview.would_create {
                    Creation::Scenarios(scenarios) => {
                        self.session.dialog = None;
                        for scenario in scenarios {
                            self.create(Arc::new(scenario));
                        }
                    }
                    _ => return vec![Effect::Import(ImportTask::Add(Box::new(table.preview)))],
                }
            }
        }
        Vec::new()
    }

    /// An imported scenario joins the comparison; it replaces none.
    fn create(&mut self, scenario: Arc<crate::scenario::Scenario>) {
        let mut scenario = self.sampled(on_rung(scenario, self.shared_rung()));
        let same = |open: &Arc<crate::scenario::Scenario>| {
            let mut open = open.as_ref().clone();
            (open.id, open.name) = (scenario.id.clone(), scenario.name.clone());
            open == *scenario
        };
        if let Some(there) = self.project.scenarios.iter().position(|entry| same(&entry.scenario)) {
            self.project.selected = there;
            self.refresh();
            self.done(format!("{} is open already, as imported", scenario.name));
            return;
        }
        let is_taken = |id: &str| self.project.scenarios.iter().any(|entry| entry.scenario.id == id);
        if is_taken(&scenario.id) {
            let stem = scenario.id.clone();
            let mut numbered = (2_u32..).map(|number| format!("{stem}-{number}"));
            if let Some(id) = numbered.find(|id| !is_taken(id)) {
                Arc::make_mut(&mut scenario).id = id;
            }
        }
        self.add(scenario, "import");
        if let Some(entry) = self.project.selected() {
            let name = entry.scenario.name.clone();
            self.done(format!("Imported {name} as a new scenario"));
        }
    }

    fn read_typed(&mut self) -> Vec<Effect> {
        let home = self.world.home.clone();
        let Some(Dialog::Import(dialog)) = &mut self.session.dialog else { return Vec::new() };
        let text = dialog.text.trim();
        let source = match recognize(text) {
            _ if text.is_empty() => {
                dialog.error = Some("Empty: type the path of a file, or paste its text.".to_owned());
                return Vec::new();
            }
            Some(Incoming::Import(text)) => ImportSource::Text(text),
            Some(Incoming::File(_) | Incoming::Shared(_)) => {
                let action = recognize(text).map(Incoming::action);
                self.session.dialog = None;
                return action.map(|action| self.apply(action)).unwrap_or_default();
            }
            _ if text.starts_with('{') || text.lines().count() > 1 && !text.lines().all(is_there) => {
                ImportSource::Text(text.to_owned())
            }
            _ => ImportSource::Paths(text.lines().map(|line| path_of(line, home.as_deref())).collect()),
        };
        (dialog.busy, dialog.error) = (true, None);
        vec![Effect::Import(ImportTask::Read(source))]
    }

    /// Opens the system's file dialog in front of the one that is open.
    pub(super) fn browse(&mut self) -> Vec<Effect> {
        let (purpose, start) = match &mut self.session.dialog {
            Some(Dialog::Path(dialog)) => {
                dialog.asking = true;
                (dialog.purpose, PathBuf::from(&dialog.text))
            }
            Some(Dialog::Import(dialog)) => {
                dialog.busy = true;
                (Purpose::Import, self.start_path(Purpose::Import))
            }
            Some(Dialog::Audit(dialog)) => {
                dialog.busy = true;
                (Purpose::Audit, self.start_path(Purpose::Audit))
            }
            Some(Dialog::Export(dialog)) => {
                dialog.asking = true;
                (Purpose::ExportChart, PathBuf::from(&dialog.text))
            }
            _ => return Vec::new(),
        };
        vec![Effect::Ask { purpose, start }]
    }

    /// What the system's file dialog answered to an import or an audit.
    pub(super) fn asked_to_read(&mut self, path: Option<PathBuf>, unavailable: bool) -> Vec<Effect> {
        let hint = "No file dialog opened; type or paste the path of the file instead.";
        match (&mut self.session.dialog, path) {
            (Some(Dialog::Import(dialog)), None) => {
                dialog.busy = false;
                dialog.error = unavailable.then(|| hint.to_owned());
            }
            (Some(Dialog::Audit(dialog)), None) => {
                dialog.busy = false;
                if unavailable {
                    self.failed("No file dialog opened; paste the table instead, or drop its file.");
                }
            }
            (Some(Dialog::Import(_)), Some(path)) => {
                return self.begin_import(ImportSource::Paths(vec![path]));
            }
            (Some(Dialog::Audit(_)), Some(path)) => return vec![Effect::Import(ImportTask::Audit(path))],
            _ => {}
        }
        Vec::new()
    }

    fn import_added(&mut self, result: Result<Added, String>) {
        match result {
            Ok(Added { said, catalog, problems }) => {
                self.session.dialog = None;
                self.world.catalog = catalog;
                // What was calculated with the catalogue before is calculated anew.
                self.derived = Derived::default();
                self.refresh();
                self.done(said);
                for problem in problems {
                    self.failed(problem);
                }
            }
            Err(error) => match self.table_import() {
                Some(table) => table.wrong = Some(error),
                None => self.failed(error),
            },
        }
    }
}

/// Whether a line names a file that can be named beside others.
fn is_there(line: &str) -> bool {
    let ending = line.trim().rsplit('.').next().unwrap_or_default();
    ["json", "safetensors"].contains(&ending)
}

/// A typed path; a leading `~` is the home directory.
fn path_of(text: &str, home: Option<&Path>) -> PathBuf {
    let text = text.trim().trim_matches(['"', '\'']);
    match (text.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(text),
    }
}
