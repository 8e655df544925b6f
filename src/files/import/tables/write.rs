//! What a preview becomes once it is wanted: the texts of the files.

use super::preview::{Creation, Preview};
use crate::files::schema::v1::{write_prices, write_published_runs};
use crate::files::write_scenario;

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// A name for it, without folder.
    pub name: String,
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
        Creation::Quotes(quotes) => vec![Written { name: format!("{stem}.ron"), text: write_prices(quotes) }],
        Creation::Runs(runs) => vec![Written { name: format!("{stem}.ron"), text: write_published_runs(runs) }],
        Creation::Scenarios(scenarios) => scenarios
            .iter()
            .map(|scenario| Written { name: format!("{}.ron", scenario.id), text: write_scenario(scenario) })
            .collect(),
    }
}
