//! A model's configuration file, in the key names of Hugging Face or of the developers themselves.

use super::families::{LEFT_OUT, NOT_COVERED, OTHER_KINDS, all};
use super::family::{Family, Field, LLAMA_LIKE, Otherwise, key};
use super::json::Json;
use super::model::{ImportedModel, Precision, Recognised};
use super::patterns::{Windows, expert_layers, other_layers, windows};
use super::reader::Reader;
use crate::files::error::{FileError, FileProblem, Position};
use crate::scenario::{Architecture, Attention, Biases, Experts, FeedForward, HeadNorms, ModelKind, Norms};

/// How a model of no known family is read: like Llama, with latent attention and a window if keys name them.
const UNKNOWN: Family = Family {
    name: "unknown family",
    rules: &[
        key(Field::QueryRank, &["q_lora_rank"], Otherwise::Is(0)),
        key(Field::KvRank, &["kv_lora_rank"], Otherwise::Is(0)),
        key(Field::NopeDim, &["qk_nope_head_dim"], Otherwise::Is(0)),
        key(Field::RopeDim, &["qk_rope_head_dim"], Otherwise::Is(0)),
        key(Field::ValueDim, &["v_head_dim"], Otherwise::Is(0)),
        key(Field::Window, &["sliding_window"], Otherwise::Is(0)),
        key(Field::FullHeadNorms, &["use_qk_norm"], Otherwise::Is(0)),
    ],
    ..LLAMA_LIKE
};

/// Objects in which files of models with more senses keep the sizes of the language model.
const INSIDE: [&str; 5] = ["text_config", "llm_config", "language_config", "language_model_config", "llm"];

/// Reads the text of a configuration.
///
/// # Errors
/// When it is no JSON object, or a value is of the wrong type or out of range: with line and column.
pub fn read_config(file: &str, text: &str) -> Result<ImportedModel, FileError> {
    read_config_with(file, text, &[])
}

/// The same with sizes that the text lacks, by the keys of [`super::MissingPart`]. What the text says itself stays.
///
/// # Errors
/// As for [`read_config`].
pub fn read_config_with(file: &str, text: &str, given: &[(&str, u32)]) -> Result<ImportedModel, FileError> {
    let mut root = Json::parse(file, text)?;
    if !matches!(root, Json::Object(_)) {
        let found = root.describe();
        let problem = FileProblem::WrongType {
            key: String::new(),
            expected: "a JSON object with a model's sizes".into(),
            found,
        };
        return Err(FileError::at(file, Position { line: 1, column: 1 }, problem));
    }
    let layers = ["num_hidden_layers", "n_layer", "n_layers", "num_layers"];
    let nested = INSIDE.into_iter().filter_map(|key| Some((key, root.get(key)?)));
    let nested = nested.into_iter().find(|(_, object)| matches!(object, Json::Object(_)));
    let nested = nested.filter(|_| !layers.iter().any(|key| root.get(key).is_some()));
    let inside = nested.map(|(key, _)| key);
    root.complete(inside, given);
    let object = inside.and_then(|key| root.get(key)).unwrap_or(&root);
    let model_type = model_type(&root, object);
    let family = family(&root, object, &model_type);
    let mut reader = Reader {
        file,
        text,
        root: &root,
        object,
        inside,
        family: family.unwrap_or(&UNKNOWN),
        read: Vec::new(),
        missing: Vec::new(),
    };
    let obstacles = obstacles(&reader, &model_type);
    let architecture = architecture(&mut reader)?;
    let context_length = reader.field(Field::Context)?.filter(|length| *length > 0);
    let is_sparse = architecture.as_ref().map_or_else(
        || reader.read.iter().any(|read| read.label == "number of experts" && read.value > 0),
        |architecture| architecture.experts.is_some(),
    );
    let notes = notes(&reader, family, &model_type);
    Ok(ImportedModel {
        name: name(&root),
        file: file.to_owned(),
        recognised: if family.is_some() { Recognised::Known } else { Recognised::Guessed },
        family: family.map_or(UNKNOWN.name, |family| family.name).to_owned(),
        model_type,
        kind: if is_sparse { ModelKind::MixtureOfExperts } else { ModelKind::Dense },
        // What the formulas do not know is not counted at all, rather than wrongly.
        architecture: architecture.filter(|_| obstacles.is_empty()),
        obstacles,
        context_length,
        precision: precision(&root, object),
        read: reader.read,
        missing: reader.missing,
        notes,
        weights: None,
    })
}

/// What a file says it is: its own type, or that of the nested part.
fn model_type(root: &Json, object: &Json) -> String {
    let text = |json: &Json| json.get("model_type").and_then(Json::text).map(str::to_owned);
    text(object).or_else(|| text(root)).unwrap_or_default()
}

/// Type names without the differences between `model_type` and class names.
fn plain(name: &str) -> String {
    let endings = ["ForCausalLM", "LMHeadModel", "ForConditionalGeneration", "ForCausalGeneration"];
    let name = endings.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name);
    name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}

fn family(root: &Json, object: &Json, model_type: &str) -> Option<&'static Family> {
    let classes = [object, root].into_iter().filter_map(|json| json.get("architectures")?.list());
    let classes = classes.flatten().filter_map(Json::text);
    let outer = root.get("model_type").and_then(Json::text);
    let names = [model_type].into_iter().chain(outer).chain(classes).filter(|name| !name.is_empty());
    for name in names {
        let wanted = plain(name);
        let found = all().find(|family| family.types.iter().any(|of| plain(of) == wanted));
        if found.is_some() {
            return found;
        }
    }
    let marked = |family: &&Family| {
        !family.marks.is_empty() && family.marks.iter().all(|key| object.get(key).is_some())
    };
    all().find(marked).filter(|_| model_type.is_empty())
}

/// Why the formulas cannot count a model, if they cannot.
fn obstacles(reader: &Reader<'_>, model_type: &str) -> Vec<String> {
    let wanted = plain(model_type);
    let other = OTHER_KINDS.iter().find(|(types, _)| types.iter().any(|of| plain(of) == wanted));
    let mut found: Vec<String> = other.iter().map(|(_, what)| format!("it is {what}")).collect();
    let is_there = |key: &str| match key.split_once('=') {
        Some((key, _)) => reader.root.get(key) == Some(&Json::Flag(true)),
        None => reader.get(key).is_some_and(|value| *value != Json::Null),
    };
    // All layers may be attention where a hybrid family says so.
    let listed = reader.get("layer_types").and_then(Json::list).is_some_and(|list| !list.is_empty());
    let layers = other_layers(reader);
    let keys = NOT_COVERED
        .iter()
        .filter(|(key, what)| is_there(key) && !(listed && layers.is_none() && what.contains("state-space")));
    for (_, what) in keys {
        if !found.iter().any(|already| already == what) {
            found.push((*what).to_owned());
        }
    }
    found.extend(layers.filter(|_| found.is_empty()));
    found
}

fn notes(reader: &Reader<'_>, family: Option<&Family>, model_type: &str) -> Vec<String> {
    let mut notes = Vec::new();
    match family {
        None => notes.push(format!(
            "{} is not a family that is known; counted like Llama: gated, two norms a layer, no biases; compare with what was published",
            if model_type.is_empty() { "this".to_owned() } else { format!("{model_type:?}") }
        )),
        Some(family) if !family.note.is_empty() => notes.push(family.note.to_owned()),
        Some(_) => {}
    }
    let left_out = LEFT_OUT.iter().filter(|(key, _)| {
        [reader.get(key), reader.root.get(key)].into_iter().flatten().any(|value| *value != Json::Null)
    });
    notes.extend(left_out.map(|(_, note)| (*note).to_owned()));
    if reader.get("word_embed_proj_dim").and_then(Json::number)
        != reader.get("hidden_size").and_then(Json::number)
        && reader.get("word_embed_proj_dim").is_some()
    {
        notes.push("embeddings are narrower than the layers, which is not counted".into());
    }
    if let Some(inside) = reader.inside {
        let class = reader.read.iter().filter(|read| {
            read.key.is_empty()
                && reader.family.class.iter().any(|(field, _)| super::family::words(*field) == read.label)
        });
        let names: Vec<_> = class.map(|read| format!("{} {}", read.label, read.value)).collect();
        if !names.is_empty() {
            notes.push(format!("{inside} leaves out what its class has by default: {}", names.join(", ")));
        }
    }
    notes
}

/// The last part of the path that the file was saved under.
fn name(root: &Json) -> String {
    let path = root.get("_name_or_path").and_then(Json::text).unwrap_or_default();
    path.trim_end_matches('/').rsplit(['/', '\\']).next().unwrap_or_default().to_owned()
}

fn precision(root: &Json, object: &Json) -> Precision {
    let text = |key: &str| {
        [object, root]
            .into_iter()
            .find_map(|json| json.at(key).and_then(Json::text))
            .unwrap_or_default()
            .to_owned()
    };
    let number = |key: &str| {
        let value = [object, root].into_iter().find_map(|json| json.at(key).and_then(Json::number));
        value.filter(|bits| (1.0..=32.0).contains(bits)).map(|bits| bits as u32)
    };
    let dtype = [text("dtype"), text("torch_dtype")].into_iter().find(|name| !name.is_empty());
    let compressed = "quantization_config.config_groups.group_0.weights.num_bits";
    let flag = |key: &str| [object, root].into_iter().any(|json| json.at(key) == Some(&Json::Flag(true)));
    let bits = number("quantization_config.bits")
        .or_else(|| number("quantization_config.w_bit"))
        .or_else(|| number(compressed))
        .or_else(|| flag("quantization_config.load_in_4bit").then_some(4))
        .or_else(|| flag("quantization_config.load_in_8bit").then_some(8));
    Precision { dtype: dtype.unwrap_or_default(), method: text("quantization_config.quant_method"), bits }
}

/// The architecture, if every size is there.
fn architecture(reader: &mut Reader<'_>) -> Result<Option<Architecture>, FileError> {
    let sizes =
        [Field::Layers, Field::Hidden, Field::Vocabulary, Field::Heads].map(|field| reader.size(field));
    let [layers, hidden, vocabulary, heads] = sizes;
    let (layers, hidden, vocabulary, heads) = (layers?, hidden?, vocabulary?, heads?);
    let Some(layers) = layers else {
        // What else is there is still worth showing.
        let _ = (reader.field(Field::FeedForward)?, reader.field(Field::Experts)?);
        return Ok(None);
    };
    let attention = attention(reader, heads)?;
    let experts = experts(reader, layers)?;
    let Some(experts) = experts else { return Ok(None) };
    let dense_layers = layers
        - experts
            .map_or(0, |experts| layers.saturating_sub(experts.first_dense_layers) / experts.every.max(1));
    let width = if dense_layers > 0 { reader.size(Field::FeedForward)? } else { Some(0) };
    let Windows { window, global_every, global_layers } = windows(reader, layers)?;
    let head_norms = match (reader.flag(Field::FullHeadNorms)?, reader.flag(Field::SharedHeadNorms)?) {
        (true, _) => HeadNorms::Full,
        (_, true) => HeadNorms::Shared,
        _ => HeadNorms::None,
    };
    let biases = Biases {
        qkv: reader.flag(Field::QkvBias)?,
        attention_output: reader.flag(Field::OutputBias)?,
        feed_forward: reader.flag(Field::FeedForwardBias)?,
        router: reader.flag(Field::RouterBias)?,
        head: reader.flag(Field::HeadBias)?,
    };
    let norms = Norms {
        per_layer: reader.field(Field::NormsPerLayer)?.unwrap_or(2),
        outer: reader.field(Field::OuterNorms)?.unwrap_or(1),
        shift: reader.flag(Field::NormShift)?,
        heads: head_norms,
    };
    let (Some(hidden), Some(vocabulary), Some(attention), Some(width)) =
        (hidden, vocabulary, attention, width)
    else {
        return Ok(None);
    };
    Ok(Some(Architecture {
        layers,
        hidden,
        vocabulary,
        attention,
        feed_forward: FeedForward { width, gated: reader.flag(Field::Gated)? },
        experts,
        tied_embedding: reader.flag(Field::Tied)?,
        mtp_depth: reader.field(Field::Predictions)?.unwrap_or(0),
        sliding_window: window,
        global_every,
        global_layers,
        learned_positions: reader.field(Field::Positions)?.unwrap_or(0),
        biases,
        norms,
        attention_sinks: reader.flag(Field::Sinks)?,
    }))
}

fn attention(reader: &mut Reader<'_>, heads: Option<u32>) -> Result<Option<Attention>, FileError> {
    let kv_lora_rank = reader.field(Field::KvRank)?.unwrap_or(0);
    if kv_lora_rank > 0 {
        let fields = [Field::QueryRank, Field::NopeDim, Field::RopeDim, Field::ValueDim];
        let [query, nope, rope, value] = fields.map(|field| reader.field(field));
        let (Some(heads), Some(q_lora_rank), Some(qk_nope_dim), Some(qk_rope_dim), Some(v_dim)) =
            (heads, query?, nope?, rope?, value?)
        else {
            return Ok(None);
        };
        return Ok(Some(Attention::Latent {
            heads,
            q_lora_rank,
            kv_lora_rank,
            qk_nope_dim,
            qk_rope_dim,
            v_dim,
        }));
    }
    let (kv_heads, head_dim) = (reader.size(Field::KvHeads)?, reader.size(Field::HeadDim)?);
    let (Some(heads), Some(kv_heads), Some(head_dim)) = (heads, kv_heads, head_dim) else { return Ok(None) };
    if kv_heads > heads {
        let key = reader.key_of(Field::KvHeads);
        let problem = format!("is {kv_heads}, more than the {heads} attention heads; correct one of them");
        return Err(reader.fault(key, FileProblem::BadValue { key: key.to_owned(), problem }));
    }
    Ok(Some(Attention::Grouped { heads, kv_heads, head_dim }))
}

/// The experts: `None` where a size is missing, `Some(None)` for a dense model.
fn experts(reader: &mut Reader<'_>, layers: u32) -> Result<Option<Option<Experts>>, FileError> {
    let Some(routed) = reader.field(Field::Experts)? else { return Ok(None) };
    if routed == 0 {
        return Ok(Some(None));
    }
    let (per_token, width) = (reader.size(Field::PerToken)?, reader.size(Field::ExpertWidth)?);
    let (Some(per_token), Some(width)) = (per_token, width) else { return Ok(None) };
    if per_token > routed {
        let key = reader.key_of(Field::PerToken);
        let problem =
            format!("is {per_token}, more than the {routed} experts of a layer; correct one of them");
        return Err(reader.fault(key, FileProblem::BadValue { key: key.to_owned(), problem }));
    }
    let (first_dense_layers, every) = expert_layers(reader, layers)?;
    if first_dense_layers >= layers || layers.saturating_sub(first_dense_layers) < every {
        return Ok(Some(None));
    }
    let shared_width = reader.field(Field::SharedWidth)?.unwrap_or(0);
    let shared_gate = shared_width > 0 && reader.flag(Field::SharedGate)?;
    let every = every.max(1);
    Ok(Some(Some(Experts { routed, per_token, width, shared_width, first_dense_layers, every, shared_gate })))
}

#[cfg(test)]
mod tests;
