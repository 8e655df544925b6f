//! Scenario and project files: reading, writing, saving.

use std::path::Path;

use super::envelope::{parse, read_text};
use super::error::FileError;
use super::save::{Overwrite, save_text};
use super::schema::v1::scenario::{Fault, SCENARIO, ScenarioEntry, read, write};
use super::text::Writer;
use super::whereabouts::locate;
use crate::catalog::Catalog;
use crate::scenario::Scenario;

/// The newest version of the scenario file that is read, and the one that is written.
pub const SCENARIO_VERSION: u32 = 1;

/// Reads a scenario file.
///
/// # Errors
/// What is wrong with the file, where, and how to mend it.
pub fn load_scenario(path: &Path, catalog: &Catalog) -> Result<Scenario, FileError> {
    parse_scenario(&shown_name(path), &read_text(path)?, catalog)
}

/// Reads the text of a scenario file.
///
/// # Errors
/// What is wrong with the text, where, and how to mend it.
pub fn parse_scenario(name: &str, text: &str, catalog: &Catalog) -> Result<Scenario, FileError> {
    let entry: ScenarioEntry = parse(name, text, SCENARIO, SCENARIO_VERSION)?;
    read(&entry, catalog).map_err(|fault| placed(name, text, fault))
}

/// The text of a scenario file: the same for the same scenario, and read back to the same scenario.
#[must_use]
pub fn write_scenario(scenario: &Scenario) -> String {
    let mut out = Writer::default();
    write(scenario, &mut out, ")");
    out.finish()
}

/// Saves a scenario so that a crash leaves either the old file or the new one.
///
/// # Errors
/// When the file cannot be written, or holds something that is not a scenario and may not be overwritten.
pub fn save_scenario(path: &Path, scenario: &Scenario, overwrite: Overwrite) -> Result<(), FileError> {
    save_text(path, &write_scenario(scenario), overwrite, |name, text| {
        parse::<ScenarioEntry>(name, text, SCENARIO, SCENARIO_VERSION).map(drop)
    })
}

/// The name by which the user knows a file.
pub(super) fn shown_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy()).into_owned()
}

/// A problem with its place in the text.
pub(super) fn placed(name: &str, text: &str, fault: Fault) -> FileError {
    let position = locate(text, &fault.path);
    FileError::at(name, position, fault.problem)
}
