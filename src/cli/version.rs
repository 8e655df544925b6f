//! `flopwise --version`: the program and the data that it ships.

use super::error::CliError;
use super::output;
use crate::files::presets::shipped_catalog;

pub(super) fn print() -> Result<(), CliError> {
    let catalog = shipped_catalog()?;
    let snapshot = catalog.snapshot().map(|date| format!(", up to {date}")).unwrap_or_default();
    output::result(&format!(
        "flopwise {}\ndata: {} accelerators, {} quotes, {} sites, {} published runs{snapshot}\n",
        env!("CARGO_PKG_VERSION"),
        catalog.accelerators.len(),
        catalog.prices.len(),
        catalog.sites.len(),
        catalog.runs.len(),
    ))
}
