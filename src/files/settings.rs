//! Settings that a person may edit, in the settings folder; changed field by field, so that two windows do not undo each other.

use std::path::{Path, PathBuf};

use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};

use super::aside::{Lock, set_aside};
use super::envelope::{options, parse, read_text};
use super::error::{FileError, FileProblem};
use super::save::{make_folder, save_bytes};
use crate::scenario::input::Level;
use crate::units::parse::NumberStyle;

/// The schema of the settings file.
pub const SETTINGS: &str = "flopwise/settings";
/// The newest version of the settings file that is read, and the one that is written.
pub const SETTINGS_VERSION: u32 = 1;

/// Light, dark, or as the system has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ThemeChoice {
    /// As the system has it.
    #[default]
    System,
    /// Dark ink on white.
    Light,
    /// Light ink on near black.
    Dark,
}

impl ThemeChoice {
    /// Every choice in the order of the menu.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// Words in the menu.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::System => "System",
            Self::Light => "Light",
            Self::Dark => "Dark",
        }
    }
}

/// What a person prefers, whatever is being compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Light or dark.
    pub theme: ThemeChoice,
    /// Which sign separates decimals, in input fields and on screen.
    pub numbers: NumberStyle,
    /// Down to which detail inputs are shown at first.
    pub level: Level,
    /// How many samples are drawn for a scenario that says nothing about it; without it the program decides.
    pub samples: Option<u32>,
    /// Whether a first comparison comes with hints and experiments.
    pub hints: bool,
    /// Whether nothing moves by itself.
    pub reduce_motion: bool,
    /// Size of everything in the window, 1 is normal.
    pub zoom: f32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::System,
            numbers: NumberStyle::Auto,
            level: Level::Simple,
            samples: None,
            hints: true,
            reduce_motion: false,
            zoom: 1.0,
        }
    }
}

/// The settings as they stand in a file. Everything may be left out.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "Settings")]
struct SettingsEntry {
    schema: String,
    version: u32,
    #[serde(default)]
    theme: ThemeChoice,
    #[serde(default)]
    numbers: Numbers,
    #[serde(default)]
    level: Detail,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    samples: Option<u32>,
    #[serde(default = "yes")]
    hints: bool,
    #[serde(default)]
    reduce_motion: bool,
    #[serde(default = "one")]
    zoom: f32,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Numbers {
    #[default]
    Auto,
    Dot,
    Comma,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Detail {
    #[default]
    Simple,
    Standard,
    Expert,
}

fn yes() -> bool {
    true
}

fn one() -> f32 {
    1.0
}

/// The text of a settings file.
#[must_use]
pub fn write_settings(settings: &Settings) -> String {
    let entry = SettingsEntry {
        schema: SETTINGS.to_owned(),
        version: SETTINGS_VERSION,
        theme: settings.theme,
        numbers: match settings.numbers {
            NumberStyle::Auto => Numbers::Auto,
            NumberStyle::Dot => Numbers::Dot,
            NumberStyle::Comma => Numbers::Comma,
        },
        level: match settings.level {
            Level::Simple => Detail::Simple,
            Level::Standard => Detail::Standard,
            Level::Expert => Detail::Expert,
        },
        samples: settings.samples,
        hints: settings.hints,
        reduce_motion: settings.reduce_motion,
        zoom: settings.zoom,
    };
    // Plain data like this has nothing that RON cannot write.
    options().to_string_pretty(&entry, PrettyConfig::new()).unwrap_or_default() + "\n"
}

/// Reads the text of a settings file.
///
/// # Errors
/// What is wrong with the text, where, and how to mend it.
pub fn parse_settings(name: &str, text: &str) -> Result<Settings, FileError> {
    let entry: SettingsEntry = parse(name, text, SETTINGS, SETTINGS_VERSION)?;
    Ok(Settings {
        theme: entry.theme,
        numbers: match entry.numbers {
            Numbers::Auto => NumberStyle::Auto,
            Numbers::Dot => NumberStyle::Dot,
            Numbers::Comma => NumberStyle::Comma,
        },
        level: match entry.level {
            Detail::Simple => Level::Simple,
            Detail::Standard => Level::Standard,
            Detail::Expert => Level::Expert,
        },
        samples: entry.samples,
        hints: entry.hints,
        reduce_motion: entry.reduce_motion,
        // A window at no size or a hundredfold one could not be used to mend it.
        zoom: if entry.zoom.is_finite() { entry.zoom.clamp(0.5, 3.0) } else { 1.0 },
    })
}

/// The settings file in the settings folder.
#[must_use]
pub fn settings_path(folder: &Path) -> PathBuf {
    folder.join("settings.ron")
}

/// Reads the settings of the user; the usual ones where there are none.
///
/// # Errors
/// When there is a file that cannot be used. It stays as it is.
pub fn load_settings(folder: &Path) -> Result<Settings, FileError> {
    let path = settings_path(folder);
    if !path.exists() {
        return Ok(Settings::default());
    }
    parse_settings("settings.ron", &read_text(&path)?)
}

/// Writes what differs between two states of the settings; what another window has changed meanwhile stays. A file that
/// cannot be read is set aside first.
///
/// # Errors
/// When it cannot be written, or a newer flopwise wrote what stands there.
pub fn change_settings(folder: &Path, before: &Settings, after: &Settings) -> Result<(), FileError> {
    make_folder(folder)?;
    let path = settings_path(folder);
    // Where the file system knows no locks, the change is made without one.
    let _lock = Lock::take(&folder.join("settings.lock")).ok();
    let mut now = match load_settings(folder) {
        Ok(settings) => settings,
        Err(error) if matches!(*error.problem, FileProblem::NewerVersion { .. }) => return Err(error),
        Err(error) => {
            set_aside(&path).map_err(|_| error)?;
            before.clone()
        }
    };
    macro_rules! take_over {
        ($($field:ident),*) => {
            $(if before.$field != after.$field { now.$field = after.$field.clone(); })*
        };
    }
    take_over!(theme, numbers, level, samples, hints, reduce_motion, zoom);
    save_bytes(&path, write_settings(&now).as_bytes())
}

#[cfg(test)]
#[path = "settings_tests.rs"]
mod tests;
