//! Which layers differ from the others: expert layers, and layers with an attention window.

use super::family::Field;
use super::json::Json;
use super::reader::Reader;
use crate::files::error::FileError;

/// Dense layers at the start, and every how many of the others has experts.
pub(super) fn expert_layers(reader: &mut Reader<'_>, layers: u32) -> Result<(u32, u32), FileError> {
    let first = reader.field(Field::FirstDense)?.unwrap_or(0);
    let every = reader.field(Field::ExpertEvery)?.unwrap_or(1);
    if let Some(sparse) = listed_expert_layers(reader, layers, every) {
        return Ok((layers.saturating_sub(sparse), 1));
    }
    // DeepSeek's own frequency counts from layer 0: `i >= first and i % frequency == 0`.
    if every > 1 && reader.get("moe_layer_freq").is_some() {
        let sparse = layers.div_ceil(every).saturating_sub(first.div_ceil(every));
        return Ok((layers.saturating_sub(sparse), 1));
    }
    Ok((first, every))
}

/// How many layers have experts where a list says it.
fn listed_expert_layers(reader: &Reader<'_>, layers: u32, every: u32) -> Option<u32> {
    let list = |key| reader.get(key).and_then(Json::list);
    let count = |list: &[Json], sparse: fn(&Json) -> bool| {
        u32::try_from(list.iter().filter(|value| sparse(value)).count()).ok()
    };
    if let Some(list) = list("moe_layer_freq") {
        return count(list, |value| value.number().is_some_and(|number| number > 0.0));
    }
    if let Some(list) = list("mlp_layer_types") {
        return count(list, |value| value.text().is_some_and(|kind| kind != "dense"));
    }
    if let Some(list) = list("moe_layers").filter(|list| !list.is_empty()) {
        return count(list, |value| value.number().is_some());
    }
    let dense = list("mlp_only_layers").filter(|list| !list.is_empty())?;
    let without = dense.iter().filter_map(Json::number).filter(|index| {
        let next = index + 1.0;
        (1.0..=f64::from(layers)).contains(&next) && next % f64::from(every.max(1)) == 0.0
    });
    let without = u32::try_from(without.count()).ok()?;
    Some(layers.checked_div(every)?.saturating_sub(without))
}

/// The window of attention, every how many layers one is global, and how many are where that is irregular.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Windows {
    pub(super) window: Option<u32>,
    pub(super) global_every: u32,
    pub(super) global_layers: Option<u32>,
}

/// Reads the window and which layers have it.
pub(super) fn windows(reader: &mut Reader<'_>, layers: u32) -> Result<Windows, FileError> {
    let window = reader.field(Field::Window)?.unwrap_or(0);
    let listed = listed_global_layers(reader);
    // A list decides alone; elsewhere a flag may turn the window off.
    if window == 0 || (listed.is_none() && !reader.flag(Field::UseWindow)?) {
        return Ok(Windows::default());
    }
    let every = reader.field(Field::GlobalEvery)?.unwrap_or(0);
    let from = reader.field(Field::WindowFrom)?.unwrap_or(0);
    let global = match listed {
        Some(global) => global,
        None if from > 0 => from.min(layers),
        None => layers.checked_div(every).unwrap_or(0),
    };
    if global >= layers {
        return Ok(Windows::default());
    }
    // The regular form where it says the same.
    let regular = [every, layers.checked_div(global).unwrap_or(0)]
        .into_iter()
        .find(|every| layers.checked_div(*every).unwrap_or(0) == global);
    Ok(Windows {
        window: Some(window),
        global_every: regular.unwrap_or(0),
        global_layers: if regular.is_none() { Some(global) } else { None },
    })
}

/// How many layers attend to everything where a list says it.
fn listed_global_layers(reader: &Reader<'_>) -> Option<u32> {
    let list = |key| reader.get(key).and_then(Json::list).filter(|list| !list.is_empty());
    let count = |number: usize| u32::try_from(number).ok();
    if let Some(kinds) = list("layer_types") {
        return count(kinds.iter().filter(|kind| kind.text() == Some("full_attention")).count());
    }
    // Llama 4: layers without rotary positions attend to everything, the others to chunks.
    if let Some(rotary) = list("no_rope_layers") {
        let full = |value: &&Json| matches!(value, Json::Flag(false)) || value.number() == Some(0.0);
        return count(rotary.iter().filter(full).count());
    }
    let is_global = |kind: &Json| kind.text() == Some("global");
    if let Some(kinds) = list("attention_layers") {
        return count(kinds.iter().filter(|kind| is_global(kind)).count());
    }
    // GPT-Neo: kinds in turn, so many times.
    let mut global = 0.0;
    for group in list("attention_types")? {
        let [kinds, times] = group.list()? else { return None };
        let kinds = kinds.list()?.iter().filter(|kind| is_global(kind)).count();
        global += kinds as f64 * times.number()?.clamp(0.0, 1e6);
    }
    Some(global as u32)
}

/// Kinds of layers in a list that are no attention.
pub(super) fn other_layers(reader: &Reader<'_>) -> Option<String> {
    const ATTENTION: [&str; 5] =
        ["full_attention", "sliding_attention", "chunked_attention", "attention", "dense"];
    let kinds = reader.get("layer_types").and_then(Json::list)?;
    let other = kinds.iter().filter_map(Json::text).find(|kind| !ATTENTION.contains(kind))?;
    Some(format!("some layers are of the kind {other:?}"))
}
