//! Runs effects: files and dialogs on threads, so that the window never waits. Answers come back as actions.

mod folder;
mod import;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use super::action::Action;
use super::dialog::Purpose;
use super::effect::{Effect, OpenedFile};
use super::export::ExportAction;
use super::import::{ImportSource, ImportTask};
use super::picture::{comparison, template_charts};
use super::report::{ReportOf, write_report};
use super::state::{PresetOrigin, World};
use super::world::read_presets;
use crate::catalog::Catalog;
use crate::files::recent::{change_recent, load_recent};
use crate::files::settings::change_settings;
use crate::files::{self, FileError, Overwrite, SessionStore};
use crate::scenario::Scenario;
use crate::units::numerals::use_style;

/// A dialog that closes sooner than a hand can was never there.
const NO_HAND_IS_THIS_FAST: Duration = Duration::from_millis(400);

/// How effects are run.
#[derive(Debug, Clone, Default)]
pub struct JobOptions {
    /// Run everything at once on the calling thread, and show no dialog: for tests.
    pub inline: bool,
    /// Accelerators and the rest, to read scenarios with.
    pub catalog: Arc<Catalog>,
    /// Where the user's own presets are kept.
    pub preset_dir: Option<PathBuf>,
    /// Where the settings are kept.
    pub config_dir: Option<PathBuf>,
    /// Where the list of recent files is kept.
    pub state_dir: Option<PathBuf>,
    /// Where the session is kept.
    pub sessions: Option<Arc<SessionStore>>,
}

impl JobOptions {
    /// Effects on threads, with the catalogue and folders that the program found.
    #[must_use]
    pub fn of(world: &World) -> Self {
        let (catalog, preset_dir) = (Arc::clone(&world.catalog), world.preset_dir.clone());
        Self { catalog, preset_dir, ..Self::default() }
    }
}

/// Wakes the window when an answer is there.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// Runs effects and collects their answers.
pub struct Jobs {
    sender: Sender<Action>,
    receiver: Receiver<Action>,
    wake: Wake,
    options: JobOptions,
}

impl std::fmt::Debug for Jobs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Jobs").field("options", &self.options).finish_non_exhaustive()
    }
}

impl Jobs {
    /// Effects run as the options say; `wake` is called from their threads.
    #[must_use]
    pub fn new(options: JobOptions, wake: Wake) -> Self {
        let (sender, receiver) = channel();
        Self { sender, receiver, wake, options }
    }

    /// Runs an effect. Closing, the clipboard and the keyboard are the window's own business.
    pub fn run(&self, effect: Effect) {
        let options = self.options.clone();
        if options.inline {
            for answer in answers(effect, &options) {
                // The receiver lives as long as this value.
                let _sent = self.sender.send(answer);
            }
            return;
        }
        let (sender, wake) = (self.sender.clone(), Arc::clone(&self.wake));
        std::thread::spawn(move || {
            for answer in answers(effect, &options) {
                // The window may be gone by now; then nobody waits for the answer.
                let _sent = sender.send(answer);
                wake();
            }
        });
    }

    /// Runs an effect to its end: the last one before the program ends.
    pub fn finish(&self, effect: Effect) {
        let _nobody_waits = answers(effect, &self.options);
    }

    /// Reads from now on with another catalogue.
    pub fn set_catalog(&mut self, catalog: &Arc<Catalog>) {
        self.options.catalog = Arc::clone(catalog);
    }

    /// The answers that have arrived.
    #[must_use]
    pub fn poll(&self) -> Vec<Action> {
        self.receiver.try_iter().collect()
    }
}

fn answers(effect: Effect, options: &JobOptions) -> Vec<Action> {
    match effect {
        Effect::OpenAll(paths) => {
            let (folders, files): (Vec<_>, Vec<_>) = paths.into_iter().partition(|path| path.is_dir());
            // The files of one model belong together.
            let (foreign, own): (Vec<_>, Vec<_>) =
                files.into_iter().partition(|path| import::is_foreign(path));
            let opened = |path: PathBuf| opened(path, options);
            let read = |paths| import::run(ImportTask::Read(ImportSource::Paths(paths)), options);
            let foreign = Some(foreign).filter(|foreign| !foreign.is_empty()).map(read);
            let folders = folders.iter().map(|folder| folder::open_folder(folder, options));
            folders.chain(own.into_iter().map(opened)).chain(foreign).collect()
        }
        other => answer(other, options).into_iter().collect(),
    }
}

fn answer(effect: Effect, options: &JobOptions) -> Option<Action> {
    Some(match effect {
        Effect::ReadText(text) => Action::TextRead(read(&text, &options.catalog)),
        Effect::Autosave { .. } | Effect::SaveSettings { .. } | Effect::Remember(_) | Effect::LookRecent => {
            return kept(effect, options);
        }
        Effect::OpenAll(_) => return None,
        Effect::Ask { purpose, start } => ask(purpose, &start, options),
        Effect::Import(task) => import::run(task, options),
        Effect::Open(path) if path.is_dir() => folder::open_folder(&path, options),
        Effect::Open(path) if import::is_foreign(&path) => {
            import::run(ImportTask::Read(ImportSource::Paths(vec![path])), options)
        }
        Effect::Open(path) => opened(path, options),
        Effect::SaveScenario { key, scenario, path, replace } => {
            let overwrite = if replace { Overwrite::Anything } else { Overwrite::SameKind };
            let result = own_folder(&path, options)
                .and_then(|()| files::save_scenario(&path, &scenario, overwrite))
                .map_err(|error| error.to_string());
            Action::ScenarioSaved { key, scenario, path, result }
        }
        Effect::SaveProject { project, path, replace } => {
            let overwrite = if replace { Overwrite::Anything } else { Overwrite::SameKind };
            let result = own_folder(&path, options)
                .and_then(|()| files::save_project(&path, &project, overwrite))
                .map_err(|error| error.to_string());
            Action::ProjectSaved { path, result }
        }
        Effect::ExportChart { export, path } => {
            Action::Exported { result: export.write(&path).map(drop), path }
        }
        Effect::Preview { export, key } => {
            let picture = export.picture().map(Arc::new).map_err(|error| error.to_string());
            Action::Export(ExportAction::Previewed(Arc::clone(&export.project), key, picture))
        }
        Effect::DrawTemplates { project, style } => {
            let _style = use_style(style);
            let charts = template_charts(&project, &options.catalog);
            Action::Export(ExportAction::Drawn(project, charts))
        }
        Effect::WriteReport { project, known, path } => {
            let result = report(&project, &known, &path, &options.catalog);
            Action::Reported { path, result }
        }
        Effect::Look { purpose, path, beside } => {
            let exists = path.exists() || beside.is_some_and(|beside| beside.exists());
            Action::Looked { purpose, path, exists }
        }
        Effect::ReloadPresets => {
            let (presets, complaints) = read_presets(&options.catalog, options.preset_dir.as_deref());
            let yours = presets.into_iter().filter(|preset| preset.origin != PresetOrigin::Shipped).collect();
            Action::PresetsLoaded(yours, complaints)
        }
        Effect::DrawChart(export) => {
            Action::Pictured(export.picture().map(Arc::new).map_err(|error| error.to_string()))
        }
        // The window's own business.
        Effect::Quit | Effect::CopyText { .. } | Effect::CopyPicture(_) | Effect::Focus(_) => return None,
    })
}

/// Makes the folder of the user's own presets when the first one goes there. Other folders must exist.
fn own_folder(path: &Path, options: &JobOptions) -> Result<(), FileError> {
    match options.preset_dir.as_deref() {
        Some(folder) if path.parent() == Some(folder) => files::make_folder(folder),
        _ => Ok(()),
    }
}

/// One file under one name, however it was named: it is known again when it is opened once more.
fn opened(path: PathBuf, options: &JobOptions) -> Action {
    let path = std::path::absolute(&path).unwrap_or(path);
    Action::Opened { result: open(&path, &options.catalog), path }
}

fn open(path: &Path, catalog: &Catalog) -> Result<OpenedFile, String> {
    let project = files::load_project(path, catalog).map_err(|error| error.to_string())?;
    Ok(OpenedFile::of(project))
}

/// Understands the text of a file without the file.
fn read(text: &str, catalog: &Catalog) -> Result<OpenedFile, String> {
    let project = files::parse_project("the text", text, catalog).map_err(|error| error.to_string())?;
    Ok(OpenedFile::of(project))
}

/// What is kept between runs. Only what goes wrong is worth an answer.
fn kept(effect: Effect, options: &JobOptions) -> Option<Action> {
    match effect {
        Effect::Autosave { number, session } => {
            let saved = options.sessions.as_ref()?.save(number, &session);
            saved.err().map(|error| Action::NotAutosaved(error.to_string()))
        }
        Effect::SaveSettings { before, after } => {
            let saved = change_settings(options.config_dir.as_deref()?, &before, &after);
            saved.err().map(|error| Action::SettingsNotSaved(error.to_string()))
        }
        Effect::Remember(change) => {
            let folder = options.state_dir.as_deref()?;
            // A list that cannot be written is no reason to disturb anybody.
            let _convenience = change_recent(folder, change);
            load_recent(folder).ok().map(Action::RecentLoaded)
        }
        Effect::LookRecent => load_recent(options.state_dir.as_deref()?).ok().map(Action::RecentLoaded),
        _ => None,
    }
}

/// Writes the comparison as a page.
fn report(
    project: &files::Project,
    known: &[Arc<Scenario>],
    path: &Path,
    catalog: &Catalog,
) -> Result<(), String> {
    let comparison = comparison(project, catalog)?;
    let of = ReportOf { comparison, catalog, known, title: None, charts: true };
    write_report(of, path).map(drop)
}

/// Shows the system's file dialog and waits for it.
fn ask(purpose: Purpose, start: &Path, options: &JobOptions) -> Action {
    if options.inline {
        return Action::Asked { purpose, path: None, unavailable: true };
    }
    let began = Instant::now();
    let mut dialog = rfd::FileDialog::new().set_title(purpose.title());
    dialog = match purpose {
        Purpose::ExportChart => {
            let picture = dialog.add_filter("PNG picture", &["png"]).add_filter("SVG picture", &["svg"]);
            picture.add_filter("CSV data", &["csv"])
        }
        Purpose::Report => {
            dialog.add_filter("HTML page", &["html"]).add_filter("Markdown with pictures", &["md"])
        }
        Purpose::Import | Purpose::Audit => dialog
            .add_filter("Models and tables", &["json", "safetensors", "csv", "tsv", "md", "txt", "ron"])
            .add_filter("Any file", &["*"]),
        Purpose::Open => dialog
            .add_filter("flopwise files and pictures", &["ron", "png", "svg"])
            .add_filter("Any file", &["*"]),
        _ => dialog.add_filter("flopwise files", &["ron"]),
    };
    let folder = if start.extension().is_some() { start.parent() } else { Some(start) };
    if let Some(folder) = folder.filter(|folder| !folder.as_os_str().is_empty()) {
        dialog = dialog.set_directory(folder);
    }
    if let Some(name) = start.file_name().filter(|_| purpose.writes()) {
        dialog = dialog.set_file_name(name.to_string_lossy());
    }
    let path = if purpose.writes() { dialog.save_file() } else { dialog.pick_file() };
    let unavailable = path.is_none() && began.elapsed() < NO_HAND_IS_THIS_FAST;
    Action::Asked { purpose, path, unavailable }
}
