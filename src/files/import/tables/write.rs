//! What a preview becomes once it is wanted: the texts of the files.

use std::path::Path;

use super::preview::{Creation, Preview};
use crate::files::envelope::{check_header, read_header};
use crate::files::error::{FileError, FileProblem};
use crate::files::schema::v1::scenario::SCENARIO;
use crate::files::schema::v1::{PRICES, PUBLISHED_RUNS, write_prices, write_published_runs};
use crate::files::{Overwrite, save_text, write_scenario};

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// A name for it, without folder.
    pub name: String,
    /// The schema that its head names.
    pub schema: &'static str,
    /// Its text.
    pub text: String,
}

/// The files that a preview would create: one of quotes or of runs, or one for each scenario. None while something is
/// needed.
#[must_use]
pub fn write(preview: &Preview) -> Vec<Written> {
    if !preview.is_ready() {
        return Vec::new();
    }
    let stem = preview.file.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    let stem = match super::preview::slug(stem) {
        stem if stem.is_empty() => "imported".to_owned(),
        stem => stem,
    };
    match &preview.would_create {
        Creation::Quotes(quotes) => {
            vec![Written { name: format!("{stem}.ron"), schema: PRICES, text: write_prices(quotes) }]
        }
        Creation::Runs(runs) => {
            let text = write_published_runs(runs);
            vec![Written { name: format!("{stem}.ron"), schema: PUBLISHED_RUNS, text }]
        }
        Creation::Scenarios(scenarios) => scenarios
            .iter()
            .map(|scenario| Written {
                name: format!("{}.ron", scenario.id),
                schema: SCENARIO,
                text: write_scenario(scenario),
            })
            .collect(),
    }
}

/// Saves a file of an import; another file of the same kind may be replaced, nothing else.
///
/// # Errors
/// When it cannot be written, or something of another kind stands there.
pub fn save(path: &Path, written: &Written) -> Result<(), FileError> {
    save_text(path, &written.text, Overwrite::SameKind, |name, there| {
        let header = read_header(there).map_err(|error| error.in_file(name))?;
        let fail = |problem: FileProblem| FileError::new(name, problem);
        check_header(&header, written.schema, 1).map_err(fail)
    })
}
