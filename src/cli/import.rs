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

/// Tables: prices, published models, accelerators and claims.
fn tables_of(_command: &Import, files: &[&PathBuf]) -> Result<(), CliError> {
    let names: Vec<_> = files.iter().map(|file| file.display().to_string()).collect();
    Err(CliError::Invalid(format!(
        "{}: neither a model configuration nor weights; import config.json, model.safetensors.index.json or .safetensors files",
        names.join(", ")
    )))
}
