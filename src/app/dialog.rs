//! Dialogs in front of the window.

use std::path::{Path, PathBuf};

use super::project::{Project, ScenarioKey};

/// A dialog in front of the window.
#[derive(Debug, Clone, PartialEq)]
pub enum Dialog {
    /// Asks for a file.
    Path(PathDialog),
    /// Offers presets for a new scenario.
    Presets {
        /// Letters that the names must contain.
        filter: String,
    },
    /// Lists commands with their keys.
    Shortcuts,
    /// What the user prefers.
    Settings,
    /// Asks before changes to the files of these scenarios are lost.
    Unsaved(Vec<String>),
}

/// What a file is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Opening a scenario or a comparison.
    Open,
    /// Saving one scenario.
    SaveScenario(ScenarioKey),
    /// Saving the whole comparison.
    SaveProject,
    /// Writing the chart as a picture.
    ExportChart,
}

impl Purpose {
    /// Heading of the dialog.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Open => "Open a scenario or comparison",
            Self::SaveScenario(_) => "Save scenario",
            Self::SaveProject => "Save comparison",
            Self::ExportChart => "Export chart as PNG",
        }
    }

    /// Words on the button.
    #[must_use]
    pub const fn verb(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::SaveScenario(_) | Self::SaveProject => "Save",
            Self::ExportChart => "Export",
        }
    }

    /// The ending of such files.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Open | Self::SaveScenario(_) | Self::SaveProject => "ron",
            Self::ExportChart => "png",
        }
    }

    /// Whether a file is written.
    #[must_use]
    pub const fn writes(self) -> bool {
        !matches!(self, Self::Open)
    }
}

/// A dialog that asks for a file: the system's own, and a field to type a path as a way round it.
#[derive(Debug, Clone, PartialEq)]
pub struct PathDialog {
    /// What for.
    pub purpose: Purpose,
    /// The path as typed.
    pub text: String,
    /// Whether the system's dialog is open.
    pub asking: bool,
    /// What went wrong with the path.
    pub error: Option<String>,
    /// A file of this name exists; the same answer again replaces it.
    pub replace: Option<PathBuf>,
}

impl PathDialog {
    pub(super) fn new(purpose: Purpose, start: &Path) -> Self {
        Self { purpose, text: start.display().to_string(), asking: true, error: None, replace: None }
    }

    /// The path to use, with the usual ending where none was typed. A leading `~` is the home directory.
    pub(super) fn path(&self, home: Option<&Path>) -> Option<PathBuf> {
        let text = self.text.trim();
        if text.is_empty() {
            return None;
        }
        let mut path = match (text.strip_prefix("~/"), home) {
            (Some(rest), Some(home)) => home.join(rest),
            _ => PathBuf::from(text),
        };
        if self.purpose.writes() && path.extension().is_none() {
            path.set_extension(self.purpose.extension());
        }
        Some(path)
    }
}

/// A file name from a name on screen: `DeepSeek-V3 (mine)` becomes `deepseek-v3-mine`.
#[must_use]
pub(super) fn file_stem(name: &str) -> String {
    let mut stem = String::new();
    for letter in name.chars().flat_map(char::to_lowercase) {
        if letter.is_alphanumeric() || letter == '.' {
            stem.push(letter);
        } else if !stem.ends_with('-') && !stem.is_empty() {
            stem.push('-');
        }
    }
    let stem = stem.trim_matches(['-', '.']);
    if stem.is_empty() { "scenario".to_owned() } else { stem.to_owned() }
}

/// The file name to offer.
pub(super) fn suggested_name(purpose: Purpose, project: &Project) -> String {
    let stem = match purpose {
        Purpose::Open => return String::new(),
        Purpose::SaveScenario(key) => {
            project.entry(key).map_or_else(|| "scenario".to_owned(), |entry| file_stem(&entry.scenario.name))
        }
        Purpose::SaveProject => "comparison".to_owned(),
        Purpose::ExportChart => {
            let base = project.scenarios.get(project.baseline);
            let name = base.map_or_else(|| "chart".to_owned(), |entry| file_stem(&entry.scenario.name));
            let figure = project.figure.id().split('_').next().unwrap_or("figure");
            format!("{name}-{figure}")
        }
    };
    format!("{stem}.{}", purpose.extension())
}
