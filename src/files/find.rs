//! Finds single scenarios by id or path for a command, reading no more files than it must.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::envelope::read_text;
use super::error::{FileError, FileProblem};
use super::library::{Library, NotFound, SHIPPED};
use super::scenario::parse_scenario;
use crate::catalog::Catalog;
use crate::scenario::Scenario;

/// The runs that are compared where nobody names any: the window's first screen and `flopwise compare`.
pub const DEFAULT_COMPARISON: [&str; 5] =
    ["deepseek-v3", "gpt-4-epoch", "llama-3.1-405b", "gpt-3", "gemini-1.0-ultra"];

/// Finds the scenario with this id among the shipped ones and the user's, else the one in the file with this path.
/// A shipped scenario is found without a look at the user's files, whose ids never shadow it.
///
/// # Errors
/// When there is neither, or the file cannot be used.
pub fn find_scenario(
    name: &str,
    catalog: &Catalog,
    user_folder: Option<&Path>,
) -> Result<Arc<Scenario>, NotFound> {
    let wanted = name.trim();
    if let Some((id, text)) = SHIPPED.iter().find(|(id, _)| id.eq_ignore_ascii_case(wanted)) {
        return Ok(Arc::new(parse_scenario(&format!("{id}.ron"), text, catalog)?));
    }
    if looks_like_path(name) {
        return Ok(Arc::new(read_file(Path::new(name), catalog)?));
    }
    Library::load(catalog, user_folder).find(name, catalog)
}

/// Whether a word is meant as a path: it has a folder or the extension of a scenario file.
#[must_use]
pub fn looks_like_path(word: &str) -> bool {
    let path = PathBuf::from(word);
    let is_ron = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("ron"));
    is_ron || word.contains(['/', '\\'])
}

fn read_file(path: &Path, catalog: &Catalog) -> Result<Scenario, FileError> {
    let name = path.to_string_lossy();
    if path.is_dir() {
        let reason = "it is a folder; name a file in it".to_owned();
        return Err(FileError::new(&name, FileProblem::Io { action: "read", reason }));
    }
    let text = read_text(path).map_err(|error| error.in_file(&name))?;
    parse_scenario(&name, &text, catalog)
}
