//! `flopwise import`: files of other programs, told apart by content, each kind with a preview that reconciles.

use std::path::PathBuf;

use super::args::Import;
use super::error::CliError;
use crate::files::import::{ImportKind, sniff};

pub(super) fn run(command: &Import) -> Result<(), CliError> {
    let mut models = Vec::new();
    let mut tables = Vec::new();
    for file in &command.files {
        match sniff(file)? {
            ImportKind::ModelConfig | ImportKind::WeightIndex | ImportKind::Weights => models.push(file),
            ImportKind::Table => tables.push(file),
        }
    }
    match (&models[..], &tables[..]) {
        (models, []) => model(command, models),
        ([], tables) => tables_of(command, tables),
        _ => Err(CliError::Usage("import the files of a model and tables one after the other".into())),
    }
}

/// The files of one model: a configuration, weights, or both.
fn model(_command: &Import, _files: &[&PathBuf]) -> Result<(), CliError> {
    Err(CliError::Usage("models cannot be imported yet".into()))
}

/// Tables of prices, runs or scenarios: one at a time, because options such as the day belong to one.
fn tables_of(command: &Import, files: &[&PathBuf]) -> Result<(), CliError> {
    match files {
        [only] => super::import_table::run(command, only),
        _ => Err(CliError::Usage(
            "import tables one after the other: each has a day and a source of its own".into(),
        )),
    }
}
