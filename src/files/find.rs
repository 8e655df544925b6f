//! Finds scenarios by id, path or share string for a command, reading no more files than it must.

use std::ffi::OsStr;
use std::path::Path;
use std::sync::Arc;

use super::error::{FileError, FileProblem};
use super::library::{Library, NotFound, SHIPPED};
use super::project::{Project, load_project};
use super::scenario::parse_scenario;
use super::share;
use crate::catalog::Catalog;
use crate::scenario::Scenario;

/// The runs that are compared where nobody names any: the window's first screen and `flopwise compare`.
pub const DEFAULT_COMPARISON: [&str; 5] =
    ["deepseek-v3", "gpt-4-epoch", "llama-3.1-405b", "gpt-3", "gemini-1.0-ultra"];

/// Finds the scenario with this id among the shipped ones and the user's, else what is in the file with this path or in
/// this share string: a scenario, or a whole comparison. A shipped scenario is found without a look at the user's files,
/// whose ids never shadow it.
///
/// # Errors
/// When there is neither, or the file or the string cannot be used.
pub fn find_project(name: &str, catalog: &Catalog, user_folder: Option<&Path>) -> Result<Project, NotFound> {
    let wanted = name.trim();
    let alone = |scenario| Project { scenarios: vec![scenario], ..Project::default() };
    if let Some((id, text)) = SHIPPED.iter().find(|(id, _)| id.eq_ignore_ascii_case(wanted)) {
        return Ok(alone(Arc::new(parse_scenario(&format!("{id}.ron"), text, catalog)?)));
    }
    let path = Path::new(name);
    if share::is_shared(name) && !path.is_file() {
        return share::decode(name, catalog)
            .map_err(|error| NotFound::File(FileError::new("", FileProblem::Shared(error))));
    }
    if looks_like_path(name) {
        if path.is_dir() {
            let reason = "it is a folder; name a file in it".to_owned();
            return Err(FileError::new(name, FileProblem::Io { action: "read", reason }).into());
        }
        return load_project(path, catalog).map_err(|error| NotFound::File(error.in_file(name)));
    }
    Library::load(catalog, user_folder).find(name, catalog).map(alone)
}

/// Finds a single scenario as [`find_project`] does.
///
/// # Errors
/// As there, and when there are several scenarios, or none.
pub fn find_scenario(
    name: &str,
    catalog: &Catalog,
    user_folder: Option<&Path>,
) -> Result<Arc<Scenario>, NotFound> {
    let project = find_project(name, catalog, user_folder)?;
    match project.scenarios.as_slice() {
        [only] => Ok(Arc::clone(only)),
        several => {
            let names: Vec<_> = several.iter().map(|scenario| scenario.name.clone()).collect();
            let file = if share::is_shared(name) { "" } else { name };
            Err(FileError::new(file, FileProblem::NotOneScenario { names }).into())
        }
    }
}

/// Whether a word is meant as a path: it has a folder, or the extension of a scenario file or of a picture.
#[must_use]
pub fn looks_like_path(word: &str) -> bool {
    let known =
        |extension: &OsStr| ["ron", "png", "svg"].iter().any(|one| extension.eq_ignore_ascii_case(one));
    Path::new(word).extension().is_some_and(known) || word.contains(['/', '\\'])
}
