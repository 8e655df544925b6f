//! `flopwise import` of a table: a preview, and files only where they are asked for.

use std::path::Path;

use super::args::Import;
use super::error::CliError;
use super::output;
use super::world::{Reach, World};
use crate::files::import::tables::{self, Creation, MAX_TABLE_BYTES, Preview, TableOptions};
use crate::files::report::table_import as report;
use crate::files::{make_folder, read_text_up_to};

pub(super) fn run(command: &Import, file: &Path) -> Result<(), CliError> {
    let name = file.to_string_lossy();
    let text = read_text_up_to(file, MAX_TABLE_BYTES).map_err(|error| error.in_file(&name))?;
    let world = World::open(Reach::Everything)?;
    let given = &command.table;
    let base = given.base.as_ref().map(|name| world.scenario(name)).transpose()?;
    let options = TableOptions {
        kind: given.kind,
        style: given.decimal.map(super::args::DecimalSign::style),
        date: given.date,
        provider: given.provider.clone(),
        source: given.source.clone(),
        url: given.url.clone(),
        names: given.names.clone(),
        rows: given.rows.clone(),
        base: base.map(|scenario| (*scenario).clone()),
        scenario_id: command.id.clone(),
    };
    let shown = file.file_name().map_or_else(|| name.to_string(), |name| name.to_string_lossy().into_owned());
    let preview = tables::preview(&shown, &text, world.catalog(), &options)?;
    if let Some(out) = &command.out {
        write(&preview, out)?;
    }
    output::result(&if command.json { report::json(&preview) } else { report::text(&preview) })?;
    if let Some(out) = &command.out {
        let folder = preview.would_create.folder();
        output::message(&format!(
            "flopwise: wrote {}; files in the folder {folder} of the data directory are read at every start",
            out.display()
        ));
    }
    Ok(())
}

fn write(preview: &Preview, out: &Path) -> Result<(), CliError> {
    if !preview.needs.is_empty() {
        let needs: Vec<_> =
            preview.needs.iter().map(|need| format!("{} is needed: {}", need.option, need.words)).collect();
        return Err(CliError::Usage(needs.join("\n")));
    }
    let files = tables::write(preview);
    let is_folder = matches!(&preview.would_create, Creation::Scenarios(several) if several.len() > 1);
    match files.as_slice() {
        [] => {
            let why = "nothing in this table can be taken over; without --out the preview says why";
            Err(CliError::Invalid(format!("{}: {why}", preview.file)))
        }
        [only] if !is_folder => Ok(tables::save(out, only)?),
        several => {
            make_folder(out)?;
            several.iter().try_for_each(|file| Ok(tables::save(&out.join(&file.name), file)?))
        }
    }
}
