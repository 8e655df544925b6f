//! What the weights of a model hold: elements by format, packed ones unpacked, extra modules apart.

mod header;
mod index;
mod parts;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::files::error::{FileError, FileProblem};
use crate::files::import::model::Precision;
use crate::scenario::Architecture;
use header::Tensor;
pub(super) use index::{WeightIndex, estimate_from_index, read_index};
use parts::{Role, module, prediction_layers, role};

/// Numbers of one format.
#[derive(Debug, Clone, PartialEq)]
pub struct FormatCount {
    /// The format as the files call it: `BF16`, `F8_E4M3`.
    pub format: String,
    /// Numbers as stored.
    pub elements: f64,
    /// Bytes that they take.
    pub bytes: f64,
}

/// A part of the weights that is not the language model itself.
#[derive(Debug, Clone, PartialEq)]
pub struct ExtraModule {
    /// What it is.
    pub label: String,
    /// Its parameters; none where only names are known.
    pub parameters: Option<f64>,
    /// Its tensors.
    pub tensors: usize,
}

/// What weights hold.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct WeightCount {
    /// The files that were read.
    pub files: Vec<String>,
    /// Tensors in all.
    pub tensors: usize,
    /// Bytes of tensors.
    pub bytes: f64,
    /// Numbers by format; empty where only names are known.
    pub formats: Vec<FormatCount>,
    /// Parameters of the language model.
    pub backbone: f64,
    /// Other modules.
    pub extras: Vec<ExtraModule>,
    /// Numbers that belong to quantisation: scales and zero points.
    pub scales: f64,
    /// Numbers that are constants.
    pub buffers: f64,
    /// Some of them belong to experts.
    pub has_experts: bool,
    /// The count rests on the size in bytes, not on shapes.
    pub from_size: bool,
    /// What one should know about it.
    pub notes: Vec<String>,
}

impl WeightCount {
    /// Parameters with those of extra modules.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.backbone + self.extras.iter().filter_map(|extra| extra.parameters).sum::<f64>()
    }
}

/// Counts the tensors of files from their headers.
///
/// # Errors
/// When a file cannot be read, is cut off or has a header that contradicts itself; or a tensor is in two of them.
pub(super) fn count_files(
    files: &[(&Path, String)],
    architecture: Option<&Architecture>,
    precision: &Precision,
) -> Result<WeightCount, FileError> {
    let mut tensors = Vec::new();
    for (path, shown) in files {
        tensors.push((shown.as_str(), header::read_header(path, shown)?));
    }
    count(&tensors, architecture, precision)
}

fn count(
    files: &[(&str, Vec<Tensor>)],
    architecture: Option<&Architecture>,
    precision: &Precision,
) -> Result<WeightCount, FileError> {
    let mut names = BTreeSet::new();
    for (file, tensors) in files {
        for tensor in tensors {
            if !names.insert(tensor.name.as_str()) {
                let problem = format!(
                    "the tensor {:?} is in another of the files too; leave one of them out",
                    tensor.name
                );
                return Err(FileError::new(file, FileProblem::BadValue { key: String::new(), problem }));
            }
        }
    }
    let layers = architecture.map(|architecture| architecture.layers);
    let predicting = prediction_layers(&names);
    let shapes: BTreeMap<&str, &Tensor> =
        files.iter().flat_map(|(_, tensors)| tensors).map(|tensor| (tensor.name.as_str(), tensor)).collect();
    let mut count = WeightCount {
        files: files.iter().map(|(file, _)| (*file).to_owned()).collect(),
        tensors: shapes.len(),
        has_experts: has_experts(names.iter().copied()),
        ..WeightCount::default()
    };
    let mut formats: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    let mut extras: BTreeMap<&str, (f64, usize)> = BTreeMap::new();
    let mut assumed = false;
    for tensor in shapes.values() {
        let (elements, bytes) = (tensor.elements as f64, tensor.bytes as f64);
        let format = formats.entry(tensor.format).or_default();
        *format = (format.0 + elements, format.1 + bytes);
        count.bytes += bytes;
        let parameters = match role(&tensor.name, tensor.format, tensor.shape.len(), &names) {
            Role::Weights => elements,
            Role::Packed => {
                let bits = packed_bits(tensor, &shapes, precision);
                assumed |= bits.is_none();
                bytes * 8.0 / f64::from(bits.unwrap_or(4))
            }
            Role::Scales => {
                count.scales += elements;
                0.0
            }
            Role::Buffer => {
                count.buffers += elements;
                0.0
            }
        };
        match module(&tensor.name, layers, &predicting).or_else(|| copied_head(tensor, architecture, &shapes))
        {
            Some(label) => {
                let extra = extras.entry(label).or_default();
                *extra = (extra.0 + parameters, extra.1 + 1);
            }
            None => count.backbone += parameters,
        }
    }
    count.formats = formats
        .into_iter()
        .map(|(format, (elements, bytes))| FormatCount { format: format.to_owned(), elements, bytes })
        .collect();
    count.extras = extras
        .into_iter()
        .map(|(label, (parameters, tensors))| ExtraModule {
            label: label.to_owned(),
            parameters: Some(parameters),
            tensors,
        })
        .collect();
    if assumed {
        count
            .notes
            .push("packed weights are taken as 4 bits each; import config.json with them to be sure".into());
    }
    Ok(count)
}

/// Whether names tell of experts.
fn has_experts<'a>(mut names: impl Iterator<Item = &'a str>) -> bool {
    names.any(|name| name.split('.').any(|segment| matches!(segment, "experts" | "block_sparse_moe")))
}

/// The head of a model whose head is its embedding, saved once more.
fn copied_head(
    tensor: &Tensor,
    architecture: Option<&Architecture>,
    shapes: &BTreeMap<&str, &Tensor>,
) -> Option<&'static str> {
    let tied = architecture.is_some_and(|architecture| architecture.tied_embedding);
    let is_head = tensor.name == "lm_head.weight" || tensor.name.ends_with(".lm_head.weight");
    let same = |name: &&&str| {
        (name.ends_with("embed_tokens.weight")
            || name.ends_with("word_embeddings.weight")
            || name.ends_with("wte.weight"))
            && shapes.get(**name).is_some_and(|embedding| embedding.shape == tensor.shape)
    };
    (tied && is_head && shapes.keys().any(|name| same(&name)))
        .then_some("second copy of the embedding, as head")
}

/// Bits of one weight in a packed tensor: from the zero points beside it, the configuration, or the format.
fn packed_bits(tensor: &Tensor, shapes: &BTreeMap<&str, &Tensor>, precision: &Precision) -> Option<u32> {
    if tensor.format == "U8" && !tensor.name.ends_with("weight_packed") {
        // MXFP4, NVFP4 and 4-bit bitsandbytes put two weights into a byte.
        return Some(4);
    }
    let beside = |ending: &str| {
        let stem = tensor.name.strip_suffix(".qweight")?;
        shapes.get(format!("{stem}{ending}").as_str())?.shape.last().copied()
    };
    // GPTQ and AWQ pack zero points like weights: 32-bit words for so many columns of scales.
    let told = beside(".qzeros")
        .zip(beside(".scales"))
        .and_then(|(words, columns)| u32::try_from(words.checked_mul(32)?.checked_div(columns)?).ok());
    told.filter(|bits| (2..=8).contains(bits)).or(precision.bits)
}

#[cfg(test)]
mod tests;
