//! Tables of other programs and our own: rental quotes, published runs, scenarios.

mod epoch;
mod epoch_scenario;
mod fleet;
mod names;
mod own_quotes;
mod own_runs;
mod own_scenarios;
mod preview;
mod separated;
mod sheet;
mod skypilot;
#[cfg(test)]
mod tests;
mod write;

pub use fleet::{FleetSheet, read_fleet};
pub use preview::{
    Creation, NameMapping, Need, OpenName, Preview, Skipped, TableKind, TableOptions, UnknownName,
};
pub use separated::{Record, Separator};
pub use sheet::{ColumnIndex, Sheet};
pub use write::{Written, save, write};

use crate::catalog::{Catalog, Date, Provenance, Status, UnknownId, nearest};
use crate::files::error::{FileError, FileProblem};

/// The greatest table that is read: SkyPilot's list of the largest provider has some 20 MB.
pub const MAX_TABLE_BYTES: u64 = 64 * 1024 * 1024;

/// What a table is, by the names of its columns; none where they do not tell.
#[must_use]
pub fn kind_of(sheet: &Sheet) -> Option<TableKind> {
    type Test = fn(&Sheet) -> bool;
    let kinds: [(TableKind, Test); 5] = [
        (TableKind::SkyPilot, skypilot::is_one),
        (TableKind::Epoch, epoch::is_one),
        (TableKind::Quotes, own_quotes::is_one),
        (TableKind::Runs, own_runs::is_one),
        (TableKind::Scenarios, own_scenarios::is_one),
    ];
    kinds.into_iter().find(|(_, is_one)| is_one(sheet)).map(|(kind, _)| kind)
}

/// Whether a text looks like a table that can be imported: what a drop on the window or the command line asks first.
#[must_use]
pub fn sniff(text: &str) -> Option<TableKind> {
    // The head and a few rows tell.
    let end = text.char_indices().filter(|(_, sign)| *sign == '\n').nth(20).map_or(text.len(), |(at, _)| at);
    kind_of(&Sheet::read("", text.get(..end)?, None).ok()?)
}

/// Reads a table and reconciles it with the catalogue. Nothing is created.
///
/// # Errors
/// When the text is no table, or not of a known kind; with file, line, column and reason.
pub fn preview(
    file: &str,
    text: &str,
    catalog: &Catalog,
    options: &TableOptions,
) -> Result<Preview, FileError> {
    let sheet = Sheet::read(file, text, options.style)?;
    let kind = options.kind.or_else(|| kind_of(&sheet)).ok_or_else(|| not_known(&sheet))?;
    let preview = match kind {
        TableKind::SkyPilot => skypilot::preview(&sheet, catalog, options)?,
        TableKind::Epoch => epoch::preview(&sheet, catalog, options)?,
        TableKind::Quotes => own_quotes::preview(&sheet, catalog, options)?,
        TableKind::Runs => own_runs::preview(&sheet, catalog, options)?,
        TableKind::Scenarios => own_scenarios::preview(&sheet, catalog, options)?,
    };
    match preview.wrong.first() {
        // Where nothing at all could be read, the first reason says more than an empty preview.
        Some(first) if preview.wrong.len() == preview.rows && preview.rows > 0 => Err(first.clone()),
        _ => Ok(preview),
    }
}

fn not_known(sheet: &Sheet) -> FileError {
    let known: Vec<String> =
        TableKind::ALL.iter().map(|kind| format!("{} ({})", kind.id(), kind.label())).collect();
    let head: Vec<&str> = sheet.head.iter().take(6).map(String::as_str).collect();
    let problem = format!(
        "is no table that is known, by its columns {}; choose with --kind what it is: {}",
        head.join(", "),
        known.join(", ")
    );
    FileError::new(&sheet.file, FileProblem::BadValue { key: String::new(), problem })
}

/// A mapping of the user to something that does not exist.
fn unknown_mapping(file: &str, error: &UnknownId) -> FileError {
    let problem = format!("--map: {error}");
    FileError::new(file, FileProblem::BadValue { key: String::new(), problem })
}

/// The source that the user names, else the one that such a file is known to come from.
fn source_of(options: &TableOptions, title: &str, address: &str) -> Provenance {
    let (source, url) = match &options.source {
        Some(named) => (named.clone(), String::new()),
        None => (title.to_owned(), address.to_owned()),
    };
    Provenance {
        status: Status::Reported,
        source,
        url: options.url.clone().unwrap_or(url),
        locator: String::new(),
        date: options.date,
        note: String::new(),
        unconfirmed: false,
    }
}

/// The rows that the user asks for by name; all where none is named.
fn chosen_rows<'a>(
    sheet: &'a Sheet,
    column: ColumnIndex,
    names: &[String],
) -> Result<Vec<&'a Record>, FileError> {
    let name_of = |row: &'a Record| sheet.text(row, Some(column));
    let is = |row: &'a Record, name: &str| name_of(row).eq_ignore_ascii_case(name.trim());
    for name in names {
        if !sheet.rows.iter().any(|row| is(row, name)) {
            let near = nearest(name, sheet.rows.iter().map(name_of));
            let near =
                if near.is_empty() { String::new() } else { format!("; nearest: {}", near.join(", ")) };
            let problem = format!("has no row {name:?}{near}");
            return Err(FileError::new(&sheet.file, FileProblem::BadValue { key: String::new(), problem }));
        }
    }
    let wanted = |row: &&'a Record| names.is_empty() || names.iter().any(|name| is(row, name));
    Ok(sheet.rows.iter().filter(wanted).collect())
}

/// A day in the name of a file.
fn date_in(name: &str) -> Option<Date> {
    let starts = name.char_indices().map(|(at, _)| at);
    starts.filter_map(|at| name.get(at..at + 10)).find_map(|part| {
        let is_day = part.len() == 10 && part.chars().filter(|sign| *sign == '-').count() == 2;
        Date::parse(part).filter(|_| is_day)
    })
}
