//! `model.safetensors.index.json`: names of tensors and their size in all, from which parameters are estimated.

use std::collections::BTreeSet;

use super::parts::{PREDICTIONS, Role, module, prediction_layers, role};
use super::{ExtraModule, WeightCount, has_experts};
use crate::estimate::parameter_count;
use crate::files::error::{FileError, FileProblem, Position};
use crate::files::import::json::Json;
use crate::files::import::model::Precision;
use crate::files::whereabouts::{Step, locate};
use crate::scenario::Architecture;

/// What an index says.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct WeightIndex {
    pub(crate) file: String,
    /// Bytes of all tensors.
    pub(crate) total_size: Option<f64>,
    /// Parameters, where the index says so.
    pub(crate) total_parameters: Option<f64>,
    /// Names of tensors.
    pub(crate) names: Vec<String>,
    /// The files that hold them, each once.
    pub(crate) shards: Vec<String>,
}

/// Reads an index.
///
/// # Errors
/// When it is no JSON or `weight_map` is no table of file names: with line and column.
pub(crate) fn read_index(file: &str, text: &str) -> Result<WeightIndex, FileError> {
    let json = Json::parse(file, text)?;
    let wrong = |path: &[&str], expected: &str, found: Option<&Json>| {
        let steps: Vec<Step> = path.iter().copied().map(Step::from).collect();
        let key = path.last().copied().unwrap_or_default().to_owned();
        let problem = match found {
            Some(found) => FileProblem::WrongType { key, expected: expected.into(), found: found.describe() },
            None => FileProblem::MissingKey { key, inside: "this index of weights".into() },
        };
        FileError::at(file, locate(text, &steps), problem)
    };
    let map = json.get("weight_map");
    let Some(Json::Object(entries)) = map else {
        return Err(wrong(&["weight_map"], "a table of tensors and files", map));
    };
    let mut shards = BTreeSet::new();
    for (name, shard) in entries {
        let found =
            shard.text().ok_or_else(|| wrong(&["weight_map", name], "the name of a file", Some(shard)))?;
        if found.contains(['/', '\\']) || found.is_empty() || found == ".." {
            return Err(wrong(&["weight_map", name], "the name of a file beside the index", Some(shard)));
        }
        shards.insert(found.to_owned());
    }
    let number = |key: &str| match json.at(&format!("metadata.{key}")) {
        None | Some(Json::Null) => Ok(None),
        Some(Json::Number(number)) if *number >= 0.0 => Ok(Some(*number)),
        other => Err(wrong(&["metadata", key], "a number", other)),
    };
    if entries.is_empty() {
        let problem = FileProblem::BadValue {
            key: "weight_map".into(),
            problem: "names no tensor; get the file again".into(),
        };
        return Err(FileError::at(file, Position { line: 1, column: 1 }, problem));
    }
    Ok(WeightIndex {
        file: file.to_owned(),
        total_size: number("total_size")?,
        total_parameters: number("total_parameters")?,
        names: entries.iter().map(|(name, _)| name.clone()).collect(),
        shards: shards.into_iter().collect(),
    })
}

/// Parameters by the size in bytes: what the names and the configuration tell of formats decides how many bytes one
/// takes.
pub(crate) fn estimate_from_index(
    index: &WeightIndex,
    architecture: Option<&Architecture>,
    precision: &Precision,
) -> WeightCount {
    let names: BTreeSet<&str> = index.names.iter().map(String::as_str).collect();
    let layers = architecture.map(|architecture| architecture.layers);
    let predicting = prediction_layers(&names);
    let mut extras: Vec<ExtraModule> = Vec::new();
    for name in &names {
        let Some(label) = module(name, layers, &predicting) else { continue };
        match extras.iter_mut().find(|extra| extra.label == label) {
            Some(extra) => extra.tensors += 1,
            None => extras.push(ExtraModule { label: label.to_owned(), parameters: None, tensors: 1 }),
        }
    }
    let mut count = WeightCount {
        files: vec![index.file.clone()],
        tensors: names.len(),
        has_experts: has_experts(names.iter().copied()),
        bytes: index.total_size.unwrap_or(0.0),
        from_size: true,
        ..WeightCount::default()
    };
    let predicts = extras.iter().any(|extra| extra.label == PREDICTIONS);
    // Prediction layers as the architecture has them, with copies of embedding and head where the names say so.
    let copies = names.iter().any(|name| name.ends_with("shared_head.head.weight"));
    let predictions =
        architecture.filter(|architecture| predicts && architecture.mtp_depth > 0).map(|architecture| {
            let parts = parameter_count(architecture);
            let with =
                if copies { parts.total_with_prediction_copies() } else { parts.total_with_predictions() };
            with.as_count() - parts.total().as_count()
        });
    let (total, how) = total(index, &names, architecture.filter(|_| copies || !predicts), precision);
    count.notes.push(how);
    if let Some(extra) = extras.iter_mut().find(|extra| extra.label == PREDICTIONS) {
        extra.parameters = predictions;
    }
    for extra in extras.iter().filter(|extra| extra.parameters.is_none()) {
        count.notes.push(format!(
            "{} tensors of {} are not told apart from the rest by size; import the .safetensors files to count them",
            extra.tensors, extra.label
        ));
    }
    count.backbone = (total.unwrap_or(0.0) - predictions.unwrap_or(0.0)).max(0.0);
    count.extras = extras;
    count
}

/// All parameters, and how they were found.
fn total(
    index: &WeightIndex,
    names: &BTreeSet<&str>,
    architecture: Option<&Architecture>,
    precision: &Precision,
) -> (Option<f64>, String) {
    if let Some(parameters) = index.total_parameters {
        return (Some(parameters), "the index states the number of parameters".into());
    }
    let Some(bytes) = index.total_size else {
        return (None, "the index states no size; import the .safetensors files".into());
    };
    let scales = names.iter().any(|name| name.ends_with("_scale_inv") || name.ends_with(".weight_scale"));
    let packed = names.iter().any(|name| {
        role(name, "I32", 2, names) == Role::Packed || role(name, "U8", 2, names) == Role::Packed
    });
    if packed {
        return (
            None,
            "the weights are packed and the index has no shapes; import the .safetensors files".into(),
        );
    }
    if scales || precision.method == "fp8" {
        let Some(architecture) = architecture else {
            return (Some(bytes), "one byte for each parameter (FP8), too many by the parts that take two; import config.json with it".into());
        };
        // Embedding, head, routers and joins of prediction layers stay in two bytes; a scale of four bytes goes with
        // each block of 128 by 128.
        let wide = unquantised(architecture);
        let quantised = (bytes - 2.0 * wide) / (1.0 + 4.0 / (128.0 * 128.0));
        return (
            Some(quantised + wide),
            "by size: FP8 with a scale for each block of 128 by 128, embeddings and routers in two bytes"
                .into(),
        );
    }
    let (each, words) = match precision.dtype.as_str() {
        "float32" | "fp32" => (4.0, "four bytes for each parameter, as the configuration says"),
        "bfloat16" | "float16" | "bf16" | "fp16" => {
            (2.0, "two bytes for each parameter, as the configuration says")
        }
        _ => (2.0, "two bytes for each parameter, by custom alone; import config.json with it"),
    };
    (Some(bytes / each), format!("by size: {words}"))
}

/// Parameters that FP8 checkpoints keep in two bytes.
fn unquantised(architecture: &Architecture) -> f64 {
    let (hidden, depth) = (f64::from(architecture.hidden), f64::from(architecture.mtp_depth));
    let matrices = if architecture.tied_embedding { 1.0 } else { 2.0 };
    let embeddings = matrices * f64::from(architecture.vocabulary) * hidden * (1.0 + depth);
    let routers = architecture.experts.map_or(0.0, |experts| {
        f64::from(experts.routed) * hidden * (f64::from(architecture.expert_layers()) + depth)
    });
    embeddings + routers + 2.0 * hidden * hidden * depth
}
