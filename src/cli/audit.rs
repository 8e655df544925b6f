//! `flopwise audit`: somebody else's table, recomputed.

use std::io::Read as _;
use std::path::Path;

use super::args::{Audit, DecimalSign};
use super::error::CliError;
use super::output;
use crate::analysis::audit::{audit, totals_of};
use crate::files::import::tables::{MAX_TABLE_BYTES, read_fleet};
use crate::files::read_text_up_to;
use crate::files::report::TableFormat;
use crate::files::report::audit::Report;

pub(super) fn run(command: &Audit) -> Result<(), CliError> {
    let (name, text) = read(&command.file)?;
    let fleet = read_fleet(&name, &text, command.decimal.map(DecimalSign::style))?;
    let found = audit(&fleet.table);
    let only = totals_of(&fleet.table, &command.only)
        .map_err(|problem| CliError::Invalid(format!("--only: {problem}")))?;
    let only = (!command.only.is_empty()).then_some((command.only.as_slice(), only.as_slice()));
    let report = Report { fleet: &fleet, audit: &found, only };
    output::result(&match command.format.table() {
        _ if command.format.json => report.json(),
        TableFormat::Plain => report.text(),
        TableFormat::Markdown => report.markdown(),
        format => report.checks(true).write(format),
    })?;
    match found.differences().next() {
        None => Ok(()),
        Some(_) => Err(CliError::Invalid(format!("{name}: {}", report.verdict()))),
    }
}

/// The table and the name that messages give it.
fn read(file: &Path) -> Result<(String, String), CliError> {
    if file == Path::new("-") {
        let mut text = String::new();
        let read = std::io::stdin().lock().take(MAX_TABLE_BYTES).read_to_string(&mut text);
        read.map_err(|error| CliError::Runtime(format!("standard input cannot be read: {error}")))?;
        return Ok(("standard input".to_owned(), text));
    }
    let name = file.to_string_lossy().into_owned();
    let text = read_text_up_to(file, MAX_TABLE_BYTES).map_err(|error| error.in_file(&name))?;
    Ok((name, text))
}
