//! Runs imports: reads models and tables, and writes quotes and runs among the user's data.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{JobOptions, open};
use crate::app::action::Action;
use crate::app::import::{Added, ImportEvent, ImportFound, ImportSource, ImportTask};
use crate::catalog::Catalog;
use crate::files::import::tables::{self, MAX_TABLE_BYTES, Preview, TableOptions, read_fleet};
use crate::files::import::{ImportKind, config_text, import_model, import_model_text, sniff, sniff_content};
use crate::files::presets::load_user_catalog;
use crate::files::{make_folder, read_text_up_to};

/// The name that messages give to a text without a file.
const PASTED: &str = "the pasted text";

pub(super) fn run(task: ImportTask, options: &JobOptions) -> Action {
    Action::Import(match task {
        ImportTask::Read(source) => ImportEvent::Read(read(&source, &options.catalog)),
        ImportTask::Preview { file, text, options: said } => {
            let preview = tables::preview(&file, &text, &options.catalog, &said);
            ImportEvent::Previewed(preview.map(Box::new).map_err(|error| in_window(&error.to_string())))
        }
        ImportTask::Add(preview) => ImportEvent::Added(add(&preview, options)),
        ImportTask::Audit(path) => {
            ImportEvent::AuditRead(table_text(&path).map(|text| (file_name(&path), text)))
        }
    })
}

/// Whether a file is another program's, to be imported rather than opened.
pub(super) fn is_foreign(path: &Path) -> bool {
    match sniff(path) {
        // Files of models begin with a brace or a header; ours with a parenthesis or a comment.
        Ok(ImportKind::ModelConfig | ImportKind::WeightIndex | ImportKind::Weights) => true,
        Ok(ImportKind::Table) => {
            let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
            ["csv", "tsv", "md", "txt", "json"].iter().any(|table| ending == *table)
        }
        Err(_) => false,
    }
}

/// Reads what was chosen, dropped or pasted.
fn read(source: &ImportSource, catalog: &Catalog) -> Result<ImportFound, String> {
    match source {
        ImportSource::Text(text) => match sniff_content(text.as_bytes()) {
            ImportKind::Table => table(PASTED, text, catalog),
            _ => {
                let model = import_model_text(PASTED, text).map_err(|error| error.to_string())?;
                let config =
                    (sniff_content(text.as_bytes()) == ImportKind::ModelConfig).then(|| text.clone());
                Ok(ImportFound::Model(Box::new(model), config))
            }
        },
        ImportSource::Paths(paths) => match paths.as_slice() {
            [only] if !only.is_dir() && only.exists() && !is_foreign(only) => {
                open(only, catalog).map(|file| ImportFound::Own(only.clone(), file))
            }
            [only] if matches!(sniff(only), Ok(ImportKind::Table)) => {
                table(&file_name(only), &table_text(only)?, catalog)
            }
            paths => {
                let model = import_model(paths).map_err(|error| error.to_string())?;
                Ok(ImportFound::Model(Box::new(model), config_text(paths)))
            }
        },
    }
}

/// A table of a known kind; else one whose counts and totals can be checked.
fn table(name: &str, text: &str, catalog: &Catalog) -> Result<ImportFound, String> {
    match tables::preview(name, text, catalog, &TableOptions::default()) {
        Ok(preview) => Ok(ImportFound::Table(name.to_owned(), text.into(), Box::new(preview))),
        Err(_) if tables::sniff(text).is_none() && read_fleet(name, text, None).is_ok() => {
            Ok(ImportFound::Fleet(name.to_owned(), text.to_owned()))
        }
        Err(error) => Err(in_window(&error.to_string())),
    }
}

/// A message without the options of the command line.
fn in_window(message: &str) -> String {
    message.replace("; choose with --kind what it is:", "; known are")
}

fn table_text(path: &Path) -> Result<String, String> {
    let name = path.to_string_lossy();
    read_text_up_to(path, MAX_TABLE_BYTES).map_err(|error| error.in_file(&name).to_string())
}

/// Writes the files of an import where they are read at every start, under names that are free.
fn add(preview: &Preview, options: &JobOptions) -> Result<Added, String> {
    let Some(data) = options.preset_dir.as_deref().and_then(Path::parent) else {
        return Err("there is no folder for data of your own on this system; set FLOPWISE_HOME".to_owned());
    };
    let folder = data.join(preview.would_create.folder());
    let mut preview = preview.clone();
    let all = preview.would_create.words();
    let known = preview.would_create.drop_known(&options.catalog);
    if preview.would_create.count() == 0 {
        let said = format!("{all}: all of them were there already, nothing was added");
        return Ok(Added { said, catalog: Arc::clone(&options.catalog), problems: Vec::new() });
    }
    make_folder(&folder).map_err(|error| error.to_string())?;
    let mut written = Vec::new();
    for file in tables::write(&preview) {
        let path = free(&folder, &file.name);
        tables::save(&path, &file).map_err(|error| error.to_string())?;
        written.push(path.display().to_string());
    }
    let own = load_user_catalog(data).map_err(|error| error.to_string())?;
    let mut said = format!("Added {} in {}", preview.would_create.words(), written.join(", "));
    if known > 0 {
        said.push_str(&format!("; {known} were there already"));
    }
    let problems = own.problems.iter().map(ToString::to_string).collect();
    Ok(Added { said, catalog: Arc::new(own.catalog), problems })
}

/// The name itself, or with the next number where a file has it: nothing is replaced.
fn free(folder: &Path, name: &str) -> PathBuf {
    let stem = name.strip_suffix(".ron").unwrap_or(name);
    let numbered = (2_u32..).map(|number| format!("{stem}-{number}.ron"));
    let mut names = std::iter::once(name.to_owned()).chain(numbered);
    names.find_map(|name| Some(folder.join(name)).filter(|path| !path.exists())).unwrap_or_default()
}

fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}
