//! The files of one model, read together: configuration, index and weights, or a folder with all of them.

use std::fs;
use std::path::{Path, PathBuf};

use super::config::{read_config, read_config_with};
use super::model::{ImportedModel, Precision, Recognised};
use super::sniff::{ImportKind, sniff, sniff_content};
use super::weights::{WeightIndex, count_files, estimate_from_index, read_index};
use crate::files::error::{FileError, FileProblem};
use crate::scenario::ModelKind;

/// The largest text that is read: indexes of models with a thousand experts take tens of megabytes.
const MAX_TEXT: u64 = 100_000_000;

/// Reads the files of one model. A folder stands for the configuration, the index and the weights in it; a
/// configuration beside weights goes with them.
///
/// # Errors
/// When a file cannot be read, is of another kind or contradicts itself: with its place where it has one.
pub fn import_model<P: AsRef<Path>>(paths: &[P]) -> Result<ImportedModel, FileError> {
    let mut found = Found::default();
    for path in paths {
        found.add(path.as_ref())?;
    }
    let mut model = match &found.config {
        Some(path) => configured(path)?,
        // Nobody named the file beside the weights, so that what is wrong with it does not stop them.
        None => match found.beside("config.json").map(|path| configured(&path)) {
            Some(Ok(model)) => model,
            Some(Err(error)) => {
                let notes = vec![format!("left out: {error}")];
                ImportedModel { notes, ..weights_only(&found) }
            }
            None => weights_only(&found),
        },
    };
    found.weights(&mut model)?;
    if model.recognised == Recognised::WeightsOnly
        && model.weights.as_ref().is_some_and(|weights| weights.has_experts)
    {
        model.kind = ModelKind::MixtureOfExperts;
    }
    if model.recognised == Recognised::WeightsOnly && model.weights.is_none() {
        let file = paths.first().map(|path| shown(path.as_ref())).unwrap_or_default();
        let problem =
            "holds neither config.json nor .safetensors files; name the files of a model, or a scenario (.ron)".to_owned();
        return Err(FileError::new(&file, FileProblem::BadValue { key: String::new(), problem }));
    }
    check_weights(&mut model);
    Ok(model)
}

/// Reads a model from a text without a file: a configuration or an index of weights.
///
/// # Errors
/// When the text is neither, or contradicts itself: with line and column.
pub fn import_model_text(name: &str, text: &str) -> Result<ImportedModel, FileError> {
    if sniff_content(text.as_bytes()) != ImportKind::WeightIndex {
        return read_config(name, text);
    }
    let mut model = weights_only(&Found { index: Some(PathBuf::from(name)), ..Found::default() });
    let count = estimate_from_index(&read_index(name, text)?, None, &model.precision);
    if count.has_experts {
        model.kind = ModelKind::MixtureOfExperts;
    }
    (model.name, model.weights) = (String::new(), Some(count));
    Ok(model)
}

/// The text of the configuration that [`import_model`] reads, if there is one.
#[must_use]
pub fn config_text<P: AsRef<Path>>(paths: &[P]) -> Option<String> {
    let mut found = Found::default();
    for path in paths {
        found.add(path.as_ref()).ok()?;
    }
    let path = found.config.clone().or_else(|| found.beside("config.json"))?;
    read_text(&path).ok()
}

/// A model read again from the text of its configuration, with sizes that it lacks; the weights stay as counted.
///
/// # Errors
/// When a size contradicts another: with the place of the one in the text.
pub fn complete_model(
    model: &ImportedModel,
    config: &str,
    given: &[(&str, u32)],
) -> Result<ImportedModel, FileError> {
    let mut complete = read_config_with(&model.file, config, given)?;
    (complete.name, complete.weights) = (model.name.clone(), model.weights.clone());
    check_weights(&mut complete);
    Ok(complete)
}

#[derive(Default)]
struct Found {
    config: Option<PathBuf>,
    index: Option<PathBuf>,
    weights: Vec<PathBuf>,
}

impl Found {
    fn add(&mut self, path: &Path) -> Result<(), FileError> {
        if path.is_dir() {
            return self.add_folder(path);
        }
        let twice = |what: &str| {
            let problem = format!("is a second {what}; import one model at a time");
            Err(FileError::new(&shown(path), FileProblem::BadValue { key: String::new(), problem }))
        };
        match sniff(path)? {
            ImportKind::ModelConfig if self.config.is_some() => twice("configuration"),
            ImportKind::WeightIndex if self.index.is_some() => twice("index of weights"),
            ImportKind::ModelConfig => {
                self.config = Some(path.to_path_buf());
                Ok(())
            }
            ImportKind::WeightIndex => {
                self.index = Some(path.to_path_buf());
                Ok(())
            }
            ImportKind::Weights => {
                self.weights.push(path.to_path_buf());
                Ok(())
            }
            ImportKind::Table => {
                let problem = "is neither a configuration nor weights; name config.json, model.safetensors.index.json or .safetensors files".to_owned();
                Err(FileError::new(&shown(path), FileProblem::BadValue { key: String::new(), problem }))
            }
        }
    }

    fn add_folder(&mut self, folder: &Path) -> Result<(), FileError> {
        let io = |error: std::io::Error| {
            FileError::new(&shown(folder), FileProblem::Io { action: "listed", reason: error.to_string() })
        };
        let mut weights = Vec::new();
        for entry in fs::read_dir(folder).map_err(io)? {
            let path = entry.map_err(io)?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if name == "config.json" && self.config.is_none() {
                self.config = Some(path);
            } else if name.ends_with(".safetensors.index.json") && self.index.is_none() {
                self.index = Some(path);
            } else if name.ends_with(".safetensors") {
                weights.push(path);
            }
        }
        weights.sort();
        // Some publish all weights a second time under names of their own.
        let consolidated = |path: &PathBuf| {
            path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("consolidated"))
        };
        if weights.iter().any(|path| !consolidated(path)) {
            weights.retain(|path| !consolidated(path));
        }
        self.weights.extend(weights);
        Ok(())
    }

    /// A file of this name in the folder of the weights.
    fn beside(&self, name: &str) -> Option<PathBuf> {
        let first = self.index.as_ref().or(self.weights.first())?;
        Some(first.with_file_name(name)).filter(|path| path.is_file())
    }

    fn weights(&self, model: &mut ImportedModel) -> Result<(), FileError> {
        let index =
            self.index.as_ref().map(|path| read_index(&shown(path), &read_text(path)?)).transpose()?;
        let mut files: Vec<PathBuf> = self.weights.clone();
        let mut absent = 0;
        if let (Some(index), Some(path)) = (&index, &self.index) {
            let shards: Vec<_> = index.shards.iter().map(|shard| path.with_file_name(shard)).collect();
            absent = shards.iter().filter(|shard| !shard.is_file()).count();
            if absent == 0 {
                files = shards;
            }
        }
        let architecture = model.architecture.as_ref();
        let from_index = |index: &WeightIndex| estimate_from_index(index, architecture, &model.precision);
        model.weights = match (&index, absent) {
            (Some(index), 1..) => {
                let mut count = from_index(index);
                if absent < index.shards.len() {
                    count.notes.push(format!(
                        "{absent} of {} weight files are not there, so none was read",
                        index.shards.len()
                    ));
                }
                Some(count)
            }
            _ if files.is_empty() => None,
            _ => {
                let named: Vec<_> = files.iter().map(|path| (path.as_path(), shown(path))).collect();
                Some(count_files(&named, architecture, &model.precision)?)
            }
        };
        Ok(())
    }
}

/// The model of a configuration, called as it or its file says.
fn configured(path: &Path) -> Result<ImportedModel, FileError> {
    let mut model = read_config(&shown(path), &read_text(path)?)?;
    if model.name.is_empty() {
        model.name = name_of(path);
    }
    Ok(model)
}

/// A model of which there are only weights.
fn weights_only(found: &Found) -> ImportedModel {
    let first = found.index.as_ref().or(found.weights.first());
    ImportedModel {
        name: first.map(|path| name_of(path)).unwrap_or_default(),
        file: first.map(|path| shown(path)).unwrap_or_default(),
        recognised: Recognised::WeightsOnly,
        family: String::new(),
        model_type: String::new(),
        kind: ModelKind::Dense,
        architecture: None,
        obstacles: vec!["there is no config.json, so the architecture is not known".into()],
        context_length: None,
        precision: Precision::default(),
        read: Vec::new(),
        missing: Vec::new(),
        notes: Vec::new(),
        weights: None,
    }
}

/// Weights that hold more or less than the architecture are a sign that one of them was misread.
fn check_weights(model: &mut ImportedModel) {
    let (Some(count), Some(weights)) = (model.count(), &model.weights) else { return };
    let expected = count.total().as_count();
    let off = weights.backbone / expected - 1.0;
    if weights.backbone > 0.0 && off.abs() > 0.01 {
        model.notes.push(format!(
            "the weights hold {:+.1} % against the architecture: a family read wrongly, files missing, or modules that are not known",
            off * 100.0
        ));
    }
}

fn read_text(path: &Path) -> Result<String, FileError> {
    crate::files::envelope::read_text_up_to(path, MAX_TEXT).map_err(|error| error.in_file(&shown(path)))
}

/// The path as the user wrote it.
fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// What a file or its folder says of the name: files of models are called alike, so that people name the folder.
fn name_of(path: &Path) -> String {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let common = ["config", "params", "model", "pytorch_model", "adapter"];
    if !common.iter().any(|word| stem.starts_with(word)) {
        return stem;
    }
    let folder = path.parent().and_then(Path::file_name);
    folder.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
