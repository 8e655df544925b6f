//! What the reducer asks of the world: files and dialogs. The answers come back as actions.

use std::path::PathBuf;
use std::sync::Arc;

use super::dialog::Purpose;
use super::export::PreviewKey;
use super::focus::Focus;
use super::import::ImportTask;
use super::picture::Export;
use super::project::ScenarioKey;
use crate::files;
use crate::files::recent::RecentChange;
use crate::files::settings::Settings;
use crate::render::Picture;
use crate::scenario::Scenario;
use crate::units::parse::NumberStyle;

/// Something to be done outside the state.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Show the system's file dialog.
    Ask {
        /// What for.
        purpose: Purpose,
        /// Where it starts, and the file name it offers.
        start: PathBuf,
    },
    /// Read a scenario or a comparison.
    Open(PathBuf),
    /// Read several, one after the other.
    OpenAll(Vec<PathBuf>),
    /// Understand the text of a scenario or a comparison.
    ReadText(String),
    /// Keep the session for the next start.
    Autosave {
        /// Rises with every writing.
        number: u64,
        /// What is shown now.
        session: Box<files::Session>,
    },
    /// Write what changed in the settings.
    SaveSettings {
        /// As they were.
        before: Box<Settings>,
        /// As they are now.
        after: Box<Settings>,
    },
    /// Change the list of recent files.
    Remember(RecentChange),
    /// Look again which recent files are there.
    LookRecent,
    /// Write a scenario.
    SaveScenario {
        /// Which one, for the answer.
        key: ScenarioKey,
        /// The scenario as it is now.
        scenario: Arc<Scenario>,
        /// The file.
        path: PathBuf,
        /// Whether whatever is there may be replaced: the user was asked.
        replace: bool,
    },
    /// Write the whole comparison.
    SaveProject {
        /// The comparison as it is now.
        project: Box<files::Project>,
        /// The file.
        path: PathBuf,
        /// Whether whatever is there may be replaced: the user was asked.
        replace: bool,
    },
    /// Write the chart as a picture.
    ExportChart {
        /// What, and how.
        export: Box<Export>,
        /// The file.
        path: PathBuf,
    },
    /// Draw a chart small.
    Preview {
        /// What, and how.
        export: Box<Export>,
        /// What it is drawn for, for the answer.
        key: PreviewKey,
    },
    /// Fill every template with a comparison.
    DrawTemplates {
        /// The comparison.
        project: Arc<files::Project>,
        /// How numbers are written.
        style: NumberStyle,
    },
    /// Write the comparison as a page.
    WriteReport {
        /// The comparison as it is now.
        project: Box<files::Project>,
        /// The scenarios that claims may name.
        known: Vec<Arc<Scenario>>,
        /// The page.
        path: PathBuf,
    },
    /// Look whether a file exists before it is replaced.
    Look {
        /// What for.
        purpose: Purpose,
        /// The file.
        path: PathBuf,
        /// Another file that would be written with it.
        beside: Option<PathBuf>,
    },
    /// Draw the chart for the clipboard.
    DrawChart(Box<Export>),
    /// Hand a text to the clipboard, and then say that it is there.
    CopyText {
        /// The text.
        text: String,
        /// What is said.
        said: String,
    },
    /// Hand a picture to the clipboard.
    CopyPicture(Arc<Picture>),
    /// Move the keyboard.
    Focus(Focus),
    /// Read something to be imported, or write what was imported.
    Import(ImportTask),
    /// Read the user's own presets again.
    ReloadPresets,
    /// Close the window.
    Quit,
}

/// What a file held.
#[derive(Debug, Clone, PartialEq)]
pub enum OpenedFile {
    /// One scenario.
    Scenario(Arc<Scenario>),
    /// Several scenarios and how they are compared.
    Project(Box<files::Project>),
}

impl OpenedFile {
    /// A comparison of one scenario is that scenario.
    #[must_use]
    pub fn of(project: files::Project) -> Self {
        match project.scenarios.as_slice() {
            [only] => Self::Scenario(Arc::clone(only)),
            _ => Self::Project(Box::new(project)),
        }
    }
}
