//! What a tensor is by its name: a weight, packed or not, data of quantisation, a buffer, or part of an extra module.

use std::collections::BTreeSet;

/// Names of segments that belong to modules beside the language model.
const MODULES: [(&[&str], &str); 5] = [
    (
        &["vision_tower", "visual", "vision_model", "vision_encoder", "vision", "vit", "image_encoder"],
        "vision tower",
    ),
    (
        &["multi_modal_projector", "mm_projector", "projector", "aligner", "embed_vision"],
        "projector of pictures",
    ),
    (&["audio_tower", "audio_model", "audio_encoder", "speech_encoder", "embed_audio"], "audio tower"),
    (&["mtp", "mtp_layers", "mtp_block", "nextn"], PREDICTIONS),
    (&["lora_A", "lora_B", "lora_embedding_A", "lora_embedding_B"], "adapters"),
];

/// What prediction layers are called.
pub(super) const PREDICTIONS: &str = "prediction layers (MTP)";

/// Segments that only prediction layers have (DeepSeek-V3, GLM-4.5).
const PREDICTION_MARKS: [&str; 4] = ["eh_proj", "enorm", "hnorm", "shared_head"];

/// Endings of what goes with quantised weights and is no parameter.
const SCALES: [&str; 23] = [
    ".qzeros",
    ".g_idx",
    ".weight_scale_inv",
    ".weight_scale",
    ".weight_scale_2",
    ".input_scale",
    ".input_global_scale",
    ".weight_global_scale",
    ".output_scale",
    ".k_scale",
    ".v_scale",
    ".q_scale",
    ".weight_zero_point",
    ".weight_shape",
    ".weight_g_idx",
    ".absmax",
    ".quant_map",
    ".nested_absmax",
    ".nested_quant_map",
    ".SCB",
    ".weight_format",
    "_proj_scale",
    "_scale_inv",
];

/// Endings of buffers that are saved and not trained.
const BUFFERS: [&str; 5] = [
    "rotary_emb.inv_freq",
    ".masked_bias",
    ".position_ids",
    "rotary_emb.cos_cached",
    "rotary_emb.sin_cached",
];

/// What a tensor holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Weights, one for each number.
    Weights,
    /// So many weights in each number of a quantised tensor, by bits: those of the tensor over those of a weight.
    Packed,
    /// Scales, zero points and the like.
    Scales,
    /// A constant.
    Buffer,
}

/// What a tensor holds, by its name, format and rank and by the names beside it.
pub(super) fn role(name: &str, format: &str, rank: usize, names: &BTreeSet<&str>) -> Role {
    let beside = |name: String| names.contains(name.as_str());
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    let mask = rank == 4 && (name.ends_with(".attn.bias") || name.ends_with(".attention.bias"));
    if ends(&BUFFERS) || mask {
        return Role::Buffer;
    }
    let stem = |ending: &str| name.strip_suffix(ending);
    let scales_of =
        [(".scales", ".qweight"), (".scales", ".blocks"), ("_scales", "_blocks"), (".scale", ".qweight")];
    let is_scales =
        scales_of.iter().any(|(own, other)| stem(own).is_some_and(|stem| beside(format!("{stem}{other}"))));
    if ends(&SCALES) || is_scales || name.contains(".quant_state.") {
        return Role::Scales;
    }
    let is_int = matches!(format, "I32" | "U8" | "I8" | "U32");
    let packed = ends(&[".qweight", ".weight_packed", "_blocks", ".blocks"])
        || (format == "U8" && ["absmax", "quant_map"].iter().any(|part| beside(format!("{name}.{part}"))))
        || (format == "U8" && beside(format!("{name}_scale")));
    if is_int && packed { Role::Packed } else { Role::Weights }
}

/// The number after `layers` in a name.
pub(super) fn layer(name: &str) -> Option<u32> {
    let mut segments = name.split('.').skip_while(|segment| *segment != "layers");
    segments.nth(1)?.parse().ok()
}

/// Layers that hold parts which only prediction layers have.
pub(super) fn prediction_layers(names: &BTreeSet<&str>) -> BTreeSet<u32> {
    let marked =
        names.iter().filter(|name| name.split('.').any(|segment| PREDICTION_MARKS.contains(&segment)));
    marked.filter_map(|name| layer(name)).collect()
}

/// The extra module that a tensor belongs to; none for the language model itself.
pub(super) fn module(name: &str, layers: Option<u32>, predicting: &BTreeSet<u32>) -> Option<&'static str> {
    let named = MODULES.iter().find(|(parts, _)| name.split('.').any(|segment| parts.contains(&segment)));
    if let Some((_, module)) = named {
        return Some(module);
    }
    let index = layer(name)?;
    let beyond = layers.is_some_and(|layers| index >= layers);
    (beyond || predicting.contains(&index)).then_some(PREDICTIONS)
}
